"""Sends what the outbox holds: card by card, in order per thread, threads side by side.

Rules this file keeps (reliability §4):

- A card is rendered when it is sent, from the melding as it is then; nothing rendered is stored
  but a digest, so that a card that would look the same is not sent again.
- "Not sent" is tried again; "maybe" is sent once more at most, for both copies lead to one event.
- Whoever cannot be reached is reported to the antipestcoördinator: who and which melding, not what.
- A row that cannot be rendered is dead at once and holds up nobody else.
"""

from __future__ import annotations

import asyncio
import datetime
import hashlib
from collections.abc import Awaitable, Callable

import msgspec

from bot.accounts import Accounts
from bot.case_service import CaseService, OpenCase
from bot.clock import Clock, jitter
from bot.logs import log
from bot.retry_policy import MOST_DOUBTS, is_hopeless, wait_after
from flows.cards import Card
from flows.ports import Gone, MaybeSent, NotSent, Placed, Surface, Unreachable, Who
from flows.school import ANTIPEST, LAST_RESORT, Slot
from flows.views.cards import card_for
from flows.views.scene import Scene
from storage.outbox import Delivery
from storage.sent_cards import SentCard
from storage.units_of_work import Store, UnitOfWork

ROOT = "root"
SLICE = 50

UNREACHABLE = "onbereikbaar"

SchoolCard = Callable[[str], Card]
"""Makes a card that belongs to the school and not to one melding, by its key."""


def digest_of(card: Card) -> str:
    """Gives a short text that is the same for cards that look the same."""
    return hashlib.sha256(msgspec.json.encode(card)).hexdigest()


class Delivering:
    """Takes rows from the outbox and puts their cards where they belong."""

    def __init__(
        self,
        store: Store,
        cases: CaseService,
        accounts: Accounts,
        clock: Clock,
        *,
        badge: str = "",
        school_card: SchoolCard,
    ) -> None:
        self._store = store
        self._cases = cases
        self._accounts = accounts
        self._clock = clock
        self._badge = badge
        self._school_card = school_card
        self._busy = asyncio.Lock()

    async def recover(self) -> int:
        """On start: what was in flight when the program stopped may or may not have arrived."""
        now = self._clock.now()
        return await self._store.run(lambda unit: unit.outbox.recover(now), named="recover")

    async def drain(self) -> None:
        """Sends everything that is due now, until nothing is left that can go."""
        async with self._busy:
            while claimed := await self._claim():
                looks = {
                    case_id: asyncio.ensure_future(self._cases.look(case_id))
                    for case_id in {row.case_id for row in claimed}
                }
                await asyncio.gather(*(self._deliver(row, looks[row.case_id]) for row in claimed))

    async def next_due(self) -> datetime.datetime | None:
        """Gives when the next row may go."""
        return await self._store.read(lambda unit: unit.outbox.next_due())

    async def _claim(self) -> tuple[Delivery, ...]:
        now = self._clock.now()
        if not await self._store.read(lambda unit: _is_due(unit, now)):
            return ()
        return await self._store.run(lambda unit: unit.outbox.claim(now, SLICE), named="claim")

    async def _deliver(self, row: Delivery, look: Awaitable[OpenCase | None]) -> None:
        """Delivers one row; whatever happens, the row leaves `sending`."""
        try:
            await self._try(row, await look)
        except NotSent as failed:
            await self._later(row, failed.code, failed.retry_after)
        except MaybeSent as doubtful:
            await self._doubt(row, doubtful.code)
        except Unreachable as failed:
            await self._give_up(row, failed.code)
        except Exception as failed:  # noqa: BLE001 - one bad row holds up nobody else
            log.error("delivery_failed", delivery_id=row.id, error=type(failed).__name__)
            await self._give_up(row, "rendering_failed")

    async def _try(self, row: Delivery, opened: OpenCase | None) -> None:
        if row.case_id and opened is None:
            await self._give_up(row, "gone")
            return
        card = self._render(opened, row) if opened else self._school_card(row.card_key)
        place = self._accounts.whereabouts(row.staff_id)
        if place is None:
            raise Unreachable("recipient_unknown")
        thread = await self._store.read(
            lambda unit: unit.cards.in_thread(row.case_id, row.staff_id)
        )
        has = {shown.card_key: shown for shown in thread}
        shown = has.get(row.card_key)
        if shown is not None and shown.digest == digest_of(card):
            await self._note(row, None)
        elif shown is not None:
            await self._replace(row, shown, card, place)
        elif row.kind == "send" and card.tone != "withdrawn":
            under = has[ROOT].thread_id if ROOT in has else ""
            await self._post(row, under, card, place)
        else:
            await self._note(row, None)

    def _render(self, opened: OpenCase, row: Delivery) -> Card:
        scene = Scene(
            reader=opened.reader(row.staff_id, self._clock.now()),
            wording=opened.shelved.wording,
            badge=self._badge,
        )
        return card_for(scene, row.card_key)

    async def _post(
        self, row: Delivery, under: str, card: Card, place: tuple[Surface, Who]
    ) -> None:
        """Posts a card in its thread; when somebody removed the thread, on its own."""
        surface, who = place
        try:
            placed = await surface.post(who, card, under, row.id)
        except Gone:
            placed = await surface.post(who, card, "", row.id)
        await self._note(row, _sent(row, placed, card))

    async def _replace(
        self, row: Delivery, shown: SentCard, card: Card, place: tuple[Surface, Who]
    ) -> None:
        """Replaces a card; when somebody removed it, posts it again."""
        surface, who = place
        placed = Placed(shown.message_id, shown.thread_id)
        try:
            await surface.replace(who, placed, card)
        except Gone:
            under = "" if row.card_key == ROOT else shown.thread_id
            await self._post(row, under, card, place)
            return
        await self._note(row, _sent(row, placed, card))

    async def _note(self, row: Delivery, card: SentCard | None) -> None:
        """Writes down that a row is done, and what stands where."""
        now = self._clock.now()

        def work(unit: UnitOfWork) -> None:
            in_flight = unit.outbox.sent(row.id, card.message_id if card else "", now)
            if card is not None and in_flight:
                unit.cards.put(card)

        await self._store.run(work, named="sent")

    async def _later(self, row: Delivery, code: str, retry_after: float | None) -> None:
        now = self._clock.now()
        if is_hopeless(row.first_tried_at, now):
            await self._give_up(row, "too_late")
            return
        due = now + wait_after(row.attempts, retry_after, jitter())
        await self._store.run(
            lambda unit: unit.outbox.not_sent(row.id, due, code), named="not sent"
        )

    async def _doubt(self, row: Delivery, code: str) -> None:
        """Tries a doubtful row again: an update is harmless, a post goes once more at most."""
        now = self._clock.now()
        if row.kind == "send" and row.doubts >= MOST_DOUBTS:
            await self._give_up(row, code)
            return
        due = now + wait_after(row.attempts, None, jitter())
        await self._store.run(lambda unit: unit.outbox.maybe(row.id, due, code), named="maybe")

    async def _give_up(self, row: Delivery, code: str) -> None:
        now = self._clock.now()
        await self._store.run(lambda unit: self._end(unit, row, code, now), named="give up")
        log.warning("delivery_given_up", delivery_id=row.id, code=code)

    def _end(self, unit: UnitOfWork, row: Delivery, code: str, now: datetime.datetime) -> None:
        """Gives a row up and, for a card that did not come, tells the next who answers for it."""
        in_flight = unit.outbox.give_up(row.id, now, code)
        opened = self._cases.load(unit, row.case_id) if row.case_id else None
        if not in_flight or opened is None or row.kind != "send":
            return
        key = row.card_key
        if not key.startswith(UNREACHABLE):
            key = f"{UNREACHABLE}/{row.staff_id}"
        for role in (ANTIPEST, LAST_RESORT):
            people = opened.people_for(Slot(role), now)
            others = [person for person in people if person != row.staff_id]
            rows = [
                Delivery(
                    id=f"{row.id}:{place}",
                    case_id=row.case_id,
                    staff_id=person,
                    card_key=key,
                    kind="send",
                    created_at=now,
                    not_before=now,
                )
                for place, person in enumerate(others)
                if unit.cards.get(row.case_id, person, key) is None
                and not unit.outbox.is_pending(row.case_id, person, key)
            ]
            unit.outbox.add(rows)
            if others:
                return


def _is_due(unit: UnitOfWork, now: datetime.datetime) -> bool:
    due = unit.outbox.next_due()
    return due is not None and due <= now


def _sent(row: Delivery, placed: Placed, card: Card) -> SentCard:
    return SentCard(
        case_id=row.case_id,
        staff_id=row.staff_id,
        card_key=row.card_key,
        message_id=placed.message_id,
        thread_id=placed.thread_id,
        digest=digest_of(card),
    )
