"""Which case went into which other one: what leads an old id to where it goes on.

A row lives as long as the case that it leads to; erasing that one deletes it.
"""

from sqlalchemy import Connection, bindparam, select

from storage import tables

MERGES = tables.merges

INSERT = MERGES.insert()
LEAD_ON = MERGES.update().where(MERGES.c.into == bindparam("former")).values(into=bindparam("now"))
INTO = select(MERGES.c.into).where(MERGES.c.source == bindparam("case"))
SOURCES = (
    select(MERGES.c.source).where(MERGES.c.into == bindparam("case")).order_by(MERGES.c.source)
)


class Merges:
    """The merges, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, source: str, into: str) -> None:
        """Notes that a case went into another one, and with it what went into that case before."""
        self._connection.execute(LEAD_ON, {"former": source, "now": into})
        self._connection.execute(INSERT, {"source": source, "into": into})

    def into(self, source: str) -> str | None:
        """Gives the case in which another one goes on, or None when it went into none."""
        found: str | None = self._connection.scalar(INTO, {"case": source})
        return found

    def sources(self, into: str) -> tuple[str, ...]:
        """Gives the cases that went into this one, directly or through another, by id."""
        return tuple(self._connection.scalars(SOURCES, {"case": into}))
