"""A message a second in each channel, with room for a short burst."""

import pytest

from adapters.pacing import BURST, REMEMBERED, ChannelPace, Holds
from flows.ports import NotSent


class StillClock:
    """A clock that only a sleep moves, and that remembers each sleep."""

    def __init__(self) -> None:
        self.at = 100.0
        self.slept: list[float] = []

    def now(self) -> float:
        """Gives where it stands."""
        return self.at

    async def sleep(self, seconds: float) -> None:
        """Remembers how long somebody has to wait; time stands still."""
        self.slept.append(seconds)


@pytest.fixture
def clock() -> StillClock:
    """Gives a clock that stands still."""
    return StillClock()


async def test_a_burst_is_smoothed(clock: StillClock) -> None:
    """The first few go at once; each one after that a second later than the one before."""
    pace = ChannelPace(clock.now, clock.sleep)
    for _ in range(BURST + 3):
        await pace.turn("D0ONE")
    assert [1.0, 2.0, 3.0] == clock.slept


async def test_another_channel_does_not_wait(clock: StillClock) -> None:
    """Who gets many cards holds up nobody else."""
    pace = ChannelPace(clock.now, clock.sleep)
    for _ in range(BURST + 2):
        await pace.turn("D0ONE")
    clock.slept.clear()
    await pace.turn("D0TWO")
    assert [] == clock.slept


async def test_a_channel_that_was_quiet_takes_a_burst_again(clock: StillClock) -> None:
    """Each quiet second makes room for one message, up to a whole burst."""
    pace = ChannelPace(clock.now, clock.sleep)
    for _ in range(BURST):
        await pace.turn("D0ONE")
    clock.at += 1
    await pace.turn("D0ONE")
    assert [] == clock.slept
    clock.at += 3600
    for _ in range(BURST + 1):
        await pace.turn("D0ONE")
    assert [1.0] == clock.slept


async def test_quiet_channels_are_forgotten(clock: StillClock) -> None:
    """A school with many people does not fill the memory."""
    pace = ChannelPace(clock.now, clock.sleep)
    for number in range(3 * REMEMBERED):
        await pace.turn(f"D{number}")
        clock.at += 0.01
    assert len(pace) <= REMEMBERED


def test_a_hold_is_over_by_itself(clock: StillClock) -> None:
    """Until then it says how long there is still to wait."""
    holds = Holds(clock.now)
    holds.hold("chat.update", 10.0)
    clock.at += 4
    with pytest.raises(NotSent) as held:
        holds.require_free("chat.update", "ratelimited")
    assert 6.0 == held.value.retry_after
    clock.at += 6
    holds.require_free("chat.update", "ratelimited")


def test_a_shorter_wait_does_not_shorten_a_longer_one(clock: StillClock) -> None:
    """Answers come in any order."""
    holds = Holds(clock.now)
    holds.hold("chat.update", 10.0)
    holds.hold("chat.update", 1.0)
    with pytest.raises(NotSent) as held:
        holds.require_free("chat.update", "ratelimited")
    assert 10.0 == held.value.retry_after
