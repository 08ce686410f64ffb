"""The mark on a card that may already stand there: no answer came to the call before it."""

from __future__ import annotations

import msgspec

from flows.cards import Card
from flows.wording import Wording


def repeated_card(card: Card, wording: Wording) -> Card:
    """Gives the same card, which says that there is only once something to do."""
    said = (card.footnote, wording("misschien-dubbel"))
    return msgspec.structs.replace(card, footnote=" ".join(filter(None, said)))
