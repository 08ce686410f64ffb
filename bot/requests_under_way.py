"""How many requests are being answered, so that what nobody waits for can let them go first."""

from __future__ import annotations

import asyncio

from flows.cards import Card
from flows.forms import Option
from flows.ports import Conversation, Reply, Request, Searched, Who

LETS_FIRST = 2.0
"""Seconds at most that cards wait while people are being answered."""


class RequestsUnderWay:
    """A conversation that counts what it is answering (`flows.ports.Conversation`)."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation
        self._count = 0
        self._quiet = asyncio.Event()
        self._quiet.set()

    async def handle(self, request: Request) -> Reply:
        """Answers a command, a press or a submitted form."""
        self._count += 1
        self._quiet.clear()
        try:
            return await self._conversation.handle(request)
        finally:
            self._count -= 1
            if not self._count:
                self._quiet.set()

    async def search(self, request: Searched) -> tuple[Option, ...]:
        """Gives the people that fit; that is over before anything else notices."""
        return await self._conversation.search(request)

    async def card(self, who: Who, message_id: str) -> Card | None:
        """Gives the card as it is now."""
        return await self._conversation.card(who, message_id)

    async def answered(self, within: float = LETS_FIRST) -> None:
        """Waits until nobody is being answered, `within` seconds at most."""
        try:
            async with asyncio.timeout(within):
                await self._quiet.wait()
        except TimeoutError:
            return
