"""Finds what Teams would refuse, or show badly, in the card of a message or in a dialog.

Only the elements of Adaptive Cards 1.5 that this program uses are known here, with the keys it
gives them. Whatever else is found is a fault, a typing mistake in a key above all. Beyond the
schema: each input has a label and, when it must be filled in, words for when it is not; each text
goes on in a next line; no more buttons beside each other than Teams shows; a button that acts at
once has a fallback; and what a button brings back is ids.
"""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, Literal

from flows import limits
from flows.presses import decoded
from tests.adapters.teams.refresh_rules import refresh_faults

Kind = Literal["message", "dialog"]
Json = dict[str, Any]
Faults = Iterator[str]

ACTIONS = 6
TITLE = 24
CHOICES = 100

COLORS = {"Default", "Accent", "Good", "Attention"}
SIZES = {"Small", "Default", "Medium", "Large"}
SPACINGS = {"None", "Small", "Default", "Medium", "Large"}
WEIGHTS = {"Default", "Bolder"}
CONTAINERS = {"default", "emphasis", "accent", "attention"}
LOOKS: dict[str, set[str]] = {
    "color": COLORS,
    "size": SIZES,
    "spacing": SPACINGS,
    "weight": WEIGHTS,
}

MENTION = re.compile(r"<at>[^<>]+</at>")
SIGN = re.compile(r"(?<!\\)(?:\\\\)*[`*_\[\]<>&#~|{}!]")
AT_THE_START = re.compile(r"(?m)^\s*(?:[-+=]|\d+[.)])")
FILLED_IN = re.compile(r"\{\{")


def faults_in(kind: Kind, payload: Json) -> list[str]:
    """Gives a line per fault; `payload` is the card of a message, or the value of a continue."""
    return list(_PAYLOADS[kind](payload))


def _keys(where: str, thing: Json, needed: str, allowed: str = "") -> Faults:
    must, may = set(needed.split()), set(allowed.split())
    yield from (f"{where}: {key} is missing" for key in sorted(must - thing.keys()))
    yield from (f"{where}: {key} is unknown" for key in sorted(thing.keys() - must - may))
    for key, known in LOOKS.items():
        if key in thing and thing[key] not in known:
            yield f"{where}: {key} {thing[key]!r} is unknown"
    for key in ("wrap", "isSubtle", "separator", "isMultiline", "isMultiSelect", "isRequired"):
        if key in thing and not isinstance(thing[key], bool):
            yield f"{where}: {key} is not true or false"


def _string(where: str, text: object) -> Faults:
    if not isinstance(text, str):
        yield f"{where}: not a text"
        return
    if not text.strip():
        yield f"{where}: empty"
    if any("\ud800" <= character <= "\udfff" for character in text):
        yield f"{where}: half a character"


def _markdown(where: str, text: object) -> Faults:
    """Finds what a client that reads Markdown would not show as it stands."""
    rest = MENTION.sub("", str(text))
    if SIGN.search(rest) or AT_THE_START.search(rest):
        yield f"{where}: Markdown that is not escaped"


def _text_block(where: str, block: Json) -> Faults:
    yield from _keys(where, block, "type text wrap", "style size weight color isSubtle spacing")
    yield from _string(f"{where}.text", block.get("text"))
    yield from _markdown(f"{where}.text", block.get("text"))
    if block.get("wrap") is not True:
        yield f"{where}: wrap is not true"
    if block.get("style", "heading") != "heading":
        yield f"{where}: style {block['style']!r} is unknown"


def _rich(where: str, block: Json) -> Faults:
    yield from _keys(where, block, "type inlines", "spacing")
    inlines = block.get("inlines", [])
    if not inlines:
        yield f"{where}.inlines: empty"
    if not "".join(str(one.get("text", "")) for one in inlines).strip():
        yield f"{where}.inlines: nothing to read"
    for number, inline in enumerate(inlines):
        yield from _run(f"{where}.inlines[{number}]", inline)


def _run(where: str, run: Json) -> Faults:
    yield from _keys(where, run, "type text", "size weight color isSubtle")
    if run.get("type") != "TextRun":
        yield f"{where}: {run.get('type')} is unknown"
    if not isinstance(run.get("text"), str) or not run["text"]:
        yield f"{where}.text: empty"
    if FILLED_IN.search(str(run.get("text"))):
        yield f"{where}.text: a client fills this in"


def _fact_set(where: str, block: Json) -> Faults:
    yield from _keys(where, block, "type facts", "spacing")
    if not block.get("facts"):
        yield f"{where}.facts: empty"
    for number, fact in enumerate(block.get("facts", ())):
        yield from _keys(f"{where}.facts[{number}]", fact, "title value")
        for key in ("title", "value"):
            yield from _string(f"{where}.facts[{number}].{key}", fact.get(key))
            yield from _markdown(f"{where}.facts[{number}].{key}", fact.get(key))


def _container(where: str, block: Json) -> Faults:
    yield from _keys(where, block, "type items", "style spacing separator bleed")
    if block.get("style", "default") not in CONTAINERS:
        yield f"{where}: style {block['style']!r} is unknown"
    if not block.get("items"):
        yield f"{where}.items: empty"
    yield from _elements(f"{where}.items", block.get("items", ()))


def _action_set(where: str, block: Json) -> Faults:
    yield from _keys(where, block, "type actions", "spacing")
    yield from _actions(where, block.get("actions"))


def _input(where: str, block: Json, more: str) -> Faults:
    common = "type id label"
    yield from _keys(where, block, common, f"{more} value spacing isRequired errorMessage")
    yield from _string(f"{where}.label", block.get("label"))
    if "~" not in str(block.get("id")):
        yield f"{where}.id: {block.get('id')!r} could be a key of our own"
    if block.get("isRequired") and not str(block.get("errorMessage", "")).strip():
        yield f"{where}: errorMessage is missing"
    yield from _markdown(f"{where}.errorMessage", block.get("errorMessage", ""))
    if block.get("value", True) == "":
        yield f"{where}.value: empty"


def _length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _text_input(where: str, block: Json) -> Faults:
    yield from _input(where, block, "isMultiline maxLength placeholder")
    most = block.get("maxLength")
    if most is not None and (not isinstance(most, int) or most < 1):
        yield f"{where}.maxLength: {most}"
    elif most is not None and _length(block.get("value", "")) > most:
        yield f"{where}.value: longer than maxLength"


def _date(where: str, block: Json) -> Faults:
    yield from _input(where, block, "placeholder")
    if "value" in block:
        try:
            datetime.date.fromisoformat(block["value"])
        except (TypeError, ValueError):
            yield f"{where}.value: no date"


def _toggle(where: str, block: Json) -> Faults:
    yield from _input(where, block, "title valueOn valueOff wrap")
    yield from _string(f"{where}.title", block.get("title"))
    yield from _markdown(f"{where}.title", block.get("title"))
    if block.get("wrap") is not True:
        yield f"{where}: wrap is not true"
    if block.get("value") not in (block.get("valueOn"), block.get("valueOff")):
        yield f"{where}.value: neither on nor off"


def _choice_set(where: str, block: Json) -> Faults:
    searched = block.get("style") == "filtered"
    more = "choices.data placeholder" if searched else "wrap placeholder"
    yield from _input(where, block, f"style isMultiSelect choices {more}")
    if block.get("style") not in ("compact", "expanded", "filtered"):
        yield f"{where}.style: {block.get('style')!r} is unknown"
    choices = block.get("choices", [])
    if not (0 if searched else 1) <= len(choices) <= CHOICES:
        yield f"{where}.choices: {len(choices)}, at most {CHOICES}"
    for number, choice in enumerate(choices):
        yield from _choice(f"{where}.choices[{number}]", choice)
        if block.get("style") == "expanded" and isinstance(choice.get("title"), str):
            yield from _markdown(f"{where}.choices[{number}].title", choice["title"])
    yield from _chosen(where, block, [choice.get("value") for choice in choices])
    if searched:
        yield from _query(where, block.get("choices.data"))
    elif block.get("wrap") is not True:
        yield f"{where}: wrap is not true"


def _choice(where: str, choice: Json) -> Faults:
    yield from _keys(where, choice, "title value")
    yield from _string(f"{where}.title", choice.get("title"))
    yield from _string(f"{where}.value", choice.get("value"))
    if "," in str(choice.get("value")):
        yield f"{where}.value: has a comma"


def _chosen(where: str, block: Json, values: list[object]) -> Faults:
    for value, times in Counter(values).items():
        if times > 1:
            yield f"{where}.choices: {value} stands there {times} times"
    chosen = block["value"].split(",") if "value" in block else []
    if len(chosen) > 1 and not block.get("isMultiSelect"):
        yield f"{where}.value: more than one"
    yield from (f"{where}.value: {one!r} is no choice" for one in chosen if one not in values)


def _query(where: str, query: object) -> Faults:
    if not isinstance(query, dict):
        yield f"{where}: choices.data is missing"
        return
    yield from _keys(f"{where}.choices.data", query, "type dataset")
    if query.get("type") != "Data.Query" or query.get("dataset") not in ("pupil", "staff"):
        yield f"{where}.choices.data: unknown"


_ELEMENTS: dict[str, Callable[[str, Json], Faults]] = {
    "TextBlock": _text_block,
    "RichTextBlock": _rich,
    "FactSet": _fact_set,
    "Container": _container,
    "ActionSet": _action_set,
    "Input.Text": _text_input,
    "Input.Date": _date,
    "Input.Toggle": _toggle,
    "Input.ChoiceSet": _choice_set,
}


def _elements(where: str, elements: object) -> Faults:
    for number, element in enumerate(elements if isinstance(elements, list) else ()):
        kind = element.get("type")
        check = _ELEMENTS.get(kind)
        if check is None:
            yield f"{where}[{number}]: {kind} is unknown"
            continue
        yield from check(f"{where}[{number}] {kind}", element)


def _actions(where: str, actions: object) -> Faults:
    if not isinstance(actions, list) or not 1 <= len(actions) <= ACTIONS:
        yield f"{where}.actions: not 1 to {ACTIONS}"
        return
    for number, action in enumerate(actions):
        yield from _action(f"{where}.actions[{number}]", action)


def _action(where: str, action: Json) -> Faults:
    kind = action.get("type")
    if kind == "Action.Execute":
        yield from _keys(where, action, "type title verb data fallback", "style tooltip")
        if action.get("verb") != "press":
            yield f"{where}.verb: {action.get('verb')!r} is unknown"
        yield from _data(f"{where}.data", action.get("data"))
        yield from _fallback(where, action)
    elif kind == "Action.Submit":
        yield from _keys(where, action, "type title data", "style tooltip associatedInputs")
        yield from _data(f"{where}.data", action.get("data"))
    else:
        yield f"{where}: {kind} is unknown"
    yield from _string(f"{where}.title", action.get("title"))
    if action.get("style", "positive") not in ("positive", "destructive"):
        yield f"{where}.style: unknown"


def _fallback(where: str, action: Json) -> Faults:
    fallback = action.get("fallback")
    if not isinstance(fallback, dict) or fallback.get("type") != "Action.Submit":
        yield f"{where}.fallback: no Action.Submit"
        return
    yield from _action(f"{where}.fallback", fallback)
    if fallback.get("data") != action.get("data"):
        yield f"{where}.fallback: brings back something else"


def _data(where: str, data: object) -> Faults:
    if not isinstance(data, dict):
        yield f"{where}: is missing"
        return
    if "form" in data:
        own = {key: value for key, value in data.items() if "~" not in key}
        yield from _keys(where, own, "form carried asked later nonce")
        held = data["form"]
    else:
        yield from _keys(where, data, "press nonce", "msteams")
        held = data.get("press")
    if decoded(str(held)) is None:
        yield f"{where}: not a press"
    if data.get("msteams", {"type": "task/fetch"}) != {"type": "task/fetch"}:
        yield f"{where}.msteams: unknown"
    yield from _string(f"{where}.nonce", data.get("nonce"))


def _card(card: Json, more: str = "") -> Faults:
    yield from _keys("card", card, "type version $schema body", f"msteams {more}")
    if (card.get("type"), card.get("version")) != ("AdaptiveCard", "1.5"):
        yield "card: not an AdaptiveCard 1.5"
    if not card.get("body"):
        yield "body: empty"
    yield from _elements("body", card.get("body"))
    yield from _mentions(card)
    ids = Counter(one["id"] for one in elements_in(card) if "id" in one)
    yield from (f"id {name!r}: {times} times" for name, times in ids.items() if times > 1)


def _mentions(card: Json) -> Faults:
    """Finds a mention without somebody, and somebody without a mention."""
    blocks = (one for one in elements_in(card.get("body")) if one["type"] == "TextBlock")
    words = MENTION.findall("".join(str(one.get("text")) for one in blocks))
    entities = card.get("msteams", {}).get("entities", [])
    if "msteams" in card:
        yield from _keys("msteams", card["msteams"], "entities")
    if sorted(words) != sorted(one.get("text") for one in entities):
        yield "msteams.entities: not those that are mentioned"
    for number, one in enumerate(entities):
        where = f"msteams.entities[{number}]"
        yield from _keys(where, one, "type text mentioned")
        yield from _keys(f"{where}.mentioned", one.get("mentioned", {}), "id name")


def elements_in(thing: object) -> Iterator[Json]:
    """Gives every element of a card, from top to bottom."""
    if isinstance(thing, dict):
        if isinstance(thing.get("type"), str):
            yield thing
        yield from (one for value in thing.values() for one in elements_in(value))
    elif isinstance(thing, list):
        yield from (one for value in thing for one in elements_in(value))


def actions_in(thing: object) -> Iterator[Json]:
    """Gives every button of a card, without the fallbacks of others."""
    if isinstance(thing, dict):
        if str(thing.get("type", "")).startswith("Action."):
            yield thing
            return
        shown = (value for key, value in thing.items() if key != "refresh")
        yield from (one for value in shown for one in actions_in(value))
    elif isinstance(thing, list):
        yield from (one for value in thing for one in actions_in(value))


def _size(payload: Json, utf8: int, utf16: int) -> Faults:
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    for encoding, most in (("utf-8", utf8), ("utf-16-le", utf16)):
        size = len(text.encode(encoding, "surrogatepass"))
        if size >= most:
            yield f"card: {size} bytes of {encoding}, less than {most}"


def _message(card: Json) -> Faults:
    yield from _card(card, "refresh")
    yield from refresh_faults(card)
    titles = [one for one in elements_in(card.get("body")) if one["type"] == "TextBlock"]
    if not titles or titles[0].get("style") != "heading":
        yield "body: the first TextBlock is no title"
    if any(one["type"].startswith("Input.") for one in elements_in(card)):
        yield "body: an input in a message"
    opened = [one["data"] for one in actions_in(card) if one["type"] == "Action.Submit"]
    if any("msteams" not in data for data in opened if isinstance(data, dict)):
        yield "actions: a button that opens nothing"
    yield from _size(card, limits.CARD_BYTES, limits.CARD_UTF16)


def _dialog(value: Json) -> Faults:
    yield from _keys("dialog", value, "title height width card")
    yield from _string("title", value.get("title"))
    if _length(str(value.get("title"))) > TITLE:
        yield f"title: longer than {TITLE}"
    if value.get("height") not in ("small", "medium", "large") or value.get("width") != "medium":
        yield "dialog: height or width is unknown"
    held = value.get("card", {})
    if held.get("contentType") != "application/vnd.microsoft.card.adaptive":
        yield "dialog.card: no Adaptive Card"
    card = held.get("content", {})
    yield from _card(card)
    for action in actions_in(card):
        if action["type"] != "Action.Submit" or "msteams" in action.get("data", {}):
            yield "actions: a button that does not submit the dialog"
    yield from _size(value, limits.DIALOG_UTF16, limits.DIALOG_UTF16)


_PAYLOADS: dict[Kind, Callable[[Json], Faults]] = {"message": _message, "dialog": _dialog}
