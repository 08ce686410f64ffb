"""The bot on a school that is kept in memory: for playing many conversations in little time.

The rules, the views, the conversation and the case service are the real ones; only what stores and
delivers is replaced, by the least that does the same. That it does the same is tested: on the
school's own protocol each conversation leaves what it leaves in the real playground.
"""

from __future__ import annotations

import copy
import datetime
from collections.abc import Callable, Iterable
from typing import Any, TypeVar, cast

import msgspec

from bot.accounts import NOWHERE
from bot.card_maker import CardMaker
from bot.carried_steps import CarriedSteps
from bot.case_service import CaseService
from bot.clock import PracticeClock, random_bytes
from bot.conversation import Bot
from bot.conversation_driver import BotDriver, ending_of, seen_card
from bot.conversation_file import Ending, TimeStep
from bot.conversation_player import SeenCard
from bot.directory import Directory, People
from bot.enrolment import enrolled
from bot.open_case import OpenCase
from bot.protocol_library import ProtocolLibrary, Shelved
from bot.school_change import moved_slots
from bot.school_files import SchoolFiles
from bot.staff_change import StaffChange, changed
from flows.cards import Card
from flows.case import EMPTY_CASE, Case
from flows.commands import FollowUpDue, SchoolChanged
from flows.event_log import read
from flows.events import Event
from flows.evolve import evolve
from flows.identity import Identity
from flows.ports import Surface, Who
from flows.views.cards import card_for
from flows.views.scene import Scene
from storage.encryption import SchoolKey
from storage.follow_ups import FollowUp
from storage.outbox import Delivery
from storage.sent_cards import SentCard
from storage.units_of_work import Store, UnitOfWork

T = TypeVar("T")
Key = tuple[str, str]
"""A person and the key of a card."""

BADGE = "OEFENING"


class Memory:
    """Stands for a unit of work, as far as one melding needs it."""

    def __init__(self) -> None:
        self.case: Case = EMPTY_CASE
        self.history: list[Event] = []
        self.identities: list[Identity] = []
        self.waiting: list[Delivery] = []
        self.due: dict[str, FollowUp] = {}
        self.placed: dict[Key, SentCard] = {}
        self._seen: set[str] = set()

    @property
    def cases(self) -> Memory:
        """The melding."""
        return self

    @property
    def people(self) -> Memory:
        """Who its pupils are."""
        return self

    inbox = follow_ups = outbox = cards = index = access_log = people

    def create(self, *_: object) -> None:
        """Makes the melding, which is there already."""

    def append(self, _: str, __: int, payloads: Iterable[bytes], ___: datetime.datetime) -> None:
        """Keeps events; they go through bytes."""
        for event in map(read, payloads):
            self.history.append(event)
            self.case = evolve(self.case, event)

    def put(self, _: str, __: str, payload: bytes, **___: object) -> None:
        """Keeps who a pupil is."""
        self.identities.append(msgspec.json.decode(payload, type=Identity))

    def cases_with(self, _: str) -> tuple[str, ...]:
        """Gives the other meldingen with a pupil: there is one melding only."""
        return ()

    def destroy(self, _: str, pupil: str) -> None:
        """Forgets who a pupil is."""
        self.identities = [one for one in self.identities if one.pupil != pupil]

    def save(self, _: object) -> None:
        """Keeps no index."""

    def seen(self, request_id: str, _: datetime.datetime) -> bool:
        """Says whether a form came in before."""
        known = request_id in self._seen
        self._seen.add(request_id)
        return known

    def start_all(self, rows: Iterable[FollowUp]) -> None:
        """Sets timers, behind those that were set before."""
        for row in rows:
            self.due.pop(row.key, None)
            self.due[row.key] = row

    def cancel(self, _: str, keys: Iterable[str]) -> None:
        """Takes timers away."""
        for key in keys:
            self.due.pop(key, None)

    def done(self, _: str, key: str) -> None:
        """Takes a timer away that fired."""
        self.due.pop(key, None)

    def add(self, *rows: Any) -> None:  # noqa: ANN401 - both the outbox and the access log add
        """Keeps deliveries; who looked is not kept."""
        if isinstance(rows[0], list):
            self.waiting.extend(rows[0])

    def ready_of(self, _: str) -> tuple[Delivery, ...]:
        """Gives the cards that still have to be delivered."""
        return tuple(self.waiting)

    def hasten(self, _: str, person: str, now: datetime.datetime) -> None:
        """Lets what waits in a thread go now."""
        self.waiting = [
            msgspec.structs.replace(one, not_before=now)
            if one.staff_id == person and one.not_before > now
            else one
            for one in self.waiting
        ]

    def of_case(self, _: str) -> tuple[SentCard, ...]:
        """Finds every card and with whom it stands."""
        return tuple(self.placed.values())


class MemoryCases(CaseService):
    """The case service on a melding in memory."""

    def __init__(
        self, memory: Memory, directory: Directory, library: ProtocolLibrary, clock: PracticeClock
    ) -> None:
        super().__init__(_store_on(memory), directory, library, clock, lambda: None)
        self._memory = memory
        self._present = library.current
        self._school = directory

    def load(self, unit: UnitOfWork, case_id: str) -> OpenCase | None:
        """Gives the melding as it is."""
        case = self._memory.case
        if case_id != case.id or not case.sequence:
            return None
        identities = tuple(self._memory.identities)
        everybody = self._school.people(unit)
        school = self._school.school(everybody, identities)
        return OpenCase(case, self._present, school, identities, everybody)

    async def all_open(self) -> tuple[OpenCase, ...]:
        """Gives the melding when it is open."""
        opened = await self.look(self._memory.case.id)
        return (opened,) if opened is not None and opened.case.is_open else ()


class _MemoryStore:
    def __init__(self, memory: Memory) -> None:
        self._unit = _unit_of(memory)

    async def run(self, work: Callable[[UnitOfWork], T], *, named: str = "") -> T:
        return work(self._unit)

    async def read(self, work: Callable[[UnitOfWork], T]) -> T:
        return work(self._unit)


def _unit_of(memory: Memory) -> UnitOfWork:
    return cast("UnitOfWork", memory)


def _store_on(memory: Memory) -> Store:
    return cast("Store", _MemoryStore(memory))


class _OneProtocol(ProtocolLibrary):
    def __init__(self, shelved: Shelved) -> None:
        self.current = shelved

    def of(self, unit: UnitOfWork, sha256: str) -> Shelved:
        return self.current


class SamePeople(Directory):
    """A school whose people are there already."""

    def __init__(self, files: SchoolFiles, people: People) -> None:
        super().__init__(files.settings)
        self._always = people

    def people(self, unit: UnitOfWork) -> People:
        """Gives everybody."""
        return self._always

    def takes_in(self, people: People) -> None:
        """Has other people from now on."""
        self._always = people


class _Everybody:
    """Everybody is on the platform under their staff id."""

    async def staff_id(self, who: Who, *, goes_on: bool = True) -> str | None:
        return who.id

    async def whereabouts(
        self, staff_id: str, passing: frozenset[str] = NOWHERE
    ) -> tuple[Surface, Who] | None:
        return None

    async def standing(self, staff_id: str, platform: str) -> tuple[Surface, Who] | None:
        return None

    def known_as(self, platform: str, staff_id: str) -> str:
        return staff_id


def _no_school_card(_: UnitOfWork, __: str, key: str) -> Card:
    raise LookupError(key)


class _Shown:
    """A card in a chat. It is drawn when somebody looks, as it was when it was delivered."""

    def __init__(self, draw: Callable[[], Card]) -> None:
        self._draw = draw
        self._card: Card | None = None

    @property
    def card(self) -> Card:
        if self._card is None:
            self._card = self._draw()
        return self._card


class MemoryDriver(BotDriver):
    """Plays in a school in memory (`bot.conversation_player.Driver`)."""

    def __init__(
        self,
        shelved: Shelved,
        files: SchoolFiles,
        directory: SamePeople,
        key: SchoolKey,
        start: datetime.datetime,
    ) -> None:
        self._memory = Memory()
        directory = copy.copy(directory)
        self._directory = directory
        self._calendar = directory.calendar
        self._clock = PracticeClock(self._calendar.moment_of(start.date(), start.time()))
        library = _OneProtocol(shelved)
        self._cases = MemoryCases(self._memory, directory, library, self._clock)
        carried = CarriedSteps(key, random_bytes)
        bot = Bot(
            _store_on(self._memory),
            self._cases,
            directory,
            library,
            _Everybody(),
            self._clock,
            carried,
            CardMaker(
                self._cases,
                self._clock,
                badge=BADGE,
                school_card=_no_school_card,
                wording=lambda: shelved.wording,
            ),
            BADGE,
        )
        staff_ids = {member.email: member.id for member in files.staff}
        super().__init__(bot, staff_ids, self._settle)
        self._ids = staff_ids
        self._chats: dict[str, dict[str, _Shown]] = {}

    async def cards_of(self, person: str) -> tuple[SeenCard, ...]:
        """Gives every card in a person's chat, oldest first."""
        return tuple(seen_card(card) for card in self.final_cards(person))

    def final_cards(self, person: str) -> tuple[Card, ...]:
        """Gives the cards in somebody's chat as the bot made them."""
        return tuple(shown.card for shown in self._chats.get(self._ids[person], {}).values())

    async def advance(self, step: TimeStep) -> None:
        """Lets time pass."""
        now = self._calendar.local(self._clock.now())
        day = now.date() + datetime.timedelta(days=7 if step == "week" else 1)
        if step == "uur":
            await self._travel(self._clock.now() + datetime.timedelta(hours=1))
        elif step == "week":
            await self._travel(self._calendar.moment_of(day, now.time()))
        else:
            school_day = self._calendar.first_school_day_from(day)
            await self._travel(self._calendar.moment_of(school_day, now.time()))

    async def go_to(self, moment: datetime.datetime) -> None:
        """Lets time pass until a moment in school time."""
        await self._travel(self._calendar.moment_of(moment.date(), moment.time()))

    async def enrol(self, pupil: str, klas: str, coaches: tuple[str, ...]) -> None:
        """Takes in a new list of pupils, and tells the melding as after an import."""
        ids = tuple(self._ids[one] for one in coaches)
        people = self._directory.people(_unit_of(self._memory))
        await self._take_in(enrolled(people, pupil, klas, ids))

    async def staff_changes(self, person: str, change: StaffChange) -> None:
        """Takes in a new staff file, and tells the melding as after an import."""
        people = self._directory.people(_unit_of(self._memory))
        await self._take_in(changed(people, self._ids[person], change))

    async def _take_in(self, people: People) -> None:
        now = self._clock.now()
        before = await self._cases.look(self._memory.case.id)
        self._directory.takes_in(people)
        after = await self._cases.look(self._memory.case.id)
        if before is not None and after is not None:
            slots = moved_slots(before, (before.school, now), (after.school, now))
            await self._cases.handle(before.case.id, SchoolChanged(actor="", slots=slots))
        await self._settle()

    async def ending(self) -> Ending:
        """Gives how the melding stands."""
        return ending_of(self.history)

    @property
    def history(self) -> tuple[Event, ...]:
        """All that happened."""
        return tuple(self._memory.history)

    async def _travel(self, target: datetime.datetime) -> None:
        while (due := self._next_due()) is not None and due <= target:
            self._clock.move_to(due)
            await self._settle()
        self._clock.move_to(target)

    def _next_due(self) -> datetime.datetime | None:
        timers = [row.due_at for row in self._memory.due.values()]
        first = {row.staff_id: row.not_before for row in reversed(self._memory.waiting)}
        return min((*timers, *first.values()), default=None)

    async def _settle(self) -> None:
        """Fires what is due and delivers what may go, until nothing is left."""
        now = self._clock.now()
        while fired := [row for row in self._memory.due.values() if row.due_at <= now]:
            for row in sorted(fired, key=lambda row: row.due_at):
                command = FollowUpDue(actor="", key=row.key, due=row.due_at)
                await self._cases.handle(row.case_id, command)
        await self._deliver(now)

    async def _deliver(self, now: datetime.datetime) -> None:
        """Delivers in the order of each thread; what is held holds up what comes after it."""
        opened = await self._cases.look(self._memory.case.id)
        held: set[str] = set()
        left = []
        for row in self._memory.waiting:
            if row.staff_id in held or row.not_before > now or opened is None:
                held.add(row.staff_id)
                left.append(row)
            else:
                self._place(row, opened, now)
        self._memory.waiting = left

    def _place(self, row: Delivery, opened: OpenCase, now: datetime.datetime) -> None:
        def draw() -> Card:
            reader = opened.reader(row.staff_id, now)
            scene = Scene(reader=reader, wording=opened.shelved.wording, badge=BADGE)
            return card_for(scene, row.card_key)

        shown = _Shown(draw)
        place = (row.staff_id, row.card_key)
        if place not in self._memory.placed:
            if row.kind != "send" or shown.card.tone == "withdrawn":
                return
            self._memory.placed[place] = SentCard(row.case_id, *place, "", "", "")
        self._chats.setdefault(row.staff_id, {})[row.card_key] = shown
