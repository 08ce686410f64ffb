"""The events of each case: what happened, in order, unreadable without the case's key.

Rules this file keeps:

- An event is never changed. The second of two writers at the same sequence is refused.
- Type, actor and all else of an event stand inside the ciphertext.
- A case that is erased keeps its chain without ciphertext, and its id is never given out again.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime

import msgspec
from msgspec.structs import asdict
from sqlalchemy import Connection, bindparam, select
from sqlalchemy.exc import IntegrityError

from storage import tables
from storage.case_keys import CaseKeys
from storage.chain import GENESIS, Link
from storage.encryption import Place, Sealing
from storage.errors import CaseExists, Damaged, Outpaced

EVENTS = tables.events

INSERT_CASE = tables.cases.insert()
INSERT = EVENTS.insert()
OF_CASE = (
    select(EVENTS.c.sequence, EVENTS.c.recorded_at, EVENTS.c.ciphertext, EVENTS.c.hash)
    .where(EVENTS.c.case_id == bindparam("case"))
    .order_by(EVENTS.c.sequence)
)
HASH_AT = select(EVENTS.c.hash).where(
    EVENTS.c.case_id == bindparam("case"), EVENTS.c.sequence == bindparam("at")
)


class StoredEvent(msgspec.Struct, frozen=True):
    """One event as it was handed in; `recorded_at` is when it was stored, in UTC."""

    sequence: int
    recorded_at: datetime
    payload: bytes


class Cases:
    """The cases and their events, within one transaction."""

    def __init__(self, connection: Connection, sealing: Sealing, case_keys: CaseKeys) -> None:
        self._connection = connection
        self._sealing = sealing
        self._keys = case_keys
        self._heads: dict[tuple[str, int], bytes] = {}
        """The hash of the last event of each case that was loaded, for what is appended to it."""

    def exists(self, case_id: str) -> bool:
        """Whether this id is in use, or was by a case that is erased."""
        return self._keys.has(case_id) or self._keys.is_erased(case_id)

    def create(self, case_id: str, at: datetime, protocol_hash: str) -> None:
        """Makes a case without events; raises CaseExists when the id was ever used.

        Its row in the index has an empty state and stage until `CaseIndex.save`.
        """
        if self._keys.is_erased(case_id):
            raise CaseExists
        try:
            self._keys.make(case_id, at)
        except IntegrityError:
            raise CaseExists from None
        row = {
            "case_id": case_id,
            "state": "",
            "stage": "",
            "protocol_hash": protocol_hash,
            "updated_at": at,
            "ended_at": None,
            "held": False,
        }
        self._connection.execute(INSERT_CASE, row)

    def append(
        self, case_id: str, expected_sequence: int, payloads: Sequence[bytes], at: datetime
    ) -> int:
        """Stores events behind number `expected_sequence` and gives the last number.

        `expected_sequence` is the last number that the caller has seen, 0 for none. Raises Outpaced
        when there is another event by now, UnknownCase, or Erased.
        """
        key = self._keys.get(case_id)
        previous = self._hash_at(case_id, expected_sequence)
        rows = []
        for sequence, payload in enumerate(payloads, start=expected_sequence + 1):
            ciphertext = self._sealing.seal(key, payload, _place(case_id, sequence))
            digest = hashlib.sha256(ciphertext).digest()
            link = Link(case_id, sequence, at, key.id.hex(), digest, previous)
            previous = link.hash()
            rows.append({**asdict(link), "hash": previous, "ciphertext": ciphertext})
        self._insert(rows)
        return expected_sequence + len(rows)

    def load(self, case_id: str) -> tuple[StoredEvent, ...]:
        """Gives the events of a case in order; raises UnknownCase, Erased, WrongKey or Damaged."""
        key = self._keys.get(case_id)
        rows = self._connection.execute(OF_CASE, {"case": case_id}).all()
        if [row.sequence for row in rows] != list(range(1, len(rows) + 1)):
            raise Damaged
        if rows:
            self._heads[case_id, len(rows)] = rows[-1].hash
        return tuple(
            StoredEvent(
                sequence=row.sequence,
                recorded_at=row.recorded_at,
                payload=key.open(row.ciphertext or b"", _place(case_id, row.sequence)),
            )
            for row in rows
        )

    def _hash_at(self, case_id: str, sequence: int) -> bytes:
        if sequence == 0:
            return GENESIS
        found = self._heads.get((case_id, sequence))
        found = found or self._connection.scalar(HASH_AT, {"case": case_id, "at": sequence})
        if found is None:
            raise Outpaced
        return found

    def _insert(self, rows: list[dict[str, object]]) -> None:
        if not rows:
            return
        try:
            self._connection.execute(INSERT, rows)
        except IntegrityError:
            raise Outpaced from None


def _place(case_id: str, sequence: int) -> Place:
    return Place("events", "ciphertext", f"{case_id}:{sequence}")
