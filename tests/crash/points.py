"""The points at which a program can be killed: each commit and each send, before and after."""

import itertools
import os
import signal
from collections.abc import Callable

from flows.cards import Card
from flows.ports import Placed, Surface, Who

NEVER = 0


def never() -> bool:
    """Puts off no death."""
    return False


class Points:
    """Counts the points that a program passes, and kills it at one of them.

    It lives on past that one for as long as `lives_on` says so.
    """

    def __init__(self, kill_at: int = NEVER, lives_on: Callable[[], bool] = never) -> None:
        self.names: list[str] = []
        self._kill_at = kill_at
        self._lives_on = lives_on
        self._numbers = itertools.count(1)

    def passed(self) -> int:
        """Gives how many points were passed."""
        return len(self.names)

    def __call__(self, name: str) -> None:
        """Passes a point, or dies there as if the power failed."""
        self.names.append(name)
        is_time = next(self._numbers) >= self._kill_at != NEVER
        if is_time and not self._lives_on():
            os.kill(os.getpid(), signal.SIGKILL)


class PointsAround:
    """A surface with a point before and after each call."""

    def __init__(self, surface: Surface, points: Points) -> None:
        self.platform = surface.platform
        self._surface = surface
        self._points = points

    async def post(self, who: Who, card: Card, thread_id: str, delivery_id: str) -> Placed:
        """Posts a card."""
        self._points("before post")
        placed = await self._surface.post(who, card, thread_id, delivery_id)
        self._points("after post")
        return placed

    async def replace(self, who: Who, placed: Placed, card: Card) -> None:
        """Puts a new version of a card in the place of the old one."""
        self._points("before replace")
        await self._surface.replace(who, placed, card)
        self._points("after replace")
