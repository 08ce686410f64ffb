"""The summer: what is due behind it, how near it is, and which cards of the school come when."""

import datetime

import msgspec
import pytest

from flows.school_calendar import Span
from flows.school_moments import due_keys, next_moment, summer_key, week_key
from tests.flows.small_school import CALENDAR

SATURDAY = datetime.date(2027, 7, 17)
"""The first day of the summer of 2027 in this school; the last is Sunday 29 August."""

UNKNOWN = msgspec.structs.replace(CALENDAR, holidays=())


def day(text: str) -> datetime.date:
    """A day in 2027."""
    return datetime.date.fromisoformat(f"2027-{text}")


def moment(text: str) -> datetime.datetime:
    """A moment at school in 2027."""
    local = datetime.datetime.fromisoformat(f"2027-{text}")
    return CALENDAR.moment_of(local.date(), local.time())


@pytest.mark.parametrize(
    ("start", "term", "check"),
    [
        pytest.param("07-12", "1 schoolweek", "07-16", id="due within the summer"),
        pytest.param("07-09", "8 schoolweken", "07-16", id="due a week after it"),
        pytest.param("06-01", "4 schoolweken", None, id="due before it"),
        pytest.param("07-15", "8 schoolweken", None, id="begun on the last days"),
        pytest.param("07-20", "1 schoolweek", None, id="begun within it"),
        pytest.param("07-09", "5 schooldagen", None, id="school days are never moved"),
    ],
)
def test_what_is_due_behind_the_summer_is_looked_at_before_it(
    start: str, term: str, check: str | None
) -> None:
    """Also what is due long after it gets its look on the last school day."""
    expected = None if check is None else day(check)
    assert expected == CALENDAR.check_before(day(start), Span.parse(term))


def test_the_summer_is_the_long_holiday() -> None:
    """It is the first of four weeks or more that is not over; without one there is none."""
    assert [SATURDAY] * 3 == [
        summer.first
        for text in ("01-01", "07-17", "08-29")
        if (summer := CALENDAR.summer_from(day(text))) is not None
    ]
    later = CALENDAR.summer_from(day("08-30"))
    assert later is not None
    assert datetime.date(2028, 7, 8) == later.first
    assert None is UNKNOWN.summer_from(SATURDAY)
    assert None is UNKNOWN.school_days_to_summer(SATURDAY)


@pytest.mark.parametrize(
    ("text", "left"), [("07-16", 1), ("07-12", 5), ("07-10", 5), ("06-28", 15), ("07-17", 0)]
)
def test_school_days_that_are_left(text: str, left: int) -> None:
    """The day itself counts, when there is school."""
    assert left == CALENDAR.school_days_to_summer(day(text))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("06-25", ""),
        ("06-28", "zomer/2027-1"),
        ("07-09", "zomer/2027-1"),
        ("07-12", "zomer/2027-2"),
        ("07-16", "zomer/2027-2"),
        ("07-20", ""),
    ],
)
def test_the_list_comes_twice(text: str, key: str) -> None:
    """Three school weeks before the summer, and on the last school day but four."""
    assert key == summer_key(CALENDAR, day(text))
    assert "" == summer_key(UNKNOWN, day(text))


def test_a_week_has_one_key() -> None:
    """From Monday to Sunday, under the year to which the week belongs."""
    assert {"week/2026-53"} == {
        week_key(datetime.date(2026, 12, 28) + datetime.timedelta(days=days)) for days in range(7)
    }


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("06-21 12:00", ()),
        ("06-22 08:29", ()),
        ("06-22 08:30", ("week/2027-25",)),
        ("06-25 16:59", ("week/2027-25",)),
        ("06-25 17:00", ()),
        ("06-26 12:00", ()),
        ("06-28 08:30", ("week/2027-26", "zomer/2027-1")),
    ],
)
def test_cards_come_within_school_hours(text: str, keys: tuple[str, ...]) -> None:
    """From the hour at which questions are asked, not at night, on a study day or in a weekend."""
    calendar = msgspec.structs.replace(CALENDAR, free_days=(*CALENDAR.free_days, day("06-21")))
    assert keys == due_keys(calendar, moment(text))


@pytest.mark.parametrize(
    ("text", "following"),
    [
        ("06-07 08:00", "06-07 08:30"),
        ("06-07 08:30", "06-14 08:30"),
        ("06-12 12:00", "06-14 08:30"),
        ("07-12 09:00", "08-30 08:30"),
    ],
)
def test_the_next_moment_is_the_first_school_day_of_a_week(text: str, following: str) -> None:
    """Or the day of the list; there is none in the summer itself."""
    assert moment(following) == next_moment(CALENDAR, moment(text))
