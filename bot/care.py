"""What is looked after besides the meldingen: what was left lying, the day, the school's cards."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from bot.case_service import CaseService
from bot.clock import Clock
from bot.daily_work import hand_over, work_of_the_day
from bot.directory import Directory
from bot.school_cards import SchoolCards
from bot.watchdog import CARD_KEY, Watchdog
from flows.school import ANTIPEST
from flows.school_moments import next_moment
from storage.outbox import Delivery
from storage.units_of_work import Store, UnitOfWork

LOOKED_EVERY = datetime.timedelta(minutes=15)
DAY_NOTE = "day begun"
"""Under which name the database keeps for which day this was done."""


class Care:
    """Looks around every quarter of an hour, and begins each day once."""

    def __init__(  # noqa: PLR0913, PLR0917 - wired once, in bot/wiring.py
        self,
        store: Store,
        cases: CaseService,
        watchdog: Watchdog,
        directory: Directory,
        cards: SchoolCards,
        clock: Clock,
        wake: Callable[[], None],
    ) -> None:
        self._store = store
        self._cases = cases
        self._watchdog = watchdog
        self._directory = directory
        self._cards = cards
        self._clock = clock
        self._wake = wake
        self._told: frozenset[str] = frozenset()

    async def look_around(self) -> None:
        """Looks for what was left lying, and tells the antipestcoördinator what is urgent."""
        await self.keep_time()
        findings = await self._watchdog.look()
        urgent = frozenset(f"{one.code} {one.case_id}" for one in findings if one.is_urgent)
        if urgent - self._told:
            await self._store.run(self._tell, named="watchdog card")
            self._wake()
        self._told = urgent

    async def keep_time(self) -> None:
        """Begins a new day, and puts out the cards of the school whose moment has come."""
        await self.begin_day()
        if await self._store.read(self._cards.missing):
            await self._store.run(self._cards.plan, named="school cards")
            self._wake()

    def next_moment(self) -> datetime.datetime:
        """Gives the next moment at which a card of the school goes out."""
        return next_moment(self._directory.calendar, self._clock.now())

    async def begin_day(self) -> None:
        """Does once a day what a new day asks: hands work over where an absence began or ended."""
        today = self._directory.calendar.local(self._clock.now()).date().isoformat()
        if await self._store.read(lambda unit: unit.notes.get(DAY_NOTE)) == today:
            return
        await hand_over(self._store, self._cases, self._clock)
        await work_of_the_day(self._store, self._clock)
        await self._store.run(lambda unit: unit.notes.put(DAY_NOTE, today), named="day")

    def _tell(self, unit: UnitOfWork) -> None:
        """Puts the card in the outbox for the morning, once a day, or at once in school hours."""
        now = self._clock.now()
        today = self._directory.calendar.local(now).date().isoformat()
        key = f"{CARD_KEY}/{today}"
        people = self._directory.people(unit).staff
        unit.outbox.add(
            [
                Delivery(
                    id=f"school:{key}:{member.id}:{now.timestamp():.0f}",
                    case_id="",
                    staff_id=member.id,
                    card_key=key,
                    kind="send",
                    created_at=now,
                    not_before=self._directory.calendar.next_opening(now),
                )
                for member in people
                if ANTIPEST in member.roles and not unit.outbox.is_pending("", member.id, key)
            ]
        )
