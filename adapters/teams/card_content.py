"""A card as a message of Teams: what kind it is, its title, what to know, and what can be done."""

from __future__ import annotations

from adapters.sentences import TONE_WORDS
from adapters.teams.adaptive_cards import (
    SIGNS,
    Json,
    action_rows,
    adaptive_card,
    fact_blocks,
    heading,
    item_blocks,
    mark_blocks,
    paragraph_blocks,
    plain,
    press_action,
    refresh_of,
    small,
)
from flows.cards import Card, Mention, Progress, Tone

COLORS: dict[Tone, str] = {
    "neutral": "Default",
    "action": "Accent",
    "urgent": "Attention",
    "done": "Good",
    "withdrawn": "Default",
}
"""The colour of the word that says what kind of card it is."""

SOMEBODY = "collega"
"""Who is called on by a name that has no letters in it."""

SQUARES = 10
"""More parts than this are told in words alone."""


def card_content(card: Card, nonce: str, member: str = "") -> Json:
    """Shows a card; `nonce` tells this showing of it from every other one.

    `member` is in whose own chat it stands and is refreshed; without one it stays as it is. So does
    one that was withdrawn: what it asked may come up again later, on a card of its own.
    """
    body = (
        *mark_blocks(card.badge, TONE_WORDS[card.tone], color=COLORS[card.tone]),
        heading(card.title, spacing="Small", isSubtle=card.tone == "withdrawn"),
        *_mentions(card.mentions),
        *fact_blocks(card.facts),
        *paragraph_blocks(card.paragraphs),
        *item_blocks(card.items),
        *_progress(card.progress),
        *action_rows(press_action(one, nonce) for one in card.buttons),
        *small(card.footnote, "Medium"),
    )
    is_refreshed = member and card.tone != "withdrawn"
    content = adaptive_card(body) | (refresh_of(member) if is_refreshed else {})
    called = [one for one in card.mentions if one.account]
    return content | ({"msteams": {"entities": [*map(_entity, called)]}} if called else {})


def summary_of(card: Card) -> str:
    """Gives the one line that a notification and a list of chats show: as empty as the card."""
    tone = TONE_WORDS[card.tone]
    return f"{f'{card.badge}. ' if card.badge else ''}{f'{tone}: ' if tone else ''}{card.title}"


def _mentions(mentions: tuple[Mention, ...]) -> tuple[Json, ...]:
    """Calls on people, those without an account by name only."""
    called = ", ".join(_at(one) for one in mentions if one.account)
    named = ", ".join(one.name for one in mentions if not one.account)
    calls = {"type": "TextBlock", "text": called, "wrap": True}
    return (*((calls,) if called else ()), *plain(named, "Small"))


def _at(mention: Mention) -> str:
    """Gives the words that Teams puts a mention in the place of; no sign of Markdown among them."""
    name = " ".join(SIGNS.sub("", mention.name).split())
    return f"<at>{name or SOMEBODY}</at>"


def _entity(mention: Mention) -> Json:
    mentioned = {"id": mention.account, "name": mention.name}
    return {"type": "mention", "text": _at(mention), "mentioned": mentioned}


def _progress(progress: Progress | None) -> tuple[Json, ...]:
    if progress is None:
        return ()
    left = max(0, progress.total - progress.done)
    squares = "■" * progress.done + "□" * left if progress.total <= SQUARES else ""
    return small(f"{squares} {progress.label}")
