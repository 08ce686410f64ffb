"""Moments at which a case, or the school itself, wants to be asked again.

Rules this file keeps:

- A follow-up that came due while the program was away is late, never lost.
- Of one key in one case at most one is open; a new one takes its place.
- Each is done once: the second to call `done` gets False.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from msgspec.structs import asdict
from sqlalchemy import Connection, Integer, Select, bindparam, func, select

from storage import tables
from storage.moments import Moment

FOLLOW_UPS = tables.follow_ups
IS_OPEN = FOLLOW_UPS.c.state == "open"
IN_CASE = FOLLOW_UPS.c.case_id == bindparam("case")

INSERT = FOLLOW_UPS.insert()
CLOSE_ALL = FOLLOW_UPS.update().where(IS_OPEN, IN_CASE).values(state=bindparam("into"))
CLOSE = CLOSE_ALL.where(FOLLOW_UPS.c.key == bindparam("name"))
ALL_OPEN = select(FOLLOW_UPS).where(IS_OPEN).order_by(FOLLOW_UPS.c.due_at, FOLLOW_UPS.c.number)
OPEN_IN_CASE = ALL_OPEN.where(IN_CASE)
OVERDUE = ALL_OPEN.where(FOLLOW_UPS.c.due_at < bindparam("before", type_=Moment()))
DUE = (
    ALL_OPEN.where(FOLLOW_UPS.c.due_at <= bindparam("now", type_=Moment()))
    .limit(bindparam("most", type_=Integer()))
    .with_for_update(skip_locked=True)
)
NEXT_DUE = select(func.min(FOLLOW_UPS.c.due_at)).where(IS_OPEN)


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
        self.start_all((follow_up,))

    def start_all(self, follow_ups: Sequence[FollowUp]) -> None:
        """Opens follow-ups, as `start` does each; of two with the same key the last one counts."""
        last = {(one.case_id, one.key): one for one in follow_ups}
        if not last:
            return
        self._connection.execute(CLOSE, [_closed(*one, "cancelled") for one in last])
        self._connection.execute(
            INSERT, [{**asdict(one), "state": "open"} for one in last.values()]
        )

    def cancel(self, case_id: str, keys: Sequence[str]) -> int:
        """Cancels the open ones with these keys; gives how many."""
        if not keys:
            return 0
        closed = [_closed(case_id, key, "cancelled") for key in dict.fromkeys(keys)]
        return self._connection.execute(CLOSE, closed).rowcount

    def cancel_all(self, case_id: str) -> int:
        """Cancels every open one of a case; gives how many."""
        return self._connection.execute(CLOSE_ALL, {"case": case_id, "into": "cancelled"}).rowcount

    def done(self, case_id: str, key: str) -> bool:
        """Closes a follow-up that was carried out. False when it was no longer open."""
        return self._connection.execute(CLOSE, _closed(case_id, key, "done")).rowcount == 1

    def due(self, now: datetime, limit: int = 50) -> tuple[FollowUp, ...]:
        """Gives the first that are due, oldest first; on PostgreSQL nobody else gets them too."""
        return self._rows(DUE, now=now, most=limit)

    def next_due(self) -> datetime | None:
        """Gives the first moment at which one is due, or None."""
        due: datetime | None = self._connection.scalar(NEXT_DUE)
        return due

    def of(self, case_id: str) -> tuple[FollowUp, ...]:
        """Gives the open ones of a case, first due first."""
        return self._rows(OPEN_IN_CASE, case=case_id)

    def all_open(self) -> tuple[FollowUp, ...]:
        """Gives every open one, first due first."""
        return self._rows(ALL_OPEN)

    def overdue(self, before: datetime) -> tuple[FollowUp, ...]:
        """Gives the open ones that were due before a moment, first due first."""
        return self._rows(OVERDUE, before=before)

    def count_open(self) -> int:
        """Gives how many are open."""
        query = select(func.count()).select_from(FOLLOW_UPS).where(IS_OPEN)
        return self._connection.scalar(query) or 0

    def _rows(self, query: Select[Any], **given: object) -> tuple[FollowUp, ...]:
        rows = self._connection.execute(query, given).mappings().all()
        return msgspec.convert(rows, tuple[FollowUp, ...])


def _closed(case_id: str, key: str, into: str) -> dict[str, str]:
    return {"case": case_id, "name": key, "into": into}
