"""Timers: early, on time, late and twice; and silence that is passed on."""

import datetime

import msgspec
import pytest

from flows import commands as do
from flows.effects import Decision, Refused, SendCard
from tests.flows.meldingen import (
    fire,
    in_step_one,
    name_of,
    place,
    reported,
    sent,
    timers,
    with_agreements,
)
from tests.flows.small_school import MONDAY

NOT_YOURS = Refused("niet-van-jou")
WEEK = "vraag/1.1.week"


SCHOOL_OPENS = datetime.datetime(2026, 11, 26, 6, 30, tzinfo=datetime.UTC)
"""Thursday, half past seven at school."""


def test_a_timer_that_is_early_old_or_double_does_nothing() -> None:
    """Only the timer that was set last, from its moment on, is heard."""
    play = reported()
    follow_up = play.case.follow_up("melding/p1")
    assert follow_up is not None
    timer = do.FollowUpDue(actor="", key=follow_up.key, due=follow_up.due)
    assert Decision() == play.tries(timer)

    play.now = follow_up.due
    decision = play.does(timer)

    assert ["FollowUpClimbed"] == [name_of(one) for one in decision.events]
    assert Decision() == play.tries(timer)
    assert Decision() == play.tries(msgspec.structs.replace(timer, key="melding/p9"))
    assert NOT_YOURS == play.tries(msgspec.structs.replace(timer, actor="bram"))


def test_silence_is_passed_on_and_never_an_answer() -> None:
    """The coach, then the deputy and the antipestcoördinator, then the last resort, for ever."""
    play = reported()
    climbed = []
    for nth in range(1, 6):
        decision = fire(play, "melding/p1")
        climbed.append((play.now.date().isoformat(), sent(decision, f"herinnering/{nth}/root")))
        assert {"melding/p1": "gewoon"} == timers(decision)

    assert [
        ("2026-11-24", ["begeleider:p1"]),
        ("2026-11-26", ["antipestcoordinator", "vervanger/begeleider:p1"]),
        ("2026-11-30", ["laatste_vangnet"]),
        ("2026-12-07", ["laatste_vangnet"]),
        ("2026-12-14", ["laatste_vangnet"]),
    ] == climbed
    assert ("gemeld", "melding", 1) == place(play)


def test_an_acute_report_is_asked_again_after_half_an_hour() -> None:
    """To the coach, deputies, antipestcoördinator and leidinggevende; then the last resort."""
    play = reported(acute=True)
    first = fire(play, "melding/p1")
    assert MONDAY + datetime.timedelta(minutes=30) == play.now
    assert [
        "antipestcoordinator",
        "begeleider:p1",
        "leidinggevende",
        "vervanger/begeleider:p1",
    ] == sent(first, "herinnering/1/root")
    assert ["laatste_vangnet"] == sent(fire(play, "melding/p1"), "herinnering/2/root")


def test_a_reminder_shows_the_card_of_the_task() -> None:
    """Tasks of one action share a card, and so do their reminders."""
    play = in_step_one()

    decision = fire(play, "taak/1.1.gesprek_pester.p2")

    assert ["begeleider:p2"] == sent(decision, "herinnering/1/actie/1.1.gesprek_pester")


def test_a_question_is_asked_before_anybody_is_reminded() -> None:
    """The first time its timer fires a question is asked; only then the ladder begins."""
    play = with_agreements()

    assert [] == sent(fire(play, WEEK), "herinnering/0/" + WEEK)
    assert ["begeleider:p1"] == sent(fire(play, WEEK), "herinnering/1/" + WEEK)


def test_whoever_is_named_later_is_asked_on_the_same_ladder() -> None:
    """A task for all coaches gets the new coach in it, and its due moment stays."""
    play = with_agreements()
    before = play.case.follow_up(WEEK)
    play.does(do.AddPupil(actor="bram", parts=("gepeste",)))
    after = play.case.follow_up(WEEK)

    assert before is not None
    assert after is not None
    assert ("begeleider:p1", "begeleider:p3") == after.slots
    assert (before.due, before.rung) == (after.due, after.rung)


@pytest.mark.parametrize(("acute", "held"), [(True, {None}), (False, {SCHOOL_OPENS})])
def test_only_acute_reminders_ring_at_night(*, acute: bool, held: set[object]) -> None:
    """An acute report is asked again at night; a timer that is late waits for the morning."""
    play = reported(acute=acute)
    follow_up = play.case.follow_up("melding/p1")
    assert follow_up is not None
    play.now = SCHOOL_OPENS - datetime.timedelta(hours=8)
    decision = play.does(do.FollowUpDue(actor="", key=follow_up.key, due=follow_up.due))

    assert held == {one.not_before for one in decision.effects if isinstance(one, SendCard)}
