"""Checks that nothing stored was changed, cut off, swapped or made unreadable.

It finds every change to an event, a key, a person in a case, a tombstone or a record, and every
event that is gone from the middle or was recorded as the end of a chain, and a case that is gone
from the index. What it cannot see: that events are gone from the end which came after the last
record, that the last records are gone together with such events, that a person was taken out of a
case, what else the index says (`bot.index_check` looks at that), or that what is no event was
changed: the access log, the outbox, the timers.
"""

import hashlib
from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import Connection, RowMapping, func, select, union

from storage import tables
from storage.case_people import CasePeople
from storage.case_store import Cases
from storage.chain import GENESIS, Head, Link, signed_record
from storage.encryption import SchoolKey
from storage.erasure import Tombstone, signature
from storage.errors import StorageError

CASES = tables.cases
EVENTS = tables.events
HEADS = tables.chain_heads
KEYS = tables.case_keys
RECORDS = tables.chain_records
STONES = tables.tombstones

UNREADABLE = (ValueError, TypeError, OverflowError, msgspec.ValidationError)
"""What reading a row raises after somebody wrote a value in it that never belongs there."""


class Fault(msgspec.Struct, frozen=True):
    """One thing that is wrong, in Dutch; `case_id` is empty when it concerns no single case."""

    case_id: str
    text: str


class Report(msgspec.Struct, frozen=True):
    """How much was checked and what was found."""

    cases: int
    events: int
    records: int
    faults: tuple[Fault, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


class Verification:
    """The check, within one transaction; it only reads."""

    def __init__(
        self, connection: Connection, school_key: SchoolKey, cases: Cases, people: CasePeople
    ) -> None:
        self._connection = connection
        self._school_key = school_key
        self._cases = cases
        self._people = people

    def verify(self) -> Report:
        """Checks every case and every daily record."""
        case_ids = self._case_ids()
        faults = [fault for case_id in case_ids for fault in self.verify_case(case_id)]
        faults += _found("", self._record_faults())
        return Report(
            cases=len(case_ids),
            events=self._connection.scalar(select(func.count()).select_from(EVENTS)) or 0,
            records=self._connection.scalar(select(func.count()).select_from(RECORDS)) or 0,
            faults=tuple(faults),
        )

    def verify_case(self, case_id: str) -> tuple[Fault, ...]:
        """Checks one case: its chain, its recorded heads, and that it is readable or erased."""
        return _found(case_id, self._case_faults(case_id))

    def _case_ids(self) -> tuple[str, ...]:
        found = union(*(select(table.c.case_id) for table in (EVENTS, KEYS, STONES, HEADS)))
        return tuple(sorted(self._connection.scalars(found)))

    def _case_faults(self, case_id: str) -> Iterator[str]:
        query = select(EVENTS).where(EVENTS.c.case_id == case_id).order_by(EVENTS.c.sequence)
        rows = self._connection.execute(query).mappings().all()
        if not rows:
            yield "Er is geen enkele gebeurtenis meer."
        yield from _chain_faults(rows)
        yield from self._head_faults(case_id, rows)
        stone = self._connection.execute(select(STONES).where(STONES.c.case_id == case_id))
        erased = stone.mappings().one_or_none()
        if erased is None:
            yield from self._readable_faults(case_id)
            yield from self._listed_faults(case_id)
        else:
            yield from self._erased_faults(erased, rows)

    def _head_faults(self, case_id: str, rows: Sequence[RowMapping]) -> Iterator[str]:
        hashes = {row["sequence"]: row["hash"] for row in rows}
        query = select(HEADS).where(HEADS.c.case_id == case_id).order_by(HEADS.c.record)
        for head in self._connection.execute(query):
            if hashes.get(head.sequence) != head.hash:
                yield f"Gebeurtenis {head.sequence} is vastgelegd en is weg of veranderd."

    def _readable_faults(self, case_id: str) -> Iterator[str]:
        try:
            self._cases.load(case_id)
        except StorageError:
            yield "De gebeurtenissen zijn niet te openen met deze schoolsleutel."
        try:
            self._people.of(case_id)
        except StorageError:
            yield "Wie de leerlingen zijn is niet te openen met deze schoolsleutel."

    def _listed_faults(self, case_id: str) -> Iterator[str]:
        listed = select(CASES.c.case_id).where(CASES.c.case_id == case_id)
        if self._connection.scalar(listed) is None:
            yield "De melding staat niet meer in de lijst van meldingen."

    def _erased_faults(self, erased: RowMapping, rows: Sequence[RowMapping]) -> Iterator[str]:
        stone = msgspec.convert(erased, Tombstone)
        if erased["signature"] != signature(stone, self._school_key):
            yield "De grafsteen is veranderd, of is niet door pestmelding gemaakt."
        if stone.event_count != len(rows):
            yield "Na het wissen zijn er gebeurtenissen verdwenen of bijgekomen."
        key = self._connection.execute(select(KEYS).where(KEYS.c.case_id == stone.case_id))
        if key.one_or_none() is not None or any(row["ciphertext"] is not None for row in rows):
            yield "De melding is gewist en er is toch nog inhoud."

    def _record_faults(self) -> Iterator[str]:
        heads: dict[int, list[Head]] = {}
        for row in self._connection.execute(select(HEADS)).mappings():
            heads.setdefault(row["record"], []).append(msgspec.convert(row, Head))
        previous = GENESIS
        records = self._connection.execute(select(RECORDS).order_by(RECORDS.c.number)).all()
        for number, record in enumerate(records, start=1):
            moved = heads.pop(record.number, [])
            signed = signed_record(self._school_key, previous, record.recorded_at, moved)
            if record.number != number or record.hash != signed:
                yield f"De dagelijkse vastlegging {record.number} klopt niet."
            previous = record.hash
        if heads:
            yield "Er is een dagelijkse vastlegging verdwenen."


def _found(case_id: str, texts: Iterator[str]) -> tuple[Fault, ...]:
    """Collects what a check finds, and counts a value that never belongs there as a fault."""
    faults: list[Fault] = []
    try:
        faults.extend(Fault(case_id, text) for text in texts)
    except UNREADABLE:
        faults.append(Fault(case_id, "Er staat iets dat daar niet hoort."))
    return tuple(faults)


def _chain_faults(rows: Sequence[RowMapping]) -> Iterator[str]:
    previous = GENESIS
    for number, row in enumerate(rows, start=1):
        link = msgspec.convert(row, Link)
        ciphertext = row["ciphertext"]
        if link.sequence != number or link.previous_hash != previous:
            yield f"Gebeurtenis {link.sequence} sluit niet aan op de vorige."
        if row["hash"] != link.hash():
            yield f"Gebeurtenis {link.sequence} is veranderd."
        if ciphertext is not None and hashlib.sha256(ciphertext).digest() != link.digest:
            yield f"De inhoud van gebeurtenis {link.sequence} is veranderd."
        previous = row["hash"]
