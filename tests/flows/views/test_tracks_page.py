"""The page per track: done, open, left out and possible, as far as the reader may see it."""

from __future__ import annotations

import msgspec
import pytest

from flows import commands as do
from flows import verbs
from flows.forms import Answer
from flows.pages import Entry, Page
from flows.rules.reporting import GONE
from tests.definitions import PHASES
from tests.flows.small_school import Play
from tests.flows.views.dialogs import answers, golden, offered, page, read, verbs_of
from tests.flows.views.story import (
    DAY,
    EVERYBODY,
    TYPED,
    aftercare,
    agreed,
    protocol_in,
    reported,
    step_one,
    talked,
)

WANTS = answers(wens="ja")
AGREEMENT = (
    *answers(wat=TYPED, tot="2026-12-01", toezicht=TYPED, gevolg=TYPED),
    Answer("wie", ("p1", "p2")),
)


def tracks(play: Play, person: str) -> Page:
    """The page per track as somebody reads it."""
    return read(play, person, verbs.TRACKS)


def track(play: Play, person: str, number: int) -> Entry:
    """One track as somebody reads it."""
    return tracks(play, person).entries[number - 1]


def lines(entry: Entry, label: str) -> list[str]:
    """What stands behind this label on a track."""
    return [fact.value for fact in entry.facts if fact.label == label]


def test_page_of_who_leads() -> None:
    """The coach of the bullied pupil reads all five tracks."""
    kept, made = golden("page_tracks_coach", tracks(agreed(), "bram"))
    assert kept == made


def test_page_of_another_coach() -> None:
    """The coach of another pupil reads the own work, and nothing about what others did."""
    kept, made = golden("page_tracks_other_coach", tracks(agreed(), "carla"))
    assert kept == made


def test_page_of_a_new_melding() -> None:
    """Where nothing was done it says so, and what could be done."""
    play = reported()
    second, parents = track(play, "bram", 2), track(play, "bram", 5)

    assert "Nog niets gedaan op dit spoor." == second.paragraphs[0]
    assert ["Gesprek met de leerling die gepest wordt (Sanne Jansen (2b)) – Bram"] == lines(
        second, "Nog te doen"
    )
    assert ["Uitzoeken wat er gebeurt – Bram"] == lines(second, "Mag, hoeft niet")
    assert (
        "Nog niets gedaan op dit spoor.",
        "Wat nu kan: Noteer wat een ouder zei",
    ) == parents.paragraphs[:2]
    assert parents.paragraphs[2].startswith("Later, als het nodig is: Ouders bellen (stap 2); ")
    bullies = track(play, "bram", 3).paragraphs
    assert bullies[1].startswith("Later, als het nodig is: Gesprek met de leerling die volgens")


def test_work_outside_actions_counts() -> None:
    """Advice counts on the first track and a talk with a parent on the last."""
    play = talked()
    play.does(do.AskAdvice(actor="bram", to="lies", answers=answers(vraag=TYPED)))
    talk = (DAY, *answers(wie="p2", besproken=TYPED))
    play.does(do.AddNote(actor="carla", kind="ouder", answers=talk))

    assert lines(track(play, "bram", 1), "Gedaan")[0].startswith("Raad gevraagd – ")
    assert () == track(play, "bram", 1).paragraphs
    assert lines(track(play, "bram", 5), "Gedaan")[0].startswith("Een ouder sprak met school: Daan")


def test_a_call_without_an_answer_was_only_tried() -> None:
    """A voicemail is no talk with a parent: it was tried, and is still to be done (A:224)."""
    play = agreed()
    play.does(do.MoveOn(actor="bram", transition="verder", here="1.1", reason=TYPED))
    said = answers(ouder="eerste", uitkomst="voicemail", tweede_ouder="nee")
    play.does(do.CompleteTask(actor="bram", task="2.1.samen_vragen.p1", answers=(DAY, *WANTS)))
    talk = (DAY, Answer("aanwezig", ("p1", "p2")), *answers(besproken=TYPED))
    play.does(do.CompleteTask(actor="bram", task="2.1.gesprek_samen.", answers=talk))
    play.does(do.CompleteTask(actor="bram", task="2.1.afspraken.", answers=AGREEMENT))
    play.does(do.CompleteTask(actor="bram", task="2.1.bellen.p1", answers=(DAY, *said)))
    parents = track(play, "bram", 5)

    assert lines(parents, "Geprobeerd")[0].startswith("Ouders bellen: Sanne Jansen")
    assert [] == lines(parents, "Gedaan")
    assert () == parents.paragraphs
    assert lines(parents, "Nog te doen")[0].startswith("Ouders bellen (Sanne Jansen")


def test_what_was_left_out_has_its_reason() -> None:
    """An action that was skipped together says by whom and why; it is open no longer."""
    play = step_one("ja")
    task = "1.1.gesprek_pester.p3"
    play.does(do.ReportInfeasible(actor="carla", task=task, reason="Van school af"))
    play.does(
        do.SettleInfeasible(
            actor="anna", number=1, decision="overslaan", explanation="Woont nu elders"
        )
    )
    third = track(play, "bram", 3)
    (skipped,) = lines(third, "Overgeslagen")

    assert skipped.endswith("door Anna. Reden: Woont nu elders")
    assert skipped.startswith("Gesprek met de leerling die volgens de melding pest (jongen met")
    assert 1 == len(lines(third, "Nog te doen"))


def test_what_waits_and_what_cannot_be_done() -> None:
    """Work behind other work waits, and a talk that was refused cannot be held now."""
    play = step_one("nee")

    assert 1 == len(lines(track(play, "bram", 3), "Kan nu niet"))
    assert ["Afspraken maken – Bram, Carla"] == lines(
        track(play, "bram", 4), "Wacht op iets anders"
    )


def test_what_was_not_done_in_a_stage_that_was_left() -> None:
    """After going on, work that was never done stays to be read, needed or not."""
    play = step_one("ja")
    play.does(do.MoveOn(actor="bram", transition="verder", here="1.1", reason=TYPED))
    third = track(play, "bram", 3)

    talk = "Gesprek met de leerling die volgens de melding pest"
    assert [f"{talk} (Daan de Visser (2c), jongen met rode fiets) – stap 1"] == lines(
        third, "Niet gedaan"
    )
    assert ["Uitzoeken wat er gebeurt – eerst uitzoeken"] == lines(
        track(play, "bram", 2), "Niet gedaan, hoefde niet"
    )
    assert third.paragraphs[1].startswith("Later, als het nodig is: Maatregelen nemen (stap 4)")


def test_answers_in_aftercare_count() -> None:
    """That it was asked again after a week belongs to the track of the class."""
    done = lines(track(aftercare(), "bram", 4), "Gedaan")

    assert any(one.startswith("Vraag beantwoord: is het gestopt?") for one in done)


def test_agreements_and_joint_work_count_once() -> None:
    """An agreement is told by its own line only."""
    done = lines(track(agreed(), "bram", 4), "Gedaan")

    assert 1 == len([one for one in done if one.startswith("Afspraak")])
    assert not [one for one in done if one.startswith("Afspraken maken")]


def test_who_sees_little_is_not_told_that_nothing_was_done() -> None:
    """An empty track says only that there is nothing to read for this person."""
    play = agreed()

    assert ("Hier staat voor jou nu niets.",) == track(play, "carla", 2).paragraphs
    assert () == track(play, "carla", 2).facts


@pytest.mark.parametrize("person", EVERYBODY)
def test_the_page_is_for_who_may_open_the_melding(person: str) -> None:
    """Whoever has no page of the melding has none per track."""
    play = agreed()

    assert (page(play, person) is None) == (page(play, person, verbs.TRACKS) is None)


def test_erased_melding_has_no_page() -> None:
    """Of an erased melding nothing is shown per track either."""
    play = agreed()
    play.case = msgspec.structs.replace(play.case, state="gewist")

    assert None is page(play, "anna", verbs.TRACKS)


def test_the_button_is_there_and_leads_back() -> None:
    """The melding leads to the page per track, and that page back."""
    play = agreed()

    assert (verbs.TRACKS, "") in offered(read(play, "bram"))
    assert [(verbs.OPEN_CASE, "")] == offered(tracks(play, "bram"))
    play.case = msgspec.structs.replace(play.case, state=GONE[0])
    assert verbs.TRACKS not in verbs_of(read(play, "bram"))


def test_a_protocol_without_tracks_has_no_page() -> None:
    """A school that names no tracks sees no button and no page."""
    assert () == protocol_in(PHASES).tracks
    play = agreed()
    play.protocol = msgspec.structs.replace(play.protocol, tracks=())

    assert verbs.TRACKS not in verbs_of(read(play, "bram"))
    assert None is page(play, "bram", verbs.TRACKS)


def test_a_closed_melding_offers_nothing_to_do() -> None:
    """After closing a track without work does not say what could be recorded."""
    play = aftercare()
    play.does(do.CloseCase(actor="bram", reason="Goed"))

    assert ("Nog niets gedaan op dit spoor.",) == track(play, "bram", 1).paragraphs


def test_corrected_lines_stand_once_with_their_first_moment() -> None:
    """A line that was corrected is told once."""
    play = talked()
    entry = next(one for one in play.case.log if one.what == "TaskCompleted")
    new = (DAY, *answers(besproken="Anders", leeftijd="16-17"))
    play.does(do.CorrectEntry(actor="bram", entry=entry.number, answers=new, reason="Fout"))

    assert 1 == len(lines(track(play, "bram", 2), "Gedaan"))
