"""Turns the effects of a decision into rows of the outbox, follow-ups and keys to destroy."""

from __future__ import annotations

import datetime

import msgspec

from bot.open_case import OpenCase
from flows.desk import ROOT
from flows.effects import CancelFollowUps, DestroyKey, Effect, SendCard, StartFollowUp, UpdateCard
from flows.school import slot_from
from storage.follow_ups import FollowUp
from storage.outbox import Delivery, Kind
from storage.units_of_work import UnitOfWork


def _reminded_of(key: str) -> str:
    """Gives the card that a reminder is about, or an empty text for another card."""
    word, _, rest = key.partition("/")
    return rest.partition("/")[2] if word == "herinnering" else ""


class EffectRows:
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
        self._held: dict[str, datetime.datetime] = {}
        """Until when the last card of somebody's thread is held."""
        for row in ready:
            self._note_held(row)

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
        if kind == "send" and card in self._stands:
            return
        if kind == "send":
            self._hasten(person, held or self._now)
        if card in self._planned:
            return
        self._planned.add(card)
        if card in self._pending:
            return
        row = Delivery(
            id=f"{case_id}:{self._opened.case.sequence}:{len(self._rows)}",
            case_id=case_id,
            staff_id=person,
            card_key=key,
            kind=kind,
            created_at=self._now,
            not_before=held or self._now,
        )
        self._rows.append(row)
        self._note_held(row)

    def _note_held(self, row: Delivery) -> None:
        self._held[row.staff_id] = max(self._held.get(row.staff_id, row.not_before), row.not_before)

    def _hasten(self, person: str, moment: datetime.datetime) -> None:
        """Holds nothing in a thread longer than a new card in it, for a thread goes in order.

        So in the holidays an antipestcoördinator who is the coach of a pupil too hears of it when
        an antipestcoördinator does.
        """
        if self._held.get(person, moment) <= moment:
            return
        self._unit.outbox.hasten(self._opened.case.id, person, moment)
        self._rows = [
            msgspec.structs.replace(row, not_before=min(row.not_before, moment))
            if row.staff_id == person
            else row
            for row in self._rows
        ]
        self._held[person] = moment
