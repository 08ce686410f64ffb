"""The fictional school in a folder, its clock in the hands of the caller, on no chat platform yet.

Everything that must last is in the folder, so closing it and opening another on the same folder
goes on where it stopped.
"""

from __future__ import annotations

import datetime
import pathlib
from collections.abc import Awaitable, Callable

import msgspec

from bot.accounts import Accounts
from bot.clock import PracticeClock, random_bytes
from bot.directory import People, calendar_of
from bot.enrolment import enrolled
from bot.protocol_library import DEFINITIONS, read_files
from bot.school_change import replace_people, tell_change
from bot.school_files import SchoolFiles
from bot.school_settings import SchoolSettings
from bot.staff_change import StaffChange, changed
from bot.time_travel import TimeTravel, clock_of
from bot.wiring import Wired, store_school
from flows.event_log import read
from flows.events import Event
from storage.encryption import SchoolKey
from storage.migrations import migrate
from storage.units_of_work import Store, UnitOfWork

BADGE = "OEFENING"

AccountsOf = Callable[[Store, PracticeClock], Awaitable[Accounts]]
"""Makes the accounts by which the staff is known on a platform."""


class PracticeSchool(msgspec.Struct, frozen=True):
    """An open practice school."""

    store: Store
    clock: PracticeClock
    wired: Wired
    travel: TimeTravel
    staff_ids: dict[str, str]
    """The id of each member of staff, by e-mail address."""

    def close(self) -> None:
        """Closes all files; what happened stays in them."""
        self.store.close()

    async def enrol(self, pupil: str, klas: str, coaches: tuple[str, ...]) -> None:
        """Takes in a new list of pupils, as an import does; see `bot.enrolment`."""
        await self._take_in(lambda people: enrolled(people, pupil, klas, coaches))

    async def staff_changes(self, member_id: str, change: StaffChange) -> None:
        """Takes in a new staff file, as an import does, in which one row is another."""
        await self._take_in(lambda people: changed(people, member_id, change))

    async def _take_in(self, rewritten: Callable[[People], People]) -> None:
        wired = self.wired

        def work(unit: UnitOfWork) -> None:
            after = rewritten(wired.directory.people(unit))
            replace_people(unit, wired.cases, wired.directory, after, self.clock.now())

        await self.store.run(work, named="import")
        await tell_change(self.store, wired.cases)
        await wired.due_work.run()

    async def history(self) -> tuple[Event, ...]:
        """Gives all that happened, melding after melding."""
        return await self.store.read(_history)


def _history(unit: UnitOfWork) -> tuple[Event, ...]:
    return tuple(
        read(stored.payload) for row in unit.index.all() for stored in unit.cases.load(row.case_id)
    )


def fill(folder: pathlib.Path, key: SchoolKey, files: Callable[[], SchoolFiles]) -> None:
    """Makes the database of a practice school; the files are only read when it is a new one."""
    url = url_of(folder)
    migrate(url)
    with Store.open(url, key, random_bytes) as store:
        if store.read_now(lambda unit: unit.staff.version) == 0:
            school = files()
            store.run_now(lambda unit: store_school(unit, school), named="school")


def url_of(folder: pathlib.Path) -> str:
    """Gives the address of the database in a folder."""
    return f"sqlite:///{folder / 'pestmelding.db'}"


async def open_practice_school(
    folder: pathlib.Path,
    key: SchoolKey,
    settings: SchoolSettings,
    start: datetime.datetime,
    accounts_of: AccountsOf,
) -> PracticeSchool:
    """Opens a filled folder; the clock begins at `start` the first time.

    That is a moment, or when it has no time zone a time at school.
    """
    store = Store.open(url_of(folder), key, random_bytes)
    clock = await clock_of(store, start if start.tzinfo else _at_school(settings, start))
    wired = Wired(
        store,
        key,
        settings,
        read_files(DEFINITIONS / settings.protocol),
        clock,
        await accounts_of(store, clock),
        badge=BADGE,
    )
    await wired.start()
    people = await store.read(wired.directory.people)
    return PracticeSchool(
        store,
        clock,
        wired,
        TimeTravel(clock, wired.due_work, store, wired.care.keep_time, wired.care.next_moment),
        {member.email: member.id for member in people.staff},
    )


def _at_school(settings: SchoolSettings, start: datetime.datetime) -> datetime.datetime:
    return calendar_of(settings).moment_of(start.date(), start.time())
