"""Erasing a case for good: its keys and everything that points to people or messages.

What stays is the chain without ciphertext, so that it still verifies, and a tombstone without
content. The access log stays too: it says who looked at which case, not what they saw.
"""

from datetime import datetime
from typing import Literal, cast, get_args

import msgspec
from msgspec.structs import asdict
from sqlalchemy import Connection, Table, func, select

from storage import tables
from storage.case_keys import CaseKeys
from storage.encryption import SchoolKey, numbered
from storage.errors import UnknownCase, UnknownCode
from storage.moments import microseconds
from storage.scrubbing import Scrubbing

Reason = Literal["bewaartermijn", "verzoek", "vergissing", "oefening", "samengevoegd"]
"""Why a case was erased: its term is over, somebody asked, a mistake, practice, it was merged."""

MERGED: Reason = "samengevoegd"

REASONS: tuple[str, ...] = tuple(one for one in get_args(Reason) if one != MERGED)
"""What somebody may give as the reason; merging is done by `merge` only."""

DELETED_WITH_A_CASE = (
    tables.case_lookups,
    tables.case_people,
    tables.cases,
    tables.case_keys,
    tables.sent_cards,
    tables.outbox,
    tables.follow_ups,
)
"""In this order: a row goes before the row it refers to."""

STANDS_IN_CHATS = (tables.sent_cards, tables.outbox)
"""What stays of a case that was merged, until the case it went into is erased."""

EVENTS = tables.events
MERGES = tables.merges
STONES = tables.tombstones


class Tombstone(msgspec.Struct, frozen=True):
    """What is left of an erased case. `event_count` is how many events it had.

    `merged_into` is where its contents went, when it was merged into another case.
    """

    case_id: str
    erased_at: datetime
    reason: Reason
    event_count: int
    merged_into: str | None = None


class Erasure:
    """Erasing cases, within one transaction."""

    def __init__(
        self,
        connection: Connection,
        school_key: SchoolKey,
        case_keys: CaseKeys,
        scrubbing: Scrubbing,
    ) -> None:
        self._connection = connection
        self._school_key = school_key
        self._case_keys = case_keys
        self._scrubbing = scrubbing

    def erase(self, case_id: str, at: datetime, reason: str) -> Tombstone:
        """Erases a case; again gives the tombstone that is there.

        Raises UnknownCode for a reason that is not in REASONS (free text could name somebody), and
        UnknownCase.
        """
        if reason not in REASONS:
            raise UnknownCode
        there = self.tombstone(case_id)
        if there is not None:
            return there
        self._destroy(case_id, DELETED_WITH_A_CASE)
        self._forget_merged(case_id)
        return self._bury(case_id, at, cast("Reason", reason))

    def merge(self, case_id: str, into: str, at: datetime) -> Tombstone:
        """Erases a case of which all that it held was stored in another one.

        Where its cards stand is kept, for they are replaced. Raises UnknownCase.
        """
        kept = (table for table in DELETED_WITH_A_CASE if table not in STANDS_IN_CHATS)
        self._destroy(case_id, tuple(kept))
        return self._bury(case_id, at, MERGED, into)

    def _bury(
        self, case_id: str, at: datetime, reason: Reason, merged_into: str | None = None
    ) -> Tombstone:
        event_count = self._connection.scalar(
            select(func.count()).select_from(EVENTS).where(EVENTS.c.case_id == case_id)
        )
        stone = Tombstone(case_id, at, reason, event_count or 0, merged_into)
        self._connection.execute(
            STONES.insert().values(**asdict(stone), signature=signature(stone, self._school_key))
        )
        self._scrubbing.ask()
        return stone

    def tombstone(self, case_id: str) -> Tombstone | None:
        """Gives the tombstone of a case, or None when it was not erased."""
        query = select(STONES).where(STONES.c.case_id == case_id)
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else msgspec.convert(row, Tombstone)

    def _forget_merged(self, case_id: str) -> None:
        """Forgets where the cards stand of the cases that went into this one."""
        sources = select(MERGES.c.source).where(MERGES.c.into == case_id)
        for table in STANDS_IN_CHATS:
            self._connection.execute(table.delete().where(table.c.case_id.in_(sources)))
        self._connection.execute(MERGES.delete().where(MERGES.c.into == case_id))

    def _destroy(self, case_id: str, deleted_with_it: tuple[Table, ...]) -> None:
        self._case_keys.forget(case_id)
        for table in deleted_with_it:
            deleted = self._connection.execute(table.delete().where(table.c.case_id == case_id))
            if table is tables.case_keys and deleted.rowcount == 0:
                raise UnknownCase
        self._connection.execute(
            EVENTS.update().where(EVENTS.c.case_id == case_id).values(ciphertext=None)
        )


def signature(stone: Tombstone, school_key: SchoolKey) -> bytes:
    """Signs a tombstone, so that nobody without the key can pass off a lost case as erased."""
    return school_key.sign(
        b"tombstone",
        stone.case_id.encode(),
        numbered(microseconds(stone.erased_at)),
        stone.reason.encode(),
        numbered(stone.event_count),
        *(() if stone.merged_into is None else (stone.merged_into.encode(),)),
    )
