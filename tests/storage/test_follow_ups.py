"""Follow-ups: when they come due, and that each is done once."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from storage.follow_ups import FollowUp
from storage.units_of_work import Store
from tests.storage.conftest import MONDAY

HOUR = timedelta(hours=1)
EVALUATION = FollowUp("7K3Q", "evaluatie", MONDAY + 2 * HOUR, "1 schoolweek", "coach p1", MONDAY)
REMINDER = FollowUp("7K3Q", "herinnering", MONDAY + HOUR, "2 schooldagen", "coach p1", MONDAY)
DIGEST = FollowUp("", "overzicht", MONDAY + HOUR, "elke maandag", "antipest", MONDAY)


@pytest.fixture(autouse=True)
def started(store: Store) -> None:
    """Two follow-ups of a case and one of the school."""
    store.run_now(lambda unit: unit.follow_ups.start(EVALUATION))
    store.run_now(lambda unit: unit.follow_ups.start(REMINDER))
    store.run_now(lambda unit: unit.follow_ups.start(DIGEST))


def test_comes_due_at_its_moment(store: Store) -> None:
    """Not a microsecond earlier, the oldest first, and no more than asked for."""
    early = MONDAY + HOUR - timedelta(microseconds=1)
    assert () == store.read_now(lambda unit: unit.follow_ups.due(early))
    assert (REMINDER, DIGEST) == store.read_now(lambda unit: unit.follow_ups.due(MONDAY + HOUR))
    late = MONDAY + timedelta(days=400)
    assert (REMINDER, DIGEST, EVALUATION) == store.read_now(lambda unit: unit.follow_ups.due(late))
    assert (REMINDER,) == store.read_now(lambda unit: unit.follow_ups.due(late, 1))


def test_is_done_once(store: Store) -> None:
    """The second to carry it out is told that it is done."""
    assert store.run_now(lambda unit: unit.follow_ups.done("7K3Q", "herinnering")) is True
    assert store.run_now(lambda unit: unit.follow_ups.done("7K3Q", "herinnering")) is False
    assert (EVALUATION,) == store.read_now(lambda unit: unit.follow_ups.of("7K3Q"))


def test_a_new_one_takes_the_place_of_the_same_key(store: Store) -> None:
    """Of one key in one case one is open, also when it is started again after it was done."""
    later = replace(EVALUATION, due_at=MONDAY + 5 * HOUR)
    store.run_now(lambda unit: unit.follow_ups.start(later))
    assert (REMINDER, later) == store.read_now(lambda unit: unit.follow_ups.of("7K3Q"))
    store.run_now(lambda unit: unit.follow_ups.done("7K3Q", "evaluatie"))
    store.run_now(lambda unit: unit.follow_ups.start(EVALUATION))
    assert (REMINDER, EVALUATION) == store.read_now(lambda unit: unit.follow_ups.of("7K3Q"))


def test_cancels_what_is_named_in_that_case_only(store: Store) -> None:
    """Other keys and the same key elsewhere stay open; again is harmless."""
    elsewhere = replace(REMINDER, case_id="9XYZ")
    store.run_now(lambda unit: unit.follow_ups.start(elsewhere))
    keys = ("herinnering", "onbekend")
    assert 1 == store.run_now(lambda unit: unit.follow_ups.cancel("7K3Q", keys))
    assert 0 == store.run_now(lambda unit: unit.follow_ups.cancel("7K3Q", keys))
    assert 0 == store.run_now(lambda unit: unit.follow_ups.cancel("7K3Q", ()))
    expected = (DIGEST, elsewhere, EVALUATION)
    assert expected == store.read_now(lambda unit: unit.follow_ups.all_open())


def test_cancels_all_of_a_case(store: Store) -> None:
    """A closed case has no follow-ups; the school's own stay."""
    assert 2 == store.run_now(lambda unit: unit.follow_ups.cancel_all("7K3Q"))
    assert (DIGEST,) == store.read_now(lambda unit: unit.follow_ups.all_open())
    assert 1 == store.read_now(lambda unit: unit.follow_ups.count_open())


def test_tells_when_to_wake_up(store: Store) -> None:
    """The first open one, or nothing at all."""
    assert MONDAY + HOUR == store.read_now(lambda unit: unit.follow_ups.next_due())
    store.run_now(lambda unit: unit.follow_ups.cancel_all("7K3Q"))
    store.run_now(lambda unit: unit.follow_ups.cancel_all(""))
    assert store.read_now(lambda unit: unit.follow_ups.next_due()) is None


def test_finds_what_is_overdue(store: Store) -> None:
    """What should have been done before a moment, and was not."""
    overdue = store.read_now(lambda unit: unit.follow_ups.overdue(MONDAY + 2 * HOUR))
    assert (REMINDER, DIGEST) == overdue


def test_several_are_started_at_once(store: Store) -> None:
    """Each takes the place of its key; of two with the same key the last one counts."""
    later = replace(EVALUATION, due_at=MONDAY + 5 * HOUR)
    latest = replace(EVALUATION, due_at=MONDAY + 9 * HOUR)
    new = replace(REMINDER, key="nieuw")
    store.run_now(lambda unit: unit.follow_ups.start_all((later, new, latest)))
    store.run_now(lambda unit: unit.follow_ups.start_all(()))
    assert {REMINDER, new, latest} == set(store.read_now(lambda unit: unit.follow_ups.of("7K3Q")))
