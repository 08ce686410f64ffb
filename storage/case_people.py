"""Who p1, p2 … of a case are: one row a pupil, each locked with a key of its own.

A wrong pupil is corrected by destroying that one key; the rest of the case stays readable.
"""

import msgspec
from sqlalchemy import Connection, bindparam, select

from storage import tables
from storage.case_keys import CaseKeys
from storage.encryption import Place, Sealing
from storage.scrubbing import Scrubbing

PEOPLE = tables.case_people
LOOKUPS = tables.case_lookups

INSERT = PEOPLE.insert()
INSERT_LOOKUP = LOOKUPS.insert()
OF_CASE = select(PEOPLE.c.pupil, PEOPLE.c.wrapped, PEOPLE.c.payload).where(
    PEOPLE.c.case_id == bindparam("case")
)
ONE = select(PEOPLE.c.pupil).where(
    PEOPLE.c.case_id == bindparam("case"), PEOPLE.c.pupil == bindparam("number")
)


class StoredPerson(msgspec.Struct, frozen=True):
    """What was stored of one pupil in a case; `pupil` is a number such as "p2"."""

    pupil: str
    payload: bytes


class CasePeople:
    """The pupils in the cases, within one transaction."""

    def __init__(
        self,
        connection: Connection,
        sealing: Sealing,
        case_keys: CaseKeys,
        scrubbing: Scrubbing,
    ) -> None:
        self._connection = connection
        self._sealing = sealing
        self._case_keys = case_keys
        self._scrubbing = scrubbing

    def put(
        self, case_id: str, pupil: str, payload: bytes, *, roster_id: str | None = None
    ) -> None:
        """Stores who a pupil is, in place of what was there; raises UnknownCase or Erased.

        With a `roster_id` the case is found by `cases_with`; without one (a pupil who is not in
        the roster) it is not.
        """
        self._case_keys.get(case_id)
        if self.has(case_id, pupil):
            self.destroy(case_id, pupil)
        key = self._sealing.fresh_key()
        row = f"{case_id}:{pupil}"
        person = {
            "case_id": case_id,
            "pupil": pupil,
            "wrapped": self._sealing.wrap(key, _place("wrapped", row)),
            "payload": self._sealing.seal(key, payload, _place("payload", row)),
        }
        self._connection.execute(INSERT, person)
        if roster_id is not None:
            lookup = self._sealing.school_key.lookup_of(roster_id)
            self._connection.execute(
                INSERT_LOOKUP, {"case_id": case_id, "pupil": pupil, "lookup": lookup}
            )

    def has(self, case_id: str, pupil: str) -> bool:
        """Whether it is known who this pupil of the case is."""
        return self._connection.scalar(ONE, {"case": case_id, "number": pupil}) is not None

    def of(self, case_id: str) -> tuple[StoredPerson, ...]:
        """Gives the pupils of a case by their number; raises WrongKey or Damaged."""
        rows = self._connection.execute(OF_CASE, {"case": case_id}).all()
        people = [
            StoredPerson(
                row.pupil, self._opened(f"{case_id}:{row.pupil}", row.wrapped, row.payload)
            )
            for row in rows
        ]
        return tuple(sorted(people, key=lambda person: (len(person.pupil), person.pupil)))

    def destroy(self, case_id: str, pupil: str) -> None:
        """Destroys the key, the row and the look-up of one pupil; again is harmless."""
        for table in (LOOKUPS, PEOPLE):
            self._connection.execute(
                table.delete().where(table.c.case_id == case_id, table.c.pupil == pupil)
            )
        self._scrubbing.ask()

    def cases_with(self, roster_id: str) -> tuple[str, ...]:
        """Gives the ids of the cases that a pupil of the roster is in."""
        lookup = self._sealing.school_key.lookup_of(roster_id)
        found = select(LOOKUPS.c.case_id).where(LOOKUPS.c.lookup == lookup).distinct()
        return tuple(self._connection.scalars(found.order_by(LOOKUPS.c.case_id)))

    def _opened(self, row: str, wrapped: bytes, payload: bytes) -> bytes:
        key = self._sealing.unwrap(wrapped, _place("wrapped", row))
        return key.open(payload, _place("payload", row))


def _place(column: str, row: str) -> Place:
    return Place("case_people", column, row)
