"""Cards as the messages that Teams takes: a card alone, with a neutral line for lists and toasts.

Text and a card in one message are split by Teams, which then tells the id of neither. So a line
that ties a card to an earlier one is a message of its own.
"""

from __future__ import annotations

import hashlib

import msgspec

from adapters.teams.activities import Json, nonce_of
from adapters.teams.adaptive_cards import attachment
from adapters.teams.card_content import card_content, summary_of
from flows.cards import Card

LOUD = frozenset({"action", "urgent"})
"""Tones of what somebody has to do, for which Teams may show a notification."""

FOLLOWS = "Vervolg op deze melding:"
"""Stands before a card that belongs to the quoted one."""


def card_activity(card: Card, nonce: str, *, is_new: bool, member: str = "") -> Json:
    """Gives the message that holds a card; one that is new may make itself heard.

    In the chat of one `member`, a card of which a new version was lost is true again once opened.
    """
    activity: Json = {
        "type": "message",
        "summary": summary_of(card),
        "attachments": [attachment(card_content(card, nonce, member))],
    }
    if is_new and card.tone in LOUD:
        activity["channelData"] = {"notification": {"alert": True}}
    return activity


def tying_activity(root: str) -> Json:
    """Gives the line that quotes an earlier message of ours in the same chat, by its id."""
    return {
        "type": "message",
        "text": f'<quoted messageId="{root}"/> {FOLLOWS}',
        "entities": [{"type": "quotedReply", "quotedReply": {"messageId": root}}],
    }


def version_nonce(message_id: str, card: Card) -> str:
    """Gives the nonce of a card as it stands now: another version is another showing."""
    version = hashlib.sha256(msgspec.json.encode(card)).hexdigest()
    return nonce_of(f"{message_id} {version}")
