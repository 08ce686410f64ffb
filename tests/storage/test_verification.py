"""The chain, its daily records, and what `verify` finds."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from storage import tables
from storage.units_of_work import Store, UnitOfWork
from storage.verification import Report
from tests.storage.conftest import MONDAY

TUESDAY = MONDAY + timedelta(days=1)
EVENTS = tables.events
BYTES_OF_AN_EVENT = ("digest", "previous_hash", "hash", "ciphertext")


@pytest.fixture(autouse=True)
def cases(store: Store) -> None:
    """Two cases, their heads recorded on Monday and again, further on, on Tuesday."""

    def fill(unit: UnitOfWork) -> None:
        for case_id in ("7K3Q", "9XYZ"):
            unit.cases.create(case_id, MONDAY, "hash")
            unit.cases.append(case_id, 0, (b"een", b"twee", b"drie"), MONDAY)
            unit.people.put(case_id, "p1", b"wie", roster_id="r1")
        unit.chain.record_heads(MONDAY)
        unit.cases.append("7K3Q", 3, (b"vier",), TUESDAY)
        unit.chain.record_heads(TUESDAY)
        unit.chain.record_heads(TUESDAY + timedelta(days=1))

    store.run_now(fill)


def change(store: Store, *statements: str) -> None:
    """Changes the database behind the program's back."""

    def carry_out(unit: UnitOfWork) -> None:
        for statement in statements:
            unit.connection.exec_driver_sql(statement)

    store.run_now(carry_out)


def verified(store: Store) -> Report:
    """Gives the report of a full check."""
    return store.read_now(lambda unit: unit.verification.verify())


def test_an_untouched_database_is_sound(store: Store) -> None:
    """Nothing wrong, and it says how much was checked."""
    assert Report(cases=2, events=7, records=3, faults=()) == verified(store)
    assert verified(store).is_sound


def test_an_empty_database_is_sound(store: Store) -> None:
    """Before the first case there is nothing to find."""
    change(
        store,
        "DELETE FROM chain_heads",
        "DELETE FROM chain_records",
        "DELETE FROM events",
        "DELETE FROM case_lookups",
        "DELETE FROM case_people",
        "DELETE FROM cases",
        "DELETE FROM case_keys",
    )
    assert Report(cases=0, events=0, records=0, faults=()) == verified(store)


def test_it_is_sound_right_after_erasing(store: Store) -> None:
    """Erasing leaves the chain, its heads and a signed tombstone."""
    store.run_now(lambda unit: unit.erasure.erase("7K3Q", TUESDAY, "verzoek"))
    assert Report(cases=2, events=7, records=3, faults=()) == verified(store)


def test_a_second_record_of_the_same_heads_holds_no_heads(store: Store) -> None:
    """Only heads that moved are recorded, and the record is signed all the same."""
    count = "SELECT record, count(*) FROM chain_heads GROUP BY record ORDER BY record"
    heads = store.read_now(lambda unit: unit.connection.exec_driver_sql(count).all())
    assert [(1, 2), (2, 1)] == heads


@pytest.mark.parametrize("sequence", [1, 4])
@pytest.mark.parametrize("column", BYTES_OF_AN_EVENT)
def test_every_changed_byte_of_an_event_is_found(store: Store, column: str, sequence: int) -> None:
    """Whichever byte somebody changes, first event or last, the case is named."""
    is_it = (EVENTS.c.case_id == "7K3Q") & (EVENTS.c.sequence == sequence)
    before = store.read_now(
        lambda unit: unit.connection.execute(select(EVENTS.c[column]).where(is_it)).scalar_one()
    )

    def faults_with(stored: bytes) -> set[str]:
        write = EVENTS.update().where(is_it).values({column: stored})
        store.run_now(lambda unit: unit.connection.execute(write).close())
        return {fault.case_id for fault in verified(store).faults}

    for position in range(len(before)):
        changed = bytearray(before)
        changed[position] ^= 0x80
        assert {"7K3Q"} == faults_with(bytes(changed))
    assert set() == faults_with(before)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET recorded_at = recorded_at + 1 WHERE case_id = '7K3Q' AND sequence = 2",
        "UPDATE events SET key_id = '00' WHERE case_id = '7K3Q' AND sequence = 2",
        "UPDATE events SET ciphertext = NULL WHERE case_id = '7K3Q' AND sequence = 2",
        "UPDATE events SET recorded_at = 9e18 WHERE case_id = '7K3Q' AND sequence = 2",
        "UPDATE events SET recorded_at = 'gisteren' WHERE case_id = '7K3Q' AND sequence = 2",
        "UPDATE events SET digest = '' WHERE case_id = '7K3Q' AND sequence = 2",
        "UPDATE events SET sequence = 9 WHERE case_id = '7K3Q' AND sequence = 4",
        "UPDATE events SET sequence = 0 WHERE case_id = '7K3Q' AND sequence = 1",
        "DELETE FROM events WHERE case_id = '7K3Q' AND sequence = 1",
        "DELETE FROM events WHERE case_id = '7K3Q' AND sequence = 2",
        "DELETE FROM events WHERE case_id = '7K3Q' AND sequence = 4",
        "DELETE FROM events WHERE case_id = '7K3Q'",
        "UPDATE case_keys SET wrapped = x'00' WHERE case_id = '7K3Q'",
        "UPDATE case_people SET payload = x'00' WHERE case_id = '7K3Q'",
        "UPDATE chain_heads SET hash = x'00' WHERE case_id = '7K3Q' AND record = 1",
        "UPDATE chain_heads SET sequence = 2 WHERE case_id = '7K3Q' AND record = 1",
        "INSERT INTO tombstones VALUES ('7K3Q', 0, 'verzoek', 4, x'00', NULL)",
        "DELETE FROM cases WHERE case_id = '7K3Q'",
    ],
)
def test_every_change_to_a_case_is_found(store: Store, statement: str) -> None:
    """Changed, cut off, made unreadable or passed off as erased: the case is named."""
    change(store, statement)
    assert "7K3Q" in {fault.case_id for fault in verified(store).faults}
    assert store.read_now(lambda unit: unit.verification.verify_case("7K3Q"))
    assert not store.read_now(lambda unit: unit.verification.verify_case("9XYZ"))


def test_two_events_swapped_are_found(store: Store) -> None:
    """Events cannot change places."""
    change(
        store,
        "UPDATE events SET sequence = 99 WHERE case_id = '7K3Q' AND sequence = 2",
        "UPDATE events SET sequence = 2 WHERE case_id = '7K3Q' AND sequence = 3",
        "UPDATE events SET sequence = 3 WHERE case_id = '7K3Q' AND sequence = 99",
    )
    assert {"7K3Q"} == {fault.case_id for fault in verified(store).faults}


def test_a_case_that_is_gone_without_a_trace_is_found(store: Store) -> None:
    """A recorded case cannot disappear, not even with its key and its index row."""
    change(
        store,
        "DELETE FROM case_lookups WHERE case_id = '7K3Q'",
        "DELETE FROM case_people WHERE case_id = '7K3Q'",
        "DELETE FROM cases WHERE case_id = '7K3Q'",
        "DELETE FROM case_keys WHERE case_id = '7K3Q'",
        "DELETE FROM events WHERE case_id = '7K3Q'",
    )
    assert {"7K3Q"} == {fault.case_id for fault in verified(store).faults}


@pytest.mark.parametrize(
    "statements",
    [
        ("UPDATE chain_records SET recorded_at = recorded_at + 1 WHERE number = 1",),
        ("UPDATE chain_records SET hash = x'00' WHERE number = 3",),
        ("UPDATE chain_records SET number = 9 WHERE number = 3",),
        ("DELETE FROM chain_heads WHERE record = 1", "DELETE FROM chain_records WHERE number = 1"),
        ("DELETE FROM chain_heads WHERE record = 2",),
        (
            "PRAGMA defer_foreign_keys = ON",
            "DELETE FROM chain_records WHERE number = 3",
            "UPDATE chain_records SET number = 3 WHERE number = 2",
            "UPDATE chain_heads SET record = 3 WHERE record = 2",
        ),
        ("PRAGMA defer_foreign_keys = ON", "UPDATE chain_heads SET record = 3 WHERE record = 2"),
        ("UPDATE chain_records SET recorded_at = 'gisteren' WHERE number = 1",),
    ],
)
def test_every_change_to_the_records_is_found(store: Store, statements: tuple[str, ...]) -> None:
    """The daily records are signed over each other."""
    change(store, *statements)
    assert {""} == {fault.case_id for fault in verified(store).faults}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE tombstones SET erased_at = erased_at + 1",
        "UPDATE tombstones SET reason = 'oefening'",
        "UPDATE tombstones SET event_count = 3",
        "UPDATE tombstones SET signature = x'00'",
        "UPDATE tombstones SET reason = 'iets anders'",
        "UPDATE events SET ciphertext = x'00' WHERE case_id = '7K3Q' AND sequence = 2",
        "INSERT INTO case_keys VALUES ('7K3Q', '00', x'00', 0)",
        "DELETE FROM tombstones",
        "DELETE FROM events WHERE case_id = '7K3Q' AND sequence = 4",
    ],
)
def test_every_change_after_erasing_is_found(store: Store, statement: str) -> None:
    """An erased case cannot be changed either."""
    store.run_now(lambda unit: unit.erasure.erase("7K3Q", TUESDAY, "verzoek"))
    change(store, statement)
    assert {"7K3Q"} == {fault.case_id for fault in verified(store).faults}


def test_faults_are_dutch_and_name_numbers_only(store: Store) -> None:
    """The operator reads what is wrong and nothing of what the case holds."""
    change(store, "UPDATE events SET hash = x'00' WHERE case_id = '7K3Q' AND sequence = 2")
    texts = [fault.text for fault in verified(store).faults]
    assert ["Gebeurtenis 2 is veranderd.", "Gebeurtenis 3 sluit niet aan op de vorige."] == texts
