"""Days and moments in words, as people at school say them: "vandaag", "ma 30 november"."""

from __future__ import annotations

import datetime

from flows.school_calendar import SchoolCalendar
from flows.wording import Wording

_NEAR = {-1: "datum-gisteren", 0: "datum-vandaag", 1: "datum-morgen"}
"""Days counted from today that have a word of their own."""


def _written(wording: Wording, key: str, day: datetime.date) -> str:
    return wording(
        key,
        weekdag=wording(f"weekdag-{day.isoweekday()}"),
        dag=str(day.day),
        maand=wording(f"maand-{day.month}"),
        jaar=str(day.year),
    )


def full_day(wording: Wording, day: datetime.date) -> str:
    """Writes a day whole, for a text that is kept: "ma 30 november 2026"."""
    return _written(wording, "datum-met-jaar", day)


def day_in_words(wording: Wording, day: datetime.date, today: datetime.date) -> str:
    """Writes a day as seen from today; the year only when it is another one."""
    near = _NEAR.get((day - today).days)
    if near is not None:
        return wording(near)
    return _written(wording, "datum" if day.year == today.year else "datum-met-jaar", day)


def dated_day_in_words(wording: Wording, day: datetime.date, today: datetime.date) -> str:
    """Writes a day with its date, for what stays on a screen: no "vandaag" that grows old."""
    return _written(wording, "datum" if day.year == today.year else "datum-met-jaar", day)


def moment_in_words(
    wording: Wording,
    moment: datetime.datetime,
    calendar: SchoolCalendar,
    now: datetime.datetime,
) -> str:
    """Writes a moment in school time, as seen from now: "morgen 08:30"."""
    local = calendar.local(moment)
    day = day_in_words(wording, local.date(), calendar.local(now).date())
    return wording("moment", dag=day, tijd=f"{local:%H:%M}")


def dated_moment_in_words(
    wording: Wording,
    moment: datetime.datetime,
    calendar: SchoolCalendar,
    now: datetime.datetime,
) -> str:
    """Writes a moment in school time with its date, for what stays on a screen."""
    local = calendar.local(moment)
    day = dated_day_in_words(wording, local.date(), calendar.local(now).date())
    return wording("moment", dag=day, tijd=f"{local:%H:%M}")
