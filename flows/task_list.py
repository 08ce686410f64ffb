"""The one task-list model: Slack's Home, the card "taken" in Teams, a side panel in the playground.

Content-free, as a card: it stands on a screen in class.
"""

from __future__ import annotations

import msgspec

from flows.cards import Button


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that waits for this person."""

    title: str
    due: str = ""
    """When, in words; empty when there is no limit."""
    late: bool = False
    button: Button | None = None


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A heading with its items, soonest first; `empty` is said when there are none."""

    heading: str
    items: tuple[Item, ...]
    empty: str = ""


class TaskList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that waits for one person, and the meldingen that person may open."""

    title: str
    sections: tuple[Section, ...]
    actions: tuple[Button, ...] = ()
    badge: str = ""
