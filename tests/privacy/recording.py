"""A playground that writes down every byte that leaves it, dialog answers apart."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import msgspec

from adapters.playground.surface import PlaygroundSurface
from bot.conversation_file import Conversation
from bot.conversation_player import Asked, Seen
from bot.school_files import SchoolFiles
from flows.cards import Card
from flows.forms import Answer
from flows.ports import Placed, Who
from storage.encryption import SchoolKey
from tests.privacy.conversation_secrets import marked
from tests.scenarios.playground_driver import PlaygroundDriver, shown

LAST = b"einde"
"""What the stream of changes tells when nothing more is to come."""

FILES = ("pestmelding.db", "pestmelding.db-wal", "pestmelding.db-shm", "chat.db", "chat.db-wal")
"""Everything that is written to disk."""

CHANNELS = (
    "kaarten",
    "stroom",
    "taken",
    "zinnen",
    "gesprekken",
    "problemen",
    "logboek",
    "stderr",
    *FILES,
)
"""Where bytes go."""

Record = defaultdict[str, bytearray]


class RecordingDriver(PlaygroundDriver):
    """Plays without closing, marks what is typed and writes down what comes back."""

    def __init__(
        self, folder: Path, key: SchoolKey, files: SchoolFiles, conversation: Conversation
    ) -> None:
        super().__init__(folder, key, files, conversation.start)
        self.folder = folder
        self.record: Record = defaultdict(bytearray)
        self._fields: dict[str, tuple[Asked, ...]] = {}

    async def submitted(
        self, person: str, form: str, answers: tuple[Answer, ...], carried: str
    ) -> Seen:
        """Submits a form with a word of our own before each text."""
        return await super().submitted(person, form, marked(self._fields[person], answers), carried)

    async def _do(self, what: str, person: str, **body: object) -> Seen:
        seen = await super()._do(what, person, **body)
        if seen.kind == "form":
            self._fields[person] = seen.fields
        return seen

    async def _ask(self, name: str, **body: object) -> dict[str, Any]:
        answer = await super()._ask(name, **body)
        if name == "chat":
            self.record["gesprekken"] += answer["html"].encode()
        elif name in ("typed", "pressed", "submitted"):
            seen = shown(answer)
            channel = {"tasks": "taken", "said": "zinnen", "refused": "zinnen"}.get(seen.kind)
            if channel is not None:
                self.record[channel] += msgspec.json.encode(answer)
        elif name == "advance":
            self.record["zinnen"] += msgspec.json.encode(answer)
        return answer

    async def _again(self) -> None:
        """Stays open, so that the stream of changes can be read all along."""

    async def spoil(self, person: str, text: str) -> None:
        """Sends what no page would send, with a text in it, and writes down the answers."""
        member = self.school.staff_ids[person]
        bodies: dict[str, object] = {
            "typed": {"person": member, "typed": text, "request_id": "r", "extra": text},
            "pressed": {"person": member, "value": text, "request_id": "r"},
            "submitted": {"person": text, "form": text, "answers": [], "carried": text},
            "searched": {"person": member, "kind": text, "typed": text},
            "diagram": {"person": member, "case": text},
        }
        for name, body in bodies.items():
            response = await self._client.post(f"/ask/{name}", msgspec.json.encode(body))
            self.record["problemen"] += await response.read()

    def read_files(self) -> None:
        """Writes down what stands on the disk now."""
        for name in FILES:
            path = self._folder / name
            if path.exists():
                self.record[name] += path.read_bytes()

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Reads the stream of changes for as long as this is open."""
        response = await self._client.get("/changes")

        async def read() -> None:
            while LAST not in self.record["stroom"]:
                self.record["stroom"] += await response.content.readany()

        reader = asyncio.create_task(read())
        try:
            yield
            self.played.host.changes.tell(LAST.decode())
            await reader
        finally:
            reader.cancel()
            response.close()


class RecordingSurface(PlaygroundSurface):
    """Writes down every version of every card that is delivered."""

    record: Record

    async def post(self, who: Who, card: Card, thread_id: str, delivery_id: str) -> Placed:
        """Posts a card."""
        self.record["kaarten"] += msgspec.json.encode(card)
        return await super().post(who, card, thread_id, delivery_id)

    async def replace(self, who: Who, placed: Placed, card: Card) -> None:
        """Puts a new version in its place."""
        self.record["kaarten"] += msgspec.json.encode(card)
        await super().replace(who, placed, card)


@contextmanager
def every_log_line(record: Record) -> Iterator[None]:
    """Writes down all that any library logs, at every level, tracebacks included."""

    class Writing(logging.Handler):
        def emit(self, line: logging.LogRecord) -> None:
            record["logboek"] += self.format(line).encode()

    root = logging.getLogger()
    handler, level = Writing(), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        root.setLevel(level)
        root.removeHandler(handler)


def rows_of(path: Path) -> int:
    """Counts the cards in a chat, to be sure that there was something to look at."""
    with sqlite3.connect(path) as connection:
        return int(connection.execute("SELECT count(*) FROM message").fetchone()[0])
