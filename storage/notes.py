"""Small facts about the installation itself: a name and a value, never anything from a melding."""

from sqlalchemy import Connection, select

from storage import tables

NOTES = tables.notes


class Notes:
    """The notes, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, name: str) -> str | None:
        """Gives the value of a note, or None."""
        value: str | None = self._connection.scalar(
            select(NOTES.c.value).where(NOTES.c.name == name)
        )
        return value

    def put(self, name: str, value: str) -> None:
        """Writes a note in place of what was there."""
        self.drop(name)
        self._connection.execute(NOTES.insert().values(name=name, value=value))

    def drop(self, name: str) -> None:
        """Removes a note; again is harmless."""
        self._connection.execute(NOTES.delete().where(NOTES.c.name == name))
