"""Work that is done once for everybody who waits: whoever comes meanwhile shares the next turn."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

One = TypeVar("One")


class NextTurn(Generic[One]):
    """Takes turns: one at a time, each for all that was handed in before it began.

    So a crowd costs two turns, and nobody is given what was done before they asked.
    """

    def __init__(self, carry_out: Callable[[list[One]], Awaitable[None]]) -> None:
        """Takes what carries out one turn."""
        self._carry_out = carry_out
        self._one_at_a_time = asyncio.Lock()
        self._handed_in: list[One] = []
        self._next: asyncio.Task[None] | None = None

    async def share(self, one: One) -> None:
        """Returns when a turn with this in it is over; raises what that turn raised."""
        self._handed_in.append(one)
        if self._next is None or self._next.done():
            self._next = asyncio.create_task(self._take())
            self._next.add_done_callback(_heard)
        await asyncio.shield(self._next)

    async def _take(self) -> None:
        async with self._one_at_a_time:
            taken, self._handed_in, self._next = self._handed_in, [], None
            await self._carry_out(taken)


def _heard(turn: asyncio.Task[None]) -> None:
    """Takes note of how a turn ended, in case everybody who waited for it has gone."""
    if not turn.cancelled():
        turn.exception()
