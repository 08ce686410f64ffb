"""Rules that hold for the files of the project themselves."""

import ast
import os
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

NOT_OURS = re.compile(
    r"\.git|\.venv.*|\.coverage.*|\.hypothesis|.*_cache|.*\.egg-info|__pycache__"
    r"|mutants|node_modules|var"
)
"""Folders and files that hold nothing of the project."""

SOURCES = frozenset({".css", ".html", ".js", ".py"})
LONGEST = 400
"""Lines of a source file."""

# The words are put together here, so that this file does not break its own rules.
REGISTRY = re.compile(rb"\b(?:pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|deb\.debian\.org)\b")
MACHINE_PATH = re.compile(rb"(?<![\w.])/(?:work|farm|root|home|tmp/bash_jobs)/")
LEFT_OPEN = re.compile(r"\b(?:TO[D]O|FIX[M]E|X[X]X)\b|mark\.(?:skip|xfail)\b")

LOOKS_AWAY = re.compile(
    r"noqa(?:: *[A-Z]+\d+(?:,? *[A-Z]+\d+)*)?|type: *ignore(?:\[[a-z, -]+\])?|pragma: no \w+"
)
"""A comment that makes a tool look away."""

REASON = re.compile(r"[^\W\d_]+\W+[^\W\d_]+")
"""At least two words."""

PURE = frozenset(
    "__future__ abc collections dataclasses datetime enum fluent flows functools hashlib itertools "
    "math msgspec operator re string tomllib types typing unicodedata zoneinfo".split()
)
"""All that flows/ may import: what only computes."""

REQUIREMENT = re.compile(r"^([A-Za-z][\w.-]*)", re.MULTILINE)


def our_files(*suffixes: str) -> Iterator[Path]:
    """Gives the files of the project, known to git or not, with one of these endings or any."""
    for folder, subfolders, files in os.walk(ROOT):
        subfolders[:] = [name for name in subfolders if not NOT_OURS.fullmatch(name)]
        paths = (Path(folder, name) for name in files if not NOT_OURS.fullmatch(name))
        yield from (path for path in paths if not suffixes or path.suffix in suffixes)


def shown(path: Path) -> str:
    """Gives the place of a file within the project."""
    return path.relative_to(ROOT).as_posix()


def names_in(requirements: str) -> frozenset[str]:
    """Gives the packages that a file in requirements/ names, written in one way."""
    text = (ROOT / "requirements" / requirements).read_text(encoding="utf-8")
    return frozenset(re.sub(r"[-_.]+", "-", name).lower() for name in REQUIREMENT.findall(text))


@pytest.mark.parametrize("forbidden", [REGISTRY, MACHINE_PATH], ids=["registry", "machine path"])
def test_files_name_nothing_of_one_machine(forbidden: re.Pattern[bytes]) -> None:
    """No file names the host of a package registry or a path of somebody's machine."""
    assert [] == [shown(path) for path in our_files() if forbidden.search(path.read_bytes())]


def test_source_files_are_short() -> None:
    """A source file is read in one sitting."""
    lengths = {
        shown(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in our_files(*SOURCES)
    }

    assert {} == {path: length for path, length in lengths.items() if length > LONGEST}


def test_nothing_is_left_open() -> None:
    """No file keeps a note to do something later, and no test is skipped."""
    assert [] == [
        f"{shown(path)}:{number}"
        for path in our_files(*SOURCES)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if LEFT_OPEN.search(line)
    ]


def test_looking_away_has_a_reason() -> None:
    """A comment that makes a tool look away says why, in the same comment."""
    bare = []
    for path in our_files(".py"):
        with tokenize.open(path) as source:
            for token in tokenize.generate_tokens(source.readline):
                is_comment = token.type == tokenize.COMMENT and LOOKS_AWAY.search(token.string)
                if is_comment and not REASON.search(LOOKS_AWAY.sub("", token.string)):
                    bare.append(f"{shown(path)}:{token.start[0]}")

    assert [] == bare


def test_flows_imports_only_what_computes() -> None:
    """The rules import no more than the pure part of the standard library, msgspec and fluent."""
    imported = {
        (shown(path), module.partition(".")[0])
        for path in (ROOT / "flows").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for module in modules_of(node)
    }

    assert set() == {(path, module) for path, module in imported if module not in PURE}


def modules_of(node: ast.AST) -> tuple[str, ...]:
    """Gives the modules that a statement imports."""
    if isinstance(node, ast.Import):
        return tuple(alias.name for alias in node.names)
    return (node.module or "",) if isinstance(node, ast.ImportFrom) else ()


def test_code_names_no_shipped_protocol() -> None:
    """A shipped protocol is data: code outside the definitions never asks which one it is."""
    definitions = ROOT / "flows" / "definitions"
    shipped = {path.parent.name for path in definitions.glob("*/protocol.toml")}

    assert [] == [
        shown(path)
        for folder in ("bot", "adapters", "flows", "storage")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in shipped
    ]


@pytest.mark.parametrize("lock", ["run", "dev"])
def test_locked_requirements_have_hashes(lock: str) -> None:
    """Each locked package has one version and the hashes of its files."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=\S)", text.strip())

    assert [] == [block for block in blocks if "==" not in block or "--hash=sha256:" not in block]


@pytest.mark.parametrize("asked", ["run", "dev"])
def test_locked_requirements_hold_all_that_is_asked(asked: str) -> None:
    """A package that is asked for is locked too; if not, `make lock` was forgotten."""
    assert frozenset() == names_in(f"{asked}.in") - names_in(f"{asked}.txt")


def test_dependencies_are_accounted_for() -> None:
    """Each package that is asked for has its line in docs/dependencies.md."""
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    rows = frozenset(
        re.sub(r"[-_.]+", "-", name) for name in re.findall(r"^\| ([\w.-]+)", page, re.MULTILINE)
    )

    assert frozenset() == (names_in("run.in") | names_in("dev.in")) - rows
