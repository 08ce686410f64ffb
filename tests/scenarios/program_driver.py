"""What happens in a conversation besides what people do in their chat; the same on any platform."""

from __future__ import annotations

import datetime

from bot.conversation_driver import ending_of
from bot.conversation_file import Ending, TimeStep
from bot.staff_change import StaffChange
from bot.time_travel import stepped
from flows.events import Event
from tests.scenarios.school_program import SchoolProgram

RESTART = 10.0
"""Seconds of stub time in which the program is stopped and started again."""

PATIENCE = 30.0
"""Seconds for an answer: here it counts what comes; how fast is measured by `make bench`."""


class ProgramDriver:
    """Lets time pass and files come in, and starts the program again after each step."""

    def __init__(self, school: SchoolProgram) -> None:
        self.school = school
        self._ids = {member.email: member.id for member in school.place.files.staff}

    async def open(self) -> None:
        """Starts the program."""
        await self.school.open()
        await self.school.settled()

    async def close(self) -> None:
        """Stops it."""
        await self.school.close()

    async def again(self) -> None:
        """Stops the program and starts it again, as soon as what is due was done."""
        await self.school.settled()
        await self.close()
        self.school.time.go_on(RESTART)
        await self.open()

    async def advance(self, step: TimeStep) -> None:
        """Lets time pass."""
        practice = self.school.practice
        calendar = practice.wired.directory.calendar
        await practice.travel.to(stepped(step, practice.clock.now(), calendar))
        await self.again()

    async def go_to(self, moment: datetime.datetime) -> None:
        """Lets time pass until a moment in school time."""
        practice = self.school.practice
        calendar = practice.wired.directory.calendar
        await practice.travel.to(calendar.moment_of(moment.date(), moment.time()))
        await self.again()

    async def enrol(self, pupil: str, klas: str, coaches: tuple[str, ...]) -> None:
        """Takes in a new list of pupils at the command line."""
        await self.school.practice.enrol(pupil, klas, tuple(self._ids[one] for one in coaches))
        await self.again()

    async def staff_changes(self, person: str, change: StaffChange) -> None:
        """Takes in a new staff file at the command line."""
        await self.school.practice.staff_changes(self._ids[person], change)
        await self.again()

    async def ending(self) -> Ending:
        """Gives how the melding stands."""
        return ending_of(await self.history())

    async def history(self) -> tuple[Event, ...]:
        """Gives all that was stored."""
        return await self.school.practice.history()
