"""The school as the rules are given it."""

import datetime

import pytest

from bot.demo import FICTIONAL_SCHOOL
from bot.directory import calendar_of, never_ending
from bot.school_settings import read_settings
from flows.school_calendar import CalendarEnds, Span

SETTINGS = read_settings((FICTIONAL_SCHOOL / "school.toml").read_bytes())


def test_report_after_the_known_calendar_still_counts() -> None:
    """In a year nobody knows the holidays of, a week is still a week and nothing is refused."""
    calendar = calendar_of(SETTINGS)
    late = datetime.datetime(2031, 10, 6, 9, tzinfo=datetime.UTC)
    week = Span.parse("1 schoolweek")

    with pytest.raises(CalendarEnds):
        calendar.due_moment(late, week)
    assert datetime.date(2031, 10, 13) == never_ending(calendar).due_moment(late, week).date()


def test_own_study_days_and_liberation_day_are_free() -> None:
    """What the school adds in school.toml counts beside holidays of the region."""
    calendar = calendar_of(SETTINGS)

    assert not calendar.is_school_day(datetime.date(2027, 2, 8))
    assert not calendar.is_school_day(datetime.date(2028, 5, 5))
    assert calendar.is_school_day(datetime.date(2027, 2, 9))
