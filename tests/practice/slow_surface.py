"""A surface on which calls for some people take as long as a test wants."""

import asyncio
from collections import Counter

from flows.cards import Card
from flows.ports import Placed, Surface, Who


class SlowSurface:
    """Passes calls on to a real chat, those for slow people only when they are let go."""

    def __init__(self, surface: Surface) -> None:
        self.platform = surface.platform
        self.under_way: Counter[str] = Counter()
        """How many calls are made at this moment, by person."""
        self.begun = asyncio.Event()
        """Is set when a call begins that has to wait."""
        self._surface = surface
        self._slow: dict[str, asyncio.Event] = {}

    def slow_down(self, person: str) -> None:
        """Lets calls for a person wait from now on."""
        self._slow[person] = asyncio.Event()

    def let_go(self, person: str) -> None:
        """Ends the waiting for a person."""
        self._slow.pop(person).set()

    async def post(self, who: Who, card: Card, thread_id: str, delivery_id: str) -> Placed:
        """Posts a card, in time."""
        await self._wait(who.id)
        return await self._surface.post(who, card, thread_id, delivery_id)

    async def replace(self, who: Who, placed: Placed, card: Card) -> None:
        """Replaces a card, in time."""
        await self._wait(who.id)
        await self._surface.replace(who, placed, card)

    async def _wait(self, person: str) -> None:
        slow = self._slow.get(person)
        if slow is None:
            return
        self.under_way[person] += 1
        self.begun.set()
        await slow.wait()
        self.under_way[person] -= 1
