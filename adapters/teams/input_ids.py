"""What the fields of a dialog are called, so that an answer tells which question it is of.

Rules this file keeps:

- Each id has a `~`, which no key of our own has, and behind it how the answer is to be read.
- A person is known by an id, but Teams gives back only what was chosen. So the value of a person
  holds the name too, and a dialog that is shown again can show who was chosen. It travels between
  this person's own dialogs only, and is dropped when the answer is read.
"""

from __future__ import annotations

from typing import Final

from adapters.teams.adaptive_cards import Json
from flows.forms import Option

AS_IT_IS: Final = ""
"""A text, a day or one choice."""
SEVERAL: Final = "several"
"""Choices, with a comma between them."""
CHECK: Final = "check"
PERSON: Final = "person"
PEOPLE: Final = "people"
ELSEWHERE: Final = "anders"
"""Who is not in the list, a line each."""
COPY: Final = "copy"
"""A text to copy, which is no answer."""

WRITTEN = {",": "%2C", "%": "%25"}
"""How a name is written in a value: a comma would end it. In this order it is read back."""
APART = str.maketrans(WRITTEN)

UNCHECKED = "nee"
CHECKED_WORDS = frozenset({"ja", "true"})
"""What a box with a tick in it is sent as: its own value, or what some clients make of it."""


def input_id(field: str, part: str = AS_IT_IS) -> str:
    """Gives the id of the input that asks a field, or the part of it that is asked apart."""
    return f"{field}~{part}"


def field_in(key: str) -> tuple[str, str] | None:
    """Gives the field and the part that an input asks; None for a key of our own."""
    field, apart, part = key.partition("~")
    return (field, part) if apart else None


def person_shown(option: Option) -> str:
    """Gives how somebody is shown: the class is part of the name, for it must stay in sight."""
    return f"{option.label} ({option.hint})" if option.hint else option.label


def person_choice(option: Option) -> Json:
    """Gives somebody as a choice, also in what `application/search` is answered with."""
    shown = person_shown(option)
    return {"title": shown, "value": f"{option.value}~{shown.translate(APART)}"}


def person_in(value: str) -> Option:
    """Reads somebody who was chosen; without a name the id stands for it."""
    person, _, name = value.partition("~")
    for sign, written in WRITTEN.items():
        name = name.replace(written, sign)
    return Option(person, name or person)
