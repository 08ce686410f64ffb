"""The one door to a melding: carry out a command in one transaction, or open it for a reader.

Rules this file keeps (architecture §3):

- Load, decide, append, outbox, follow-ups and index stand or fall together.
- Nothing is sent from here; delivery is woken when the transaction is committed.
- Looking is not an event of the melding. Who looked is written down before anything is shown.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import reduce

import msgspec

from bot.brought_in import brought_in
from bot.clock import Clock
from bot.directory import Directory
from bot.effect_rows import EffectRows
from bot.logs import log
from bot.open_case import OpenCase
from bot.protocol_library import ProtocolLibrary
from flows.case import EMPTY_CASE, Case
from flows.commands import Command, FollowUpDue, ReportBullying
from flows.decide import decide
from flows.effects import (
    Decision,
    Refused,
)
from flows.event_log import replay, written
from flows.evolve import evolve
from flows.identity import Identity
from flows.permissions import stance_of
from storage.case_index import IndexRow
from storage.errors import Damaged, Erased, Outpaced, UnknownCase, WrongKey
from storage.units_of_work import Store, UnitOfWork

ATTEMPTS = 3
"""How often a command is tried again after another one came in between."""

_identity = msgspec.json.Decoder(Identity)
_encoder = msgspec.json.Encoder()


class CaseService:
    """Carries out commands and opens meldingen."""

    def __init__(
        self,
        store: Store,
        directory: Directory,
        library: ProtocolLibrary,
        clock: Clock,
        wake: Callable[[], None],
    ) -> None:
        self._store = store
        self._directory = directory
        self._library = library
        self._clock = clock
        self._wake = wake

    async def handle(
        self,
        case_id: str,
        command: Command,
        *,
        once: str = "",
        pupils: tuple[Identity, ...] = (),
    ) -> Decision | Refused:
        """Carries out a command.

        `once` names a form that was shown: submitted twice, it counts once. `pupils` are those
        that the command brings into the melding, who get the next numbers of the melding as it is
        then. Raises `Outpaced` when others keep coming in between.
        """

        def work(unit: UnitOfWork) -> Decision | Refused:
            return self._carry_out(unit, case_id, command, once, pupils)

        return await self.retried(work, type(command).__name__)

    async def retried(
        self, work: Callable[[UnitOfWork], Decision | Refused], named: str
    ) -> Decision | Refused:
        """Carries out work on what is fresh, again when another command came in between.

        Raises `Outpaced` when others keep coming in between.
        """
        for _ in range(ATTEMPTS - 1):
            try:
                decision = await self._store.run(work, named=named)
            except Outpaced:
                continue
            self._wake()
            return decision
        decision = await self._store.run(work, named=named)
        self._wake()
        return decision

    async def report(
        self, command: ReportBullying, identities: tuple[Identity, ...], request_id: str
    ) -> Decision | Refused:
        """Stores a new melding. The same request again gives an empty Decision."""
        decision = await self._store.run(
            lambda unit: self._report(unit, command, identities, request_id), named="report"
        )
        self._wake()
        return decision

    async def open_case(self, case_id: str, person: str, what: str) -> OpenCase | None:
        """Opens a melding for a person, or gives None to whoever has no part in it.

        `what` is a short code of what is opened; it is in the access log before this returns.
        """
        now = self._clock.now()

        def work(unit: UnitOfWork) -> OpenCase | None:
            opened = self.load_readable(unit, case_id)
            if opened is None or not stance_of(opened.reader(person, now)).ways:
                return None
            unit.access_log.add(now, person, case_id, what)
            return opened

        return await self._store.run(work, named="access log")

    async def look(self, case_id: str) -> OpenCase | None:
        """Loads a melding for the program itself, to render what is content-free."""
        return await self._store.read(lambda unit: self.load(unit, case_id))

    async def all_open(self) -> tuple[OpenCase, ...]:
        """Loads every melding that is not closed, for task lists and the overview."""
        return await self._store.read(self.open_in)

    def open_in(self, unit: UnitOfWork) -> tuple[OpenCase, ...]:
        """Loads every melding that is not closed, within a transaction."""
        loaded = (self.load_readable(unit, row.case_id) for row in unit.index.open())
        return tuple(one for one in loaded if one is not None)

    def load_readable(self, unit: UnitOfWork, case_id: str) -> OpenCase | None:
        """Loads a melding; None too for a damaged one, which holds up no other.

        The watchdog names it to the antipestcoördinator; whoever asks hears as of an unknown one.
        """
        try:
            return self.load(unit, case_id)
        except (Damaged, WrongKey):
            log.error("case_unreadable", case_id=case_id)
            return None

    def load(self, unit: UnitOfWork, case_id: str) -> OpenCase | None:
        """Replays a melding within a transaction; None when it is unknown or erased.

        Raises Damaged or WrongKey for one that cannot be read.
        """
        try:
            stored = unit.cases.load(case_id)
        except (UnknownCase, Erased):
            return None
        try:
            case = replay(tuple(one.payload for one in stored))
            identities = tuple(_identity.decode(one.payload) for one in unit.people.of(case_id))
        except (msgspec.MsgspecError, LookupError) as broken:
            raise Damaged from broken
        if not case.sequence:
            return None
        people = self._directory.people(unit)
        return OpenCase(
            case,
            self._library.of(unit, case.protocol),
            self._directory.school(people, identities),
            identities,
            people,
        )

    def _report(
        self,
        unit: UnitOfWork,
        command: ReportBullying,
        identities: tuple[Identity, ...],
        request_id: str,
    ) -> Decision | Refused:
        now = self._clock.now()
        people = self._directory.people(unit)
        shelved = self._library.of(unit, command.protocol)
        opened = OpenCase(
            EMPTY_CASE, shelved, self._directory.school(people, identities), identities, people
        )
        decision = decide(opened.school, shelved.protocol, EMPTY_CASE, command, now)
        if isinstance(decision, Refused):
            return decision
        if unit.inbox.seen(request_id, now):
            return Decision()
        unit.cases.create(command.case_id, now, command.protocol)
        for identity in identities:
            _keep(unit, command.case_id, identity)
        self._store_decision(unit, opened, command, decision, now)
        return decision

    def _carry_out(
        self,
        unit: UnitOfWork,
        case_id: str,
        command: Command,
        once: str,
        pupils: tuple[Identity, ...],
    ) -> Decision | Refused:
        now = self._clock.now()
        try:
            opened = self.load(unit, case_id)
        except (Damaged, WrongKey):
            if not command.actor:
                raise
            log.error("case_unreadable", case_id=case_id)
            return Refused("niet-van-jou")
        if opened is None:
            unit.follow_ups.cancel_all(case_id)
            return Refused("niet-van-jou")
        newcomers: tuple[Identity, ...] = ()
        if pupils:
            named = brought_in(command, pupils, opened.case, opened.identities)
            if isinstance(named, Refused):
                return named
            command, newcomers = named
            together = (*opened.identities, *newcomers)
            school = self._directory.school(opened.people, together)
            opened = msgspec.structs.replace(opened, school=school, identities=together)
        decision = decide(opened.school, opened.shelved.protocol, opened.case, command, now)
        if isinstance(command, FollowUpDue) and not _goes_on(decision):
            unit.follow_ups.done(case_id, command.key)
        if isinstance(decision, Refused) or not decision.events:
            return decision
        if once and unit.inbox.seen(once, now):
            return Decision()
        for newcomer in newcomers:
            _keep(unit, case_id, newcomer)
        self._store_decision(unit, opened, command, decision, now)
        return decision

    def _store_decision(
        self,
        unit: UnitOfWork,
        opened: OpenCase,
        command: Command,
        decision: Decision,
        now: datetime.datetime,
    ) -> None:
        after = reduce(evolve, decision.events, opened.case)
        unit.cases.append(after.id, opened.case.sequence, tuple(map(written, decision.events)), now)
        unit.index.save(standing_of(after, now))
        settled = msgspec.structs.replace(opened, case=after)
        has_channel = bool(self._directory.settings.staff_channel)
        rows = EffectRows(unit, settled, command.actor, now, has_channel=has_channel)
        rows.carry_out(decision.effects)


def standing_of(case: Case, at: datetime.datetime) -> IndexRow:
    """Gives what the index says of a melding of which the last event was stored at a moment."""
    return IndexRow(
        case_id=case.id,
        state=case.state,
        stage=case.stage,
        protocol_hash=case.protocol,
        updated_at=at,
        ended_at=None if case.is_open else at,
    )


def _goes_on(decision: Decision | Refused) -> bool:
    return isinstance(decision, Decision) and bool(decision.events)


def _keep(unit: UnitOfWork, case_id: str, identity: Identity) -> None:
    unit.people.put(
        case_id,
        identity.pupil,
        _encoder.encode(identity),
        roster_id=identity.roster_id or None,
    )
