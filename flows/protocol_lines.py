"""Finds the line of protocol.toml that a fault is about, by the place that the fault begins with.

A fault begins with its place ("stap 2, actie bellen, veld due: …"). The file has a head above each
part and an `id` in it; that is all this needs, so it also works for a file with a wrong shape.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

_HEAD = re.compile(r"\s*\[\[?(?P<path>[\w.]+)\]\]?\s*(#.*)?")
_ID = re.compile(r"\s*id\s*=\s*\"(?P<id>[^\"]*)\"")
_INLINE_ID = re.compile(r"\{\s*id\s*=\s*\"(?P<id>[^\"]*)\"")
_STAGE_WORD = re.compile(r"^stage_word\s*=\s*\"(?P<word>[^\"]*)\"", re.MULTILINE)
_FIELD = re.compile(r"(, |: )?(het )?veld ‘?(?P<field>\w+)")

INLINE = {"intake.steps": "vraag"}
"""Heads whose parts are written on one line each, and what those are called."""


class _Part(NamedTuple):
    """A part of the file: its place in words, and its first and last line."""

    place: str
    first: int
    last: int


def _heads(lines: list[str]) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(lines, start=1):
        head = _HEAD.fullmatch(line)
        if head is not None:
            yield number, head["path"]


def _parts(text: str, names: dict[str, str]) -> Iterator[_Part]:
    """Gives every part, and what stands on top; `names` says what each kind of part is called."""
    lines = text.splitlines()
    heads = [*_heads(lines), (len(lines) + 1, "")]
    above: dict[str, str] = {}
    yield _Part("", 1, heads[0][0] - 1)
    for (first, path), (after, _) in itertools.pairwise(heads):
        kind, name = path.rpartition(".")[2], ""
        for line in lines[first : after - 1]:
            found = _ID.match(line)
            name = name or (found["id"] if found is not None else "")
        parent = path.rpartition(".")[0]
        word = names.get(kind, kind)
        here = f"{word} {name}" if name else word
        above[path] = f"{above[parent]}, {here}" if parent in above else here
        yield _Part(above[path], first, after - 1)
        if path in INLINE:
            outer = above[parent]
            for number in range(first + 1, after):
                inline = _INLINE_ID.search(lines[number - 1])
                if inline is not None:
                    yield _Part(f"{outer}, {INLINE[path]} {inline['id']}", number, number)
                    yield _Part(f"{above[path]}, {INLINE[path]} {inline['id']}", number, number)


def _line_of_field(lines: list[str], part: _Part, fault: str) -> int:
    """Gives the line of the field that a fault names within a part, else the head of the part."""
    named = _FIELD.match(fault.removeprefix(part.place))
    if named is None:
        return part.first
    field = re.compile(rf"\s*{named['field']}\s*=")
    inside = range(part.first, part.last + 1)
    return next((number for number in inside if field.match(lines[number - 1])), part.first)


def _is_about(fault: str, part: _Part) -> bool:
    """Says whether a fault begins with the place of a part; what stands on top has no place."""
    if not part.place:
        return _FIELD.match(fault) is not None
    return fault.startswith((f"{part.place}:", f"{part.place},"))


def with_lines(faults: tuple[str, ...], text: str, names: dict[str, str]) -> tuple[str, ...]:
    """Puts the line before each fault whose place is found: "regel 213: stap 1, actie …"."""
    word = _STAGE_WORD.search(text)
    called = {**names, **({"stages": word["word"]} if word is not None else {})}
    parts = sorted(_parts(text, called), key=lambda part: len(part.place), reverse=True)
    lines = text.splitlines()
    said = []
    for fault in faults:
        part = next((one for one in parts if _is_about(fault, one)), None)
        line = "" if part is None else f"regel {_line_of_field(lines, part, fault)}: "
        said.append(f"{line}{fault}")
    return tuple(said)
