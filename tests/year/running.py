"""The year as it goes: the real program in a folder, and time that moves from moment to moment."""

from __future__ import annotations

import datetime
import heapq
import logging
import pathlib
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from random import Random
from unittest.mock import patch

import msgspec

from bot import intake
from bot.accounts import SamePlatform
from bot.clock import CASE_ID_LENGTH, CASE_ID_LETTERS, PracticeClock, random_bytes
from bot.command_import import take_in
from bot.installation import Installation
from bot.logs import WithoutContent
from bot.open_case import OpenCase
from bot.practice_school import BADGE, fill, url_of
from bot.school_change import tell_change
from bot.school_files import SchoolFiles
from bot.watchdog import LATE, STUCK, Finding
from bot.wiring import Wired
from flows import verbs
from flows.cards import Card
from flows.school import slot_from
from flows.school_calendar import SchoolCalendar
from storage.units_of_work import Store, UnitOfWork
from tests.practice.twelve import KEY, directory, protocol_files
from tests.year.chats import Chats
from tests.year.colleagues import Colleagues
from tests.year.plan import Plan, Renewal, Report, plan_of
from tests.year.remembering import Remembered, without_waiting
from tests.year.rhythm import Rhythm
from tests.year.school import renewed, school_of_the_year

ONE_DAY = datetime.timedelta(days=1)
WATCHED_AT = datetime.time(7, 50)
READ_AT = datetime.time(22, 55)
ANTIPEST = ("antipest", "antipest-2")
"""The antipestcoördinator and the deputy, who has the same lists during an absence."""
DAYS_OF_THE_LIST = datetime.timedelta(days=19)
"""How long before the summer the lists are read, which is less than 15 school days."""
CURIOUS_A_DAY = 1

Act = Callable[[], Awaitable[None]]


class Span(msgspec.Struct, frozen=True):
    """The days that are played, and those on which somebody may report."""

    first: datetime.date
    last_report: datetime.date
    last: datetime.date

    @property
    def reads_from(self) -> datetime.date:
        """The first day on which the list before the summer is read."""
        return self.last_report - DAYS_OF_THE_LIST

    @property
    def days(self) -> tuple[datetime.date, ...]:
        """Every day on which somebody may report."""
        number = (self.last_report - self.first).days + 1
        return tuple(self.first + place * ONE_DAY for place in range(number))


class Day(msgspec.Struct, frozen=True):
    """What there was to see early on a day."""

    day: datetime.date
    open: frozenset[str]
    """The meldingen that are open."""
    late: tuple[str, ...]
    """Follow-ups that were due long before and did not fire."""
    stuck: tuple[str, ...]
    """Cards that should have been sent long before."""


class Year:
    """A school year, from the first day to the last."""

    def __init__(self, folder: pathlib.Path, seed: int, reports: int, span: Span) -> None:
        self._chance = Random(seed)
        self.files = school_of_the_year()
        self.calendar: SchoolCalendar = directory().calendar
        self.span = span
        self.plan: Plan = plan_of(self.files, self.calendar, span.days, reports, self._chance)
        fill(folder, KEY, lambda: self.files)
        with without_waiting():
            self.store = Store.open(url_of(folder), KEY, random_bytes)
        first = self.calendar.moment_of(span.first, datetime.time())
        self.clock = PracticeClock(first)
        self.chats = Chats(self.clock.now, self.plan.unreachable)
        staff = frozenset(one.id for one in self.files.staff)
        self.wired = Wired(
            self.store,
            KEY,
            self.files.settings,
            protocol_files(),
            self.clock,
            SamePlatform(self.chats, staff.__contains__),
            badge=BADGE,
        )
        self.colleagues = Colleagues(
            self.wired.bot, self.chats, self._settle, self._today, self._chance
        )
        self._rhythm = Rhythm(self.calendar, self.plan.silent, self._chance)
        self._agenda: list[tuple[datetime.datetime, int, Act]] = []
        self._numbers = count()
        self._looks: dict[str, datetime.datetime] = {}
        self._present: SchoolFiles = self.files
        self._of_the_school = first
        """When the next card of the school itself goes out."""
        self.days: list[Day] = []
        self.made: list[str] = []
        """The meldingen that came of the reports, in order."""
        self.nobody: list[str] = []
        """Open meldingen in which something waits for nobody."""
        self.findings: list[Finding] = []
        """What the watchdog found."""
        self.listed: frozenset[str] = frozenset()
        """The meldingen that stood on the list before the summer."""
        self.log = bytearray()
        self.remembered = Remembered()

    def close(self) -> None:
        """Closes the database."""
        self.store.close()

    async def play(self) -> None:
        """Lets the year go by."""
        self.chats.arrived = self._card_arrived
        for report in self.plan.reports:
            self._at(report.at, partial(self._is_reported, report))
        for renewal in self.plan.renewals:
            self._at(renewal.at, partial(self._is_renewed, renewal))
        day = self.span.first
        while day <= self.span.last:
            self._at(self.calendar.moment_of(day, WATCHED_AT), self._is_watched)
            if self.span.reads_from <= day <= self.span.last_report:
                self._at(self.calendar.moment_of(day, READ_AT), self._lists_are_read)
            day += ONE_DAY
        end = self.calendar.moment_of(self.span.last, datetime.time(23))
        with (
            _logged(self.log),
            patch.object(intake, "new_case_id", self._new_case_id),
            self.remembered.in_use(),
            without_waiting(),
        ):
            await self.wired.start()
            await self._until(end)

    async def _until(self, end: datetime.datetime) -> None:
        """Goes from moment to moment: what the program waits for, and what people do."""
        while True:
            due = await self.wired.due_work.next_due()
            planned = self._agenda[0][0] if self._agenda else end
            moment = min(planned, due or end, self._of_the_school)
            if moment > end:
                break
            await self._stands_at(moment, is_due=due is not None and due <= moment)
            while self._agenda and self._agenda[0][0] <= self.clock.now():
                await heapq.heappop(self._agenda)[2]()
            if moment == end:
                break
        await self._stands_at(end, is_due=True)

    async def _stands_at(self, moment: datetime.datetime, *, is_due: bool) -> None:
        """Moves the clock and lets happen what is due then, as `bot.time_travel` does.

        Where the clock stands is not written down, for a year is never taken up again half-way.
        """
        today = self._today()
        self.clock.move_to(moment)
        if self._today() != today or moment >= self._of_the_school:
            await self.wired.care.keep_time()
            self._of_the_school = self.wired.care.next_moment()
        if is_due or self.wired.woken.is_set():
            self.wired.woken.clear()
            await self.wired.due_work.run()

    async def _settle(self) -> None:
        """Does what is due when something was committed, as `bot.ticker` does."""
        if self.wired.woken.is_set():
            self.wired.woken.clear()
            await self.wired.due_work.run()

    def _at(self, moment: datetime.datetime, act: Act) -> None:
        heapq.heappush(self._agenda, (moment, next(self._numbers), act))

    def _today(self) -> datetime.date:
        return self.calendar.local(self.clock.now()).date()

    def _new_case_id(self) -> str:
        return "".join(self._chance.choices(CASE_ID_LETTERS, k=CASE_ID_LENGTH))

    def _card_arrived(self, person: str, card: Card) -> None:
        """Plans when somebody looks at a card; one look is for all that came."""
        member = next((one for one in self._present.staff if one.id == person), None)
        if member is None:
            return
        now = self.clock.now()
        moment = self._rhythm.next_look(member, now, urgent=card.tone == "urgent")
        planned = self._looks.get(person)
        if planned is None or planned <= now or moment < planned:
            self._plan_look(person, moment)

    def _plan_look(self, person: str, moment: datetime.datetime) -> None:
        self._looks[person] = moment
        self._at(moment, lambda: self._looks_at(person, moment))

    async def _looks_at(self, person: str, moment: datetime.datetime) -> None:
        """Somebody looks, unless that was moved; what is left is for the next day at work."""
        if self._looks.get(person) != moment:
            return
        member = next(one for one in self._present.staff if one.id == person)
        await self.colleagues.looks(person)
        if self.colleagues.has_work(person) and self._looks.get(person) == moment:
            self._plan_look(person, self._rhythm.next_day(member, self.clock.now()))

    async def _is_reported(self, report: Report) -> None:
        pupils = {pupil.id: pupil for pupil in self._present.pupils}
        named = (*report.answers["gepesten"], *report.answers["pesters"])
        names = tuple(pupils[one].roepnaam for one in named if one in pupils)
        case_id = await self.colleagues.reports(report.by, report.answers, names)
        if case_id:
            self.made.append(case_id)

    async def _is_renewed(self, renewal: Renewal) -> None:
        """Reads new files, as `pestmelding import --apply` does."""
        self._present = renewed(self.files, renewal.absences, renewal.moved)
        wired = self.wired
        installation = Installation(self.store, wired.directory, wired.library, wired.cases)
        await self.store.run(
            lambda unit: take_in(unit, installation, self._present, self.clock),
            named="import",
        )
        self.remembered.forget()
        await tell_change(self.store, wired.cases)
        await wired.due_work.run()

    async def _lists_are_read(self) -> None:
        """Reads what the antipestcoördinator or the deputy has on the list before the summer."""
        for person in ANTIPEST:
            self.listed |= await self.colleagues.reads_list(person, verbs.SUMMER)

    async def _is_watched(self) -> None:
        """Writes down what there is to see early on a day; on Mondays all is looked after."""
        now, day = self.clock.now(), self._today()
        if day.isoweekday() == 1:
            await self.wired.care.look_around()
            opened = await self.wired.cases.all_open()
            self.nobody += [one.case.id for one in opened if not _has_somebody(one, now)]
            self.findings += self.wired.watchdog.findings
        self.days.append(await self.store.read(lambda unit: _seen(unit, day, now)))
        if self.calendar.is_school_day(day):
            await self._is_an_ordinary_day(day)

    async def _is_an_ordinary_day(self, day: datetime.date) -> None:
        """Lets a few people look back at an old card, and somebody ask for the own tasks."""
        people = [one.id for one in self._present.staff if one.works_on(day)]
        for person in self._chance.sample(people, CURIOUS_A_DAY):
            await self.colleagues.is_curious(person)
        if day.isoweekday() == 1:
            await self.colleagues.asks_for_tasks("antipest")


def _seen(unit: UnitOfWork, day: datetime.date, now: datetime.datetime) -> Day:
    return Day(
        day,
        frozenset(row.case_id for row in unit.index.open()),
        tuple(f"{one.case_id} {one.key}" for one in unit.follow_ups.overdue(now - LATE)),
        tuple(one.id for one in unit.outbox.stuck(now, STUCK)),
    )


def _has_somebody(opened: OpenCase, now: datetime.datetime) -> bool:
    """Says whether something waits in an open melding, each thing for somebody who is there."""
    waiting = opened.case.follow_ups
    return bool(waiting) and all(
        any(opened.people_for(slot_from(slot), now) for slot in one.slots) for one in waiting
    )


@contextmanager
def _logged(into: bytearray) -> Iterator[None]:
    """Writes down every log line as the program sets its log up."""

    class Writing(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            into.extend(self.format(record).encode() + b"\n")

    logger = logging.getLogger()
    ours = logging.getLogger("pestmelding")
    handler, level = Writing(), ours.level
    handler.setFormatter(WithoutContent())
    logger.addHandler(handler)
    ours.setLevel(logging.INFO)
    try:
        yield
    finally:
        ours.setLevel(level)
        logger.removeHandler(handler)
