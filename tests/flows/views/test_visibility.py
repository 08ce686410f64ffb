"""Who sees what of a melding, cell by cell: the table of architecture §5.3 against the page.

Every text that somebody typed is one word that stands nowhere else, so a cell is: is that word on
the pages of this person.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

import msgspec
import pytest

from flows import commands as do
from flows import verbs
from flows.event_parts import Involved
from flows.forms import Answer
from flows.protocol import Protocol
from flows.school import Place
from tests.flows.small_school import SCHOOL, STAFF, Play, member, stappenplan
from tests.flows.views.dialogs import answers, page, read, whole
from tests.flows.views.story import DAY

GONE = datetime.date(2026, 11, 1)

PARTS = {
    "facts": ("woordfeit", "woordvoorvalfeit"),
    "own_view": ("woordduiding", "Hoe noemt de leerling het zelf?"),
    "reporter": ("Reporter",),
    "talk_p1": ("woordgesprekA",),
    "talk_p2": ("woordgesprekB",),
    "talk_p3": ("woordgesprekC",),
    "consent": ("Toestemming van",),
    "agreement_p1_p2": ("woordafspraakAB",),
    "agreement_p3": ("woordafspraakC",),
    "call_p1": ("woordbelA",),
    "call_p2": ("woordbelB",),
    "parent_p3": ("woordouderC",),
    "incident_p2": ("woordincidentB",),
    "question": ("woordvraag",),
    "infeasible_p3": ("woordlukt",),
    "going_on": ("woordkeuze",),
    "advice": ("woordraad",),
}
"""What to look for, per part of the melding."""

ALL = frozenset(PARTS)
COACH_OF_P2 = frozenset({"facts", "talk_p2", "agreement_p1_p2", "call_p2", "incident_p2"})
COACH_OF_P3 = frozenset({"facts", "talk_p3", "agreement_p3", "parent_p3", "infeasible_p3"})
SUMMARY = frozenset({"facts", "agreement_p1_p2", "agreement_p3", "call_p1", "call_p2", "parent_p3"})
NOTHING: frozenset[str] = frozenset()

TABLE = {
    "reporter": NOTHING,
    "bram": ALL,
    "carla": COACH_OF_P2,
    "eva": COACH_OF_P3,
    "anna": ALL,
    "tom": SUMMARY,
    "lies": NOTHING,
    "rector": NOTHING,
    "vera": NOTHING,
    "raadgever": NOTHING,
    "dirk": NOTHING,
    "ict": NOTHING,
    "vak": NOTHING,
}
"""Who sees which parts: coaches, antipestcoördinator, coördinator (from this step), all others."""


def _protocol() -> Protocol:
    """The stappenplan, with the team's coördinator reading along from step 1."""
    protocol = stappenplan()
    stages = tuple(
        msgspec.structs.replace(stage, opens_for=("teamcoordinator",)) if stage.id == "1" else stage
        for stage in protocol.stages
    )
    return msgspec.structs.replace(protocol, stages=stages)


def _play() -> Play:
    """A melding up to step 2 in which everything was typed once."""
    school = msgspec.structs.replace(
        SCHOOL,
        staff=(*STAFF, member("eva"), member("reporter"), member("raadgever")),
        places=(*SCHOOL.places[:2], Place("p3", ("eva",), "bovenbouw", "4a")),
    )
    play = Play(_protocol(), school)
    report = answers(
        soort="geen",
        bron="zelf_gezien",
        gezien="woordfeit",
        duiding="woordduiding",
        hoe_vaak="vaker",
        noemt_zelf="plagen",
    )
    involved = (
        Involved("p1", ("gepeste",)),
        Involved("p2", ("pester",)),
        Involved("p3", ("pester",)),
    )
    play.does(
        do.ReportBullying(
            actor="reporter", case_id="7K3Q", protocol="sha", involved=involved, answers=report
        )
    )
    for coach in ("bram", "carla", "eva"):
        play.does(do.Acknowledge(actor=coach))
    seen = answers(gezien="woordvoorvalfeit", duiding="woordduiding")
    play.does(do.AddNote(actor="reporter", kind="waarneming", answers=(DAY, *seen)))
    _tells(
        play, "bram", "melding.1.gesprek_gepeste.p1", besproken="woordgesprekA", leeftijd="16-17"
    )
    _tells(play, "bram", "melding.1.toestemming.p1", p2="ja", p3="ja")
    move = do.MoveOn(actor="bram", transition="starten", here="melding.1", reason="woordkeuze")
    play.does(move)
    _tells(play, "carla", "1.1.gesprek_pester.p2", besproken="woordgesprekB", leeftijd="onder-16")
    play.does(do.ReportInfeasible(actor="eva", task="1.1.gesprek_pester.p3", reason="woordlukt"))
    decision = do.SettleInfeasible(
        actor="anna", number=2, decision="doorgaan", explanation="woordlukt"
    )
    play.does(decision)
    _tells(play, "eva", "1.1.gesprek_pester.p3", besproken="woordgesprekC", leeftijd="onder-16")
    _agrees(play, "woordafspraakAB", "p1", "p2", more=True)
    _agrees(play, "woordafspraakC", "p3")
    play.does(do.MoveOn(actor="bram", transition="verder", here="1.1", reason="woordkeuze"))
    talk = answers(wie="p3", besproken="woordouderC")
    play.does(do.AddNote(actor="eva", kind="ouder", answers=(DAY, *talk)))
    incident = answers(wie="p2", gezien="woordincidentB")
    play.does(do.AddNote(actor="bram", kind="incident", answers=(DAY, *incident)))
    asked = do.AskAdvice(actor="bram", to="raadgever", answers=answers(vraag="woordraad"))
    play.does(asked)
    _tells(play, "bram", "2.1.samen_vragen.p1", wens="nee")
    play.does(do.ReportInfeasible(actor="bram", task="2.1.gesprek_samen.", reason="woordvraag"))
    skipped = do.SettleInfeasible(
        actor="anna", number=6, decision="overslaan", explanation="woordvraag"
    )
    play.does(skipped)
    _agrees(play, "woordafspraakAB", "p1", "p2", stage="2")
    spoken = {"ouder": "eerste", "uitkomst": "gesproken", "tweede_ouder": "nee"}
    _tells(play, "bram", "2.1.bellen.p1", **spoken, besproken="woordbelA")
    _tells(play, "carla", "2.1.bellen.p2", **spoken, besproken="woordbelB")
    return play


def _tells(play: Play, who: str, task: str, **given: str) -> None:
    play.does(do.CompleteTask(actor=who, task=task, answers=(DAY, *answers(**given))))


def _agrees(play: Play, what: str, *pupils: str, stage: str = "1", more: bool = False) -> None:
    given = (
        *answers(wat=what, tot="2026-12-04", toezicht="toezicht", gevolg="gevolg"),
        Answer("wie", pupils),
        *(answers(nog_een="ja") if more else ()),
    )
    play.does(do.CompleteTask(actor="bram", task=f"{stage}.1.afspraken.", answers=given))


@pytest.fixture(scope="module")
def play() -> Play:
    """One melding for the whole table."""
    return _play()


@pytest.mark.parametrize("part", sorted(PARTS))
@pytest.mark.parametrize("person", sorted(TABLE))
def test_cell(play: Play, person: str, part: str) -> None:
    """A person sees a part exactly when the table says so."""
    shown = whole(play, person)
    for word in PARTS[part]:
        assert (part in TABLE[person]) == (word in shown), (person, word)


@pytest.mark.parametrize("person", sorted(TABLE))
def test_tracks_show_no_more_than_the_page(play: Play, person: str) -> None:
    """The page per track holds no word of a part that the person does not see."""
    shown = page(play, person, verbs.TRACKS)
    text = "" if shown is None else msgspec.json.encode(shown).decode()
    hidden = [word for part in ALL - TABLE[person] for word in PARTS[part]]

    assert [] == [word for word in hidden if word in text]
    assert ("woordvraag" in text) == ("question" in TABLE[person])


@pytest.mark.parametrize("person", sorted(who for who, parts in TABLE.items() if not parts))
def test_others_get_no_page_at_all(play: Play, person: str) -> None:
    """Who sees no part gets no page, not even an empty one."""
    assert None is page(play, person)


@pytest.mark.parametrize("person", ["carla", "eva", "tom"])
def test_reporter_is_not_named(play: Play, person: str) -> None:
    """Who may not know the reporter does not find the name on any page or form."""
    assert "Reporter" not in whole(play, person)


def test_adviser_sees_only_what_was_typed(play: Play) -> None:
    """The colleague who is asked for advice reads the question and nothing else."""
    shown = msgspec.json.encode(read(play, "raadgever", verbs.READ_ADVICE, "5")).decode()
    assert "woordraad" in shown
    others = [word for part, words in PARTS.items() if part != "advice" for word in words]
    assert [] == [word for word in (*others, "Sanne", "Daan", "stap") if word in shown]


@pytest.mark.parametrize("person", ["reporter", "carla", "anna", "tom", "ict"])
def test_advice_is_between_two(play: Play, person: str) -> None:
    """Nobody else opens what was asked of a colleague by that page."""
    assert None is page(play, person, verbs.READ_ADVICE, "5")


def test_deputy_sees_as_the_one_who_is_away() -> None:
    """During an absence the deputy sees all that the coach sees, and the coach's own no more."""
    played = _play()
    away = tuple(
        msgspec.structs.replace(one, absent_from=GONE) if one.id == "bram" else one
        for one in played.school.staff
    )
    played.school = msgspec.structs.replace(played.school, staff=away)
    shown = whole(played, "dirk")
    assert [] == [word for words in PARTS.values() for word in words if word not in shown]
    assert None is page(played, "bram")


def _excludes(play: Play) -> None:
    play.does(do.ExcludePerson(actor="anna", person="carla", reason=""))


def _erases(play: Play) -> None:
    play.case = msgspec.structs.replace(play.case, state="gewist")


@pytest.mark.parametrize(("act", "person"), [(_excludes, "carla"), (_erases, "anna")])
def test_excluded_person_and_erased_melding(act: Callable[[Play], None], person: str) -> None:
    """Somebody who was kept out is a stranger; an erased melding has no page for anybody."""
    played = _play()
    act(played)
    assert None is page(played, person)


def test_reader_of_the_summary_works_on_nothing(play: Play) -> None:
    """The coördinator reads what was agreed and done; nothing waits for them here."""
    shown = read(play, "tom")
    assert () == shown.items
    assert "Voeg een leerling toe" not in [button.label for button in shown.actions]


def test_what_waits_is_shown_for_own_pupils_only(play: Play) -> None:
    """A coach of another pupil sees what waits for own pupils, the coach in charge everything."""
    assert all("Carla" in line for line in read(play, "carla").items)
    assert len(read(play, "carla").items) < len(read(play, "bram").items)
