"""Corrections: a new version with a reason, of what somebody recorded themselves."""

import msgspec
import pytest

from flows import commands as do
from flows.effects import Decision, Refused
from flows.events import CaseMoved
from flows.evolve import evolve
from flows.field_specs import Fault
from flows.forms import Answer
from flows.limits import LONG_TEXT
from flows.protocol import CaseState
from tests.flows.meldingen import (
    AGREEMENT,
    INCIDENT,
    TALK,
    agreed_together,
    call,
    consent,
    day,
    done,
    evaluation,
    fire,
    in_step_one,
    in_step_two,
    keys,
    names,
    talked,
    with_agreements,
)
from tests.flows.small_school import INTAKE, Play

NOT_YOURS = Refused("niet-van-jou")
OUTDATED = Refused("verlopen")
GONE: tuple[CaseState, ...] = ("samengevoegd", "ingetrokken", "gewist")


def entry(play: Play, what: str) -> int:
    """The number of the first entry that this event made."""
    return next(one.number for one in play.case.log if one.what == what)


def corrected(
    play: Play, what: str, answers: tuple[Answer, ...], reason: str = "Verschreven."
) -> do.CorrectEntry:
    """The coach of the bullied pupil corrects the first entry that this event made."""
    return do.CorrectEntry(actor="bram", entry=entry(play, what), answers=answers, reason=reason)


NEW_TALK = (day("2026-11-20"), *TALK[1:])


def test_a_correction_keeps_the_old_version() -> None:
    """The new version points at the old one, which stays readable (R-19)."""
    play = talked()
    number = entry(play, "TaskCompleted")

    play.does(corrected(play, "TaskCompleted", NEW_TALK))

    old, new = play.case.entry(number), play.case.log[-1]
    assert old is not None
    assert (TALK, new.number) == (old.answers, old.corrected_by)
    assert (NEW_TALK, number, "Verschreven.") == (new.answers, new.corrects, new.reason)
    assert (old.what, old.task, old.pupils) == (new.what, new.task, new.pupils)


def test_a_correction_that_is_sent_twice_is_one_correction() -> None:
    """The same again changes nothing, even with other white space; another one is outdated."""
    play = talked()
    correction = corrected(play, "TaskCompleted", NEW_TALK)
    play.does(correction)
    spaced = (day("2026-11-20 "), *TALK[1:])

    assert Decision() == play.tries(correction)
    assert Decision() == play.tries(msgspec.structs.replace(correction, answers=spaced))
    assert OUTDATED == play.tries(msgspec.structs.replace(correction, answers=TALK))


def test_a_correction_changes_something_and_says_why() -> None:
    """The same words are no correction; one without a reason is refused, as is a novel."""
    play = talked()

    assert Decision() == play.tries(corrected(play, "TaskCompleted", TALK))
    assert Refused("reden-nodig") == play.tries(corrected(play, "TaskCompleted", NEW_TALK, " "))
    assert Refused("te-lang") == play.tries(
        corrected(play, "TaskCompleted", NEW_TALK, "x" * (LONG_TEXT + 1))
    )
    longest = corrected(play, "TaskCompleted", NEW_TALK, "x" * LONG_TEXT)
    assert isinstance(play.tries(longest), Decision)


def test_a_correction_fills_in_the_same_form() -> None:
    """What the form asked must be answered again, and nothing else."""
    play = talked()

    assert Refused("velden", (Fault("besproken", "verplicht"),)) == play.tries(
        corrected(play, "TaskCompleted", NEW_TALK[::2])
    )


ELSE = (day("2026-11-20"),)


@pytest.mark.parametrize(
    ("what", "answers", "fault"),
    [
        ("ConsentRecorded", (*ELSE, Answer("p2", ("misschien",))), Fault("p2", "onbekende-keuze")),
        ("ConsentRecorded", (*ELSE, Answer("p2", ("ja", "nee"))), Fault("p2", "een-antwoord")),
        ("ConsentRecorded", (*ELSE, Answer("p9", ("ja",))), Fault("p9", "onbekend")),
        ("ConsentRecorded", (*ELSE, TALK[-1]), Fault("leeftijd", "onbekend")),
        ("TaskCompleted", (*NEW_TALK, Answer("p2", ("ja",))), Fault("p2", "onbekend")),
        ("AgreementMade", (*AGREEMENT, TALK[-1]), Fault("leeftijd", "onbekend")),
    ],
)
def test_a_correction_answers_what_its_entry_asked(
    what: str, answers: tuple[Answer, ...], fault: Fault
) -> None:
    """A choice per pupil is asked for consent only, an age after a first talk only."""
    play = with_agreements()

    assert Refused("velden", (fault,)) == play.tries(
        msgspec.structs.replace(corrected(play, what, answers), actor="anna")
    )


def test_what_was_chosen_per_pupil_is_kept_with_the_correction() -> None:
    """Each pupil of the melding may stand in the new version of a consent, in order."""
    play = in_step_one()
    both = (Answer("p1", ("nog_vragen",)), Answer("p2", ("nee",)), *ELSE)
    play.does(corrected(play, "ConsentRecorded", both))

    assert both == play.case.log[-1].answers


@pytest.mark.parametrize(
    ("band", "changes"), [("16-17", ["EntryCorrected", "AgeBandSet"]), ("", ["EntryCorrected"])]
)
def test_a_corrected_age_counts_from_then_on(band: str, changes: list[str]) -> None:
    """Whoever ticked the wrong age mends it in the talk where it was asked (R-6)."""
    play = talked()
    age = (Answer("leeftijd", (band,)),) if band else ()
    decision = play.does(corrected(play, "TaskCompleted", (*NEW_TALK[:2], *age)))

    assert changes == names(decision)
    assert (band or "onder-16") == play.case.band("p1")
    assert "" == play.case.band("p2")


def test_only_an_own_entry_with_answers_is_corrected() -> None:
    """A coach corrects what they recorded themselves, the antipestcoördinator everything."""
    play = in_step_one()
    play.does(done("carla", "1.1.gesprek_pester.p2", TALK))
    number = [one.number for one in play.case.log if one.what == "TaskCompleted"][-1]
    correction = do.CorrectEntry(actor="bram", entry=number, answers=NEW_TALK, reason="Zo.")

    assert NOT_YOURS == play.tries(correction)
    assert ["EntryCorrected"] == names(play.does(msgspec.structs.replace(correction, actor="anna")))
    assert OUTDATED == play.tries(msgspec.structs.replace(correction, entry=99))
    assert OUTDATED == play.tries(corrected(play, "ReportAcknowledged", TALK))


def test_the_report_itself_can_be_corrected() -> None:
    """The antipestcoördinator corrects the report with the questions of the intake."""
    play = talked()
    answers = (*INTAKE[:-1], Answer("hoe_vaak", ("dagelijks",)))
    correction = do.CorrectEntry(actor="anna", entry=1, answers=answers, reason="Nagevraagd.")

    assert ["EntryCorrected"] == names(play.does(correction))


def test_a_corrected_agreement_binds_whom_it_names_now() -> None:
    """Whoever was named by mistake is not bound any longer, also after the step was left."""
    for play in (with_agreements(), in_step_two()):
        answers = tuple(Answer("wie", ("p2",)) if one.field == "wie" else one for one in AGREEMENT)
        play.does(corrected(play, "AgreementMade", answers))

        assert ("p2",) == play.case.log[-1].pupils


def test_a_corrected_call_counts_as_it_was_meant() -> None:
    """A call that did not reach the parent after all makes the task open again (A:224)."""
    play = agreed_together(in_step_two())
    play.does(done("bram", "2.1.bellen.p1", call("gesproken")))
    assert "taak/2.1.bellen.p1" not in keys(play)

    play.does(corrected(play, "ParentCalled", call("voicemail")))

    assert "taak/2.1.bellen.p1" in keys(play)


def test_a_corrected_evaluation_keeps_its_form() -> None:
    """An answer to a question is corrected with the questions it answered."""
    play = with_agreements()
    fire(play, "vraag/1.1.week")
    answer = do.AnswerQuestion(actor="bram", key="vraag/1.1.week", answers=evaluation("minder"))
    play.does(answer)

    play.does(corrected(play, "QuestionAnswered", evaluation("gestopt")))

    assert evaluation("gestopt") == play.case.log[-1].answers


def test_the_day_of_consent_can_be_corrected() -> None:
    """Consent keeps the day on which it was given (A:139-141)."""
    play = in_step_one()
    given = play.case.entry(entry(play, "ConsentRecorded"))

    assert given is not None
    assert (day(),) == given.answers
    assert given.pupils == ("p1", "p2")
    assert consent("ja")[-1] == day()


@pytest.mark.parametrize("state", GONE)
def test_nothing_is_added_to_a_melding_that_is_gone(state: CaseState) -> None:
    """Merged, withdrawn or erased: no note and no correction."""
    play = in_step_one()
    moved = CaseMoved(at=play.now, state=state, stage="1", round=1, transition="")
    play.case = evolve(play.case, moved)

    assert Refused("gesloten") == play.tries(
        do.AddNote(actor="bram", kind="incident", answers=INCIDENT)
    )
    assert Refused("gesloten") == play.tries(corrected(play, "TaskCompleted", TALK))
