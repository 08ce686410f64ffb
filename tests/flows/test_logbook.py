"""The texts for Magister: exact titles, one pupil, newest version, no name of anybody else."""

from __future__ import annotations

import datetime

import msgspec
import pytest

from flows import commands as do
from flows import verbs
from flows.case import Entry
from flows.events import Involved
from flows.field_specs import Fault
from flows.forms import Answer
from flows.leak_check import LeakIndex
from flows.limits import COPY_BLOCK, FIELDS
from flows.logbook import magister_text, tidy
from flows.logbook_lines import About, lines_of
from flows.logbook_names import checked_text
from flows.presses import Press
from flows.roster import RosterPupil
from flows.views.forms import form_for
from flows.views.magister_page import in_pieces, magister_page
from flows.views.names_form import Chosen, chosen_words
from tests.flows.small_school import MONDAY, Play
from tests.flows.views.dialogs import (
    NAMES,
    answers,
    dialog_scene,
    field,
    golden,
    ids,
    offered,
    opened,
    page,
    read,
)
from tests.flows.views.story import DAY, TALKED, agreed, consented, step_one

STEP_1 = "1.1.stap1"
START = "1.1.start"


def _body(play: Play, key: str, pupil: str, names: LeakIndex = NAMES) -> str:
    """The text as it would be pasted."""
    scene = dialog_scene(play, "anna")
    text = magister_text(scene, key, pupil)
    assert text is not None
    return checked_text(scene, text, names).body


def _talked(besproken: str, wil_zelf: str = "") -> Play:
    """Step 1, with this said in the talk with the second pupil."""
    play = step_one("ja")
    given = {"besproken": besproken, "leeftijd": "onder-16"}
    if wil_zelf:
        given["wil_zelf"] = wil_zelf
    task = "1.1.gesprek_pester.p2"
    play.does(do.CompleteTask(actor="carla", task=task, answers=(DAY, *answers(**given))))
    play.does(do.CompleteTask(actor="carla", task="1.1.gesprek_pester.p3", answers=TALKED))
    _agrees(play, "Niet meer duwen", "p1", "p2", more=True)
    _agrees(play, "Elkaar groeten", "p2")
    return play


def _agrees(play: Play, what: str, *pupils: str, more: bool = False) -> None:
    given = (
        *answers(wat=what, tot="2026-12-04", toezicht="In de pauze kijken", gevolg="Weer praten"),
        Answer("wie", pupils),
        *(answers(nog_een="ja") if more else ()),
    )
    play.does(do.CompleteTask(actor="carla", task="1.1.afspraken.", answers=given))


def _step_two() -> Play:
    """Step 2 with the joint talk held and both parents called."""
    play = _talked("Het ging over de pauze.")
    play.does(do.PasteRecord(actor="bram", record=START, pupil="p1"))
    play.does(do.MoveOn(actor="bram", transition="verder", here="1.1", reason="Nog niet over."))
    wish = (DAY, *answers(wens="ja"))
    play.does(do.CompleteTask(actor="bram", task="2.1.samen_vragen.p1", answers=wish))
    talk = (DAY, Answer("aanwezig", ("p1", "p2", "p3")), *answers(besproken="Over respect."))
    play.does(do.CompleteTask(actor="bram", task="2.1.gesprek_samen.", answers=talk))
    agreement = (
        *answers(wat="Normaal doen", tot="2026-12-11", toezicht="Elke week", gevolg="Ouders erbij"),
        Answer("wie", ("p1", "p2", "p3")),
    )
    play.does(do.CompleteTask(actor="bram", task="2.1.afspraken.", answers=agreement))
    for coach, pupil in (("bram", "p1"), ("carla", "p2"), ("carla", "p3")):
        call = (DAY, *answers(ouder="eerste", tweede_ouder="nee"))
        if pupil == "p3":
            how = answers(uitkomst="niet_bellen", reden="Op verzoek van de leerling")
        else:
            how = answers(uitkomst="gesproken", besproken="Ouder werkt mee")
        play.does(do.CompleteTask(actor=coach, task=f"2.1.bellen.{pupil}", answers=(*call, *how)))
    return play


def test_titles_are_exact() -> None:
    """Titles are letter by letter as the protocol writes them (A-49, A-53, X-18)."""
    play = _step_two()
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
        "page_magister_step_1", read(_talked("Over de pauze."), "carla", "magister", f"{STEP_1}.p2")
    )
    assert kept == made


def test_text_of_step_two() -> None:
    """The joint talk, the call, who was told, and the item it hangs under."""
    kept, made = golden("page_magister_step_2", read(_step_two(), "bram", "magister", "2.1.stap2"))
    assert kept == made


def test_reason_not_to_call_is_told_and_nobody_is_informed() -> None:
    """A parent who was not called is not told about as informed (A:224)."""
    body = _body(_step_two(), "2.1.stap2", "p3")
    assert "Reden: Op verzoek van de leerling" in body
    assert "Geïnformeerd" not in body


def test_agreements_that_bind_others_are_not_told() -> None:
    """Each pupil's text has only the agreements for that pupil, numbered from one."""
    play = _talked("Over de pauze.")
    assert "Elkaar groeten" not in _body(play, STEP_1, "p1")
    assert "Afspraak 2: Elkaar groeten" in _body(play, STEP_1, "p2")
    assert "Afspraak" not in _body(play, STEP_1, "p3")


def test_talk_with_the_bullied_pupil_is_told_once() -> None:
    """A talk before the steps stands in the first round only."""
    play = _talked("Over de pauze.")
    assert "Gesproken op 24-11-2026 met Sanne Jansen." in _body(play, STEP_1, "p1")
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
    body = _body(play, "1.2.stap1", "p1")
    assert "Gesproken op" not in body
    assert "Afspraak 1: Opnieuw" in body
    assert "Niet meer duwen" not in body


def test_newest_version_is_told() -> None:
    """After a correction the text tells the new version only, for whom it binds now."""
    play = _talked("Over de pauze.")
    entry = next(one for one in play.case.log if one.what == "AgreementMade")
    new = (
        *answers(wat="Afstand houden", tot="2026-12-04", toezicht="x", gevolg="y"),
        Answer("wie", ("p1",)),
    )
    play.does(do.CorrectEntry(actor="carla", entry=entry.number, answers=new, reason="Verkeerd"))
    assert "Afstand houden" in _body(play, STEP_1, "p1")
    assert "Niet meer duwen" not in _body(play, STEP_1, "p1")
    assert "Afstand houden" not in _body(play, STEP_1, "p2")


@pytest.mark.parametrize("pupil", ["p1", "p2", "p3"])
@pytest.mark.parametrize("key", ["2.1.stap2"])
def test_no_reporter_and_no_letters(key: str, pupil: str) -> None:
    """A text names neither the reporter nor a colleague, nor the letters of the chat."""
    body = _body(_step_two(), key, pupil)
    for name in ("Vak", "Bram", "Carla", "leerling A", "leerling B", "leerling C"):
        assert name not in body


def test_described_pupil_is_the_pupil() -> None:
    """A pupil who is only described is not called by what the reporter typed."""
    body = _body(agreed(), START, "p3")
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
    assert "zelf ook een medeleerling pest" in _body(play, START, "p2")


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


def test_names_of_others_are_replaced_after_a_look() -> None:
    """The page asks to check first; then the confirmed words stand in the text."""
    play = _talked("Sanne zei het tegen Daan.", wil_zelf="Sanne's jas teruggeven")
    shown = read(play, "carla", "magister", f"{STEP_1}.p2")
    assert () == shown.copies
    assert [("nakijken", f"{STEP_1}.p2")] == offered(shown)
    asked = opened(play, "carla", verbs.CHECK_NAMES, f"{STEP_1}.p2")
    assert ["let_op", "naam-1", "naam-2"] == ids(asked)
    assert ("Een medeleerling",) == field(asked, "naam-1").values
    _reviews(play, "carla", f"{STEP_1}.p2", ("Een klasgenoot", "een klasgenoots"))
    body = read(play, "carla", "magister", f"{STEP_1}.p2").copies[0].body
    assert "Besproken: Een klasgenoot zei het tegen Daan." in body
    assert "een klasgenoots jas teruggeven" in body
    assert "Sanne" not in body


def _reviews(play: Play, who: str, subject: str, words: tuple[str, ...], first: int = 1) -> None:
    given = tuple(Answer(f"naam-{n}", (word,)) for n, word in enumerate(words, first))
    chosen = chosen_words(dialog_scene(play, who), subject, given, NAMES)
    assert isinstance(chosen, Chosen), chosen
    play.does(
        do.ReviewRecord(
            actor=who,
            record=chosen.record,
            pupil=chosen.pupil,
            phrases=chosen.phrases,
            digest=chosen.digest,
        )
    )


def test_words_can_be_changed_again() -> None:
    """After the look the words can be chosen anew; each stays that was not asked again."""
    play = _talked("Sanne riep.")
    _reviews(play, "carla", f"{STEP_1}.p2", ("Iemand",))
    shown = read(play, "carla", "magister", f"{STEP_1}.p2")
    assert [("in-magister", f"{STEP_1}.p2"), ("nakijken", f"{STEP_1}.p2")] == offered(shown)
    _reviews(play, "carla", f"{STEP_1}.p2", ("Een ander",))
    assert "Een ander riep." in _body(play, STEP_1, "p2")


def test_another_text_asks_for_another_look() -> None:
    """After a correction the chosen words no longer count."""
    play = _talked("Sanne riep.")
    _reviews(play, "carla", f"{STEP_1}.p2", ("Iemand",))
    entry = next(one for one in play.case.log if one.task == "1.1.gesprek_pester.p2")
    new = (DAY, *answers(besproken="Toen riep Sanne.", leeftijd="onder-16"))
    play.does(do.CorrectEntry(actor="carla", entry=entry.number, answers=new, reason="Beter"))
    assert () == read(play, "carla", "magister", f"{STEP_1}.p2").copies


def test_another_name_at_school_asks_for_another_look() -> None:
    """A pupil who came to the school later and stands in the text is found too."""
    play = _talked("Sanne riep Piet Bakker.")
    _reviews(play, "carla", f"{STEP_1}.p2", ("Iemand",))
    piet = RosterPupil("r9", "9", "Piet", "", "Bakker", "3a", 3, "bovenbouw")
    scene = dialog_scene(play, "carla")
    shown = magister_page(scene, f"{STEP_1}.p2", LeakIndex((piet,)))
    assert shown is not None
    assert () == shown.copies


def test_many_names_are_asked_in_turns() -> None:
    """More names than a form holds: the rest is asked when it opens again."""
    play = _talked("Sanne. " * 11)
    asked = opened(play, "carla", verbs.CHECK_NAMES, f"{STEP_1}.p2")
    assert FIELDS == len(asked.fields)
    _reviews(play, "carla", f"{STEP_1}.p2", ("Iemand",) * 9)
    rest = opened(play, "carla", verbs.CHECK_NAMES, f"{STEP_1}.p2")
    assert ["let_op", "naam-10", "naam-11"] == ids(rest)
    _reviews(play, "carla", f"{STEP_1}.p2", ("Iemand", "Iemand"), first=10)
    assert "Iemand. " * 10 in read(play, "carla", "magister", f"{STEP_1}.p2").copies[0].body
    _reviews(play, "carla", f"{STEP_1}.p2", ("Een ander",) * 9)
    assert 2 == _body(play, STEP_1, "p2").count("Iemand.")


@pytest.mark.parametrize(
    ("word", "code"),
    [("Sanne J.", "noemt-een-naam"), (" ", "verplicht"), ("x" * 151, "noemt-een-naam")],
)
def test_chosen_words_hold_no_name_themselves(word: str, code: str) -> None:
    """Words that name somebody, or none at all, are a fault at their field."""
    play = _talked("Sanne riep.")
    scene = dialog_scene(play, "carla")
    given = (Answer("naam-1", (word,)),)
    assert (Fault("naam-1", code),) == chosen_words(scene, f"{STEP_1}.p2", given, NAMES)


def test_reporter_in_the_text_is_found() -> None:
    """The reporter's name that somebody typed is a leak too."""
    play = _talked("Vak zag het.")
    shown = opened(play, "carla", verbs.CHECK_NAMES, f"{STEP_1}.p2")
    assert ("Een medewerker",) == field(shown, "naam-1").values
    play.case = msgspec.structs.replace(play.case, reporter="")
    assert "Vak zag het." in _body(play, STEP_1, "p2")


def test_names_form_is_only_for_the_own_coach() -> None:
    """Another coach, or a text without names: no form and no words."""
    play = _talked("Sanne riep.")
    scene = dialog_scene(play, "bram")
    assert None is form_for(scene, Press(verbs.CHECK_NAMES, "7K3Q", f"{STEP_1}.p2"), NAMES)
    assert () == chosen_words(scene, f"{STEP_1}.p2", (), NAMES)
    assert () == chosen_words(dialog_scene(play, "carla"), "9.9.x.p2", (), NAMES)
    assert None is form_for(scene, Press(verbs.CHECK_NAMES, "7K3Q", f"{STEP_1}.p1"), NAMES)
    assert None is form_for(scene, Press(verbs.CHECK_NAMES, "7K3Q", f"{STEP_1}.p1"))


# ---- the page


def test_coach_of_several_pupils_turns_the_page() -> None:
    """A coach of two pupils chooses one, and goes to the other from there."""
    play = _talked("Over de pauze.")
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
    assert "Staat in Magister" in read(play, "carla", "magister", STEP_1).actions[0].label


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
    play = _talked("woord " * 333, wil_zelf="ander " * 333)
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
    body = _body(play, START, "p1")
    assert "Waar: op het plein" in body
    assert "op een andere manier" in _body(play, START, "p2")
    assert datetime.date(2026, 11, 23) == play.now.date()
