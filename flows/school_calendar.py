"""When something is due at a school: school days, terms such as "1 schoolweek", opening hours.

Rules this file keeps:

- A school day is a Monday to Friday outside the school holidays that is no free day.
- What falls on another day is moved forward to the next school day, never back.
- Days are days at the school. Moments go in and come out in UTC, so that summer time moves what
  the clock of the school shows and never how long a term is.
- Past the holidays that are known nothing is guessed: `CalendarEnds` says which year is missing.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Literal, Self
from zoneinfo import ZoneInfo

import msgspec

Unit = Literal["minuten", "uren", "dagen", "schooldagen", "schoolweken"]

FRIDAY = 5
FIRST_MONTH_OF_SCHOOL_YEAR = 8
LARGEST_AMOUNT = 999

LONGEST_ROLL_WITHOUT_CHECK = 3
"""Days that a date may move forward before a check ahead of the free days is worth a question."""
FEWEST_SCHOOL_DAYS_TO_CHECK = 2
"""School days that must lie between the start and such a check."""

SUMMER_LASTS = timedelta(days=28)
"""From how long on a holiday is the summer: no other one in the Netherlands is that long."""

ONE_DAY = timedelta(days=1)

CALENDAR_DAYS = {"dagen": 1, "schoolweken": 7}
"""Units that count every day of the week, with the days in one of them."""

CLOCK_TIME = {"minuten": timedelta(minutes=1), "uren": timedelta(hours=1)}
"""Units that the clock counts, at any hour of any day."""

WRITTEN_UNITS: dict[str, tuple[Unit, int]] = {
    "minuut": ("minuten", 1),
    "minuten": ("minuten", 1),
    "uur": ("uren", 1),
    "uren": ("uren", 1),
    "dag": ("dagen", 1),
    "dagen": ("dagen", 1),
    "week": ("dagen", 7),
    "weken": ("dagen", 7),
    "schooldag": ("schooldagen", 1),
    "schooldagen": ("schooldagen", 1),
    "schoolweek": ("schoolweken", 1),
    "schoolweken": ("schoolweken", 1),
}
"""Words for a unit in a protocol, with the unit and how many of it one such word stands for."""

SINGULAR = {
    "minuten": "minuut",
    "uren": "uur",
    "dagen": "dag",
    "schooldagen": "schooldag",
    "schoolweken": "schoolweek",
}
PLURAL_IN_TEXT = {"uren": "uur"}
"""Plurals that Dutch writes otherwise than the unit is called: "2 uur"."""

WRITTEN_SPAN = re.compile(r"([0-9]{1,3}) ([a-z]+)")


class CalendarEnds(Exception):
    """A day lies past the school holidays that are known, so nobody can say if there is school."""

    def __init__(self, day: date, known_until: date) -> None:
        """Word the refusal of `day` by a calendar that ends on `known_until`."""
        self.school_year = school_year_of(day)
        super().__init__(
            f"De schoolkalender loopt tot en met {known_until:%d-%m-%Y}. Schooljaar "
            f"{self.school_year} staat er niet of niet helemaal in. Vul de vakanties van dat "
            "schooljaar aan."
        )


class Period(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Days in a row on which there is no school, `first` and `last` included."""

    first: date
    last: date
    name: str

    def __post_init__(self) -> None:
        """Refuse a period that ends before it begins, with a ValueError."""
        if self.last < self.first:
            message = f"‘{self.name}’ eindigt ({self.last}) voordat hij begint ({self.first})."
            raise ValueError(message)


class Span(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A term as a protocol states it: `amount` times `unit`, at least 1 and at most 999."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        """Refuse an amount outside 1 to 999, with a ValueError."""
        if not 1 <= self.amount <= LARGEST_AMOUNT:
            message = f"Een termijn is 1 tot en met {LARGEST_AMOUNT} {self.unit}."
            raise ValueError(message)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "3 schooldagen", "1 schoolweek" or "30 minuten"; "4 weken" is 28 dagen.

        Raises ValueError, with a message in Dutch, for anything else.
        """
        written = WRITTEN_SPAN.fullmatch(text)
        if written is None or written[2] not in WRITTEN_UNITS:
            message = (
                f"‘{text}’ is geen termijn. Schrijf een getal en een eenheid, zoals "
                "‘3 schooldagen’, ‘1 schoolweek’, ‘4 weken’, ‘2 dagen’, ‘1 uur’ of ‘30 minuten’."
            )
            raise ValueError(message)
        unit, size = WRITTEN_UNITS[written[2]]
        return cls(int(written[1]) * size, unit)

    def __str__(self) -> str:
        """Write the term as people do: "1 schoolweek", "2 uur". `parse` reads it back."""
        if self.amount == 1:
            return f"1 {SINGULAR[self.unit]}"
        return f"{self.amount} {PLURAL_IN_TEXT.get(self.unit, self.unit)}"


class SchoolCalendar(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True
):
    """The days and hours of one school, as far as they are known.

    Every question about a day after `known_until` raises `CalendarEnds`. Days before the first
    holiday are taken to be ordinary weekdays. Moments must carry a time zone, else ValueError.
    """

    holidays: tuple[Period, ...]
    free_days: tuple[date, ...] = ()
    """Single days without school: public holidays and the school's own study days."""
    known_until: date
    """The last day of the last school year whose holidays are known."""
    opens: time = time(7, 30)
    closes: time = time(17)
    """From this time on messages wait until the school opens."""
    asks_at: time = time(8, 30)
    """Time at the school at which a question that is due on a day is asked."""
    zone: str = "Europe/Amsterdam"

    @cached_property
    def _days_off(self) -> frozenset[date]:
        """Every day of every holiday, worked out when it is first asked."""
        return frozenset(
            date.fromordinal(number)
            for holiday in self.holidays
            for number in range(holiday.first.toordinal(), holiday.last.toordinal() + 1)
        )

    def in_holidays(self, day: date) -> bool:
        """Whether `day` falls in a school holiday, the weekends in and around it included."""
        self._refuse_unknown(day)
        return day in self._days_off

    def is_school_day(self, day: date) -> bool:
        """Whether there is school on `day`."""
        return self._is_working_weekday(day) and not self.in_holidays(day)

    def first_school_day_from(self, day: date) -> date:
        """Give `day` itself if there is school, else the first school day after it."""
        while not self.is_school_day(day):
            day += ONE_DAY
        return day

    def last_school_day_before(self, day: date) -> date:
        """Give the last school day before `day`; never `day` itself."""
        day -= ONE_DAY
        while not self.is_school_day(day):
            day -= ONE_DAY
        return day

    def add_school_days(self, day: date, number: int) -> date:
        """Give the school day that comes `number` school days after `day`.

        `day` itself is not counted. With 0 it is the first school day from `day` on.
        Raises ValueError below 0.
        """
        if number < 0:
            message = f"Schooldagen tellen gaat vooruit: {number} kan niet."
            raise ValueError(message)
        if number == 0:
            return self.first_school_day_from(day)
        for _ in range(number):
            day = self.first_school_day_from(day + ONE_DAY)
        return day

    def school_days_between(self, start: date, end: date) -> int:
        """Count the school days after `start` and before `end`."""
        days_after_start = range(1, (end - start).days)
        return sum(self.is_school_day(start + timedelta(days=days)) for days in days_after_start)

    def next_working_day(self, after: date, weekdays: tuple[int, ...]) -> date:
        """Give the first school day after `after` that is one of a person's ISO `weekdays`.

        For somebody without weekdays it is the next school day.
        """
        day = self.first_school_day_from(after + ONE_DAY)
        while weekdays and day.isoweekday() not in weekdays:
            day = self.first_school_day_from(day + ONE_DAY)
        return day

    def due_day(self, start: date, span: Span) -> date:
        """Give the school day on which a term of days that begins on `start` is over.

        Schooldagen are counted as school days. A schoolweek is 7 days, as in "na een week"
        (A:321); dagen and schoolweken are moved forward to a school day. Raises ValueError for
        a term of minutes or hours.
        """
        if span.unit == "schooldagen":
            return self.add_school_days(start, span.amount)
        return self.first_school_day_from(_planned_day(start, span))

    def check_before(self, start: date, span: Span) -> date | None:
        """Give the school day ahead of the free days on which to ask once already, or None.

        There is one if the free days move the due day forward by more than three days or the
        summer lies before it, and if two school days or more lie between `start` and that earlier
        day. A term in schooldagen is never moved and has none; neither has one of minutes or hours.
        """
        if span.unit not in CALENDAR_DAYS:
            return None
        planned = _planned_day(start, span)
        due = self.first_school_day_from(planned)
        summer = self.summer_from(start)
        if summer is not None and start < summer.first < due:
            check = self.last_school_day_before(summer.first)
        elif (due - planned).days > LONGEST_ROLL_WITHOUT_CHECK:
            check = self.last_school_day_before(planned)
        else:
            return None
        is_worth_it = self.school_days_between(start, check) >= FEWEST_SCHOOL_DAYS_TO_CHECK
        return check if is_worth_it else None

    def summer_from(self, day: date) -> Period | None:
        """Give the first summer holiday that is not over on `day`; None when none is known."""
        summers = (
            one for one in self.holidays if one.last - one.first >= SUMMER_LASTS and day <= one.last
        )
        return min(summers, key=lambda one: one.first, default=None)

    def school_days_to_summer(self, day: date) -> int | None:
        """Count the school days from `day` on, itself included, until the summer holiday.

        0 within it and on a free day right before it; None when no summer is known.
        """
        summer = self.summer_from(day)
        return None if summer is None else self.school_days_between(day - ONE_DAY, summer.first)

    def due_moment(self, start: datetime, span: Span) -> datetime:
        """Give the moment, in UTC, at which a term that begins at `start` is over.

        A term of days ends on its due day at `asks_at`, school time; minutes and hours run on
        through nights and holidays.
        """
        local = self.local(start)
        if span.unit in CLOCK_TIME:
            return local.astimezone(UTC) + span.amount * CLOCK_TIME[span.unit]
        return self.moment_of(self.due_day(local.date(), span), self.asks_at)

    def is_open(self, moment: datetime) -> bool:
        """Whether `moment` is on a school day, from `opens` on and before `closes`."""
        local = self.local(moment)
        return self.is_school_day(local.date()) and self.opens <= local.time() < self.closes

    def next_opening(self, moment: datetime) -> datetime:
        """Give `moment` if the school is open, else when it opens next; in UTC."""
        if self.is_open(moment):
            return moment.astimezone(UTC)
        local = self.local(moment)
        is_before_opening = local.time() < self.opens
        earliest = local.date() if is_before_opening else local.date() + ONE_DAY
        return self.moment_of(self.first_school_day_from(earliest), self.opens)

    def next_weekday_morning(self, moment: datetime, at: time = time(9)) -> datetime:
        """Give the first `at`, school time, from `moment` on that is on a weekday; in UTC.

        School holidays count, for somebody reads the reports then too; free days do not.
        """
        local = self.local(moment)
        day = local.date() if local.time() <= at else local.date() + ONE_DAY
        while not self._is_working_weekday(day):
            day += ONE_DAY
        return self.moment_of(day, at)

    def _is_working_weekday(self, day: date) -> bool:
        self._refuse_unknown(day)
        return day.isoweekday() <= FRIDAY and day not in self.free_days

    def _refuse_unknown(self, day: date) -> None:
        if day > self.known_until:
            raise CalendarEnds(day, self.known_until)

    def local(self, moment: datetime) -> datetime:
        """Give a moment in school time; raises ValueError for one without a time zone."""
        if moment.tzinfo is None:
            message = f"Een tijdstip zonder tijdzone is niet te plaatsen: {moment}."
            raise ValueError(message)
        return moment.astimezone(ZoneInfo(self.zone))

    def moment_of(self, day: date, at: time) -> datetime:
        """Give the moment, in UTC, of a time on a day at school."""
        return datetime.combine(day, at, ZoneInfo(self.zone)).astimezone(UTC)


def school_year_of(day: date) -> str:
    """Give the school year of `day`, from 1 August to 31 July: "2029/2030"."""
    begins = day.year if day.month >= FIRST_MONTH_OF_SCHOOL_YEAR else day.year - 1
    return f"{begins}/{begins + 1}"


def _planned_day(start: date, span: Span) -> date:
    """Give the day on which a term in dagen or schoolweken is over, school or not."""
    if span.unit not in CALENDAR_DAYS:
        message = f"Een termijn van {span} heeft geen dag waarop hij afloopt."
        raise ValueError(message)
    return start + timedelta(days=span.amount * CALENDAR_DAYS[span.unit])
