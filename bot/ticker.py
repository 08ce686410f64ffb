"""Lets due work happen: at once when something was committed, and every few seconds besides.

APScheduler ticks from memory and keeps nothing; what is due stands in the database.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.care import LOOKED_EVERY, Care
from bot.due_work import DueWork
from bot.logs import log

EVERY_SECONDS = 5


async def at_once() -> None:
    """Lets nobody go first."""


class Ticker:
    """Runs due work until it is stopped; whom `answered` waits for go first."""

    def __init__(
        self,
        due_work: DueWork,
        care: Care,
        woken: asyncio.Event,
        answered: Callable[[], Awaitable[None]] = at_once,
    ) -> None:
        self._due_work = due_work
        self._answered = answered
        self._care = care
        self._woken = woken
        self._loop: asyncio.Task[None] | None = None
        self._is_stopping = False
        self._scheduler = AsyncIOScheduler(
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )

    def start(self) -> None:
        """Begins to tick."""
        self._scheduler.add_job(self._woken.set, "interval", seconds=EVERY_SECONDS)
        minutes = LOOKED_EVERY.total_seconds() / 60
        self._scheduler.add_job(self._look_around, "interval", minutes=minutes)
        self._scheduler.start()
        self._woken.set()
        self._loop = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Stops ticking; work that was begun is finished."""
        self._scheduler.shutdown(wait=False)
        self._is_stopping = True
        self._woken.set()
        if self._loop is not None:
            await self._loop
        await self._due_work.stop()

    async def _look_around(self) -> None:
        try:
            await self._care.look_around()
        except Exception as failed:  # noqa: BLE001 - the next time tries again
            log.error("care_failed", error=type(failed).__name__)

    async def _run(self) -> None:
        while True:
            await self._woken.wait()
            if self._is_stopping:
                return
            await self._answered()
            self._woken.clear()
            try:
                await self._due_work.begin()
            except Exception as failed:  # noqa: BLE001 - the next tick tries again
                log.error("due_work_failed", error=type(failed).__name__)
