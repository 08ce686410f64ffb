"""A card as a message of Slack: blocks to look at, and the same facts as text to be read aloud."""

from __future__ import annotations

import msgspec

from adapters.sentences import TONE_WORDS
from adapters.slack.block_kit import (
    Block,
    button_blocks,
    context,
    escaped,
    fact_blocks,
    fact_line,
    header,
    item_blocks,
    mark_blocks,
    mention_blocks,
    numbered,
    paragraph_blocks,
    plain,
    small_blocks,
)
from flows.cards import Card, Progress
from flows.text_pieces import width

TEXT = 4000
"""Characters of the text of a message that can be replaced (docs, chat.update)."""

SQUARES = 10
"""More parts than this are told in words alone."""

MORE = "Open het bericht om de rest te lezen."


class Message(msgspec.Struct, frozen=True):
    """What is posted. Screen readers and notifications take `text` and skip the blocks."""

    text: str
    blocks: tuple[Block, ...]


def card_message(card: Card) -> Message:
    """Shows a card: what kind it is, its title, what to know, and then what can be done."""
    blocks = (
        *mark_blocks(card.badge, TONE_WORDS[card.tone]),
        *header(card.title),
        *mention_blocks(card.mentions),
        *fact_blocks(card.facts),
        *paragraph_blocks(card.paragraphs),
        *item_blocks(card.items),
        *_progress_blocks(card.progress),
        *button_blocks(card.buttons),
        *small_blocks(card.footnote),
    )
    return Message(_text(card), numbered(blocks))


def _progress_blocks(progress: Progress | None) -> tuple[Block, ...]:
    if progress is None:
        return ()
    left = max(0, progress.total - progress.done)
    squares = "■" * progress.done + "□" * left if progress.total <= SQUARES else ""
    return (context(plain(f"{squares} {progress.label}".strip())),)


def _text(card: Card) -> str:
    """Gives the card in lines, the title in the first one; whole lines until it is full."""
    tone = TONE_WORDS[card.tone]
    buttons = ", ".join(button.label for button in card.buttons)
    lines = (
        f"{f'{card.badge}. ' if card.badge else ''}{f'{tone}: ' if tone else ''}{card.title}",
        ", ".join(one.name for one in card.mentions),
        *(fact_line(fact) for fact in card.facts),
        *card.paragraphs,
        *(f"• {item}" for item in card.items),
        *((card.progress.label,) if card.progress else ()),
        *((f"Knoppen: {buttons}",) if buttons else ()),
        card.footnote,
    )
    text = ""
    for line in filter(None, (escaped(line.strip()) for line in lines)):
        if width(text) + width(line) + width(MORE) + 2 > TEXT:
            return f"{text}\n{MORE}"
        text = f"{text}\n{line}" if text else line
    return text
