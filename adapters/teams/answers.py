"""What was filled in in a dialog, and what was asked in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from adapters.teams.input_ids import (
    AS_IT_IS,
    CHECK,
    CHECKED_WORDS,
    ELSEWHERE,
    PEOPLE,
    PERSON,
    SEVERAL,
    field_in,
    person_in,
)
from flows.forms import CHECKED, NOT_IN_LIST, Answer, Option

ASKED = "asked"
LATER = "later"
"""The questions that were not shown, each with what would bring it up."""


def answers_in(data: Mapping[str, object]) -> tuple[Answer, ...]:
    """Gives what was filled in for each field; leaves out what is empty and what is no answer."""
    filled: dict[str, list[str]] = {}
    for field, part, text in _inputs(data):
        filled.setdefault(field, []).extend(READ[part](text))
    return tuple(Answer(field, tuple(values)) for field, values in filled.items() if values)


def people_in(data: Mapping[str, object]) -> tuple[Option, ...]:
    """Gives everybody who was chosen, with the name by which they were."""
    return tuple(
        person_in(value)
        for _, part, text in _inputs(data)
        if part in {PERSON, PEOPLE}
        for value in _several(text)
    )


def shown_in(data: Mapping[str, object]) -> frozenset[str]:
    """Gives the questions that were asked."""
    asked = data.get(ASKED)
    return frozenset(map(str, asked)) if isinstance(asked, list) else frozenset()


def brings_up(data: Mapping[str, object], answers: tuple[Answer, ...]) -> bool:
    """Says whether the answers bring up a question that was not asked yet."""
    later = data.get(LATER)
    values = {one.field: one.values for one in answers}
    return any(
        isinstance(one, list)
        and len(one) > 1
        and any(value in one[1:] for value in values.get(str(one[0]), ()))
        for one in (later if isinstance(later, list) else ())
    )


def _inputs(data: Mapping[str, object]) -> list[tuple[str, str, str]]:
    found = ((field_in(key), value) for key, value in data.items())
    return [
        (*place, value)
        for place, value in found
        if place is not None and place[0] and place[1] in READ and isinstance(value, str)
    ]


def _as_it_is(text: str) -> list[str]:
    return [text] if text else []


def _several(text: str) -> list[str]:
    return [part for part in text.split(",") if part]


def _checked(text: str) -> list[str]:
    return [CHECKED] if text.lower() in CHECKED_WORDS else []


def _people(text: str) -> list[str]:
    return [person_in(value).value for value in _several(text)]


def _elsewhere(text: str) -> list[str]:
    return [f"{NOT_IN_LIST}{line.strip()}" for line in text.splitlines() if line.strip()]


READ: dict[str, Callable[[str], list[str]]] = {
    AS_IT_IS: _as_it_is,
    SEVERAL: _several,
    CHECK: _checked,
    PERSON: _people,
    PEOPLE: _people,
    ELSEWHERE: _elsewhere,
}
"""How each kind of input is read."""
