"""Finds what Slack would refuse in a message, a modal or the Home tab.

Only the elements that this program uses are known here, with the keys it gives them and the limits
that Slack documents (`@slack/types`, docs). Whatever else is found is a fault, a typing mistake in
a key above all. Lengths count as JavaScript counts them, which is the stricter way.
"""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from typing import Any, Literal

from flows.presses import decoded

Kind = Literal["message", "modal", "home"]

ID = 255
"""Characters of a block id, action id or callback id."""
VIEW_BYTES = 250_000
MESSAGE_BLOCKS = 50
MESSAGE_CHARACTERS = 13_000
"""Characters of all texts of a message together: above 13,200 it is msg_blocks_too_long."""
VIEW_BLOCKS = 100
MESSAGE_TEXT = 4000
METADATA = 3000
TITLE = 24
TEXT_OBJECT = 3000
MENTION = re.compile(r"<@[UW][A-Z0-9]{2,}>")
"""A call on somebody by their id: the one piece of markup in a card."""


def faults_in(kind: Kind, payload: dict[str, Any]) -> list[str]:
    """Gives a line per fault; `payload` is a view, or the text and blocks of a message."""
    return list(_PAYLOADS[kind](payload))


def _length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _keys(where: str, thing: dict[str, Any], needed: str, allowed: str = "") -> Iterator[str]:
    must, may = set(needed.split()), set(allowed.split())
    yield from (f"{where}: {key} is missing" for key in sorted(must - thing.keys()))
    yield from (f"{where}: {key} is unknown" for key in sorted(thing.keys() - must - may))


def _string(where: str, text: object, most: int, *, least: int = 1) -> Iterator[str]:
    if not isinstance(text, str):
        yield f"{where}: not a text"
        return
    if _length(text) > most:
        yield f"{where}: {_length(text)} characters, at most {most}"
    if len(text.strip() if least else text) < least:
        yield f"{where}: empty"
    if any("\ud800" <= character <= "\udfff" for character in text):
        yield f"{where}: half a character"


def _boolean(where: str, thing: dict[str, Any], key: str) -> Iterator[str]:
    if key in thing and not isinstance(thing[key], bool):
        yield f"{where}: {key} is not true or false"


def _plain(where: str, text: object, most: int) -> Iterator[str]:
    if not isinstance(text, dict) or text.get("type") != "plain_text":
        yield f"{where}: not plain_text"
        return
    yield from _keys(where, text, "type text emoji")
    yield from _string(where, text.get("text"), most)
    if text.get("emoji") is not False:
        yield f"{where}: emoji is not false"


def _mrkdwn(where: str, text: dict[str, Any], most: int) -> Iterator[str]:
    yield from _keys(where, text, "type text verbatim")
    yield from _string(where, text.get("text"), most)
    if text.get("verbatim") is not True:
        yield f"{where}: verbatim is not true"
    yield from _escaped(where, text.get("text"))


def _escaped(where: str, text: object) -> Iterator[str]:
    """Finds what Slack would take for a mention or a link."""
    rest = MENTION.sub("", str(text))
    for entity in ("&amp;", "&lt;", "&gt;"):
        rest = rest.replace(entity, "")
    if set("<>&") & set(rest):
        yield f"{where}: not escaped"


def _words(where: str, text: object, most: int) -> Iterator[str]:
    if isinstance(text, dict) and text.get("type") == "mrkdwn":
        yield from _mrkdwn(where, text, most)
    else:
        yield from _plain(where, text, most)


def _button(where: str, button: dict[str, Any]) -> Iterator[str]:
    yield from _keys(where, button, "type action_id text value", "style")
    yield from _plain(f"{where}.text", button.get("text"), 75)
    yield from _string(f"{where}.value", button.get("value"), 2000)
    if decoded(str(button.get("value"))) is None:
        yield f"{where}.value: not a press"
    if button.get("style", "primary") not in ("primary", "danger"):
        yield f"{where}.style: unknown"


def _option(where: str, option: dict[str, Any]) -> Iterator[str]:
    yield from _keys(where, option, "text value", "description")
    yield from _plain(f"{where}.text", option.get("text"), 75)
    yield from _string(f"{where}.value", option.get("value"), 75)
    if "description" in option:
        yield from _plain(f"{where}.description", option["description"], 75)


def option_faults(options: list[dict[str, Any]]) -> list[str]:
    """Gives what is wrong with what is offered when somebody searches."""
    return [
        *(["options: more than 100"] if len(options) > 100 else []),
        *(fault for number, one in enumerate(options) for fault in _option(f"[{number}]", one)),
    ]


def _options(where: str, element: dict[str, Any], most: int) -> Iterator[str]:
    options = element.get("options", [])
    if not 1 <= len(options) <= most:
        yield f"{where}.options: {len(options)}, at most {most}"
    for number, option in enumerate(options):
        yield from _option(f"{where}.options[{number}]", option)
    for value, times in Counter(option.get("value") for option in options).items():
        if times > 1:
            yield f"{where}.options: {value} stands there {times} times"
    for option in _chosen(where, element):
        if option not in options:
            yield f"{where}: begins with what is no option"


def _chosen(where: str, element: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        *element.get("initial_options", ()),
        *((element["initial_option"],) if "initial_option" in element else ()),
    ]


def _never_empty(where: str, element: dict[str, Any], key: str) -> Iterator[str]:
    if element.get(key, True) in ([], None, ""):
        yield f"{where}.{key}: empty"


def _text_input(where: str, element: dict[str, Any]) -> Iterator[str]:
    yield from _keys(where, element, "type action_id multiline", "initial_value max_length")
    yield from _boolean(where, element, "multiline")
    most = element.get("max_length", 3000)
    if not 1 <= most <= 3000:
        yield f"{where}.max_length: {most}"
    if "initial_value" in element:
        yield from _string(f"{where}.initial_value", element["initial_value"], 3000, least=0)
        if len(element["initial_value"]) > most:
            yield f"{where}.initial_value: longer than max_length"
    yield from _never_empty(where, element, "initial_value")


def _few(where: str, element: dict[str, Any]) -> Iterator[str]:
    initial = "initial_option" if element["type"] == "radio_buttons" else "initial_options"
    yield from _keys(where, element, "type action_id options", initial)
    yield from _options(where, element, 10)
    yield from _never_empty(where, element, initial)


def _select(where: str, element: dict[str, Any]) -> Iterator[str]:
    initial = "initial_option" if element["type"] == "static_select" else "initial_options"
    yield from _keys(where, element, "type action_id options placeholder", initial)
    yield from _plain(f"{where}.placeholder", element.get("placeholder"), 150)
    yield from _options(where, element, 100)
    yield from _never_empty(where, element, initial)


def _searched(where: str, element: dict[str, Any]) -> Iterator[str]:
    initial = "initial_option" if element["type"] == "external_select" else "initial_options"
    yield from _keys(where, element, "type action_id placeholder min_query_length", initial)
    yield from _plain(f"{where}.placeholder", element.get("placeholder"), 150)
    yield from _never_empty(where, element, initial)
    for option in _chosen(where, element):
        yield from _option(f"{where}.{initial}", option)


def _date(where: str, element: dict[str, Any]) -> Iterator[str]:
    yield from _keys(where, element, "type action_id placeholder", "initial_date")
    yield from _plain(f"{where}.placeholder", element.get("placeholder"), 150)
    if "initial_date" in element:
        try:
            datetime.date.fromisoformat(element["initial_date"])
        except ValueError:
            yield f"{where}.initial_date: no date"


_INPUTS: dict[str, Callable[[str, dict[str, Any]], Iterator[str]]] = {
    "plain_text_input": _text_input,
    "radio_buttons": _few,
    "checkboxes": _few,
    "static_select": _select,
    "multi_static_select": _select,
    "external_select": _searched,
    "multi_external_select": _searched,
    "datepicker": _date,
}


def _section(where: str, block: dict[str, Any]) -> Iterator[str]:
    yield from _keys(where, block, "type", "block_id text fields accessory")
    if "text" not in block and "fields" not in block:
        yield f"{where}: text is missing"
    if "text" in block:
        yield from _words(f"{where}.text", block["text"], 3000)
    if "fields" in block:
        if not 1 <= len(block["fields"]) <= 10:
            yield f"{where}.fields: {len(block['fields'])}, at most 10"
        for number, field in enumerate(block["fields"]):
            yield from _words(f"{where}.fields[{number}]", field, 2000)
    if "accessory" in block:
        yield from _only_button(f"{where}.accessory", block["accessory"])


def _only_button(where: str, element: dict[str, Any]) -> Iterator[str]:
    if element.get("type") != "button":
        yield f"{where}: {element.get('type')} is unknown"
        return
    yield from _button(where, element)


def _header(where: str, block: dict[str, Any]) -> Iterator[str]:
    yield from _keys(where, block, "type text", "block_id")
    yield from _plain(f"{where}.text", block.get("text"), 150)


def _context(where: str, block: dict[str, Any]) -> Iterator[str]:
    yield from _keys(where, block, "type elements", "block_id")
    elements = block.get("elements", [])
    if not 1 <= len(elements) <= 10:
        yield f"{where}.elements: {len(elements)}, at most 10"
    for number, element in enumerate(elements):
        yield from _words(f"{where}.elements[{number}]", element, TEXT_OBJECT)


def _actions(where: str, block: dict[str, Any]) -> Iterator[str]:
    yield from _keys(where, block, "type elements", "block_id")
    elements = block.get("elements", [])
    if not 1 <= len(elements) <= 25:
        yield f"{where}.elements: {len(elements)}, at most 25"
    for number, element in enumerate(elements):
        yield from _only_button(f"{where}.elements[{number}]", element)


def _divider(where: str, block: dict[str, Any]) -> Iterator[str]:
    yield from _keys(where, block, "type", "block_id")


def _input(where: str, block: dict[str, Any]) -> Iterator[str]:
    yield from _keys(where, block, "type block_id label element optional", "hint dispatch_action")
    yield from _plain(f"{where}.label", block.get("label"), 2000)
    if "hint" in block:
        yield from _plain(f"{where}.hint", block["hint"], 2000)
    yield from _boolean(where, block, "optional")
    yield from _boolean(where, block, "dispatch_action")
    element = block.get("element", {})
    check = _INPUTS.get(element.get("type"))
    if check is None:
        yield f"{where}.element: {element.get('type')} is unknown"
        return
    yield from check(f"{where}.element", element)


_BLOCKS: dict[str, Callable[[str, dict[str, Any]], Iterator[str]]] = {
    "section": _section,
    "header": _header,
    "context": _context,
    "actions": _actions,
    "divider": _divider,
    "input": _input,
}
_WITHOUT_INPUT = _BLOCKS.keys() - {"input"}


def _elements(block: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from (one for one in block.get("elements", ()) if "action_id" in one)
    yield from (block[key] for key in ("accessory", "element") if key in block)


def _ids(where: str, ids: list[str]) -> Iterator[str]:
    for name in ids:
        yield from _string(f"{where} {name!r}", name, ID)
    for name, times in Counter(ids).items():
        if times > 1:
            yield f"{where} {name!r}: {times} times"


def _blocks(blocks: object, most: int, known: Collection[str]) -> Iterator[str]:
    if not isinstance(blocks, list) or not 1 <= len(blocks) <= most:
        yield f"blocks: not 1 to {most}"
        return
    for number, block in enumerate(blocks):
        kind = block.get("type")
        where = f"blocks[{number}] {kind}"
        if kind not in known:
            yield f"{where}: unknown here"
            continue
        yield from _BLOCKS[kind](where, block)
    yield from _ids("block_id", [one["block_id"] for one in blocks if "block_id" in one])
    buttons = [
        one.get("action_id", "")
        for block in blocks
        if block.get("type") != "input"
        for one in _elements(block)
    ]
    yield from _ids("action_id", buttons)


def _characters(blocks: object) -> int:
    if isinstance(blocks, dict):
        own = blocks.get("text")
        return (_length(own) if isinstance(own, str) else 0) + sum(
            _characters(value) for key, value in blocks.items() if not isinstance(value, str)
        )
    return sum(map(_characters, blocks)) if isinstance(blocks, list) else 0


def _message(payload: dict[str, Any]) -> Iterator[str]:
    yield from _keys("message", payload, "text blocks")
    yield from _string("text", payload.get("text"), MESSAGE_TEXT)
    yield from _escaped("text", payload.get("text"))
    yield from _blocks(payload.get("blocks"), MESSAGE_BLOCKS, _WITHOUT_INPUT)
    characters = _characters(payload.get("blocks"))
    if characters > MESSAGE_CHARACTERS:
        yield f"blocks: {characters} characters, at most {MESSAGE_CHARACTERS}"


def _size(view: dict[str, Any]) -> Iterator[str]:
    """Counts a view as it is sent: every letter beyond ASCII is six bytes or twelve."""
    size = len(json.dumps(view))
    if size > VIEW_BYTES:
        yield f"view: {size} bytes, at most {VIEW_BYTES}"


def _modal(view: dict[str, Any]) -> Iterator[str]:
    yield from _keys("view", view, "type callback_id title close blocks", "submit private_metadata")
    yield from _string("callback_id", view.get("callback_id"), ID)
    for key in ("title", "close", "submit"):
        if key in view:
            yield from _plain(key, view[key], TITLE)
    if "private_metadata" in view:
        yield from _string("private_metadata", view["private_metadata"], METADATA)
    yield from _blocks(view.get("blocks"), VIEW_BLOCKS, _BLOCKS.keys())
    inputs = [one for one in view.get("blocks", ()) if one.get("type") == "input"]
    if inputs and "submit" not in view:
        yield "submit: is missing beside an input block"
    yield from _size(view)


def _home(view: dict[str, Any]) -> Iterator[str]:
    yield from _keys("view", view, "type blocks")
    if view.get("type") != "home":
        yield "type: not home"
    yield from _blocks(view.get("blocks"), VIEW_BLOCKS, _WITHOUT_INPUT)
    yield from _size(view)


_PAYLOADS: dict[Kind, Callable[[dict[str, Any]], Iterator[str]]] = {
    "message": _message,
    "modal": _modal,
    "home": _home,
}
