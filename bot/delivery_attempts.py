"""Tries to put one card where it belongs, and says how that ended.

A card is made when it is sent, from the melding as it is then. One that cannot be made, or whose
melding cannot be read, fails alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import msgspec

from bot.accounts import Accounts
from bot.case_service import CaseService
from bot.clock import Clock
from bot.delivery_endings import Ending, Endings
from bot.open_case import OpenCase
from bot.retry_policy import MOST_DOUBTS
from flows.cards import Card
from flows.ports import Gone, MaybeSent, NotSent, Placed, Surface, Unreachable, Who
from flows.staff_channel import CHANNEL
from flows.views.cards import card_for
from flows.views.channel_cards import channel_card, merged_channel_card
from flows.views.merged_cards import merged_card
from flows.views.repeated_card import repeated_card
from flows.views.scene import Scene
from flows.wording import Wording
from storage.outbox import Delivery
from storage.sent_cards import SentCard
from storage.units_of_work import UnitOfWork

ROOT = "root"

SchoolCard = Callable[[UnitOfWork, str, str], Card]
"""Makes a card that belongs to the school and not to one melding, for a person and by its key."""


class Material(msgspec.Struct, frozen=True):
    """What the cards of some rows are made from, and where such cards stand now."""

    opened: dict[str, OpenCase | Exception | None]
    """Each melding, or why it cannot be read."""
    of_school: dict[str, Card | Exception]
    """By row, each card of the school, or why it cannot be made."""
    shown: dict[tuple[str, str, str], SentCard]
    """By melding, person and card."""


def digest_of(card: Card) -> str:
    """Gives a short text that is the same for cards that look the same."""
    return hashlib.sha256(msgspec.json.encode(card)).hexdigest()


class Attempts:
    """Makes the cards of rows and puts them where they belong; writes nothing down."""

    def __init__(  # noqa: PLR0913 - made once, in bot/wiring.py
        self,
        cases: CaseService,
        accounts: Accounts,
        clock: Clock,
        endings: Endings,
        *,
        badge: str,
        school_card: SchoolCard,
        wording: Callable[[], Wording],
    ) -> None:
        self._cases = cases
        self._accounts = accounts
        self._clock = clock
        self._endings = endings
        self._badge = badge
        self._school_card = school_card
        self._wording = wording
        """Gives the words of the school as they are now."""

    def gathered(self, unit: UnitOfWork, rows: Sequence[Delivery]) -> Material:
        """Loads once what the cards of these rows are made from."""
        case_ids = dict.fromkeys(row.case_id for row in rows)
        shown = [card for case_id in case_ids for card in unit.cards.of_case(case_id)]
        return Material(
            {case_id: self._looked(unit, case_id) for case_id in case_ids if case_id},
            {row.id: self._of_school(unit, row) for row in rows if not row.case_id},
            {(card.case_id, card.staff_id, card.card_key): card for card in shown},
        )

    def _looked(self, unit: UnitOfWork, case_id: str) -> OpenCase | Exception | None:
        """Loads a melding, or the one into which it went.

        One that cannot be read fails its own cards and no others.
        """
        try:
            opened = self._cases.load(unit, case_id)
            into = unit.merges.into(case_id) if opened is None else None
            return opened if into is None else self._cases.load(unit, into)
        except Exception as failed:  # noqa: BLE001 - raised again for each card of this melding
            return failed

    def _of_school(self, unit: UnitOfWork, row: Delivery) -> Card | Exception:
        """Makes a card of the school; one that cannot be made fails only itself."""
        try:
            return self._school_card(unit, row.staff_id, row.card_key)
        except Exception as failed:  # noqa: BLE001 - raised again for this card
            return failed

    async def ending(self, row: Delivery, material: Material) -> Ending:
        """Tries one row and says how that ended; nothing is written down yet."""
        try:
            return await self._try(row, material)
        except NotSent as failed:
            return self._endings.later(row, failed.code, failed.retry_after)
        except MaybeSent as doubtful:
            return self._endings.doubt(row, doubtful.code)
        except Unreachable as failed:
            return self._endings.given_up(row, failed.code)
        except Exception as failed:  # noqa: BLE001 - one bad row holds up nobody else
            return self._endings.broken(row, failed)

    async def _try(self, row: Delivery, material: Material) -> Ending:
        opened = material.opened.get(row.case_id)
        if isinstance(opened, Exception):
            raise opened
        if row.case_id and opened is None:
            return self._endings.given_up(row, "gone")
        card = self._render(opened, row) if opened else material.of_school[row.id]
        if isinstance(card, Exception):
            raise card
        place = await self._accounts.whereabouts(row.staff_id)
        if place is None:
            raise Unreachable("recipient_unknown")
        shown = material.shown.get((row.case_id, row.staff_id, row.card_key))
        root = material.shown.get((row.case_id, row.staff_id, ROOT))
        if shown is not None and shown.digest == digest_of(card):
            return Ending(row)
        if shown is not None:
            return await self._replace(row, shown, card, place)
        if row.kind == "send" and card.tone != "withdrawn":
            if row.doubts > MOST_DOUBTS:
                return self._endings.given_up(row, "in_doubt_too_often")
            under = root.thread_id if root else ""
            return await self._post(row, under, self._marked(row, card, opened), place)
        return Ending(row)

    def _marked(self, row: Delivery, card: Card, opened: OpenCase | None) -> Card:
        """Marks a card that may already stand there."""
        if not row.doubts:
            return card
        return repeated_card(card, opened.shelved.wording if opened else self._wording())

    def _render(self, opened: OpenCase, row: Delivery) -> Card:
        scene = Scene(
            reader=opened.reader(row.staff_id, self._clock.now()),
            wording=opened.shelved.wording,
            badge=self._badge,
        )
        merged = opened.case.id != row.case_id
        if row.staff_id == CHANNEL and merged:
            return merged_channel_card(scene, row.case_id, row.card_key)
        if row.staff_id == CHANNEL:
            return channel_card(scene, row.card_key)
        if merged:
            return merged_card(scene, row.case_id, row.card_key)
        return card_for(scene, row.card_key)

    def _calling(self, card: Card, platform: str) -> Card:
        """Gives a card with the accounts of who is called on in it, as far as they have one."""
        mentions = tuple(
            msgspec.structs.replace(one, account=self._accounts.known_as(platform, one.staff_id))
            for one in card.mentions
        )
        return msgspec.structs.replace(card, mentions=mentions)

    async def _post(
        self, row: Delivery, under: str, card: Card, place: tuple[Surface, Who]
    ) -> Ending:
        """Posts a card in its thread; when somebody removed the thread, on its own."""
        surface, who = place
        calling = self._calling(card, who.platform)
        try:
            placed = await surface.post(who, calling, under, row.id)
        except Gone:
            placed = await surface.post(who, calling, "", row.id)
        return Ending(row, _sent(row, placed, card))

    async def _replace(
        self, row: Delivery, shown: SentCard, card: Card, place: tuple[Surface, Who]
    ) -> Ending:
        """Replaces a card; when somebody removed it, posts it again."""
        surface, who = place
        placed = Placed(shown.message_id, shown.thread_id)
        try:
            await surface.replace(who, placed, self._calling(card, who.platform))
        except Gone:
            under = "" if row.card_key == ROOT else shown.thread_id
            return await self._post(row, under, card, place)
        return Ending(row, _sent(row, placed, card))


def _sent(row: Delivery, placed: Placed, card: Card) -> SentCard:
    return SentCard(
        case_id=row.case_id,
        staff_id=row.staff_id,
        card_key=row.card_key,
        message_id=placed.message_id,
        thread_id=placed.thread_id,
        digest=digest_of(card),
    )
