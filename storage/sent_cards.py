"""Where each card stands on the platform, so that it can be replaced or withdrawn there."""

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec.structs import asdict
from sqlalchemy import Connection, Select, bindparam, select

from storage import tables

CARDS = tables.sent_cards
IN_CASE = CARDS.c.case_id == bindparam("case")
OF_PERSON = CARDS.c.staff_id == bindparam("person")
WITH_KEY = CARDS.c.card_key == bindparam("card")


class SentCard(msgspec.Struct, frozen=True):
    """One card with one person: the platform's ids of it, and a digest of what it shows."""

    case_id: str
    staff_id: str
    card_key: str
    message_id: str
    thread_id: str
    digest: str
    platform: str = ""
    """On which it stands."""


FIELDS = [CARDS.c[name] for name in SentCard.__struct_fields__]
INSERT = CARDS.insert()
DELETE = CARDS.delete().where(IN_CASE, OF_PERSON, WITH_KEY)
OF_CASE = select(*FIELDS).where(IN_CASE).order_by(CARDS.c.staff_id, CARDS.c.card_key)
OF_KEY = OF_CASE.where(WITH_KEY)
IN_THREAD = OF_CASE.where(OF_PERSON)
ONE = IN_THREAD.where(WITH_KEY)
AT_MESSAGE = select(*FIELDS).where(
    CARDS.c.message_id == bindparam("message"), CARDS.c.platform == bindparam("on"), OF_PERSON
)


class SentCards:
    """The cards that were sent, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, case_id: str, staff_id: str, card_key: str) -> SentCard | None:
        """Gives the card that this person has, or None."""
        found = self._rows(ONE, case=case_id, person=staff_id, card=card_key)
        return found[0] if found else None

    def at(self, platform: str, message_id: str, staff_id: str) -> SentCard | None:
        """Gives the card of this person that stands in a message of a platform, or None."""
        found = self._rows(AT_MESSAGE, message=message_id, on=platform, person=staff_id)
        return found[0] if found else None

    def put(self, card: SentCard) -> None:
        """Stores a card in place of what this person had under its key."""
        self.put_all((card,))

    def put_all(self, cards: Sequence[SentCard]) -> None:
        """Stores cards, as `put` does each; no two of them may be of one person and key."""
        if not cards:
            return
        former = [_named(one.case_id, one.staff_id, one.card_key) for one in cards]
        self._connection.execute(DELETE, former)
        self._connection.execute(INSERT, [asdict(one) for one in cards])

    def of(self, case_id: str, card_key: str) -> tuple[SentCard, ...]:
        """Gives this card of everybody who has it."""
        return self._rows(OF_KEY, case=case_id, card=card_key)

    def in_thread(self, case_id: str, staff_id: str) -> tuple[SentCard, ...]:
        """Gives every card of a case that one person has."""
        return self._rows(IN_THREAD, case=case_id, person=staff_id)

    def of_case(self, case_id: str) -> tuple[SentCard, ...]:
        """Gives every card of a case, whoever has it."""
        return self._rows(OF_CASE, case=case_id)

    def drop(self, case_id: str, staff_id: str, card_key: str) -> None:
        """Forgets a card; again is harmless."""
        self._connection.execute(DELETE, _named(case_id, staff_id, card_key))

    def _rows(self, query: Select[Any], **given: object) -> tuple[SentCard, ...]:
        return tuple(SentCard(*row) for row in self._connection.execute(query, given))


def _named(case_id: str, staff_id: str, card_key: str) -> dict[str, str]:
    return {"case": case_id, "person": staff_id, "card": card_key}
