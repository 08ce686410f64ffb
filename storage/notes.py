"""Small facts about the installation itself: a name and a value, never anything from a melding."""

from sqlalchemy import Connection, bindparam, select

from storage import tables

NOTES = tables.notes

VALUE_OF = select(NOTES.c.value).where(NOTES.c.name == bindparam("note"))
INSERT = NOTES.insert()
DELETE = NOTES.delete().where(NOTES.c.name == bindparam("note"))


class Notes:
    """The notes, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, name: str) -> str | None:
        """Gives the value of a note, or None."""
        value: str | None = self._connection.scalar(VALUE_OF, {"note": name})
        return value

    def put(self, name: str, value: str) -> None:
        """Writes a note in place of what was there."""
        self.drop(name)
        self._connection.execute(INSERT, {"name": name, "value": value})

    def drop(self, name: str) -> None:
        """Removes a note; again is harmless."""
        self._connection.execute(DELETE, {"note": name})
