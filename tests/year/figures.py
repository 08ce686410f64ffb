"""The year in numbers."""

from __future__ import annotations

import datetime
import statistics
from collections import Counter
from collections.abc import Iterator

import msgspec

from flows.case import CLOSED_STATES
from flows.events import BullyingReported, Event, ReportAcknowledged
from storage.units_of_work import UnitOfWork
from tests.year.ladders import Rung, Whom, histories, merged_away
from tests.year.running import Year

A_DAY = datetime.timedelta(days=1)


class Week(msgspec.Struct, frozen=True):
    """How many meldingen were open at most in a week, and whether there was school."""

    first: datetime.date
    open: int
    has_school: bool


class Figures(msgspec.Struct, frozen=True):
    """What a year came to."""

    reports: int
    """Reports that became a melding."""
    states: tuple[tuple[str, int], ...]
    days_to_take_up: float
    """Median, in days."""
    rungs: dict[Whom, int]
    cards: int
    most_cards: int
    """The most new cards that one person got in one week."""
    usual_cards: float
    """The median of those who got any that week."""
    presses: int
    events: int
    open_in_summer: int
    weeks: tuple[Week, ...]


def figures_of(year: Year, rungs: tuple[Rung, ...]) -> Figures:
    """Counts a year."""
    return year.store.read_now(lambda unit: _counted(year, rungs, unit))


def _counted(year: Year, rungs: tuple[Rung, ...], unit: UnitOfWork) -> Figures:
    happened = tuple(histories(unit))
    waited = [days for _, events in happened for days in _days_to_take_up(events)]
    climbed = Counter(one.whom for one in rungs)
    week_of = (post.at.date().isocalendar()[:2] for post in year.chats.posts)
    a_week = Counter(zip(week_of, (post.person for post in year.chats.posts), strict=True))
    states = Counter[str](row.state for row in unit.index.all())
    merged = len(merged_away(unit))
    states["samengevoegd"] += merged
    return Figures(
        reports=len(happened) + merged,
        states=tuple((+states).most_common()),
        days_to_take_up=statistics.median(waited) if waited else 0,
        rungs={"zelf": climbed["zelf"], **_passed_on(climbed)},
        cards=len(year.chats.posts),
        most_cards=max(a_week.values(), default=0),
        usual_cards=statistics.median(a_week.values()) if a_week else 0,
        presses=year.colleagues.presses,
        events=sum(len(events) for _, events in happened),
        open_in_summer=sum(number for state, number in states.items() if _is_open(state)),
        weeks=tuple(_weeks(year)),
    )


def _passed_on(climbed: Counter[Whom]) -> dict[Whom, int]:
    return {"doorgegeven": climbed["doorgegeven"], "vangnet": climbed["vangnet"]}


def _is_open(state: str) -> bool:
    return state not in CLOSED_STATES


def _days_to_take_up(events: tuple[Event, ...]) -> Iterator[float]:
    """Gives how long a melding waited until the first colleague took it up."""
    reported = [one.at for one in events if isinstance(one, BullyingReported)]
    taken_up = [one.at for one in events if isinstance(one, ReportAcknowledged)]
    if taken_up:
        yield (taken_up[0] - reported[0]) / A_DAY


def _weeks(year: Year) -> Iterator[Week]:
    by_week: dict[datetime.date, list[int]] = {}
    for day in year.days:
        monday = day.day - day.day.weekday() * A_DAY
        by_week.setdefault(monday, []).append(len(day.open))
    for monday, numbers in by_week.items():
        days = (monday + place * A_DAY for place in range(5))
        has_school = any(year.calendar.is_school_day(day) for day in days)
        yield Week(monday, max(numbers), has_school)
