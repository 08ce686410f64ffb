"""What people see when a pupil was chosen wrongly: the form, the cards, and the page afterwards."""

from __future__ import annotations

import msgspec
import pytest

from flows import commands as do
from flows import verbs
from flows.case import Pasted
from flows.forms import Answer
from flows.identity import Identity
from flows.limits import HINT
from flows.logbook_names import leaks_in
from flows.pages import Entry
from flows.school import Place
from tests.flows.small_school import SCHOOL, Play, member
from tests.flows.views import dialogs, story
from tests.flows.views.dialogs import answers, field, form, ids, offered, opened, read, whole
from tests.flows.views.story import DAY

MATTER = "2"
MAGISTER = f"opruimen/{MATTER}"


@pytest.fixture
def play(monkeypatch: pytest.MonkeyPatch) -> Play:
    """A melding of step 1 whose p2 turned out to be somebody else, now p4, coached by Eva."""
    played = story.agreed()
    incident = (DAY, Answer("wie", ("p2",)), *answers(gezien="woordvoorval"))
    played.does(do.AddNote(actor="bram", kind="incident", answers=incident))
    played.does(do.PasteRecord(actor="carla", record="1.1.start", pupil="p2"))
    played.does(do.PasteRecord(actor="carla", record="1.1.stap1", pupil="p2"))
    played.school = msgspec.structs.replace(
        SCHOOL,
        staff=(*SCHOOL.staff, member("eva")),
        places=(SCHOOL.places[0], Place("p3", ("dirk",)), Place("p4", ("eva",), "onderbouw", "4a")),
    )
    corrects(played, "p2", was="carla")
    right = Identity("p4", roster_id="r4", roepnaam="Daan", achternaam="Smit", class_name="4a")
    known = (dialogs.IDENTITIES[0], dialogs.IDENTITIES[2], right)
    monkeypatch.setattr(dialogs, "IDENTITIES", known)
    return played


def corrects(play: Play, pupil: str, was: str) -> None:
    """Corrects a pupil while that one's coach is known, and then forgets where the pupil was."""
    places = play.school.places
    play.school = msgspec.structs.replace(play.school, places=(*places, Place(pupil, (was,))))
    play.does(do.CorrectPupil(actor="anna", pupil=pupil))
    play.school = msgspec.structs.replace(play.school, places=places)


def test_the_form_asks_who_is_wrong_and_who_is_right() -> None:
    """It says what happens; who leads gets it, also after closing, and nobody else."""
    shown = opened(story.talked(), "bram", verbs.WRONG_PUPIL)
    assert ["let_op", "verkeerd", "leerling"] == ids(shown)
    assert ["p1", "p2", "p3"] == [one.value for one in field(shown, "verkeerd").options]
    assert field(shown, "leerling").not_in_list
    assert len(field(shown, "let_op").hint) <= HINT
    assert None is form(story.talked(), "carla", verbs.WRONG_PUPIL)
    gone = story.aftercare()
    gone.does(do.CloseCase(actor="bram", reason="Goed"))
    assert None is not form(gone, "bram", verbs.WRONG_PUPIL)
    gone.case = msgspec.structs.replace(gone.case, state="ingetrokken")
    assert None is form(gone, "bram", verbs.WRONG_PUPIL)


def test_the_form_warns_of_what_stands_in_magister() -> None:
    """The name is said while it is still known."""
    shown = opened(story.pasted(), "anna", verbs.WRONG_PUPIL)
    assert ["let_op", "tekst", "verkeerd", "leerling"] == ids(shown)
    assert len(field(shown, "tekst").hint) <= HINT
    assert all(one.hint for one in field(shown, "verkeerd").options)


def test_a_line_of_the_page_tells_it(play: Play) -> None:
    """In place of a wrong pupil came the right one, by name; the wrong one has no name."""
    shown = whole(play, "bram")
    assert "In plaats van een verkeerde leerling: Daan Smit (4a)" in shown
    assert "Visser" not in shown
    assert "In Magister gezet: Melding pesten: een verkeerde leerling" in shown


def test_only_who_leads_reads_what_was_about_the_wrong_pupil(play: Play) -> None:
    """The coach of the right pupil and of another see neither the talk nor what stood there."""
    lines = "een verkeerde leerling"
    for person in ("bram", "anna"):
        assert whole(play, person).count(lines) > 1
    for person in ("eva", "dirk"):
        shown = whole(play, person)
        assert "In plaats van een verkeerde leerling" in shown
        assert 1 == shown.count(lines), person
        assert "woordvoorval" not in shown
    assert None is dialogs.page(play, "carla")


def test_what_happened_can_be_put_with_the_right_pupil(play: Play) -> None:
    """A note is corrected by who may; a talk with the wrong pupil stays as it was."""
    entries = {entry.heading: entry for entry in _entries(play, "anna")}
    note = next(one for heading, one in entries.items() if "Er is iets gebeurd" in heading)
    assert note.buttons
    about = [one for heading, one in entries.items() if "Opgepakt voor een verkeerde" in heading]
    assert [()] == [one.buttons for one in about]
    number = next(one.number for one in play.case.log if one.kind == "incident")
    right = (DAY, Answer("wie", ("p4",)), *answers(gezien="woordvoorval"))
    play.does(do.CorrectEntry(actor="anna", entry=number, answers=right, reason="Andere leerling."))
    assert "woordvoorval" in whole(play, "eva")


def _entries(play: Play, person: str) -> list[Entry]:
    pages = range(1, read(play, person).pages + 1)
    return [one for turn in pages for one in read(play, person, subject=str(turn)).entries]


def test_a_talk_with_the_wrong_pupil_counts_on_no_track(play: Play) -> None:
    """Per track it is not shown as done; what happened, and was noted, is shown as it was."""
    shown = msgspec.json.encode(read(play, "bram", verbs.TRACKS)).decode()
    assert "Sanne Jansen" in shown
    assert 1 == shown.count("een verkeerde leerling")
    assert "Er is iets gebeurd: een verkeerde leerling" in shown


def test_the_letter_of_a_wrong_pupil_stays_out_of_texts(play: Play) -> None:
    """Who typed "leerling B" meant somebody; no letter ever stands in Magister."""
    scene = dialogs.dialog_scene(play, "bram")
    leaks = leaks_in(scene, "Dat deed leerling B.", "p1", dialogs.NAMES)
    assert ["leerling B"] == [one.found for one in leaks]


def test_the_former_coach_hears_why(play: Play) -> None:
    """What that coach put in Magister is still to be taken away; all other cards say nothing."""
    card = story.seen(play, "carla", "root")
    assert "withdrawn" == card.tone
    assert () == card.buttons
    assert "Vervallen: verkeerde leerling gekozen." in story.said(card)
    assert "Jij zette hierover een tekst in Magister of stuurde een mail." in story.said(card)
    for key in ("actie/1.1.gesprek_pester", "magister/1.1.start", "gebeurd/1", MAGISTER):
        assert "Vervallen" == story.seen(play, "carla", key).title


def test_a_former_coach_who_put_nothing_in_magister_is_done() -> None:
    """Nothing is asked of them; whoever was kept out, or came in since, reads something else."""
    play = story.talked()
    play.school = msgspec.structs.replace(
        play.school, places=(*play.school.places[1:], Place("p4", ("dirk",)))
    )
    corrects(play, "p1", was="bram")
    assert "Je hoeft niets meer te doen." in story.said(story.seen(play, "bram", "root"))
    assert "Nieuw" in story.seen(play, "dirk", "root").title
    play.does(do.ExcludePerson(actor="anna", person="bram", reason=""))
    assert "Vervallen" == story.seen(play, "bram", "root").title
    play.does(do.TakeOver(actor="anna", slot="begeleider:p4"))
    assert "Opgepakt door een collega" in story.said(story.seen(play, "dirk", "root"))


def test_the_antipestcoordinator_sees_to_magister(play: Play) -> None:
    """The card says which texts and who put them there, never who the pupil was."""
    card = story.seen(play, "anna", MAGISTER)
    assert "action" == card.tone
    assert (verbs.CLEARED, MATTER) == story.presses(card)[0]
    for words in ("leerling B", "Melding pesten en Pestprotocol stap 1", "Carla"):
        assert words in story.said(card)
    assert "Vervallen" == story.seen(play, "bram", MAGISTER).title
    assert "Vervallen" == story.seen(play, "anna", "opruimen/9").title
    assert "Vervallen" == story.seen(play, "anna", "opruimen/1").title
    play.does(do.ClearTexts(actor="anna", number=int(MATTER)))
    done = story.seen(play, "anna", MAGISTER)
    assert "done" == done.tone
    assert "Geregeld, genoteerd door Anna" in story.said(done)
    assert "Geregeld: de teksten bij een verkeerde leerling" in whole(play, "anna")


def test_a_mail_to_the_wrong_family_is_put_right_by_a_call(play: Play) -> None:
    """What was mailed cannot be taken away: the card says whom to call."""
    flow, mail = next(
        (stage.id, one)
        for stage in play.protocol.stages
        for one in stage.records
        if one.medium == "mail"
    )
    text = Pasted(record=f"{flow}.1.{mail.id}", pupil="p2", by="carla", at=play.now)
    wrong = msgspec.structs.replace(play.case.mistaken[0], pasted=(text,))
    play.case = msgspec.structs.replace(play.case, mistaken=(wrong,))
    said = story.said(story.seen(play, "anna", MAGISTER))
    assert "Bel het gezin dat de mail kreeg" in said
    assert "Staat in Magister" not in said


def test_the_page_offers_to_say_that_it_is_gone(play: Play) -> None:
    """Who leads can say so from the page too, once."""
    assert (verbs.CLEARED, MATTER) in offered(read(play, "bram"))
    assert (verbs.CLEARED, MATTER) not in offered(read(play, "eva"))
    assert any("Teksten bij een verkeerde leerling" in line for line in read(play, "bram").items)
    play.does(do.ClearTexts(actor="bram", number=int(MATTER)))
    assert (verbs.CLEARED, MATTER) not in offered(read(play, "bram"))


def test_what_was_put_forward_about_the_wrong_pupil_has_ended() -> None:
    """The card says how, to who asked and who was asked, when they are still in it."""
    play = story.step_one("nee")
    play.does(do.ReportInfeasible(actor="anna", task="1.1.gesprek_pester.p3", reason="Nee"))
    play.does(do.CorrectPupil(actor="bram", pupil="p3"))
    assert "de verkeerde leerling was gekozen" in story.said(story.seen(play, "anna", "besluit/1"))
    assert (verbs.SETTLE, "1") not in offered(read(play, "anna"))
