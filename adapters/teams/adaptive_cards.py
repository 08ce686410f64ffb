"""The elements of Adaptive Cards 1.5 that all messages and dialogs in Teams are made of.

Rules this file keeps:

- What anybody typed or is called is a TextRun, in which nothing is a style or a link. A TextBlock,
  a FactSet and a choice with a button before it know Markdown: there each sign of it is escaped, or
  the words stand in a TextRun instead.
- One column, and every text goes on in a next line; nothing is cut off.
- What a button brings back is an encoded press and a nonce: ids that say nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, Final

from adapters.teams.said import REFRESH
from flows import verbs
from flows.cards import Button, Fact
from flows.limits import CARD_BYTES, CARD_UTF16
from flows.presses import decoded
from flows.text_pieces import width

Json = dict[str, Any]

CONTENT_TYPE = "application/vnd.microsoft.card.adaptive"
SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"
VERSION = "1.5"
"""The newest version that all clients of Teams show."""

ACTIONS = 6
"""Buttons that Teams shows side by side; it leaves out all that come after them."""

ROW = 38
"""Characters on the buttons of one row: on a telephone more of them are cut off, not wrapped."""
AROUND = 4
"""Characters that the space around a label takes."""

PRESSED: Final = "press"
"""The verb of each button that acts at once."""
REFRESHED: Final = "refresh"
"""The verb with which a client asks for a card as it is now."""

AT_ONCE: frozenset[str] = verbs.ACTS | {verbs.TASKS}
"""The verbs after which the card itself changes; every other one opens a dialog."""

STYLES = {"plain": "default", "primary": "positive", "danger": "destructive"}

SIGNS = re.compile(r"[\\`*_\[\]<>&#~|{}!]")
"""Signs that mean something to a client that reads Markdown."""
AT_THE_START = re.compile(r"(?m)^[ \t]*(?:([-+=])|(\d+)([.)]))")
"""What makes a list or a heading of a line."""
COMPUTED = re.compile(r"(?<=\{)(?=\{)")
"""Between two braces, with which a client begins a date that it fills in."""

APART = 10
"""More paragraphs or items than this are not set apart, for every block costs room."""

BETWEEN = " · "

SHORT_FACT = 200
"""Characters of a fact that stands beside its label; a longer one stands below it."""
SHORT_LABEL = 40


def adaptive_card(body: Iterable[Json]) -> Json:
    """Gives a card; its buttons stand amid all else, for only there do they come in rows."""
    return {"$schema": SCHEMA, "type": "AdaptiveCard", "version": VERSION, "body": list(body)}


def attachment(content: Json) -> Json:
    """Gives a card as it hangs on a message, a dialog or an answer."""
    return {"contentType": CONTENT_TYPE, "content": content}


def size_of(content: object) -> int:
    """Gives how large a card is beside `CARD_BYTES`, in whichever way it is larger."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    wide = len(text.encode("utf-16-le", "surrogatepass"))
    return max(len(text.encode("utf-8", "surrogatepass")), wide * CARD_BYTES // CARD_UTF16)


def escaped(text: str) -> str:
    """Gives a text in which nothing is Markdown."""
    signs = SIGNS.sub(r"\\\g<0>", text.strip())
    return AT_THE_START.sub(
        lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", signs
    )


def means_something(text: str) -> bool:
    """Says whether a text has a sign of Markdown, or a line of its own."""
    return "\n" in text.strip() or escaped(text) != text.strip()


def heading(text: str, **looks: object) -> Json:
    """Gives a title, which screen readers and previews take for one."""
    words = escaped(" ".join(text.split()))
    block: Json = {"type": "TextBlock", "text": words, "wrap": True, "style": "heading"}
    return block | {"size": "Large", "weight": "Bolder"} | looks


def runs(text: str, **looks: object) -> tuple[Json, ...]:
    """Gives a text as it stands; in pieces where a client would fill something in."""
    pieces = COMPUTED.split(text)
    return tuple({"type": "TextRun", "text": piece, **looks} for piece in pieces if piece)


def line_of(inlines: Iterable[Json], spacing: str = "") -> tuple[Json, ...]:
    """Gives pieces of text beside each other, and nothing for none."""
    words = list(inlines)
    block: Json = {"type": "RichTextBlock", "inlines": words}
    return (block | ({"spacing": spacing} if spacing else {}),) if words else ()


def plain(text: str, spacing: str = "", **looks: object) -> tuple[Json, ...]:
    """Gives a text as a paragraph, and nothing for an empty one."""
    return line_of(runs(text.strip(), **looks), spacing)


def paragraph_blocks(paragraphs: tuple[str, ...]) -> tuple[Json, ...]:
    """Gives each paragraph a block of its own, or all of them together when there are many."""
    if len(paragraphs) > APART:
        return plain("\n\n".join(paragraphs))
    return tuple(block for paragraph in paragraphs for block in plain(paragraph))


def small(text: str, spacing: str = "") -> tuple[Json, ...]:
    """Gives a text in small and softer letters."""
    return plain(text, spacing, size="Small", isSubtle=True)


def bold(text: str, spacing: str = "") -> tuple[Json, ...]:
    """Gives a text in bold."""
    return plain(text, spacing, weight="Bolder")


def container(items: Iterable[Json], **looks: object) -> tuple[Json, ...]:
    """Gives elements that belong together, and nothing for none."""
    inside = list(items)
    return ({"type": "Container", "items": inside, **looks},) if inside else ()


def mark_blocks(badge: str, *words: str, color: str = "Default") -> tuple[Json, ...]:
    """Gives the badge and what else stands above a title; nothing without them."""
    marks = (
        *((runs(badge, size="Small", weight="Bolder", color="Accent"),) if badge else ()),
        *(_mark(word, color) for word in words if word),
    )
    between: Json = {"type": "TextRun", "text": BETWEEN, "size": "Small", "isSubtle": True}
    apart = [part for mark in marks for part in (between, *mark)]
    return line_of(apart[1:])


def _mark(word: str, color: str) -> tuple[Json, ...]:
    if color == "Default":
        return runs(word, size="Small", isSubtle=True)
    return runs(word, size="Small", weight="Bolder", color=color)


def _is_short(fact: Fact) -> bool:
    return (
        0 < len(fact.label.strip()) <= SHORT_LABEL
        and 0 < len(fact.value.strip()) <= SHORT_FACT
        and not means_something(fact.label)
        and not means_something(fact.value)
    )


def fact_blocks(facts: tuple[Fact, ...]) -> tuple[Json, ...]:
    """Gives short facts in a table, and each other one its label with the text below it."""
    blocks: list[Json] = []
    for fact in facts:
        if not _is_short(fact):
            blocks += (*bold(fact.label), *plain(fact.value, "None"))
            continue
        if not blocks or blocks[-1]["type"] != "FactSet":
            blocks.append({"type": "FactSet", "facts": []})
        blocks[-1]["facts"].append({"title": fact.label.strip(), "value": fact.value.strip()})
    return tuple(blocks)


def item_blocks(items: tuple[str, ...]) -> tuple[Json, ...]:
    """Gives a list, a line each."""
    shown = [item for item in items if item.strip()]
    if len(shown) > APART:
        return plain("\n".join(f"• {item.strip()}" for item in shown))
    return tuple(
        block
        for number, item in enumerate(shown)
        for block in plain(f"• {item.strip()}", "Small" if number else "")
    )


def press_action(button: Button, nonce: str) -> Json:
    """Gives a button of a message: it acts at once, or opens a dialog."""
    press = decoded(button.value)
    data: Json = {"press": button.value, "nonce": nonce}
    if press is None or press.verb not in AT_ONCE:
        return _submit(button, {**data, "msteams": {"type": "task/fetch"}})
    return {
        **_button("Action.Execute", button),
        "verb": PRESSED,
        "data": data,
        "fallback": _submit(button, data),
    }


def dialog_action(button: Button, nonce: str) -> Json:
    """Gives a button of a dialog, which brings none of its fields along."""
    data = {"press": button.value, "nonce": nonce}
    return {**_submit(button, data), "associatedInputs": "none"}


def submit_action(title: str, data: Json) -> Json:
    """Gives the button that sends a form with all that was filled in."""
    return _submit(Button(title, "", "primary"), data)


def _submit(button: Button, data: Json) -> Json:
    return {**_button("Action.Submit", button), "data": data}


def _button(kind: str, button: Button) -> Json:
    """Gives a button; a label that one row does not hold can be read by pointing at it."""
    action: Json = {"type": kind, "title": button.label}
    if width(button.label) + AROUND > ROW:
        action["tooltip"] = button.label
    return action if button.style == "plain" else {**action, "style": STYLES[button.style]}


def refresh_of(member: str) -> Json:
    """Lets the client of one person ask for a card anew, as it does when the chat is opened."""
    action = {"type": "Action.Execute", "title": REFRESH, "verb": REFRESHED, "data": {}}
    return {"refresh": {"action": action, "userIds": [member]}}


def action_rows(actions: Iterable[Json]) -> tuple[Json, ...]:
    """Gives buttons in their order, in rows that a telephone shows whole."""
    rows: list[list[Json]] = []
    left = 0
    for action in actions:
        own = width(action["title"]) + AROUND
        if not rows or own > left or len(rows[-1]) == ACTIONS:
            rows.append([])
            left = ROW
        rows[-1].append(action)
        left -= own
    return tuple(
        {"type": "ActionSet", "actions": row, **({"spacing": "Small"} if number else {})}
        for number, row in enumerate(rows)
    )
