"""The roster and the staff: whole lists of people, each row locked, replaced all at once."""

from collections.abc import Sequence

from sqlalchemy import Connection, Table, bindparam, select

from storage import tables
from storage.encryption import Place, Sealing
from storage.notes import Notes
from storage.scrubbing import Scrubbing

VERSIONS = select(tables.notes.c.name, tables.notes.c.value).where(
    (tables.notes.c.name == bindparam("roster")) | (tables.notes.c.name == bindparam("staff"))
)


def versions_of(roster: "Register", staff: "Register") -> tuple[int, int]:
    """Gives the versions of both lists of one transaction, asked for at once."""
    names = {"roster": roster.version_note, "staff": staff.version_note}
    found = {name: int(value) for name, value in roster.connection.execute(VERSIONS, names)}
    return found.get(roster.version_note, 0), found.get(staff.version_note, 0)


class Register:
    """One list of people, within one transaction."""

    def __init__(
        self, connection: Connection, table: Table, sealing: Sealing, scrubbing: Scrubbing
    ) -> None:
        self.connection = connection
        self._table = table
        self._sealing = sealing
        self._scrubbing = scrubbing
        self.version_note = f"{table.name}_version"

    @property
    def version(self) -> int:
        """A number that changes each time the list is replaced; 0 before the first."""
        return int(Notes(self.connection).get(self.version_note) or 0)

    def all(self) -> tuple[bytes, ...]:
        """Gives every row, by row id; raises WrongKey or Damaged."""
        rows = self.connection.execute(select(self._table).order_by(self._table.c.row_id))
        key = self._sealing.school_key.roster
        return tuple(key.open(row.payload, self._place(row.row_id)) for row in rows)

    def replace(self, rows: Sequence[tuple[str, bytes]]) -> None:
        """Puts a new list, of row ids and their bytes, in place of the old one."""
        key = self._sealing.school_key.roster
        self.connection.execute(self._table.delete())
        if rows:
            self.connection.execute(
                self._table.insert(),
                [
                    {
                        "row_id": row_id,
                        "payload": self._sealing.seal(key, payload, self._place(row_id)),
                    }
                    for row_id, payload in rows
                ],
            )
        Notes(self.connection).put(self.version_note, str(self.version + 1))
        self._scrubbing.ask()

    def _place(self, row_id: str) -> Place:
        return Place(self._table.name, "payload", row_id)
