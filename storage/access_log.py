"""Who looked at which case, and when. Lines are added and never changed or removed."""

import re
from datetime import datetime

import msgspec
from sqlalchemy import ColumnElement, Connection, select

from storage import tables
from storage.errors import UnknownCode

LOG = tables.access_log

INSERT = LOG.insert()
CODE = re.compile(r"[a-z][a-z0-9_.-]{0,39}")


class Access(msgspec.Struct, frozen=True):
    """One look: `what` is a code such as "case_page"."""

    at: datetime
    staff_id: str
    case_id: str
    what: str


class AccessLog:
    """The access log, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, at: datetime, staff_id: str, case_id: str, what: str) -> None:
        """Adds a line, before the content is shown; raises UnknownCode when `what` is no code."""
        if CODE.fullmatch(what) is None:
            raise UnknownCode
        row = {"at": at, "staff_id": staff_id, "case_id": case_id, "what": what}
        self._connection.execute(INSERT, row)

    def of(self, case_id: str) -> tuple[Access, ...]:
        """Gives the looks at one case, oldest first."""
        return self._where(LOG.c.case_id == case_id)

    def between(self, first: datetime, last: datetime) -> tuple[Access, ...]:
        """Gives the looks from `first` up to but not including `last`, oldest first."""
        return self._where((first <= LOG.c.at) & (LOG.c.at < last))

    def _where(self, condition: ColumnElement[bool]) -> tuple[Access, ...]:
        query = select(LOG).where(condition).order_by(LOG.c.at, LOG.c.number)
        return msgspec.convert(self._connection.execute(query).mappings().all(), tuple[Access, ...])
