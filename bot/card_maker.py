"""Makes cards as somebody may see them now: those that are to be sent, and those that stand."""

from __future__ import annotations

from collections.abc import Callable

from bot.case_service import CaseService
from bot.clock import Clock
from bot.logs import log
from bot.open_case import OpenCase
from flows.cards import Card
from flows.staff_channel import CHANNEL
from flows.views.cards import card_for
from flows.views.channel_cards import channel_card, merged_channel_card
from flows.views.merged_cards import merged_card
from flows.views.repeated_card import repeated_card
from flows.views.scene import Scene
from flows.wording import Wording
from storage.errors import Damaged, WrongKey
from storage.sent_cards import SentCard
from storage.units_of_work import UnitOfWork

SchoolCard = Callable[[UnitOfWork, str, str], Card]
"""Makes a card that belongs to the school and not to one melding, for a person and by its key."""


class CardMaker:
    """Makes cards; a card that belongs to the school is made by `school_card`."""

    def __init__(
        self,
        cases: CaseService,
        clock: Clock,
        *,
        badge: str,
        school_card: SchoolCard,
        wording: Callable[[], Wording],
    ) -> None:
        self._cases = cases
        self._clock = clock
        self._badge = badge
        self._wording = wording
        """Gives the words of the school as they are now."""
        self.of_school = school_card

    def opened(self, unit: UnitOfWork, case_id: str) -> OpenCase | None:
        """Loads a melding, or the one into which it went; raises Damaged or WrongKey."""
        opened = self._cases.load(unit, case_id)
        into = unit.merges.into(case_id) if opened is None else None
        return opened if into is None else self._cases.load(unit, into)

    def of_case(self, opened: OpenCase, case_id: str, staff_id: str, card_key: str) -> Card:
        """Makes a card that stands, or will stand, under `case_id` with this person or channel."""
        scene = Scene(
            reader=opened.reader(staff_id, self._clock.now()),
            wording=opened.shelved.wording,
            badge=self._badge,
        )
        merged = opened.case.id != case_id
        if staff_id == CHANNEL and merged:
            return merged_channel_card(scene, case_id, card_key)
        if staff_id == CHANNEL:
            return channel_card(scene, card_key)
        if merged:
            return merged_card(scene, case_id, card_key)
        return card_for(scene, card_key)

    def repeated(self, card: Card, opened: OpenCase | None) -> Card:
        """Marks a card that may already stand there."""
        return repeated_card(card, opened.shelved.wording if opened else self._wording())

    def made_anew(self, unit: UnitOfWork, shown: SentCard) -> Card | None:
        """Makes a card that stands somewhere as it is now; None when that cannot be.

        Then its melding was erased, or cannot be read, or an earlier version sent a card that this
        one does not know.
        """
        if not shown.case_id:
            try:
                return self.of_school(unit, shown.staff_id, shown.card_key)
            except LookupError:
                return None
        try:
            opened = self.opened(unit, shown.case_id)
        except (Damaged, WrongKey):
            log.error("case_unreadable", case_id=shown.case_id)
            return None
        if opened is None:
            return None
        return self.of_case(opened, shown.case_id, shown.staff_id, shown.card_key)
