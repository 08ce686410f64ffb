"""Putting one melding into another, and what is left under the id of one that went into another.

Rules this file keeps:

- The core decides about both; here its two decisions are stored in one transaction, or neither is.
- What a melding held is encrypted under the key of the other one before its own keys are destroyed,
  on the one path of erasing.
- What still stands in chats under its id is shown anew from where it went.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import reduce

import msgspec

from bot.case_service import CaseService, standing_of
from bot.clock import Clock
from bot.directory import Directory
from bot.effect_rows import EffectRows
from bot.logs import log
from bot.open_case import OpenCase
from flows.case import Case
from flows.commands import MergeInto
from flows.effects import Decision, Refused
from flows.event_log import read, written
from flows.events import Event
from flows.evolve import evolve
from flows.identity import Identity
from flows.merging import Merged, Related, Side, merge, new_identities, numbers_for, related
from flows.permissions import may, stance_of
from flows.rules.situation import NOT_YOURS, OUTDATED
from storage.errors import Damaged, WrongKey
from storage.outbox import Delivery
from storage.units_of_work import Store, UnitOfWork


class Merging:
    """Puts meldingen together, and finds where one that went into another goes on."""

    def __init__(
        self, store: Store, cases: CaseService, directory: Directory, clock: Clock
    ) -> None:
        self._store = store
        self._cases = cases
        self._directory = directory
        self._clock = clock

    async def merge(
        self, case_id: str, command: MergeInto, *, once: str = ""
    ) -> Decision | Refused:
        """Puts a melding into another one; gives what happened there.

        What was put together before gives an empty Decision. Raises `Outpaced` as
        `CaseService.handle` does.
        """

        def work(unit: UnitOfWork) -> Decision | Refused:
            try:
                return self._merge(unit, case_id, command, once)
            except (Damaged, WrongKey):
                log.error("case_unreadable", case_id=case_id)
                return NOT_YOURS

        return await self._cases.retried(work, "MergeInto")

    async def opened(self, case_id: str, person: str, what: str) -> OpenCase | None:
        """Opens the melding into which this one went, for who works there or reported here.

        None for anybody else, and when this one went into none. As `CaseService.open_case` it
        writes down who looked.
        """
        now = self._clock.now()

        def work(unit: UnitOfWork) -> OpenCase | None:
            into = unit.merges.into(case_id)
            opened = self._cases.load_readable(unit, into) if into is not None else None
            if opened is None:
                return None
            ways = stance_of(opened.reader(person, now)).ways
            if not ways and not stance_of(opened.reader(person, now, case_id)).ways:
                return None
            unit.access_log.add(now, person, opened.case.id, what)
            return opened

        return await self._store.run(work, named="access log")

    async def related(self, opened: OpenCase, person: str) -> tuple[Related, ...]:
        """Gives the other running meldingen with one of these pupils that a person may open."""
        now = self._clock.now()

        def work(unit: UnitOfWork) -> tuple[Related, ...]:
            named = (one.roster_id for one in opened.identities if one.roster_id)
            ids = dict.fromkeys(one for pupil in named for one in unit.people.cases_with(pupil))
            others = (self._cases.load_readable(unit, one) for one in ids)
            known = ((one.reader(person, now), one.identities) for one in others if one)
            return related((opened.reader(person, now), opened.identities), known)

        return await self._store.read(work)

    def _merge(
        self, unit: UnitOfWork, case_id: str, command: MergeInto, once: str
    ) -> Decision | Refused:
        now = self._clock.now()
        source = self._cases.load(unit, case_id)
        target = self._cases.load(unit, command.into)
        if source is None:
            return self._before(unit, case_id, command.actor, now)
        if target is None:
            is_allowed = may(source.reader(command.actor, now), "merge")
            return OUTDATED if is_allowed else NOT_YOURS
        numbers = numbers_for(source.case, source.identities, target.case, target.identities)
        new = new_identities(source.identities, target.identities, numbers)
        target = self._knowing(target, new)
        told = tuple(read(one.payload) for one in unit.cases.load(case_id))
        merged = merge(_side(source), told, _side(target), numbers, command.actor, now)
        if isinstance(merged, Refused) or not merged.target.events:
            return merged if isinstance(merged, Refused) else Decision()
        if once and unit.inbox.seen(once, now):
            return Decision()
        _keep(unit, target.case.id, new)
        has_channel = bool(self._directory.settings.staff_channel)
        goes_on = _store(unit, source.case, target, merged, now)
        rows = EffectRows(unit, goes_on, command.actor, now, has_channel=has_channel)
        rows.carry_out(merged.target.effects)
        return merged.target

    def _before(
        self, unit: UnitOfWork, case_id: str, person: str, now: datetime.datetime
    ) -> Decision | Refused:
        """Answers for a melding that is no longer there: it went into another one, or never was."""
        into = unit.merges.into(case_id)
        there = self._cases.load(unit, into) if into is not None else None
        knows = there is not None and may(there.reader(person, now), "merge")
        return Decision() if knows else NOT_YOURS

    def _knowing(self, target: OpenCase, new: tuple[Identity, ...]) -> OpenCase:
        """Lets the melding that takes in the other one know the pupils of both."""
        together = (*target.identities, *new)
        school = self._directory.school(target.people, together)
        return msgspec.structs.replace(target, school=school, identities=together)


def _side(opened: OpenCase) -> Side:
    return Side(opened.case, opened.shelved.protocol, opened.school)


def _keep(unit: UnitOfWork, case_id: str, new: tuple[Identity, ...]) -> None:
    for identity in new:
        payload = msgspec.json.encode(identity)
        unit.people.put(case_id, identity.pupil, payload, roster_id=identity.roster_id or None)


def _store(
    unit: UnitOfWork,
    source: Case,
    target: OpenCase,
    merged: Merged,
    now: datetime.datetime,
) -> OpenCase:
    """Stores what was decided about both, and erases the one that goes on in the other."""
    _append(unit, source, merged.source.events, now)
    goes_on = msgspec.structs.replace(
        target, case=_append(unit, target.case, merged.target.events, now)
    )
    _keep_hold(unit, source.id, target.case.id)
    threads = (source.id, *unit.merges.sources(source.id))
    unit.erasure.merge(source.id, target.case.id, now)
    unit.merges.put(source.id, target.case.id)
    rows = [row for thread in threads for row in _shown_anew(unit, thread, goes_on, now)]
    unit.outbox.add(rows)
    unit.index.save(standing_of(goes_on.case, now))
    return goes_on


def _append(
    unit: UnitOfWork, case: Case, events: tuple[Event, ...], now: datetime.datetime
) -> Case:
    unit.cases.append(case.id, case.sequence, tuple(map(written, events)), now)
    return reduce(evolve, events, case)


def _keep_hold(unit: UnitOfWork, source: str, target: str) -> None:
    """Lets what is kept with a reason be kept where it went."""
    row = unit.index.get(source)
    if row is not None and row.held:
        unit.index.hold(target, held=True)


def _shown_anew(
    unit: UnitOfWork, thread: str, goes_on: OpenCase, now: datetime.datetime
) -> Iterator[Delivery]:
    """Shows each card anew that stands under an old id; what was still to be sent is not."""
    unit.outbox.forget(thread)
    case = goes_on.case
    for place, shown in enumerate(unit.cards.of_case(thread)):
        yield Delivery(
            id=f"{thread}:{len(case.reports)}.0:{place}",
            case_id=thread,
            staff_id=shown.staff_id,
            card_key=shown.card_key,
            kind="update",
            created_at=now,
            not_before=now,
        )
