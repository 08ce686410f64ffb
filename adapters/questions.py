"""The questions of a step of a form, as a dialog asks them: which ones, and what stands in them."""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec

from flows.forms import NOT_IN_LIST, Answer, Field, FieldKind, Form, is_shown

SEARCHED: dict[FieldKind, Literal["pupil", "staff"]] = {
    "pupil": "pupil",
    "pupils": "pupil",
    "staff": "staff",
    "staff_several": "staff",
}
"""The fields that name people, with the kind of `flows.ports.Searched`."""
SEVERAL: frozenset[FieldKind] = frozenset({"choices", "pupils", "staff_several"})


class Question(msgspec.Struct, frozen=True):
    """A question as it is drawn: what stands in it now, and whether others hang on it."""

    field: Field
    values: tuple[str, ...]
    decides: bool

    @property
    def several(self) -> bool:
        """Whether more than one answer may be given."""
        return self.field.kind in SEVERAL

    @property
    def listed(self) -> tuple[str, ...]:
        """The people in it who are in the list."""
        return tuple(one for one in self.values if not one.startswith(NOT_IN_LIST))

    @property
    def typed(self) -> tuple[str, ...]:
        """The people in it who are not, as they were described."""
        return tuple(
            one.removeprefix(NOT_IN_LIST) for one in self.values if one.startswith(NOT_IN_LIST)
        )

    @property
    def or_typed(self) -> bool:
        """Whether somebody who is not in the list can be described."""
        return self.field.not_in_list or bool(self.typed)


def questions_in(form: Form, answers: tuple[Answer, ...] | None = None) -> tuple[Question, ...]:
    """Gives what is asked now; `answers` are those that stand in it, when it is drawn again."""
    deciding = {field.shown_if.field for field in form.fields if field.shown_if is not None}
    asked: list[Question] = []
    for field in form.fields:
        if is_shown(field, tuple(Answer(one.field.id, one.values) for one in asked)):
            asked.append(Question(field, _values(field, answers), field.id in deciding))
    return tuple(asked)


def _values(field: Field, answers: tuple[Answer, ...] | None) -> tuple[str, ...]:
    """Gives what stands in a field; one that appears only now is as the form has it."""
    given = {one.field: one.values for one in answers or ()}
    if answers is None or (field.shown_if is not None and field.id not in given):
        return field.values
    return given.get(field.id, ())


def is_day(text: str) -> bool:
    """Says whether a text is a day as the calendar writes it, such as 2026-11-23."""
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
