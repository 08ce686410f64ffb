"""A call that takes long holds up its own thread, and nothing else."""

import asyncio
import pathlib
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot import delivery
from bot.ticker import Ticker
from flows import verbs
from flows.cards import Card
from flows.ports import Placed, Surface, Who
from storage.errors import DatabaseUnreachable
from storage.sent_cards import SentCards
from tests.practice.people import People
from tests.practice.running_bot import RunningBot
from tests.practice.sending import unfinished
from tests.practice.slow_surface import SlowSurface
from tests.practice.twelve import MONDAY

PATIENCE = 10
"""Seconds after which a test is given up."""
TUESDAY_MORNING = MONDAY + timedelta(days=1)


class Slow:
    """A bot that is up, with a surface on which calls can take long and its commits counted."""

    def __init__(self) -> None:
        self.commits: Counter[str] = Counter()
        self.fails_at = ""

    async def start(self, folder: pathlib.Path) -> None:
        """Opens what stands in a folder."""
        self.bot = await RunningBot.start(folder, seam=self._pass, around=self._around)
        self.people = People(self.bot)

    def _around(self, surface: Surface) -> SlowSurface:
        self.surface = SlowSurface(surface)
        return self.surface

    def _pass(self, point: str) -> None:
        self.commits[point] += 1
        if point == self.fails_at:
            raise DatabaseUnreachable

    async def begins_to_send(self) -> None:
        """Lets what is due go, and returns when a slow call is under way."""
        self.bot.delivering.wake()
        await self.surface.begun.wait()

    async def shows(self, person: str, key: str, times: int = 1) -> None:
        """Returns when somebody sees a card, or so many of its kind."""
        async with asyncio.timeout(PATIENCE):
            while self.people.keys(person).count(key) < times:  # noqa: ASYNC110 - a chat tells nobody
                await asyncio.sleep(0.001)


@pytest.fixture
async def slow(folder: pathlib.Path) -> AsyncIterator[Slow]:
    """A bot of which the calls for Bram take long."""
    opened = Slow()
    await opened.start(folder)
    opened.surface.slow_down("bram")
    yield opened
    opened.bot.stop()


async def test_somebody_else_gets_a_card_meanwhile(slow: Slow) -> None:
    """What becomes due while a call hangs is sent at once, in threads that are free."""
    await slow.people.reports()
    await slow.begins_to_send()
    await slow.people.reports()
    slow.bot.delivering.wake()
    await slow.shows("carla", "root", times=2)
    assert 2 == slow.surface.under_way["bram"]
    slow.surface.let_go("bram")
    await slow.bot.delivering.finish()
    assert "root" in slow.people.keys("bram")
    assert 0 == unfinished(slow.bot.store)


async def test_a_thread_keeps_its_order(slow: Slow) -> None:
    """However long a call hangs, the next card of that thread waits for it."""
    case_id = await slow.people.reports()
    await slow.begins_to_send()
    await slow.people.presses("bram", verbs.TAKE_UP, case_id)
    slow.bot.delivering.wake()
    await slow.shows("anna", "root")
    assert 1 == slow.surface.under_way["bram"]
    slow.surface.let_go("bram")
    await slow.bot.delivering.finish()
    assert ["root", "actie/melding.1.gesprek_gepeste"] == slow.people.keys("bram")


async def test_follow_ups_fire_meanwhile(slow: Slow) -> None:
    """The ticker goes on while a call hangs, and what follows from it reaches others."""
    await slow.people.reports()
    wired = slow.bot.wired
    ticker = Ticker(wired.due_work, wired.care, wired.woken)
    ticker.start()
    await slow.surface.begun.wait()
    await slow.shows("carla", "root")
    slow.bot.clock.move_to(TUESDAY_MORNING)
    wired.woken.set()
    await slow.shows("carla", "herinnering/1/root")
    assert 1 == slow.surface.under_way["bram"]
    slow.surface.let_go("bram")
    await ticker.stop()


async def test_stopping_waits_for_what_is_under_way(slow: Slow) -> None:
    """What hangs is waited for and written down; what comes after it is left for the next start."""
    case_id = await slow.people.reports()
    await slow.begins_to_send()
    await slow.people.presses("bram", verbs.TAKE_UP, case_id)
    await slow.shows("anna", "root")
    stopping = asyncio.ensure_future(slow.bot.delivering.stop())
    for _ in range(5):
        await asyncio.sleep(0)
    assert not stopping.done()
    slow.surface.let_go("bram")
    await stopping
    assert ["root"] == slow.people.keys("bram")
    assert 0 == slow.bot.store.read_now(lambda unit: unit.outbox.count("sending"))
    await slow.bot.delivering.drain()
    assert ["root", "actie/melding.1.gesprek_gepeste"] == slow.people.keys("bram")


async def test_stopping_what_never_began(slow: Slow) -> None:
    """There is nothing to wait for."""
    await slow.bot.delivering.stop()


async def test_one_person_does_not_fill_the_room(slow: Slow) -> None:
    """Whoever gets very many cards leaves room for the others."""
    await slow.people.reports()
    others = [await slow.people.reports() for _ in range(delivery.MOST_FOR_ONE + 2)]
    await slow.begins_to_send()
    await slow.shows("anna", "root", times=len(others) + 1)
    assert delivery.MOST_FOR_ONE == slow.surface.under_way["bram"]
    slow.surface.let_go("bram")
    await slow.bot.delivering.finish()
    assert len(others) + 1 == slow.people.keys("bram").count("root")


async def test_there_is_an_end_to_the_room(slow: Slow, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more calls are made at a time than there is room for; the others follow."""
    monkeypatch.setattr(delivery, "MOST_UNDER_WAY", 2)
    slow.surface.slow_down("anna")
    await slow.people.reports()
    await slow.begins_to_send()
    for _ in range(3):
        slow.bot.delivering.wake()
        await asyncio.sleep(0.005)
    assert 2 == slow.bot.store.read_now(lambda unit: unit.outbox.count("sending"))
    slow.surface.let_go("anna")
    slow.surface.let_go("bram")
    await slow.bot.delivering.finish()
    assert 0 == unfinished(slow.bot.store)


async def test_quick_answers_share_their_commits(slow: Slow) -> None:
    """The cards of a melding cost one commit to claim and one or two to write down."""
    slow.surface.let_go("bram")
    await slow.people.reports()
    slow.commits.clear()
    await slow.bot.delivering.drain()
    assert 4 == sum(slow.bot.chat.deliveries().values())
    assert 1 == slow.commits["after commit of claim"]
    assert slow.commits["after commit of sent"] <= 2


async def test_sending_that_stops_is_told_and_begins_again(
    slow: Slow, caplog: pytest.LogCaptureFixture
) -> None:
    """Nobody waits for it, so the log says it; the next time it is woken it goes on."""
    slow.surface.let_go("bram")
    await slow.people.reports()
    slow.fails_at = "before commit of claim"
    slow.bot.delivering.wake()
    await slow.bot.delivering.stop()
    assert "delivery_stopped" in caplog.text
    assert "DatabaseUnreachable" in caplog.text
    slow.fails_at = ""
    await slow.bot.delivering.drain()
    assert ["root"] == slow.people.keys("bram")


async def test_what_hangs_when_the_program_ends(folder: pathlib.Path) -> None:
    """A program that is ended in the middle says nothing about it; the card is in doubt."""
    slow = Slow()
    await slow.start(folder)
    slow.surface.slow_down("bram")
    await slow.people.reports()
    await slow.begins_to_send()
    pump = next(task for task in asyncio.all_tasks() if "Delivering._run" in repr(task))
    pump.cancel()
    await asyncio.wait({pump})
    slow.surface.let_go("bram")
    assert pump.cancelled()
    slow.bot.stop()


class Written:
    """A surface on which a call is on its way a moment after it is made, as over a network."""

    def __init__(self, surface: Surface) -> None:
        self.platform = surface.platform
        self.order: list[str] = []
        self._surface = surface

    async def post(self, who: Who, card: Card, thread_id: str, delivery_id: str) -> Placed:
        """Posts a card."""
        self.order.append("made")
        await asyncio.sleep(0)
        self.order.append("on its way")
        return await self._surface.post(who, card, thread_id, delivery_id)

    async def replace(self, who: Who, placed: Placed, card: Card) -> None:
        """Replaces a card."""
        await self._surface.replace(who, placed, card)


async def test_a_card_is_on_its_way_before_the_next_is_made(folder: pathlib.Path) -> None:
    """So whoever pressed, whose card goes first, waits for no card of somebody else."""
    surfaces: list[Written] = []

    def around(surface: Surface) -> Written:
        surfaces.append(Written(surface))
        return surfaces[0]

    bot = await RunningBot.start(folder, around=around)
    await People(bot).reports()
    await bot.delivering.drain()
    bot.stop()
    assert ["made", "on its way"] * 4 == surfaces[0].order


async def test_what_cannot_be_looked_up_is_not_left_under_way(
    folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """When the database fails while cards are prepared, they go a moment later."""
    bot = await RunningBot.start(folder)
    people = People(bot)
    await people.reports()
    with monkeypatch.context() as broken:
        broken.setattr(SentCards, "of_case", _fails)
        await bot.delivering.drain()
    assert "cards_not_looked_up" in caplog.text
    assert [] == people.keys("bram")
    assert 0 == bot.store.read_now(lambda unit: unit.outbox.count("sending"))
    await bot.travel.to(bot.clock.now() + timedelta(minutes=1))
    assert ["root"] == people.keys("bram")
    assert 0 == unfinished(bot.store)
    bot.stop()


def _fails(*_: object) -> None:
    raise DatabaseUnreachable
