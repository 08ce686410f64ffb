"""A server on this computer that answers as Slack would, or misbehaves as it is told to.

It speaks HTTP by hand, so that it can also break off, say nothing or answer half.
"""

import asyncio
import socket
import struct
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Literal
from urllib.parse import parse_qsl

import msgspec

RESET_AT_ONCE = struct.pack("ii", 1, 0)


class Call(msgspec.Struct, frozen=True):
    """A call that arrived whole."""

    method: str
    arguments: dict[str, Any]
    headers: dict[str, str]
    query: str = ""


class Answer(msgspec.Struct, frozen=True):
    """What is answered: a body, or `fields` beside "ok" as JSON."""

    fields: dict[str, Any] | None = None
    ok: bool = True
    status: int = 200
    body: bytes = b""
    content_type: str = "application/json"
    headers: tuple[str, ...] = ()

    def content(self) -> bytes:
        """Gives the body."""
        return self.body or msgspec.json.encode({"ok": self.ok} | (self.fields or {}))


class Trouble(msgspec.Struct, frozen=True):
    """No answer comes: the connection is reset, or nothing happens."""

    kind: Literal["reset before", "reset after", "silence"]


Plan = Answer | Trouble


def error(code: str, **more: object) -> Answer:
    """An answer with an error code."""
    return Answer({"error": code, **more}, ok=False)


RESET_BEFORE = Trouble("reset before")
"""The connection is reset and the call was not heard."""
RESET_AFTER = Trouble("reset after")
"""The call was heard, and the connection is reset."""
SILENCE = Trouble("silence")
"""The call was heard, and no answer comes."""

SIGNED_IN = Answer(
    {"team_id": "T0SCHOOL", "bot_id": "B0BOT", "user_id": "U0BOT", "enterprise_id": None}
)


class PlannedSlack:
    """Answers what is planned, method by method; without a plan everything goes well."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.connections = 0
        self.url = ""
        self._plans: dict[str, deque[Plan]] = {}
        self._ts = 0

    def then(self, method: str, *plans: Plan) -> None:
        """Adds to what comes for a method."""
        self._plans.setdefault(method, deque()).extend(plans)

    def called(self, method: str) -> list[Call]:
        """Gives the calls of a method that arrived."""
        return [call for call in self.calls if call.method == method]

    @asynccontextmanager
    async def serving(self) -> AsyncIterator["PlannedSlack"]:
        """Listens on a free port for as long as it is used."""
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/api/"
        try:
            yield self
        finally:
            server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                await self._one(head, reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _one(
        self, head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        first, *lines = head.decode().splitlines()
        headers = {name.lower(): value for name, _, value in (one.partition(": ") for one in lines)}
        path, _, query = first.split()[1].partition("?")
        method = path.rpartition("/")[2]
        plans = self._plans.get(method)
        plan = plans.popleft() if plans else self._usual(method)
        if plan == RESET_BEFORE:
            _reset(writer)
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        self.calls.append(Call(method, _arguments(headers, body), headers, query))
        if plan == RESET_AFTER:
            _reset(writer)
        if isinstance(plan, Trouble):
            await reader.read()
            raise ConnectionError
        content = plan.content()
        told = (
            f"HTTP/1.1 {plan.status} As planned",
            f"Content-Type: {plan.content_type}",
            f"Content-Length: {len(content)}",
            *plan.headers,
        )
        writer.write("\r\n".join((*told, "", "")).encode() + content)
        await writer.drain()

    def _usual(self, method: str) -> Answer:
        self._ts += 1
        usual = {
            "auth.test": SIGNED_IN,
            "chat.postMessage": Answer({"channel": "D0ONE", "ts": f"1763974800.{self._ts:06}"}),
            "conversations.open": Answer({"channel": {"id": "D0ONE"}}),
        }
        return usual.get(method, Answer())


def _reset(writer: asyncio.StreamWriter) -> None:
    """Ends a connection as a machine does that has lost it."""
    connection = writer.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_AT_ONCE)
    writer.transport.abort()
    raise ConnectionError


def _arguments(headers: dict[str, str], body: bytes) -> dict[str, Any]:
    if headers.get("content-type", "").startswith("application/json"):
        return msgspec.json.decode(body, type=dict[str, Any])
    return dict(parse_qsl(body.decode()))
