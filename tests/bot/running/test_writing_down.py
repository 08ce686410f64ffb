"""What becomes of answers that cannot be written down, together or at all."""

import pathlib

import pytest

from storage.errors import DatabaseUnreachable
from tests.practice.people import People
from tests.practice.running_bot import RunningBot
from tests.practice.sending import codes, unfinished


class FailsAt:
    """A seam at which the database fails so many times before a commit."""

    def __init__(self, point: str, times: int) -> None:
        self._point = point
        self._times = times

    def __call__(self, point: str) -> None:
        """Passes a point, or fails there."""
        if point == self._point and self._times:
            self._times -= 1
            raise DatabaseUnreachable


async def test_answers_that_cannot_be_stored_together(folder: pathlib.Path) -> None:
    """They are stored one by one, and nobody sees a card twice."""
    running = await RunningBot.start(folder, seam=FailsAt("before commit of sent", 1))
    await People(running).reports()
    await running.delivering.drain()
    assert 0 == unfinished(running.store)
    assert [] == codes(running.store)
    assert {1} == set(running.chat.deliveries().values())
    running.stop()


async def test_one_answer_that_cannot_be_stored(folder: pathlib.Path) -> None:
    """Together, side by side or alone: it is given up, and the others are stored."""
    running = await RunningBot.start(folder, seam=FailsAt("before commit of sent", 3))
    await People(running).reports()
    await running.delivering.drain()
    assert 0 == unfinished(running.store)
    assert ["rendering_failed"] == codes(running.store)
    running.stop()


async def test_a_database_that_fails_for_long(folder: pathlib.Path) -> None:
    """Whoever drains hears of it; the next program sends again what nobody could write down."""
    running = await RunningBot.start(folder, seam=FailsAt("before commit of sent", 100))
    await People(running).reports()
    with pytest.raises(DatabaseUnreachable):
        await running.delivering.drain()
    posted = sum(running.chat.deliveries().values())
    assert posted == unfinished(running.store)
    running.stop()
    again = await RunningBot.start(folder)
    await again.due_work.run()
    assert 0 == unfinished(again.store)
    assert {2} == set(again.chat.deliveries().values())
    again.stop()
