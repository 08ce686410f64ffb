"""What is done once a day, whatever happened."""

from __future__ import annotations

import datetime

from bot.case_service import CaseService
from bot.clock import Clock
from bot.logs import log
from bot.school_change import note_new_day, tell_change
from storage.units_of_work import Store, UnitOfWork

REMEMBERED = datetime.timedelta(days=1)
"""How long a request is remembered, so that the same one a second time does nothing."""


async def work_of_the_day(store: Store, clock: Clock) -> None:
    """Records where each chain ends, and forgets requests that cannot come again."""
    now = clock.now()

    def work(unit: UnitOfWork) -> tuple[int, int]:
        return unit.chain.record_heads(now), unit.inbox.purge(now - REMEMBERED)

    record, forgotten = await store.run(work, named="work of the day")
    log.info("day_closed", version=record, count=forgotten)


async def hand_over(store: Store, cases: CaseService, clock: Clock) -> int:
    """Hands work to deputies and back, where an absence began or ended since the last time.

    Gives how many meldingen were told. Also tells what an import could not tell any more.
    """
    now = clock.now()
    await store.run(lambda unit: note_new_day(unit, cases, now), named="new day")
    return await tell_change(store, cases)
