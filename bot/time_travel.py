"""Moves a practice clock forward: from due moment to due moment, in order, never in one jump."""

from __future__ import annotations

import datetime
from collections.abc import Awaitable, Callable
from typing import Literal

from bot.clock import MovableClock, PracticeClock
from bot.due_work import DueWork
from flows.school_calendar import SchoolCalendar
from storage.units_of_work import Store

CLOCK_NOTE = "practice clock"
"""Under which name the database of a practice school keeps where its clock stands."""


async def _nothing() -> None:
    """Does nothing at a moment."""


def _never() -> None:
    """Gives no moment at which the school itself does something."""


class TimeTravel:
    """Moves the clock and lets everything on the way happen."""

    def __init__(
        self,
        clock: MovableClock,
        due_work: DueWork,
        store: Store,
        keep_time: Callable[[], Awaitable[None]] = _nothing,
        next_moment: Callable[[], datetime.datetime | None] = _never,
    ) -> None:
        self._clock = clock
        self._due_work = due_work
        self._store = store
        self._keep_time = keep_time
        self._next_moment = next_moment

    async def to(self, target: datetime.datetime) -> int:
        """Goes to a moment (UTC) and gives how many follow-ups fired on the way."""
        fired = await self._due_work.run()
        before = self._clock.now()
        while (due := await self._next_due()) is not None and before < due <= target:
            await self._stand_at(due)
            fired += await self._due_work.run()
            before = due
        await self._stand_at(target)
        fired += await self._due_work.run()
        return fired

    async def _stand_at(self, moment: datetime.datetime) -> None:
        """Moves the clock and writes down where it stands, before anything happens there.

        A program that is killed on the way then never finds itself before what it recorded.
        """
        self._clock.move_to(moment)
        stands = self._clock.now().isoformat()
        await self._store.run(lambda unit: unit.notes.put(CLOCK_NOTE, stands), named="clock")
        await self._keep_time()

    async def _next_due(self) -> datetime.datetime | None:
        """Gives the next moment at which something happens, in a melding or in the school."""
        moments = (await self._due_work.next_due(), self._next_moment())
        return min((one for one in moments if one is not None), default=None)


def stepped(
    step: Literal["uur", "schooldag", "week"], now: datetime.datetime, calendar: SchoolCalendar
) -> datetime.datetime:
    """Gives the moment (UTC) one step after `now`: a day or week later at the same time of day."""
    if step == "uur":
        return now + datetime.timedelta(hours=1)
    local = calendar.local(now)
    if step == "week":
        return calendar.moment_of(local.date() + datetime.timedelta(days=7), local.time())
    tomorrow = local.date() + datetime.timedelta(days=1)
    return calendar.moment_of(calendar.first_school_day_from(tomorrow), local.time())


async def clock_of(store: Store, start: datetime.datetime) -> PracticeClock:
    """Gives the practice clock where it stood, or at `start` (UTC) the first time."""
    stood = await store.read(lambda unit: unit.notes.get(CLOCK_NOTE))
    return PracticeClock(datetime.datetime.fromisoformat(stood) if stood else start)
