"""The outbox: what is claimed, when, and what becomes of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import Select, text

from storage import outbox
from storage.outbox import Delivery, Outbox
from storage.units_of_work import Store, UnitOfWork
from tests.storage.conftest import MONDAY

Outcome = Callable[[Outbox, str], bool]

MINUTE = timedelta(minutes=1)
SOON = MONDAY + MINUTE


def delivery(delivery_id: str, *, staff: str = "s1", hold: timedelta = timedelta()) -> Delivery:
    """Gives a delivery in the case that its id names."""
    return Delivery(
        id=delivery_id,
        case_id=delivery_id.partition(":")[0],
        staff_id=staff,
        card_key="root",
        kind="send",
        created_at=MONDAY,
        not_before=MONDAY + hold,
    )


def add(store: Store, *deliveries: Delivery) -> None:
    """Stores deliveries."""
    store.run_now(lambda unit: unit.outbox.add(deliveries))


def claimed(store: Store, *, limit: int = 50, after: timedelta = timedelta()) -> list[str]:
    """Claims what may go some time after Monday nine o'clock; gives the ids."""
    found = store.run_now(lambda unit: unit.outbox.claim(MONDAY + after, limit))
    return [each.id for each in found]


def test_adding_nothing_is_harmless(store: Store) -> None:
    """A decision without cards adds no rows."""
    add(store)
    assert store.read_now(lambda unit: unit.outbox.next_due()) is None
    assert [] == claimed(store)


def test_one_of_a_thread_is_in_flight(store: Store) -> None:
    """A thread goes in order, the next only when the one before is finished."""
    add(store, delivery("7K3Q:1:1"), delivery("7K3Q:2:1"), delivery("7K3Q:3:1"))
    assert ["7K3Q:1:1"] == claimed(store)
    assert [] == claimed(store)
    store.run_now(lambda unit: unit.outbox.sent("7K3Q:1:1", "m1", SOON))
    assert ["7K3Q:2:1"] == claimed(store)
    store.run_now(lambda unit: unit.outbox.give_up("7K3Q:2:1", SOON, "user_disabled"))
    assert ["7K3Q:3:1"] == claimed(store)


def test_threads_go_side_by_side(store: Store) -> None:
    """Another person and another case do not wait."""
    add(store, delivery("7K3Q:1:1"), delivery("7K3Q:1:2", staff="s2"), delivery("9XYZ:1:1"))
    assert ["7K3Q:1:1", "7K3Q:1:2", "9XYZ:1:1"] == claimed(store)


def test_no_more_than_asked_for_are_claimed(store: Store) -> None:
    """A burst goes in slices."""
    add(store, *(delivery(f"{case}:1:1") for case in ("AAAA", "BBBB", "CCCC")))
    assert ["AAAA:1:1", "BBBB:1:1"] == claimed(store, limit=2)
    assert ["CCCC:1:1"] == claimed(store, limit=2)


def test_nobody_is_given_all_the_room(store: Store) -> None:
    """Of one person only so many are claimed, with what is in flight; others get the rest."""
    cases = ("AAAA", "BBBB", "CCCC", "DDDD")
    add(store, *(delivery(f"{case}:1:1") for case in cases))
    add(store, *(delivery(f"{case}:1:2", staff="s2") for case in cases))

    def taken(most: int, **busy: int) -> list[str]:
        found = store.run_now(lambda unit: unit.outbox.claim(MONDAY, most, for_one=2, busy=busy))
        return [each.id for each in found]

    assert ["AAAA:1:1", "BBBB:1:1", "AAAA:1:2", "BBBB:1:2"] == taken(5)
    assert ["CCCC:1:1", "CCCC:1:2", "DDDD:1:2"] == taken(5, s1=1)
    assert [] == taken(5, s1=2)
    assert ["DDDD:1:1"] == taken(5, s1=1)


def test_nothing_goes_before_its_time(store: Store) -> None:
    """A card that waits for the morning waits, and what comes after it in the thread too."""
    add(store, delivery("7K3Q:1:1", hold=MINUTE), delivery("7K3Q:2:1"))
    assert store.read_now(lambda unit: unit.outbox.next_due()) == SOON
    assert [] == claimed(store, after=MINUTE - timedelta(microseconds=1))
    assert ["7K3Q:1:1"] == claimed(store, after=MINUTE)
    assert store.read_now(lambda unit: unit.outbox.next_due()) is None


def test_a_claimed_delivery_is_in_flight(store: Store) -> None:
    """State, attempts and the first try are stored with the claim."""
    add(store, delivery("7K3Q:1:1"))
    (given,) = store.run_now(lambda unit: unit.outbox.claim(SOON))
    stored = store.read_now(lambda unit: unit.outbox.get("7K3Q:1:1"))
    assert given == stored
    assert ("sending", 1, 0, SOON) == (
        given.state,
        given.attempts,
        given.doubts,
        given.first_tried_at,
    )


def test_what_was_not_sent_waits_and_keeps_its_first_try(store: Store) -> None:
    """It is tried again at the moment given, not earlier."""
    add(store, delivery("7K3Q:1:1"))
    claimed(store)
    store.run_now(lambda unit: unit.outbox.not_sent("7K3Q:1:1", SOON, "rate_limited"))
    assert [] == claimed(store)
    assert ["7K3Q:1:1"] == claimed(store, after=MINUTE)
    found = store.read_now(lambda unit: unit.outbox.get("7K3Q:1:1"))
    assert found is not None
    assert (2, MONDAY, "rate_limited") == (found.attempts, found.first_tried_at, found.last_error)


def test_what_may_have_been_sent_is_claimed_with_its_doubt(store: Store) -> None:
    """The sender sees how often it was in doubt and decides."""
    add(store, delivery("7K3Q:1:1"))
    claimed(store)
    store.run_now(lambda unit: unit.outbox.maybe("7K3Q:1:1", SOON, "timed_out"))
    assert 1 == store.read_now(lambda unit: unit.outbox.count("maybe"))
    (again,) = store.run_now(lambda unit: unit.outbox.claim(SOON))
    assert ("sending", 1) == (again.state, again.doubts)


def test_after_a_crash_what_was_in_flight_is_in_doubt(store: Store) -> None:
    """On start each sending becomes maybe, at once, and nothing else changes."""
    add(store, delivery("7K3Q:1:1"), delivery("9XYZ:1:1", hold=MINUTE))
    claimed(store)
    assert 1 == store.run_now(lambda unit: unit.outbox.recover(SOON))
    assert 0 == store.run_now(lambda unit: unit.outbox.recover(SOON))
    found = store.read_now(lambda unit: unit.outbox.get("7K3Q:1:1"))
    assert found is not None
    assert ("maybe", 1, SOON) == (found.state, found.doubts, found.not_before)
    assert 1 == store.read_now(lambda unit: unit.outbox.count("waiting"))


@pytest.mark.parametrize(
    "outcome",
    [
        lambda outbox, id_: outbox.sent(id_, "m1", SOON),
        lambda outbox, id_: outbox.not_sent(id_, SOON, "conflict"),
        lambda outbox, id_: outbox.maybe(id_, SOON, "timed_out"),
        lambda outbox, id_: outbox.give_up(id_, SOON, "forbidden"),
    ],
    ids=["sent", "not_sent", "maybe", "give_up"],
)
def test_an_outcome_counts_once(store: Store, outcome: Outcome) -> None:
    """Only what is in flight has an outcome: not a second time, nor after erasing."""

    def tell(unit: UnitOfWork) -> bool:
        return outcome(unit.outbox, "7K3Q:1:1")

    assert store.run_now(tell) is False
    add(store, delivery("7K3Q:1:1"))
    assert store.run_now(tell) is False
    claimed(store)
    assert store.run_now(tell) is True
    assert store.run_now(tell) is False


def test_an_unknown_error_is_remembered_without_its_text(store: Store) -> None:
    """What a platform answers may hold anything."""
    add(store, delivery("7K3Q:1:1"))
    claimed(store)
    store.run_now(lambda unit: unit.outbox.give_up("7K3Q:1:1", SOON, "no such user: Jan"))
    found = store.read_now(lambda unit: unit.outbox.get("7K3Q:1:1"))
    assert found is not None
    assert "other" == found.last_error


def test_what_takes_too_long_is_stuck(store: Store) -> None:
    """Counted from the first try, or from when it could first go; what is finished never is."""
    add(
        store,
        delivery("AAAA:1:1"),
        delivery("BBBB:1:1"),
        delivery("CCCC:1:1", hold=3 * MINUTE),
        delivery("AAAA:2:1"),
    )
    claimed(store)
    store.run_now(lambda unit: unit.outbox.sent("AAAA:1:1", "m1", SOON))
    store.run_now(lambda unit: unit.outbox.not_sent("BBBB:1:1", SOON + 9 * MINUTE, "conflict"))
    found = store.read_now(lambda unit: unit.outbox.stuck(MONDAY + 2 * MINUTE, 2 * MINUTE))
    assert {"AAAA:2:1", "BBBB:1:1"} == {each.id for each in found}
    assert () == store.read_now(lambda unit: unit.outbox.stuck(SOON, 2 * MINUTE))


def test_update_passes_a_card_held_for_the_morning(store: Store) -> None:
    """What is shown stays true at night; the new card waits, and never do both go at one time."""
    held = delivery("7K3Q:1:0", hold=timedelta(hours=9))
    update = replace(delivery("7K3Q:2:0"), kind="update", card_key="opgepakt")
    add(store, held, update)

    assert MONDAY == store.read_now(lambda unit: unit.outbox.next_due())
    assert ["7K3Q:2:0"] == claimed(store)
    assert [] == claimed(store, after=timedelta(hours=10))


def test_update_waits_for_a_new_card_that_can_go(store: Store) -> None:
    """By day a thread goes in order, whatever the kinds."""
    add(store, delivery("7K3Q:1:0"), replace(delivery("7K3Q:2:0"), kind="update"))

    assert ["7K3Q:1:0"] == claimed(store)


def test_deliveries_that_arrive_together_are_noted_together(store: Store) -> None:
    """Each counts once, and what is not in flight is told apart."""
    add(store, delivery("AAAA:1:1"), delivery("BBBB:1:1"), delivery("CCCC:1:1", hold=MINUTE))
    claimed(store)
    arrived = (outbox.Arrival("AAAA:1:1", "m1"), outbox.Arrival("CCCC:1:1", "m2"))
    noted = store.run_now(lambda unit: unit.outbox.all_sent(arrived, SOON))
    assert {"AAAA:1:1"} == noted
    assert frozenset() == store.run_now(lambda unit: unit.outbox.all_sent(arrived, SOON))
    rows = store.read_now(lambda unit: [unit.outbox.get(one) for one in ("BBBB:1:1", "CCCC:1:1")])
    assert ["sending", "waiting"] == [row.state for row in rows if row is not None]


def test_what_is_in_flight_is_not_ready(store: Store) -> None:
    """What a case still has to send is found, but for what is being sent."""
    add(store, delivery("7K3Q:1:1"), delivery("7K3Q:2:1"), delivery("9XYZ:1:1", hold=MINUTE))
    claimed(store)
    ready = store.read_now(lambda unit: unit.outbox.ready_of("7K3Q"))
    assert ["7K3Q:2:1"] == [each.id for each in ready]


@pytest.mark.parametrize(
    "statement",
    [
        outbox.CLAIMABLE.params(now=SOON, most=50, full=["bram"]),
        outbox.NEXT_DUE,
        outbox.READY_OF_CASE.params(case="7K3Q"),
        outbox.IN_FLIGHT,
        outbox.STUCK.params(since=SOON),
    ],
)
def test_what_was_sent_before_costs_nothing(store: Store, statement: Select[Any]) -> None:
    """Each question about what is to be sent is answered from the index on what is unfinished."""

    def plan(unit: UnitOfWork) -> list[str]:
        asked = statement.compile(unit.connection, compile_kwargs={"literal_binds": True})
        steps = unit.connection.execute(text(f"EXPLAIN QUERY PLAN {asked}"))
        return [step.detail for step in steps if step.detail.startswith(("SCAN", "SEARCH"))]

    steps = store.read_now(plan)
    assert steps
    assert [] == [step for step in steps if "USING INDEX ix_outbox_unfinished" not in step]
