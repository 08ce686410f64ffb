"""The calendars of three regions, and the days and terms that tests try them on."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from flows.school_calendar import SchoolCalendar, Span, Unit
from flows.school_holidays import REGIONS, holidays_of, known_until

WEEKDAYS_OFF = """
2026-04-03 2026-04-06 2026-04-27 2026-05-14 2026-05-25 2026-12-25
2027-01-01 2027-03-26 2027-03-29 2027-04-27 2027-05-06 2027-05-17
2028-04-14 2028-04-17 2028-04-27 2028-05-25 2028-06-05 2028-12-25
2029-01-01 2029-03-30 2029-04-02 2029-04-27 2029-05-10 2029-05-21
"""
"""The public holidays that are no Saturday or Sunday, and no Bevrijdingsdag."""

CALENDARS: dict[str, SchoolCalendar] = {
    region: SchoolCalendar(
        holidays=holidays_of(region),
        free_days=tuple(date.fromisoformat(day) for day in WEEKDAYS_OFF.split()),
        known_until=known_until(region),
    )
    for region in REGIONS
}
NOORD = CALENDARS["noord"]
ZUID = CALENDARS["zuid"]

DAY_UNITS: tuple[Unit, ...] = ("dagen", "schooldagen", "schoolweken")

calendars = st.sampled_from(tuple(CALENDARS.values()))
days = st.dates(date(2025, 9, 1), date(2029, 12, 31))
moments = st.builds(datetime.combine, days, st.times(), st.just(UTC))
terms = st.builds(Span, st.integers(1, 20), st.sampled_from(DAY_UNITS))


def day_of(text: str) -> date:
    """Read "2026-12-14"."""
    return date.fromisoformat(text)


def utc(text: str) -> datetime:
    """Read "2026-12-14 07:30" as a moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
