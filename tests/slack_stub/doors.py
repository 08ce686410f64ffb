"""The two ways in which Slack reaches the app: signed HTTP, and Socket Mode."""

from __future__ import annotations

import asyncio
import json
from typing import Any, Literal, Protocol
from urllib.parse import urlencode

from aiohttp import ClientSession
from slack_sdk.signature import Clock, SignatureVerifier

from tests.slack_stub.acks import Ack, read_body
from tests.slack_stub.server import Stub
from tests.slack_stub.workspace import SIGNING_SECRET

SentKind = Literal["command", "interactive", "event"]

PATH = "/slack/events"
ENVELOPES: dict[SentKind, str] = {
    "command": "slash_commands",
    "interactive": "interactive",
    "event": "events_api",
}
"""What Socket Mode calls each kind."""

FORM = "application/x-www-form-urlencoded"


class Door(Protocol):
    """A way to the app."""

    async def send(self, kind: SentKind, payload: dict[str, Any]) -> Ack:
        """Sends something and gives the answer."""


class HttpDoor:
    """Posts signed requests to the app, as Slack does to its request URL."""

    def __init__(
        self, session: ClientSession, url: str, signing_secret: str = SIGNING_SECRET
    ) -> None:
        """Takes the address of the app without a path."""
        self._session = session
        self._url = url.rstrip("/") + PATH
        self._verifier = SignatureVerifier(signing_secret)

    async def send(
        self, kind: SentKind, payload: dict[str, Any], headers: dict[str, str] | None = None
    ) -> Ack:
        """Sends something and gives the answer; `headers` come on top of those that Slack sends."""
        body, content_type = encoded(kind, payload)
        return await self.post(body, {"Content-Type": content_type, **(headers or {})})

    async def post(self, body: bytes, headers: dict[str, str]) -> Ack:
        """Posts a signed body."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        signed = self.signed(body) | headers
        async with self._session.post(self._url, data=body, headers=signed) as response:
            content = await response.read()
            read = read_body(content, response.content_type) if response.ok else None
            return Ack(response.status, read, loop.time() - began)

    def signed(self, body: bytes, timestamp: str = "") -> dict[str, str]:
        """Gives the headers by which the app knows that Slack sent this."""
        at = timestamp or str(int(Clock().now()))
        signature = self._verifier.generate_signature(timestamp=at, body=body) or ""
        return {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": signature}


class SocketDoor:
    """Sends over the connection that the app opened to Slack."""

    def __init__(self, stub: Stub) -> None:
        self._stub = stub

    async def send(self, kind: SentKind, payload: dict[str, Any]) -> Ack:
        """Sends an envelope and gives the answer."""
        return await self._stub.envelope(ENVELOPES[kind], payload)


def encoded(kind: SentKind, payload: dict[str, Any]) -> tuple[bytes, str]:
    """Gives the body of a request and its content type."""
    if kind == "event":
        return json.dumps(payload).encode(), "application/json"
    fields = payload if kind == "command" else {"payload": json.dumps(payload)}
    return urlencode(fields).encode(), FORM
