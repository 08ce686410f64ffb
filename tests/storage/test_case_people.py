"""Who the pupils in a case are."""

import pytest

from storage.case_people import StoredPerson
from storage.errors import Damaged, UnknownCase
from storage.units_of_work import Store
from tests.storage.conftest import MONDAY


@pytest.fixture(autouse=True)
def cases(store: Store) -> None:
    """Two cases with one pupil in common."""
    store.run_now(lambda unit: unit.cases.create("7K3Q", MONDAY, "hash"))
    store.run_now(lambda unit: unit.cases.create("9XYZ", MONDAY, "hash"))
    store.run_now(lambda unit: unit.people.put("7K3Q", "p1", b"wie 1", roster_id="r1"))
    store.run_now(lambda unit: unit.people.put("7K3Q", "p2", b"wie 2", roster_id="r2"))
    store.run_now(lambda unit: unit.people.put("9XYZ", "p1", b"wie 2", roster_id="r2"))


def test_gives_the_pupils_by_number(store: Store) -> None:
    """The tenth pupil comes after the second."""
    store.run_now(lambda unit: unit.people.put("7K3Q", "p10", b"wie 10"))
    expected = (
        StoredPerson("p1", b"wie 1"),
        StoredPerson("p2", b"wie 2"),
        StoredPerson("p10", b"wie 10"),
    )
    assert expected == store.read_now(lambda unit: unit.people.of("7K3Q"))


def test_finds_the_cases_of_a_pupil(store: Store) -> None:
    """The same pupil of the roster is found in every case."""
    assert ("7K3Q",) == store.read_now(lambda unit: unit.people.cases_with("r1"))
    assert ("7K3Q", "9XYZ") == store.read_now(lambda unit: unit.people.cases_with("r2"))
    assert () == store.read_now(lambda unit: unit.people.cases_with("r3"))


def test_putting_again_replaces(store: Store) -> None:
    """What was known of a pupil is replaced whole, the look-up included."""
    store.run_now(lambda unit: unit.people.put("7K3Q", "p1", b"wie 3", roster_id="r3"))
    people = store.read_now(lambda unit: unit.people.of("7K3Q"))
    assert StoredPerson("p1", b"wie 3") == people[0]
    assert () == store.read_now(lambda unit: unit.people.cases_with("r1"))
    assert ("7K3Q",) == store.read_now(lambda unit: unit.people.cases_with("r3"))


def test_a_destroyed_pupil_is_gone(store: Store) -> None:
    """Row and look-up go, in this case only; a second time is harmless."""
    for _ in range(2):
        store.run_now(lambda unit: unit.people.destroy("7K3Q", "p2"))
    assert (StoredPerson("p1", b"wie 1"),) == store.read_now(lambda unit: unit.people.of("7K3Q"))
    assert ("9XYZ",) == store.read_now(lambda unit: unit.people.cases_with("r2"))
    assert not store.read_now(lambda unit: unit.people.has("7K3Q", "p2"))


def test_nobody_is_added_to_a_case_that_is_not_there(store: Store) -> None:
    """A pupil belongs to a case."""
    with pytest.raises(UnknownCase):
        store.run_now(lambda unit: unit.people.put("0000", "p1", b"wie"))


def test_two_pupils_cannot_be_swapped(store: Store) -> None:
    """A row opens only as the pupil and the case that it was stored for."""
    swap = (
        "UPDATE case_people SET (wrapped, payload) ="
        " (SELECT wrapped, payload FROM case_people WHERE case_id = '9XYZ') WHERE pupil = 'p2'"
    )
    store.run_now(lambda unit: unit.connection.exec_driver_sql(swap).close())
    with pytest.raises(Damaged):
        store.read_now(lambda unit: unit.people.of("7K3Q"))
