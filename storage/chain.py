"""The chain over the events of each case, and the daily record of where each chain ends.

Rules this file keeps:

- Every event is tied to the one before it, by hashes over what is stored plain and over the digest
  of the ciphertext. Erasing takes the ciphertext and leaves the chain.
- The end of a chain is not tied to anything; so once a day the ends that moved are recorded, each
  record signed with the school key over the one before it. An event that is taken off the end is
  missed from its first record on.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime

import msgspec
from msgspec.structs import asdict
from sqlalchemy import Connection, func, select

from storage import tables
from storage.encryption import SchoolKey, framed, numbered
from storage.moments import microseconds

EVENTS = tables.events
RECORDS = tables.chain_records
HEADS = tables.chain_heads

GENESIS = bytes(32)
"""What the first event of a case and the first record refer back to."""


class Link(msgspec.Struct, frozen=True):
    """What the hash of an event is taken over."""

    case_id: str
    sequence: int
    recorded_at: datetime
    key_id: str
    digest: bytes
    """SHA-256 of the ciphertext."""
    previous_hash: bytes

    def hash(self) -> bytes:
        """Gives the hash that the next event refers back to."""
        return hashlib.sha256(
            framed(
                self.case_id.encode(),
                numbered(self.sequence),
                numbered(microseconds(self.recorded_at)),
                self.key_id.encode(),
                self.digest,
                self.previous_hash,
            )
        ).digest()


class Head(msgspec.Struct, frozen=True):
    """The last event of a case at some moment."""

    case_id: str
    sequence: int
    hash: bytes


def signed_record(
    school_key: SchoolKey, previous: bytes, at: datetime, heads: Sequence[Head]
) -> bytes:
    """Signs the heads that moved since the record before."""
    parts = [b"heads", previous, numbered(microseconds(at))]
    for head in sorted(heads, key=lambda head: head.case_id):
        parts += [head.case_id.encode(), numbered(head.sequence), head.hash]
    return school_key.sign(*parts)


class Chain:
    """The records of the chain heads, within one transaction."""

    def __init__(self, connection: Connection, school_key: SchoolKey) -> None:
        self._connection = connection
        self._school_key = school_key

    def record_heads(self, at: datetime) -> int:
        """Records where each chain ends now, once a day; gives the number of the record."""
        last = self._connection.execute(
            select(RECORDS).order_by(RECORDS.c.number.desc()).limit(1)
        ).one_or_none()
        number, previous = (1, GENESIS) if last is None else (last.number + 1, last.hash)
        moved = self._moved_heads()
        self._connection.execute(
            RECORDS.insert().values(
                number=number,
                recorded_at=at,
                hash=signed_record(self._school_key, previous, at, moved),
            )
        )
        if moved:
            self._connection.execute(
                HEADS.insert(), [{"record": number, **asdict(head)} for head in moved]
            )
        return number

    def _moved_heads(self) -> tuple[Head, ...]:
        known = (
            select(HEADS.c.case_id, func.max(HEADS.c.sequence).label("sequence"))
            .group_by(HEADS.c.case_id)
            .subquery()
        )
        ends = (
            select(EVENTS.c.case_id, func.max(EVENTS.c.sequence).label("sequence"))
            .group_by(EVENTS.c.case_id)
            .subquery()
        )
        query = (
            select(EVENTS.c.case_id, EVENTS.c.sequence, EVENTS.c.hash)
            .join(
                ends,
                (EVENTS.c.case_id == ends.c.case_id) & (EVENTS.c.sequence == ends.c.sequence),
            )
            .outerjoin(known, EVENTS.c.case_id == known.c.case_id)
            .where(func.coalesce(known.c.sequence, 0) < EVENTS.c.sequence)
        )
        rows = self._connection.execute(query).mappings().all()
        return msgspec.convert(rows, tuple[Head, ...])
