"""Cases and their events."""

from datetime import timedelta

import pytest

from storage.case_store import StoredEvent
from storage.errors import CaseExists, Damaged, Erased, Outpaced, UnknownCase
from storage.units_of_work import Store, UnitOfWork
from tests.storage.conftest import MONDAY

LATER = MONDAY + timedelta(minutes=5)


@pytest.fixture(autouse=True)
def case(store: Store) -> None:
    """A case with two events."""
    store.run_now(lambda unit: unit.cases.create("7K3Q", MONDAY, "hash"))
    store.run_now(lambda unit: unit.cases.append("7K3Q", 0, (b"een", b"twee"), MONDAY))


def test_gives_the_events_in_order(store: Store) -> None:
    """What was appended is loaded, with its number and its moment."""
    last = store.run_now(lambda unit: unit.cases.append("7K3Q", 2, (b"drie",), LATER))
    assert last == 3
    expected = (
        StoredEvent(1, MONDAY, b"een"),
        StoredEvent(2, MONDAY, b"twee"),
        StoredEvent(3, LATER, b"drie"),
    )
    assert expected == store.read_now(lambda unit: unit.cases.load("7K3Q"))


def test_appending_nothing_changes_nothing(store: Store) -> None:
    """An empty decision leaves the case as it is."""
    assert store.run_now(lambda unit: unit.cases.append("7K3Q", 2, (), LATER)) == 2
    assert len(store.read_now(lambda unit: unit.cases.load("7K3Q"))) == 2


@pytest.mark.parametrize("seen", [0, 1, 3])
def test_refuses_who_saw_an_older_case(store: Store, seen: int) -> None:
    """The second of two writers is outpaced, and nothing of theirs is stored."""
    with pytest.raises(Outpaced):
        store.run_now(lambda unit: unit.cases.append("7K3Q", seen, (b"laat", b"later"), LATER))
    assert len(store.read_now(lambda unit: unit.cases.load("7K3Q"))) == 2


def test_an_id_is_given_out_once(store: Store) -> None:
    """A second case cannot take the id of the first."""
    assert store.read_now(lambda unit: unit.cases.exists("7K3Q"))
    assert not store.read_now(lambda unit: unit.cases.exists("9XYZ"))
    with pytest.raises(CaseExists):
        store.run_now(lambda unit: unit.cases.create("7K3Q", LATER, "hash"))


def test_an_erased_id_is_never_given_out_again(store: Store) -> None:
    """An erased case cannot be opened, appended to or made anew."""
    store.run_now(lambda unit: unit.erasure.erase("7K3Q", LATER, "verzoek"))
    assert store.read_now(lambda unit: unit.cases.exists("7K3Q"))
    with pytest.raises(CaseExists):
        store.run_now(lambda unit: unit.cases.create("7K3Q", LATER, "hash"))
    with pytest.raises(Erased):
        store.read_now(lambda unit: unit.cases.load("7K3Q"))
    with pytest.raises(Erased):
        store.run_now(lambda unit: unit.cases.append("7K3Q", 2, (b"drie",), LATER))


def test_what_was_read_is_closed_by_erasing(store: Store) -> None:
    """Not even the transaction that erases it, and had it open, can read or add to it."""

    def work(unit: UnitOfWork) -> None:
        assert 2 == len(unit.cases.load("7K3Q"))
        unit.erasure.erase("7K3Q", LATER, "verzoek")
        with pytest.raises(Erased):
            unit.cases.load("7K3Q")
        with pytest.raises(Erased):
            unit.cases.append("7K3Q", 2, (b"drie",), LATER)
        with pytest.raises(Erased):
            unit.people.put("7K3Q", "p1", b"wie")

    store.run_now(work)


def test_a_case_that_never_was_is_unknown(store: Store) -> None:
    """Another id opens nothing."""
    with pytest.raises(UnknownCase):
        store.read_now(lambda unit: unit.cases.load("9XYZ"))
    with pytest.raises(UnknownCase):
        store.run_now(lambda unit: unit.cases.append("9XYZ", 0, (b"een",), LATER))


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM events WHERE sequence = 1",
        "UPDATE events SET ciphertext = NULL WHERE sequence = 2",
        "UPDATE events SET ciphertext = (SELECT ciphertext FROM events WHERE sequence = 1)",
    ],
)
def test_a_case_with_damage_does_not_open(store: Store, damage: str) -> None:
    """A case is shown whole or not at all."""
    store.run_now(lambda unit: unit.connection.exec_driver_sql(damage).close())
    with pytest.raises(Damaged):
        store.read_now(lambda unit: unit.cases.load("7K3Q"))


def test_a_wrapped_key_of_another_case_does_not_open(store: Store) -> None:
    """The key of one case cannot be put in the place of another's."""
    store.run_now(lambda unit: unit.cases.create("9XYZ", MONDAY, "hash"))
    copy = (
        "UPDATE case_keys SET wrapped = (SELECT wrapped FROM case_keys WHERE case_id = '7K3Q')"
        " WHERE case_id = '9XYZ'"
    )
    store.run_now(lambda unit: unit.connection.exec_driver_sql(copy).close())
    with pytest.raises(Damaged):
        store.read_now(lambda unit: unit.cases.load("9XYZ"))
