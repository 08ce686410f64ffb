"""Erasing, shown on the bytes of the database files."""

import hashlib
from collections import Counter
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import make_url, select

from storage import tables
from storage.encryption import SchoolKey
from storage.erasure import Tombstone
from storage.errors import UnknownCase, UnknownCode
from storage.follow_ups import FollowUp
from storage.outbox import Delivery
from storage.sent_cards import SentCard
from storage.units_of_work import Store, UnitOfWork
from tests.storage.conftest import MONDAY, PredictableBytes

TUESDAY = MONDAY + timedelta(days=1)
PEOPLE = tables.case_people
CANARY = b"Kanariepiet Vogelzang werd uitgelachen"


class Stopped(Exception):
    """The program stops at this point."""


def fill(unit: UnitOfWork, case_id: str, size: int = 1) -> None:
    """Makes a case with something in every table."""
    unit.cases.create(case_id, MONDAY, "hash")
    unit.cases.append(case_id, 0, [CANARY * size] * 3, MONDAY)
    for pupil in ("p1", "p2"):
        unit.people.put(case_id, pupil, CANARY * size, roster_id=f"roster-{case_id}-{pupil}")
    delivery = Delivery(
        id=f"{case_id}:1:1",
        case_id=case_id,
        staff_id="s1",
        card_key="k",
        kind="send",
        created_at=MONDAY,
        not_before=MONDAY,
    )
    unit.outbox.add((delivery,))
    unit.cards.put(SentCard(case_id, "s1", "k", f"message-of-{case_id}", "thread", "digest"))
    unit.follow_ups.start(FollowUp(case_id, "f", TUESDAY, "1 schoolweek", "coach", MONDAY))
    unit.access_log.add(MONDAY, "s1", case_id, "case_page")


def erase_all(unit: UnitOfWork, case_ids: list[str]) -> None:
    """Erases cases."""
    for case_id in case_ids:
        unit.erasure.erase(case_id, TUESDAY, "verzoek")


def file_bytes(url: str) -> bytes:
    """Gives all bytes of the database, its write-ahead log and its index."""
    path = make_url(url).database or ""
    files = (Path(path + suffix) for suffix in ("", "-wal", "-shm"))
    return b"".join(file.read_bytes() for file in files if file.exists())


def secrets_of(unit: UnitOfWork, case_id: str) -> list[bytes]:
    """Gives the wrapped keys, ciphertexts and look-ups of a case, as they are stored."""
    columns = (
        tables.case_keys.c.wrapped,
        tables.case_people.c.wrapped,
        tables.case_people.c.payload,
        tables.case_lookups.c.lookup,
        tables.events.c.ciphertext,
    )
    stored: list[bytes] = []
    for column in columns:
        of_case = column.table.c.case_id == case_id
        stored += unit.connection.scalars(
            column.table.select().with_only_columns(column).where(of_case)
        )
    return stored


def rows_of(unit: UnitOfWork, case_id: str) -> Counter[str]:
    """Counts what each table holds of a case."""
    of_a_case = [table for table in tables.metadata.sorted_tables if "case_id" in table.c]
    return Counter(
        table.name
        for table in of_a_case
        for _ in unit.connection.execute(table.select().where(table.c.case_id == case_id))
    )


def test_no_canary_is_in_the_files(store: Store, url: str) -> None:
    """What is written in a case is not to be read in the files, nor who the pupils are."""
    store.run_now(lambda unit: fill(unit, "7K3Q"))
    on_disk = file_bytes(url)
    assert b"7K3Q" in on_disk
    for unreadable in (CANARY[:8], CANARY.lower()[:8], b"roster-"):
        assert unreadable not in on_disk


def test_erasing_leaves_no_byte(store: Store, url: str) -> None:
    """Before, every wrapped key is in the files; after, not even a piece of one of the erased."""
    case_ids = [f"{number:04}" for number in range(90)]
    erased = case_ids[::3]

    def secrets_of_erased(unit: UnitOfWork) -> list[bytes]:
        return [secret for case_id in erased for secret in secrets_of(unit, case_id)]

    for number, case_id in enumerate(case_ids):
        store.run_now(partial(fill, case_id=case_id, size=1 + number % 40))
    gone = store.read_now(secrets_of_erased)
    before = file_bytes(url)
    assert 30 * (1 + 2 + 2 + 2 + 3) == len(gone)
    assert all(secret[:32] in before for secret in gone)

    store.run_now(partial(erase_all, case_ids=erased))
    after = file_bytes(url)
    pieces = (secret[at : at + 12] for secret in gone for at in (0, 20, len(secret) - 12))
    assert [] == [piece for piece in pieces if piece in after]
    assert all(f"message-of-{case_id}".encode() not in after for case_id in erased)
    assert store.read_now(lambda unit: unit.verification.verify()).is_sound
    assert 60 == len(store.read_now(lambda unit: unit.index.all()))


def test_a_destroyed_person_leaves_no_byte(store: Store, url: str) -> None:
    """Correcting a wrong pupil destroys that pupil's key and leaves the other's."""
    store.run_now(lambda unit: fill(unit, "7K3Q"))
    query = select(PEOPLE.c.wrapped).order_by(PEOPLE.c.pupil)
    first, second = store.read_now(lambda unit: unit.connection.scalars(query).all())
    store.run_now(lambda unit: unit.people.destroy("7K3Q", "p1"))
    after = file_bytes(url)
    assert first[-12:] not in after
    assert second in after


def churn(unit: UnitOfWork) -> list[bytes]:
    """Puts and destroys pupils until pages have been rearranged; gives the destroyed keys.

    The numbers are such that SQLite 3.40 leaves a copy of a key behind when it is not vacuumed.
    """
    unit.cases.create("7K3Q", MONDAY, "hash")
    living: list[str] = []
    destroyed: list[bytes] = []
    for step in range(400):
        chance = hashlib.sha256(str(10 * step + 4).encode()).digest()
        if living and chance[0] < 115:
            pupil = living.pop(chance[1] % len(living))
            wrapped = select(PEOPLE.c.wrapped).where(PEOPLE.c.pupil == pupil)
            destroyed.append(unit.connection.execute(wrapped).scalar_one())
            unit.people.destroy("7K3Q", pupil)
        else:
            living.append(f"p{step}")
            size = (10, 200, 900, 5000)[chance[2] % 4]
            unit.people.put("7K3Q", living[-1], b"x" * size)
    return destroyed


def test_rearranged_pages_keep_no_copy(store: Store, url: str) -> None:
    """Not even pages that were rearranged before the destroying hold a piece of a key."""
    destroyed = store.run_now(churn)
    after = file_bytes(url)
    assert 100 < len(destroyed)
    pieces = (wrapped[at : at + 12] for wrapped in destroyed for at in (21, 40, 57))
    assert [] == [piece for piece in pieces if piece in after]


def test_a_crash_before_scrubbing_is_made_good_on_opening(
    url: str, school_key: SchoolKey, random_bytes: PredictableBytes
) -> None:
    """The wish to scrub is stored with the erasing, so the next start carries it out."""

    def stop(point: str) -> None:
        if point == "before scrub":
            raise Stopped

    with Store.open(url, school_key, random_bytes, seam=stop) as store:
        store.run_now(lambda unit: fill(unit, "7K3Q"))
        with pytest.raises(Stopped):
            store.run_now(lambda unit: unit.people.destroy("7K3Q", "p1"))
        assert store.read_now(lambda unit: unit.scrubbing.is_due())
    with Store.open(url, school_key, random_bytes) as store:
        assert not store.read_now(lambda unit: unit.scrubbing.is_due())


def test_what_is_left_is_a_tombstone(store: Store) -> None:
    """Everything of the case goes but the bare chain, the tombstone and the access log."""
    store.run_now(lambda unit: fill(unit, "7K3Q"))
    store.run_now(lambda unit: fill(unit, "9XYZ"))
    stone = store.run_now(lambda unit: unit.erasure.erase("7K3Q", TUESDAY, "bewaartermijn"))
    assert Tombstone("7K3Q", TUESDAY, "bewaartermijn", event_count=3) == stone
    assert stone == store.read_now(lambda unit: unit.erasure.tombstone("7K3Q"))
    left = store.read_now(lambda unit: rows_of(unit, "7K3Q"))
    assert {"access_log": 1, "events": 3, "tombstones": 1} == left
    assert () == store.read_now(lambda unit: unit.people.cases_with("roster-7K3Q-p1"))
    assert ("9XYZ",) == store.read_now(lambda unit: unit.people.cases_with("roster-9XYZ-p1"))


def test_erasing_again_gives_the_same_tombstone(store: Store) -> None:
    """A second request changes nothing."""
    store.run_now(lambda unit: fill(unit, "7K3Q"))
    first = store.run_now(lambda unit: unit.erasure.erase("7K3Q", MONDAY, "verzoek"))
    again = store.run_now(lambda unit: unit.erasure.erase("7K3Q", TUESDAY, "vergissing"))
    assert first == again


def test_a_reason_is_one_of_the_list(store: Store) -> None:
    """Free text could name somebody, and a tombstone stays for ever."""
    store.run_now(lambda unit: fill(unit, "7K3Q"))
    with pytest.raises(UnknownCode):
        store.run_now(lambda unit: unit.erasure.erase("7K3Q", TUESDAY, "vader belde"))
    assert 3 == len(store.read_now(lambda unit: unit.cases.load("7K3Q")))


def test_what_was_never_there_is_not_erased(store: Store) -> None:
    """A mistyped id gives no tombstone, or that id could never be used."""
    with pytest.raises(UnknownCase):
        store.run_now(lambda unit: unit.erasure.erase("7K3Q", TUESDAY, "verzoek"))
    assert store.read_now(lambda unit: unit.erasure.tombstone("7K3Q")) is None


def test_there_is_no_tombstone_without_erasing(store: Store) -> None:
    """A case that lives has none."""
    store.run_now(lambda unit: fill(unit, "7K3Q"))
    assert store.read_now(lambda unit: unit.erasure.tombstone("7K3Q")) is None
