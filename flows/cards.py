"""The one card model: a message that Slack, Teams and the playground can all show.

A card stands in a chat and is therefore empty of content: the id of the melding, a stage, an
action, a due date, the letter of a pupil, colleagues who act. Never a name, class or story.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Tone = Literal["neutral", "action", "urgent", "done", "withdrawn"]


class Button(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A button. Its value is an encoded `flows.presses.Press`: opaque ids only."""

    label: str
    value: str
    style: Literal["primary", "plain", "danger"] = "plain"


class Fact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A short label with a short value, such as "Uiterlijk: maandag 30 november"."""

    label: str
    value: str


class Progress(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How far the work on this card is, as whole parts."""

    done: int
    total: int
    label: str


class Mention(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A colleague who is called on by name, so that the platform calls them too where it can."""

    name: str
    staff_id: str
    account: str = ""
    """Their account on the platform where the card is put, filled in when it is sent there.

    Empty for who has none there: then only the name is shown.
    """


class Card(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A message. `title` is the first thing read aloud and the notification text."""

    key: str
    """Names this card within its melding, so that a later version replaces it."""
    title: str
    tone: Tone = "neutral"
    mentions: tuple[Mention, ...] = ()
    """Who must act, on a card that more people read than those; shown below the title."""
    facts: tuple[Fact, ...] = ()
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    progress: Progress | None = None
    buttons: tuple[Button, ...] = ()
    footnote: str = ""
    badge: str = ""
    """A mark such as OEFENING, shown before the title."""
