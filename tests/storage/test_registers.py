"""Roster and staff: replaced whole, locked row by row."""

import pytest

from storage.errors import Damaged
from storage.units_of_work import Store


def test_gives_what_replaced_the_old_list(store: Store) -> None:
    """The rows come by id, and the version changes at each replacement."""
    assert (0, ()) == store.read_now(lambda unit: (unit.roster.version, unit.roster.all()))
    store.run_now(lambda unit: unit.roster.replace([("b", b"Bo"), ("a", b"An")]))
    assert (1, (b"An", b"Bo")) == store.read_now(
        lambda unit: (unit.roster.version, unit.roster.all())
    )
    store.run_now(lambda unit: unit.roster.replace([("c", b"Cas")]))
    assert (2, (b"Cas",)) == store.read_now(lambda unit: (unit.roster.version, unit.roster.all()))
    store.run_now(lambda unit: unit.roster.replace(()))
    assert (3, ()) == store.read_now(lambda unit: (unit.roster.version, unit.roster.all()))


def test_roster_and_staff_are_two_lists(store: Store) -> None:
    """The same id in both is two people, and each list has its own version."""
    store.run_now(lambda unit: unit.roster.replace([("a", b"leerling")]))
    store.run_now(lambda unit: unit.staff.replace([("a", b"begeleider")]))
    assert (b"leerling",) == store.read_now(lambda unit: unit.roster.all())
    assert (b"begeleider",) == store.read_now(lambda unit: unit.staff.all())
    assert 1 == store.read_now(lambda unit: unit.staff.version)


def test_a_row_opens_only_as_itself(store: Store) -> None:
    """A pupil cannot be copied over another, nor over a member of staff."""
    store.run_now(lambda unit: unit.roster.replace([("a", b"An"), ("b", b"Bo")]))
    copy = "UPDATE roster SET payload = (SELECT payload FROM roster WHERE row_id = 'a')"
    store.run_now(lambda unit: unit.connection.exec_driver_sql(copy).close())
    with pytest.raises(Damaged):
        store.read_now(lambda unit: unit.roster.all())
