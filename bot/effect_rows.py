"""Turns the effects of a decision into rows of the outbox, follow-ups and keys to destroy."""

from __future__ import annotations

import datetime

import msgspec

from bot.open_case import OpenCase
from flows.desk import ROOT, thread_of
from flows.effects import CancelFollowUps, DestroyKey, Effect, SendCard, StartFollowUp, UpdateCard
from flows.school import slot_from
from flows.staff_channel import CHANNEL, begins_at, channel_keys
from storage.follow_ups import FollowUp
from storage.outbox import Delivery, Kind
from storage.sent_cards import SentCard
from storage.units_of_work import UnitOfWork

_Place = tuple[str, str, str]
"""The id under which a card stands, the person and the key."""


def _reminded_of(key: str) -> str:
    """Gives the card that a reminder is about, or an empty text for another card."""
    word, _, rest = key.partition("/")
    return rest.partition("/")[2] if word == "herinnering" else ""


def _shows(card: SentCard, key: str) -> bool:
    """Says whether a card changes when the one with this key does."""
    if card.staff_id == CHANNEL:
        return card.card_key in channel_keys(key)
    return key in (card.card_key, _reminded_of(card.card_key))


class EffectRows:
    """Turns the effects of one decision into rows: outbox, follow-ups, keys.

    What stands and what waits in the melding is read once; only this transaction changes it. The
    cards of who reported in a melding that was merged into this one stand under the id they know.
    Of what changes in place the cards of who acts go first: they see whether their button worked.

    With a staff channel the same effects make rows for it too, each card once whoever fills the
    slot: the channel is one more recipient, and never the one who acted.
    """

    def __init__(
        self,
        unit: UnitOfWork,
        opened: OpenCase,
        actor: str,
        now: datetime.datetime,
        *,
        has_channel: bool = False,
    ) -> None:
        self._unit = unit
        self._opened = opened
        self._actor = actor
        self._now = now
        self._has_channel = has_channel
        self._rows: list[Delivery] = []
        self._planned: set[_Place] = set()
        threads = (opened.case.id, *(one.case_id for one in opened.case.reports[1:]))
        shown = [card for thread in threads for card in unit.cards.of_case(thread)]
        kept_up = [card for card in shown if self._is_kept_up(card)]
        self._shown = sorted(kept_up, key=lambda card: card.staff_id != actor)
        self._stands = {(card.case_id, card.staff_id, card.card_key) for card in shown}
        ready = [row for thread in threads for row in unit.outbox.ready_of(thread)]
        self._pending = {(row.case_id, row.staff_id, row.card_key) for row in ready}
        self._held: dict[tuple[str, str], datetime.datetime] = {}
        """Until when the last card of somebody's thread is held."""
        for row in ready:
            self._note_held(row)

    def _is_kept_up(self, card: SentCard) -> bool:
        """Says whether a card changes with the melding: in a merged one, the reporter's only."""
        case = self._opened.case
        if card.staff_id == CHANNEL and not self._has_channel:
            return False
        report = case.report(card.case_id)
        return card.case_id == case.id or (report is not None and report.by == card.staff_id)

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
        slot = slot_from(effect.slot)
        thread = thread_of(slot, self._opened.case)
        for person in self._opened.people_for(slot, self._now):
            held = None if person == self._actor else effect.not_before
            if effect.key != ROOT:
                self._plan((thread, person, ROOT), "send", held)
            if (thread, person, effect.key) in self._stands:
                self._plan((thread, person, effect.key), "update", None)
            else:
                self._plan((thread, person, effect.key), "send", held)
        if self._has_channel:
            self._send_to_channel(effect)

    def _send_to_channel(self, effect: SendCard) -> None:
        case = self._opened.case
        keys = channel_keys(effect.key)
        held = begins_at(case.reported_at, effect.not_before or self._now)
        for key in dict.fromkeys((ROOT, *keys) if keys else ()):
            place = (case.id, CHANNEL, key)
            stands = place in self._stands
            if key in keys or not stands:
                self._plan(place, "update" if stands else "send", None if stands else held)

    def _update(self, effect: UpdateCard) -> None:
        for shown in self._shown:
            if _shows(shown, effect.key):
                place = (shown.case_id, shown.staff_id, shown.card_key)
                self._plan(place, "update", None)

    def _plan(self, place: _Place, kind: Kind, held: datetime.datetime | None) -> None:
        thread, person, key = place
        if kind == "send" and place in self._stands:
            return
        if kind == "send":
            self._hasten((thread, person), held or self._now)
        if place in self._planned:
            return
        self._planned.add(place)
        if place in self._pending:
            return
        row = Delivery(
            id=f"{thread}:{self._turn(thread)}:{len(self._rows)}",
            case_id=thread,
            staff_id=person,
            card_key=key,
            kind=kind,
            created_at=self._now,
            not_before=held or self._now,
        )
        self._rows.append(row)
        self._note_held(row)

    def _note_held(self, row: Delivery) -> None:
        place = (row.case_id, row.staff_id)
        self._held[place] = max(self._held.get(place, row.not_before), row.not_before)

    def _hasten(self, place: tuple[str, str], moment: datetime.datetime) -> None:
        """Holds nothing in a thread longer than a new card in it, for a thread goes in order.

        So in the holidays an antipestcoördinator who is the coach of a pupil too hears of it when
        an antipestcoördinator does.
        """
        if self._held.get(place, moment) <= moment:
            return
        self._unit.outbox.hasten(*place, moment)
        self._rows = [
            msgspec.structs.replace(row, not_before=min(row.not_before, moment))
            if (row.case_id, row.staff_id) == place
            else row
            for row in self._rows
        ]
        self._held[place] = moment

    def _turn(self, thread: str) -> str:
        """Gives what no two decisions share: the sequence, in a merged thread of which melding.

        The platform may show an id: it must not name a melding that the reader does not know.
        """
        case = self._opened.case
        return str(case.sequence) if thread == case.id else f"{len(case.reports)}.{case.sequence}"
