"""A platform on which cards stand, in memory; a test says for whom nothing arrives."""

import msgspec

from flows.cards import Card
from flows.ports import Gone, Placed, Unreachable, Who


class Standing(msgspec.Struct):
    """A card with somebody."""

    user_id: str
    thread_id: str
    card: Card


class FakeSurface:
    """Puts cards with people (`flows.ports.Surface`)."""

    def __init__(self, platform: str) -> None:
        self.platform = platform
        self.blocked: set[str] = set()
        """Who cannot be reached here."""
        self.messages: dict[str, Standing] = {}

    async def post(self, who: Who, card: Card, thread_id: str, delivery_id: str) -> Placed:
        """Posts a card; its id says on which platform."""
        self._reach(who)
        if thread_id and thread_id not in self.messages:
            raise Gone
        message_id = f"{self.platform}/{len(self.messages) + 1}"
        self.messages[message_id] = Standing(who.id, thread_id or message_id, card)
        return Placed(message_id, thread_id or message_id)

    async def replace(self, who: Who, placed: Placed, card: Card) -> None:
        """Replaces a card."""
        self._reach(who)
        if placed.message_id not in self.messages:
            raise Gone
        self.messages[placed.message_id].card = card

    def keys(self, user_id: str) -> list[str]:
        """Gives the keys of the cards with somebody, oldest first."""
        return [one.card.key for one in self.messages.values() if one.user_id == user_id]

    def message_id(self, user_id: str, key: str) -> str:
        """Gives the one message with somebody in which this card stands."""
        found = [
            message_id
            for message_id, one in self.messages.items()
            if (one.user_id, one.card.key) == (user_id, key)
        ]
        (only,) = found
        return only

    def _reach(self, who: Who) -> None:
        if who.id in self.blocked:
            raise Unreachable("forbidden")
