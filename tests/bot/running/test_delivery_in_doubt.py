"""What becomes of a card when nobody knows whether it arrived."""

from datetime import timedelta

import pytest

from flows import verbs
from tests.practice.people import People
from tests.practice.planned_surface import Ending, Plan
from tests.practice.running_bot import RunningBot
from tests.practice.sending import codes, pass_time, unfinished

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


@pytest.mark.parametrize(("ending", "visible"), [(Ending.ARRIVES_UNSAID, 2), (Ending.LOST, 1)])
async def test_a_doubtful_card_is_posted_once_more(
    running: RunningBot, people: People, plan: Plan, ending: Ending, visible: int
) -> None:
    """At most one double is ever seen, and both copies say the same."""
    plan.then("bram", ending)
    await people.reports()
    await running.delivering.drain()
    await pass_time(running, MINUTE)
    await pass_time(running, DAY)
    cards = people.cards("bram")
    assert visible == len(cards)
    assert 1 == len(set(cards))
    assert 0 == unfinished(running.store)


async def test_a_card_that_is_in_doubt_twice_is_given_up_and_told(
    running: RunningBot, people: People, plan: Plan
) -> None:
    """It is not posted a third time: the antipestcoördinator hears who was not reached."""
    plan.then("bram", Ending.LOST, Ending.LOST)
    await people.reports()
    await running.delivering.drain()
    await pass_time(running, MINUTE)
    assert ["root", "root"] == plan.posted("bram")
    assert ["connection_reset"] == codes(running.store)
    assert "onbereikbaar/bram" in people.keys("anna")


@pytest.mark.parametrize(("ended", "posted"), [(0, ["root"]), (2, ["root"]), (3, [])])
async def test_a_card_during_which_the_program_ends_is_not_sent_for_ever(
    running: RunningBot, people: People, plan: Plan, ended: int, posted: list[str]
) -> None:
    """After three times it is told to the antipestcoördinator instead."""
    await people.reports()
    for _ in range(ended):
        await running.store.run(lambda unit: unit.outbox.claim(running.clock.now()), named="claim")
        await running.delivering.recover()
    await running.delivering.drain()
    assert posted == plan.posted("bram")
    assert (posted == []) == ("ended_too_often" in codes(running.store))
    assert (posted == []) == ("onbereikbaar/bram" in people.keys("anna"))
    assert 0 == unfinished(running.store)


async def test_a_reporter_who_is_unreachable_is_named_to_nobody(
    running: RunningBot, people: People, plan: Plan
) -> None:
    """Who reported stands in no message, not even when the confirmation cannot come."""
    plan.then("vak", Ending.UNREACHABLE)
    await people.reports()
    await running.delivering.drain()
    assert ["user_disabled"] == codes(running.store)
    assert [] == [key for key in people.keys("anna") if key.startswith("onbereikbaar/")]


async def test_a_doubtful_update_is_simply_repeated(
    running: RunningBot, people: People, plan: Plan
) -> None:
    """Replacing a card again is harmless, so it goes on until it is sure."""
    case_id = await people.reports()
    await running.delivering.drain()
    plan.then("anna", Ending.LOST, Ending.ARRIVES_UNSAID, Ending.LOST)
    await people.presses("bram", verbs.TAKE_UP, case_id)
    for _ in range(4):
        await running.delivering.drain()
        running.clock.move_to(running.clock.now() + MINUTE)
    assert ["root"] * 4 == plan.replaced("anna")
    assert ["root"] == people.keys("anna")
    assert 0 == unfinished(running.store)
