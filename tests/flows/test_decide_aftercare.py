"""Aftercare, closing and opening again."""

import datetime

import msgspec
import pytest

from flows import commands as do
from flows.effects import Decision, Refused
from flows.limits import LONG_TEXT
from tests.flows.meldingen import (
    NOT_YET,
    answered,
    closed,
    fire,
    in_aftercare,
    in_step_one,
    keys,
    move,
    names,
    place,
    suggestion,
    taken_up,
)
from tests.flows.small_school import Play

NOT_YOURS = Refused("niet-van-jou")
OUTDATED = Refused("verlopen")


def test_aftercare_asks_after_one_four_and_eight_weeks() -> None:
    """Three questions wait; after the last answer somebody is asked whether to close (A:145)."""
    play = in_aftercare()
    asked = sorted(one.due.date() for one in play.case.follow_ups if one.key.startswith("nazorg/"))
    assert [
        datetime.date(2026, 11, 30),
        datetime.date(2027, 1, 4),
        datetime.date(2027, 1, 18),
    ] == asked
    for pupil, coach in (("p1", "bram"), ("p2", "carla")):
        for text in ("start", "stap1"):
            play.does(do.PasteRecord(actor=coach, record=f"1.1.{text}", pupil=pupil))
    for nth in (1, 2, 3):
        fire(play, f"nazorg/1.{nth}")
        play.does(answered(play, f"nazorg/1.{nth}", "gestopt"))

    assert {"keuze/nazorg.1"} == keys(play)
    assert ["CaseMoved"] == names(play.does(do.CloseCase(actor="bram")))
    assert ("gesloten", set()) == (play.case.state, keys(play))


def test_a_question_in_aftercare_can_be_put_off() -> None:
    """Saying "nog niet gesproken" works in aftercare as everywhere."""
    play = in_aftercare()
    fire(play, "nazorg/1.1")
    play.does(do.AnswerQuestion(actor="bram", key="nazorg/1.1", answers=NOT_YET))

    assert {"nazorg/1.1.1", "nazorg/1.2", "nazorg/1.3"} <= keys(play)
    play.does(answered(play, "nazorg/1.1.1", "gestopt"))
    assert not {"nazorg/1.1", "nazorg/1.1.1"} & keys(play)


def test_still_going_on_in_aftercare_suggests_to_open_again() -> None:
    """The answer asks for a choice at once; the other questions keep waiting."""
    play = in_aftercare()
    fire(play, "nazorg/1.1")
    decision = play.does(answered(play, "nazorg/1.1", "nog_bezig"))

    assert "heropenen" == suggestion(decision)
    assert {"keuze/nazorg.1", "nazorg/1.2", "nazorg/1.3"} <= keys(play)
    fire(play, "nazorg/1.2")
    play.does(answered(play, "nazorg/1.2", "gestopt"))
    assert "keuze/nazorg.1" not in keys(play)


def test_closing_early_says_why() -> None:
    """While questions or Magister texts are left a reason is asked; a novel is refused."""
    play = in_aftercare()

    assert Refused("reden-nodig") == play.tries(do.CloseCase(actor="bram"))
    assert Refused("te-lang") == play.tries(
        do.CloseCase(actor="bram", reason="x" * (LONG_TEXT + 1))
    )
    longest = do.CloseCase(actor="bram", reason="x" * LONG_TEXT)
    assert isinstance(play.tries(longest), Decision)
    for nth in (1, 2, 3):
        fire(play, f"nazorg/1.{nth}")
        play.does(answered(play, f"nazorg/1.{nth}", "gestopt"))
    assert Refused("reden-nodig") == play.tries(do.CloseCase(actor="bram"))


def test_closing_before_the_last_question_says_why() -> None:
    """Also when every Magister text was made."""
    play = in_aftercare()
    for record in ("start", "stap1"):
        for pupil in ("p1", "p2"):
            play.does(do.PasteRecord(actor="anna", record=f"1.1.{record}", pupil=pupil))

    assert Refused("reden-nodig") == play.tries(do.CloseCase(actor="bram"))
    play.does(do.CloseCase(actor="bram", reason=" De ouders willen rust. "))
    last = play.case.log[-1]
    assert ("sluiten", "De ouders willen rust.") == (last.kind, last.reason)


def test_closing_is_done_once_by_who_may_from_aftercare() -> None:
    """A second press does nothing; before aftercare there is nothing to close."""
    assert Decision() == closed().tries(do.CloseCase(actor="anna"))
    assert OUTDATED == in_step_one().tries(do.CloseCase(actor="bram", reason="Klaar."))
    assert NOT_YOURS == in_aftercare().tries(do.CloseCase(actor="carla", reason="Klaar."))


@pytest.mark.parametrize("make", [in_aftercare, closed])
def test_a_melding_can_be_opened_again(make: object) -> None:
    """It goes on under the same id in a new round, and asks for consent anew (X-13, A:139-141)."""
    assert callable(make)
    play: Play = make()
    again = do.ReopenCase(actor="bram", reason="Het begon weer.")
    assert Refused("reden-nodig") == play.tries(msgspec.structs.replace(again, reason=" "))
    assert Refused("te-lang") == play.tries(
        msgspec.structs.replace(again, reason="x" * (LONG_TEXT + 1))
    )
    assert isinstance(play.tries(msgspec.structs.replace(again, reason="x" * LONG_TEXT)), Decision)
    assert NOT_YOURS == play.tries(msgspec.structs.replace(again, actor="carla"))

    play.does(again)

    assert ("lopend", "1", 2) == place(play)
    assert "7K3Q" == play.case.id
    assert "taak/1.2.gesprek_pester.p2" not in keys(play)
    assert "taak/melding.1.toestemming.p1" in keys(play)
    assert Decision() == play.tries(again)


def test_a_running_melding_is_not_opened_again() -> None:
    """Opening again is for aftercare and closed meldingen."""
    again = do.ReopenCase(actor="bram", reason="Het begon weer.")

    assert OUTDATED == in_step_one().tries(again)
    assert OUTDATED == taken_up().tries(again)


def test_a_second_aftercare_has_questions_of_its_own() -> None:
    """After opening again and rounding off again the questions begin anew."""
    play = closed()
    play.does(do.ReopenCase(actor="bram", reason="Het begon weer."))
    play.does(move("afronden", "1.2", "Nu echt."))

    assert {"nazorg/2.1", "nazorg/2.2", "nazorg/2.3"} <= keys(play)
