"""What the playground needs from whoever starts it: a school, its people, a clock and a bot."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, Protocol

import msgspec

from adapters.playground.changes import Changes
from adapters.playground.chat_store import ChatStore
from flows.ports import Conversation

Step = Literal["uur", "schooldag", "week"]
"""How far a visitor can move the clock at once."""

RECOMMENDED = "aanbevolen"
"""The group of people that the side bar shows first; all others are found by searching."""


class Person(msgspec.Struct, frozen=True):
    """Somebody a visitor can be. `role` is a label to read, `group` a heading of the side bar."""

    id: str
    name: str
    role: str
    group: str


class PlaygroundHost(Protocol):
    """The fictional school behind the page."""

    @property
    def school_name(self) -> str:
        """The name at the top of the page."""

    @property
    def conversation(self) -> Conversation:
        """Who answers commands, buttons and forms."""

    @property
    def chat(self) -> ChatStore:
        """The chat that the host's `PlaygroundSurface` posts to."""

    @property
    def changes(self) -> Changes:
        """Where that surface tells whose chat has changed."""

    def people(self) -> tuple[Person, ...]:
        """Gives all staff, in the order of the side bar."""

    def now(self) -> datetime:
        """Gives the moment on the clock of the playground, with its time zone."""

    async def advance(self, step: Step) -> str:
        """Moves the clock; gives a Dutch sentence that says where it is and what became due."""

    async def diagram(self, person: str, case_id: str | None) -> str | None:
        """Draws the protocol as SVG, with the place of a melding in it when one is given.

        None for a melding that this person may not read.
        The `<title>` and `<desc>` of the drawing are read to those who cannot see it.
        """

    async def drained(self) -> None:
        """Returns when every card that is to go out now has been delivered."""
