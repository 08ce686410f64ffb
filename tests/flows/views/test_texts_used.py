"""Every text of forms and pages is used, and none is missing."""

from __future__ import annotations

import ast
import functools
import itertools
import pathlib
import re

import pytest

from flows.action_kinds import AGE_BAND_FIELD, KINDS
from flows.views.form_fields import label_key, option_key
from tests.flows.views.story import (
    TEXTS,
    WORDING,
)

FLOWS = pathlib.Path(__file__).parents[3] / "flows"
AREAS = ("forms", "pages", "magister", "overview", "refusals")


def text_sources() -> list[bytes]:
    """The app's own texts and those of the protocol."""
    definition = FLOWS / "definitions" / "stappenplan-a" / "texts.nl.ftl"
    return [path.read_bytes() for path in (*sorted(TEXTS.glob("*.ftl")), definition)]


def _built_keys() -> set[str]:
    """The keys that are made of ids: of kinds, fields, choices, events, states and verbs."""
    keys = set()
    for kind_id, kind in KINDS.items():
        fields = (*kind.fields, AGE_BAND_FIELD)
        keys |= {f"formulier-doen-{kind_id}", f"logboek-{kind_id}", f"tekst-{kind_id}"}
        keys |= {f"formulier-{kind_id}{end}" for end in ("", "-let-op", "-let-op-tekst")}
        for spec in fields:
            key = label_key(WORDING, kind_id, spec.id)
            keys |= {key, f"{key}-hint", f"tekst-veld-{spec.id}"}
            keys |= {f"veld-{kind_id}-{spec.id}-hint", f"veld-{spec.id}-hint"}
            keys |= {option_key(WORDING, kind_id, spec.id, one) for one in spec.options}
        keys |= {option_key(WORDING, kind_id, "per-leerling", one) for one in kind.options}
        keys.add(label_key(WORDING, kind_id, "per-leerling"))
    return keys


@functools.cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Every text in the sources that can be a key, with what is filled in as a gap."""
    patterns = []
    folders = (
        FLOWS.glob("*.py"),
        (FLOWS / "views").glob("*.py"),
        (FLOWS.parent / "bot").glob("*.py"),
    )
    for path in itertools.chain(*folders):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                patterns.append(re.compile(re.escape(node.value)))
            elif isinstance(node, ast.JoinedStr):
                patterns.append(_pattern_of(node))
    return tuple(patterns)


def _pattern_of(node: ast.JoinedStr) -> re.Pattern[str]:
    parts = (
        re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[\w-]+"
        for part in node.values
    )
    return re.compile("".join(parts))


@pytest.mark.parametrize("area", AREAS)
def test_every_text_is_used(area: str) -> None:
    """No text of these files is left that nobody asks for."""
    lines = (TEXTS / f"{area}.nl.ftl").read_text("utf-8")
    keys = set(re.findall(r"^([a-z][\w-]*) =", lines, re.MULTILINE))
    assert keys
    built = _built_keys()
    # A pattern that is one gap, or fits any field, says nothing about a key.
    families = re.compile(r"(veld|keuze|tekst-veld)-")
    patterns = [one for one in _patterns() if len(one.pattern) > len(r"[\w-]+[\w-]+")]
    unused = [
        key
        for key in sorted(keys - built)
        if not any(
            one.fullmatch(key)
            and (not families.match(key) or not one.pattern.startswith(("veld\\-[", "keuze\\-[")))
            for one in patterns
        )
    ]
    assert [] == unused


def test_every_question_and_choice_has_words() -> None:
    """Each field of each kind has a label, and a hint where it promises one."""
    for kind_id, kind in KINDS.items():
        for spec in (*kind.fields, AGE_BAND_FIELD):
            if spec.kind == "note":
                continue
            assert WORDING.has(label_key(WORDING, kind_id, spec.id)), (kind_id, spec.id)
            for option in spec.options:
                assert WORDING.has(option_key(WORDING, kind_id, spec.id, option)), option
            hints = (f"veld-{kind_id}-{spec.id}-hint", f"veld-{spec.id}-hint")
            assert not spec.hint or any(WORDING.has(hint) for hint in hints), (kind_id, spec.id)
