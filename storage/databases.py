"""What the store asks of a kind of database, and which kinds there are."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Protocol

from sqlalchemy import Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError

from storage.errors import UnknownDatabase
from storage.sqlite_database import SqliteDatabase

BUSY_TIMEOUT = timedelta(seconds=1.5)
"""How long to wait for a database that another program holds."""


class Database(Protocol):
    """Two engines on one database: one that writes and one that only reads."""

    writer: Engine
    reader: Engine
    writers: int
    """How many units of work may write side by side."""
    readers: int
    """How many may read side by side."""

    def refusals(self) -> AbstractContextManager[None]:
        """Turns what the driver raises into the errors of `storage.errors`."""

    def require_begun(self, connection: Connection) -> None:
        """Raises DatabaseUnreachable when the transaction of a connection was ended from below.

        What follows would be stored by itself, and what came before it would be lost unseen.
        """

    def scrub(self) -> bool:
        """Leaves no byte of destroyed rows in the files; False when somebody still reads."""

    def close(self) -> None:
        """Closes every connection."""


KINDS: dict[str, Callable[[str, timedelta], Database]] = {"sqlite": SqliteDatabase}
"""Which database belongs to the first part of its URL."""


def open_database(url: str, busy_timeout: timedelta = BUSY_TIMEOUT) -> Database:
    """Prepares the database of a URL without connecting; raises UnknownDatabase."""
    try:
        address = make_url(url)
    except ArgumentError:
        raise UnknownDatabase from None
    kind = KINDS.get(address.get_backend_name())
    if kind is None or not address.database or address.database == ":memory:":
        raise UnknownDatabase
    return kind(url, busy_timeout)
