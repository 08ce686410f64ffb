"""How fast a platform is called: a message a second in each place, and nothing while it said wait.

Slack allows about one message a second in a channel with short bursts, Teams seven in a second and
sixty in half a minute in a conversation; both say with 429 and Retry-After for how long to wait.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from flows.ports import NotSent

Now = Callable[[], float]
"""Gives a moment in seconds, of a clock that never goes back."""
Sleep = Callable[[float], Awaitable[object]]

BURST = 3
"""Messages that may follow each other at once in a channel that was quiet."""
INTERVAL = 1.0
"""Seconds between messages in one channel, in the long run."""
REMEMBERED = 1000
"""Channels after which those that have been quiet are forgotten."""


class ChannelPace:
    """Lets each message wait until its channel can take it; channels go side by side."""

    def __init__(self, now: Now, sleep: Sleep) -> None:
        self._now = now
        self._sleep = sleep
        self._free_at: dict[str, float] = {}
        """By channel: when it has been quiet long enough for a whole burst."""

    def __len__(self) -> int:
        """Gives how many channels are remembered."""
        return len(self._free_at)

    async def turn(self, channel: str) -> None:
        """Returns when this message may go; each call takes the next place in its channel."""
        now = self._now()
        free_at = max(self._free_at.get(channel, now), now)
        if len(self) >= REMEMBERED:
            self._free_at = {one: at for one, at in self._free_at.items() if at > now}
        self._free_at[channel] = free_at + INTERVAL
        wait = free_at - now - (BURST - 1) * INTERVAL
        if wait > 0:
            await self._sleep(wait)


class Holds:
    """Remembers what a platform asked to leave alone, and until when."""

    def __init__(self, now: Now) -> None:
        self._now = now
        self._until: dict[str, float] = {}

    def hold(self, method: str, seconds: float) -> None:
        """Leaves a method alone for so long; a shorter wait never shortens a longer one."""
        until = self._now() + seconds
        self._until[method] = max(until, self._until.get(method, until))

    def require_free(self, method: str, code: str) -> None:
        """Raises `NotSent` with what is left of the wait when a method is to be left alone."""
        left = self._until.get(method, 0.0) - self._now()
        if left > 0:
            raise NotSent(code, left)
        self._until.pop(method, None)
