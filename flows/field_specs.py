"""A question before it has words: what kind of field, whether it must be filled in, its choices.

`flows.form_building` gives a spec its words and the people of a case; `check` below says what is
wrong with an answer. Used for the intake, which is data of the protocol, and for every other form.
"""

from __future__ import annotations

import datetime
import unicodedata

import msgspec

from flows.forms import CHECKED, NOT_IN_LIST, Answer, FieldKind, ShownIf, values_of


class FieldSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One question as data. Its label is the text `<form>-<id>`, its hint `<form>-<id>-hint`."""

    id: str
    kind: FieldKind
    required: bool = False
    options: tuple[str, ...] = ()
    max_length: int = 0
    shown_if: ShownIf | None = None
    not_in_list: bool = False
    pupils: str = ""
    """For a choice among the pupils of the case: "gepeste", "pester" or "leerling"."""
    hint: bool = False
    """Whether the wording holds a hint for this field."""


class Fault(msgspec.Struct, frozen=True):
    """What is wrong with one answer, as a text key: `veld-fout-<code>`."""

    field: str
    code: str


def shown(spec: FieldSpec, answers: tuple[Answer, ...]) -> bool:
    """Says whether a field is asked, given the choice it hangs on."""
    if spec.shown_if is None:
        return True
    chosen = values_of(answers, spec.shown_if.field)
    return any(value in spec.shown_if.values for value in chosen)


def _is_day(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


_JOINERS = "\u200c\u200d"
"""Invisible signs that hold an emoji together."""

_BREAKS = "\n\t"

_UNSEEN = ("Cc", "Cf", "Cs")
"""Categories of Unicode: control, format and half of a character that was cut in two."""

_ONE_ANSWER = ("choice", "day", "pupil", "staff", "short_text", "long_text")


def _legible(text: str) -> str:
    """Gives a text without signs that nobody sees, such as those that turn a line around."""
    return "".join(
        character
        for character in text.replace("\r\n", "\n")
        if character in _JOINERS + _BREAKS or unicodedata.category(character) not in _UNSEEN
    ).strip()


def _typed(answers: tuple[Answer, ...], field: str) -> tuple[str, ...]:
    """Gives what was filled in, without what nobody can read."""
    legible = (_legible(value) for value in values_of(answers, field))
    return tuple(value for value in legible if value)


def _fault_of(spec: FieldSpec, filled: tuple[str, ...], today: datetime.date) -> str | None:
    """Gives the code of the first thing wrong with one shown field, or None."""
    if not filled:
        return "verplicht" if spec.required else None
    if spec.max_length and any(len(value) > spec.max_length for value in filled):
        return "te-lang"
    if spec.options and any(value not in spec.options for value in filled):
        return "onbekende-keuze"
    if spec.kind == "checkbox" and filled != (CHECKED,):
        return "onbekende-keuze"
    if spec.kind in _ONE_ANSWER and len(filled) > 1:
        return "een-antwoord"
    if spec.kind == "day" and not _is_day(filled[0]):
        return "geen-datum"
    if spec.kind == "day" and datetime.date.fromisoformat(filled[0]).year not in (
        today.year - 1,
        today.year,
        today.year + 1,
    ):
        return "datum-ver-weg"
    if not spec.not_in_list and any(value.startswith(NOT_IN_LIST) for value in filled):
        return "onbekende-keuze"
    return None


def check(
    specs: tuple[FieldSpec, ...], answers: tuple[Answer, ...], today: datetime.date
) -> tuple[Fault, ...]:
    """Finds what is wrong with the answers to these questions; unknown fields are a fault too."""
    known = {spec.id for spec in specs}
    faults = [Fault(answer.field, "onbekend") for answer in answers if answer.field not in known]
    for spec in specs:
        if spec.kind == "note" or not shown(spec, answers):
            continue
        code = _fault_of(spec, _typed(answers, spec.id), today)
        if code is not None:
            faults.append(Fault(spec.id, code))
    return tuple(faults)


def kept(specs: tuple[FieldSpec, ...], answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    """Keeps what was asked and filled in, without surrounding white space, in the order asked."""
    result = []
    for spec in specs:
        if spec.kind == "note" or not shown(spec, answers):
            continue
        values = _typed(answers, spec.id)
        if values:
            result.append(Answer(spec.id, values))
    return tuple(result)
