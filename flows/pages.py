"""The one page model: a dialog to read, such as the case or a Magister text, with actions below.

A page may hold content; it is made for one reader, at the moment it is opened, and never stored.
"""

from __future__ import annotations

import msgspec

from flows.cards import Button, Fact

ENTRIES_ON_A_PAGE = 8


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing on a page: a heading, when and by whom, facts and paragraphs."""

    heading: str
    meta: str = ""
    facts: tuple[Fact, ...] = ()
    paragraphs: tuple[str, ...] = ()
    buttons: tuple[Button, ...] = ()


class CopyBlock(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text to paste elsewhere; title and body each in a field that selects as a whole."""

    label: str
    title: str
    body: str


class Page(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A read-only dialog. `actions` open the next dialog in its place, never on top."""

    id: str
    title: str
    paragraphs: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    entries: tuple[Entry, ...] = ()
    copies: tuple[CopyBlock, ...] = ()
    items: tuple[str, ...] = ()
    actions: tuple[Button, ...] = ()
    page: int = 1
    pages: int = 1
    previous: Button | None = None
    next: Button | None = None
    badge: str = ""
