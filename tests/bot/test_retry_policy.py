"""How long a delivery waits before it is tried again."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.retry_policy import (
    FIRST_WAIT,
    GIVEN_UP_AFTER,
    LONGEST_WAIT,
    MOST_DOUBTS,
    is_hopeless,
    wait_after,
    wait_in_doubt,
)

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

MOST_JITTER = 1.0
CHANCE = st.floats(min_value=0, max_value=1, exclude_max=True)


def test_each_wait_is_twice_the_one_before() -> None:
    """From a second to a quarter of an hour, and never longer."""
    waits = [wait_after(attempts, None, MOST_JITTER).total_seconds() for attempts in range(12)]
    assert [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900] == waits


@given(attempts=st.integers(0, 10_000), jitter=CHANCE)
def test_chance_takes_off_half_at_most(attempts: int, jitter: float) -> None:
    """Waits are spread, so that not everything is tried again at the same moment."""
    wait = wait_after(attempts, None, jitter)
    longest = wait_after(attempts, None, MOST_JITTER)
    assert longest / 2 <= wait <= longest
    assert FIRST_WAIT / 2 <= wait <= LONGEST_WAIT


@given(attempts=st.integers(0, 30), asked=st.floats(0, 86_400), jitter=CHANCE)
def test_never_sooner_than_the_platform_asks(attempts: int, asked: float, jitter: float) -> None:
    """Retry-After goes before the program's own wait."""
    assert wait_after(attempts, asked, jitter) >= timedelta(seconds=asked)


def test_a_card_in_doubt_outlasts_a_platform_that_is_down() -> None:
    """The waits between its copies are four times the one before, and together most of an hour."""
    waits = [wait_in_doubt(doubts, MOST_JITTER).total_seconds() for doubts in range(MOST_DOUBTS)]
    assert [1, 4, 16, 64, 256, 900, 900, 900] == waits


def test_given_up_after_a_day() -> None:
    """A delivery is hopeless a day after its first try, not before, and never untried."""
    a_moment = timedelta(microseconds=1)
    assert not is_hopeless(None, MONDAY)
    assert not is_hopeless(MONDAY, MONDAY + GIVEN_UP_AFTER - a_moment)
    assert is_hopeless(MONDAY, MONDAY + GIVEN_UP_AFTER)
