"""Moments in Dutch words, on the clock that hangs in the school."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

SCHOOL_ZONE = ZoneInfo("Europe/Amsterdam")

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


def moment_in_words(moment: datetime) -> str:
    """Gives a moment as "ma 23 november 2026, 08:30"."""
    local = moment.astimezone(SCHOOL_ZONE)
    return f"{WEEKDAYS[local.weekday()][:2]} {_date(local)}, {local:%H:%M}"


def day_in_words(moment: datetime) -> str:
    """Gives the day of a moment as "maandag 23 november 2026"."""
    local = moment.astimezone(SCHOOL_ZONE)
    return f"{WEEKDAYS[local.weekday()]} {_date(local)}"


def time_in_words(moment: datetime) -> str:
    """Gives the time of day of a moment as "08:30"."""
    return f"{moment.astimezone(SCHOOL_ZONE):%H:%M}"


def _date(local: datetime) -> str:
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}"
