"""Reporting, taking up, naming more pupils, notes and corrections: what `decide` accepts."""

import datetime
from typing import Literal

import msgspec
import pytest

from flows import commands as do
from flows.effects import Decision, Refused, SendCard
from flows.event_parts import Involved
from flows.field_specs import Fault
from flows.forms import Answer
from tests.flows.meldingen import (
    INCIDENT,
    OTHER_TARGET,
    SIGHTING,
    TALK,
    closed,
    done,
    in_step_one,
    keys,
    names,
    report,
    reported,
    sent,
    taken_up,
    talked,
)
from tests.flows.small_school import BULLY, INTAKE, MONDAY, SCHOOL, TARGET, Play, stappenplan

NOT_YOURS = Refused("niet-van-jou")
OUTDATED = Refused("verlopen")


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


def test_who_talks_with_a_pupil_of_a_colleague_takes_it_up_for_that_pupil() -> None:
    """The antipestcoördinator who acts for a coach leaves nothing to be read first."""
    play = reported()
    decision = play.does(done("anna", "melding.1.gesprek_gepeste.p1", TALK))

    assert [("p1", "anna")] == [(one.pupil, one.by) for one in play.case.acknowledged]
    assert ["melder"] == sent(decision, "opgepakt")


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


@pytest.mark.parametrize("acute", [True, False])
def test_the_reporter_of_an_acute_melding_hears_at_night_that_it_was_taken_up(
    *, acute: bool
) -> None:
    """That help is there need not wait for the morning, when the report did not either."""
    play = reported(acute=acute)
    play.now = MONDAY + datetime.timedelta(hours=13)
    decision = play.does(do.Acknowledge(actor="bram"))

    cards = [one for one in decision.effects if isinstance(one, SendCard) and one.key == "opgepakt"]
    assert [acute] == [one.not_before is None for one in cards]


@pytest.mark.parametrize("online", [True, False])
def test_a_report_says_whether_it_happens_online(*, online: bool) -> None:
    """What was ticked in the report stays with the melding."""
    play = Play()
    play.does(msgspec.structs.replace(report(), online=online))

    assert online == play.case.online


@pytest.mark.parametrize("kind", ["pupil", "pupils"])
def test_who_is_bullied_is_no_answer_in_the_report(kind: Literal["pupil", "pupils"]) -> None:
    """Questions about who are kept apart: names never stand among the answers (architecture §5)."""
    protocol = stappenplan()
    steps = tuple(
        msgspec.structs.replace(
            step,
            questions=tuple(
                msgspec.structs.replace(one, kind=kind) if one.id == "gepesten" else one
                for one in step.questions
            ),
        )
        for step in protocol.intake.steps
    )
    intake = msgspec.structs.replace(protocol.intake, steps=steps)
    play = Play(msgspec.structs.replace(protocol, intake=intake))
    named = msgspec.structs.replace(report(), answers=(Answer("gepesten", ("p1",)), *INTAKE))

    assert Refused("velden", (Fault("gepesten", "onbekend"),)) == play.tries(named)
    play.does(report())
    assert INTAKE == play.case.log[0].answers


def test_another_pupil_can_be_named_later() -> None:
    """The coach of a pupil who is named later gets the melding at once (A:174)."""
    play = talked()
    add = do.AddPupil(actor="bram", parts=("pester",))

    decision = play.does(add)

    assert ["PupilAdded"] == names(decision)
    assert ["begeleider:p3"] == sent(decision, "root")
    assert "melding/p3" in keys(play)


def test_two_pupils_who_are_named_later_have_numbers_of_their_own() -> None:
    """Two people who each name somebody at the same moment both add a pupil."""
    play = talked()
    for actor in ("bram", "anna"):
        play.does(do.AddPupil(actor=actor, parts=("pester",)))

    assert ["p1", "p2", "p3", "p4"] == [one.pupil for one in play.case.involved]


def test_whoever_names_an_own_pupil_has_taken_it_up() -> None:
    """The antipestcoördinator names a pupil without coach, and has read of it."""
    play = talked()
    places = tuple(one for one in SCHOOL.places if one.pupil != "p3")
    play.school = msgspec.structs.replace(SCHOOL, places=places)
    play.does(do.AddPupil(actor="anna", parts=("betrokken",)))

    assert "p3" in [one.pupil for one in play.case.acknowledged]


def test_naming_another_pupil_is_for_who_leads() -> None:
    """The coach of a pupil who bullies does not add pupils, and nobody does once it is closed."""
    command = do.AddPupil(actor="carla", parts=OTHER_TARGET.parts)

    assert NOT_YOURS == talked().tries(command)
    assert Refused("gesloten") == closed().tries(msgspec.structs.replace(command, actor="bram"))


def test_a_bullied_pupil_who_is_named_in_step_one_is_spoken_with_first() -> None:
    """The talk before all else is owed to whoever turns out to be bullied later too (A-36)."""
    play = in_step_one()
    play.does(do.AddPupil(actor="bram", parts=OTHER_TARGET.parts))
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
    assert ("p1",) == play.case.log[-1].pupils
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


@pytest.mark.parametrize(
    ("kind", "actor", "told"), [("incident", "carla", INCIDENT), ("waarneming", "vak", SIGHTING)]
)
def test_an_acute_note_climbs_the_acute_ladder(
    kind: str, actor: str, told: tuple[Answer, ...]
) -> None:
    """It goes out in quiet hours too, and half an hour later it is passed on."""
    play = in_step_one()
    play.now = MONDAY + datetime.timedelta(hours=13)
    decision = play.does(note(kind, actor, (*told, Answer("acuut", ("ja",)))))

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
