"""A talk that goes on without consent: by whom, for whom and with what reason (X-4)."""

import pytest

from flows import commands as do
from flows.effects import Decision, Refused
from flows.limits import LONG_TEXT
from tests.flows.meldingen import (
    TALK,
    THIRD,
    consent,
    done,
    in_step_one,
    in_step_two,
    move,
    status,
    talked,
    wish,
)
from tests.flows.small_school import BULLY, TARGET

NOT_YOURS = Refused("niet-van-jou")
OUTDATED = Refused("verlopen")
TALK_WITH_BULLY = done("carla", "1.1.gesprek_pester.p2", TALK)
CONSENT = "melding.1.toestemming.p1"


def override(
    actor: str, task: str = "1.1.gesprek_pester.p2", why: str = "Acuut."
) -> do.OverrideGate:
    """Somebody lets a talk go on without consent."""
    return do.OverrideGate(actor=actor, task=task, reason=why)


@pytest.mark.parametrize(("actor", "may"), [("anna", True), ("rector", True), ("bram", False)])
def test_the_antipestcoordinator_or_schoolleiding_can_override(actor: str, *, may: bool) -> None:
    """For safety a talk goes on without consent, with a reason, by those two roles (X-4)."""
    play = in_step_one(answer="nee")
    play.does(do.ReportInfeasible(actor="carla", task="1.1.gesprek_pester.p2", reason="Nee."))
    decision = play.tries(override(actor))

    assert may == isinstance(decision, Decision)
    if may:
        play.does(override(actor))
        assert Decision() == play.tries(override("anna"))
        assert "" == status(play, CONSENT)
        assert isinstance(play.tries(TALK_WITH_BULLY), Decision)


def test_after_an_override_consent_is_not_asked_any_more() -> None:
    """Who was still being asked need not answer; they are told instead (X-4)."""
    play = in_step_one(answer="nog_vragen")
    play.does(override("anna"))

    assert "" == status(play, CONSENT)


def test_an_override_is_for_one_pupil() -> None:
    """What is urgent for one pupil opens no talk with another."""
    play = talked(TARGET, BULLY, THIRD)
    play.does(done("bram", CONSENT, consent("nee", "p2", "p3")))
    play.does(move("starten", "melding.1"))
    play.does(override("anna"))

    assert isinstance(play.tries(TALK_WITH_BULLY), Decision)
    other = done("carla", "1.1.gesprek_pester.p3", TALK)
    assert Refused("geen-toestemming") == play.tries(other)


def test_an_override_says_why_and_opens_a_gate() -> None:
    """No reason, too long a reason, or nothing to open: refused."""
    play = in_step_one(answer="nee")

    assert Refused("reden-nodig") == play.tries(override("anna", why=" "))
    assert Refused("te-lang") == play.tries(override("anna", why="x" * (LONG_TEXT + 1)))
    assert isinstance(play.tries(override("anna", why="x" * LONG_TEXT)), Decision)
    assert OUTDATED == play.tries(override("anna", "1.1.afspraken."))
    assert OUTDATED == play.tries(override("anna", "1.1.onzin."))


def test_a_wish_cannot_be_overridden() -> None:
    """Nobody can make a pupil talk together with who bullies (A:119)."""
    play = in_step_two()
    play.does(done("bram", "2.1.samen_vragen.p1", wish("nee")))

    assert NOT_YOURS == play.tries(override("anna", "2.1.gesprek_samen."))
