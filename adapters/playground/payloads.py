"""What the page sends, read strictly and turned into the requests that every platform makes."""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

import msgspec

from adapters.playground.hosting import Step
from adapters.playground.surface import PLATFORM
from flows.forms import Answer
from flows.ports import Pressed, Searched, Submitted, Typed, Who

COMMANDS = ("pestmelding", "pestprotocol", "taken", "help")
"""The commands there are in every chat."""

Id = Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
Press = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
Line = Annotated[str, msgspec.Meta(max_length=200)]
Text = Annotated[str, msgspec.Meta(max_length=20_000)]
"""Longer than any field allows, so that a text of 3,001 characters gets its error at its field."""
Sealed = Annotated[str, msgspec.Meta(max_length=100_000)]


class NotReadable(Exception):
    """Dit verzoek is niet te lezen. Laad de pagina opnieuw en probeer het nog een keer."""


class StrictBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A body of which every key is known."""


class PersonBody(StrictBody, frozen=True):
    """Asks for what one person sees."""

    person: Id


class PeopleBody(StrictBody, frozen=True):
    """Asks for the side bar; `person` is who the visitor is now, or ""."""

    person: Line


class ReadBody(StrictBody, frozen=True):
    """Says which cards a person has had on the screen."""

    person: Id
    messages: Annotated[tuple[Id, ...], msgspec.Meta(max_length=1000)]


class TypedBody(StrictBody, frozen=True):
    """What was typed in the message box."""

    person: Id
    typed: Text
    request_id: Id


class PressedBody(StrictBody, frozen=True):
    """A button that was pressed."""

    person: Id
    value: Press
    request_id: Id


class AnswerBody(StrictBody, frozen=True):
    """What was filled in at one field."""

    field: Id
    values: Annotated[tuple[Text, ...], msgspec.Meta(max_length=100)]


class SubmittedBody(StrictBody, frozen=True):
    """A step of a form that was submitted."""

    person: Id
    form: Press
    answers: Annotated[tuple[AnswerBody, ...], msgspec.Meta(max_length=10)]
    carried: Sealed
    request_id: Id


class SearchedBody(StrictBody, frozen=True):
    """What was typed so far in a field that names people."""

    person: Id
    kind: Literal["pupil", "staff"]
    typed: Line


class AdvanceBody(StrictBody, frozen=True):
    """A press on one of the buttons beside the clock."""

    step: Step


class DiagramBody(StrictBody, frozen=True):
    """Asks for the drawing of the protocol, or of one melding when `case` is not ""."""

    person: Id
    case: Line


Body = TypeVar("Body", bound=StrictBody)


def read(raw: bytes, kind: type[Body]) -> Body:
    """Reads a body; raises `NotReadable` for an unknown key, a wrong type or too long a text."""
    try:
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise NotReadable from None


def typed_request(body: TypedBody) -> Typed | None:
    """Finds the command in what was typed and drops the rest; None when there is no command."""
    word = next(iter(body.typed.split()), "").removeprefix("/").lower()
    if word not in COMMANDS:
        return None
    return Typed(_who(body.person), word, body.request_id)


def pressed_request(body: PressedBody) -> Pressed:
    """Says who pressed what."""
    return Pressed(_who(body.person), body.value, body.request_id)


def submitted_request(body: SubmittedBody) -> Submitted:
    """Says who submitted which step of a form."""
    answers = tuple(Answer(answer.field, answer.values) for answer in body.answers)
    return Submitted(_who(body.person), body.form, answers, body.carried, body.request_id)


def searched_request(body: SearchedBody) -> Searched:
    """Says who looks for whom."""
    return Searched(_who(body.person), body.kind, body.typed)


def _who(person: str) -> Who:
    return Who(PLATFORM, person)
