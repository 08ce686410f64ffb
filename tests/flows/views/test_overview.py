"""The overview of the antipestcoördinator, and the list of what runs before the summer."""

import datetime

import msgspec
import pytest

from flows import commands as do
from flows import limits
from flows.cards import Fact
from flows.forms import Answer
from flows.pages import Page
from flows.presses import decoded
from flows.views.overview_page import (
    overview_page,
    overview_section,
    shown_in_overview,
    summer_page,
    ways_in,
)
from flows.views.task_list import task_list_for
from tests.flows.small_school import CALENDAR, MONDAY, SCHOOL, STAFF, Play
from tests.flows.views import story
from tests.flows.views.many import IDS, desk, named, scenes

WEEK = datetime.timedelta(days=7)


def texts(page: Page) -> str:
    """All that stands on a page."""
    return msgspec.json.encode(page).decode()


def headings(page: Page) -> list[str]:
    """The entries of a page."""
    return [one.heading for one in page.entries]


def opened(
    plays: tuple[Play, ...],
    person: str = "anna",
    subject: str = "",
    *,
    on: datetime.datetime = MONDAY,
) -> Page:
    """The overview of somebody who must have one."""
    page = overview_page(desk(person, now=on), scenes(plays, person, on), subject)
    assert page is not None, person
    return page


def of_many() -> tuple[Play, ...]:
    """Ten meldingen: four new, three in step 1, one put forward and two in aftercare."""
    put_forward = story.step_one("nee")
    put_forward.does(
        do.ReportInfeasible(actor="carla", task="1.1.gesprek_pester.p2", reason=story.TYPED)
    )
    plays = (
        *(story.reported() for _ in range(4)),
        *(story.agreed() for _ in range(3)),
        put_forward,
        *(story.aftercare() for _ in range(2)),
    )
    return tuple(named(play, case_id) for play, case_id in zip(plays, IDS, strict=True))


def test_an_empty_school_reads_well() -> None:
    """Nothing runs: one sentence, no counts and no pages."""
    page = opened(())
    assert ("Overzicht", (), (), ()) == (page.title, page.facts, page.items, page.entries)
    assert page.paragraphs[0].startswith("Er loopt nu geen melding.")
    assert (1, None, None) == (page.pages, page.previous, page.next)


def test_it_counts_what_is_open_late_and_waits() -> None:
    """At the top stand the counts, and per stage how many there are."""
    page = opened(of_many(), on=MONDAY + WEEK)
    assert {
        "Open meldingen": "10",
        "Te laat": "4",
        "Wacht op overleg": "1",
        "In de nazorg": "2",
    } == {fact.label: fact.value for fact in page.facts}
    assert (
        "Eerst uitzoeken: 4",
        "Stap 1: 4, waarvan 4 te laat",
        "Nazorg: 2",
    ) == page.items


def test_of_what_there_is_not_nothing_is_said() -> None:
    """One new melding on its first day: one count, one stage."""
    page = opened((story.reported(),))
    assert ["Open meldingen"] == [fact.label for fact in page.facts]
    assert ("Eerst uitzoeken: 1",) == page.items


def test_what_waits_stands_with_whom_and_until_when() -> None:
    """Colleagues are named, pupils are letters, and the day is said; a button opens it."""
    page = opened((story.taken_up(),))
    (entry,) = page.entries
    assert "7K3Q: eerst uitzoeken" == entry.heading
    assert "gemeld ma 23 november" == entry.meta
    assert [
        (
            "Gesprek met de leerling die gepest wordt (leerling A)",
            "Bij Bram: uiterlijk wo 25 november",
        )
    ] == [(fact.label, fact.value) for fact in entry.facts]
    assert [("Open de melding", "open|7K3Q|")] == [
        (button.label, button.value) for button in entry.buttons
    ]


def test_what_is_late_stands_in_front() -> None:
    """A late melding comes before an earlier stage, and says so in its first words."""
    new, late = named(story.reported(), "2A2A"), named(story.step_one(), "3B3B")
    page = opened((new, late))
    assert ["2A2A: eerst uitzoeken", "3B3B: stap 1"] == headings(page)
    later = MONDAY + datetime.timedelta(days=3)
    page = opened((new, late), on=later)
    assert ["Te laat – 3B3B: stap 1", "2A2A: eerst uitzoeken"] == headings(page)
    assert "dit moest gisteren klaar zijn" in texts(page)


def test_what_is_only_planned_is_told_when_nothing_else_waits() -> None:
    """In aftercare the next question is what there is."""
    page = opened((story.aftercare(),))
    waits = {fact.label: fact.value for fact in page.entries[0].facts}
    assert "Bij Bram: de vraag komt ma 7 december" == waits["Nazorg: hoe gaat het nu?"]


def test_what_is_alike_for_several_pupils_is_said_once() -> None:
    """Two coaches who must do the same by the same day stand on one line."""
    (entry,) = opened((story.agreed(),)).entries
    assert {
        "Tekst in Magister zetten": "Bij Bram en Carla: uiterlijk wo 25 november",
    } == {fact.label: fact.value for fact in entry.facts if "Magister" in fact.label}


def test_three_things_are_named_and_the_rest_is_counted() -> None:
    """A melding with much to do does not fill the page."""
    play = story.step_one("nee")
    play.does(do.ReportInfeasible(actor="carla", task="1.1.gesprek_pester.p3", reason=story.TYPED))
    for _ in range(2):
        play.does(do.AskAdvice(actor="bram", to="tom", answers=(Answer("vraag", ("x",)),)))
    seen = (story.DAY, Answer("gezien", (story.TYPED,)))
    play.does(do.AddNote(actor="vak", kind="waarneming", answers=seen))
    (entry,) = opened((play,)).entries
    assert 4 == len(entry.facts)
    assert Fact("Verder", "er wacht nog 2; dat zie je als je de melding opent") == entry.facts[-1]


def test_a_crowded_school_has_pages() -> None:
    """Eight on a page; counts stand on the first only, and a page that is gone is the last."""
    plays = of_many()
    first, second = opened(plays), opened(plays, subject="2")
    assert ([8, 2], [1, 2]) == (
        [len(one.entries) for one in (first, second)],
        [one.page for one in (first, second)],
    )
    assert (None, "overzicht||2") == (first.previous, first.next and first.next.value)
    assert ("overzicht||1", None) == (second.previous and second.previous.value, second.next)
    assert ((), (), ()) == (second.paragraphs, second.facts, second.items)
    assert second == opened(plays, subject="9")
    assert first == opened(plays, subject="x") == opened(plays, subject="0")
    assert IDS[:8] == shown_in_overview(scenes(plays, "anna"), "overzicht", "")
    assert IDS[8:] == shown_in_overview(scenes(plays, "anna"), "overzicht", "2")


@pytest.mark.parametrize("person", [one for one in story.EVERYBODY if one != "anna"])
def test_nobody_else_has_an_overview(person: str) -> None:
    """Neither a coach nor the management; nor a way to it on a task list."""
    plays = (story.step_one(),)
    seen = scenes(plays, person)
    assert None is overview_page(desk(person), seen)
    assert () == ways_in(desk(person), seen)
    assert () == shown_in_overview(seen, "overzicht", "")


def away(person: str, deputy: str) -> Play:
    """Step 1, while somebody is away."""
    play = story.step_one()
    staff = tuple(
        msgspec.structs.replace(one, absent_from=MONDAY.date(), deputy=deputy)
        if one.id == person
        else one
        for one in STAFF
    )
    play.school = msgspec.structs.replace(SCHOOL, staff=staff)
    return play


def test_the_deputy_has_it_during_the_absence() -> None:
    """Whoever stands in sees all; who is away sees it no longer."""
    play = away("anna", "tom")
    page = overview_page(desk("tom", play.school), scenes((play,), "tom"))
    assert page is not None
    assert ["7K3Q: stap 1"] == headings(page)
    assert None is overview_page(desk("anna", play.school), scenes((play,), "anna"))


def test_who_is_kept_out_of_a_melding_does_not_find_it() -> None:
    """Its number is not there; who stands in for it has an overview with that one only."""
    plays = (named(story.reported(), "2A2A"), named(story.reported(), "3B3B"))
    staff = tuple(
        msgspec.structs.replace(one, deputy="tom") if one.id == "anna" else one for one in STAFF
    )
    for play in plays:
        play.school = msgspec.structs.replace(SCHOOL, staff=staff)
    plays[0].does(do.ExcludePerson(actor="anna", person="anna", reason="ouder"))
    assert ["3B3B: eerst uitzoeken"] == headings(opened(plays))
    assert ["2A2A: eerst uitzoeken"] == headings(opened(plays, "tom"))


def test_a_closed_melding_is_not_in_it() -> None:
    """What is over needs nobody."""
    play = story.aftercare()
    play.does(do.CloseCase(actor="bram", reason="klaar"))
    assert () == opened((play,)).entries


def over_all(
    person: str, *plays: Play, on: datetime.datetime = MONDAY
) -> list[tuple[str, str, str]]:
    """What a task list says of all meldingen: title, stand and button."""
    section = overview_section(desk(person, now=on), scenes(plays, person, on))
    shown = task_list_for((), story.WORDING, over_all=(section,))
    return [
        (item.title, item.due, item.button.label if item.button else "")
        for found in shown.sections
        if found.heading == "Over alle meldingen"
        for item in found.items
    ]


def test_the_task_list_leads_to_it() -> None:
    """Near the top, with the numbers of now; the badge of practice stands on the page."""
    empty = ("Overzicht", "geen open melding", "Open het overzicht")
    assert [empty] == over_all("anna")
    assert [("Overzicht", "10 open meldingen, 4 te laat", "Open het overzicht")] == over_all(
        "anna", *of_many(), on=MONDAY + WEEK
    )
    assert [] == over_all("bram", story.step_one())
    page = overview_page(desk("anna", badge="OEFENING"), ())
    assert page is not None
    assert "OEFENING" == page.badge


def test_the_task_list_leads_to_questions_for_advice() -> None:
    """For who was asked, with how many wait; later with that none does."""
    play = story.taken_up()
    play.does(do.AskAdvice(actor="bram", to="tom", answers=(Answer("vraag", ("x",)),)))
    assert [("Vragen om raad", "1 vraag om raad", "Lees de vragen om raad")] == over_all(
        "tom", play
    )
    play.does(do.GiveAdvice(actor="tom", number=1, answers=(Answer("antwoord", ("y",)),)))
    assert [("Vragen om raad", "er wacht geen vraag", "Lees de vragen om raad")] == over_all(
        "tom", play
    )


JULY = datetime.datetime(2027, 7, 5, 9, 0, tzinfo=datetime.UTC)
"""Ten school days before the summer."""


def before_summer(plays: tuple[Play, ...], subject: str = "", on: datetime.datetime = JULY) -> Page:
    """The list of what runs before the summer."""
    page = summer_page(desk("anna", now=on), scenes(plays, "anna", on), subject)
    assert page is not None
    return page


def test_before_the_summer_there_is_a_list_with_what_to_choose() -> None:
    """Each melding says what waits, what comes after the summer and what there is to choose."""
    care = named(story.asked(), "5D5D")
    care.now = JULY
    care.does(do.AnswerQuestion(actor="bram", key="vraag/1.1.week", answers=story.STOPPED))
    care.does(do.MoveOn(actor="bram", transition="afronden", here="1.1", reason=story.TYPED))
    page = before_summer((named(story.reported(), "2A2A"), named(story.agreed(), "3B3B"), care))
    assert "Lopende meldingen" == page.title
    assert page.paragraphs[0].startswith("De zomervakantie begint za 17 juli.")
    said = {one.heading: one.paragraphs[0] for one in page.entries}
    assert said["Te laat – 3B3B: stap 1"].startswith("Kan deze melding afgerond worden?")
    assert said["2A2A: eerst uitzoeken"].startswith("Deze melding zit nog in het begin.")
    assert said["5D5D: nazorg"].startswith("Gaat het goed met de leerling?")
    later = [fact.value for fact in page.entries[2].facts if fact.label == "Na de zomer"]
    assert [
        "Nazorg: hoe gaat het nu?, ma 30 augustus",
        "Nazorg: hoe gaat het nu?, ma 6 september",
    ] == later
    assert ["Open het overzicht"] == [one.label for one in page.actions]
    assert "zomer||1" == page.id


def test_the_list_is_turned_and_can_be_empty() -> None:
    """More than eight have pages of their own; without any it is said that all is done."""
    page = before_summer(of_many(), "2")
    assert (2, 2, "zomer||1") == (page.page, page.pages, page.previous and page.previous.value)
    assert before_summer(()).paragraphs[0].startswith("Er loopt geen melding meer.")


def test_the_way_to_the_list_is_there_in_the_last_weeks() -> None:
    """On the task list and below the overview, from three school weeks before the summer."""
    button = "Bekijk wat loopt vóór de zomer"
    assert ("Lopende meldingen", "de zomervakantie begint za 17 juli", button) in over_all(
        "anna", on=JULY
    )
    assert button in [one.label for one in opened((), on=JULY).actions]
    assert button not in [label for _, _, label in over_all("anna")]


@pytest.mark.parametrize("on", [MONDAY, datetime.datetime(2027, 7, 20, 9, tzinfo=datetime.UTC)])
def test_outside_these_weeks_an_old_button_leads_to_the_overview(on: datetime.datetime) -> None:
    """Also in the summer itself, and when no summer is known."""
    assert "Overzicht" == before_summer((), on=on).title
    school = msgspec.structs.replace(
        SCHOOL, calendar=msgspec.structs.replace(CALENDAR, holidays=())
    )
    page = summer_page(desk("anna", school), ())
    assert page is not None
    assert "Overzicht" == page.title


def test_the_list_is_for_the_antipestcoordinator_only() -> None:
    """As the overview."""
    assert None is summer_page(desk("bram", now=JULY), ())


def test_nothing_that_was_typed_stands_in_either() -> None:
    """Both are content-free, and every button can come back."""
    asked = story.taken_up()
    answers = (Answer("vraag", (story.TYPED,)),)
    asked.does(do.AskAdvice(actor="bram", to="anna", answers=answers))
    plays = (*of_many(), asked)
    for page in (opened(plays), opened(plays, subject="2"), before_summer(plays)):
        assert story.TYPED not in texts(page)
        assert "Vak" not in texts(page)
        assert len(page.title) <= limits.TITLE
        for entry in page.entries:
            assert all(decoded(one.value) is not None for one in entry.buttons)
    overview = opened(plays)
    assert "1" == {fact.label: fact.value for fact in overview.facts}["Vragen om raad aan jou"]
    assert ["Lees de vragen om raad"] == [one.label for one in overview.actions]


def test_it_is_as_kept() -> None:
    """The whole page as JSON, so that any change is seen."""
    expected, made = story.kept("page_overview", opened(of_many(), on=MONDAY + WEEK))
    assert expected == made
