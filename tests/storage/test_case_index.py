"""The plain index of the cases."""

from datetime import timedelta

import pytest

from storage.case_index import IndexRow
from storage.errors import UnknownCase
from storage.units_of_work import Store
from tests.storage.conftest import MONDAY

TUESDAY = MONDAY + timedelta(days=1)
OPEN = IndexRow("7K3Q", "lopend", "stap-1", "hash", TUESDAY)
ENDED = IndexRow("9XYZ", "gesloten", "stap-2", "hash", TUESDAY, ended_at=TUESDAY, held=True)


@pytest.fixture(autouse=True)
def cases(store: Store) -> None:
    """Two cases."""
    store.run_now(lambda unit: unit.cases.create("9XYZ", MONDAY, "hash"))
    store.run_now(lambda unit: unit.cases.create("7K3Q", MONDAY, "hash"))


def test_a_new_case_is_open_and_says_nothing_yet(store: Store) -> None:
    """State and stage are the rules' words, so they are empty until the rules have spoken."""
    expected = IndexRow("7K3Q", "", "", "hash", MONDAY)
    assert expected == store.read_now(lambda unit: unit.index.get("7K3Q"))


def test_gives_what_was_saved(store: Store) -> None:
    """All cases by id, the open ones, and one."""
    store.run_now(lambda unit: unit.index.save(ENDED))
    store.run_now(lambda unit: unit.index.save(OPEN))
    store.run_now(lambda unit: unit.index.hold("9XYZ", held=True))
    assert (OPEN, ENDED) == store.read_now(lambda unit: unit.index.all())
    assert (OPEN,) == store.read_now(lambda unit: unit.index.open())
    assert ENDED == store.read_now(lambda unit: unit.index.get("9XYZ"))
    assert store.read_now(lambda unit: unit.index.get("0000")) is None


def test_a_hold_stays_whatever_happens_in_the_case(store: Store) -> None:
    """Only who holds it lets it go."""
    store.run_now(lambda unit: unit.index.hold("7K3Q", held=True))
    store.run_now(lambda unit: unit.index.save(OPEN))
    assert [True] == [one.held for one in store.read_now(lambda unit: unit.index.open())][:1]
    store.run_now(lambda unit: unit.index.hold("7K3Q", held=False))
    assert OPEN == store.read_now(lambda unit: unit.index.get("7K3Q"))


def test_a_case_that_was_never_made_is_not_saved(store: Store) -> None:
    """The index never knows a case that has no key."""
    with pytest.raises(UnknownCase):
        store.run_now(lambda unit: unit.index.save(IndexRow("0000", "", "", "hash", MONDAY)))
    with pytest.raises(UnknownCase):
        store.run_now(lambda unit: unit.index.hold("0000", held=True))
