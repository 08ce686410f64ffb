"""Who takes over a role gets one card and one page, and the antipestcoördinator hears of it."""

import datetime

import msgspec
import pytest

from flows import commands as do
from flows import verbs
from flows.desk import standing
from flows.school import School
from tests.flows.meldingen import INCIDENT, reported
from tests.flows.small_school import SCHOOL, STAFF, Play
from tests.flows.views.dialogs import page, read
from tests.flows.views.story import (
    TYPED,
    agreed,
    cards_sent,
    on_desks,
    presses,
    said,
    seen,
    step_one,
    taken_up,
)

COACH = "begeleider:p1"
OTHER = "begeleider:p2"
CARD = f"overdracht/{COACH}"
HAND_OVER = (verbs.HAND_OVER, COACH)


def ill(*people: str) -> School:
    """The small school, with these people absent since long before."""
    since = datetime.date(2026, 11, 1)
    staff = (
        msgspec.structs.replace(one, absent_from=since) if one.id in people else one
        for one in STAFF
    )
    return msgspec.structs.replace(SCHOOL, staff=tuple(staff))


def falls_ill(play: Play, *slots: str) -> list[tuple[str, str]]:
    """The coach of the bullied pupil falls ill; gives who got which card."""
    play.school = ill("bram")
    return cards_sent(play, do.SchoolChanged(actor="", slots=slots or (COACH,)))


def takes_over(play: Play) -> list[tuple[str, str]]:
    """The antipestcoördinator takes over; gives who got which card."""
    return cards_sent(play, do.TakeOver(actor="anna", slot=COACH))


def stands_aside(play: Play) -> list[tuple[str, str]]:
    """The coach says "Ik ben betrokken"; gives who got which card."""
    return cards_sent(play, do.ExcludePerson(actor="bram", person="bram", reason=TYPED))


WAYS = ((falls_ill, "dirk"), (takes_over, "anna"), (stands_aside, "dirk"))


@pytest.mark.parametrize(("happens", "person"), WAYS, ids=("ill", "taken", "aside"))
def test_whoever_comes_gets_a_card_with_the_page_behind_it(happens: object, person: str) -> None:
    """However the role moved; the card is empty of content."""
    assert callable(happens)
    play = agreed()
    sent = happens(play)
    card = seen(play, person, CARD)

    assert [person] == [who for who, key in sent if key == CARD]
    assert "Melding 7K3Q: Je neemt dit over" == card.title
    assert HAND_OVER == presses(card)[0]
    assert TYPED not in said(card)
    assert None is not page(play, person, *HAND_OVER)


def test_whoever_left_sees_the_card_no_longer() -> None:
    """When the absence ends the coach gets it, and the deputy's is empty."""
    play = agreed()
    falls_ill(play)
    play.school = SCHOOL
    sent = cards_sent(play, do.SchoolChanged(actor="", slots=(COACH,)))

    assert ("bram", CARD) in sent
    assert "Vervallen" == seen(play, "dirk", CARD).title
    assert None is page(play, "dirk", *HAND_OVER)


def test_taking_it_up_first_hands_nothing_over() -> None:
    """Of two coaches, who presses first had the card already; a later take-over is one."""
    first = msgspec.structs.replace(SCHOOL.places[0], coaches=("bram", "dirk"))
    school = msgspec.structs.replace(SCHOOL, places=(first, *SCHOOL.places[1:]))
    play = reported(school=school)
    play.does(do.Acknowledge(actor="bram"))
    keys = {one.key for one in standing(play.case, play.protocol)}
    sent = cards_sent(play, do.TakeOver(actor="dirk", slot=COACH))

    assert CARD not in keys
    assert ("dirk", CARD) in sent


def test_the_card_stands_until_the_melding_goes_on() -> None:
    """In the next stage nobody takes over any more; the old card says so."""
    play = agreed()
    falls_ill(play)
    play.does(do.MoveOn(actor="dirk", transition="verder", here="1.1", reason=TYPED))

    assert CARD not in {key for _, key in on_desks(play)}
    assert "Vervallen: dit hoeft niet meer." in said(seen(play, "dirk", CARD))


def test_roles_that_read_nothing_are_handed_nothing() -> None:
    """A change of who adviser or reporter is, or of a role outside the melding, gives no card."""
    play = agreed()
    play.does(do.SchoolChanged(actor="", slots=("melder", "teamcoordinator", "raad:1")))

    assert [] == [key for _, key in on_desks(play) if key.startswith("overdracht/")]


def test_the_page_tells_what_was_done_for_this_pupil() -> None:
    """The report, the agreements and the talks of this pupil; who the other coaches are."""
    play = agreed()
    falls_ill(play)
    shown = read(play, "dirk", *HAND_OVER)
    facts = {fact.label: fact.value for fact in shown.facts}

    assert "Overdracht" == shown.title
    assert (
        "A – Sanne Jansen (2b)" == facts["Jij begeleidt nu"] or "Sanne" in facts["Jij begeleidt nu"]
    )
    assert "Carla" == facts["Coach van Daan de Visser (2c)"]
    assert "Anna" == facts["Antipestcoördinator"]
    headings = [entry.heading for entry in shown.entries]
    assert ["De melding", "Afspraak 1"] == headings[:2]
    assert read(play, "dirk").items == shown.items
    assert [(verbs.OPEN_CASE, "")] == [
        (button.value.split("|")[0], button.value.split("|")[2]) for button in shown.actions
    ]


def test_the_page_of_another_pupil_tells_nothing_private_of_the_bullied_one() -> None:
    """Only what this reader could read on the page of the melding."""
    play = agreed()
    play.school = ill("carla")
    play.school = msgspec.structs.replace(
        play.school,
        staff=tuple(
            msgspec.structs.replace(one, deputy="ict") if one.id == "carla" else one
            for one in play.school.staff
        ),
    )
    play.does(do.SchoolChanged(actor="", slots=(OTHER,)))
    shown = read(play, "ict", verbs.HAND_OVER, OTHER)
    headings = " ".join(entry.heading for entry in shown.entries)

    assert "Toestemming" not in headings
    assert "Gesprek" in headings
    assert "Sanne" not in headings


def test_the_role_of_the_school_is_handed_over_whole() -> None:
    """Who stands in for the antipestcoördinator gets what is of all pupils, the newest of it."""
    play = agreed()
    for _ in range(3):
        play.does(do.AddNote(actor="bram", kind="incident", answers=INCIDENT))
    play.school = ill("anna")
    sent = cards_sent(play, do.SchoolChanged(actor="", slots=("antipestcoordinator",)))
    shown = read(play, "vera", verbs.HAND_OVER, "antipestcoordinator")

    assert ("vera", "overdracht/antipestcoordinator") in sent
    assert "Jij begeleidt nu" not in {fact.label for fact in shown.facts}
    assert "Er is nog meer vastgelegd. Dat staat in de melding zelf." == shown.paragraphs[-1]
    assert "Voor" not in {
        fact.label for fact in seen(play, "vera", "overdracht/antipestcoordinator").facts
    }


def test_the_antipestcoordinator_hears_that_somebody_was_kept_out() -> None:
    """Without a name or a reason; the page of the melding tells who."""
    play = step_one("ja")
    sent = stands_aside(play)
    key = next(key for who, key in sent if key.startswith("uitgesloten/"))
    card = seen(play, "anna", key)

    assert [("anna", key)] == [one for one in sent if one[1] == key]
    assert "Een collega doet niet meer mee" in card.title
    assert "Bram" not in said(card)
    assert "Vervallen" == seen(play, "carla", key).title
    play.does(do.MoveOn(actor="anna", transition="verder", here="1.1", reason=TYPED))
    assert "Vervallen: dit hoeft niet meer." in said(seen(play, "anna", key))


def test_an_antipestcoordinator_who_is_involved_hands_over_too() -> None:
    """Then the last resort answers for it, and hears that somebody was kept out."""
    play = taken_up()
    sent = cards_sent(play, do.ExcludePerson(actor="anna", person="anna", reason=TYPED))

    assert ("vera", "overdracht/antipestcoordinator") in sent
    assert ("vera", "root") in sent
    assert any(who == "vera" and key.startswith("uitgesloten/") for who, key in sent)
    assert "Vervallen" == seen(play, "anna", "root").title


def test_keeping_out_who_has_no_role_moves_nothing() -> None:
    """A colleague who only reported hands nothing over."""
    play = taken_up()
    sent = cards_sent(play, do.ExcludePerson(actor="anna", person="vak", reason=TYPED))

    assert [] == [key for _, key in sent if key.startswith("overdracht/")]


def test_only_what_waits_goes_along() -> None:
    """Who takes over reads what was done on one page, not in a card for each thing."""
    play = agreed()
    cards = {key for who, key in falls_ill(play) if who == "dirk"}

    assert {"root", CARD, "magister/1.1.start", "magister/1.1.stap1"} == cards
