"""Reporting, taking up, naming more pupils, notes and corrections: what `decide` accepts."""

import datetime

import msgspec
import pytest

from flows import commands as do
from flows.effects import Decision, Refused, SendCard
from flows.events import CaseMoved, Involved
from flows.evolve import evolve
from flows.field_specs import Fault
from flows.forms import Answer
from flows.limits import LONG_TEXT
from tests.flows.meldingen import (
    AGREEMENT,
    INCIDENT,
    OTHER_TARGET,
    SIGHTING,
    TALK,
    call,
    closed,
    consent,
    day,
    done,
    evaluation,
    fire,
    in_step_one,
    in_step_two,
    keys,
    names,
    report,
    reported,
    sent,
    taken_up,
    talked,
    with_agreements,
)
from tests.flows.small_school import BULLY, INTAKE, MONDAY, TARGET, Play

NOT_YOURS = Refused("niet-van-jou")
OUTDATED = Refused("verlopen")
GONE = ("samengevoegd", "ingetrokken", "gewist")


def gone(state: str) -> Play:
    """A melding that was merged, withdrawn or erased."""
    play = in_step_one()
    moved = CaseMoved(at=play.now, state=state, stage="1", round=1, transition="")  # type: ignore[arg-type]  # each is a state
    play.case = evolve(play.case, moved)
    return play


def entry(play: Play, what: str) -> int:
    """The number of the first entry that this event made."""
    return next(one.number for one in play.case.log if one.what == what)


def test_every_coach_and_the_antipestcoordinator_get_a_report_and_the_reporter_a_receipt() -> None:
    """A report goes to the coaches of all named pupils and the antipestcoördinator (A:166)."""
    decision = Play().tries(report())

    assert isinstance(decision, Decision)
    assert ["antipestcoordinator", "begeleider:p1", "begeleider:p2", "melder"] == sent(
        decision, "root"
    )


def test_a_report_that_is_sent_twice_is_one_report() -> None:
    """The same report again changes nothing."""
    assert Decision() == reported().tries(report())


def test_only_staff_report() -> None:
    """Whoever is not on the staff list cannot report."""
    assert NOT_YOURS == Play().tries(report(by="onbekend"))


def test_a_report_names_a_bullied_pupil() -> None:
    """A report without a bullied pupil is refused; one without a known bully is not (X-26)."""
    assert Refused("geen-leerling") == Play().tries(report(BULLY))
    assert isinstance(Play().tries(report(TARGET)), Decision)


def test_a_report_answers_what_must_be_answered() -> None:
    """Each answer that is missing is named."""
    command = msgspec.structs.replace(report(), answers=INTAKE[:-1])

    assert Refused("velden", (Fault("hoe_vaak", "verplicht"),)) == Play().tries(command)


def test_a_coach_who_reports_has_taken_it_up() -> None:
    """Nobody asks a coach to read an own report; the other coach is still asked (A-33)."""
    play = reported(by="bram")

    assert ["p1"] == [one.pupil for one in play.case.acknowledged]
    assert {"melding/p2", "taak/melding.1.gesprek_gepeste.p1"} == keys(play)


def test_the_reporter_hears_that_it_was_taken_up_for_the_bullied_pupil_only() -> None:
    """That the coach of another pupil read it says nothing about help for the bullied one."""
    play = reported()

    assert [] == sent(play.does(do.Acknowledge(actor="carla")), "opgepakt")
    assert ["melder"] == sent(play.does(do.Acknowledge(actor="bram")), "opgepakt")


def test_taking_up_twice_counts_once() -> None:
    """The first press counts, for each coach on their own."""
    play = taken_up()

    assert Decision() == play.tries(do.Acknowledge(actor="bram"))


def test_a_closed_melding_is_not_taken_up_any_more() -> None:
    """Pressing an old card of a melding that ended does nothing."""
    play = reported()
    play.does(done("bram", "melding.1.gesprek_gepeste.p1", TALK))
    play.does(do.MoveOn(actor="bram", transition="geen_pesten", here="melding.1", reason="Ruzie."))

    assert Decision() == play.tries(do.Acknowledge(actor="carla"))


def test_the_reporter_takes_nothing_up() -> None:
    """A reporter without a part in it only reports."""
    assert NOT_YOURS == reported().tries(do.Acknowledge(actor="vak"))


def test_the_antipestcoordinator_stands_in_for_a_pupil_without_coach() -> None:
    """Somebody who is not in the list has no coach: the antipestcoördinator takes it up."""
    play = reported(Involved("p9", ("gepeste",)), BULLY)

    decision = play.does(do.Acknowledge(actor="anna"))

    assert ["melder"] == sent(decision, "opgepakt")
    assert ["p9"] == [one.pupil for one in play.case.acknowledged]


def test_an_acute_report_rings_at_night() -> None:
    """Acute goes at once; anything else waits for the morning for all but the one who acted."""
    night = MONDAY + datetime.timedelta(hours=13)
    held = {}
    for acute in (False, True):
        play = Play()
        play.now = night
        decision = play.does(report(acute=acute))
        held[acute] = {one.not_before for one in decision.effects if isinstance(one, SendCard)}

    assert {False: {MONDAY + datetime.timedelta(hours=21, minutes=30)}, True: {None}} == held


def test_another_pupil_can_be_named_later() -> None:
    """The coach of a pupil who is named later gets the melding at once (A:174)."""
    play = talked()
    add = do.AddPupil(actor="bram", involved=Involved("p3", ("pester",)))

    decision = play.does(add)

    assert ["PupilAdded"] == names(decision)
    assert ["begeleider:p3"] == sent(decision, "root")
    assert "melding/p3" in keys(play)
    assert Decision() == play.tries(add)


def test_whoever_names_an_own_pupil_has_taken_it_up() -> None:
    """The antipestcoördinator names a pupil without coach, and has read of it."""
    play = talked()
    play.does(do.AddPupil(actor="anna", involved=Involved("p9", ("betrokken",))))

    assert "p9" in [one.pupil for one in play.case.acknowledged]


def test_naming_another_pupil_is_for_who_leads() -> None:
    """The coach of a pupil who bullies does not add pupils, and nobody does once it is closed."""
    command = do.AddPupil(actor="carla", involved=OTHER_TARGET)

    assert NOT_YOURS == talked().tries(command)
    assert Refused("gesloten") == closed().tries(msgspec.structs.replace(command, actor="bram"))


def test_a_bullied_pupil_who_is_named_in_step_one_is_spoken_with_first() -> None:
    """The talk before all else is owed to whoever turns out to be bullied later too (A-36)."""
    play = in_step_one()
    play.does(do.AddPupil(actor="bram", involved=OTHER_TARGET))
    play.does(do.Acknowledge(actor="carla"))

    assert "taak/melding.1.gesprek_gepeste.p3" in keys(play)


def note(kind: str, actor: str, answers: tuple[Answer, ...] = INCIDENT) -> do.AddNote:
    """Somebody tells something new."""
    return do.AddNote(actor=actor, kind=kind, answers=answers)


def test_an_incident_waits_until_whoever_leads_has_read_it() -> None:
    """The coach of another pupil tells it; the bullied pupil's coach is asked to read."""
    play = in_step_one()
    decision = play.does(note("incident", "carla"))

    assert ["NoteAdded"] == names(decision)
    assert ["antipestcoordinator", "begeleider:p1", "begeleider:p2"] == sent(decision, "gebeurd/1")
    assert "gebeurd/1" in keys(play)

    play.does(do.SeeNote(actor="bram", number=1))

    assert "gebeurd/1" not in keys(play)
    assert Decision() == play.tries(do.SeeNote(actor="anna", number=1))


def test_whoever_leads_need_not_read_an_own_note() -> None:
    """An own note counts as read and gets no answer."""
    play = in_step_one()
    decision = play.does(note("incident", "bram"))

    assert ["NoteAdded", "NoteSeen"] == names(decision)
    assert [] == sent(decision, "antwoord/1")
    assert "gebeurd/1" not in keys(play)


def test_an_acute_incident_climbs_the_acute_ladder() -> None:
    """Half an hour later it is passed on, at any time of day."""
    play = in_step_one()
    play.now = MONDAY + datetime.timedelta(hours=13)
    decision = play.does(note("incident", "carla", (*INCIDENT, Answer("acuut", ("ja",)))))

    assert play.case.acute
    assert {None} == {one.not_before for one in decision.effects if isinstance(one, SendCard)}
    waiting = play.case.follow_up("gebeurd/1")
    assert waiting is not None
    assert ("acuut", play.now + datetime.timedelta(minutes=30)) == (waiting.ladder, waiting.due)


def test_the_reporter_adds_what_was_seen_without_reading() -> None:
    """The reporter may add one kind of note and see or do nothing else."""
    play = in_step_one()

    assert isinstance(play.tries(note("waarneming", "vak", SIGHTING)), Decision)
    assert NOT_YOURS == play.tries(note("incident", "vak"))
    assert NOT_YOURS == play.tries(note("waarneming", "carla", SIGHTING))
    assert NOT_YOURS == play.tries(do.SeeNote(actor="vak", number=1))


@pytest.mark.parametrize("kind", ["onzin", "gesprek"])
def test_a_note_has_a_kind_of_note(kind: str) -> None:
    """What is not a kind of note is an outdated form."""
    assert OUTDATED == in_step_one().tries(note(kind, "bram"))


def test_a_note_that_is_not_there_cannot_be_read() -> None:
    """A card of a note that never was is outdated."""
    assert OUTDATED == in_step_one().tries(do.SeeNote(actor="bram", number=4))


def test_a_note_says_what_it_must() -> None:
    """What is missing in a note is named."""
    refused = in_step_one().tries(note("incident", "bram", INCIDENT[:2]))

    assert Refused("velden", (Fault("gezien", "verplicht"),)) == refused


def test_long_after_closing_something_can_be_added() -> None:
    """A note is kept in a closed melding; nothing waits for it then."""
    play = closed()

    assert ["NoteAdded"] == names(
        play.does(note("ouder", "carla", (*INCIDENT[:2], Answer("besproken", ("Dank.",)))))
    )
    assert set() == keys(play)


@pytest.mark.parametrize("state", GONE)
def test_nothing_is_added_to_a_melding_that_is_gone(state: str) -> None:
    """Merged, withdrawn or erased: no note and no correction."""
    play = gone(state)

    assert Refused("gesloten") == play.tries(note("incident", "bram"))
    assert Refused("gesloten") == play.tries(corrected(play, "TaskCompleted", TALK))


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
    play = in_step_two()
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
