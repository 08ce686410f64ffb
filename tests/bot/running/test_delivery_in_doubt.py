"""What becomes of a card when nobody knows whether it arrived."""

from datetime import timedelta

import pytest

from bot.retry_policy import MOST_DOUBTS
from flows import verbs
from tests.practice.people import People
from tests.practice.planned_surface import Ending, Plan
from tests.practice.running_bot import RunningBot
from tests.practice.sending import codes, pass_time, unfinished

MINUTE = timedelta(minutes=1)
TWICE = "Zie je deze kaart twee keer? Dan is er maar één keer iets te doen."
DAY = timedelta(days=1)


@pytest.mark.parametrize(("ending", "visible"), [(Ending.ARRIVES_UNSAID, 2), (Ending.LOST, 1)])
async def test_a_doubtful_card_is_posted_once_more(
    running: RunningBot, people: People, plan: Plan, ending: Ending, visible: int
) -> None:
    """One double is seen at most: a card that comes again has the same key, and a mark."""
    plan.then("bram", ending)
    await people.reports()
    await running.delivering.drain()
    await pass_time(running, MINUTE)
    await pass_time(running, DAY)
    assert ["root"] * visible == people.keys("bram")
    marked = [card.footnote.endswith(TWICE) for card in people.cards("bram")]
    assert [*[False] * (visible - 1), True] == marked
    assert 0 == unfinished(running.store)


async def test_a_mark_goes_when_the_card_is_replaced(
    running: RunningBot, people: People, plan: Plan
) -> None:
    """Once it is sure where the card stands, there is nothing to say about a second one."""
    plan.then("bram", Ending.LOST)
    case_id = await people.reports()
    await running.delivering.drain()
    await pass_time(running, MINUTE)
    await people.presses("bram", verbs.TAKE_UP, case_id)
    await running.delivering.drain()
    root = next(card for card in people.cards("bram") if card.key == "root")
    assert not root.footnote.endswith(TWICE)


async def test_a_platform_that_is_down_for_a_quarter_loses_no_card(
    running: RunningBot, people: People, plan: Plan
) -> None:
    """Each time that no answer comes the card waits longer, and it comes in the end."""
    plan.then("bram", *[Ending.LOST] * MOST_DOUBTS)
    await people.reports()
    for _ in range(15):
        await pass_time(running, MINUTE)
    assert MOST_DOUBTS > len(plan.posted("bram"))
    for _ in range(75):
        await pass_time(running, MINUTE)
    assert ["root"] == people.keys("bram")
    assert [] == codes(running.store)


async def test_a_card_that_stays_in_doubt_is_given_up_and_told(
    running: RunningBot, people: People, plan: Plan
) -> None:
    """It is not posted for ever: the antipestcoördinator hears who was not reached."""
    plan.then("bram", *[Ending.LOST] * (MOST_DOUBTS + 1))
    await people.reports()
    for _ in range(150):
        await pass_time(running, MINUTE)
    assert ["root"] * (MOST_DOUBTS + 1) == plan.posted("bram")
    assert ["in_doubt_too_often"] == codes(running.store)
    assert "onbereikbaar/bram" in people.keys("anna")


@pytest.mark.parametrize(
    ("ended", "posted"),
    [(0, ["root"]), (MOST_DOUBTS, ["root"]), (MOST_DOUBTS + 1, [])],
)
async def test_a_card_during_which_the_program_ends_is_not_sent_for_ever(
    running: RunningBot, people: People, plan: Plan, ended: int, posted: list[str]
) -> None:
    """After so many times it is told to the antipestcoördinator instead."""
    await people.reports()
    for _ in range(ended):
        await running.store.run(lambda unit: unit.outbox.claim(running.clock.now()), named="claim")
        await running.delivering.recover()
    await running.delivering.drain()
    assert posted == plan.posted("bram")
    assert (posted == []) == ("in_doubt_too_often" in codes(running.store))
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
