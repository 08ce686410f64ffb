"""The cards that go over all meldingen: numbers only, for who answers for them."""

import datetime

import msgspec
import pytest

from flows import commands as do
from flows import limits
from flows.cards import Card
from flows.forms import Answer
from flows.views.school_cards import summer_card, week_card
from tests.flows.small_school import MONDAY, SCHOOL, Play
from tests.flows.views import story
from tests.flows.views.many import IDS, desk, named, scenes

JULY = datetime.datetime(2027, 7, 12, 6, 30, tzinfo=datetime.UTC)
THURSDAY = MONDAY + datetime.timedelta(days=3)


def week(*plays: Play, person: str = "anna", on: datetime.datetime = MONDAY) -> Card:
    """The stand of the week."""
    return week_card(desk(person, now=on), scenes(plays, person, on), "week/2026-48")


def summer(*plays: Play, person: str = "anna", on: datetime.datetime = JULY) -> Card:
    """The card before the summer."""
    return summer_card(desk(person, now=on), scenes(plays, person, on), "zomer/2027-5")


def asking(case_id: str) -> Play:
    """A melding about which the antipestcoördinator is asked for advice."""
    play = named(story.taken_up(), case_id)
    answers = (Answer("vraag", (story.TYPED,)),)
    play.does(do.AskAdvice(actor="bram", to="anna", answers=answers))
    return play


def test_the_stand_of_the_week_is_one_line() -> None:
    """It is what a notification shows: how many are open, late and ask for advice."""
    plays = (asking("2A2A"), asking("3B3B"), named(story.aftercare(), "4C4C"))
    card = week(*plays, on=THURSDAY)
    assert "Deze week: 3 open meldingen, 2 te laat, 2 vragen om raad" == card.title
    assert card.paragraphs[0].startswith("Dit was de stand op do 26 november.")
    assert ["overzicht", "raad-lijst"] == [verb for verb, _ in story.presses(card)]
    assert ["overzicht"] == story.primary(card)


def test_one_is_said_as_one() -> None:
    """And of what there is not, nothing is said."""
    assert "Deze week: 1 open melding, 1 vraag om raad" == week(asking("2A2A")).title
    assert "Deze week: 1 open melding" == week(story.reported()).title


@pytest.mark.parametrize("person", [one for one in story.EVERYBODY if one != "anna"])
def test_for_others_there_is_nothing_to_tell(person: str) -> None:
    """Such a card is never sent; neither is one without any open melding."""
    for card in (
        week(story.reported(), person=person),
        summer(story.reported(), person=person),
        week(),
        summer(),
    ):
        assert ("Vervallen", "withdrawn", ()) == (card.title, card.tone, card.buttons)


def test_before_the_summer_it_says_how_many_still_run() -> None:
    """With the way to the list as its main button."""
    card = summer(named(story.reported(), "2A2A"), named(story.reported(), "3B3B"))
    assert "Lopende meldingen vóór de zomer" == card.title
    assert card.paragraphs[0].startswith(
        "Er lopen nog 2 meldingen, en op za 17 juli begint de zomervakantie."
    )
    assert ["zomer", "overzicht"] == [verb for verb, _ in story.presses(card)]
    assert ["zomer"] == story.primary(card)
    assert summer(story.reported()).paragraphs[0].startswith("Er loopt nog 1 melding, ")


def test_when_no_summer_is_known_there_is_no_list() -> None:
    """A card that waited too long says nothing that is not so."""
    play = story.reported()
    calendar = msgspec.structs.replace(SCHOOL.calendar, holidays=())
    school = msgspec.structs.replace(SCHOOL, calendar=calendar)
    assert "withdrawn" == summer_card(desk("anna", school), scenes((play,), "anna"), "zomer/x").tone


def test_they_hold_numbers_only() -> None:
    """No number of a melding, no colleague, no letter; and they fit everywhere."""
    plays = tuple(asking(case_id) for case_id in IDS)
    for card in (week(*plays), summer(*plays)):
        told = story.said(card)
        assert not {
            word for word in (*IDS, "Bram", "Vak", "leerling A", story.TYPED) if word in told
        }
        assert len(card.title) <= limits.CARD_TITLE
        assert len(told) <= limits.CARD_TEXT
        assert len(card.buttons) <= limits.CARD_BUTTONS
