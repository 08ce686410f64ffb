"""Days and moments in words, and what a scene tells."""

import datetime

import pytest

from flows.case import EMPTY_CASE
from flows.permissions import Reader
from flows.source_list import SourceParagraph
from flows.views.dates import (
    dated_day_in_words,
    dated_moment_in_words,
    day_in_words,
    full_day,
    moment_in_words,
)
from flows.views.scene import Scene
from tests.flows.small_school import CALENDAR, MONDAY, SCHOOL, stappenplan
from tests.flows.views.story import WORDING

TODAY = datetime.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (datetime.date(2026, 11, 22), "gisteren"),
        (datetime.date(2026, 11, 23), "vandaag"),
        (datetime.date(2026, 11, 24), "morgen"),
        (datetime.date(2026, 11, 30), "ma 30 november"),
        (datetime.date(2027, 1, 4), "ma 4 januari 2027"),
    ],
)
def test_a_day_is_named_as_seen_from_today(day: datetime.date, expected: str) -> None:
    """Days close by have a word of their own; another year is said."""
    assert expected == day_in_words(WORDING, day, TODAY)


def test_a_day_that_stays_on_a_screen_keeps_its_date() -> None:
    """A card of today does not say "vandaag", for tomorrow it would be wrong."""
    assert "ma 23 november" == dated_day_in_words(WORDING, TODAY, TODAY)
    assert "ma 4 januari 2027" == dated_day_in_words(WORDING, datetime.date(2027, 1, 4), TODAY)


def test_a_day_in_a_text_that_is_kept_has_its_year() -> None:
    """A Magister text is read years later."""
    assert "ma 30 november 2026" == full_day(WORDING, datetime.date(2026, 11, 30))


def test_every_weekday_and_month_has_a_name() -> None:
    """All twelve months and seven weekdays can be written."""
    days = [datetime.date(2026, month, month) for month in range(1, 13)]
    assert 12 == len({full_day(WORDING, day).split()[2] for day in days})
    week = [TODAY + datetime.timedelta(days=number) for number in range(7)]
    expected = ["ma", "di", "wo", "do", "vr", "za", "zo"]
    assert expected == [full_day(WORDING, day).split()[0] for day in week]


def test_a_scene_knows_the_words_of_a_paragraph() -> None:
    """An own choice has no paragraph."""
    scene = Scene(
        Reader("bram", EMPTY_CASE, stappenplan(), SCHOOL, MONDAY),
        WORDING,
        sources=(SourceParagraph("A:216", "elke leerling apart"),),
    )
    assert "elke leerling apart" == scene.source("A:216")
    assert "" == scene.source("eigen")


def test_a_moment_is_told_in_school_time() -> None:
    """09:00 in UTC is 10:00 at school in winter."""
    assert "vandaag 10:00" == moment_in_words(WORDING, MONDAY, CALENDAR, MONDAY)
    assert "ma 23 november 10:00" == dated_moment_in_words(WORDING, MONDAY, CALENDAR, MONDAY)


def test_a_moment_just_after_midnight_belongs_to_the_day_at_school() -> None:
    """23:30 in UTC is the next day at school."""
    late = datetime.datetime(2026, 11, 23, 23, 30, tzinfo=datetime.UTC)
    assert "morgen 00:30" == moment_in_words(WORDING, late, CALENDAR, MONDAY)
