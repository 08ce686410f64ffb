"""A long list on pages of at most eight entries, with buttons to turn them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import msgspec

from flows.cards import Button
from flows.limits import PAGE_TEXT
from flows.pages import ENTRIES_ON_A_PAGE
from flows.presses import Press
from flows.wording import Wording

T = TypeVar("T")


def on_pages(things: tuple[T, ...], length: Callable[[T], int]) -> tuple[tuple[T, ...], ...]:
    """Divides things over pages of at most eight, and fewer when they are long.

    `length` is that of one thing in characters. There is always a page, be it an empty one.
    """
    pages: list[tuple[T, ...]] = [()]
    total = 0
    for thing in things:
        own = length(thing)
        is_full = len(pages[-1]) == ENTRIES_ON_A_PAGE or total + own > PAGE_TEXT
        if pages[-1] and is_full:
            pages.append(())
            total = 0
        pages[-1] = (*pages[-1], thing)
        total += own
    return tuple(pages)


class Turning(msgspec.Struct, frozen=True):
    """Which page of a list is shown, and the verb that shows another one."""

    verb: str
    number: int
    pages: int

    def shown(self, things: tuple[T, ...]) -> tuple[T, ...]:
        """Gives the things on this page."""
        first = (self.number - 1) * ENTRIES_ON_A_PAGE
        return things[first : first + ENTRIES_ON_A_PAGE]

    def back(self, wording: Wording) -> Button | None:
        """Gives the button to the page before, if there is one."""
        return self._to(wording("pagina-knop-terug"), self.number - 1)

    def on(self, wording: Wording) -> Button | None:
        """Gives the button to the page after, if there is one."""
        return self._to(wording("pagina-knop-verder"), self.number + 1)

    def _to(self, label: str, number: int) -> Button | None:
        if not 1 <= number <= self.pages:
            return None
        return Button(label, Press(self.verb, "", str(number)).encoded())


def turned_to(verb: str, subject: str, length: int) -> Turning:
    """Gives the page that a subject names, "" for the first; past the end it is the last one.

    A list may have become shorter since its button was made.
    """
    pages = max(1, -(-length // ENTRIES_ON_A_PAGE))
    asked = int(subject) if subject.isdecimal() else 1
    return Turning(verb, min(max(1, asked), pages), pages)
