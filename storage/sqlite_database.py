"""SQLite as the school uses it: one file, one writer, readers beside it.

Rules this file keeps:

- A writer begins with BEGIN IMMEDIATE, so that it waits for its turn before it has read anything.
- A commit is on the disk when it returns: WAL with synchronous=FULL.
- Deleted rows are overwritten (secure_delete). That alone leaves copies in pages that were
  rearranged before (seen in a test of random inserts and deletes), hence the VACUUM in `scrub`.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import timedelta

from sqlalchemy import Connection, Engine, PoolProxiedConnection, create_engine, event
from sqlalchemy.exc import DBAPIError

from storage.errors import (
    Damaged,
    DatabaseFull,
    DatabaseLocked,
    DatabaseUnreachable,
    StorageError,
)

WRITER_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
)
READER_PRAGMAS = ("PRAGMA query_only=ON",)

PRIMARY_CODE = 0xFF
"""SQLite's extended error codes hold the primary code in their last byte."""

REFUSALS: dict[int, type[StorageError]] = {
    sqlite3.SQLITE_BUSY: DatabaseLocked,
    sqlite3.SQLITE_LOCKED: DatabaseLocked,
    sqlite3.SQLITE_FULL: DatabaseFull,
    sqlite3.SQLITE_IOERR: DatabaseUnreachable,
    sqlite3.SQLITE_CANTOPEN: DatabaseUnreachable,
    sqlite3.SQLITE_READONLY: DatabaseUnreachable,
    sqlite3.SQLITE_PERM: DatabaseUnreachable,
    sqlite3.SQLITE_CORRUPT: Damaged,
    sqlite3.SQLITE_NOTADB: Damaged,
}
"""What the operator can do something about; anything else is a mistake in the program."""


class SqliteDatabase:
    """One SQLite file."""

    writers = 1
    readers = 2

    def __init__(self, url: str, busy_timeout: timedelta) -> None:
        self.writer = _engine(url, busy_timeout, self.writers, WRITER_PRAGMAS, "BEGIN IMMEDIATE")
        self.reader = _engine(url, busy_timeout, self.readers, READER_PRAGMAS, "BEGIN")

    def refusals(self) -> AbstractContextManager[None]:
        """Turns what sqlite3 raises into the errors of `storage.errors`."""
        return _refusals()

    def require_begun(self, connection: Connection) -> None:
        """Raises DatabaseUnreachable when SQLite rolled back by itself, as when I/O fails."""
        if not getattr(connection.connection.dbapi_connection, "in_transaction", False):
            raise DatabaseUnreachable

    def scrub(self) -> bool:
        """Rewrites the file from its live rows and empties the WAL; False when somebody reads."""
        with closing(self.writer.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (is_busy, *_) = cursor.fetchone() or (True,)
            cursor.close()
        return not is_busy

    def close(self) -> None:
        """Closes every connection."""
        self.writer.dispose()
        self.reader.dispose()


def _engine(
    url: str, busy_timeout: timedelta, connections: int, pragmas: tuple[str, ...], begin: str
) -> Engine:
    engine = create_engine(
        url,
        connect_args={"timeout": busy_timeout.total_seconds(), "isolation_level": None},
        hide_parameters=True,
        max_overflow=0,
        pool_size=connections,
    )

    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        for pragma in pragmas:
            connection.execute(pragma)

    def begin_transaction(dbapi_connection: PoolProxiedConnection) -> None:
        dbapi_connection.cursor().execute(begin)

    event.listen(engine, "connect", prepare)
    # A listener of the engine's own events would make every statement look for listeners.
    engine.dialect.do_begin = begin_transaction  # type: ignore[method-assign]  # see above
    return engine


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        code = getattr(cause, "sqlite_errorcode", 0) & PRIMARY_CODE
        if code not in REFUSALS:
            raise
        raise REFUSALS[code] from error
