"""Moments at school: opening hours, hours at which something is asked, and summer time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given, settings

from flows.school_calendar import SchoolCalendar, Span
from tests.flows.calendars_by_region import NOORD, calendars, day_of, moments, terms, utc

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.mark.parametrize(
    ("start", "term", "due"),
    [
        pytest.param("2026-12-11 10:00", "1 schoolweek", "2026-12-18 07:30", id="winter"),
        pytest.param("2027-05-31 10:00", "1 schoolweek", "2027-06-07 06:30", id="summer"),
        pytest.param("2027-03-23 10:00", "1 schoolweek", "2027-03-30 06:30", id="clock forward"),
        pytest.param("2026-10-20 10:00", "1 schoolweek", "2026-10-27 07:30", id="clock back"),
        pytest.param("2026-11-29 22:59", "1 dag", "2026-11-30 07:30", id="Sunday at school"),
        pytest.param("2026-11-29 23:00", "1 dag", "2026-12-01 07:30", id="Monday at school"),
        pytest.param("2027-03-28 00:45", "30 minuten", "2027-03-28 01:15", id="minutes"),
        pytest.param("2026-12-18 23:00", "2 uren", "2026-12-19 01:00", id="hours"),
    ],
)
def test_due_moments(start: str, term: str, due: str) -> None:
    """Days end at half past eight at the school; minutes and hours take no notice of it."""
    assert utc(due) == NOORD.due_moment(utc(start), Span.parse(term))


def test_moments_come_outmoment_of() -> None:
    """A moment given in the time of the school comes back as the same moment in UTC."""
    at_school = datetime(2026, 11, 30, 9, tzinfo=AMSTERDAM)
    answers = (
        NOORD.due_moment(at_school, Span(30, "minuten")),
        NOORD.due_moment(at_school, Span(1, "dagen")),
        NOORD.next_opening(at_school),
        NOORD.next_weekday_morning(at_school),
    )

    assert all(answer.tzinfo is UTC for answer in answers)
    assert utc("2026-11-30 08:30") == answers[0]
    assert utc("2026-11-30 08:00") == answers[2]


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(NOORD.is_open, id="is_open"),
        pytest.param(NOORD.next_opening, id="next_opening"),
        pytest.param(NOORD.next_weekday_morning, id="next_weekday_morning"),
        pytest.param(lambda moment: NOORD.due_moment(moment, Span(30, "minuten")), id="due_moment"),
    ],
)
def test_a_moment_needs_a_time_zone(ask: Callable[[datetime], object]) -> None:
    """A moment without a time zone is refused, for it could be any of many."""
    naive = utc("2026-11-30 08:00").replace(tzinfo=None)
    with pytest.raises(ValueError, match="zonder tijdzone is niet te plaatsen: 2026-11-30 08"):
        ask(naive)


@pytest.mark.parametrize(
    ("moment", "is_open", "opening"),
    [
        pytest.param("2026-11-30 06:29:59", False, "2026-11-30 06:30", id="before opening"),
        pytest.param("2026-11-30 06:30", True, "2026-11-30 06:30", id="at opening"),
        pytest.param("2026-11-30 15:59:59", True, "2026-11-30 15:59:59", id="before closing"),
        pytest.param("2026-11-30 16:00", False, "2026-12-01 06:30", id="at closing"),
        pytest.param("2026-11-29 23:30", False, "2026-11-30 06:30", id="night before"),
        pytest.param("2026-11-28 05:00", False, "2026-11-30 06:30", id="Saturday early"),
        pytest.param("2026-11-28 12:00", False, "2026-11-30 06:30", id="Saturday"),
        pytest.param("2026-12-18 16:00", False, "2027-01-04 06:30", id="holiday begins"),
        pytest.param("2027-06-07 05:30", True, "2027-06-07 05:30", id="summer"),
        pytest.param("2027-06-07 15:00", False, "2027-06-08 05:30", id="summer closing"),
        pytest.param("2027-03-25 17:00", False, "2027-03-30 05:30", id="clock forward"),
    ],
)
def test_opening_hours(moment: str, is_open: bool, opening: str) -> None:  # noqa: FBT001 - a table row
    """The school is open from half past seven to five o'clock on school days."""
    assert is_open == NOORD.is_open(utc(moment))
    assert utc(opening) == NOORD.next_opening(utc(moment))


@pytest.mark.parametrize(
    ("moment", "morning"),
    [
        pytest.param("2026-12-22 07:59:59", "2026-12-22 08:00", id="before nine"),
        pytest.param("2026-12-22 08:00", "2026-12-22 08:00", id="at nine"),
        pytest.param("2026-12-22 08:00:01", "2026-12-23 08:00", id="after nine"),
        pytest.param("2026-12-24 12:00", "2026-12-28 08:00", id="over Christmas"),
        pytest.param("2026-12-31 12:00", "2027-01-04 08:00", id="over New Year"),
        pytest.param("2027-07-14 22:30", "2027-07-15 07:00", id="summer night"),
        pytest.param("2027-07-16 08:00", "2027-07-19 07:00", id="Friday"),
    ],
)
def test_weekday_mornings_in_holidays(moment: str, morning: str) -> None:
    """In holidays reports wait until nine on a weekday that is no free day."""
    assert utc(morning) == NOORD.next_weekday_morning(utc(moment))


def test_hours_of_the_school_itself() -> None:
    """A school sets its own hours, own time of asking and own free days."""
    own = msgspec.structs.replace(
        NOORD,
        opens=time(8, 15),
        closes=time(16),
        asks_at=time(10),
        zone="America/Curacao",
        free_days=(day_of("2026-12-01"),),
    )

    assert utc("2026-11-30 12:15") == own.next_opening(utc("2026-11-30 12:00"))
    assert utc("2026-12-02 12:15") == own.next_opening(utc("2026-11-30 20:00"))
    assert utc("2026-12-02 14:00") == own.due_moment(utc("2026-11-30 12:00"), Span(1, "dagen"))
    assert utc("2026-12-02 14:30") == own.next_weekday_morning(
        utc("2026-12-01 12:00"), time(10, 30)
    )


@given(calendars, moments)
@settings(deadline=None)
def test_messages_never_wait_too_long(calendar: SchoolCalendar, moment: datetime) -> None:
    """The next opening is the first open moment, the next morning at most a long weekend off."""
    opening = calendar.next_opening(moment)
    morning = calendar.next_weekday_morning(moment)

    assert calendar.is_open(opening)
    assert opening == moment or not calendar.is_open(opening - timedelta(microseconds=1))
    assert moment <= opening
    assert timedelta(0) <= morning - moment <= timedelta(days=5)
    assert time(9) == morning.astimezone(AMSTERDAM).time()


@given(calendars, moments, terms)
@settings(deadline=None)
def test_days_end_at_the_same_hour(calendar: SchoolCalendar, start: datetime, term: Span) -> None:
    """Summer or winter, what is due on a day is asked at half past eight at the school."""
    due = calendar.due_moment(start, term).astimezone(AMSTERDAM)

    assert time(8, 30) == due.time()
    assert due.date() == calendar.due_day(start.astimezone(AMSTERDAM).date(), term)
