"""The roster and the staff: whole lists of people, each row locked, replaced all at once."""

from collections.abc import Sequence

from sqlalchemy import Connection, Table, select

from storage.encryption import Place, Sealing
from storage.notes import Notes
from storage.scrubbing import Scrubbing


class Register:
    """One list of people, within one transaction."""

    def __init__(
        self, connection: Connection, table: Table, sealing: Sealing, scrubbing: Scrubbing
    ) -> None:
        self._connection = connection
        self._table = table
        self._sealing = sealing
        self._scrubbing = scrubbing
        self._version_note = f"{table.name}_version"

    @property
    def version(self) -> int:
        """A number that changes each time the list is replaced; 0 before the first."""
        return int(Notes(self._connection).get(self._version_note) or 0)

    def all(self) -> tuple[bytes, ...]:
        """Gives every row, by row id; raises WrongKey or Damaged."""
        rows = self._connection.execute(select(self._table).order_by(self._table.c.row_id))
        key = self._sealing.school_key.roster
        return tuple(key.open(row.payload, self._place(row.row_id)) for row in rows)

    def replace(self, rows: Sequence[tuple[str, bytes]]) -> None:
        """Puts a new list, of row ids and their bytes, in place of the old one."""
        key = self._sealing.school_key.roster
        self._connection.execute(self._table.delete())
        if rows:
            self._connection.execute(
                self._table.insert(),
                [
                    {
                        "row_id": row_id,
                        "payload": self._sealing.seal(key, payload, self._place(row_id)),
                    }
                    for row_id, payload in rows
                ],
            )
        Notes(self._connection).put(self._version_note, str(self.version + 1))
        self._scrubbing.ask()

    def _place(self, row_id: str) -> Place:
        return Place(self._table.name, "payload", row_id)
