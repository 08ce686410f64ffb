"""Ways on: what must come first, who chooses, and that a choice happens once."""

import msgspec
import pytest

from flows import commands as do
from flows.effects import Decision, Refused
from flows.limits import LONG_TEXT
from tests.flows.meldingen import (
    INCIDENT,
    answered,
    closed,
    consent,
    done,
    fire,
    in_step_one,
    in_step_two,
    keys,
    move,
    names,
    place,
    sent,
    taken_up,
    talked,
    wish,
    with_agreements,
)
from tests.flows.small_school import TARGET, Play, stappenplan

NOT_YOURS = Refused("niet-van-jou")
OUTDATED = Refused("verlopen")
WEEK = "vraag/1.1.week"


@pytest.mark.parametrize("way", ["starten", "volgen", "geen_pesten"])
def test_nothing_is_chosen_before_the_talk(way: str) -> None:
    """Starting, waiting or "geen pesten": first the talk with the bullied pupil (X-16)."""
    assert Refused("eerst-gesprek") == taken_up().tries(move(way, "melding.1", "Ruzie."))


@pytest.mark.parametrize(
    ("way", "stands"),
    [("starten", ("lopend", "1", 1)), ("geen_pesten", ("geen_pesten", "melding", 1))],
)
def test_after_the_talk_a_person_chooses(way: str, stands: tuple[str, str, int]) -> None:
    """What was chosen happens once, and a closed melding waits for nothing."""
    play = talked()
    chosen = move(way, "melding.1", "Besproken.")
    play.does(chosen)

    assert stands == place(play)
    assert (way == "starten") == bool(keys(play))
    assert Decision() == play.tries(chosen)


def test_a_talk_that_was_left_out_makes_way_but_never_for_no_bullying() -> None:
    """By joint decision it goes on without the talk; "geen pesten" needs the talk itself (X-16)."""
    play = taken_up()
    task = "melding.1.gesprek_gepeste.p1"
    play.does(do.ReportInfeasible(actor="bram", task=task, reason="Zit thuis."))
    play.does(
        do.SettleInfeasible(actor="anna", number=1, decision="overslaan", explanation="Later.")
    )

    assert Refused("eerst-gesprek") == play.tries(move("geen_pesten", "melding.1", "Ruzie."))
    assert isinstance(play.tries(move("starten", "melding.1", "Haast.")), Decision)


def test_a_way_on_is_chosen_by_its_roles() -> None:
    """The coach of the bullied pupil or the antipestcoördinator; another coach does not."""
    play = talked()

    assert NOT_YOURS == play.tries(move("starten", "melding.1", "Haast.", "carla"))
    assert isinstance(play.tries(move("starten", "melding.1", "Haast.", "anna")), Decision)


def test_going_on_early_asks_why() -> None:
    """With work open or the question unanswered a reason is asked; when all is done, none."""
    play = with_agreements()
    assert Refused("reden-nodig") == play.tries(move("afronden", "1.1"))
    assert Refused("te-lang") == play.tries(move("afronden", "1.1", "x" * (LONG_TEXT + 1)))
    assert isinstance(play.tries(move("afronden", "1.1", "x" * LONG_TEXT)), Decision)

    fire(play, WEEK)
    play.does(answered(play, WEEK, "gestopt"))

    assert isinstance(play.tries(move("afronden", "1.1")), Decision)


def test_open_work_alone_asks_why() -> None:
    """In a stage without questions it is the open work that asks for a reason."""
    play = talked()
    assert Refused("reden-nodig") == play.tries(move("starten", "melding.1"))
    play.does(done("bram", "melding.1.toestemming.p1", consent("ja")))

    assert isinstance(play.tries(move("starten", "melding.1")), Decision)


def test_no_bullying_always_says_why() -> None:
    """To say "geen pesten, wel ruzie" is never said without a reason (A:67-69)."""
    play = talked(TARGET)

    assert isinstance(play.tries(move("starten", "melding.1")), Decision)
    assert Refused("reden-nodig") == play.tries(move("geen_pesten", "melding.1"))


@pytest.mark.parametrize(
    "late",
    [
        move("onzin", "1.1", "Verder."),
        move("starten", "melding.2", "Verder."),
        move("overleg", "1.2", "Verder."),
    ],
)
def test_an_old_choice_is_outdated(late: do.MoveOn) -> None:
    """A choice of another stage or round does nothing; one that was made already is done."""
    play = in_step_one()
    expected = Decision() if late.transition == "starten" else OUTDATED

    assert expected == play.tries(late)


def test_a_choice_in_a_closed_melding_is_outdated() -> None:
    """The button of a way on that was not taken does nothing any more."""
    assert OUTDATED == closed().tries(move("verder", "1.1", "Verder."))
    assert Decision() == closed().tries(move("afronden", "1.1", "Verder."))


def test_again_is_the_same_step_in_a_new_round() -> None:
    """Choosing "herhalen" asks all of the step again; what was agreed stays."""
    play = with_agreements()
    play.does(move("herhalen", "1.1", "Het is minder."))

    assert ("lopend", "1", 2) == place(play)
    assert "taak/1.2.gesprek_pester.p2" in keys(play)
    assert 1 == play.case.agreements


def test_the_next_step_begins_in_its_first_round() -> None:
    """The count of rounds is kept per step."""
    play = with_agreements()
    play.does(move("herhalen", "1.1", "Het is minder."))
    play.does(move("verder", "1.2", "Het gaat door."))

    assert ("lopend", "2", 1) == place(play)


def test_the_antipestcoordinator_is_told_when_step_two_is_done() -> None:
    """With the calls, the talk, the agreements and the texts done, the notice goes out (A:226)."""
    play = in_step_two()
    play.does(done("bram", "2.1.samen_vragen.p1", wish("nee")))
    told = []
    for task in ("gesprek_samen.", "afspraken.", "bellen.p1", "bellen.p2"):
        play.does(do.ReportInfeasible(actor="anna", task=f"2.1.{task}", reason="Kan niet."))
        number = len(play.case.matters)
        play.does(
            do.SettleInfeasible(
                actor="anna", number=number, decision="overslaan", explanation="Samen."
            )
        )
    for pupil in ("p1", "p2"):
        decision = play.does(do.PasteRecord(actor="anna", record="2.1.stap2", pupil=pupil))
        told.append(sent(decision, "bericht/2.1.klaar"))

    assert [[], ["antipestcoordinator"]] == told


def test_a_consultation_does_not_wait_for_another_matter() -> None:
    """A note that nobody read yet is no reason not to ask how to go on."""
    play = with_agreements()
    play.does(do.AddNote(actor="carla", kind="incident", answers=INCIDENT))

    decision = play.does(move("overleg", "1.1", "Hoe nu verder?"))

    assert ["ConsultationAsked"] == names(decision)


def test_before_a_report_there_is_no_way_on() -> None:
    """Without a melding there is no stage, and so nothing to choose."""
    assert OUTDATED == Play().tries(move("starten", ".1", "Haast.", "anna"))


def test_a_way_back_to_an_earlier_step_is_a_new_round() -> None:
    """What was done the first time is asked again; the step that was left keeps its count."""
    protocol = stappenplan()
    first, one, two = protocol.stages[:3]
    back = msgspec.structs.replace(one.transitions[0], id="terug", to="1")
    two = msgspec.structs.replace(two, transitions=(*two.transitions, back))
    play = in_step_one(protocol=msgspec.structs.replace(protocol, stages=(first, one, two)))
    play.does(move("verder", "1.1", "Het gaat door."))
    play.does(move("terug", "2.1", "Toch nog eens."))
    assert ("lopend", "1", 2) == place(play)
    play.does(move("verder", "1.2", "Het gaat door."))

    assert ("lopend", "2", 2) == place(play)


def test_why_somebody_waits_is_kept() -> None:
    """The logbook tells the reason for "volgen", as for every way on."""
    play = talked(TARGET)
    play.does(move("volgen", "melding.1", " Even kijken. "))

    assert "Even kijken." == play.case.log[-1].reason


def test_opened_again_in_the_first_stage_is_a_second_round() -> None:
    """What was done there the first time is asked again."""
    protocol = stappenplan()
    care = msgspec.structs.replace(protocol.aftercare, reopen_to="melding")
    play = in_step_one(protocol=msgspec.structs.replace(protocol, aftercare=care))
    play.does(move("afronden", "1.1", "Het is gestopt."))
    play.does(do.ReopenCase(actor="bram", reason="Het begon weer."))

    assert ("lopend", "melding", 2) == place(play)
    assert "taak/melding.2.gesprek_gepeste.p1" in keys(play)
