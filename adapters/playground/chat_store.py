"""The memory of the chat platform itself: who was shown which card, in which thread, and read it.

Rules this file keeps:

- It remembers what a real platform would and nothing of the bot: a card posted twice is shown
  twice. How often a delivery arrived can be counted afterwards.
- Each change is one statement and durable when the call returns, so that a killed process leaves
  exactly what was shown.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from datetime import datetime

import msgspec

from flows.cards import Card
from flows.ports import Gone, Placed
from flows.presses import decoded

SCHEMA = """
CREATE TABLE IF NOT EXISTS message (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    person TEXT NOT NULL,
    root INTEGER REFERENCES message (number),
    card BLOB NOT NULL,
    case_id TEXT NOT NULL,
    delivery_id TEXT NOT NULL,
    posted_at TEXT NOT NULL,
    replaced_at TEXT,
    is_read INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX IF NOT EXISTS message_person ON message (person, number);
"""

IN_MEMORY = ":memory:"

MESSAGE_ID = re.compile(r"m([0-9]{1,15})")


class Message(msgspec.Struct, frozen=True):
    """A card as it stands in somebody's chat; a root card is its own thread."""

    message_id: str
    thread_id: str
    card: Card
    case_id: str
    """The melding that the card belonged to when it was posted, or "" when it named none."""
    posted_at: datetime
    replaced_at: datetime | None
    is_read: bool

    @property
    def is_root(self) -> bool:
        """Whether this card opened its thread."""
        return self.message_id == self.thread_id


class ChatStore:
    """A chat in a SQLite file, or in memory for as long as it is open."""

    def __init__(self, path: str) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.executescript(SCHEMA)

    def close(self) -> None:
        """Ends the use of the file; what was posted stays in it."""
        self._connection.close()

    def post(
        self, person: str, card: Card, *, thread_id: str, delivery_id: str, at: datetime
    ) -> Placed:
        """Adds a card to a person's chat; raises `Gone` when that person has no such thread."""
        root = self._root(person, thread_id) if thread_id else None
        number = self._connection.execute(
            "INSERT INTO message (person, root, card, case_id, delivery_id, posted_at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (person, root, msgspec.json.encode(card), case_of(card), delivery_id, at.isoformat()),
        ).lastrowid
        return Placed(_name(number), thread_id or _name(number))

    def replace(self, person: str, placed: Placed, card: Card, *, at: datetime) -> None:
        """Puts a new version in a card's place; raises `Gone` when it is not there."""
        changed = self._connection.execute(
            "UPDATE message SET card = ?, replaced_at = ?"
            " WHERE number = ? AND person = ? AND coalesce(root, number) = ?",
            (
                msgspec.json.encode(card),
                at.isoformat(),
                _number(placed.message_id),
                person,
                _number(placed.thread_id),
            ),
        )
        if changed.rowcount == 0:
            raise Gone

    def messages(self, person: str) -> tuple[Message, ...]:
        """Gives all cards of a person, in the order in which they were posted."""
        rows = self._connection.execute(
            "SELECT number, coalesce(root, number), card, case_id, posted_at, replaced_at, is_read"
            " FROM message WHERE person = ? ORDER BY number",
            (person,),
        )
        return tuple(
            Message(
                message_id=_name(number),
                thread_id=_name(root),
                card=msgspec.json.decode(card, type=Card),
                case_id=case_id,
                posted_at=datetime.fromisoformat(posted_at),
                replaced_at=None if replaced_at is None else datetime.fromisoformat(replaced_at),
                is_read=bool(is_read),
            )
            for number, root, card, case_id, posted_at, replaced_at, is_read in rows
        )

    def mark_read(self, person: str, message_ids: Sequence[str]) -> None:
        """Remembers that a person has seen these cards; ids that are not theirs do nothing."""
        self._connection.executemany(
            "UPDATE message SET is_read = 1 WHERE number = ? AND person = ?",
            [(_number(message_id), person) for message_id in message_ids],
        )

    def unread(self) -> dict[str, int]:
        """Counts the unread cards of each person who has any."""
        return dict(
            self._connection.execute(
                "SELECT person, count(*) FROM message WHERE is_read = 0 GROUP BY person"
            )
        )

    def deliveries(self) -> dict[str, int]:
        """Counts how often each delivery was shown: more than once is a double."""
        return dict(
            self._connection.execute(
                "SELECT delivery_id, count(*) FROM message GROUP BY delivery_id"
            )
        )

    def _root(self, person: str, thread_id: str) -> int:
        row = self._connection.execute(
            "SELECT number FROM message WHERE number = ? AND person = ? AND root IS NULL",
            (_number(thread_id), person),
        ).fetchone()
        if row is None:
            raise Gone
        return int(row[0])


def case_of(card: Card) -> str:
    """Finds the melding that a card is about in its buttons, or gives "" when none names one."""
    presses = (decoded(button.value) for button in card.buttons)
    return next((press.case_id for press in presses if press and press.case_id), "")


def _name(number: int | None) -> str:
    return f"m{number}"


def _number(name: str) -> int:
    """Reads a message id; gives a number that no message has for anything else."""
    shape = MESSAGE_ID.fullmatch(name)
    return int(shape[1]) if shape else 0
