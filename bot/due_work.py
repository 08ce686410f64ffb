"""Fires what is due: follow-ups first, then what is to be sent, then sleeps until the next moment.

The database says what is due; APScheduler is only the ticker (reliability §3). So nothing is lost
while the program is away, and nothing fires twice: the core refuses a follow-up that is early, old
or double.
"""

from __future__ import annotations

import asyncio
import datetime

from bot.case_service import CaseService
from bot.clock import Clock
from bot.delivery import Delivering, something_is_due
from bot.logs import log
from flows.commands import FollowUpDue
from storage.follow_ups import FollowUp
from storage.units_of_work import Store, UnitOfWork

SLICE = 50


class DueWork:
    """Carries out what is due at the moment the clock says it is."""

    def __init__(
        self, store: Store, cases: CaseService, delivering: Delivering, clock: Clock
    ) -> None:
        self._store = store
        self._cases = cases
        self._delivering = delivering
        self._clock = clock
        self._busy = asyncio.Lock()
        self._failed: set[tuple[str, str]] = set()

    async def run(self) -> int:
        """Does everything that is due now, to the end; gives how many follow-ups fired."""
        fired = await self.begin()
        await self._delivering.finish()
        return fired

    async def begin(self) -> int:
        """Fires what is due and lets the cards go by themselves; gives how many fired.

        A platform that does not answer holds up cards, and never the follow-ups after them.
        """
        async with self._busy:
            fired, is_more_due = await self._fire_all()
        if is_more_due:
            self._delivering.wake()
        return fired

    async def stop(self) -> None:
        """Returns when what is under way has ended; nothing more is begun by itself."""
        await self._delivering.stop()

    async def next_due(self) -> datetime.datetime | None:
        """Gives the next moment at which there is something to do."""
        follow_up = await self._store.read(lambda unit: unit.follow_ups.next_due())
        delivery = await self._delivering.next_due()
        moments = [moment for moment in (follow_up, delivery) if moment is not None]
        return min(moments, default=None)

    async def _fire_all(self) -> tuple[int, bool]:
        """Fires what is due; gives how many, and whether there is something to send then."""
        now = self._clock.now()
        fired = 0

        def look(unit: UnitOfWork) -> tuple[tuple[FollowUp, ...], bool]:
            due = unit.follow_ups.due(now, SLICE + len(self._failed))
            return due, something_is_due(unit, now)

        while True:
            due, is_more_due = await self._store.read(look)
            fresh = [row for row in due if (row.case_id, row.key) not in self._failed]
            if not fresh:
                self._failed.clear()
                return fired, is_more_due
            for row in fresh:
                await self._fire(row)
                fired += 1
            await asyncio.sleep(0)

    async def _fire(self, row: FollowUp) -> None:
        """Fires one; a melding that cannot be handled does not hold up the others."""
        command = FollowUpDue(actor="", key=row.key, due=row.due_at)
        try:
            await self._cases.handle(row.case_id, command)
        except Exception as failed:  # noqa: BLE001 - one bad melding holds up no other
            self._failed.add((row.case_id, row.key))
            log.error("follow_up_failed", case_id=row.case_id, error=type(failed).__name__)
