"""The playground as a place to put cards, with the outcomes that Slack and Teams have too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from adapters.playground.chat_store import ChatStore
from flows.cards import Card
from flows.ports import Placed, Unreachable, Who

PLATFORM = "playground"


class PlaygroundSurface:
    """Shows cards in the chat of the playground (`flows.ports.Surface`).

    `notify` is told the id of each person whose chat changed. `now` gives the moment that is
    written at a card.
    """

    platform = PLATFORM

    def __init__(
        self, store: ChatStore, notify: Callable[[str], None], now: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._notify = notify
        self._now = now

    async def post(self, who: Who, card: Card, thread_id: str, delivery_id: str) -> Placed:
        """Posts a card: a root card when `thread_id` is empty, else in that thread.

        Raises `Gone` when that thread is not there, `Unreachable` for somebody of another platform.
        """
        placed = self._store.post(
            _person(who),
            card,
            thread_id=thread_id,
            delivery_id=delivery_id,
            at=self._now(),
        )
        self._notify(who.id)
        return placed

    async def replace(self, who: Who, placed: Placed, card: Card) -> None:
        """Puts a new version of a card in the place of the old one; raises as `post` does."""
        self._store.replace(_person(who), placed, card, at=self._now())
        self._notify(who.id)


def _person(who: Who) -> str:
    if who.platform != PLATFORM:
        raise Unreachable("other_platform")
    return who.id
