"""The fictional school behind the playground: its people, its clock and its bot."""

from __future__ import annotations

import asyncio
import datetime
from typing import Literal

from adapters.playground.changes import EVERYBODY, Changes
from adapters.playground.chat_store import ChatStore
from adapters.playground.hosting import RECOMMENDED, Person, Step
from bot.clock import PracticeClock
from bot.directory import People
from bot.due_work import DueWork
from bot.logs import log
from bot.time_travel import TimeTravel, stepped
from bot.wiring import Wired
from flows.diagram import draw
from flows.permissions import may_see, stance_of
from flows.ports import Conversation
from flows.roster import StaffMember
from flows.school_calendar import SchoolCalendar
from flows.views.dates import dated_moment_in_words
from storage.errors import StorageError

SHOWN_FIRST = (
    "i.brouwer@vlierhof.example",
    "k.haddad@vlierhof.example",
    "f.degraaf@vlierhof.example",
    "r.postma@vlierhof.example",
    "t.kuiper@vlierhof.example",
    "m.vandongen@vlierhof.example",
    "b.oosterling@vlierhof.example",
    "l.vanderwal@vlierhof.example",
    "a.morsi@vlierhof.example",
    "h.terpstra@vlierhof.example",
)
"""The cast of the walk-throughs in README, in the order they come on."""

LEAD_ROLES = (
    "antipestcoordinator",
    "laatste_vangnet",
    "schoolleiding",
    "leidinggevende",
    "teamcoordinator",
)

Group = Literal["aanbevolen", "begeleiders", "collega's"]


class VlierhofHost:
    """What the playground page asks of the school (`PlaygroundHost`)."""

    def __init__(
        self, wired: Wired, clock: PracticeClock, chat: ChatStore, changes: Changes, people: People
    ) -> None:
        self._wired = wired
        self._clock = clock
        self._people = people
        self._travel = TimeTravel(
            clock, wired.due_work, wired.store, wired.care.keep_time, wired.care.next_moment
        )
        self.chat = chat
        self.changes = changes

    @property
    def school_name(self) -> str:
        """The name at the top of the page."""
        return self._wired.directory.settings.name

    @property
    def conversation(self) -> Conversation:
        """Who answers commands, buttons and forms."""
        return self._wired.bot

    @property
    def due_work(self) -> DueWork:
        """What must be done before the page looks again."""
        return self._wired.due_work

    def people(self) -> tuple[Person, ...]:
        """Gives all staff: the cast first, then who coaches, then the others by name."""
        coaches = {coach for pupil in self._people.pupils.values() for coach in pupil.coaches}
        persons = [self._person(member, coaches) for member in self._people.staff]
        order = {email: place for place, email in enumerate(SHOWN_FIRST)}
        emails = {member.id: member.email for member in self._people.staff}
        return tuple(
            sorted(
                persons,
                key=lambda one: (
                    order.get(emails[one.id], len(order)),
                    one.group != "begeleiders",
                    one.name,
                ),
            )
        )

    def _person(self, member: StaffMember, coaches: set[str]) -> Person:
        wording = self._wired.library.current.wording
        leads = [role for role in LEAD_ROLES if role in member.roles]
        classes = sorted(
            {one.klas for one in self._people.pupils.values() if member.id in one.coaches}
        )
        if leads:
            role = wording(f"rol-{leads[0]}")
        elif classes:
            role = wording("speeltuin-coach-van", klassen=", ".join(classes[:3]))
        else:
            role = wording("speeltuin-collega")
        first = member.email in SHOWN_FIRST
        group = "begeleiders" if member.id in coaches else "collega's"
        return Person(member.id, member.name, role, RECOMMENDED if first else group)

    def now(self) -> datetime.datetime:
        """Gives the moment on the clock, in school time."""
        return self._calendar.local(self._clock.now())

    async def advance(self, step: Step) -> str:
        """Moves the clock and says what became due."""
        fired = await self._travel.to(stepped(step, self._clock.now(), self._calendar))
        self.changes.tell(EVERYBODY)
        wording = self._wired.library.current.wording
        now = self._clock.now()
        moment = dated_moment_in_words(wording, now, self._calendar, now)
        key = (
            "speeltuin-niets" if not fired else "speeltuin-een" if fired == 1 else "speeltuin-veel"
        )
        return wording("speeltuin-klok", moment=moment, gebeurd=wording(key, aantal=str(fired)))

    @property
    def _calendar(self) -> SchoolCalendar:
        return self._wired.directory.calendar

    async def diagram(self, person: str, case_id: str | None) -> str | None:
        """Draws the protocol, with the place of a melding in it for who may read that."""
        if case_id is None:
            current = self._wired.library.current
            return draw(current.protocol, current.wording)
        opened = await self._wired.cases.open_case(case_id, person, "diagram")
        if opened is None:
            return None
        stance = stance_of(opened.reader(person, self._clock.now()))
        if not may_see(stance, "facts"):
            return None
        return draw(opened.shelved.protocol, opened.shelved.wording, opened.case.stage)

    async def drained(self) -> None:
        """Returns when every card that is to go out now has been delivered."""
        try:
            await asyncio.shield(self._wired.due_work.run())
        except StorageError as failed:
            log.error("due_work_failed", error=type(failed).__name__)
