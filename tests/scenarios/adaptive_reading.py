"""Reads Adaptive Cards as a person does: titles, words, fields and buttons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

from adapters.sentences import SAID_TITLES
from adapters.teams.form_dialog import LOOK_AGAIN
from adapters.teams.input_ids import COPY, ELSEWHERE, PEOPLE, PERSON, SEVERAL, field_in
from adapters.teams.said import NOT_KEPT
from bot.conversation_player import Asked, Control, Seen, SeenCard
from flows.forms import NOT_IN_LIST, FieldError, FieldKind, Option
from tests.teams_stub.inputs import (
    CHOICE,
    DAY,
    TEXT,
    TOGGLE,
    Json,
    State,
    actions_in,
    data_of,
    elements_in,
    inputs_in,
    values_in,
)
from tests.teams_stub.screens import OpenDialog

NAME_AND_CLASS = re.compile(r"(?P<name>.+) \((?P<klas>[^()]+)\)")
"""How a pupil is shown in a field that searches."""

ESCAPED = re.compile(r"\\(.)")
"""How a sign stands in a text that a client reads as Markdown."""

WRONG = "Attention"
"""The colour of what is wrong with an answer."""

PEOPLE_PARTS = frozenset({PERSON, PEOPLE})

SEARCHING: dict[tuple[str, str], FieldKind] = {
    ("pupil", PERSON): "pupil",
    ("pupil", PEOPLE): "pupils",
    ("staff", PERSON): "staff",
    ("staff", PEOPLE): "staff_several",
}
"""What kind of field it is in which people are searched, by whom it looks for and its part."""


def dialog_seen(opened: OpenDialog) -> Seen:
    """Reads a dialog, with what is filled in in it now."""
    card, title = opened.card, opened.title
    text = words_of(card, title)
    form = next((data_of(one) for one in actions_in(card) if "form" in data_of(one)), None)
    if form is not None:
        return Seen(
            kind="form",
            title=title,
            text=text,
            buttons=controls_in(card),
            form=form["form"],
            carried=form["carried"],
            fields=fields_of(card, opened.state),
        )
    said: dict[str, Literal["said", "refused"]] = {
        SAID_TITLES["done"]: "said",
        SAID_TITLES["refused"]: "refused",
    }
    if title in said:
        return Seen(kind=said[title], title=title, text=words_of(card))
    return Seen(kind="page", title=title, text=text, buttons=controls_in(card))


def answer_seen(opened: OpenDialog) -> Seen:
    """Reads a dialog that came in answer to something: a form with faults in it is those faults."""
    card = opened.card
    errors = tuple(_kept(card) if opened.title == NOT_KEPT else errors_in(card))
    return errors_seen(errors, words_of(card)) if errors else dialog_seen(opened)


def errors_seen(errors: tuple[FieldError, ...], text: str = "") -> Seen:
    """Reads what is wrong with the answers."""
    return Seen(kind="errors", text=text, errors=errors)


def tasks_seen(card: Json) -> Seen:
    """Reads the card with the tasks."""
    return Seen(
        kind="tasks", title=heading_of(card), text=words_of(card), buttons=controls_in(card)
    )


def card_seen(card: Json) -> SeenCard:
    """Reads a message."""
    return SeenCard(heading_of(card), words_of(card), controls_in(card))


def heading_of(card: Json) -> str:
    """Gives the title."""
    headings = (one for one in elements_in(card) if one.get("style") == "heading")
    return next((unescaped(one["text"]) for one in headings), "")


def controls_in(card: Json) -> tuple[Control, ...]:
    """Gives the buttons, from top to bottom, but the one that submits a form."""
    return tuple(
        Control(one["title"], data_of(one)["press"])
        for one in actions_in(card)
        if "press" in data_of(one)
    )


def words_of(card: Json, *before: str) -> str:
    """Gives everything there is to read, but what stands on buttons."""
    words = (*before, *(word for one in elements_in(card) for word in _words(one)))
    return " ".join(" ".join(words).split())


def unescaped(text: str) -> str:
    """Gives a text as a client shows it that reads Markdown."""
    return ESCAPED.sub(r"\1", text)


def _words(element: Json) -> Iterator[str]:
    kind = element.get("type", "")
    if kind == "TextBlock":
        yield unescaped(element["text"])
    elif kind == "RichTextBlock":
        yield "".join(one["text"] for one in element["inlines"])
    elif kind == "FactSet":
        for fact in element["facts"]:
            yield fact["title"]
            yield fact["value"]
    elif kind.startswith("Input."):
        yield element["label"]
        for choice in element.get("choices", ()):
            yield unescaped(choice["title"])
        if kind == TEXT:
            yield element.get("value", "")


# ------------------------------------------------------------------ forms


def fields_of(card: Json, state: State) -> tuple[Asked, ...]:
    """Gives the questions; a text field for who is not in the list belongs to the one above it."""
    asked: dict[str, Asked] = {}
    deciding = deciding_in(card)
    for element in inputs_in(card):
        field, part = _place(element)
        if part == COPY:
            continue
        values = values_in(element, state[element["id"]])
        if part == ELSEWHERE:
            before = asked[field]
            lines = (line.strip() for value in values for line in value.splitlines())
            typed = tuple(f"{NOT_IN_LIST}{line}" for line in lines if line)
            asked[field] = _with_values(before, (*before.values, *typed))
            continue
        if part in PEOPLE_PARTS:
            values = tuple(value.partition("~")[0] for value in values)
        asked[field] = Asked(
            id=field,
            kind=_kind(element, part),
            label=element["label"],
            options=tuple(_option(one, part) for one in element.get("choices", ())),
            values=values,
            decides=field in deciding,
        )
    return tuple(asked.values())


def deciding_in(card: Json) -> dict[str, frozenset[str]]:
    """Gives the questions whose answers bring up others, each with the answers that do."""
    later = (one for action in actions_in(card) for one in data_of(action).get("later", ()))
    deciding: dict[str, frozenset[str]] = {}
    for field, *values in later:
        deciding[field] = deciding.get(field, frozenset()) | frozenset(values)
    return deciding


def _kept(card: Json) -> Iterator[FieldError]:
    """Gives what is said above the words that were typed in a form that cannot be shown again."""
    fields = [_place(element)[0] for element in inputs_in(card)]
    said = next(one for one in elements_in(card) if one.get("type") == "RichTextBlock")
    yield FieldError(fields[-1] if fields else "", "".join(one["text"] for one in said["inlines"]))


def errors_in(card: Json) -> Iterator[FieldError]:
    """Gives what stands in the colour of what is wrong: below a question, or at the top."""
    field = ""
    for element in elements_in(card):
        if element.get("type", "").startswith("Input."):
            field = _place(element)[0]
        elif element.get("type") == "RichTextBlock":
            inlines: list[Json] = element["inlines"]
            said = "".join(one["text"] for one in inlines)
            if any(one.get("color") == WRONG for one in inlines) and said != LOOK_AGAIN:
                yield FieldError(field, said)


def _place(element: Json) -> tuple[str, str]:
    place = field_in(element["id"])
    assert place is not None
    return place


def _with_values(asked: Asked, values: tuple[str, ...]) -> Asked:
    return Asked(asked.id, asked.kind, asked.label, asked.options, values, decides=asked.decides)


def _kind(element: Json, part: str) -> FieldKind:
    kinds: dict[str, FieldKind] = {
        TEXT: "long_text" if element.get("isMultiline", False) else "short_text",
        CHOICE: "choices" if part == SEVERAL else "choice",
        DAY: "day",
        TOGGLE: "checkbox",
    }
    if part in PEOPLE_PARTS:
        dataset: Any = element["choices.data"]["dataset"]
        return SEARCHING[dataset, part]
    return kinds[element["type"]]


def _option(choice: Json, part: str) -> Option:
    if part in PEOPLE_PARTS:
        return found_seen(choice["value"], choice["title"])
    return Option(choice["value"], unescaped(choice["title"]))


def found_seen(value: str, title: str) -> Option:
    """Reads a person who was found; a class behind the name is told apart."""
    person = value.partition("~")[0]
    named = NAME_AND_CLASS.fullmatch(title)
    return Option(person, named["name"], named["klas"]) if named else Option(person, title)
