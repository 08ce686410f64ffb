"""Follow-ups fire when they are due: late if need be, never early, never twice."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.case_service import CaseService
from flows import verbs
from flows.commands import Command
from flows.effects import Decision, Refused
from storage.follow_ups import FollowUp
from tests.practice.people import People
from tests.practice.running_bot import RunningBot
from tests.practice.twelve import MONDAY

REMINDED = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)
"""Tuesday, 08:30 at school: who has not taken up a melding of Monday is asked again."""

NEVER_MADE = "ZZZZ"


async def test_nothing_fires_early(running: RunningBot, people: People) -> None:
    """A moment before it is due nobody is reminded."""
    await people.reports()
    running.clock.move_to(REMINDED - timedelta(seconds=1))
    assert 0 == await running.due_work.run()
    assert ["root"] == people.keys("bram")


async def test_what_is_due_fires_once(running: RunningBot, people: People) -> None:
    """However often the program looks, each coach is reminded once."""
    await people.reports()
    running.clock.move_to(REMINDED)
    assert 2 == await running.due_work.run()
    assert 0 == await running.due_work.run()
    assert ["root", "herinnering/1/root"] == people.keys("bram")
    assert ["root", "herinnering/1/root"] == people.keys("carla")


async def test_late_is_not_lost(running: RunningBot, people: People) -> None:
    """What came due while the program was away fires when it is back."""
    await people.reports()
    running.clock.move_to(REMINDED + timedelta(days=1))
    assert await running.due_work.run() >= 2
    assert "herinnering/1/root" in people.keys("bram")


async def test_what_is_settled_does_not_fire(running: RunningBot, people: People) -> None:
    """A coach who took it up is not asked to; the other one is."""
    case_id = await people.reports()
    await people.presses("bram", verbs.TAKE_UP, case_id)
    running.clock.move_to(REMINDED)
    await running.due_work.run()
    assert not [key for key in people.keys("bram") if key.startswith("herinnering/")]
    assert "herinnering/1/root" in people.keys("carla")


async def test_next_due_is_the_first_of_both(running: RunningBot, people: People) -> None:
    """The program sleeps until a follow-up or a held card is due, whichever comes first."""
    assert await running.due_work.next_due() is None
    running.clock.move_to(datetime(2026, 11, 23, 21, 0, tzinfo=UTC))
    await people.reports()
    await running.due_work.run()
    assert datetime(2026, 11, 24, 6, 30, tzinfo=UTC) == await running.due_work.next_due()


async def test_one_bad_melding_holds_up_no_other(
    running: RunningBot,
    people: People,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A melding that cannot be handled is logged and tried again later; the others go on."""
    bad = await people.reports()
    good = await people.reports()
    handle = CaseService.handle

    async def failing(cases: CaseService, case_id: str, command: Command) -> Decision | Refused:
        if case_id == bad:
            raise ZeroDivisionError
        return await handle(cases, case_id, command)

    running.clock.move_to(REMINDED)
    with monkeypatch.context() as broken:
        broken.setattr(CaseService, "handle", failing)
        await running.due_work.run()
    assert "follow_up_failed" in caplog.text
    reminded = [one for one in people.keys("bram") if one.startswith("herinnering")]
    assert 1 == len(reminded)
    left = running.store.read_now(lambda unit: unit.follow_ups.due(REMINDED))
    assert {bad} == {one.case_id for one in left}
    await running.due_work.run()
    after = running.store.read_now(lambda unit: unit.follow_ups.due(REMINDED))
    assert () == after
    assert good != bad


async def test_a_follow_up_of_a_melding_that_is_gone(running: RunningBot) -> None:
    """What waits for a melding that was never made or is erased is put away."""
    row = FollowUp(NEVER_MADE, "melding/p1", MONDAY, "werkdag", "", MONDAY)
    running.store.run_now(lambda unit: unit.follow_ups.start(row))
    await running.due_work.run()
    assert 0 == running.store.read_now(lambda unit: unit.follow_ups.count_open())
