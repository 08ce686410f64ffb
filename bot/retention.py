"""Which meldingen have been kept for as long as the school decided (domain R-8).

Only the decision; the erasing itself is `bot.erasing`, and announcing and holding come before it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from bot.school_settings import Retention
from flows.school_calendar import FIRST_MONTH_OF_SCHOOL_YEAR, SchoolCalendar
from storage.case_index import IndexRow


def kept_until(ended_at: datetime.date, retention: Retention) -> datetime.date:
    """Gives the last day on which a melding that ended then is kept.

    The school year in which it ended is finished first; whole school years are counted after that.
    A school year runs from 1 August to 31 July.
    """
    ends_this_year = ended_at.month < FIRST_MONTH_OF_SCHOOL_YEAR
    ends = ended_at.year if ends_this_year else ended_at.year + 1
    return datetime.date(ends + retention.school_years_after_closing, 7, 31)


def due_for_erasure(
    rows: Iterable[IndexRow],
    retention: Retention,
    calendar: SchoolCalendar,
    now: datetime.datetime,
) -> tuple[str, ...]:
    """Gives the ids of the meldingen whose term is over; one that is open or held never is."""
    today = calendar.local(now).date()
    return tuple(
        row.case_id
        for row in rows
        if row.ended_at is not None
        and not row.held
        and kept_until(calendar.local(row.ended_at).date(), retention) < today
    )
