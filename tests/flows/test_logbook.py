"""The texts for Magister: exact titles, one pupil, newest version, no name of anybody else."""

from __future__ import annotations

import datetime
import itertools

import msgspec
import pytest

from flows import commands as do
from flows import verbs
from flows.case import Entry
from flows.event_parts import Involved
from flows.forms import Answer
from flows.limits import COPY_BLOCK
from flows.logbook import magister_text, tidy
from flows.logbook_lines import About, lines_of
from flows.pages import Page
from flows.presses import Press
from flows.text_pieces import in_pieces
from flows.views.forms import form_for
from flows.views.magister_page import after_pasting_page
from flows.views.names_form import chosen_words
from tests.flows.small_school import MONDAY, Play
from tests.flows.told import START, pasted_body, step_two, talked_about
from tests.flows.views.dialogs import (
    NAMES,
    answers,
    dialog_scene,
    golden,
    offered,
    page,
    read,
    verbs_of,
)
from tests.flows.views.story import DAY, TALKED, agreed, consented, step_one

STEP_1 = "1.1.stap1"


def test_titles_are_exact() -> None:
    """Titles are letter by letter as the protocol writes them (A-49, A-53, X-18)."""
    play = step_two()
    scene = dialog_scene(play, "anna")
    text = magister_text(scene, "2.1.stap2", "p1")
    assert text is not None
    assert "Pestprotocol stap 2" == text.title
    start = magister_text(dialog_scene(agreed(), "anna"), START, "p1")
    step = magister_text(dialog_scene(agreed(), "anna"), STEP_1, "p1")
    assert ("Melding pesten", "Pestprotocol stap 1") == (
        start.title if start else "",
        step.title if step else "",
    )


def test_tidy_title() -> None:
    """A title has composed letters and single spaces."""
    assert "Pestprotocol stap 3 é" == tidy(" Pestprotocol  stap\n3 e\u0301 ")


def test_text_of_step_one() -> None:
    """What was discussed, the agreements that bind this pupil, when it is looked at again."""
    kept, made = golden(
        "page_magister_step_1",
        read(talked_about("Over de pauze."), "carla", "magister", f"{STEP_1}.p2"),
    )
    assert kept == made


def test_text_is_put_in_magister_after_the_item_it_hangs_under() -> None:
    """The first item comes first (A:282-285); only then a step can be marked as done."""
    play = talked_about("Over de pauze.")
    key = f"{STEP_1}.p2"
    assert "in-magister" not in verbs_of(read(play, "carla", "magister", key))
    play.does(do.PasteRecord(actor="carla", record="1.1.start", pupil="p2"))
    assert "in-magister" in verbs_of(read(play, "carla", "magister", key))


def test_text_of_step_two() -> None:
    """The joint talk, the call, who was told, and the item it hangs under."""
    kept, made = golden("page_magister_step_2", read(step_two(), "bram", "magister", "2.1.stap2"))
    assert kept == made


def test_reason_not_to_call_is_told_and_nobody_is_informed() -> None:
    """A parent who was not called is not told about as informed (A:224)."""
    body = pasted_body(step_two(), "2.1.stap2", "p3")
    assert "Niet gebeld (" in body
    assert "Uitkomst" not in body
    assert "Reden: Op verzoek van de leerling" in body
    assert "Geïnformeerd" not in body


def test_agreements_that_bind_others_are_not_told() -> None:
    """Each pupil's text has only the agreements for that pupil, numbered from one."""
    play = talked_about("Over de pauze.")
    assert "Elkaar groeten" not in pasted_body(play, STEP_1, "p1")
    assert "Afspraak 2: Elkaar groeten" in pasted_body(play, STEP_1, "p2")
    assert "Afspraak" not in pasted_body(play, STEP_1, "p3")


def test_talk_with_the_bullied_pupil_is_told_once() -> None:
    """A talk before the steps stands in the first round only."""
    play = talked_about("Over de pauze.")
    assert "Gesproken op 24-11-2026 met Sanne Jansen." in pasted_body(play, STEP_1, "p1")
    play.does(do.MoveOn(actor="bram", transition="herhalen", here="1.1", reason="Nog eens."))
    for pupil in ("p2", "p3"):
        play.does(
            do.CompleteTask(
                actor="carla",
                task=f"1.2.gesprek_pester.{pupil}",
                answers=(DAY, *answers(besproken="Weer")),
            )
        )
    second = (
        *answers(wat="Opnieuw", tot="2026-12-18", toezicht="x", gevolg="y"),
        Answer("wie", ("p1",)),
    )
    play.does(do.CompleteTask(actor="bram", task="1.2.afspraken.", answers=second))
    body = pasted_body(play, "1.2.stap1", "p1")
    assert "Gesproken op" not in body
    assert "Afspraak 1: Opnieuw" in body
    assert "Niet meer duwen" not in body


def test_newest_version_is_told() -> None:
    """After a correction the text tells the new version only, for whom it binds now."""
    play = talked_about("Over de pauze.")
    entry = next(one for one in play.case.log if one.what == "AgreementMade")
    new = (
        *answers(wat="Afstand houden", tot="2026-12-04", toezicht="x", gevolg="y"),
        Answer("wie", ("p1",)),
    )
    play.does(do.CorrectEntry(actor="carla", entry=entry.number, answers=new, reason="Verkeerd"))
    assert "Afstand houden" in pasted_body(play, STEP_1, "p1")
    assert "Niet meer duwen" not in pasted_body(play, STEP_1, "p1")
    assert "Afstand houden" not in pasted_body(play, STEP_1, "p2")


@pytest.mark.parametrize("pupil", ["p1", "p2", "p3"])
@pytest.mark.parametrize("key", ["2.1.stap2"])
def test_no_reporter_and_no_letters(key: str, pupil: str) -> None:
    """A text names neither the reporter nor a colleague, nor the letters of the chat."""
    body = pasted_body(step_two(), key, pupil)
    for name in ("Vak", "Bram", "Carla", "leerling A", "leerling B", "leerling C"):
        assert name not in body


def test_described_pupil_is_the_pupil() -> None:
    """A pupil who is only described is not called by what the reporter typed."""
    body = pasted_body(agreed(), START, "p3")
    assert "de leerling" in body
    assert "rode fiets" not in body


def test_bully_victim_and_other_part() -> None:
    """A pupil with both parts is told of as such, and one with another part too."""
    play = consented()
    involved = (
        Involved("p1", ("gepeste",)),
        Involved("p2", ("gepeste", "pester")),
        Involved("p3", ("pester",)),
    )
    play.does(do.MoveOn(actor="bram", transition="starten", here="melding.1"))
    play.case = msgspec.structs.replace(play.case, involved=involved)
    assert "zelf ook een medeleerling pest" in pasted_body(play, START, "p2")


def test_unfinished_text_is_not_made() -> None:
    """Before the agreements there is no text of the step, and an unknown one never."""
    scene = dialog_scene(step_one("ja"), "anna")
    assert None is magister_text(scene, STEP_1, "p1")
    assert None is magister_text(scene, "9.9.x", "p1")


def test_other_kinds_are_told_by_name_and_day() -> None:
    """What has no words of its own begins with its kind and day, and tells what was typed."""
    about = About(dialog_scene(agreed(), "bram"), "p1")
    entry = Entry(
        number=1,
        at=MONDAY,
        by="bram",
        what="TaskCompleted",
        answers=answers(dag="2026-11-30", maatregel="Vaste plek", uitleg="Rust"),
    )
    lines = [line.text for line in lines_of(about, "maatregel", entry)]
    assert ["Maatregel van 30-11-2026.", "Maatregel: Vaste plek", "Uitleg: Rust"] == lines


# ---- names of others


def test_names_form_is_only_for_the_own_coach() -> None:
    """Another coach, or a text without names: no form and no words."""
    play = talked_about("Sanne riep.")
    scene = dialog_scene(play, "bram")
    assert None is form_for(scene, Press(verbs.CHECK_NAMES, "7K3Q", f"{STEP_1}.p2"), NAMES)
    assert () == chosen_words(scene, f"{STEP_1}.p2", (), NAMES)
    assert () == chosen_words(dialog_scene(play, "carla"), "9.9.x.p2", (), NAMES)
    assert None is form_for(scene, Press(verbs.CHECK_NAMES, "7K3Q", f"{STEP_1}.p1"), NAMES)
    assert None is form_for(scene, Press(verbs.CHECK_NAMES, "7K3Q", f"{STEP_1}.p1"))


# ---- the page


def test_coach_of_several_pupils_turns_the_page() -> None:
    """A coach of two pupils chooses one, and goes to the other from there."""
    play = talked_about("Over de pauze.")
    chooser = read(play, "carla", "magister", STEP_1)
    assert [("magister", f"{STEP_1}.p2"), ("magister", f"{STEP_1}.p3")] == offered(chooser)
    first = read(play, "carla", "magister", f"{STEP_1}.p2")
    assert (1, 2, None) == (first.page, first.pages, first.previous)
    assert first.next is not None
    assert first.next.value.endswith(f"{STEP_1}.p3")


def test_pasted_text_is_only_read() -> None:
    """Once it stands in Magister nothing is left to do, and the list says so."""
    play = agreed()
    play.does(do.PasteRecord(actor="bram", record=STEP_1, pupil="p1"))
    play.does(do.PasteRecord(actor="carla", record=STEP_1, pupil="p2"))
    assert [] == offered(read(play, "bram", "magister", STEP_1))
    assert "(staat in Magister)" in read(play, "carla", "magister", STEP_1).actions[0].label


def _after_pasting(play: Play, person: str, subject: str) -> Page:
    key, _, pupil = subject.rpartition(".")
    play.does(do.PasteRecord(actor=person, record=key, pupil=pupil))
    shown = after_pasting_page(dialog_scene(play, person), subject, NAMES)
    assert shown is not None
    return shown


def test_after_a_text_comes_the_next_one() -> None:
    """A coach goes on with own pupils: first the same text, then the one that hangs under it."""
    play = agreed()
    texts = [f"{key}.{pupil}" for key in (START, STEP_1) for pupil in ("p2", "p3")]
    for pasted, following in itertools.pairwise(texts):
        shown = _after_pasting(play, "carla", pasted)
        assert Press(verbs.MAGISTER, "7K3Q", following).encoded() == shown.id
        assert "Dit is de volgende tekst" in shown.paragraphs[0]
    last = _after_pasting(play, "carla", texts[-1])
    assert "Alle teksten zijn klaar" == last.title
    assert [("open", "")] == offered(last)


def test_who_does_it_for_a_coach_goes_on_with_what_is_left() -> None:
    """The antipestcoördinator, who has no pupils here, is led through those of others."""
    play = agreed()
    _after_pasting(play, "bram", f"{START}.p1")
    shown = _after_pasting(play, "anna", f"{START}.p2")
    assert shown.id.endswith(f"{START}.p3")


def test_order_of_items() -> None:
    """The first item comes first; once it stands there, the text says that it hangs under it."""
    play = agreed()
    before = read(play, "bram", "magister", STEP_1)
    assert "Zet eerst ‘Melding pesten’" in before.paragraphs[1]
    play.does(do.PasteRecord(actor="bram", record=START, pupil="p1"))
    after = read(play, "bram", "magister", STEP_1)
    assert after.copies[0].body.endswith("Hangt onder het logboekitem van 23-11-2026.")


@pytest.mark.parametrize(
    ("person", "subject"),
    [
        ("bram", f"{STEP_1}.p2"),
        ("vak", STEP_1),
        ("tom", STEP_1),
        ("bram", "9.9.x"),
        ("bram", ""),
    ],
)
def test_texts_of_others_are_not_shown(person: str, subject: str) -> None:
    """A coach reads the texts of own pupils, a stranger none."""
    assert None is page(agreed(), person, "magister", subject)


def test_long_text_is_split() -> None:
    """A text longer than a field comes in parts that together are the whole."""
    play = talked_about("woord " * 333, wil_zelf="ander " * 333)
    blocks = read(play, "carla", "magister", f"{STEP_1}.p2").copies
    assert ["Deel 1 van 2", "Deel 2 van 2"] == [block.label for block in blocks]
    assert all(len(block.body) <= COPY_BLOCK for block in blocks)


@pytest.mark.parametrize("text", ["", "kort", "a\nb" * 9, "aa bb cc dd ee", "x" * 25, "\n" * 11])
def test_pieces(text: str) -> None:
    """Pieces are short enough and lose nothing but white space."""
    pieces = in_pieces(text, 10)
    assert all(len(piece) <= 10 for piece in pieces)
    assert "".join(text.split()) == "".join("".join(pieces).split())


def test_text_where_nothing_is_said_about_where() -> None:
    """The first item tells how often and, if it was said, where."""
    play = Play()
    report = answers(soort="geen", bron="ouder", gezien="Duwen", hoe_vaak="eenmalig", waar="plein")
    involved = (Involved("p1", ("gepeste",)), Involved("p2", ("betrokken", "pester")))
    play.does(
        do.ReportBullying(
            actor="bram", case_id="7K3Q", protocol="s", involved=involved, answers=report
        )
    )
    play.does(do.CompleteTask(actor="bram", task="melding.1.gesprek_gepeste.p1", answers=TALKED))
    play.does(do.MoveOn(actor="bram", transition="starten", here="melding.1", reason="Ja"))
    body = pasted_body(play, START, "p1")
    assert "Waar: op het plein" in body
    assert "op een andere manier" in pasted_body(play, START, "p2")
    assert datetime.date(2026, 11, 23) == play.now.date()
