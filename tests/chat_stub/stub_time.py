"""Time in a local chat platform, which stands still until it is told to pass."""

from __future__ import annotations

import asyncio

START = 1_795_424_400.0
"""Seconds since 1970: Monday 23 November 2026, 10:00 at school."""


class StubTime:
    """Gives the moment, in seconds since 1970."""

    def __init__(self, start: float = START) -> None:
        self._now = start

    def now(self) -> float:
        """Gives the moment."""
        return self._now

    def go_on(self, seconds: float) -> None:
        """Lets time pass."""
        self._now += seconds

    async def sleep(self, seconds: float) -> None:
        """Waits in this time, which takes no real time; several may wait at once."""
        until = self._now + seconds
        await asyncio.sleep(0)
        self._now = max(self._now, until)
