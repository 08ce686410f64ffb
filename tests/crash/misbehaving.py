"""Walks in a chat that misbehaves, and what must hold when they are done.

What must hold is in `check`: every card is there, and one copy more of it only for each time that
no answer to its call came, or none could be written down. Each copy more says that it may be one.
"""

import asyncio
import pathlib
import sys
import threading
from collections import Counter
from collections.abc import Callable, Coroutine, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from random import Random  # noqa: TID251 - chance that comes from a seed, to be drawn again
from typing import NamedTuple, Protocol

import msgspec
import pytest
from aiohttp.test_utils import TestServer

from adapters.playground.chat_store import ChatStore
from tests.chat_stub.stub_time import StubTime
from tests.crash.chat_life import LEFT, UNANSWERED, Left, in_flight_in
from tests.crash.nurseries import KILLED, Nursery, side_by_side
from tests.crash.outcome import ANY_ID
from tests.crash.points import NEVER
from tests.practice.running_bot import CHAT, DATABASE

WALKS = 20
DEATHS = 5
"""How often the program is killed in one walk, at most."""
SHARE = 0.2
"""The share of the calls in which the chat misbehaves."""
LIFE = (30, 120)
"""Points that a life lasts before it is killed, at least and at most: it gets somewhere."""

Shown = dict[tuple[str, str], str]
"""The first line of a card, by person and key: whether it is to be done, and what it is about.

A card that comes later tells of the melding as it is by then, so the rest may differ.
"""


class Posted(NamedTuple):
    """A card that was posted, in the order in which they were."""

    delivery: str
    """As the chat knows it (`Served.name_of`)."""
    is_marked: bool
    """Whether it says that it may be there twice."""


class Served(Protocol):
    """A chat that is served, and that outlives the programs that call."""

    address: str
    """As the nursery takes it: which chat, and where."""

    def name_of(self, delivery_id: str) -> str:
        """Gives what a delivery is called in the chat."""

    def spare(self, deliveries: Iterable[str]) -> None:
        """Takes these for come before, when each is to be hit once at most."""

    def posted(self) -> tuple[Posted, ...]:
        """Gives every card that was posted, oldest first."""

    def first_line(self, place: str) -> str:
        """Gives the first line of the card that stands at a place."""

    def calls(self) -> tuple[str, ...]:
        """Gives for each call how it was misbehaved to, empty when it was answered as it should."""

    def faults(self) -> tuple[str, ...]:
        """Gives what a strict chat would not take."""


Serve = Callable[[int | None, bool], AbstractContextManager[Served]]
"""Serves a chat that misbehaves by a seed, when one is given: to each card once at most, or not."""


class Hurried(StubTime):
    """Time of which a second passes at every look, so that nothing comes too fast."""

    def now(self) -> float:
        """Gives the moment."""
        self.go_on(1.0)
        return super().now()


class ServingThread:
    """A thread in which any number of chats are served."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def start(self, server: TestServer) -> str:
        """Serves, and gives the address."""
        asyncio.run_coroutine_threadsafe(server.start_server(access_log=None), self._loop).result()
        return f"http://127.0.0.1:{server.port}"

    def end(self, ending: Coroutine[None, None, None]) -> None:
        """Waits until something is ended in that thread."""
        asyncio.run_coroutine_threadsafe(ending, self._loop).result()

    def close(self) -> None:
        """Ends the thread."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


@dataclass(frozen=True, slots=True)
class Walked:
    """A walk that came to its end."""

    left: Left
    shown: Shown
    copies: dict[str, int]
    """By delivery: how many messages came of it."""
    in_doubt: dict[str, int]
    """By delivery: how often it died before the answer was written down, or no answer came."""
    unmarked: tuple[str, ...]
    """Deliveries of which a later copy did not say that there may be an earlier one."""
    deaths: int
    calls: int
    misbehaved: int
    faults: tuple[str, ...]


class Walks:
    """Lets programs walk in one kind of chat."""

    def __init__(
        self,
        name: str,
        serve: Serve,
        nurseries: tuple[Nursery, ...],
        template: pathlib.Path,
        folder: pathlib.Path,
    ) -> None:
        """Takes the database of a school that nobody has used, and where the walks may write."""
        self.name = name
        self._serve = serve
        self._nurseries = nurseries
        self._template = template
        self._folder = folder
        self.undisturbed = self._walked(nurseries[0], None, hits_once=False)
        """The walk when nothing goes wrong."""

    def many(self, seeds: Iterable[int], *, hits_once: bool) -> list[Walked]:
        """Walks once for each seed, side by side."""
        return side_by_side(
            self._nurseries,
            seeds,
            lambda seed, nursery: self._walked(nursery, seed, hits_once=hits_once),
        )

    def _walked(self, nursery: Nursery, seed: int | None, *, hits_once: bool) -> Walked:
        """Lets a program live, die and live on, until the walk is done."""
        folder = self._school(f"{seed}")
        chance = Random(seed)  # noqa: S311 - as above
        in_flight: list[str] = []
        died, deaths = 0, 0 if seed is None else DEATHS
        with self._serve(seed, hits_once) as served:
            while True:
                kill_at = chance.randint(*LIFE) if died < deaths else NEVER
                chat = served.address
                ended = nursery.life(folder, kill_at=kill_at, chat=chat, hits_once=hits_once)
                if ended != KILLED:
                    break
                died += 1
                in_flight.extend(map(served.name_of, in_flight_in(folder)))
                served.spare(in_flight)
            return _read(served, folder, in_flight, died)

    def _school(self, name: str) -> pathlib.Path:
        folder = self._folder / name
        folder.mkdir()
        (folder / DATABASE).write_bytes(self._template.read_bytes())
        ChatStore(str(folder / CHAT)).close()
        return folder


def _read(served: Served, folder: pathlib.Path, in_flight: list[str], deaths: int) -> Walked:
    left = msgspec.json.decode((folder / LEFT).read_bytes(), type=Left)
    notes = folder / UNANSWERED
    unanswered = notes.read_text("utf-8").split() if notes.exists() else []
    posted, calls = served.posted(), served.calls()
    return Walked(
        left=left,
        shown={
            (person, key): served.first_line(place).replace(left.case_id, ANY_ID)
            for person, key, place in left.cards
        },
        copies=dict(Counter(one.delivery for one in posted)),
        in_doubt=dict(Counter([*in_flight, *map(served.name_of, unanswered)])),
        unmarked=_unmarked(posted),
        deaths=deaths,
        calls=len(calls),
        misbehaved=sum(map(bool, calls)),
        faults=served.faults(),
    )


def _unmarked(posted: tuple[Posted, ...]) -> tuple[str, ...]:
    """Gives the deliveries that were posted before without saying so."""
    before: set[str] = set()
    unmarked = []
    for one in posted:
        if one.delivery in before and not one.is_marked:
            unmarked.append(one.delivery)
        before.add(one.delivery)
    return tuple(unmarked)


def check_undisturbed(walked: Walked) -> None:
    """When nothing goes wrong, every card is there once."""
    assert "gesloten" == walked.left.state
    assert len(walked.left.cards) == len(walked.copies)
    assert {1} == set(walked.copies.values())
    assert (0, ()) == (walked.misbehaved, walked.left.given_up)
    assert () == walked.faults


def check(undisturbed: Walked, walked: Walked, seed: int) -> None:
    """The melding is the same, every card is there and up to date, and each copy has a reason."""
    expected, actual = undisturbed.left, walked.left
    assert (expected.events, expected.state) == (actual.events, actual.state), seed
    assert expected.follow_ups == actual.follow_ups, seed
    assert () == actual.faults, seed
    assert 0 == actual.unfinished, seed
    assert () == walked.faults, seed
    assert () == walked.left.given_up, seed
    assert undisturbed.shown == walked.shown, seed
    assert () == walked.unmarked, seed
    for delivery, times in walked.copies.items():
        assert times - 1 <= walked.in_doubt.get(delivery, 0), seed


def tell(capsys: pytest.CaptureFixture[str], what: str, walks: Walks, done: list[Walked]) -> None:
    """Prints what came of it."""
    expected = len(walks.undisturbed.shown) * len(done)
    calls = sum(one.calls for one in done)
    misbehaved = sum(one.misbehaved for one in done)
    cards = sum(len(one.shown) for one in done)
    copies = Counter(times for one in done for times in one.copies.values())
    deaths = sum(one.deaths for one in done)
    with capsys.disabled():
        sys.stdout.write(
            f"\nmisbehaving {walks.name}, {what}: {len(done)} walks, killed {deaths} times,"
            f" {misbehaved} of {calls} calls misbehaved; {cards} of {expected} cards there,"
            f" {copies[2]} seen twice, {sum(copies[one] for one in copies if one > 2)} more often\n"
        )
