"""Forms beside the steps: notes, advice, decisions, people who step in or out, corrections."""

from __future__ import annotations

from flows import commands as do
from flows import verbs
from flows.forms import Answer
from flows.limits import FIELDS
from flows.views.matter_forms import corrected_answers
from tests.flows.views.dialogs import (
    answers,
    field,
    form,
    ids,
    opened,
)
from tests.flows.views.story import (
    DAY,
    TYPED,
    agreed,
    step_one,
    talked,
)


def test_notes() -> None:
    """Who works on it adds what happened; the reporter what was seen later, without reading."""
    play = agreed()
    assert "wie" in ids(opened(play, "carla", verbs.INCIDENT))
    assert ["dag", "wie", "besproken"] == ids(opened(play, "carla", verbs.PARENT_SPOKE))
    assert ["dag", "gezien", "duiding", "acuut"] == ids(opened(play, "vak", verbs.SAW_MORE))
    assert None is form(play, "vak", verbs.INCIDENT)
    assert None is form(play, "carla", verbs.SAW_MORE)


def test_advice_shows_only_what_was_typed() -> None:
    """The colleague who is asked sees the question, in its newest version."""
    play = agreed()
    assert "aan" in ids(opened(play, "bram", verbs.ASK_ADVICE))
    play.does(do.AskAdvice(actor="bram", to="lies", answers=answers(vraag="Eerste vraag")))
    number = play.case.log[-1].number
    play.does(
        do.CorrectEntry(
            actor="bram", entry=number, answers=answers(vraag="Betere vraag"), reason=TYPED
        )
    )
    shown = opened(play, "lies", verbs.GIVE_ADVICE, "1")
    assert "Betere vraag" == field(shown, "gevraagd").hint
    assert None is form(play, "bram", verbs.GIVE_ADVICE, "1")
    assert None is form(play, "lies", verbs.GIVE_ADVICE, "x")
    assert None is form(play, "vak", verbs.ASK_ADVICE)
    play.does(do.GiveAdvice(actor="lies", number=1, answers=answers(antwoord=TYPED)))
    assert None is form(play, "lies", verbs.GIVE_ADVICE, "1")


def test_questions_of_one_moment_stay_apart() -> None:
    """Two colleagues who ask at once are each answered on their own question, by number."""
    play = agreed()
    for number, (asker, adviser) in enumerate((("bram", "lies"), ("carla", "tom")), 1):
        vraag = answers(vraag=f"Vraag {number}")
        play.does(do.AskAdvice(actor=asker, to=adviser, answers=vraag))

    for number, adviser in ((1, "lies"), (2, "tom")):
        shown = opened(play, adviser, verbs.GIVE_ADVICE, str(number))
        assert f"Vraag {number}" == field(shown, "gevraagd").hint


def test_reasons_of_one_moment_stay_apart() -> None:
    """Each matter shows the reason it was raised with, whatever else was raised just then."""
    play = step_one("nee")
    play.does(do.ReportInfeasible(actor="carla", task="1.1.gesprek_pester.p3", reason="Reden 1"))
    play.does(do.MoveOn(actor="bram", transition="overleg", here="1.1", reason="Reden 2"))
    play.does(do.ReportInfeasible(actor="bram", task="1.1.gesprek_pester.p2", reason="Reden 3"))

    for number in ("1", "2", "3"):
        shown = opened(play, "anna", verbs.SETTLE, number)
        assert f"Reden {number}" == field(shown, "voorgelegd").hint


def test_decision_shows_the_reason() -> None:
    """The antipestcoördinator reads what the coach ran into and records the decision."""
    play = step_one("nee")
    play.does(do.ReportInfeasible(actor="carla", task="1.1.gesprek_pester.p3", reason="Wil niet"))
    assert "Wil niet" == field(opened(play, "anna", verbs.SETTLE, "1"), "voorgelegd").hint
    assert None is form(play, "carla", verbs.SETTLE, "1")
    assert None is form(play, "anna", verbs.SETTLE, "7")
    play.does(do.SettleInfeasible(actor="anna", number=1, decision="doorgaan", explanation=TYPED))
    assert None is form(play, "anna", verbs.SETTLE, "1")


def test_note_is_no_matter_to_decide() -> None:
    """A note of the reporter is read, not decided about."""
    play = agreed()
    play.does(do.AddNote(actor="vak", kind="waarneming", answers=(DAY, *answers(gezien=TYPED))))
    assert None is form(play, "anna", verbs.SETTLE, "1")


def test_people_step_in_and_out() -> None:
    """Stepping back is for who takes part, excluding for the antipestcoördinator."""
    play = agreed()
    assert "reden" in ids(opened(play, "carla", verbs.STEP_BACK))
    assert None is form(play, "vak", verbs.STEP_BACK)
    assert "wie" in ids(opened(play, "anna", verbs.EXCLUDE))
    assert None is form(play, "bram", verbs.EXCLUDE)
    assert ["let_op", "leerling", "rol"] == ids(opened(play, "bram", verbs.ADD_PUPIL))
    assert None is form(play, "carla", verbs.ADD_PUPIL)


def test_correction_is_filled_in() -> None:
    """An own entry opens filled in; the reason is asked."""
    play = agreed()
    entry = next(one for one in play.case.log if one.what == "AgreementMade")
    shown = opened(play, "bram", verbs.CORRECT, str(entry.number))
    assert ["wat", "wie", "tot", "toezicht", "gevolg", "waarom"] == ids(shown)
    assert ("p1", "p2") == field(shown, "wie").values
    assert None is form(play, "carla", verbs.CORRECT, str(entry.number))
    assert None is form(play, "bram", verbs.CORRECT, "x")
    assert None is form(play, "bram", verbs.CORRECT, "9999")


def test_report_is_corrected_without_what_it_led_to() -> None:
    """The sort and urgency of a report stay as they were; the rest can be corrected."""
    play = agreed()
    entry = play.case.log[0]
    shown = opened(play, "anna", verbs.CORRECT, str(entry.number))
    assert "soort" not in ids(shown)
    assert len(shown.fields) <= FIELDS
    given = tuple(Answer(one.id, one.values) for one in shown.fields if one.values)
    changed = tuple(one for one in given if one.field != "gezien")
    new = corrected_answers(entry, shown, (*changed, *answers(gezien="Anders", waarom=TYPED)))
    play.does(do.CorrectEntry(actor="anna", entry=entry.number, answers=new, reason=TYPED))
    assert ("Anders",) == next(
        one.values for one in play.case.log[-1].answers if one.field == "gezien"
    )
    assert None is form(play, "anna", verbs.CORRECT, str(entry.number))


def test_age_stays_in_a_corrected_talk() -> None:
    """An answer that the form does not ask again is kept."""
    play = talked()
    entry = next(one for one in play.case.log if one.what == "TaskCompleted")
    shown = opened(play, "bram", verbs.CORRECT, str(entry.number))
    given = answers(besproken="Anders", leeftijd="18-plus")
    new = corrected_answers(entry, shown, (DAY, *given))
    play.does(do.CorrectEntry(actor="bram", entry=entry.number, answers=new, reason=TYPED))
    assert "18-plus" == play.case.band("p1")
