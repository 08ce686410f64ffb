"""A case that went into another one: what leads there, and what is left of it."""

from collections import Counter
from functools import partial

import pytest

from storage.erasure import Tombstone
from storage.errors import UnknownCase, UnknownCode
from storage.units_of_work import Store, UnitOfWork
from tests.storage.conftest import MONDAY
from tests.storage.test_erasure import TUESDAY, file_bytes, fill, rows_of, secrets_of


def merge(unit: UnitOfWork, source: str, into: str) -> None:
    """Lets a case go into another one."""
    unit.erasure.merge(source, into, TUESDAY)
    unit.merges.put(source, into)


@pytest.fixture(autouse=True)
def cases(store: Store) -> None:
    """Three cases with something in every table."""
    for case_id in ("7K3Q", "9XYZ", "4ABC"):
        store.run_now(partial(fill, case_id=case_id))


def test_a_case_leads_to_another(store: Store) -> None:
    """Also when that one went on into a third; all of it from one look."""
    store.run_now(lambda unit: merge(unit, "7K3Q", "9XYZ"))
    store.run_now(lambda unit: merge(unit, "9XYZ", "4ABC"))

    def found(unit: UnitOfWork) -> tuple[str | None, str | None, str | None, tuple[str, ...]]:
        into = tuple(unit.merges.into(one) for one in ("7K3Q", "9XYZ", "4ABC"))
        return into[0], into[1], into[2], unit.merges.sources("4ABC")

    assert ("4ABC", "4ABC", None, ("7K3Q", "9XYZ")) == store.read_now(found)


def test_merging_leaves_no_key(store: Store, url: str) -> None:
    """Of the case that is gone no piece of a key is in the files; the other one is whole."""
    gone = store.read_now(lambda unit: secrets_of(unit, "7K3Q"))
    kept = store.read_now(lambda unit: secrets_of(unit, "9XYZ"))
    assert all(secret[:32] in file_bytes(url) for secret in gone)
    store.run_now(lambda unit: merge(unit, "7K3Q", "9XYZ"))
    after = file_bytes(url)
    pieces = (secret[at : at + 12] for secret in gone for at in (0, 20, len(secret) - 12))

    assert [] == [piece for piece in pieces if piece in after]
    assert kept == store.read_now(lambda unit: secrets_of(unit, "9XYZ"))


def test_a_tombstone_says_where_it_went(store: Store) -> None:
    """It is signed, stays for ever, and says nothing else; where cards stand is kept."""
    store.run_now(lambda unit: merge(unit, "7K3Q", "9XYZ"))
    stone = Tombstone("7K3Q", TUESDAY, "samengevoegd", event_count=3, merged_into="9XYZ")
    left = Counter(access_log=1, events=3, tombstones=1, outbox=1, sent_cards=1)

    assert stone == store.read_now(lambda unit: unit.erasure.tombstone("7K3Q"))
    assert left == store.read_now(lambda unit: rows_of(unit, "7K3Q"))
    assert store.read_now(lambda unit: unit.verification.verify()).is_sound
    assert stone == store.run_now(lambda unit: unit.erasure.erase("7K3Q", TUESDAY, "verzoek"))


def test_a_tombstone_that_leads_elsewhere_is_found(store: Store) -> None:
    """Nobody without the key can say that a case went into another one."""
    store.run_now(lambda unit: merge(unit, "7K3Q", "9XYZ"))
    change = "UPDATE tombstones SET merged_into = '4ABC'"
    store.run_now(lambda unit: unit.connection.exec_driver_sql(change))

    report = store.read_now(lambda unit: unit.verification.verify())
    assert ["7K3Q"] == [fault.case_id for fault in report.faults]


def test_erasing_a_case_erases_what_leads_to_it(store: Store, url: str) -> None:
    """Then nothing knows any more where cards of the other one stand."""
    store.run_now(lambda unit: merge(unit, "7K3Q", "9XYZ"))
    store.run_now(lambda unit: unit.erasure.erase("9XYZ", TUESDAY, "bewaartermijn"))

    assert store.read_now(lambda unit: unit.merges.into("7K3Q")) is None
    left = store.read_now(lambda unit: rows_of(unit, "7K3Q"))
    assert Counter(access_log=1, events=3, tombstones=1) == left
    assert b"message-of-7K3Q" not in file_bytes(url)
    assert {"4ABC"} == {row.case_id for row in store.read_now(lambda unit: unit.index.all())}
    assert store.read_now(lambda unit: unit.verification.verify()).is_sound


def test_merging_is_no_reason_to_erase(store: Store) -> None:
    """Only a merge writes that; what was never there goes nowhere."""
    with pytest.raises(UnknownCode):
        store.run_now(lambda unit: unit.erasure.erase("7K3Q", TUESDAY, "samengevoegd"))
    with pytest.raises(UnknownCase):
        store.run_now(lambda unit: unit.erasure.merge("8QQQ", "7K3Q", MONDAY))


def test_what_was_to_be_sent_is_forgotten(store: Store) -> None:
    """No delivery of one case is left; those of another stay."""
    store.run_now(lambda unit: unit.outbox.forget("7K3Q"))

    left = store.read_now(lambda unit: [unit.outbox.ready_of(one) for one in ("7K3Q", "9XYZ")])
    assert [0, 1] == [len(rows) for rows in left]
