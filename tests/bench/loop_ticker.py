"""Sees for how long an event loop did nothing else."""

import asyncio

TICK = 0.002
"""Seconds between two ticks, when nothing holds up the loop."""


class LoopTicker:
    """Runs on the same loop as everything else, and notes how long it was kept from it."""

    def __init__(self) -> None:
        self.gaps: list[float] = []

    async def run(self, ticks: int) -> None:
        """Ticks so often."""
        loop = asyncio.get_running_loop()
        last = loop.time()
        for _ in range(ticks):
            await asyncio.sleep(TICK)
            self.gaps.append((now := loop.time()) - last)
            last = now
