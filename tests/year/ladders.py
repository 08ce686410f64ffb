"""Whom each ladder reached: what was climbed when nobody acted, and which cards went out then."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Literal

import msgspec
from sqlalchemy import select

from flows.event_log import read, replay
from flows.events import Event, FollowUpClimbed, FollowUpStarted
from flows.ladders import ASKED, asked_on, rung_at
from flows.protocol import Protocol
from flows.school import ANTIPEST, DEPUTY_OF, LAST_RESORT, slot_from
from storage import tables
from storage.units_of_work import UnitOfWork

OUTBOX = tables.outbox
CARDS = select(OUTBOX.c.case_id, OUTBOX.c.created_at, OUTBOX.c.state, OUTBOX.c.card_key)

Whom = Literal["zelf", "doorgegeven", "vangnet"]


class Rung(msgspec.Struct, frozen=True):
    """A rung that was climbed, and whether a card reached somebody then."""

    case_id: str
    key: str
    whom: Whom
    at: datetime.datetime
    reached: bool


def histories(unit: UnitOfWork) -> Iterator[tuple[str, tuple[Event, ...]]]:
    """Gives all that happened, melding after melding."""
    for row in unit.index.all():
        yield row.case_id, tuple(read(one.payload) for one in unit.cases.load(row.case_id))


def merged_away(unit: UnitOfWork) -> tuple[str, ...]:
    """Gives the meldingen that live on in another one."""
    return tuple(
        report.case_id
        for row in unit.index.all()
        for report in replay(tuple(one.payload for one in unit.cases.load(row.case_id))).reports[1:]
    )


def rungs_climbed(unit: UnitOfWork, protocol: Protocol) -> tuple[Rung, ...]:
    """Gives each rung of each ladder that was climbed because nobody acted."""
    sent: dict[tuple[str, datetime.datetime], Counter[str]] = defaultdict(Counter)
    for row in unit.connection.execute(CARDS):
        sent[row.case_id, row.created_at][row.state] += 1
    return tuple(
        msgspec.structs.replace(rung, reached=sent[rung.case_id, rung.at]["sent"] > 0)
        for case_id, events in histories(unit)
        for rung in _rungs(case_id, events, protocol)
    )


def _rungs(case_id: str, events: tuple[Event, ...], protocol: Protocol) -> Iterator[Rung]:
    started: dict[str, FollowUpStarted] = {}
    for event in events:
        if isinstance(event, FollowUpStarted):
            started[event.key] = event
        if isinstance(event, FollowUpClimbed) and event.rung > ASKED:
            start = started[event.key]
            rung = rung_at(protocol.ladder(start.ladder), event.rung - 1)
            slots = asked_on(rung, tuple(map(slot_from, start.slots)))
            yield Rung(
                case_id, event.key, _whom(one.role for one in slots), event.at, reached=False
            )


def _whom(roles: Iterator[str]) -> Whom:
    asked = set(roles)
    if LAST_RESORT in asked:
        return "vangnet"
    passed_on = ANTIPEST in asked or any(role.startswith(DEPUTY_OF) for role in asked)
    return "doorgegeven" if passed_on else "zelf"
