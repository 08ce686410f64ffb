"""The ticker lets due work happen when it is woken, goes on after a failure, and stops cleanly."""

import asyncio
import datetime

import pytest

from bot.care import Care
from bot.due_work import DueWork
from bot.ticker import Ticker
from tests.practice.people import People
from tests.practice.running_bot import RunningBot


class WatchedCare(Care):
    """Care that fails the first time and then does nothing, and tells when."""

    def __init__(self) -> None:
        self.done: asyncio.Queue[int] = asyncio.Queue()
        self._looks = 0

    async def look_around(self) -> None:
        """Fails, or tells that it was asked."""
        self._looks += 1
        if self._looks == 1:
            raise ZeroDivisionError
        await self.done.put(self._looks)


class WatchedWork(DueWork):
    """Due work that a test can follow and hold up."""

    def __init__(self, *, fails_first: bool = False) -> None:
        self.done: asyncio.Queue[int] = asyncio.Queue()
        self.begun = asyncio.Event()
        self.may_go_on = asyncio.Event()
        self.may_go_on.set()
        self._fails = fails_first
        self._runs = 0

    async def begin(self) -> int:
        """Does nothing, and tells when."""
        self._runs += 1
        self.begun.set()
        await self.may_go_on.wait()
        if self._fails:
            self._fails = False
            raise ZeroDivisionError
        await self.done.put(self._runs)
        return 0

    async def stop(self) -> None:
        """Has nothing under way."""


async def test_what_was_left_is_done_at_the_start(running: RunningBot, people: People) -> None:
    """Nobody has to wake it for what waits in the database."""
    await people.reports()
    running.wired.woken.clear()
    ticker = Ticker(running.due_work, running.wired.care, running.wired.woken)
    ticker.start()
    await asyncio.sleep(0)
    await ticker.stop()
    assert ["root"] == people.keys("bram")


async def test_each_commit_wakes_it(running: RunningBot, people: People) -> None:
    """What somebody does is followed up at once, without a tick."""
    work = WatchedWork()
    ticker = Ticker(work, running.wired.care, running.wired.woken)
    ticker.start()
    assert 1 == await work.done.get()
    await people.reports()
    assert 2 == await work.done.get()
    await ticker.stop()


async def test_a_failure_does_not_end_it(
    running: RunningBot, caplog: pytest.LogCaptureFixture
) -> None:
    """Work that fails is logged without content, and the next time it is tried again."""
    work = WatchedWork(fails_first=True)
    ticker = Ticker(work, running.wired.care, running.wired.woken)
    ticker.start()
    await work.begun.wait()
    running.wired.woken.set()
    assert 2 == await work.done.get()
    await ticker.stop()
    assert "due_work_failed" in caplog.text
    assert "ZeroDivisionError" in caplog.text


async def test_a_look_around_that_fails_is_not_the_last(
    running: RunningBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It is logged without content, and the next time everything is looked at again."""
    monkeypatch.setattr("bot.ticker.LOOKED_EVERY", datetime.timedelta(milliseconds=1))
    care = WatchedCare()
    ticker = Ticker(WatchedWork(), care, running.wired.woken)
    ticker.start()
    assert await care.done.get() >= 2
    await ticker.stop()
    assert "care_failed" in caplog.text
    assert "ZeroDivisionError" in caplog.text


async def test_what_was_begun_is_finished(running: RunningBot) -> None:
    """Stopping waits for the work under way, so that the database is not closed beneath it."""
    work = WatchedWork()
    work.may_go_on.clear()
    ticker = Ticker(work, running.wired.care, running.wired.woken)
    ticker.start()
    await work.begun.wait()
    stopping = asyncio.ensure_future(ticker.stop())
    for _ in range(5):
        await asyncio.sleep(0)
    assert not stopping.done()
    work.may_go_on.set()
    await stopping
    assert 1 == work.done.get_nowait()
