"""Moments in the database."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.dialects import sqlite

from storage.moments import Moment, microseconds

SUMMER = timezone(timedelta(hours=2))


def test_counts_microseconds_since_1970() -> None:
    """A moment is stored as whole microseconds, in UTC."""
    assert microseconds(datetime(1970, 1, 1, 2, 0, 1, 5, tzinfo=SUMMER)) == 1_000_005


def test_refuses_a_moment_without_a_time_zone() -> None:
    """Nobody knows which moment a naive time is."""
    with pytest.raises(ValueError, match="time zone"):
        microseconds(datetime(2026, 11, 23))  # noqa: DTZ001 - the naive time is what is refused


@pytest.mark.parametrize(
    "moment",
    [datetime(2026, 11, 23, 8, 30, 0, 999_999, tzinfo=UTC), datetime.max.replace(tzinfo=UTC)],
)
def test_gives_the_same_moment_back(moment: datetime) -> None:
    """Nothing is rounded on the way through the database."""
    column, dialect = Moment(), sqlite.dialect()
    stored = column.process_bind_param(moment, dialect)
    assert moment == column.process_result_value(stored, dialect)


def test_no_moment_stays_none() -> None:
    """A column may hold no moment."""
    column, dialect = Moment(), sqlite.dialect()
    assert column.process_bind_param(None, dialect) is None
    assert column.process_result_value(None, dialect) is None
