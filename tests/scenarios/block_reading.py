"""Reads Block Kit as a person does: titles, words, fields and buttons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from adapters.slack import sheets
from bot.conversation_player import Asked, Control, Seen, SeenCard
from flows.forms import CHECKED, NOT_IN_LIST, FieldError, FieldKind, Option
from tests.slack_stub.elements import State, buttons_in, fields_in, filled_state

Block = dict[str, Any]
View = dict[str, Any]

NAME_AND_CLASS = re.compile(r"(?P<name>.+) \((?P<klas>[^()]+)\)")
"""How a pupil is shown in a field that searches."""

REFUSED_TITLE = "Dit kan nu niet"
"""What stands above a sentence that says no."""

KINDS: dict[str, FieldKind] = {
    "radio_buttons": "choice",
    "static_select": "choice",
    "checkboxes": "choices",
    "multi_static_select": "choices",
    "datepicker": "day",
    "plain_text_input": "short_text",
}
"""What kind of field an element is, as far as its type alone says."""

SEARCHING: dict[tuple[str, str], FieldKind] = {
    ("external_select", sheets.PUPILS): "pupil",
    ("multi_external_select", sheets.PUPILS): "pupils",
    ("external_select", sheets.STAFF): "staff",
    ("multi_external_select", sheets.STAFF): "staff_several",
}
"""What kind of field an element is in which people are searched, by its type and action id."""


def modal_seen(view: View, state: State | None = None) -> Seen:
    """Reads a modal; `state` is what is filled in, when that is not as it was opened."""
    title = shown(view["title"])
    text = words_of(view["blocks"], title)
    sheet = sheets.sheet_in(view.get("private_metadata", ""))
    match view["callback_id"]:
        case "form":
            assert sheet is not None
            filled = state if state is not None else filled_state(view["blocks"], {})
            fields = fields_of(view["blocks"], filled)
            return Seen(
                kind="form",
                title=title,
                text=text,
                buttons=controls_in(view["blocks"]),
                form=sheet.form,
                carried=sheet.carried,
                fields=fields,
            )
        case "said":
            return Seen(
                kind="refused" if title == REFUSED_TITLE else "said",
                title=title,
                text=words_of(view["blocks"]),
            )
        case _:
            return Seen(kind="page", title=title, text=text, buttons=controls_in(view["blocks"]))


def home_seen(view: View) -> Seen:
    """Reads a Home tab."""
    blocks = view["blocks"]
    return Seen(
        kind="tasks", title=heading_of(blocks), text=words_of(blocks), buttons=controls_in(blocks)
    )


def card_seen(blocks: list[Block]) -> SeenCard:
    """Reads a message."""
    return SeenCard(heading_of(blocks), words_of(blocks), controls_in(blocks))


def errors_seen(errors: dict[str, str]) -> Seen:
    """Reads what is wrong with the answers, by block."""
    found = tuple(FieldError(sheets.field_in(block)[0], text) for block, text in errors.items())
    return Seen(kind="errors", text="\n".join(errors.values()), errors=found)


def heading_of(blocks: list[Block]) -> str:
    """Gives the first heading."""
    return next((shown(one["text"]) for one in blocks if one["type"] == "header"), "")


def controls_in(blocks: list[Block]) -> tuple[Control, ...]:
    """Gives the buttons, from top to bottom."""
    return tuple(
        Control(shown(button["text"]), button["value"]) for _, button in buttons_in(blocks)
    )


def words_of(blocks: list[Block], *before: str) -> str:
    """Gives everything there is to read, but what stands on buttons."""
    words = (*before, *(word for block in blocks for word in _words(block)))
    return " ".join(" ".join(words).split())


def shown(text: dict[str, Any]) -> str:
    """Gives a text as it is on the screen: without the marks of bold, and unescaped."""
    words: str = text["text"]
    if text["type"] == "mrkdwn":
        words = re.sub(r"(^|\s)\*([^*\n]+)\*(?=\s|$)", r"\1\2", words)
        for escape, character in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
            words = words.replace(escape, character)
    return words


def _words(block: Block) -> Iterator[str]:
    for name in ("text", "label", "hint"):
        if name in block:
            yield shown(block[name])
    for one in block.get("fields", ()):
        yield shown(one)
    if block["type"] == "context":
        for one in block["elements"]:
            yield shown(one)
    if block["type"] == "input":
        yield from _words_in(block["element"])


def _words_in(element: dict[str, Any]) -> Iterator[str]:
    """Gives the words in a field: what can be chosen, and what is filled in beforehand."""
    offered = element.get("options", ())
    chosen = [*element.get("initial_options", ()), element.get("initial_option")]
    for option in offered or filter(None, chosen):
        yield shown(option["text"])
        if "description" in option:
            yield shown(option["description"])
    yield element.get("initial_value", "")


def fields_of(blocks: list[Block], state: State) -> tuple[Asked, ...]:
    """Gives the questions; a text field for who is not in the list belongs to the one above it."""
    asked: dict[str, Asked] = {}
    for block, element in fields_in(blocks):
        field, part = sheets.field_in(block["block_id"])
        values = values_in(state[block["block_id"]][element["action_id"]])
        if part == sheets.ELSEWHERE:
            before = asked[field]
            lines = (line.strip() for value in values for line in value.splitlines())
            typed = tuple(f"{NOT_IN_LIST}{line}" for line in lines if line)
            asked[field] = _with_values(before, (*before.values, *typed))
            continue
        asked[field] = Asked(
            id=field,
            kind=_kind(element),
            label=shown(block["label"]),
            options=tuple(option_seen(one) for one in element.get("options", ())),
            values=values,
            decides=element["action_id"] == sheets.DECIDES,
        )
    return tuple(asked.values())


def _with_values(asked: Asked, values: tuple[str, ...]) -> Asked:
    return Asked(asked.id, asked.kind, asked.label, asked.options, values, decides=asked.decides)


def _kind(element: dict[str, Any]) -> FieldKind:
    searching = SEARCHING.get((element["type"], element["action_id"]))
    if searching is not None:
        return searching
    kind = KINDS[element["type"]]
    if kind == "choices" and [one["value"] for one in element["options"]] == [CHECKED]:
        return "checkbox"
    return "long_text" if element.get("multiline", False) else kind


def values_in(state: dict[str, Any]) -> tuple[str, ...]:
    """Gives what is filled in in one element."""
    chosen = [*state.get("selected_options", ()), state.get("selected_option")]
    typed = (state.get("value"), state.get("selected_date"))
    return (*(one["value"] for one in chosen if one is not None), *filter(None, typed))


def option_seen(option: dict[str, Any]) -> Option:
    """Reads a choice."""
    hint = shown(option["description"]) if "description" in option else ""
    return Option(option["value"], shown(option["text"]), hint)


def found_seen(option: dict[str, Any]) -> Option:
    """Reads a person who was found; a class behind the name is told apart."""
    seen = option_seen(option)
    named = NAME_AND_CLASS.fullmatch(seen.label)
    return Option(seen.value, named["name"], named["klas"]) if named is not None else seen
