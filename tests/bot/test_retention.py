"""What is kept for how long."""

from __future__ import annotations

import datetime

import pytest

from bot.retention import due_for_erasure, kept_until
from bot.school_settings import Retention
from storage.case_index import IndexRow
from tests.bot.conftest import CASE, MONDAY
from tests.flows.small_school import CALENDAR

ONE_YEAR = Retention(school_years_after_closing=1)


def ended(year: int, month: int, day: int, *, held: bool = False) -> IndexRow:
    """Gives a melding that ended at noon of a day."""
    at = datetime.datetime(year, month, day, 12, tzinfo=datetime.UTC)
    return IndexRow(CASE, "gesloten", "2", "hash", at, at, held)


@pytest.mark.parametrize(
    ("day", "years", "last"),
    [
        ((2026, 11, 23), 1, (2028, 7, 31)),
        ((2027, 7, 31), 1, (2028, 7, 31)),
        ((2027, 8, 1), 1, (2029, 7, 31)),
        ((2026, 11, 23), 3, (2030, 7, 31)),
    ],
)
def test_whole_school_years_are_counted(
    day: tuple[int, int, int], years: int, last: tuple[int, int, int]
) -> None:
    """The school year of closing is finished first; then whole school years follow (R-8)."""
    retention = Retention(school_years_after_closing=years)
    assert datetime.date(*last) == kept_until(datetime.date(*day), retention)


def test_only_what_is_over_is_due() -> None:
    """Due from the day after the last; never while open or held."""
    row = ended(2026, 11, 23)
    opened = IndexRow(CASE, "lopend", "1", "hash", MONDAY)
    rows = (row, opened, ended(2026, 11, 23, held=True))
    last_evening = datetime.datetime(2028, 7, 31, 21, 59, tzinfo=datetime.UTC)
    minute = datetime.timedelta(minutes=1)
    assert () == due_for_erasure(rows, ONE_YEAR, CALENDAR, last_evening)
    assert (CASE,) == due_for_erasure(rows, ONE_YEAR, CALENDAR, last_evening + minute)


def test_the_day_is_the_day_at_school() -> None:
    """A melding that ended just after midnight at school ended on the new day."""
    at = datetime.datetime(2027, 7, 31, 22, 30, tzinfo=datetime.UTC)
    row = IndexRow(CASE, "gesloten", "2", "hash", at, at)
    autumn = datetime.datetime(2028, 10, 2, 9, tzinfo=datetime.UTC)
    assert () == due_for_erasure((row,), ONE_YEAR, CALENDAR, autumn)
