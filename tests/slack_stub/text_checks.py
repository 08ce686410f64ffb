"""What may stand in a text that goes to Slack: escaped words, and no secret outside a dialog."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tests.chat_stub.leaks import leaks_in
from tests.privacy.canaries import Secret

BARE = re.compile(r"&(?!(?:amp|lt|gt);)|[<>]")
"""A character that Slack would read as markup."""

DATE = re.compile(r"<!date\^\d+\^[^<>|]+\|[^<>]+>")
"""A piece of markup that is ours: a date in the reader's own time."""

MENTION = re.compile(r"<@[UW][A-Z0-9]{2,}>")
"""The other one: a call on somebody by their id."""

UNSEEN = ("private_metadata", "callback_id", "external_id", "block_id", "action_id", "value", "url")
"""Attributes of a view that nobody reads, and that Slack keeps: ids only."""


def escaping_faults(text: str) -> Iterator[str]:
    """Says where a text in mrkdwn is not escaped."""
    if BARE.search(MENTION.sub("", DATE.sub("", text))):
        yield "tekst is niet ge-escaped"


def mrkdwn_in(payload: object) -> Iterator[str]:
    """Gives every text in mrkdwn within blocks."""
    if isinstance(payload, list):
        for one in payload:
            yield from mrkdwn_in(one)
    elif isinstance(payload, dict):
        if payload.get("type") == "mrkdwn":
            yield str(payload.get("text", ""))
        for one in payload.values():
            yield from mrkdwn_in(one)


def unseen_in(view: object) -> Iterator[str]:
    """Gives every text of a view that nobody reads, such as the value of a button."""
    if isinstance(view, list):
        for one in view:
            yield from unseen_in(one)
    elif isinstance(view, dict):
        for name, one in view.items():
            if name in UNSEEN and isinstance(one, str):
                yield one
            else:
                yield from unseen_in(one)


def leaks_in_dialog(view: dict[str, Any], secrets: tuple[Secret, ...]) -> Iterator[str]:
    """Says which secrets stand in the parts of a dialog that nobody reads."""
    yield from leaks_in(list(unseen_in(view)), secrets)
