"""The look just before a long holiday, in aftercare and after a choice to wait as in a stage."""

import datetime

import msgspec
import pytest

from flows import commands as do
from flows.holiday_checks import asked_key, check_key
from flows.school import Place
from tests.flows.meldingen import answered, done, fire, in_aftercare, keys, move, report, sent
from tests.flows.meldingen import talked as spoken
from tests.flows.small_school import SCHOOL, TARGET, Play
from tests.flows.views import story

LAST_DAY = datetime.date(2027, 7, 16)
"""The last school day before the summer."""


def at(month: int, day: int, hour: int = 9) -> datetime.datetime:
    """A moment in 2027, in UTC."""
    return datetime.datetime(2027, month, day, hour, tzinfo=datetime.UTC)


def cared_for(since: datetime.datetime) -> Play:
    """The aftercare of a melding that began then; all texts are in Magister."""
    play = in_aftercare()
    play.does(do.ReopenCase(actor="bram", reason="Toch weer."))
    for pupil, coach in (("p1", "bram"), ("p2", "carla")):
        for text in ("start", "stap1"):
            play.does(do.PasteRecord(actor=coach, record=f"1.1.{text}", pupil=pupil))
    play.now = since
    play.does(move("afronden", "1.2", "Het is gestopt."))
    return play


def checks(play: Play) -> dict[str, datetime.date]:
    """The looks before a holiday that wait, with their day."""
    return {
        one.key: one.due.date() for one in play.case.follow_ups if one.key.startswith("vooraf/")
    }


@pytest.mark.parametrize(
    ("key", "check"),
    [
        ("vraag/1.1.week", "vooraf/1.1.week"),
        ("nazorg/1.2", "vooraf/nazorg.1.2"),
        ("volgen/melding.1.1", "vooraf/volgen.melding.1.1"),
    ],
)
def test_a_check_is_named_after_its_question(key: str, check: str) -> None:
    """So that its card finds what it is about."""
    assert check == check_key(key)
    assert key == asked_key(check)


def test_aftercare_that_crosses_the_summer_is_looked_at_before_it() -> None:
    """One look on the last school day, however many questions come after the summer.

    Those do not come on one day: the later one waits a school week.
    """
    play = cared_for(at(6, 28))
    due = {one.key: one.due.date() for one in play.case.follow_ups}
    assert (datetime.date(2027, 7, 5), datetime.date(2027, 8, 30), datetime.date(2027, 9, 6)) == (
        due["nazorg/2.1"],
        due["nazorg/2.2"],
        due["nazorg/2.3"],
    )
    assert {"vooraf/nazorg.2.2": LAST_DAY} == checks(play)


def test_a_look_that_was_made_is_not_asked_for_again() -> None:
    """Not for the question behind it either."""
    play = cared_for(at(6, 28))
    assert ["begeleider:p1"] == sent(fire(play, "vooraf/nazorg.2.2"), "vooraf/nazorg.2.2")
    play.does(answered(play, "vooraf/nazorg.2.2", "gestopt"))
    assert {} == checks(play)
    assert {"nazorg/2.2", "nazorg/2.3"} <= keys(play)


def test_no_look_right_after_another_question() -> None:
    """Who was asked the day before need not be asked once more."""
    play = cared_for(at(7, 8))
    assert datetime.date(2027, 7, 15) == next(
        one.due.date() for one in play.case.follow_ups if one.key == "nazorg/2.1"
    )
    assert {} == checks(play)


def test_a_look_lapses_when_school_begins_again() -> None:
    """Nobody is reminded in September of what was to be done before the summer."""
    play = cared_for(at(6, 28))
    fire(play, "vooraf/nazorg.2.2")
    assert LAST_DAY == play.now.date()
    fire(play, "nazorg/2.2")
    assert {} == checks(play)
    assert {"nazorg/2.2", "nazorg/2.3"} <= keys(play)


def test_a_choice_to_wait_that_crosses_the_summer_is_looked_at_before_it() -> None:
    """On the last school day the coach is asked already; the question itself stays."""
    play = spoken(TARGET)
    play.now = at(7, 12)
    play.does(move("volgen", "melding.1", "Even kijken."))
    assert {"vooraf/volgen.melding.1.1": LAST_DAY} == checks(play)
    fire(play, "vooraf/volgen.melding.1.1")
    play.does(answered(play, "vooraf/volgen.melding.1.1", "minder"))
    assert {} == checks(play)
    assert "volgen/melding.1.1" in keys(play)


def test_the_card_says_what_comes_after_the_holiday() -> None:
    """It asks as the other cards do; what nobody waits for says so."""
    play = cared_for(at(6, 28))
    fire(play, "vooraf/nazorg.2.2")
    card = story.seen(play, "bram", "vooraf/nazorg.2.2")
    assert "Melding 7K3Q: Hoe gaat het, vlak voor de vakantie?" == card.title
    assert card.paragraphs[0].startswith("De volgende vraag in de nazorg valt pas na de vakantie.")
    assert ["antwoorden"] == story.primary(card)
    lapsed = story.seen(play, "bram", "vooraf/nazorg.2.3")
    assert ("Vervallen: dit hoeft niet meer.",) == lapsed.paragraphs


def test_the_card_after_a_choice_to_wait() -> None:
    """It tells that the question itself falls behind the holiday; of no stage it is nothing."""
    play = spoken(TARGET)
    play.now = at(7, 12)
    play.does(move("volgen", "melding.1", "Even kijken."))
    fire(play, "vooraf/volgen.melding.1.1")
    card = story.seen(play, "bram", "vooraf/volgen.melding.1.1")
    assert card.paragraphs[0].startswith("Jullie wilden dit even volgen")
    assert "Vervallen" == story.seen(play, "bram", "vooraf/volgen.weg.1.1").title


def test_after_the_summer_the_new_coach_is_asked() -> None:
    """A question waits for a role: whoever coaches the pupil by then gets the card (domain 20)."""
    play = cared_for(at(6, 28))
    assert [("bram", "vooraf/nazorg.2.2")] == _asked(play, "vooraf/nazorg.2.2")
    places = (Place("p1", ("carla",), "bovenbouw", "3a"), *SCHOOL.places[1:])
    play.school = msgspec.structs.replace(SCHOOL, places=places)
    play.now = at(8, 28)
    play.does(do.SchoolChanged(actor="", slots=("begeleider:p1",)))
    play.now = at(8, 30, 6)

    assert [("carla", "nazorg/2.2")] == _asked(play, "nazorg/2.2")
    assert "antwoorden" in story.primary(story.seen(play, "carla", "nazorg/2.2"))
    assert "Vervallen" == story.seen(play, "bram", "nazorg/2.2").title


def _asked(play: Play, key: str) -> list[tuple[str, str]]:
    return [one for one in story.goes_off(play, key) if one[1] == key]


def test_nothing_is_looked_at_twice_without_a_holiday() -> None:
    """In an ordinary week there is only the question itself."""
    play = Play()
    play.does(report())
    play.does(do.Acknowledge(actor="bram"))
    play.does(done("bram", "melding.1.gesprek_gepeste.p1", story.TALKED))
    play.does(move("volgen", "melding.1", "Even kijken."))
    assert {} == checks(play)
