"""How the call for a card ended, and what is written down of it.

Answers that came in together are written down in one commit, and what is claimed next goes along.
Whoever cannot be reached is reported to the antipestcoördinator: who and which melding, not what.
When nobody with that role hears it, the last resort does; when nobody there does either, it ends.
"""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Callable, Sequence

import msgspec

from bot.case_service import CaseService
from bot.clock import Clock, jitter
from bot.logs import log
from bot.open_case import OpenCase
from bot.retry_policy import is_hopeless, wait_after, wait_in_doubt
from flows.permissions import Reader, stance_of
from flows.school import ANTIPEST, LAST_RESORT, Slot
from storage.errors import Damaged, WrongKey
from storage.outbox import Arrival, Delivery
from storage.sent_cards import SentCard
from storage.units_of_work import Store, UnitOfWork

UNREACHABLE = "onbereikbaar"

Write = Callable[[UnitOfWork], object]
Claim = Callable[[UnitOfWork], tuple[Delivery, ...]]
"""Takes the next rows from the outbox."""


class Ending(msgspec.Struct, frozen=True):
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


class Endings:
    """Decides what follows from an outcome, and writes it down."""

    def __init__(self, store: Store, cases: CaseService, clock: Clock) -> None:
        self._store = store
        self._cases = cases
        self._clock = clock

    def broken(self, row: Delivery, failed: Exception) -> Ending:
        """Gives up a row that cannot be rendered, or that nobody could write down."""
        log.error("delivery_failed", delivery_id=row.id, error=type(failed).__name__)
        return self.given_up(row, "rendering_failed")

    def later(self, row: Delivery, code: str, retry_after: float | None) -> Ending:
        """Tries a row that was surely not sent again, for about a school day."""
        now = self._clock.now()
        if is_hopeless(row.first_tried_at, now):
            return self.given_up(row, "too_late")
        due = now + wait_after(row.attempts, retry_after, jitter())
        return Ending(row, failure=lambda unit: unit.outbox.not_sent(row.id, due, code))

    def doubt(self, row: Delivery, code: str) -> Ending:
        """Tries a doubtful row again: an update is harmless, and a post bears a mark then."""
        due = self._clock.now() + wait_in_doubt(row.doubts, jitter())
        return Ending(row, failure=lambda unit: unit.outbox.maybe(row.id, due, code))

    def given_up(self, row: Delivery, code: str) -> Ending:
        """Tries a row no more."""
        now = self._clock.now()
        return Ending(row, failure=lambda unit: self._end(unit, row, code, now), given_up=code)

    async def settle(self, endings: Sequence[Ending], claim: Claim | None) -> tuple[Delivery, ...]:
        """Writes down how rows ended, and claims and gives the next ones in the same commit."""
        if not endings:
            return await self._store.run(claim, named="claim") if claim is not None else ()
        try:
            return await self._write_down(endings, claim)
        except Exception:  # noqa: BLE001 - what cannot be stored together may be, one by one
            await self._settle_each(endings)
        return await self.settle((), claim)

    async def _settle_each(self, endings: Sequence[Ending]) -> None:
        """Writes down one by one what could not be written down together."""
        settled = await asyncio.gather(
            *(self._settle_alone(one) for one in endings), return_exceptions=True
        )
        for failed in settled:
            if failed is not None:
                raise failed

    async def _settle_alone(self, one: Ending) -> None:
        try:
            await self._write_down((one,), None)
        except Exception as failed:  # noqa: BLE001 - one bad row holds up nobody else
            await self._write_down((self.broken(one.row, failed),), None)

    async def _write_down(
        self, endings: Sequence[Ending], claim: Claim | None
    ) -> tuple[Delivery, ...]:
        now = self._clock.now()

        def work(unit: UnitOfWork) -> tuple[Delivery, ...]:
            _store(unit, endings, now)
            return claim(unit) if claim is not None else ()

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

        def hears(person: str) -> bool:
            has_it = unit.cards.get(row.case_id, person, key) is not None
            return has_it or unit.outbox.is_pending(row.case_id, person, key)

        told = _next_told(opened, row, key, now, hears)
        unit.outbox.add(
            [
                Delivery(
                    id=f"{row.id}:{place}",
                    case_id=row.case_id,
                    staff_id=person,
                    card_key=key,
                    kind="send",
                    created_at=now,
                    not_before=now,
                )
                for place, person in enumerate(told)
                if not hears(person)
            ]
        )


def _next_told(
    opened: OpenCase,
    row: Delivery,
    key: str,
    now: datetime.datetime,
    hears: Callable[[str], bool],
) -> tuple[str, ...]:
    """Gives who is told that a row did not arrive, by the card with this key.

    Each step goes on to another role, never back: two who both have no account would otherwise be
    told of each other without end.
    """
    coordinators, last = (opened.people_for(Slot(role), now) for role in (ANTIPEST, LAST_RESORT))
    if row.card_key != key or row.staff_id not in {*coordinators, *last}:
        others = tuple(one for one in coordinators if one != row.staff_id)
        if others:
            return others
    elif row.staff_id not in coordinators or any(map(hears, coordinators)):
        return ()
    known = {*coordinators, row.staff_id, key.removeprefix(f"{UNREACHABLE}/")}
    return tuple(one for one in last if one not in known)


def _only_reported(reader: Reader) -> bool:
    """Says whether somebody has no other part than the report: then no message names them."""
    return stance_of(reader).ways == frozenset({"reporter"})


def _store(unit: UnitOfWork, endings: Sequence[Ending], now: datetime.datetime) -> None:
    arrived = [one for one in endings if one.failure is None]
    noted = unit.outbox.all_sent([one.arrival for one in arrived], now) if arrived else ()
    unit.cards.put_all([one.card for one in arrived if one.card and one.row.id in noted])
    for one in endings:
        if one.failure is not None:
            one.failure(unit)
