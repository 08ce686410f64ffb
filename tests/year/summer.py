"""The list of meldingen that are still open when the summer comes."""

from __future__ import annotations

import datetime

from tests.year.running import ONE_DAY, Year

SCHOOL_DAYS_BEFORE = 15
"""School days before the summer on which the list begins."""


def last_school_day(year: Year) -> datetime.date:
    """Gives the last school day on which somebody may report."""
    return year.calendar.last_school_day_before(year.span.last_report + ONE_DAY)


def begins_on(year: Year) -> datetime.date:
    """Gives the day on which the list is made for the first time."""
    day = last_school_day(year)
    for _ in range(SCHOOL_DAYS_BEFORE):
        day = year.calendar.last_school_day_before(day)
    return day


def list_before_summer(year: Year) -> frozenset[str]:
    """Gives each melding that was on the list on some day from its first day on."""
    first = begins_on(year)
    listed = (day.open for day in year.days if first <= day.day)
    return frozenset().union(*listed)
