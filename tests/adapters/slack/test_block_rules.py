"""The rules find each fault that is put into a message, modal or Home that Slack would take."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from adapters.slack.card_message import card_message
from adapters.slack.form_view import form_view
from adapters.slack.home_view import home_view
from tests.adapters.sample_models import CHOICES
from tests.adapters.samples import EVERY_FIELD, STEP_ONE, TASKS
from tests.adapters.slack.block_rules import Kind, faults_in, option_faults

Payload = dict[str, Any]


def message() -> Payload:
    """A message that Slack takes."""
    made = card_message(STEP_ONE)
    return copy.deepcopy({"text": made.text, "blocks": list(made.blocks)})


def modal() -> Payload:
    """A modal that Slack takes."""
    return copy.deepcopy(form_view(EVERY_FIELD))


def choices() -> Payload:
    """A modal with lists to choose from."""
    return copy.deepcopy(form_view(CHOICES))


def home() -> Payload:
    """A Home that Slack takes."""
    return copy.deepcopy(home_view(TASKS))


def of_type(payload: Payload, kind: str) -> Payload:
    """Finds the first block or element of a kind."""
    for block in payload["blocks"]:
        parts = (block, block.get("element", {}), block.get("accessory", {}))
        for part in (*parts, *block.get("elements", ()), *block.get("fields", ())):
            if part.get("type") == kind:
                found: Payload = part
                return found
    raise AssertionError(kind)


def having(kind: str, /, **values: object) -> Callable[[Payload], object]:
    """Makes a change of the first block or element of a kind."""
    return lambda payload: of_type(payload, kind).update(values)


def without(kind: str, key: str) -> Callable[[Payload], object]:
    """Takes a key out of the first block or element of a kind."""
    return lambda payload: of_type(payload, kind).pop(key)


def plain(text: str) -> Payload:
    """A text as it should be."""
    return {"type": "plain_text", "text": text, "emoji": False}


def option(text: str = "a", value: str = "a", **more: object) -> Payload:
    """A choice."""
    return {"text": plain(text), "value": value, **more}


def bold(text: str) -> Payload:
    """A text with styles."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


MESSAGES: dict[str, tuple[Callable[[Payload], object], str]] = {
    "no text": (lambda one: one.pop("text"), "text is missing"),
    "long text": (lambda one: one.update(text="a" * 4001), "at most 4000"),
    "mention": (lambda one: one.update(text="<!channel>"), "not escaped"),
    "no blocks": (lambda one: one.update(blocks=[]), "not 1 to 50"),
    "many blocks": (lambda one: one.update(blocks=[{"type": "divider"}] * 51), "not 1 to 50"),
    "much text": (
        lambda one: one.update(blocks=[{"type": "section", "text": plain("a" * 2900)}] * 5),
        "at most 13000",
    ),
    "unknown block": (lambda one: one["blocks"].append({"type": "markdown"}), "unknown here"),
    "input": (lambda one: one["blocks"].append({"type": "input"}), "unknown here"),
    "typing mistake": (having("actions", elemnts=[]), "elemnts is unknown"),
    "button in rows": (having("button", style="warning"), "style: unknown"),
    "long button": (having("button", text=plain("a" * 76)), "at most 75"),
    "button without value": (without("button", "value"), "value is missing"),
    "strange value": (having("button", value="iets anders"), "not a press"),
    "emoji": (having("button", text={**plain("a"), "emoji": True}), "emoji is not false"),
    "mrkdwn label": (having("button", text=bold("a")), "not plain_text"),
    "same buttons": (
        lambda one: [
            button.update(action_id="press:1")
            for block in one["blocks"]
            if block["type"] == "actions"
            for button in block["elements"]
        ],
        "3 times",
    ),
    "long header": (having("header", text=plain("a" * 151)), "at most 150"),
    "empty header": (having("header", text=plain(" ")), "empty"),
    "no text in section": (
        lambda one: one["blocks"].append({"type": "section"}),
        "text is missing",
    ),
    "many fields": (
        lambda one: one["blocks"].append({"type": "section", "fields": [plain("a")] * 11}),
        "at most 10",
    ),
    "long field": (
        lambda one: one["blocks"].append({"type": "section", "fields": [plain("a" * 2001)]}),
        "at most 2000",
    ),
    "mention in mrkdwn": (having("mrkdwn", text="*<@U1>*"), "not escaped"),
    "links in mrkdwn": (having("mrkdwn", verbatim=False), "verbatim is not true"),
    "empty context": (having("context", elements=[]), "at most 10"),
    "many buttons": (having("actions", elements=[]), "at most 25"),
    "select in actions": (having("actions", elements=[{"type": "datepicker"}]), "is unknown"),
    "half a character": (having("header", text=plain("a\ud83d")), "half a character"),
    "no string": (having("header", text={**plain(""), "text": 1}), "not a text"),
    "same blocks": (
        lambda one: [block.update(block_id="b") for block in one["blocks"]],
        "'b': 6 times",
    ),
}
MODALS: dict[str, tuple[Callable[[Payload], object], str]] = {
    "long title": (lambda one: one.update(title=plain("a" * 25)), "at most 24"),
    "no submit": (lambda one: one.pop("submit"), "missing beside an input"),
    "long metadata": (lambda one: one.update(private_metadata="a" * 3001), "at most 3000"),
    "no callback": (lambda one: one.pop("callback_id"), "callback_id is missing"),
    "too large": (
        lambda one: one.update(
            blocks=[{"type": "section", "text": plain("é" * 3000)} for _ in range(20)]
        ),
        "at most 250000",
    ),
    "unknown element": (having("input", element={"type": "rich_text"}), "is unknown"),
    "long label": (having("input", label=plain("a" * 2001)), "at most 2000"),
    "optional": (having("input", optional="ja"), "optional is not true or false"),
    "long hint": (having("input", hint=plain("a" * 2001)), "at most 2000"),
    "long max_length": (having("plain_text_input", max_length=3001), "max_length: 3001"),
    "begins too long": (having("plain_text_input", initial_value="a" * 11), "longer than"),
    "begins empty": (having("plain_text_input", initial_value=""), "initial_value: empty"),
    "many radios": (
        having("radio_buttons", options=[option(value=str(n)) for n in range(11)]),
        "11, at most 10",
    ),
    "long option": (having("radio_buttons", options=[option("a" * 76)]), "at most 75"),
    "long option value": (having("radio_buttons", options=[option("a", "a" * 76)]), "at most 75"),
    "long description": (
        having("radio_buttons", options=[option(description=plain("a" * 76))]),
        "at most 75",
    ),
    "same options": (having("radio_buttons", options=[option(), option()]), "2 times"),
    "begins with no option": (
        having("radio_buttons", initial_option=option("x", "x")),
        "no option",
    ),
    "begins with none": (having("checkboxes", initial_options=[]), "initial_options: empty"),
    "no date": (having("datepicker", initial_date="31-02-2026"), "no date"),
    "search without words": (without("external_select", "placeholder"), "placeholder"),
    "search begins": (
        having("external_select", initial_option=option("a" * 76)),
        "at most 75",
    ),
    "long block_id": (having("input", block_id="a" * 256), "at most 255"),
}
LISTS: dict[str, tuple[Callable[[Payload], object], str]] = {
    "many options": (
        having("static_select", options=[option(value=str(n)) for n in range(101)]),
        "101, at most 100",
    ),
    "no placeholder": (without("multi_static_select", "placeholder"), "placeholder"),
}
HOMES: dict[str, tuple[Callable[[Payload], object], str]] = {
    "no home": (lambda one: one.update(type="modal"), "not home"),
    "title": (lambda one: one.update(title=plain("a")), "title is unknown"),
    "accessory": (
        lambda one: one["blocks"].append(
            {"type": "section", "text": plain("a"), "accessory": {"type": "image"}}
        ),
        "image is unknown",
    ),
}
CASES: list[tuple[Kind, Callable[[], Payload], Callable[[Payload], object], str]] = [
    *(("message", message, change, said) for change, said in MESSAGES.values()),
    *(("modal", modal, change, said) for change, said in MODALS.values()),
    *(("modal", choices, change, said) for change, said in LISTS.values()),
    *(("home", home, change, said) for change, said in HOMES.values()),
]
NAMES = [*MESSAGES, *MODALS, *LISTS, *HOMES]


@pytest.mark.parametrize(("kind", "sound", "change", "said"), CASES, ids=NAMES)
def test_each_fault_is_found(
    kind: Kind, sound: Callable[[], Payload], change: Callable[[Payload], object], said: str
) -> None:
    """And what it is put into has none of its own."""
    payload = sound()
    before = faults_in(kind, payload)
    change(payload)
    found = faults_in(kind, payload)

    assert [] == before
    assert any(said in fault for fault in found), found


def test_each_suggestion_is_checked() -> None:
    """What is offered to who searches has the limits of any choice."""
    assert [] == option_faults([option()])
    assert option_faults([option("a" * 76)])
    assert option_faults([option()] * 101)
