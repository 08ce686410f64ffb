"""Where each card stands on the platform, so that it can be replaced or withdrawn there."""

import msgspec
from msgspec.structs import asdict
from sqlalchemy import ColumnElement, Connection, select

from storage import tables

CARDS = tables.sent_cards


class SentCard(msgspec.Struct, frozen=True):
    """One card with one person: the platform's ids of it, and a digest of what it shows."""

    case_id: str
    staff_id: str
    card_key: str
    message_id: str
    thread_id: str
    digest: str


class SentCards:
    """The cards that were sent, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, case_id: str, staff_id: str, card_key: str) -> SentCard | None:
        """Gives the card that this person has, or None."""
        found = self._where(_is(case_id, staff_id, card_key))
        return found[0] if found else None

    def put(self, card: SentCard) -> None:
        """Stores a card in place of what this person had under its key."""
        self.drop(card.case_id, card.staff_id, card.card_key)
        self._connection.execute(CARDS.insert().values(asdict(card)))

    def of(self, case_id: str, card_key: str) -> tuple[SentCard, ...]:
        """Gives this card of everybody who has it."""
        return self._where((CARDS.c.case_id == case_id) & (CARDS.c.card_key == card_key))

    def in_thread(self, case_id: str, staff_id: str) -> tuple[SentCard, ...]:
        """Gives every card of a case that one person has."""
        return self._where((CARDS.c.case_id == case_id) & (CARDS.c.staff_id == staff_id))

    def of_case(self, case_id: str) -> tuple[SentCard, ...]:
        """Gives every card of a case, whoever has it."""
        return self._where(CARDS.c.case_id == case_id)

    def drop(self, case_id: str, staff_id: str, card_key: str) -> None:
        """Forgets a card; again is harmless."""
        self._connection.execute(CARDS.delete().where(_is(case_id, staff_id, card_key)))

    def _where(self, condition: ColumnElement[bool]) -> tuple[SentCard, ...]:
        query = select(CARDS).where(condition).order_by(CARDS.c.staff_id, CARDS.c.card_key)
        rows = self._connection.execute(query).mappings().all()
        return msgspec.convert(rows, tuple[SentCard, ...])


def _is(case_id: str, staff_id: str, card_key: str) -> ColumnElement[bool]:
    return (
        (CARDS.c.case_id == case_id)
        & (CARDS.c.staff_id == staff_id)
        & (CARDS.c.card_key == card_key)
    )
