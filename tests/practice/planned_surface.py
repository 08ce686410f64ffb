"""A surface of which a test decides how each call ends, on top of a chat that remembers."""

import enum
from collections import deque

from flows.cards import Card
from flows.ports import Gone, MaybeSent, NotSent, Placed, Surface, Unreachable, Who

RETRY_AFTER = 120.0
"""Seconds that a refused call asks to wait."""


class Ending(enum.Enum):
    """How a call can end."""

    ARRIVES = "arrives"
    NOT_SENT = "not sent"
    ARRIVES_UNSAID = "arrives, but no answer comes"
    LOST = "does not arrive, and no answer comes"
    UNREACHABLE = "will never arrive"
    GONE = "what it was about is gone"
    BROKEN = "a mistake in the program"


class Plan:
    """How the coming calls for each person end; when the plan is used up, everything arrives."""

    def __init__(self) -> None:
        self._coming: dict[str, deque[Ending]] = {}
        self.calls: list[tuple[str, str, str]] = []
        """What was called so far: "post" or "replace", for whom, with which card."""

    def then(self, person: str, *endings: Ending) -> None:
        """Adds to what comes for a person."""
        self._coming.setdefault(person, deque()).extend(endings)

    def next(self, person: str) -> Ending:
        """Takes what comes next for a person."""
        coming = self._coming.get(person)
        return coming.popleft() if coming else Ending.ARRIVES

    def posted(self, person: str) -> list[str]:
        """Gives the keys of the cards that were posted to a person, in order."""
        return [key for call, who, key in self.calls if (call, who) == ("post", person)]

    def replaced(self, person: str) -> list[str]:
        """Gives the keys of the cards that were replaced for a person, in order."""
        return [key for call, who, key in self.calls if (call, who) == ("replace", person)]


RAISED: dict[Ending, Exception] = {
    Ending.NOT_SENT: NotSent("rate_limited", RETRY_AFTER),
    Ending.ARRIVES_UNSAID: MaybeSent("timed_out"),
    Ending.LOST: MaybeSent("connection_reset"),
    Ending.UNREACHABLE: Unreachable("user_disabled"),
    Ending.GONE: Gone(),
    Ending.BROKEN: ZeroDivisionError(),
}


class PlannedSurface:
    """Passes calls on to a real chat as the plan says."""

    def __init__(self, surface: Surface, plan: Plan) -> None:
        self.platform = surface.platform
        self._surface = surface
        self._plan = plan

    async def post(self, who: Who, card: Card, thread_id: str, delivery_id: str) -> Placed:
        """Posts a card, or fails as planned."""
        self._plan.calls.append(("post", who.id, card.key))
        ending = self._plan.next(who.id)
        if ending is Ending.ARRIVES:
            return await self._surface.post(who, card, thread_id, delivery_id)
        if ending is Ending.ARRIVES_UNSAID:
            await self._surface.post(who, card, thread_id, delivery_id)
        raise RAISED[ending]

    async def replace(self, who: Who, placed: Placed, card: Card) -> None:
        """Replaces a card, or fails as planned."""
        self._plan.calls.append(("replace", who.id, card.key))
        ending = self._plan.next(who.id)
        if ending in {Ending.ARRIVES, Ending.ARRIVES_UNSAID}:
            await self._surface.replace(who, placed, card)
        if ending is not Ending.ARRIVES:
            raise RAISED[ending]
