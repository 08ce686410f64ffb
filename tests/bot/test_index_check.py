"""The index must say of each melding what its events say."""

from __future__ import annotations

import asyncio

import pytest

from bot.index_check import NO_LIST, NO_STORY, OTHERWISE, index_faults
from flows.commands import Acknowledge
from storage.units_of_work import Store
from storage.verification import Fault
from tests.bot.conftest import CASE, MONDAY, Operator

OTHER = "9F2M"


def changed(store: Store, statement: str) -> None:
    """Changes the database behind the program's back."""
    store.run_now(lambda unit: unit.connection.exec_driver_sql(statement).close())


def faults(store: Store) -> tuple[Fault, ...]:
    """Gives what is wrong."""
    return store.read_now(lambda unit: tuple(index_faults(unit)))


@pytest.fixture
def two(operator: Operator) -> Operator:
    """An installation with two meldingen, of which one was gone on with."""
    operator.reports(CASE)
    operator.reports(OTHER)
    with operator.store() as store:
        installation = operator.installation(store)
        people = store.read_now(installation.directory.people)
        coach = next(iter(people.pupils.values())).coaches[0]
        asyncio.run(installation.cases.handle(CASE, Acknowledge(actor=coach)))
    return operator


def test_nothing_is_wrong(two: Operator) -> None:
    """What the program itself wrote says the same, held or not."""
    with two.store() as store:
        changed(store, "UPDATE cases SET held = 1 WHERE case_id = '7K3Q'")
        assert () == faults(store)
    assert 0 == two.gives("verify")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE cases SET ended_at = updated_at WHERE case_id = '7K3Q'",
        "UPDATE cases SET state = 'gesloten' WHERE case_id = '7K3Q'",
        "UPDATE cases SET stage = '9' WHERE case_id = '7K3Q'",
        "UPDATE cases SET protocol_hash = '' WHERE case_id = '7K3Q'",
        "UPDATE cases SET updated_at = updated_at + 1 WHERE case_id = '7K3Q'",
    ],
)
def test_every_change_is_found(
    two: Operator, change: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A melding that was closed, moved or made older in the index is named, and no other."""
    with two.store() as store:
        changed(store, change)
        assert (Fault(CASE, OTHERWISE),) == faults(store)
    assert 1 == two.gives("verify")
    assert f"Melding {CASE}: {OTHERWISE}" in capsys.readouterr().out


def test_what_never_belongs_in_the_index(two: Operator) -> None:
    """A moment that is none is said of the list as a whole."""
    with two.store() as store:
        changed(store, "UPDATE cases SET updated_at = 'gisteren' WHERE case_id = '7K3Q'")
        assert (Fault("", NO_LIST),) == faults(store)
    assert 1 == two.gives("verify")


def test_events_that_are_none(two: Operator) -> None:
    """A melding whose events cannot be replayed is named too."""
    with two.store() as store:
        last = len(store.read_now(lambda unit: unit.cases.load(CASE)))
        store.run_now(lambda unit: unit.cases.append(CASE, last, (b"{}",), MONDAY))
        assert (Fault(CASE, NO_STORY),) == faults(store)
    assert 1 == two.gives("verify")


def test_a_fault_is_told_once(two: Operator, capsys: pytest.CaptureFixture[str]) -> None:
    """A melding that does not open is not named a second time."""
    with two.store() as store:
        changed(store, "UPDATE events SET ciphertext = x'00' WHERE case_id = '7K3Q'")
    assert 1 == two.gives("verify")
    assert NO_STORY not in capsys.readouterr().out
