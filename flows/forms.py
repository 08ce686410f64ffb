"""The one form model: a modal, dialog or panel of at most three steps of at most ten fields.

A form is the only place where content is typed. Nothing of a form is kept until it is submitted:
what an earlier step gathered travels sealed in `carried`, which no platform can read.
"""

from __future__ import annotations

from typing import Literal

import msgspec

FieldKind = Literal[
    "short_text",
    "long_text",
    "choice",
    "choices",
    "pupil",
    "pupils",
    "staff",
    "staff_several",
    "day",
    "checkbox",
    "note",
]
"""Every kind of field there is. `note` is text to read, without an answer."""

CHECKED = "ja"
"""The one value of a ticked checkbox; an unticked one has no values."""

NOT_IN_LIST = "anders:"
"""Prefix of a value typed under "staat niet in de lijst", in a field that allows it."""


class Option(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One answer of a choice. `value` is an id, `label` what a person reads."""

    value: str
    label: str
    hint: str = ""


class ShownIf(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Shows a field only when an earlier choice on the same step has one of these values."""

    field: str
    values: tuple[str, ...]


class Field(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One question of a form."""

    id: str
    kind: FieldKind
    label: str
    hint: str = ""
    required: bool = False
    max_length: int = 0
    """In characters; 0 for kinds that hold no text."""
    options: tuple[Option, ...] = ()
    shown_if: ShownIf | None = None
    values: tuple[str, ...] = ()
    """What is filled in beforehand, in the form of an answer."""
    not_in_list: bool = False
    """Whether "staat niet in de lijst" is offered, as values that begin with `NOT_IN_LIST`."""


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One step of a form as it is shown."""

    id: str
    """Says what is submitted: an encoded `flows.presses.Press`, opaque ids only."""
    title: str
    fields: tuple[Field, ...]
    submit: str
    step: int = 1
    steps: int = 1
    carried: str = ""
    """Earlier steps, sealed by `bot/`; comes back unread with the answers."""
    badge: str = ""


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was filled in for one field; an empty field has no answer or no values."""

    field: str
    values: tuple[str, ...]


class FieldError(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is wrong with one answer, in a sentence that says what to do."""

    field: str
    message: str


def values_of(answers: tuple[Answer, ...], field: str) -> tuple[str, ...]:
    """Gives the values answered for `field`, or none."""
    return next((answer.values for answer in answers if answer.field == field), ())


def value_of(answers: tuple[Answer, ...], field: str) -> str:
    """Gives the first value answered for `field`, or an empty text."""
    return next(iter(values_of(answers, field)), "")


def is_shown(field: Field, answers: tuple[Answer, ...]) -> bool:
    """Says whether `field` is asked, given what was chosen in the field it hangs on."""
    if field.shown_if is None:
        return True
    return any(value in field.shown_if.values for value in values_of(answers, field.shown_if.field))
