"""What is looked after besides the meldingen."""

from datetime import UTC, datetime, timedelta

from bot.care import DAY_NOTE
from tests.practice.people import People
from tests.practice.planned_surface import Ending, Plan
from tests.practice.running_bot import RunningBot
from tests.practice.twelve import MONDAY

EVENING = datetime(2026, 11, 23, 21, 0, tzinfo=UTC)
"""Monday, 22:00 at school."""
TUESDAY_MORNING = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
"""07:30 at school."""

TOLD = "waakhond"


async def somebody_is_not_reached(running: RunningBot, people: People, plan: Plan) -> None:
    """A report of which one card will never arrive."""
    plan.then("bram", Ending.UNREACHABLE)
    await people.reports()
    await running.due_work.run()


async def look_around(running: RunningBot) -> None:
    """Looks around, and sends what that asks."""
    await running.wired.care.look_around()
    await running.due_work.run()


async def test_nothing_urgent_is_not_told(running: RunningBot, people: People) -> None:
    """A school in which all is well hears nothing."""
    await people.reports()
    await running.due_work.run()
    await look_around(running)
    assert TOLD not in people.keys("anna")


async def test_what_is_urgent_is_told_once(running: RunningBot, people: People, plan: Plan) -> None:
    """The antipestcoördinator gets one card, however often it is found; nobody else does."""
    await somebody_is_not_reached(running, people, plan)
    await look_around(running)
    await look_around(running)
    assert 1 == people.keys("anna").count(TOLD)
    assert TOLD not in people.keys("vera")


async def test_what_is_found_at_night_is_told_in_the_morning(
    running: RunningBot, people: People, plan: Plan
) -> None:
    """Nobody is rung out of bed for it."""
    await somebody_is_not_reached(running, people, plan)
    running.clock.move_to(EVENING)
    await look_around(running)
    assert TOLD not in people.keys("anna")
    running.clock.move_to(TUESDAY_MORNING)
    await running.due_work.run()
    assert TOLD in people.keys("anna")


async def test_a_day_begins_once(running: RunningBot) -> None:
    """The work of the day is done with the first look of that day, and not again."""

    def records() -> int:
        return running.store.read_now(lambda unit: unit.verification.verify().records)

    before = records()
    running.clock.move_to(MONDAY + timedelta(days=1))
    await running.wired.care.look_around()
    await running.wired.care.look_around()
    assert before + 1 == records()
    note = running.store.read_now(lambda unit: unit.notes.get(DAY_NOTE))
    assert "2026-11-24" == note
