"""The same request once more, for Teams repeats what it got no answer to, sometimes as a new one.

Rules this file keeps:

- What is still being answered is not begun again: both get the one answer.
- A form or page whose answer may have been lost on its way is answered the same for half a minute.
  Nothing rests on that: a form counts once for the bot as well, and a button that was pressed
  before does nothing.
- A message is answered once. Nobody waits for that answer, so the repeat gets none.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Coroutine
from typing import Any, Generic, TypeVar

from adapters.pacing import Now
from adapters.under_way import UnderWay

LASTS = 30.0
"""Seconds; Teams gives up a request after five, and repeats it twice."""
REMEMBERED = 500
"""Answers at most."""

HEARD_FOR = 900.0
"""Seconds for which a message is known; Teams repeats it after fifteen."""
HEARD = 5000
"""Messages at most."""

Answer = TypeVar("Answer")


class Replays(Generic[Answer]):
    """Answers to requests, those under way and those of just now."""

    def __init__(self, under_way: UnderWay, now: Now) -> None:
        self._under_way = under_way
        self._now = now
        self._begun: dict[str, asyncio.Task[Answer]] = {}
        self._given: OrderedDict[str, tuple[float, Answer]] = OrderedDict()

    def task(self, key: str, work: Coroutine[Any, Any, Answer]) -> asyncio.Task[Answer]:
        """Begins to answer a request, or gives what answers the same one; that is not cancelled."""
        given = self._given.get(key)
        if given is not None and given[0] > self._now():
            work.close()
            return self._under_way.begin(_given(given[1]))
        begun = self._begun.get(key)
        if begun is not None:
            work.close()
            return begun
        task = self._under_way.begin(work)
        self._begun[key] = task
        task.add_done_callback(lambda _: self._begun.pop(key, None))
        return task

    def keep(self, key: str, answer: Answer) -> None:
        """Gives this answer again to the same request, for as long as it may be repeated."""
        now = self._now()
        while self._given and (
            len(self._given) >= REMEMBERED or next(iter(self._given.values()))[0] <= now
        ):
            self._given.popitem(last=False)
        self._given[key] = (now + LASTS, answer)


class Heard:
    """Which messages came in."""

    def __init__(self, now: Now) -> None:
        self._now = now
        self._at: OrderedDict[str, float] = OrderedDict()

    def before(self, key: str) -> bool:
        """Says whether a message came in before; from now on it did."""
        now = self._now()
        while self._at and (
            len(self._at) >= HEARD or next(iter(self._at.values())) <= now - HEARD_FOR
        ):
            self._at.popitem(last=False)
        came_before = key in self._at
        self._at.setdefault(key, now)
        return came_before


async def _given(answer: Answer) -> Answer:
    return answer
