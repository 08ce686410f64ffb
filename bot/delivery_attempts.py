"""Tries to put one card where it belongs, and says how that ended.

A card is made when it is sent, from the melding as it is then. One that cannot be made, or whose
melding cannot be read, fails alone.

Somebody can be on two platforms. A new card goes to the one where they last did something; one that
stands is replaced where it stands.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec

from bot.accounts import NOWHERE, Accounts
from bot.card_maker import CardMaker
from bot.delivery_endings import Ending, Endings
from bot.open_case import OpenCase
from bot.retry_policy import MOST_DOUBTS
from flows.cards import Card
from flows.ports import Gone, MaybeSent, NotSent, Placed, Surface, Unreachable, Who
from storage.outbox import Delivery
from storage.sent_cards import SentCard
from storage.units_of_work import UnitOfWork

ROOT = "root"

ASKS_NOTHING = frozenset({"done", "withdrawn"})
"""Tones of cards that somebody does not miss."""

Threads = Sequence[SentCard | None]
"""Cards of which the thread is the one to post in, the best first."""


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

    def __init__(self, maker: CardMaker, accounts: Accounts, endings: Endings) -> None:
        self._maker = maker
        self._accounts = accounts
        self._endings = endings

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
        """Loads a melding; one that cannot be read fails its own cards and no others."""
        try:
            return self._maker.opened(unit, case_id)
        except Exception as failed:  # noqa: BLE001 - raised again for each card of this melding
            return failed

    def _of_school(self, unit: UnitOfWork, row: Delivery) -> Card | Exception:
        """Makes a card of the school; one that cannot be made fails only itself."""
        try:
            return self._maker.of_school(unit, row.staff_id, row.card_key)
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
        shown = material.shown.get((row.case_id, row.staff_id, row.card_key))
        root = material.shown.get((row.case_id, row.staff_id, ROOT))
        if shown is not None and shown.digest == digest_of(card):
            return Ending(row)
        if shown is not None:
            return await self._replace(row, shown, root, card)
        if row.kind == "send" and card.tone != "withdrawn":
            if row.doubts > MOST_DOUBTS:
                return self._endings.given_up(row, "in_doubt_too_often")
            marked = self._maker.repeated(card, opened) if row.doubts else card
            return await self._post(row, (root,), marked)
        return Ending(row)

    def _render(self, opened: OpenCase, row: Delivery) -> Card:
        return self._maker.of_case(opened, row.case_id, row.staff_id, row.card_key)

    def _calling(self, card: Card, platform: str) -> Card:
        """Gives a card with the accounts of who is called on in it, as far as they have one."""
        mentions = tuple(
            msgspec.structs.replace(one, account=self._accounts.known_as(platform, one.staff_id))
            for one in card.mentions
        )
        return msgspec.structs.replace(card, mentions=mentions)

    async def _post(
        self, row: Delivery, threads: Threads, card: Card, passing: frozenset[str] = NOWHERE
    ) -> Ending:
        """Posts a card where its person is; when nobody is reached there, where they are too."""
        failed: Unreachable | None = None
        while (place := await self._accounts.whereabouts(row.staff_id, passing)) is not None:
            try:
                return await self._posted(row, threads, card, place)
            except Unreachable as unreachable:
                failed = failed or unreachable
                passing |= {place[0].platform}
        raise failed or Unreachable("recipient_unknown")

    async def _replace(
        self, row: Delivery, shown: SentCard, root: SentCard | None, card: Card
    ) -> Ending:
        """Replaces a card where it stands; posts it again when it cannot be found there.

        When it cannot be reached there any more, one that still asks for something is posted where
        its person is now. One that asks nothing is left.
        """
        threads = () if row.card_key == ROOT else (shown, root)
        try:
            placed = await self._replaced(row, shown, card)
        except Gone:
            return await self._post(row, threads, card)
        except Unreachable:
            passing = frozenset({shown.platform})
            if await self._accounts.whereabouts(row.staff_id, passing) is None:
                raise
            if card.tone in ASKS_NOTHING:
                return Ending(row)
            return await self._post(row, threads, card, passing)
        return Ending(row, _sent(row, placed, card, shown.platform))

    async def _replaced(self, row: Delivery, shown: SentCard, card: Card) -> Placed:
        place = await self._accounts.standing(row.staff_id, shown.platform)
        if place is None:
            raise Unreachable("recipient_unknown")
        surface, who = place
        placed = Placed(shown.message_id, shown.thread_id)
        await surface.replace(who, placed, self._calling(card, surface.platform))
        return placed

    async def _posted(
        self, row: Delivery, threads: Threads, card: Card, place: tuple[Surface, Who]
    ) -> Ending:
        """Posts a card in its thread; on its own when somebody removed that, or it is elsewhere."""
        surface, who = place
        here = (one.thread_id for one in threads if one and one.platform == surface.platform)
        calling = self._calling(card, surface.platform)
        try:
            placed = await surface.post(who, calling, next(here, ""), row.id)
        except Gone:
            placed = await surface.post(who, calling, "", row.id)
        return Ending(row, _sent(row, placed, card, surface.platform))


def _sent(row: Delivery, placed: Placed, card: Card, platform: str) -> SentCard:
    return SentCard(
        case_id=row.case_id,
        staff_id=row.staff_id,
        card_key=row.card_key,
        message_id=placed.message_id,
        thread_id=placed.thread_id,
        digest=digest_of(card),
        platform=platform,
    )
