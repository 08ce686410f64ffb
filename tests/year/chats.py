"""The chats of a whole school in memory: who has which card now, and all that was ever sent."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection

import msgspec

from flows.cards import Card
from flows.ports import Placed, Unreachable, Who

CALLS = ("action", "urgent")
"""Tones of cards that ask for something."""


class Post(msgspec.Struct, frozen=True):
    """A card that rang: a new message, not a new version of an old one."""

    person: str
    key: str
    case_id: str
    at: datetime.datetime


class Chats:
    """A place to put cards (`flows.ports.Surface`)."""

    platform = "playground"

    def __init__(
        self, now: Callable[[], datetime.datetime], unreachable: Collection[str] = ()
    ) -> None:
        self._now = now
        self._unreachable = unreachable
        self._cards: dict[str, dict[str, Card]] = defaultdict(dict)
        self._asking: dict[str, dict[str, Card]] = defaultdict(dict)
        self.posts: list[Post] = []
        self.versions = 0
        """How many cards were posted or replaced."""
        self.bytes = bytearray()
        """Everything that was put in a chat, as it travels."""
        self.arrived: Callable[[str, Card], None] = lambda _, __: None
        """Is told of each card that rang."""

    async def post(self, who: Who, card: Card, thread_id: str, delivery_id: str) -> Placed:
        """Posts a card; raises `Unreachable` for somebody without an account."""
        if who.id in self._unreachable:
            raise Unreachable("recipient_unknown")
        message_id = f"m{self.versions}"
        self._put(who.id, message_id, card)
        case_id = delivery_id.partition(":")[0]
        self.posts.append(Post(who.id, card.key, case_id, self._now()))
        self.arrived(who.id, card)
        return Placed(message_id, thread_id or message_id)

    async def replace(self, who: Who, placed: Placed, card: Card) -> None:
        """Puts a new version of a card in the place of the old one."""
        self._put(who.id, placed.message_id, card)
        if card.tone in CALLS:
            self.arrived(who.id, card)

    def _put(self, person: str, message_id: str, card: Card) -> None:
        self.versions += 1
        self.bytes += msgspec.json.encode(card)
        self._cards[person][message_id] = card
        if card.tone in CALLS and card.buttons:
            self._asking[person][message_id] = card
        else:
            self._asking[person].pop(message_id, None)

    def cards(self, person: str) -> tuple[Card, ...]:
        """Gives every card in somebody's chat as it is now, oldest first."""
        return tuple(self._cards[person].values())

    def asking(self, person: str) -> tuple[str, ...]:
        """Gives the messages that ask something of somebody now."""
        return tuple(self._asking[person])

    def still_asks(self, person: str, message_id: str) -> Card | None:
        """Gives a card that asks something, or None when it does so no more."""
        return self._asking[person].get(message_id)

    def everybody_asked(self) -> dict[str, tuple[tuple[str, Card], ...]]:
        """Gives whoever is asked something now, with the messages."""
        return {person: tuple(cards.items()) for person, cards in self._asking.items() if cards}
