"""One plain row a case, to find cases without reading them: state, stage and moments only."""

from datetime import datetime
from typing import Any

import msgspec
from msgspec.structs import asdict
from sqlalchemy import Connection, Select, bindparam, select

from storage import tables
from storage.errors import UnknownCase

CASES = tables.cases

ALL = select(CASES).order_by(CASES.c.case_id)
ONE = ALL.where(CASES.c.case_id == bindparam("case"))
OPEN = ALL.where(CASES.c.ended_at.is_(None))
SAVE = CASES.update().where(CASES.c.case_id == bindparam("case"))


class IndexRow(msgspec.Struct, frozen=True):
    """Where a case stands. `ended_at` is None while it is open; `held` stops its retention."""

    case_id: str
    state: str
    stage: str
    protocol_hash: str
    updated_at: datetime
    ended_at: datetime | None = None
    held: bool = False


class CaseIndex:
    """The index of the cases, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, row: IndexRow) -> None:
        """Writes where a case stands now, whether it is held or not; raises UnknownCase."""
        stands = {name: value for name, value in asdict(row).items() if name != "held"}
        if self._connection.execute(SAVE, {"case": row.case_id, **stands}).rowcount == 0:
            raise UnknownCase

    def hold(self, case_id: str, *, held: bool) -> None:
        """Stops the retention of a case, or lets it go on; raises UnknownCase."""
        if self._connection.execute(SAVE, {"case": case_id, "held": held}).rowcount == 0:
            raise UnknownCase

    def get(self, case_id: str) -> IndexRow | None:
        """Gives the row of a case, or None."""
        found = self._rows(ONE, case=case_id)
        return found[0] if found else None

    def all(self) -> tuple[IndexRow, ...]:
        """Gives every case that is not erased, by id."""
        return self._rows(ALL)

    def open(self) -> tuple[IndexRow, ...]:
        """Gives the cases that have not ended, by id."""
        return self._rows(OPEN)

    def _rows(self, query: Select[Any], **given: object) -> tuple[IndexRow, ...]:
        rows = self._connection.execute(query, given).mappings().all()
        return msgspec.convert(rows, tuple[IndexRow, ...])
