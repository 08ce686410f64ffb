"""When a colleague looks at a chat: on working days, in school hours, sooner when it is urgent."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from random import Random

from flows.roster import StaffMember
from flows.school import ANTIPEST
from flows.school_calendar import FRIDAY, SchoolCalendar

ONE_DAY = datetime.timedelta(days=1)
FIRST, LAST = 8 * 60, 16 * 60 + 30
"""Minutes of the day within which people look."""
HEARS_IT = 0.5
"""How often somebody looks at once at what is urgent, at any hour."""

Silent = Mapping[str, tuple[datetime.date, datetime.date]]


class Rhythm:
    """Knows when people look."""

    def __init__(self, calendar: SchoolCalendar, silent: Silent, chance: Random) -> None:
        self._calendar = calendar
        self._silent = silent
        self._chance = chance

    def next_look(
        self, member: StaffMember, now: datetime.datetime, *, urgent: bool
    ) -> datetime.datetime:
        """Gives when somebody looks at a card that came now."""
        if urgent and not self._is_silent(member, now) and self._chance.random() < HEARS_IT:
            return now + datetime.timedelta(minutes=self._chance.randint(1, 50))
        local = self._calendar.local(now)
        soon = local.hour * 60 + local.minute + self._chance.randint(5, 240)
        if self._is_at_work(member, local.date()) and FIRST <= soon <= LAST:
            return self._at(local.date(), soon)
        return self.next_day(member, now)

    def next_day(self, member: StaffMember, now: datetime.datetime) -> datetime.datetime:
        """Gives when somebody looks on the next day at work."""
        day = self._calendar.local(now).date() + ONE_DAY
        while not self._is_at_work(member, day):
            day += ONE_DAY
        return self._at(day, self._chance.randint(FIRST, LAST))

    def _at(self, day: datetime.date, minutes: int) -> datetime.datetime:
        at = datetime.time(*divmod(minutes, 60))
        return self._calendar.moment_of(day, at)

    def _is_silent(self, member: StaffMember, moment: datetime.datetime) -> bool:
        day = self._calendar.local(moment).date()
        first, last = self._silent.get(member.id, (datetime.date.max, datetime.date.min))
        return first <= day <= last

    def _is_at_work(self, member: StaffMember, day: datetime.date) -> bool:
        """Says whether somebody works; the antipestcoördinator also reads in the holidays."""
        first, last = self._silent.get(member.id, (datetime.date.max, datetime.date.min))
        if first <= day <= last or member.is_absent(day):
            return False
        if ANTIPEST in member.roles and self._calendar.in_holidays(day):
            return day.isoweekday() <= FRIDAY
        return self._calendar.is_school_day(day) and day.isoweekday() in member.working_days
