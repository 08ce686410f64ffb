"""Timers: early, on time, late and twice; and silence that is passed on."""

import datetime

import msgspec
import pytest

from flows import commands as do
from flows.effects import CancelFollowUps, Decision, Refused, SendCard, StartFollowUp
from tests.flows.meldingen import (
    AGREEMENT,
    INCIDENT,
    TALK,
    done,
    fire,
    in_step_one,
    name_of,
    place,
    report,
    reported,
    sent,
    timers,
    with_agreements,
)
from tests.flows.small_school import MONDAY, Play, stappenplan

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


def test_silence_is_not_forgotten_when_somebody_is_added() -> None:
    """A question that was passed on stays there, with its due moment, for the new coach too."""
    play = with_agreements()
    for _ in range(3):
        fire(play, WEEK)
    before = play.case.follow_up(WEEK)
    decision = play.does(do.AddPupil(actor="bram", parts=("gepeste",)))
    after = play.case.follow_up(WEEK)

    assert before is not None
    assert after is not None
    assert 2 == after.rung
    assert before.due == after.due
    assert (before.due, ("begeleider:p1", "begeleider:p3")) == woken(decision, WEEK)


def woken(decision: Decision, key: str) -> tuple[datetime.datetime, tuple[str, ...]]:
    """When a decision lets itself be woken about something, and for whom."""
    return next(
        (one.due, one.slots)
        for one in decision.effects
        if isinstance(one, StartFollowUp) and one.key == key
    )


def test_a_timer_is_set_for_what_waits_and_again_at_each_rung() -> None:
    """What the clock is asked for is what the melding says: the same moment, the same people."""
    play = Play()
    for nth in range(3):
        decision = fire(play, "melding/p1") if nth else play.does(report())
        woken_at, slots = woken(decision, "melding/p1")
        waiting = play.case.follow_up("melding/p1")
        assert waiting is not None
        assert (waiting.due, waiting.slots) == (woken_at, slots)
        assert ("begeleider:p1",) == slots


def test_timers_of_what_ended_are_forgotten() -> None:
    """Taking it up ends one timer; a decision that ends nothing forgets nothing."""
    play = reported()
    taken = play.does(do.Acknowledge(actor="carla"))
    told = play.does(do.AddNote(actor="carla", kind="incident", answers=INCIDENT))

    assert [("melding/p2",)] == forgotten(taken)
    assert [] == forgotten(told)


def forgotten(decision: Decision) -> list[tuple[str, ...]]:
    """The timers that a decision lets go of."""
    return [one.keys for one in decision.effects if isinstance(one, CancelFollowUps)]


@pytest.mark.parametrize(("ladder", "held"), [("acuut", False), ("gewoon", True)])
def test_a_question_on_the_acute_ladder_is_asked_at_night(ladder: str, *, held: bool) -> None:
    """When its timer is late, an urgent question rings at once and another in the morning."""
    protocol = stappenplan()
    step = protocol.stages[1]
    asked = tuple(msgspec.structs.replace(one, ladder=ladder) for one in step.questions)
    stages = (protocol.stages[0], msgspec.structs.replace(step, questions=asked))
    play = in_step_one(protocol=msgspec.structs.replace(protocol, stages=stages))
    play.does(done("carla", "1.1.gesprek_pester.p2", TALK))
    play.does(done("bram", "1.1.afspraken.", AGREEMENT))
    question = play.case.follow_up(WEEK)
    assert question is not None
    play.now = SCHOOL_OPENS + datetime.timedelta(days=5, hours=-8)
    decision = play.does(do.FollowUpDue(actor="", key=WEEK, due=question.due))

    morning = SCHOOL_OPENS + datetime.timedelta(days=5) if held else None
    assert {morning} == {one.not_before for one in decision.effects if isinstance(one, SendCard)}


@pytest.mark.parametrize(("acute", "held"), [(True, {None}), (False, {SCHOOL_OPENS})])
def test_only_acute_reminders_ring_at_night(*, acute: bool, held: set[object]) -> None:
    """An acute report is asked again at night; a timer that is late waits for the morning."""
    play = reported(acute=acute)
    follow_up = play.case.follow_up("melding/p1")
    assert follow_up is not None
    play.now = SCHOOL_OPENS - datetime.timedelta(hours=8)
    decision = play.does(do.FollowUpDue(actor="", key=follow_up.key, due=follow_up.due))

    assert held == {one.not_before for one in decision.effects if isinstance(one, SendCard)}
