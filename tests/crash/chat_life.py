"""One life of the program in a chat that may misbehave, and what it knows at the end."""

import datetime
import pathlib
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from functools import partial
from typing import NamedTuple

import msgspec

from bot.accounts import Accounts, SamePlatform
from bot.clock import Clock
from flows.cards import Card
from flows.ports import MaybeSent, Placed, Surface, Who
from storage.units_of_work import Store, UnitOfWork
from tests.crash.journal import JOURNAL, Journal
from tests.crash.outcome import stored
from tests.crash.points import Points, PointsAround, never
from tests.crash.walk import Walk
from tests.practice.running_bot import DATABASE, RunningBot
from tests.practice.sending import unfinished
from tests.practice.twelve import MONDAY, STAFF

LEFT = "left"
UNANSWERED = "unanswered"

WITHIN = 1.0
"""Seconds that a call may take here."""
HOUR = datetime.timedelta(hours=1)
MOST_HOURS = 30

SENDING = "SELECT id FROM outbox WHERE state = 'sending'"
SENDING_AGAIN = f"{SENDING} AND doubts > 0"


class GivenUp(msgspec.Struct, frozen=True):
    """A card that was not sent any more."""

    person: str
    key: str
    code: str


class Left(msgspec.Struct, frozen=True):
    """What the program knows when everything is done."""

    case_id: str
    events: tuple[str, ...]
    state: str
    follow_ups: tuple[tuple[str, str, str], ...]
    cards: tuple[tuple[str, str, str], ...]
    """Person, key and place of every card that it thinks is there."""
    faults: tuple[str, ...]
    unfinished: int
    given_up: tuple[GivenUp, ...]


class PracticeTime:
    """The practice clock in seconds, when there is one."""

    clock: Clock | None = None

    def __call__(self) -> float:
        """Gives where it stands."""
        return self.clock.now().timestamp() if self.clock else 0.0


class Chat(NamedTuple):
    """The platform in which the walk is lived."""

    surface: Surface
    account_of: Callable[[str], Who]
    start: Callable[[], Awaitable[None]]
    stop: Callable[[], Awaitable[None]]
    opened: Callable[[Store], None] = lambda _: None
    """Is told the database of this life."""


class ThroughChat:
    """A platform as that of the walk; keeps for which delivery no answer came."""

    platform = "playground"

    def __init__(self, chat: Chat, notes: pathlib.Path) -> None:
        self._chat = chat
        self._notes = notes

    async def post(self, who: Who, card: Card, thread_id: str, delivery_id: str) -> Placed:
        """Posts a card."""
        there = self._chat.account_of(who.id)
        try:
            return await self._chat.surface.post(there, card, thread_id, delivery_id)
        except MaybeSent:
            with self._notes.open("a", encoding="utf-8") as notes:
                notes.write(f"{delivery_id}\n")
            raise

    async def replace(self, who: Who, placed: Placed, card: Card) -> None:
        """Puts a new version of a card in the place of the old one."""
        await self._chat.surface.replace(self._chat.account_of(who.id), placed, card)


async def live_in(
    make: Callable[[PracticeTime], Chat],
    folder: pathlib.Path,
    kill_at: int,
    until: int,
    *,
    hits_once: bool,
) -> None:
    """Lives to the end of the walk, or to the point of its death.

    With `hits_once` it dies at no point where a card that was in doubt before is on its way again.
    """
    points = Points(kill_at, partial(_is_sending_again, folder) if hits_once else never)
    time = PracticeTime()
    chat = make(time)

    def linked(store: Store, surface: Surface) -> Accounts:
        chat.opened(store)
        return SamePlatform(surface, frozenset(one.id for one in STAFF).__contains__)

    await chat.start()
    running = await RunningBot.start(
        folder,
        seam=points,
        around=lambda _: PointsAround(ThroughChat(chat, folder / UNANSWERED), points),
        linked=linked,
    )
    time.clock = running.clock
    await Walk(running, Journal(folder / JOURNAL), points.passed).go(until)
    for _ in range(MOST_HOURS):
        if unfinished(running.store):
            await running.travel.to(running.clock.now() + HOUR)
    (folder / LEFT).write_bytes(msgspec.json.encode(await running.store.read(_left)))
    running.stop()
    await chat.stop()


async def at_once(_: float) -> None:
    """Waits for no turn: the stub counts in a time of its own."""


def _left(unit: UnitOfWork) -> Left:
    case_id, events, state, follow_ups, cards, faults, waiting, _ = stored(unit)
    given_up = unit.outbox.given_up(MONDAY)
    return Left(
        case_id=case_id,
        events=events,
        state=state,
        follow_ups=follow_ups,
        cards=tuple(sorted(cards)),
        faults=faults,
        unfinished=waiting,
        given_up=tuple(
            GivenUp(one.staff_id, one.card_key, one.last_error or "") for one in given_up
        ),
    )


def in_flight_in(folder: pathlib.Path) -> tuple[str, ...]:
    """Gives the deliveries of which a killed program had not written down how they ended."""
    return _deliveries(folder, SENDING)


def _is_sending_again(folder: pathlib.Path) -> bool:
    return bool(_deliveries(folder, SENDING_AGAIN))


def _deliveries(folder: pathlib.Path, query: str) -> tuple[str, ...]:
    with closing(sqlite3.connect(f"file:{folder / DATABASE}?mode=ro", uri=True)) as database:
        return tuple(one for (one,) in database.execute(query))
