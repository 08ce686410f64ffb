"""One plain row a case, to find cases without reading them: state, stage and moments only."""

from datetime import datetime

import msgspec
from msgspec.structs import asdict
from sqlalchemy import ColumnElement, Connection, select, true

from storage import tables
from storage.errors import UnknownCase

CASES = tables.cases


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
        """Writes where a case stands now; raises UnknownCase when it was never created."""
        changed = self._connection.execute(
            CASES.update().where(CASES.c.case_id == row.case_id).values(asdict(row))
        )
        if changed.rowcount == 0:
            raise UnknownCase

    def get(self, case_id: str) -> IndexRow | None:
        """Gives the row of a case, or None."""
        found = self._where(CASES.c.case_id == case_id)
        return found[0] if found else None

    def all(self) -> tuple[IndexRow, ...]:
        """Gives every case that is not erased, by id."""
        return self._where(true())

    def open(self) -> tuple[IndexRow, ...]:
        """Gives the cases that have not ended, by id."""
        return self._where(CASES.c.ended_at.is_(None))

    def _where(self, condition: ColumnElement[bool]) -> tuple[IndexRow, ...]:
        query = select(CASES).where(condition).order_by(CASES.c.case_id)
        rows = self._connection.execute(query).mappings().all()
        return msgspec.convert(rows, tuple[IndexRow, ...])
