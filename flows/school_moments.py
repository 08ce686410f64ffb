"""When the school itself hears something, beside what each melding asks: each week, and at the end.

The week's digest comes on the first school day of a week. The list for the summer comes twice:
three school weeks ahead there is time to finish a step or to plan a talk, and on the last school
day but four there is still a week to hand over.
"""

from __future__ import annotations

import datetime

from flows.school_calendar import ONE_DAY, SchoolCalendar

WEEK = "week"
SUMMER = "zomer"
"""The first word of the key of either card. Of two keys of a kind the later one sorts last."""

SUMMER_CALLS = (15, 5)
"""School days that are left before the summer, the day itself included, when the list comes."""


def week_key(day: datetime.date) -> str:
    """Gives the key of the digest of the week of a day: "week/2026-48"."""
    year, week, _ = day.isocalendar()
    return f"{WEEK}/{year}-{week:02}"


def summer_key(calendar: SchoolCalendar, day: datetime.date) -> str:
    """Gives the key of the list that should be out on a day, "zomer/2027-15"; "" for none."""
    summer, left = calendar.summer_from(day), calendar.school_days_to_summer(day)
    if summer is None or not left:
        return ""
    turn = sum(left <= call for call in SUMMER_CALLS)
    return f"{SUMMER}/{summer.first.year}-{turn}" if turn else ""


def keys_of(calendar: SchoolCalendar, day: datetime.date) -> tuple[str, ...]:
    """Gives the keys of the cards that should be out once a question is asked on a school day."""
    summer = summer_key(calendar, day)
    return (week_key(day), *((summer,) if summer else ()))


def due_keys(calendar: SchoolCalendar, now: datetime.datetime) -> tuple[str, ...]:
    """Gives the keys of the cards that should be out now; none outside school hours."""
    local = calendar.local(now)
    if not calendar.is_open(now) or local.time() < calendar.asks_at:
        return ()
    return keys_of(calendar, local.date())


def next_moment(calendar: SchoolCalendar, now: datetime.datetime) -> datetime.datetime:
    """Gives the next moment after `now` at which another card than before should be out."""
    local = calendar.local(now)
    day = local.date() + ONE_DAY if local.time() >= calendar.asks_at else local.date()
    had = keys_of(calendar, calendar.last_school_day_before(day))
    day = calendar.first_school_day_from(day)
    while keys_of(calendar, day) == had:
        day = calendar.first_school_day_from(day + ONE_DAY)
    return calendar.moment_of(day, calendar.asks_at)
