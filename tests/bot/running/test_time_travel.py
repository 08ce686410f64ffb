"""The practice clock goes from due moment to due moment, and never back."""

import pathlib
from datetime import UTC, datetime, timedelta

from tests.practice.people import People
from tests.practice.running_bot import RunningBot
from tests.practice.twelve import MONDAY

WEEK = timedelta(days=7)


async def test_everything_on_the_way_happens_at_its_own_moment(
    running: RunningBot, people: People
) -> None:
    """Each thing that waits climbs its ladder at the moment it is due, in order."""
    case_id = await people.reports()
    fired = await running.travel.to(MONDAY + WEEK)
    opened = await running.cases.look(case_id)
    assert opened is not None
    assert fired >= 4
    moments = [message.posted_at for message in running.chat.messages("bram")]
    assert sorted(moments) == moments
    assert datetime(2026, 11, 24, 7, 30, tzinfo=UTC) in moments
    assert MONDAY + WEEK == running.clock.now()


async def test_a_quiet_journey(running: RunningBot) -> None:
    """Without anything waiting, only the clock moves."""
    assert 0 == await running.travel.to(MONDAY + WEEK)
    assert MONDAY + WEEK == running.clock.now()


async def test_the_clock_never_goes_back(running: RunningBot) -> None:
    """A moment that has passed changes nothing."""
    await running.travel.to(MONDAY + WEEK)
    await running.travel.to(MONDAY)
    assert MONDAY + WEEK == running.clock.now()


async def test_the_place_of_the_clock_is_kept(folder: pathlib.Path, running: RunningBot) -> None:
    """A program that starts again goes on at the moment where the last one stood."""
    await running.travel.to(MONDAY + WEEK)
    running.stop()
    again = await RunningBot.start(folder)
    assert MONDAY + WEEK == again.clock.now()
    again.stop()


async def test_a_follow_up_that_keeps_failing_does_not_stop_time(
    running: RunningBot, people: People
) -> None:
    """The journey ends where it was to end, whatever went wrong on the way."""
    case_id = await people.reports()
    running.store.run_now(lambda unit: unit.erasure.erase(case_id, MONDAY, "bewaartermijn"))
    await running.travel.to(MONDAY + WEEK)
    assert MONDAY + WEEK == running.clock.now()
