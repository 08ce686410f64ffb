"""Two meldingen of one situation, as each reader sees them before and after they are one."""

from __future__ import annotations

import msgspec
import pytest

from flows import commands as do
from flows import verbs
from flows.cards import Card
from flows.desk import thread_of
from flows.field_specs import Fault
from flows.forms import Answer
from flows.logbook import magister_text
from flows.merging import Related
from flows.pages import Page
from flows.presses import Press
from flows.school import Slot
from flows.views.case_page import case_page
from flows.views.forms import form_for
from flows.views.merge_form import merge_faults
from flows.views.merged_cards import as_reported, merged_card
from flows.views.scene import Scene
from tests.flows.meldingen import INCIDENT, TALK, done, in_step_one, report, reported
from tests.flows.small_school import BULLY, INTAKE, TARGET, Play
from tests.flows.two_meldingen import HERE, THERE, identities, put_together, renamed, seat
from tests.flows.views.dialogs import dialog_scene
from tests.flows.views.story import said, seen, tasks_seen

SECRET = (TALK[0], Answer("besproken", ("Diep geheim.",)), TALK[2])
FELT = Answer("duiding", ("Ze spreken het af.",))


def second(by: str = "lies", case_id: str = "9XYZ", *, acute: bool = False) -> Play:
    """A report of the same situation: dirk's pupil is bullied, and bram's pupil bullies."""
    play = seat(Play(), identities(THERE))
    told = report(TARGET, BULLY, by=by, acute=acute)
    play.does(msgspec.structs.replace(told, answers=(*INTAKE, FELT)))
    return renamed(play, case_id)


def merged(*, acute: bool = False) -> Play:
    """A melding into which another one was put."""
    target = in_step_one()
    put_together(second(acute=acute), target)
    return target


def scene(play: Play, person: str) -> Scene:
    """What somebody looks from, with the names of the pupils."""
    found = dialog_scene(play, person)
    return msgspec.structs.replace(found, identities=identities({**HERE, "p3": "r4"}))


def all_of(shown: Page | None) -> str:
    """Everything that stands on a page."""
    assert shown is not None
    facts = [f"{one.label}: {one.value}" for one in shown.facts]
    lines = [
        text
        for one in shown.entries
        for text in (one.heading, one.meta, *one.paragraphs, *(fact.value for fact in one.facts))
    ]
    return "\n".join((*shown.paragraphs, *facts, *lines))


def card(play: Play, person: str, key: str = "root") -> Card:
    """What stands under the id of the melding that was put into this one."""
    return merged_card(scene(play, person), "9XYZ", key)


def test_a_second_report_is_a_line_of_its_own() -> None:
    """Who leads reads both reports and by whom they were; the first comes first."""
    shown = case_page(scene(merged(), "anna"))
    text = all_of(shown)

    assert shown is not None
    assert ["De melding", "Tweede melding"] == [one.heading for one in shown.entries[:2]]
    assert "Gemeld door: Vak, Lies" in text
    assert "door Lies" in shown.entries[1].meta
    assert "Ze spreken het af." in text
    assert "Samengevoegd: melding 9XYZ staat nu hier" in text


def test_another_coach_reads_that_it_was_told_and_not_by_whom() -> None:
    """The coach of a pupil who bullies sees the facts of both reports, no reporter and no view."""
    text = all_of(case_page(scene(merged(), "carla")))

    assert "Tweede melding" in text
    assert not [one for one in ("Vak", "Lies", "Ze spreken", "Samengevoegd") if one in text]


def test_a_third_report_is_called_the_third() -> None:
    """However many there are, each has a line."""
    play = merged()
    for nth, by in enumerate(("tom", "rector"), 3):
        put_together(second(by, f"9XY{nth}"), play, here={**HERE, "p3": "r4"})
    text = all_of(case_page(scene(play, "anna")))

    assert {"Tweede melding", "Derde melding", "Nog een melding"} <= set(text.splitlines())


def test_an_old_card_leads_on_who_works_there() -> None:
    """Whatever the card was, it says into which melding it went, with a button to it."""
    for person in ("anna", "bram", "carla", "dirk"):
        for key in ("root", "actie/melding.1.gesprek_gepeste", "herinnering/1/melding/p1"):
            shown = card(merged(), person, key)

            assert ("Melding 9XYZ: Samengevoegd", key) == (shown.title, shown.key)
            assert ["open|7K3Q|"] == [one.value for one in shown.buttons]


def test_a_reporter_keeps_the_old_card() -> None:
    """Nothing on it tells of another melding, and its button goes by the id the reporter knows."""
    play = merged()
    shown = card(play, "lies")

    assert "Melding 9XYZ: Je melding is binnen" == shown.title
    assert [f"{verbs.SAW_MORE}|9XYZ|"] == [one.value for one in shown.buttons]
    assert "7K3Q" not in repr(shown)
    assert "Vervallen" == card(play, "lies", "opgepakt").title
    play.does(do.Acknowledge(actor="dirk"))
    assert "Je melding is opgepakt." in said(card(play, "lies"))
    assert "Melding 9XYZ: Opgepakt" == card(play, "lies", "opgepakt").title


@pytest.mark.parametrize(("person", "key"), [("vak", "root"), ("lies", "raad/1"), ("ict", "root")])
def test_an_old_card_of_anybody_else_lapses(person: str, key: str) -> None:
    """Who has no part in it, or no longer, reads nothing at all."""
    shown = card(merged(), person, key)

    assert ("Vervallen", ()) == (shown.title, shown.buttons)


def test_what_others_told_stays_with_them() -> None:
    """A first reporter is told of own pupils only, and not that somebody else found it acute."""
    play = reported()
    play.does(do.Acknowledge(actor="bram"))
    before = said(seen(play, "vak", "root"))
    put_together(second(acute=True), play)

    assert before == said(seen(play, "vak", "root"))
    assert "urgent" == card(play, "lies").tone


def test_a_reporter_goes_on_under_the_id_they_know() -> None:
    """The form to add something is there under the old id, for that reporter only."""
    play = merged()
    known = as_reported(scene(play, "lies"), "9XYZ")

    assert known is not None
    shown = form_for(known, Press(verbs.SAW_MORE, "9XYZ"))
    assert shown is not None
    assert f"{verbs.SAW_MORE}|9XYZ|" == shown.id
    assert as_reported(scene(play, "vak"), "9XYZ") is None
    assert as_reported(scene(play, "lies"), "4ABC") is None


def test_the_task_list_names_a_report_by_the_id_its_reporter_knows() -> None:
    """Each reporter finds their own report, and no other."""
    play = merged()

    def found(person: str) -> list[tuple[str, str]]:
        sections = tasks_seen(play, person).sections
        items = [item for section in sections for item in section.items]
        return [(one.title, one.button.value) for one in items if one.button is not None]

    assert ["waarneming|9XYZ|"] == [value for _, value in found("lies")]
    assert "7K3Q" not in repr(found("lies"))
    assert "9XYZ" not in repr(found("vak"))


def test_only_a_reporter_has_cards_under_another_id() -> None:
    """Where a card stands: under the id of the melding, but for who reported under another one."""
    case = merged().case

    assert ["7K3Q", "9XYZ", "7K3Q"] == [
        thread_of(slot, case)
        for slot in (Slot("melder"), Slot("melder", "9XYZ"), Slot("begeleider", "p1"))
    ]


RELATED = (Related("4ABC", can_take_in=False), Related("9XYZ", can_take_in=True))


def knowing(person: str = "anna") -> Scene:
    """A melding of which it is known that others are running."""
    return msgspec.structs.replace(scene(reported(), person), related=RELATED)


def test_the_page_tells_of_another_melding() -> None:
    """Each has a button that opens it, and one to add this melding where the reader may."""
    shown = case_page(knowing())
    assert shown is not None
    found = [(one.label, one.value) for one in shown.actions]

    assert [
        f"Er loopt nog een melding met een leerling van hier: {one}."
        " Gaat die over hetzelfde? Dan kun je ze samenvoegen."
        for one in ("4ABC", "9XYZ")
    ] == list(shown.paragraphs)
    assert ("Open melding 4ABC", "open|4ABC|") in found
    assert ("Voeg toe aan 9XYZ", "samenvoegen|7K3Q|9XYZ") in found
    assert ("Voeg toe aan 4ABC", "samenvoegen|7K3Q|4ABC") not in found


@pytest.mark.parametrize("subject", ["9XYZ", "4ABC", ""])
def test_the_form_asks_which_and_to_confirm(subject: str) -> None:
    """Only meldingen that may take this one in are offered; nobody is asked when there is none."""
    shown = form_for(knowing(), Press(verbs.MERGE, "7K3Q", subject))

    assert shown is not None
    assert ["let_op", "bij", "zeker"] == [one.id for one in shown.fields]
    assert ["Melding 9XYZ"] == [one.label for one in shown.fields[1].options]
    assert ("9XYZ",) == shown.fields[1].values
    assert form_for(scene(reported(), "anna"), Press(verbs.MERGE, "7K3Q")) is None


@pytest.mark.parametrize(
    ("answers", "faults"),
    [
        ((Answer("bij", ("9XYZ",)), Answer("zeker", ("ja",))), ()),
        ((Answer("bij", ("9XYZ",)),), (Fault("zeker", "verplicht"),)),
        ((Answer("bij", ("4ABC",)), Answer("zeker", ("ja",))), (Fault("bij", "onbekende-keuze"),)),
    ],
)
def test_a_form_is_only_right_when_confirmed(
    answers: tuple[Answer, ...], faults: tuple[Fault, ...]
) -> None:
    """Never by accident, and never into a melding that was not offered."""
    assert faults == merge_faults(knowing(), answers)


def test_the_text_for_magister_tells_both_reports() -> None:
    """A text tells the reports that are about its pupil, in their newest version, by nobody."""
    play = merged()
    entry = next(one.number for one in play.case.log if one.what == "LineMerged")
    newer = (
        *(one for one in INTAKE if one.field != "gezien"),
        Answer("gezien", ("Alleen lachen.",)),
    )
    play.does(do.CorrectEntry(actor="anna", entry=entry, answers=newer, reason="Beter."))
    texts = {
        pupil: [line.text for line in found.lines]
        for pupil in ("p1", "p2", "p3")
        if (found := magister_text(scene(play, "anna"), "1.1.start", pupil)) is not None
    }
    again = "Op 23-11-2026 is hierover nog een keer gemeld."

    assert [True, False, False] == [again in texts[pupil] for pupil in ("p1", "p2", "p3")]
    assert "Gezien of gehoord: Alleen lachen." in texts["p1"]
    assert "Gezien of gehoord: Alleen lachen." in texts["p3"]
    assert "Gezien of gehoord: Duwen op de gang." not in texts["p3"]
    assert "Lies" not in repr(texts)


def test_what_a_coach_wrote_stays_with_the_pupil() -> None:
    """A talk with one pupil goes along for that pupil's coach, and is for no other one."""
    source = second()
    source.does(
        done(
            "dirk",
            "melding.1.gesprek_gepeste.p1",
            SECRET,
        )
    )
    source.does(
        do.AddNote(
            actor="bram",
            kind="incident",
            answers=(*INCIDENT[:1], Answer("wie", ("p2",)), Answer("gezien", ("Bij de fietsen.",))),
        )
    )
    play = in_step_one()
    put_together(source, play)
    read = {
        person: all_of(case_page(scene(play, person)))
        for person in ("anna", "bram", "carla", "dirk")
    }

    assert {"anna", "bram", "dirk"} == {one for one, text in read.items() if "Diep geheim." in text}
    assert {"anna", "bram", "dirk"} == {
        one for one, text in read.items() if "Bij de fietsen." in text
    }
