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

from bot.clock import Clock
from bot.directory import Directory, People
from bot.logs import log
from bot.protocol_library import ProtocolLibrary, Shelved
from flows.case import EMPTY_CASE, Case
from flows.commands import Command, FollowUpDue, ReportBullying
from flows.decide import decide
from flows.effects import (
    CancelFollowUps,
    Decision,
    DestroyKey,
    Effect,
    Refused,
    SendCard,
    StartFollowUp,
    UpdateCard,
)
from flows.event_log import replay, written
from flows.evolve import evolve
from flows.field_specs import Fault
from flows.identity import Identity
from flows.permissions import Reader, stance_of
from flows.school import School, Slot, people_for, slot_from
from flows.views.form_fields import PUPIL_FIELD
from storage.case_index import IndexRow
from storage.errors import Damaged, Erased, Outpaced, UnknownCase, WrongKey
from storage.follow_ups import FollowUp
from storage.outbox import Delivery, Kind
from storage.units_of_work import Store, UnitOfWork

ATTEMPTS = 3
"""How often a command is tried again after another one came in between."""

ROOT = "root"

_identity = msgspec.json.Decoder(Identity)
_encoder = msgspec.json.Encoder()


class OpenCase(msgspec.Struct, frozen=True):
    """A melding with everything that goes with it at one moment."""

    case: Case
    shelved: Shelved
    school: School
    identities: tuple[Identity, ...]
    people: People

    def people_for(self, slot: Slot, now: datetime.datetime) -> tuple[str, ...]:
        """Gives who fills a slot now."""
        return people_for(slot, self.case, self.shelved.protocol, self.school, now)

    def reader(self, person: str, now: datetime.datetime) -> Reader:
        """Gives a person as permissions and views want to know them."""
        return Reader(person, self.case, self.shelved.protocol, self.school, now)


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
        identity: Identity | None = None,
    ) -> Decision | Refused:
        """Carries out a command.

        `once` names a form that was shown: submitted twice, it counts once. `identity` is the
        pupil that the command brings into the melding, who gets the next number of the melding as
        it is then. Raises `Outpaced` when others keep coming in between.
        """

        def work(unit: UnitOfWork) -> Decision | Refused:
            return self._carry_out(unit, case_id, command, once, identity)

        for _ in range(ATTEMPTS - 1):
            try:
                decision = await self._store.run(work, named=type(command).__name__)
            except Outpaced:
                continue
            self._wake()
            return decision
        decision = await self._store.run(work, named=type(command).__name__)
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
        """Loads every melding that is not closed, for task lists and the watchdog."""

        def work(unit: UnitOfWork) -> tuple[OpenCase, ...]:
            loaded = (self.load_readable(unit, row.case_id) for row in unit.index.open())
            return tuple(one for one in loaded if one is not None)

        return await self._store.read(work)

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
        identity: Identity | None,
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
        if identity is not None:
            if _is_named(identity, opened.identities):
                return Refused("velden", (Fault(PUPIL_FIELD, "al-genoemd"),))
            identity = msgspec.structs.replace(identity, pupil=opened.case.next_pupil)
            together = (*opened.identities, identity)
            school = self._directory.school(opened.people, together)
            opened = msgspec.structs.replace(opened, school=school, identities=together)
        decision = decide(opened.school, opened.shelved.protocol, opened.case, command, now)
        if isinstance(command, FollowUpDue) and not _goes_on(decision):
            unit.follow_ups.done(case_id, command.key)
        if isinstance(decision, Refused) or not decision.events:
            return decision
        if once and unit.inbox.seen(once, now):
            return Decision()
        if identity is not None:
            _keep(unit, case_id, identity)
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
        _Effects(unit, settled, command.actor, now).carry_out(decision.effects)


def _is_named(identity: Identity, named: tuple[Identity, ...]) -> bool:
    """Says whether a pupil of the roster is in the melding already."""
    return any(one.roster_id == identity.roster_id for one in named if one.roster_id)


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


def _reminded_of(key: str) -> str:
    """Gives the card that a reminder is about, or an empty text for another card."""
    word, _, rest = key.partition("/")
    return rest.partition("/")[2] if word == "herinnering" else ""


def _goes_on(decision: Decision | Refused) -> bool:
    return isinstance(decision, Decision) and bool(decision.events)


def _keep(unit: UnitOfWork, case_id: str, identity: Identity) -> None:
    unit.people.put(
        case_id,
        identity.pupil,
        _encoder.encode(identity),
        roster_id=identity.roster_id or None,
    )


class _Effects:
    """Turns the effects of one decision into rows: outbox, follow-ups, keys.

    What stands and what waits in the melding is read once; only this transaction changes it.
    """

    def __init__(
        self, unit: UnitOfWork, opened: OpenCase, actor: str, now: datetime.datetime
    ) -> None:
        self._unit = unit
        self._opened = opened
        self._actor = actor
        self._now = now
        self._rows: list[Delivery] = []
        self._planned: set[tuple[str, str]] = set()
        self._shown = unit.cards.of_case(opened.case.id)
        self._stands = {(card.staff_id, card.card_key) for card in self._shown}
        ready = unit.outbox.ready_of(opened.case.id)
        self._pending = {(row.staff_id, row.card_key) for row in ready}
        self._held = {row.staff_id for row in ready if row.not_before > now}

    def carry_out(self, effects: tuple[Effect, ...]) -> None:
        """Writes the rows of all effects; what changes in place first, as new ones may be held.

        Timers start when all that is cancelled is, so that a key may do both.
        """
        case_id = self._opened.case.id
        started = []
        for effect in effects:
            if isinstance(effect, UpdateCard):
                self._update(effect)
        for effect in effects:
            if isinstance(effect, SendCard):
                self._send(effect)
            elif isinstance(effect, StartFollowUp):
                slots = ",".join(effect.slots)
                started.append(
                    FollowUp(case_id, effect.key, effect.due, effect.intent, slots, self._now)
                )
            elif isinstance(effect, CancelFollowUps):
                self._unit.follow_ups.cancel(case_id, effect.keys)
            elif isinstance(effect, DestroyKey):
                self._unit.people.destroy(case_id, effect.pupil)
        self._unit.follow_ups.start_all(started)
        self._unit.outbox.add(self._rows)

    def _send(self, effect: SendCard) -> None:
        for person in self._opened.people_for(slot_from(effect.slot), self._now):
            held = None if person == self._actor else effect.not_before
            if effect.key != ROOT:
                self._plan(person, ROOT, "send", held)
            if (person, effect.key) in self._stands:
                self._plan(person, effect.key, "update", None)
            else:
                self._plan(person, effect.key, "send", held)

    def _update(self, effect: UpdateCard) -> None:
        for shown in self._shown:
            if effect.key in (shown.card_key, _reminded_of(shown.card_key)):
                self._plan(shown.staff_id, shown.card_key, "update", None)

    def _plan(self, person: str, key: str, kind: Kind, held: datetime.datetime | None) -> None:
        case_id = self._opened.case.id
        card = (person, key)
        if card in self._planned or (kind == "send" and card in self._stands):
            return
        self._planned.add(card)
        if held is None and kind == "send" and person in self._held:
            self._unit.outbox.hasten(case_id, person, self._now)
            self._held.discard(person)
        if card in self._pending:
            return
        self._rows.append(
            Delivery(
                id=f"{case_id}:{self._opened.case.sequence}:{len(self._rows)}",
                case_id=case_id,
                staff_id=person,
                card_key=key,
                kind=kind,
                created_at=self._now,
                not_before=held or self._now,
            )
        )
