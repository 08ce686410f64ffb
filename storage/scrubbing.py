"""Remembers that something was destroyed, until no byte of it is left in the database files.

Deleting a row is not enough: SQLite keeps old copies of rows in pages that it has rearranged, even
with secure_delete, and in the write-ahead log. The wish is stored in the transaction that destroys,
so that a crash right after it forgets nothing.
"""

from sqlalchemy import Connection

from storage.notes import Notes

NOTE = "scrub_due"


class Scrubbing:
    """The wish to scrub, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._notes = Notes(connection)
        self.asked = False
        """Whether this transaction destroyed something."""

    def ask(self) -> None:
        """Notes that something was destroyed."""
        self._notes.put(NOTE, "1")
        self.asked = True

    def is_due(self) -> bool:
        """Whether something was destroyed and not scrubbed yet."""
        return self._notes.get(NOTE) is not None

    def done(self) -> None:
        """Notes that all is scrubbed."""
        self._notes.drop(NOTE)
