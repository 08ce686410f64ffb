"""What the outbox still holds, and what it gave up."""

from storage.outbox import UNFINISHED
from storage.units_of_work import Store
from tests.practice.twelve import MONDAY


def unfinished(store: Store) -> int:
    """Counts what still has to be sent."""
    return store.read_now(lambda unit: sum(unit.outbox.count(state) for state in UNFINISHED))


def codes(store: Store) -> list[str | None]:
    """Gives why deliveries were given up."""
    given_up = store.read_now(lambda unit: unit.outbox.given_up(MONDAY))
    return [one.last_error for one in given_up]
