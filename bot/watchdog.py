"""Looks for what should have happened and did not, and mends what it safely can.

Rules this file keeps:

- It only asks and counts: nothing is escalated, answered or closed by it.
- A finding is a code with an id, never what a melding is about.
- A timer that is gone is started again at the moment the melding itself remembers.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Literal

import msgspec

from bot.case_service import CaseService
from bot.clock import Clock
from bot.directory import Directory
from bot.logs import log
from bot.open_case import OpenCase
from flows.cards import Card
from flows.case import Case
from flows.case import FollowUp as Waiting
from flows.school_calendar import SchoolCalendar
from flows.waiting import wanted
from flows.wording import Wording
from storage.errors import StorageError
from storage.follow_ups import FollowUp
from storage.units_of_work import Store, UnitOfWork

Code = Literal[
    "vraag-te-laat",
    "bericht-blijft-hangen",
    "collega-niet-bereikt",
    "niemand-aan-zet",
    "wekker-hersteld",
    "melding-onleesbaar",
    "kalender-eindigt",
]

TEXTS: dict[Code, str] = {
    "vraag-te-laat": "waakhond-vraag-te-laat",
    "bericht-blijft-hangen": "waakhond-bericht-blijft-hangen",
    "collega-niet-bereikt": "waakhond-collega-niet-bereikt",
    "niemand-aan-zet": "waakhond-niemand-aan-zet",
    "wekker-hersteld": "waakhond-wekker-hersteld",
    "melding-onleesbaar": "waakhond-melding-onleesbaar",
    "kalender-eindigt": "waakhond-kalender-eindigt",
}
"""Each finding with the text that tells it, in the order of the card."""

LATE = datetime.timedelta(minutes=15)
"""How long after its moment a follow-up has not fired before that is a finding."""

STUCK = datetime.timedelta(hours=1)
"""How long a card is under way before that is a finding (reliability §4.6)."""

GIVEN_UP_WITHIN = datetime.timedelta(days=1)
"""How long it is told that a colleague was not reached."""

CALENDAR_WARNING = datetime.timedelta(days=120)
CALENDAR_URGENT = datetime.timedelta(days=30)
"""How long before the last known school holiday somebody must add the next."""

CARD_KEY = "waakhond"


class Finding(msgspec.Struct, frozen=True):
    """One thing that should have been otherwise; `case_id` is empty when it is of no melding."""

    code: Code
    case_id: str = ""
    key: str = ""
    """What waits, as an opaque key of the melding, or the id of a delivery."""
    is_urgent: bool = True


class Watchdog:
    """Looks every now and then, and remembers what it found."""

    def __init__(
        self, store: Store, cases: CaseService, directory: Directory, clock: Clock
    ) -> None:
        self._store = store
        self._cases = cases
        self._directory = directory
        self._clock = clock
        self.findings: tuple[Finding, ...] = ()
        self.looked_at: datetime.datetime | None = None

    @property
    def is_alarmed(self) -> bool:
        """Whether something urgent was found."""
        return any(one.is_urgent for one in self.findings)

    async def look(self) -> tuple[Finding, ...]:
        """Looks at everything, starts timers that are gone, and gives what was found."""
        now = self._clock.now()
        self.findings = await self._store.read(lambda unit: self._look(unit, now))
        if any(one.code == "wekker-hersteld" for one in self.findings):
            await self._store.run(lambda unit: self._mend(unit, now), named="watchdog")
        self.looked_at = now
        for one in self.findings:
            log.warning("watchdog_found", code=one.code, case_id=one.case_id, key=one.key)
        return self.findings

    def _look(self, unit: UnitOfWork, now: datetime.datetime) -> tuple[Finding, ...]:
        return (
            *_waiting_too_long(unit, now),
            *(one for row in unit.index.open() for one in self._in_case(unit, row.case_id, now)),
            *calendar_findings(self._directory.known_calendar, now),
        )

    def _in_case(self, unit: UnitOfWork, case_id: str, now: datetime.datetime) -> Iterator[Finding]:
        opened = self._opened(unit, case_id)
        if opened is None:
            yield Finding("melding-onleesbaar", case_id)
            return
        yield from missing_wants(opened, now)
        for lost in _without_timer(unit, opened.case):
            yield Finding("wekker-hersteld", case_id, lost.key, is_urgent=False)

    def _opened(self, unit: UnitOfWork, case_id: str) -> OpenCase | None:
        """Loads a melding; one that cannot be read holds up no other."""
        try:
            return self._cases.load(unit, case_id)
        except (StorageError, LookupError, msgspec.ValidationError):
            return None

    def _mend(self, unit: UnitOfWork, now: datetime.datetime) -> None:
        """Starts the timers that meldingen remember and the follow-up rows do not."""
        for row in unit.index.open():
            opened = self._opened(unit, row.case_id)
            for one in _without_timer(unit, opened.case) if opened is not None else ():
                slots = ",".join(one.slots)
                unit.follow_ups.start(
                    FollowUp(row.case_id, one.key, one.due, one.ladder, slots, now)
                )


def _waiting_too_long(unit: UnitOfWork, now: datetime.datetime) -> Iterator[Finding]:
    for follow_up in unit.follow_ups.overdue(now - LATE):
        yield Finding("vraag-te-laat", follow_up.case_id, follow_up.key)
    for delivery in unit.outbox.stuck(now, STUCK):
        yield Finding("bericht-blijft-hangen", delivery.case_id, delivery.id)
    for delivery in unit.outbox.given_up(now - GIVEN_UP_WITHIN):
        yield Finding("collega-niet-bereikt", delivery.case_id, delivery.id)


def missing_wants(opened: OpenCase, now: datetime.datetime) -> Iterator[Finding]:
    """Says when an open melding waits for nobody (urgent), or for less than its rules ask."""
    case = opened.case
    waiting = {one.key for one in case.follow_ups}
    if not waiting:
        yield Finding("niemand-aan-zet", case.id)
        return
    for want in wanted(case, opened.shelved.protocol, opened.school, now):
        if want.key not in waiting:
            yield Finding("niemand-aan-zet", case.id, want.key, is_urgent=False)


def _without_timer(unit: UnitOfWork, case: Case) -> tuple[Waiting, ...]:
    """Gives what waits in a melding and has no row to wake it."""
    running = {row.key for row in unit.follow_ups.of(case.id)}
    return tuple(one for one in case.follow_ups if one.key not in running)


def calendar_findings(calendar: SchoolCalendar, now: datetime.datetime) -> Iterator[Finding]:
    """Says in good time that the school holidays that are known come to their end."""
    left = calendar.known_until - calendar.local(now).date()
    if left <= CALENDAR_WARNING:
        yield Finding("kalender-eindigt", is_urgent=left <= CALENDAR_URGENT)


def school_card_for(wording: Wording, findings: tuple[Finding, ...], badge: str = "") -> Card:
    """Makes the content-free card that tells the antipestcoördinator what was found."""
    return Card(
        key=CARD_KEY,
        title=wording("waakhond-titel"),
        tone="urgent" if any(one.is_urgent for one in findings) else "neutral",
        paragraphs=(wording("waakhond-uitleg"),),
        items=tuple(_item(wording, code, findings) for code in _codes(findings)),
        badge=badge,
    )


def _codes(findings: tuple[Finding, ...]) -> tuple[Code, ...]:
    found = {one.code for one in findings}
    return tuple(code for code in TEXTS if code in found)


def _item(wording: Wording, code: Code, findings: tuple[Finding, ...]) -> str:
    mine = [one for one in findings if one.code == code]
    case_ids = sorted({one.case_id for one in mine} - {""})
    what, number = wording(TEXTS[code]), str(len(mine))
    if not case_ids:
        return wording("waakhond-regel-algemeen", wat=what, aantal=number)
    return wording("waakhond-regel", wat=what, aantal=number, meldingen=", ".join(case_ids))
