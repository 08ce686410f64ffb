"""Sends what the outbox holds: card by card, in order per thread, threads side by side.

Rules this file keeps (reliability §4):

- A card is rendered when it is sent, from the melding as it is then; nothing rendered is stored
  but a digest, so that a card that would look the same is not sent again.
- "Not sent" is tried again; "maybe" is sent once more at most, for both copies lead to one event.
- Answers that came in together are written down in one commit; what is claimed next goes along.
- Whoever cannot be reached is reported to the antipestcoördinator: who and which melding, not what.
- A row that cannot be rendered is dead at once and holds up nobody else.
"""

from __future__ import annotations

import asyncio
import datetime
import hashlib
from collections.abc import Callable, Sequence

import msgspec

from bot.accounts import Accounts
from bot.case_service import CaseService
from bot.clock import Clock, jitter
from bot.logs import log
from bot.open_case import OpenCase
from bot.retry_policy import MOST_DOUBTS, MOST_ENDED, is_hopeless, wait_after
from flows.cards import Card
from flows.permissions import Reader, stance_of
from flows.ports import Gone, MaybeSent, NotSent, Placed, Surface, Unreachable, Who
from flows.school import ANTIPEST, LAST_RESORT, Slot
from flows.views.cards import card_for
from flows.views.merged_cards import merged_card
from flows.views.scene import Scene
from storage.errors import Damaged, WrongKey
from storage.outbox import Arrival, Delivery
from storage.sent_cards import SentCard
from storage.units_of_work import Store, UnitOfWork

ROOT = "root"
SLICE = 50

UNREACHABLE = "onbereikbaar"

Write = Callable[[UnitOfWork], object]

SchoolCard = Callable[[UnitOfWork, str, str], Card]
"""Makes a card that belongs to the school and not to one melding, for a person and by its key."""


class _Material(msgspec.Struct, frozen=True):
    """What the cards of some rows are made from, and where such cards stand now."""

    opened: dict[str, OpenCase | Exception | None]
    """Each melding, or why it cannot be read."""
    of_school: dict[str, Card | Exception]
    """By row, each card of the school, or why it cannot be made."""
    shown: dict[tuple[str, str, str], SentCard]
    """By melding, person and card."""


class _Ending(msgspec.Struct, frozen=True):
    """How the call for a row ended."""

    row: Delivery
    card: SentCard | None = None
    """What stands where since, when a card was posted or replaced."""
    failure: Write | None = None
    """How it is written down that the card did not arrive, or that nobody knows."""
    given_up: str = ""
    """Why there will be no other try."""

    @property
    def arrival(self) -> Arrival:
        """What the outbox is told of a row whose card stands where it should."""
        return Arrival(self.row.id, self.card.message_id if self.card else "")


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
        now = self._clock.now()
        if await self._store.read(lambda unit: something_is_due(unit, now)):
            await self.send()

    async def send(self) -> None:
        """Does what `drain` does, for who knows that something is due."""
        async with self._busy:
            claimed = await self._claim()
            while claimed:
                claimed = await self._deliver(claimed)

    async def next_due(self) -> datetime.datetime | None:
        """Gives when the next row may go."""
        return await self._store.read(lambda unit: unit.outbox.next_due())

    async def _claim(self) -> tuple[Delivery, ...]:
        now = self._clock.now()
        return await self._store.run(lambda unit: unit.outbox.claim(now, SLICE), named="claim")

    async def _deliver(self, rows: tuple[Delivery, ...]) -> tuple[Delivery, ...]:
        """Delivers claimed rows and gives the next ones; whatever happens, all leave `sending`.

        Answers that come while others are written down are written down together, so that a slow
        call keeps no answer in memory and quick ones share a commit.
        """
        material = await self._store.read(lambda unit: self._gathered(unit, rows))
        tasks = [asyncio.ensure_future(self._ending(row, material)) for row in rows]
        following: tuple[Delivery, ...] = ()
        failures: list[Exception] = []
        under_way = set(tasks)
        while under_way:
            done, under_way = await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
            endings = [task.result() for task in tasks if task in done]
            try:
                following = await self._settle(endings, goes_on=not under_way and not failures)
            except Exception as failed:  # noqa: BLE001 - raised when all the others are settled
                failures.append(failed)
        if failures:
            raise failures[0]
        return following

    def _gathered(self, unit: UnitOfWork, rows: tuple[Delivery, ...]) -> _Material:
        """Loads once what the cards of these rows are made from."""
        case_ids = dict.fromkeys(row.case_id for row in rows)
        shown = [card for case_id in case_ids for card in unit.cards.of_case(case_id)]
        return _Material(
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

    async def _ending(self, row: Delivery, material: _Material) -> _Ending:
        """Tries one row and says how that ended; nothing is written down yet."""
        try:
            return await self._try(row, material)
        except NotSent as failed:
            return self._later(row, failed.code, failed.retry_after)
        except MaybeSent as doubtful:
            return self._doubt(row, doubtful.code)
        except Unreachable as failed:
            return self._give_up(row, failed.code)
        except Exception as failed:  # noqa: BLE001 - one bad row holds up nobody else
            return self._broken(row, failed)

    def _broken(self, row: Delivery, failed: Exception) -> _Ending:
        log.error("delivery_failed", delivery_id=row.id, error=type(failed).__name__)
        return self._give_up(row, "rendering_failed")

    async def _try(self, row: Delivery, material: _Material) -> _Ending:
        opened = material.opened.get(row.case_id)
        if isinstance(opened, Exception):
            raise opened
        if row.case_id and opened is None:
            return self._give_up(row, "gone")
        card = self._render(opened, row) if opened else material.of_school[row.id]
        if isinstance(card, Exception):
            raise card
        place = await self._accounts.whereabouts(row.staff_id)
        if place is None:
            raise Unreachable("recipient_unknown")
        shown = material.shown.get((row.case_id, row.staff_id, row.card_key))
        root = material.shown.get((row.case_id, row.staff_id, ROOT))
        if shown is not None and shown.digest == digest_of(card):
            return _Ending(row)
        if shown is not None:
            return await self._replace(row, shown, card, place)
        if row.kind == "send" and card.tone != "withdrawn":
            if row.doubts >= MOST_ENDED:
                return self._give_up(row, "ended_too_often")
            return await self._post(row, root.thread_id if root else "", card, place)
        return _Ending(row)

    def _render(self, opened: OpenCase, row: Delivery) -> Card:
        scene = Scene(
            reader=opened.reader(row.staff_id, self._clock.now()),
            wording=opened.shelved.wording,
            badge=self._badge,
        )
        if opened.case.id != row.case_id:
            return merged_card(scene, row.case_id, row.card_key)
        return card_for(scene, row.card_key)

    async def _post(
        self, row: Delivery, under: str, card: Card, place: tuple[Surface, Who]
    ) -> _Ending:
        """Posts a card in its thread; when somebody removed the thread, on its own."""
        surface, who = place
        try:
            placed = await surface.post(who, card, under, row.id)
        except Gone:
            placed = await surface.post(who, card, "", row.id)
        return _Ending(row, _sent(row, placed, card))

    async def _replace(
        self, row: Delivery, shown: SentCard, card: Card, place: tuple[Surface, Who]
    ) -> _Ending:
        """Replaces a card; when somebody removed it, posts it again."""
        surface, who = place
        placed = Placed(shown.message_id, shown.thread_id)
        try:
            await surface.replace(who, placed, card)
        except Gone:
            under = "" if row.card_key == ROOT else shown.thread_id
            return await self._post(row, under, card, place)
        return _Ending(row, _sent(row, placed, card))

    def _later(self, row: Delivery, code: str, retry_after: float | None) -> _Ending:
        now = self._clock.now()
        if is_hopeless(row.first_tried_at, now):
            return self._give_up(row, "too_late")
        due = now + wait_after(row.attempts, retry_after, jitter())
        return _Ending(row, failure=lambda unit: unit.outbox.not_sent(row.id, due, code))

    def _doubt(self, row: Delivery, code: str) -> _Ending:
        """Tries a doubtful row again: an update is harmless, a post goes once more at most."""
        if row.kind == "send" and row.doubts >= MOST_DOUBTS:
            return self._give_up(row, code)
        due = self._clock.now() + wait_after(row.attempts, None, jitter())
        return _Ending(row, failure=lambda unit: unit.outbox.maybe(row.id, due, code))

    def _give_up(self, row: Delivery, code: str) -> _Ending:
        now = self._clock.now()
        return _Ending(row, failure=lambda unit: self._end(unit, row, code, now), given_up=code)

    async def _settle(
        self, endings: Sequence[_Ending], *, goes_on: bool = False
    ) -> tuple[Delivery, ...]:
        """Writes down how rows ended; with `goes_on` it claims and gives the next ones too."""
        try:
            return await self._write_down(endings, goes_on=goes_on)
        except Exception:  # noqa: BLE001 - what cannot be stored together may be, one by one
            await self._settle_each(endings)
        return await self._claim() if goes_on else ()

    async def _settle_each(self, endings: Sequence[_Ending]) -> None:
        """Writes down one by one what could not be written down together."""
        settled = await asyncio.gather(
            *(self._settle_alone(one) for one in endings), return_exceptions=True
        )
        for failed in settled:
            if failed is not None:
                raise failed

    async def _settle_alone(self, one: _Ending) -> None:
        try:
            await self._write_down((one,))
        except Exception as failed:  # noqa: BLE001 - one bad row holds up nobody else
            await self._write_down((self._broken(one.row, failed),))

    async def _write_down(
        self, endings: Sequence[_Ending], *, goes_on: bool = False
    ) -> tuple[Delivery, ...]:
        now = self._clock.now()

        def work(unit: UnitOfWork) -> tuple[Delivery, ...]:
            _store(unit, endings, now)
            return unit.outbox.claim(now, SLICE) if goes_on else ()

        claimed = await self._store.run(work, named="sent")
        for one in endings:
            if one.given_up:
                log.warning("delivery_given_up", delivery_id=one.row.id, code=one.given_up)
        return claimed

    def _end(self, unit: UnitOfWork, row: Delivery, code: str, now: datetime.datetime) -> None:
        """Gives a row up and, for a card that did not come, tells the next who answers for it."""
        in_flight = unit.outbox.give_up(row.id, now, code)
        if not in_flight or not row.case_id or row.kind != "send":
            return
        try:
            opened = self._cases.load(unit, row.case_id)
        except (Damaged, WrongKey):
            return
        if opened is None or _only_reported(opened.reader(row.staff_id, now)):
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


def _only_reported(reader: Reader) -> bool:
    """Says whether somebody has no other part than the report: then no message names them."""
    return stance_of(reader).ways == frozenset({"reporter"})


def _store(unit: UnitOfWork, endings: Sequence[_Ending], now: datetime.datetime) -> None:
    arrived = [one for one in endings if one.failure is None]
    noted = unit.outbox.all_sent([one.arrival for one in arrived], now) if arrived else ()
    unit.cards.put_all([one.card for one in arrived if one.card and one.row.id in noted])
    for one in endings:
        if one.failure is not None:
            one.failure(unit)


def something_is_due(unit: UnitOfWork, now: datetime.datetime) -> bool:
    """Whether a row may be claimed now; answered without waiting for a writer."""
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
