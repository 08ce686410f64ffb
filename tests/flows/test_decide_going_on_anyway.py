"""What "doorgaan" opens: only a gate that may be opened, by who may open it (X-4)."""

from flows import commands as do
from flows import events as ev
from flows.effects import SendCard
from tests.flows.meldingen import (
    THIRD,
    consent,
    done,
    in_step_one,
    in_step_two,
    keys,
    move,
    talked,
    wish,
)
from tests.flows.small_school import BULLY, TARGET, Play

WHY = "Samen besloten: dit moet nu."
TALK_WITH_P2 = "1.1.gesprek_pester.p2"


def settled(play: Play, task: str) -> list[str]:
    """Reports a task as not feasible, lets the antipestcoördinator go on; gives what happened."""
    play.does(do.ReportInfeasible(actor="bram", task=task, reason=WHY))
    number = play.case.matters[-1].number
    command = do.SettleInfeasible(actor="anna", number=number, decision="doorgaan", explanation=WHY)
    return [type(event).__name__ for event in play.does(command).events]


def test_going_on_opens_the_talk_that_was_refused() -> None:
    """The reason of the decision is the reason why the talk goes on without consent."""
    play = in_step_one(answer="nee")

    assert ev.GateOverridden.__name__ in settled(play, "1.1.gesprek_pester.p2")


def test_going_on_never_forces_a_joint_talk() -> None:
    """What no role may override stays closed, whatever was decided."""
    play = in_step_two()
    play.does(done("bram", "2.1.samen_vragen.p1", wish("nee")))

    assert ev.GateOverridden.__name__ not in settled(play, "2.1.gesprek_samen.")


def test_opening_the_talk_answers_what_was_asked_about_it() -> None:
    """Whoever asked hears that it goes on; what was asked about another talk still waits."""
    play = talked(TARGET, BULLY, THIRD)
    play.does(done("bram", "melding.1.toestemming.p1", consent("nee", "p2", "p3")))
    play.does(move("starten", "melding.1", WHY))
    for task in (TALK_WITH_P2, "1.1.gesprek_pester.p3"):
        play.does(do.ReportInfeasible(actor="carla", task=task, reason=WHY))
    decision = play.does(do.OverrideGate(actor="anna", task=TALK_WITH_P2, reason=WHY))

    assert "antwoord/1" in {send.key for send in decision.effects if isinstance(send, SendCard)}
    assert ["doorgaan", ""] == [one.settled for one in play.case.matters]
    assert {"besluit/2"} == {key for key in keys(play) if key.startswith("besluit/")}
