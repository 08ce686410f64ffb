"""What is there when a program has stopped, in a form that two runs can be compared by."""

import pathlib
import sqlite3
from collections import Counter
from contextlib import closing

import msgspec
from sqlalchemy import select

from flows.cards import Card
from storage import tables
from storage.units_of_work import UnitOfWork
from tests.practice.running_bot import CHAT, DATABASE, RunningBot
from tests.practice.twelve import STAFF

ANY_ID = "7K3Q"
"""Stands for the number of the melding, which differs from run to run."""

MARK = "Zie je deze kaart twee keer? Dan is er maar één keer iets te doen."
"""Stands below a card that was posted again because it was in doubt."""

FOLLOW_UPS = tables.follow_ups
SENDING = "SELECT id, staff_id, card_key FROM outbox WHERE state = 'sending'"


class Outcome(msgspec.Struct, frozen=True):
    """All that matters afterwards."""

    events: tuple[str, ...]
    state: str
    follow_ups: tuple[tuple[str, str, str], ...]
    """Key, due and state of every follow-up that ever was."""
    cards: tuple[tuple[str, str, str], ...]
    """Person, key and content of every card that the program knows of, without the mark."""
    marked: tuple[str, ...]
    """Cards that have the mark: "<person> <key>"."""
    faults: tuple[str, ...]
    """What `verify` found."""
    unfinished: int
    """Deliveries that did not come to an end."""
    given_up: int
    copies: dict[str, int]
    """Cards that somebody sees more often than once, and how often more: "<person> <key>"."""


class Remains(msgspec.Struct, frozen=True):
    """What a dead program left, read without touching its files."""

    events: int
    in_doubt: tuple[str, ...]
    """Cards that were being sent: "<person> <key>"."""
    shown: tuple[str, ...]
    """Those of them that are visible already."""


def remains_in(folder: pathlib.Path) -> Remains:
    """Reads what stands in the files of a program that was killed."""
    with (
        closing(_untouched(folder / DATABASE)) as database,
        closing(_untouched(folder / CHAT)) as chat,
    ):
        (events,) = database.execute("SELECT count(*) FROM events").fetchone()
        sending = database.execute(SENDING).fetchall()
        shown = {delivery for (delivery,) in chat.execute("SELECT delivery_id FROM message")}
    return Remains(
        events,
        in_doubt=tuple(f"{who} {key}" for _, who, key in sending),
        shown=tuple(f"{who} {key}" for one, who, key in sending if one in shown),
    )


def _untouched(path: pathlib.Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{path}?mode=ro", uri=True)


async def outcome_of(running: RunningBot) -> Outcome:
    """Gathers what is there; nothing may be under way."""
    found = await running.store.read(stored)
    case_id, events, state, follow_ups, known, faults, unfinished, given_up = found
    messages = {
        message.message_id: (member.id, message)
        for member in STAFF
        for message in running.chat.messages(member.id)
    }
    cards = tuple((person, key, messages[message_id][1].card) for person, key, message_id in known)
    seen = Counter(f"{person} {message.card.key}" for person, message in messages.values())
    return Outcome(
        events=events,
        state=state,
        follow_ups=follow_ups,
        cards=tuple(sorted((who, key, _content(card, case_id)) for who, key, card in cards)),
        marked=tuple(f"{who} {key}" for who, key, card in cards if MARK in card.footnote),
        faults=faults,
        unfinished=unfinished,
        given_up=given_up,
        copies={card: times - 1 for card, times in seen.items() if times > 1},
    )


def _content(card: Card, case_id: str) -> str:
    once = msgspec.structs.replace(card, footnote=card.footnote.removesuffix(MARK).rstrip())
    return msgspec.json.encode(once).decode().replace(case_id, ANY_ID)


Stored = tuple[
    str,
    tuple[str, ...],
    str,
    tuple[tuple[str, str, str], ...],
    tuple[tuple[str, str, str], ...],
    tuple[str, ...],
    int,
    int,
]


def stored(unit: UnitOfWork) -> Stored:
    """Reads what the program knows."""
    found = unit.connection.execute(select(tables.cases.c.case_id, tables.cases.c.state)).first()
    case_id, state = found or (ANY_ID, "")
    events = unit.cases.load(case_id) if found else ()
    rows = unit.connection.execute(
        select(FOLLOW_UPS.c.key, FOLLOW_UPS.c.due_at, FOLLOW_UPS.c.state)
    )
    return (
        case_id,
        tuple(one.payload.decode().replace(case_id, ANY_ID) for one in events),
        state,
        tuple(sorted((key, due.isoformat(), how) for key, due, how in rows)),
        tuple((one.staff_id, one.card_key, one.message_id) for one in unit.cards.of_case(case_id)),
        tuple(fault.text for fault in unit.verification.verify().faults),
        sum(unit.outbox.count(state) for state in ("waiting", "sending", "maybe")),
        unit.outbox.count("given_up"),
    )
