"""When somebody is asked again, and who is asked then. Ladders are data of the protocol.

The working days of a person move a reminder, never a limit. Silence is never an answer: the last
rung is climbed again and again until somebody acts.
"""

from __future__ import annotations

import datetime

import msgspec

from flows.case import Case
from flows.protocol import Ladder, Protocol, Rung
from flows.school import DEPUTY_OF, School, Slot, people_for
from flows.school_calendar import Span

NEXT_WORKING_DAY = "werkdag"
SELF = "zelf"
DEPUTY = "vervanger"

NOT_ASKED = -1
ASKED = 0


class Setting(msgspec.Struct, frozen=True):
    """A melding at a moment, with what is needed to find out who waits until when."""

    case: Case
    protocol: Protocol
    school: School
    now: datetime.datetime

    def people(self, slots: tuple[Slot, ...]) -> tuple[str, ...]:
        """Gives who fills these slots now."""
        return tuple(
            person
            for slot in slots
            for person in people_for(slot, self.case, self.protocol, self.school, self.now)
        )


def rung_at(ladder: Ladder, climbed: int) -> Rung:
    """Gives the rung that is climbed next; the last one comes back for ever."""
    return ladder.rungs[min(climbed, len(ladder.rungs) - 1)]


def wait_before(ladder: Ladder, climbed: int) -> str:
    """Gives the span, or "werkdag", before the next rung is climbed."""
    return ladder.rungs[climbed].after if climbed < len(ladder.rungs) else ladder.repeat


def on_working_day(day: datetime.date, slots: tuple[Slot, ...], setting: Setting) -> datetime.date:
    """Gives the first day, from `day` on, that somebody in these slots works."""
    calendar = setting.school.calendar
    members = (setting.school.member(person) for person in setting.people(slots))
    before = day - datetime.timedelta(days=1)
    days = tuple(
        calendar.next_working_day(before, member.working_days)
        for member in members
        if member is not None
    )
    return min(days, default=calendar.first_school_day_from(day))


def next_rung_due(
    ladder: Ladder,
    climbed: int,
    slots: tuple[Slot, ...],
    setting: Setting,
    since: datetime.datetime,
) -> datetime.datetime:
    """Gives the moment (UTC) at which the next rung is climbed, counted from `since`."""
    wait = wait_before(ladder, climbed)
    calendar = setting.school.calendar
    if wait != NEXT_WORKING_DAY:
        return calendar.due_moment(since, Span.parse(wait))
    tomorrow = calendar.local(since).date() + datetime.timedelta(days=1)
    return calendar.moment_of(on_working_day(tomorrow, slots, setting), calendar.asks_at)


def asked_on(rung: Rung, slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """Turns what a rung says into slots: who was asked, their deputies, other roles."""
    result: list[Slot] = []
    for to in rung.to:
        if to == SELF:
            result.extend(slots)
        elif to == DEPUTY:
            result.extend(Slot(DEPUTY_OF + slot.role, slot.pupil) for slot in slots)
        else:
            result.append(Slot(to))
    return tuple(dict.fromkeys(result))
