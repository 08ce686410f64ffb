"""Tells every open page whose chat has changed, so that it can ask for the new one."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

WAITING_AT_MOST = 256
"""Changes kept for a page that does not listen; one more, and it is told to look at all."""

EVERYBODY = ""
"""Stands for a change that concerns every person, such as the clock."""

Listener = asyncio.Queue[str | None]


class Changes:
    """The pages that listen. Carries ids of people only and keeps nothing."""

    def __init__(self) -> None:
        self._listeners: set[Listener] = set()

    def tell(self, person: str) -> None:
        """Lets every page know that something changed for this person."""
        for listener in self._listeners:
            if listener.full():
                _emptied(listener).put_nowait(EVERYBODY)
            else:
                listener.put_nowait(person)

    @contextmanager
    def listening(self) -> Iterator[Listener]:
        """Gives a queue of ids of people; None in it means that the playground stops."""
        listener: Listener = asyncio.Queue(WAITING_AT_MOST)
        self._listeners.add(listener)
        try:
            yield listener
        finally:
            self._listeners.discard(listener)

    def end(self) -> None:
        """Lets every page know that nothing will come any more."""
        for listener in self._listeners:
            _emptied(listener).put_nowait(None)


def _emptied(listener: Listener) -> Listener:
    while not listener.empty():
        listener.get_nowait()
    return listener
