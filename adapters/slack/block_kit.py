"""The blocks that all messages, modals and the Home tab are made of.

Rules this file keeps:

- What anybody typed is plain text, in which nothing is a mention, a link, an emoji or a style. Bold
  is for words without a sign that means something to Slack.
- A text that is longer than a block may hold goes on in the next block; nothing is cut off.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from adapters.slack.sheets import PRESS
from flows.cards import Button, Fact, Mention
from flows.text_pieces import in_pieces

Block = dict[str, Any]
View = dict[str, Any]

SECTION = 3000
"""Characters of the text of a section (`@slack/types`)."""
FIELDS = 10
"""Fields of one section."""
HEADER = 150
"""Characters of a header."""
BUTTONS = 25
"""Buttons of one actions block."""
MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
VIEW_BYTES = 250_000

APART = 10
"""More paragraphs than this are not set apart, for blocks are counted."""
SHORT_FACT = 200
"""Characters of a fact that stands beside others; a longer one has the whole width."""
MARKUP = frozenset("*_~`<>&\n")
"""Signs that would mean something inside bold words."""
BETWEEN = " · "

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def escaped(text: str) -> str:
    """Gives a text in which Slack finds no mention and no link."""
    return text.translate(_ESCAPES)


def plain(text: str) -> Block:
    """Gives a text that is shown as it stands."""
    return {"type": "plain_text", "text": text, "emoji": False}


def bold(text: str) -> Block:
    """Gives words in bold, or plainly when a sign in them would be taken for a style."""
    if MARKUP & set(text):
        return plain(text)
    return {"type": "mrkdwn", "text": f"*{text}*", "verbatim": True}


def labelled(label: str, text: str) -> Block:
    """Gives a label in bold with a text below it, or both plainly."""
    if MARKUP & set(label + text):
        return plain(f"{label}\n{text}".strip())
    return {"type": "mrkdwn", "text": f"*{label}*\n{text}".strip(), "verbatim": True}


def section(text: Block, accessory: Block | None = None) -> Block:
    """Gives a block with one text, and at most one button beside it."""
    block: Block = {"type": "section", "text": text}
    return block if accessory is None else {**block, "accessory": accessory}


def header(text: str) -> tuple[Block, ...]:
    """Gives a heading; one that is too long is shown as text."""
    if len(text) > HEADER:
        return text_blocks(text)
    return ({"type": "header", "text": plain(text)},)


def text_blocks(text: str) -> tuple[Block, ...]:
    """Gives a text in as many blocks as it needs, and none for an empty one."""
    pieces = in_pieces(text.strip(), SECTION)
    return tuple(section(plain(piece)) for piece in pieces if piece)


def paragraph_blocks(paragraphs: tuple[str, ...]) -> tuple[Block, ...]:
    """Gives each paragraph a block of its own, or all of them together when there are many."""
    if len(paragraphs) > APART:
        return text_blocks("\n\n".join(paragraphs))
    return tuple(block for paragraph in paragraphs for block in text_blocks(paragraph))


def item_blocks(items: tuple[str, ...]) -> tuple[Block, ...]:
    """Gives a list, a line each."""
    return text_blocks("\n".join(f"• {item}" for item in items if item.strip()))


def context(*words: Block) -> Block:
    """Gives words in small letters, beside each other."""
    return {"type": "context", "elements": list(words)}


def small_blocks(text: str) -> tuple[Block, ...]:
    """Gives a text in small letters, and nothing for an empty one."""
    pieces = in_pieces(text.strip(), SECTION)
    return tuple(context(plain(piece)) for piece in pieces if piece)


def mark_blocks(badge: str, *words: str) -> tuple[Block, ...]:
    """Gives the badge in bold and what else stands above a title; nothing without them."""
    elements = (*((bold(badge),) if badge else ()), *(plain(word) for word in words if word))
    return (context(*elements),) if elements else ()


def mention_blocks(mentions: tuple[Mention, ...]) -> tuple[Block, ...]:
    """Calls on people, those without an account by name only; nothing without any."""
    called = [f"<@{one.account}>" for one in mentions if one.account]
    named = ", ".join(one.name for one in mentions if not one.account)
    calls = section({"type": "mrkdwn", "text": " ".join(called), "verbatim": True})
    return (*((calls,) if called else ()), *text_blocks(named))


def fact_line(fact: Fact) -> str:
    """Gives a fact in one line."""
    return f"{fact.label}: {fact.value}" if fact.value else fact.label


def _is_short(fact: Fact) -> bool:
    return len(fact.label) + len(fact.value) <= SHORT_FACT


def fact_blocks(facts: tuple[Fact, ...]) -> tuple[Block, ...]:
    """Gives short facts beside each other, and each long one its label with the text below it."""
    blocks: list[Block] = []
    beside: list[Block] = []
    for fact in facts:
        if beside and (len(beside) == FIELDS or not _is_short(fact)):
            blocks.append({"type": "section", "fields": beside})
            beside = []
        if _is_short(fact):
            beside.append(labelled(fact.label, fact.value))
        else:
            blocks += (*small_blocks(fact.label), *text_blocks(fact.value))
    if beside:
        blocks.append({"type": "section", "fields": beside})
    return tuple(blocks)


def button_element(button: Button) -> Block:
    """Gives a button; `numbered` gives it its action id."""
    element: Block = {"type": "button", "text": plain(button.label), "value": button.value}
    return element if button.style == "plain" else {**element, "style": button.style}


def button_blocks(buttons: Iterable[Button]) -> tuple[Block, ...]:
    """Gives buttons in rows, in their order."""
    elements = [button_element(button) for button in buttons]
    return tuple(
        {"type": "actions", "elements": elements[first : first + BUTTONS]}
        for first in range(0, len(elements), BUTTONS)
    )


def numbered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Gives each button an action id of its own; Slack refuses two that are called the same."""
    number = 0

    def named(element: Block) -> Block:
        nonlocal number
        number += 1
        return {"type": "button", "action_id": f"{PRESS}:{number}", **element}

    result: list[Block] = []
    for block in blocks:
        if block["type"] == "actions":
            result.append({**block, "elements": [named(one) for one in block["elements"]]})
        elif "accessory" in block:
            result.append({**block, "accessory": named(block["accessory"])})
        else:
            result.append(block)
    return tuple(result)
