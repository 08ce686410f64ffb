"""Days at school: golden dates, boundaries, the end of the calendar and what always holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.school_calendar import CalendarEnds, SchoolCalendar, Span, school_year_of
from tests.flows.calendars_by_region import (
    CALENDARS,
    NOORD,
    ZUID,
    calendars,
    day_of,
    days,
    terms,
    utc,
)

ALL = "noord midden zuid"


@pytest.mark.parametrize(
    ("regions", "start", "term", "due"),
    [
        (ALL, "2026-11-23", "1 schoolweek", "2026-11-30"),
        (ALL, "2026-11-23", "5 schooldagen", "2026-11-30"),
        (ALL, "2026-11-23", "4 schoolweken", "2027-01-04"),
        (ALL, "2026-11-23", "4 weken", "2027-01-04"),
        (ALL, "2026-11-23", "20 schooldagen", "2027-01-04"),
        (ALL, "2026-12-11", "1 schoolweek", "2026-12-18"),
        (ALL, "2026-12-11", "4 schoolweken", "2027-01-08"),
        (ALL, "2026-12-11", "20 schooldagen", "2027-01-22"),
        (ALL, "2026-12-14", "1 schoolweek", "2027-01-04"),
        ("noord midden", "2027-02-11", "1 schoolweek", "2027-02-18"),
        ("noord midden", "2027-02-11", "5 schooldagen", "2027-02-18"),
        ("zuid", "2027-02-11", "1 schoolweek", "2027-02-22"),
        ("zuid", "2027-02-11", "5 schooldagen", "2027-02-25"),
        ("noord", "2027-07-08", "1 schoolweek", "2027-08-23"),
        ("noord", "2027-07-08", "20 schooldagen", "2027-09-16"),
        ("noord", "2028-02-28", "1 schooldag", "2028-02-29"),
        ("noord", "2028-02-15", "2 schoolweken", "2028-02-29"),
        ("noord", "2028-02-29", "1 schoolweek", "2028-03-07"),
        ("midden zuid", "2028-02-22", "1 schoolweek", "2028-03-06"),
        (ALL, "2027-03-22", "4 dagen", "2027-03-30"),
        (ALL, "2026-11-26", "1 dag", "2026-11-27"),
        (ALL, "2026-11-27", "1 dag", "2026-11-30"),
        (ALL, "2026-11-27", "1 schooldag", "2026-11-30"),
        (ALL, "2026-11-28", "1 schooldag", "2026-11-30"),
    ],
)
def test_golden_due_days(regions: str, start: str, term: str, due: str) -> None:
    """Each start, region and way of counting gives the day that was worked out by hand."""
    expected = {region: day_of(due) for region in regions.split()}

    assert expected == {
        region: CALENDARS[region].due_day(day_of(start), Span.parse(term)) for region in expected
    }


@pytest.mark.parametrize(
    ("start", "term", "check"),
    [
        pytest.param("2026-12-14", "1 schoolweek", "2026-12-18", id="three school days between"),
        pytest.param("2026-12-15", "1 schoolweek", "2026-12-18", id="two school days between"),
        pytest.param("2026-12-16", "1 schoolweek", None, id="one school day between"),
        pytest.param("2026-12-18", "1 schoolweek", None, id="the last school day itself"),
        pytest.param("2026-12-11", "1 schoolweek", None, id="due before the holiday"),
        pytest.param("2026-11-23", "4 weken", "2026-12-18", id="calendar days too"),
        pytest.param("2027-05-08", "1 schoolweek", None, id="moved three days"),
        pytest.param("2027-03-19", "1 schoolweek", "2027-03-25", id="moved four days"),
        pytest.param("2026-12-11", "20 schooldagen", None, id="school days are never moved"),
        pytest.param("2026-12-14", "30 minuten", None, id="minutes are never moved"),
    ],
)
def test_check_before_free_days(start: str, term: str, check: str | None) -> None:
    """A date moved over three days gets an earlier check, if two school days lie before it."""
    expected = None if check is None else day_of(check)

    assert expected == NOORD.check_before(day_of(start), Span.parse(term))


def test_minutes_have_no_due_day() -> None:
    """A term that the clock counts has no day on which it is over."""
    with pytest.raises(ValueError, match=r"^Een termijn van 30 minuten heeft geen dag waarop hij"):
        NOORD.due_day(day_of("2026-11-23"), Span(30, "minuten"))


@pytest.mark.parametrize(
    ("day", "is_school_day", "in_holidays"),
    [
        ("2026-12-18", True, False),
        ("2026-12-19", False, True),
        ("2026-12-21", False, True),
        ("2027-01-01", False, True),
        ("2027-01-03", False, True),
        ("2027-01-04", True, False),
        ("2027-01-09", False, False),
        ("2027-03-26", False, False),
    ],
)
def test_school_days(day: str, is_school_day: bool, in_holidays: bool) -> None:  # noqa: FBT001 - a table row
    """There is school on weekdays outside holidays and free days."""
    assert is_school_day == NOORD.is_school_day(day_of(day))
    assert in_holidays == NOORD.in_holidays(day_of(day))


def test_nearest_school_days() -> None:
    """A school day counts as the first from itself on, and never as the last before itself."""
    assert day_of("2026-12-18") == NOORD.first_school_day_from(day_of("2026-12-18"))
    assert day_of("2027-01-04") == NOORD.first_school_day_from(day_of("2026-12-19"))
    assert day_of("2026-12-18") == NOORD.last_school_day_before(day_of("2027-01-04"))
    assert day_of("2026-12-17") == NOORD.last_school_day_before(day_of("2026-12-18"))


def test_adding_no_school_days() -> None:
    """No school days from a school day is that day, from a free day the next school day."""
    assert day_of("2026-11-27") == NOORD.add_school_days(day_of("2026-11-27"), 0)
    assert day_of("2026-11-30") == NOORD.add_school_days(day_of("2026-11-28"), 0)


def test_school_days_are_not_counted_back() -> None:
    """A negative number of school days is refused."""
    with pytest.raises(ValueError, match=r"^Schooldagen tellen gaat vooruit: -1 kan niet.$"):
        NOORD.add_school_days(day_of("2026-11-27"), -1)


@pytest.mark.parametrize(
    ("start", "end", "between"),
    [
        ("2026-11-23", "2026-11-30", 4),
        ("2026-11-23", "2026-11-25", 1),
        ("2026-11-23", "2026-11-24", 0),
        ("2026-11-23", "2026-11-23", 0),
        ("2026-11-30", "2026-11-23", 0),
        ("2026-12-17", "2027-01-05", 2),
    ],
)
def test_school_days_between(start: str, end: str, between: int) -> None:
    """Neither end is counted, and nothing lies between days in the wrong order."""
    assert between == NOORD.school_days_between(day_of(start), day_of(end))


@pytest.mark.parametrize(
    ("after", "weekdays", "expected"),
    [
        ("2026-11-30", (2, 4), "2026-12-01"),
        ("2026-12-01", (2, 4), "2026-12-03"),
        ("2026-12-03", (2, 4), "2026-12-08"),
        ("2026-12-17", (4,), "2027-01-07"),
        ("2027-03-25", (5, 1), "2027-04-02"),
        ("2026-12-01", (), "2026-12-02"),
        ("2026-12-18", (), "2027-01-04"),
    ],
)
def test_next_working_day(after: str, weekdays: tuple[int, ...], expected: str) -> None:
    """A part-timer is reached on the next own weekday on which there is school."""
    assert day_of(expected) == NOORD.next_working_day(day_of(after), weekdays)


def test_the_last_known_day_is_known() -> None:
    """Questions up to the last known day are answered."""
    short = msgspec.structs.replace(NOORD, known_until=day_of("2026-12-01"))

    assert short.is_school_day(day_of("2026-12-01"))
    assert not short.in_holidays(day_of("2026-12-01"))
    assert day_of("2026-12-01") == short.last_school_day_before(day_of("2026-12-02"))


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda: ZUID.in_holidays(day_of("2030-08-19")), id="in_holidays"),
        pytest.param(lambda: ZUID.is_school_day(day_of("2030-08-19")), id="is_school_day"),
        pytest.param(lambda: ZUID.is_school_day(day_of("2030-08-24")), id="weekend"),
        pytest.param(
            lambda: ZUID.first_school_day_from(day_of("2030-07-06")), id="first_school_day_from"
        ),
        pytest.param(
            lambda: ZUID.last_school_day_before(day_of("2030-08-20")), id="last_school_day_before"
        ),
        pytest.param(lambda: ZUID.add_school_days(day_of("2030-07-05"), 1), id="add_school_days"),
        pytest.param(
            lambda: ZUID.school_days_between(day_of("2030-07-05"), day_of("2030-08-20")),
            id="school_days_between",
        ),
        pytest.param(
            lambda: ZUID.next_working_day(day_of("2030-07-01"), (1,)), id="next_working_day"
        ),
        pytest.param(
            lambda: ZUID.due_day(day_of("2030-07-05"), Span(1, "schoolweken")), id="due_day"
        ),
        pytest.param(
            lambda: ZUID.check_before(day_of("2030-07-01"), Span(1, "schoolweken")),
            id="check_before",
        ),
        pytest.param(
            lambda: ZUID.due_moment(utc("2030-07-05 10:00"), Span(1, "schoolweken")),
            id="due_moment",
        ),
        pytest.param(lambda: ZUID.is_open(utc("2030-08-19 10:00")), id="is_open"),
        pytest.param(lambda: ZUID.next_opening(utc("2030-07-05 18:00")), id="next_opening"),
        pytest.param(
            lambda: ZUID.next_weekday_morning(utc("2030-08-16 10:00")), id="next_weekday_morning"
        ),
    ],
)
def test_the_calendar_ends(ask: Callable[[], object]) -> None:
    """Past the known holidays every question is refused, with the school year to fill in."""
    with pytest.raises(CalendarEnds) as refusal:
        ask()

    assert refusal.value.school_year == "2030/2031"
    assert str(refusal.value) == (
        "De schoolkalender loopt tot en met 18-08-2030. Schooljaar 2030/2031 staat er niet of "
        "niet helemaal in. Vul de vakanties van dat schooljaar aan."
    )


def test_school_years_turn_in_august() -> None:
    """The first of August begins a school year."""
    assert school_year_of(day_of("2026-07-31")) == "2025/2026"
    assert school_year_of(day_of("2026-08-01")) == "2026/2027"


@given(calendars, days, terms)
@settings(deadline=None)
def test_terms_end_later_on_a_school_day(calendar: SchoolCalendar, start: date, term: Span) -> None:
    """A term ends after it began, on a school day; an earlier check lies in between."""
    due = calendar.due_day(start, term)
    check = calendar.check_before(start, term)

    assert calendar.is_school_day(due)
    assert start < due
    assert check is None or (start < check < due and calendar.is_school_day(check))


@given(calendars, days, days, terms)
@settings(deadline=None)
def test_who_starts_later_is_never_due_earlier(
    calendar: SchoolCalendar, one: date, other: date, term: Span
) -> None:
    """The due day moves with the start, never against it."""
    first, second = sorted((one, other))

    assert calendar.due_day(first, term) <= calendar.due_day(second, term)


@given(calendars, days, st.integers(1, 60))
@settings(deadline=None)
def test_counting_undoes_adding(calendar: SchoolCalendar, start: date, number: int) -> None:
    """Between a day and the nth school day after it lie n - 1 school days."""
    end = calendar.add_school_days(start, number)

    assert number - 1 == calendar.school_days_between(start, end)
    assert calendar.is_school_day(end)


@given(calendars, days, st.sets(st.integers(1, 5)))
@settings(deadline=None)
def test_part_timers_are_asked_on_their_own_days(
    calendar: SchoolCalendar, after: date, weekdays: set[int]
) -> None:
    """The next working day is later, a school day and one of the person's own."""
    day = calendar.next_working_day(after, tuple(weekdays))

    assert after < day
    assert calendar.is_school_day(day)
    assert not weekdays or day.isoweekday() in weekdays
