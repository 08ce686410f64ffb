"""Moments at which a case, or the school itself, wants to be asked again.

Rules this file keeps:

- A follow-up that came due while the program was away is late, never lost.
- Of one key in one case at most one is open; a new one takes its place.
- Each is done once: the second to call `done` gets False.
"""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlalchemy import ColumnElement, Connection, func, select

from storage import tables

FOLLOW_UPS = tables.follow_ups
IS_OPEN = FOLLOW_UPS.c.state == "open"


class FollowUp(msgspec.Struct, frozen=True):
    """An open follow-up.

    `case_id` is empty for the school itself. `key`, `slot` and `intent` are the rules' own words
    for what it is, for whom, and how its moment was found ("1 schoolweek"), so that a changed
    calendar can move it. Moments are UTC.
    """

    case_id: str
    key: str
    due_at: datetime
    intent: str
    slot: str
    created_at: datetime


class FollowUps:
    """The follow-ups, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def start(self, follow_up: FollowUp) -> None:
        """Opens a follow-up, in place of the open one of the same case and key."""
        self.cancel(follow_up.case_id, (follow_up.key,))
        row = {**msgspec.structs.asdict(follow_up), "state": "open"}
        self._connection.execute(FOLLOW_UPS.insert().values(row))

    def cancel(self, case_id: str, keys: Sequence[str]) -> int:
        """Cancels the open ones with these keys; gives how many."""
        return self._close("cancelled", case_id, FOLLOW_UPS.c.key.in_(keys))

    def cancel_all(self, case_id: str) -> int:
        """Cancels every open one of a case; gives how many."""
        return self._close("cancelled", case_id)

    def done(self, case_id: str, key: str) -> bool:
        """Closes a follow-up that was carried out. False when it was no longer open."""
        return self._close("done", case_id, FOLLOW_UPS.c.key == key) == 1

    def due(self, now: datetime, limit: int = 50) -> tuple[FollowUp, ...]:
        """Gives the first that are due, oldest first; on PostgreSQL nobody else gets them too."""
        query = (
            select(FOLLOW_UPS)
            .where(IS_OPEN, FOLLOW_UPS.c.due_at <= now)
            .order_by(FOLLOW_UPS.c.due_at, FOLLOW_UPS.c.number)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        rows = self._connection.execute(query).mappings().all()
        return msgspec.convert(rows, tuple[FollowUp, ...])

    def next_due(self) -> datetime | None:
        """Gives the first moment at which one is due, or None."""
        due: datetime | None = self._connection.scalar(
            select(func.min(FOLLOW_UPS.c.due_at)).where(IS_OPEN)
        )
        return due

    def of(self, case_id: str) -> tuple[FollowUp, ...]:
        """Gives the open ones of a case, first due first."""
        return self._where(IS_OPEN, FOLLOW_UPS.c.case_id == case_id)

    def all_open(self) -> tuple[FollowUp, ...]:
        """Gives every open one, first due first."""
        return self._where(IS_OPEN)

    def overdue(self, before: datetime) -> tuple[FollowUp, ...]:
        """Gives the open ones that were due before a moment, first due first."""
        return self._where(IS_OPEN, FOLLOW_UPS.c.due_at < before)

    def count_open(self) -> int:
        """Gives how many are open."""
        query = select(func.count()).select_from(FOLLOW_UPS).where(IS_OPEN)
        return self._connection.scalar(query) or 0

    def _close(self, state: str, case_id: str, *conditions: ColumnElement[bool]) -> int:
        changed = self._connection.execute(
            FOLLOW_UPS.update()
            .where(IS_OPEN, FOLLOW_UPS.c.case_id == case_id, *conditions)
            .values(state=state)
        )
        return changed.rowcount

    def _where(self, *conditions: ColumnElement[bool]) -> tuple[FollowUp, ...]:
        query = select(FOLLOW_UPS).where(*conditions)
        rows = self._connection.execute(
            query.order_by(FOLLOW_UPS.c.due_at, FOLLOW_UPS.c.number)
        ).mappings()
        return msgspec.convert(rows.all(), tuple[FollowUp, ...])
