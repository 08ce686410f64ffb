"""Waiting and being asked: answers suggest, and nothing moves by itself."""

import datetime

import pytest

from flows import commands as do
from flows.effects import Decision, Refused
from flows.events import QuestionPostponed
from flows.field_specs import Fault
from tests.flows.meldingen import (
    AGREEMENT,
    NOT_YET,
    TALK,
    answered,
    done,
    fire,
    in_step_one,
    keys,
    move,
    names,
    place,
    sent,
    suggestion,
    talked,
    timers,
    with_agreements,
)
from tests.flows.small_school import MONDAY, TARGET

NOT_YOURS = Refused("niet-van-jou")
OUTDATED = Refused("verlopen")
WEEK = "vraag/1.1.week"


def test_to_wait_is_to_be_asked_again_after_a_week() -> None:
    """Choosing "volgen" sets one question; the same press does not set another (X-16)."""
    play = talked(TARGET)
    wait = move("volgen", "melding.1", "Even kijken.")
    play.does(wait)
    assert {"volgen/melding.1.1"} == keys(play)
    assert Decision() == play.tries(wait)

    asked = fire(play, "volgen/melding.1.1")

    assert MONDAY + datetime.timedelta(days=7, minutes=-90) == play.now
    assert ["begeleider:p1"] == sent(asked, "volgen/melding.1.1")
    play.does(answered(play, "volgen/melding.1.1", "minder"))
    assert {"keuze/melding.1"} == keys(play)


def test_a_wait_that_was_answered_later_does_not_come_back() -> None:
    """After "nog niet gesproken" and then an answer there is a choice to make, and no old wait."""
    play = talked(TARGET)
    play.does(move("volgen", "melding.1", "Even kijken."))
    fire(play, "volgen/melding.1.1")
    play.does(do.AnswerQuestion(actor="bram", key="volgen/melding.1.1", answers=NOT_YET))
    assert {"volgen/melding.1.1.1"} == keys(play)

    fire(play, "volgen/melding.1.1.1")
    play.does(answered(play, "volgen/melding.1.1.1", "minder"))

    assert {"keuze/melding.1"} == keys(play)
    play.does(move("volgen", "melding.1", "Nog een week."))
    assert {"volgen/melding.1.3"} == keys(play)


def test_after_a_week_somebody_asks_the_pupil() -> None:
    """The question comes a week after the agreements, on a school day at half past eight."""
    play = with_agreements()
    decision = fire(play, WEEK)

    assert ["begeleider:p1"] == sent(decision, WEEK)
    assert datetime.datetime(2026, 11, 30, 7, 30, tzinfo=datetime.UTC) == play.now


@pytest.mark.parametrize(
    ("says", "way"),
    [
        ("gestopt", "afronden"),
        ("minder", "herhalen"),
        ("nog_bezig", "verder"),
        ("wil_niet_zeggen", ""),
    ],
)
def test_an_answer_suggests_and_moves_nothing(says: str, way: str) -> None:
    """The answer proposes a way on; the melding stays where it is until a person chooses."""
    play = with_agreements()
    fire(play, WEEK)
    decision = play.does(answered(play, WEEK, says))

    assert ["QuestionAnswered"] == names(decision)
    assert way == suggestion(decision)
    assert ("lopend", "1", 1) == place(play)
    assert Decision() == play.tries(answered(play, WEEK, says))
    for pupil, coach in (("p1", "bram"), ("p2", "carla")):
        for text in ("start", "stap1"):
            play.does(do.PasteRecord(actor=coach, record=f"1.1.{text}", pupil=pupil))
    assert {"keuze/1.1"} == keys(play)


def test_not_spoken_yet_asks_again_after_two_school_days() -> None:
    """Saying "nog niet gesproken" is no answer: the question comes back, also a second time."""
    play = with_agreements()
    fire(play, WEEK)
    for turn in (1, 2):
        key = WEEK if turn == 1 else f"{WEEK}.{turn - 1}"
        later = do.AnswerQuestion(actor="bram", key=key, answers=NOT_YET)
        decision = play.does(later)
        postponed = decision.events[0]
        assert isinstance(postponed, QuestionPostponed)
        assert {postponed.again: "1 schoolweek"} == timers(decision)
        assert Decision() == play.tries(later)
        fire(play, postponed.again)
        assert postponed.again in keys(play)
    assert datetime.datetime(2026, 12, 4, 7, 30, tzinfo=datetime.UTC) == play.now


def test_a_question_is_answered_by_who_was_asked() -> None:
    """The coach of the bullied pupil or the antipestcoördinator, with a form that is filled in."""
    play = with_agreements()
    fire(play, WEEK)

    assert NOT_YOURS == play.tries(answered(play, WEEK, "gestopt", "carla"))
    assert isinstance(play.tries(answered(play, WEEK, "gestopt", "anna")), Decision)
    assert Refused("velden", (Fault("gesproken", "verplicht"),)) == play.tries(
        do.AnswerQuestion(actor="bram", key=WEEK, answers=())
    )


@pytest.mark.parametrize("key", ["vraag/9.9.week", "magister/1.1.start.p1"])
def test_what_asks_nothing_cannot_be_answered(key: str) -> None:
    """A question that is not there, or a task that is no question, is outdated."""
    answer = do.AnswerQuestion(actor="bram", key=key, answers=NOT_YET)

    assert OUTDATED == with_agreements().tries(answer)


def test_before_a_long_holiday_somebody_looks_once_already() -> None:
    """When the holiday moves the question by more than three days, it is asked before it too."""
    play = in_step_one()
    play.now = datetime.datetime(2026, 12, 14, 9, 0, tzinfo=datetime.UTC)
    play.does(done("carla", "1.1.gesprek_pester.p2", TALK))
    begun = play.does(done("bram", "1.1.afspraken.", AGREEMENT))
    early = "vooraf/1.1.week"
    assert "laatste schooldag voor de vakantie" == timers(begun)[early]
    waiting = {one.key: one.due.date() for one in play.case.follow_ups}
    assert datetime.date(2026, 12, 18) == waiting[early]
    assert datetime.date(2027, 1, 4) == waiting[WEEK]

    assert ["begeleider:p1"] == sent(fire(play, early), early)
    decision = play.does(answered(play, early, "minder"))

    assert "" == suggestion(decision)
    assert early not in keys(play)
    assert WEEK in keys(play)
