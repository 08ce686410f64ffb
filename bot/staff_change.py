"""The people of a school after one member of staff fell ill, came back or left."""

from __future__ import annotations

import datetime

import msgspec

from bot.directory import People


class StaffChange(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the staff file that is another one now."""

    absent_from: datetime.date | None = None
    absent_until: datetime.date | None = None
    """Both empty: at school again."""
    working_days: tuple[int, ...] = ()
    """The new ISO weekdays; empty when those stay."""
    leaves: bool = False
    """Whether the row is gone."""


def changed(people: People, member_id: str, change: StaffChange) -> People:
    """Gives the people of the school after this change of one member of staff."""
    staff = tuple(
        msgspec.structs.replace(
            one,
            absent_from=change.absent_from,
            absent_until=change.absent_until,
            working_days=change.working_days or one.working_days,
        )
        if one.id == member_id
        else one
        for one in people.staff
        if one.id != member_id or not change.leaves
    )
    return People(tuple(people.pupils.values()), staff)
