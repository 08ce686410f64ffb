"""What is being done now, so that stopping can wait for it."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")


class UnderWay:
    """Keeps hold of tasks until they end; the event loop itself may let go of them."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    def begin(self, work: Coroutine[Any, Any, Result]) -> asyncio.Task[Result]:
        """Starts something that goes on when whoever asked for it has gone."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def beside(self, work: Coroutine[Any, Any, None]) -> None:
        """Starts something that nobody waits for."""
        self._tasks.add(self.begin(work))

    async def ended(self, within: float) -> None:
        """Waits until all of it has ended, for at most `within` seconds; then cancels the rest."""
        if not self._tasks:
            return
        _, going_on = await asyncio.wait(self._tasks, timeout=within)
        for task in going_on:
            task.cancel()
        await asyncio.gather(*going_on, return_exceptions=True)
