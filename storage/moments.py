"""A moment in the database: whole microseconds since 1970, UTC.

A number sorts and compares alike on SQLite and PostgreSQL, which ISO text and the databases' own
types do not.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import BigInteger, Dialect
from sqlalchemy.types import TypeDecorator

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def microseconds(moment: datetime) -> int:
    """Counts the microseconds since 1970 of an aware moment; a naive one is a ValueError."""
    if moment.tzinfo is None:
        message = "a moment needs a time zone"
        raise ValueError(message)
    return (moment - EPOCH) // MICROSECOND


class Moment(TypeDecorator[datetime]):
    """A column that takes aware datetimes and gives them back in UTC."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Turns a moment into its number."""
        del dialect
        return None if value is None else microseconds(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Turns a number back into its moment."""
        del dialect
        return None if value is None else EPOCH + value * MICROSECOND
