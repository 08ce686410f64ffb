"""The pages: the melding with its actions and corrections, the confirmation, warnings, help."""

from __future__ import annotations

import msgspec
import pytest

from flows import commands as do
from flows import verbs
from flows.forms import Answer
from flows.leak_check import LeakIndex
from flows.limits import BUTTON, TITLE
from flows.pages import ENTRIES_ON_A_PAGE
from flows.permissions import may_see, stance_of
from flows.presses import Press
from flows.views.help_pages import help_page, protocol_page, why_page
from flows.views.naming import pupil_name
from flows.views.pages import (
    page_for,
)
from flows.wording import Wording
from tests.flows.small_school import stappenplan
from tests.flows.views.dialogs import (
    answers,
    dialog_scene,
    form,
    golden,
    offered,
    page,
    read,
    verbs_of,
    whole,
)
from tests.flows.views.story import (
    DAY,
    EVERYBODY,
    NOT_YET,
    STOPPED,
    TYPED,
    WORDING,
    aftercare,
    agreed,
    asked,
    consented,
    pasted,
    reported,
    step_one,
    taken_up,
    talked,
)
from tests.flows.views.test_texts_used import text_sources


def test_page_of_who_leads() -> None:
    """The coach of the bullied pupil reads everything and has the work at hand."""
    kept, made = golden("page_case_coach", read(agreed(), "bram"))
    assert kept == made


def test_page_of_another_coach() -> None:
    """The coach of another pupil reads the facts and what is about the own pupils."""
    kept, made = golden("page_case_other_coach", read(agreed(), "carla"))
    assert kept == made


def test_pages_hold_eight_lines_each() -> None:
    """A long logbook is turned over, forwards and back; the head stands on the first page."""
    play = pasted()
    first = read(play, "anna")
    assert first.pages > 1
    assert ENTRIES_ON_A_PAGE == len(first.entries)
    second = read(play, "anna", subject="2")
    assert () == second.facts
    assert first.next is not None
    assert first.next.value.endswith("|2")
    assert second.previous is not None
    assert None is read(play, "anna", subject=str(first.pages)).next
    assert None is page(play, "anna", subject=str(first.pages + 1))
    assert None is page(play, "anna", subject="0")
    assert None is page(play, "anna", subject="x")


def test_newest_lines_come_first() -> None:
    """Behind the report and the agreements stands what was recorded last."""
    headings = [entry.heading for entry in read(agreed(), "anna").entries]
    assert "De melding" == headings[0]
    assert headings[1].startswith("Afspraak 1")
    assert headings[2].startswith("Gesprek")


def test_correction_is_shown_with_the_old_version() -> None:
    """A corrected line says when, by whom and why, and what stood there before (R-19)."""
    play = talked()
    entry = next(one for one in play.case.log if one.what == "TaskCompleted")
    for words in ("Tweede", "Derde"):
        newest = play.case.log[-1] if words == "Derde" else entry
        new = (DAY, *answers(besproken=words, leeftijd="16-17"))
        play.does(
            do.CorrectEntry(actor="anna", entry=newest.number, answers=new, reason="Naam fout")
        )
    shown = next(one for one in read(play, "bram").entries if one.heading.startswith("Gesprek"))
    assert "Bram" in shown.meta
    assert "Verbeterd op ma 23 november 10:00 door Anna. Reden: Naam fout" == shown.paragraphs[0]
    assert ["Tweede", TYPED] == [line.rpartition(": ")[2] for line in shown.paragraphs[1:]]
    assert "Derde" in [fact.value for fact in shown.facts]


def test_texts_for_magister_are_called_by_their_titles() -> None:
    """What waits and what was done say which text, and of which pupil."""
    play = agreed()
    waits = "Tekst ‘Melding pesten’ in Magister zetten (Sanne Jansen (2b)) – Bram – "
    assert any(line.startswith(waits) for line in read(play, "bram").items)
    play.does(do.PasteRecord(actor="bram", record="1.1.start", pupil="p1"))
    headings = [entry.heading for entry in read(play, "bram").entries]
    assert "In Magister gezet: Melding pesten: Sanne Jansen (2b)" in headings


def test_a_text_about_the_whole_melding_names_no_pupil() -> None:
    """The line that it stands in Magister says only which text."""
    play = agreed()
    first, one, *rest = play.protocol.stages
    start = msgspec.structs.replace(one.records[0], each="melding")
    changed = msgspec.structs.replace(one, records=(start, *one.records[1:]))
    play.protocol = msgspec.structs.replace(play.protocol, stages=(first, changed, *rest))
    play.does(do.PasteRecord(actor="bram", record="1.1.start", pupil=""))
    headings = [entry.heading for entry in read(play, "bram").entries]
    assert "In Magister gezet: Melding pesten" in headings


def test_corrected_report_does_not_name_the_reporter() -> None:
    """Who may not know the reporter does not learn the name from a correction either."""
    play = agreed()
    report = play.case.log[0]
    new = tuple(
        Answer("gezien", ("Anders",)) if one.field == "gezien" else one for one in report.answers
    )
    play.does(do.AddNote(actor="vak", kind="waarneming", answers=(DAY, *answers(gezien="Meer"))))
    play.does(do.CorrectEntry(actor="anna", entry=report.number, answers=new, reason="Fout"))
    shown = read(play, "carla").entries[0]
    assert "door een collega" in shown.paragraphs[0]
    assert "Vak" not in whole(play, "carla")


def test_every_kind_of_line_has_words() -> None:
    """Each event that becomes a line of the logbook can be read."""
    play = aftercare()
    play.does(do.ReopenCase(actor="bram", reason="Toch weer"))
    play.does(do.AskAdvice(actor="bram", to="lies", answers=answers(vraag="Hoe?")))
    play.does(do.GiveAdvice(actor="lies", number=1, answers=answers(antwoord="Zo.")))
    play.does(do.TakeOver(actor="anna", slot="begeleider:p2"))
    play.does(do.ExcludePerson(actor="anna", person="ict", reason="Ouder"))
    play.does(do.SchoolChanged(actor="", slots=("begeleider:p1",)))
    incident = (DAY, *answers(wie="p2", gezien="Duw", acuut="ja"))
    play.does(do.AddNote(actor="carla", kind="incident", answers=incident))
    play.does(
        do.AddNote(actor="carla", kind="ouder", answers=(DAY, *answers(wie="p2", besproken="x")))
    )
    shown = whole(play, "anna")
    for words in ("Vraag beantwoord", "heropend", "Raad gekregen", "Overgenomen: coach", "Ict"):
        assert words in shown
    assert "het programma" in shown
    assert "een bericht is geen hulp" in shown.lower()


def test_waiting_and_consultation_are_read() -> None:
    """Waiting, asking the antipestcoördinator and going on without consent stand there."""
    play = talked()
    play.does(do.MoveOn(actor="bram", transition="volgen", here="melding.1", reason=TYPED))
    assert "Gekozen: Volg het nog een week" in whole(play, "anna")
    play = step_one("nee")
    override = do.OverrideGate(actor="anna", task="1.1.gesprek_pester.p3", reason="Veiligheid")
    play.does(override)
    play.does(do.MoveOn(actor="bram", transition="overleg", here="1.1", reason="Hoe nu?"))
    play.does(do.AddPupil(actor="bram", parts=play.case.involved[2].parts))
    shown = whole(play, "anna")
    assert "Toch in gesprek zonder toestemming" in shown
    assert "Reden: Hoe nu?" in shown
    assert ("besluiten", "1") in offered(read(play, "anna"))


def test_a_correction_does_not_publish_what_stood_there() -> None:
    """Whoever a line is about only since it was corrected reads the new version and no other."""
    play = agreed()
    told = (DAY, *answers(wie="p1", gezien="Eigen woorden van de leerling."))
    play.does(do.AddNote(actor="bram", kind="incident", answers=told))
    assert "Er is iets gebeurd" not in whole(play, "carla")
    shorter = (DAY, Answer("wie", ("p1", "p2")), *answers(gezien="Er viel een tas."))
    play.does(
        do.CorrectEntry(
            actor="bram", entry=play.case.log[-1].number, answers=shorter, reason="Korter"
        )
    )

    assert "Er viel een tas." in whole(play, "carla")
    assert "Eigen woorden" not in whole(play, "carla")
    assert "Eigen woorden" in whole(play, "bram")


def test_postponed_question_is_read() -> None:
    """That there was no talk with the pupil yet is a line as well."""
    play = asked()
    play.does(
        do.AnswerQuestion(actor="bram", key="vraag/1.1.week", answers=answers(gesproken="nog_niet"))
    )
    assert "Nog niet gesproken; de vraag komt terug" in whole(play, "bram")


def test_question_that_came_back_is_read() -> None:
    """A question that is asked again, after the week or after waiting, is a line like any other."""
    play = asked()
    for key, says in (("vraag/1.1.week", NOT_YET), ("vraag/1.1.week.1", STOPPED)):
        play.does(do.AnswerQuestion(actor="bram", key=key, answers=says))
    assert "Vraag beantwoord: is het gestopt?" in whole(play, "bram")
    play = talked()
    play.does(do.MoveOn(actor="bram", transition="volgen", here="melding.1", reason=TYPED))
    for key, says in (("volgen/melding.1.1", NOT_YET), ("volgen/melding.1.1.1", STOPPED)):
        play.does(do.AnswerQuestion(actor="bram", key=key, answers=says))
    assert "Vraag beantwoord: is het gestopt?" in whole(play, "bram")


def test_page_says_acute_until_it_was_taken_up() -> None:
    """The warning that a message is not help goes once somebody is at work on it."""
    acute = WORDING("pagina-acuut")
    assert (acute,) == read(reported(acute=True), "anna").paragraphs
    taken = taken_up(acute=True)
    assert () == read(taken, "anna").paragraphs
    said = (DAY, Answer("wie", ("p1",)), *answers(gezien=TYPED, acuut="ja"))
    taken.does(do.AddNote(actor="carla", kind="incident", answers=said))
    assert (acute,) == read(taken, "anna").paragraphs
    taken.does(do.SeeNote(actor="bram", number=1))
    assert () == read(taken, "anna").paragraphs


def test_line_about_a_step_that_cannot_be_done_names_the_pupil() -> None:
    """With several pupils in one action it says about which of them."""
    play = step_one("nee")
    task = "1.1.gesprek_pester.p3"
    play.does(do.ReportInfeasible(actor="carla", task=task, reason=TYPED))
    heading = WORDING(
        "logboek-InfeasibleReported",
        actie=WORDING("actie-1-gesprek_pester"),
        leerlingen=pupil_name(dialog_scene(play, "anna"), "p3"),
    )
    assert heading in whole(play, "anna")


def test_joint_talk_is_read_by_whoever_was_there() -> None:
    """A talk together is a line for the coach of each pupil who took part, and for no other."""
    play = agreed()
    play.does(do.MoveOn(actor="bram", transition="verder", here="1.1", reason=TYPED))
    wish = (DAY, *answers(wens="ja"))
    play.does(do.CompleteTask(actor="bram", task="2.1.samen_vragen.p1", answers=wish))
    talk = (DAY, Answer("aanwezig", ("p1", "p2")), *answers(besproken="woordsamen"))
    play.does(do.CompleteTask(actor="bram", task="2.1.gesprek_samen.", answers=talk))
    assert "woordsamen" in whole(play, "bram")
    assert "woordsamen" in whole(play, "carla")
    headings = [entry.heading for entry in read(play, "bram").entries]
    assert WORDING("actie-2-gesprek_samen") in headings


def test_actions_of_a_new_melding() -> None:
    """Before anything else a coach takes it up; one button stands out."""
    shown = read(reported(), "bram")
    assert verbs.TAKE_UP == verbs_of(shown)[0]
    assert 1 == [button.style for button in shown.actions].count("primary")


def test_actions_follow_the_work() -> None:
    """What can be done changes with the state of the melding, and with who looks."""
    assert (verbs.DO, "melding.1.toestemming") in offered(read(talked(), "bram"))
    play = step_one("nee")
    assert (verbs.DO, "melding.1.toestemming") in offered(read(play, "bram"))
    assert (verbs.INFEASIBLE, "1.1.gesprek_pester") in offered(read(play, "carla"))
    assert (verbs.OVERRIDE, "1.1.gesprek_pester.p3") in offered(read(play, "anna"))
    assert (verbs.TAKE_OVER, "begeleider:p2") in offered(read(play, "anna"))
    assert (verbs.ANSWER, "vraag/1.1.week") in offered(read(asked(), "bram"))
    assert (verbs.CHOOSE, "1.1") in offered(read(asked(), "bram"))
    ended = read(aftercare(), "bram")
    assert {verbs.CLOSE, verbs.REOPEN} <= set(verbs_of(ended))
    assert verbs.MAGISTER in verbs_of(read(agreed(), "carla"))


def test_what_is_new_is_marked_read() -> None:
    """The coach in charge says to have read what another recorded."""
    play = agreed()
    play.does(do.AddNote(actor="vak", kind="waarneming", answers=(DAY, *answers(gezien="Meer"))))
    assert (verbs.SEEN, "1") in offered(read(play, "bram"))
    assert verbs.SEEN not in verbs_of(read(play, "carla"))
    play.does(do.SeeNote(actor="bram", number=1))
    assert verbs.SEEN not in verbs_of(read(play, "bram"))


def test_closed_melding_offers_little() -> None:
    """After closing: open again, add what happened later, or put a wrong name right."""
    play = aftercare()
    play.does(do.CloseCase(actor="bram", reason="Goed"))
    left = {
        verbs.REOPEN,
        verbs.TRACKS,
        verbs.INCIDENT,
        verbs.PARENT_SPOKE,
        verbs.STEP_BACK,
        verbs.WRONG_PUPIL,
    }
    assert left == set(verbs_of(read(play, "bram")))
    assert "Gesloten" == read(play, "bram").facts[0].value
    play.case = msgspec.structs.replace(play.case, state="ingetrokken")
    assert [] == verbs_of(read(play, "bram"))


MOMENTS = (reported, taken_up, talked, consented, step_one, agreed, pasted, asked, aftercare)


@pytest.mark.parametrize("moment", MOMENTS)
def test_every_button_of_a_page_opens_something(moment: object) -> None:
    """A button for a form or page leads to one, for the person it was shown to."""
    assert callable(moment)
    play = moment()
    acts = (verbs.TAKE_UP, verbs.SEEN, verbs.TAKE_OVER, verbs.IN_MAGISTER)
    for person in EVERYBODY:
        shown = page(play, person)
        if shown is None:
            continue
        assert len(shown.title) <= TITLE
        for button in shown.actions:
            assert len(button.label) <= BUTTON
        for verb, subject in offered(shown):
            if verb not in acts:
                opens = form(play, person, verb, subject) or page(play, person, verb, subject)
                assert opens is not None, (person, verb, subject)


# ---- around the report


def test_why() -> None:
    """A paragraph in short words, or a choice of this app; an unknown one has no page."""
    scene = dialog_scene(agreed(), "bram")
    why = why_page(scene, "A:216")
    assert why is not None
    assert "de coach spreekt elke leerling apart" == why.paragraphs[1]
    own = why_page(scene, "eigen")
    assert own is not None
    assert "keuze van deze app" in own.paragraphs[0]
    assert None is why_page(scene, "A:1")


def test_protocol_page_is_the_definition_that_runs() -> None:
    """Every stage, action, text and question of the data stands on the page."""
    protocol = stappenplan()
    kept, made = golden("page_protocol", protocol_page(protocol, WORDING))
    assert kept == made
    for stage in protocol.stages:
        assert all(WORDING(f"actie-{stage.id}-{one.id}") in made for one in stage.actions)


def test_protocol_page_of_records_without_a_title() -> None:
    """A record that another stage has is called by that stage; one without title by its text."""
    protocol = stappenplan()
    again = msgspec.structs.replace(protocol.stages[2].records[0], use="1", title="")
    bare = msgspec.structs.replace(protocol.stages[1].records[0], title="")
    stages = (
        protocol.stages[0],
        msgspec.structs.replace(protocol.stages[1], records=(bare,)),
        msgspec.structs.replace(protocol.stages[2], records=(again,)),
    )
    words = Wording.load([*text_sources(), "magister-1-start = Notitie"])
    shown = protocol_page(msgspec.structs.replace(protocol, stages=stages), words)
    values = [
        fact.value for entry in shown.entries for fact in entry.facts if fact.label == "In Magister"
    ]
    assert ["Notitie", "stap 1"] == values


def test_pages_by_verb() -> None:
    """Each verb that opens a page has one, and another verb none."""
    scene = dialog_scene(agreed(), "bram")
    names = LeakIndex(())
    for verb, subject in (
        (verbs.OPEN_CASE, ""),
        (verbs.MAGISTER, "1.1.start"),
        (verbs.TRACKS, ""),
        (verbs.WHY, "eigen"),
        (verbs.PROTOCOL, ""),
        (verbs.HELP, ""),
    ):
        assert page_for(scene, Press(verb, "7K3Q", subject), names) is not None
    assert None is page_for(scene, Press(verbs.DO, "7K3Q", "1.1.afspraken"), names)
    assert help_page(WORDING).paragraphs


# ---- texts


def test_nobody_sees_a_page_without_the_right() -> None:
    """The page asks the same question as the table of rights."""
    play = asked()
    for person in EVERYBODY:
        scene = dialog_scene(play, person)
        assert may_see(stance_of(scene.reader), "facts") == (page(play, person) is not None)
