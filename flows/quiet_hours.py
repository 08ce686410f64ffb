"""When a card may disturb somebody.

Outside 07:30-17:00 on school days nothing rings but what is acute. In the holidays the
antipestcoördinator reads what came in on weekdays at 09:00; coaches see it when school begins.
"""

from __future__ import annotations

import datetime

from flows.school import ANTIPEST, School, Slot


def held_until(
    slot: Slot, school: School, now: datetime.datetime, *, urgent: bool
) -> datetime.datetime | None:
    """Gives the moment until which a card to this slot waits, or None to send it at once."""
    calendar = school.calendar
    if urgent or calendar.is_open(now):
        return None
    opening = calendar.next_opening(now)
    if slot.role == ANTIPEST and calendar.in_holidays(school.today(now)):
        return min(opening, calendar.next_weekday_morning(now))
    return opening
