"""The connection outwards that Slack sends through, for a school without a public address.

Rules this file keeps:

- An envelope is answered after it was carried out. One that is not answered comes again.
- The client of the SDK connects again by itself when it sees that it must. It has been known not
  to see it, so every half minute somebody else looks, and replaces a client that is dead.
- A connection counts once Slack said hello.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.app import SILENT
from adapters.slack.web import SlackWeb
from adapters.under_way import UnderWay
from flows.ports import Gone, MaybeSent, NotSent, Unreachable

LOG = logging.getLogger("pestmelding.slack")

NOT_CONNECTED = "slack-niet-verbonden"
"""Fault: nothing that people do in Slack reaches the bot now."""

LOOK_EVERY = 30.0
"""Seconds."""
CONNECTED_WITHIN = 20.0
"""Seconds for a new connection, before another one is tried."""
PING_EVERY = 10.0
"""Seconds; a connection that does not answer four of them is dead."""

Answer = Callable[[object], Awaitable[BoltResponse]]
Sleep = Callable[[float], Awaitable[None]]


class _Client(SocketModeClient):
    """The client of the SDK, which asks for its address through `SlackWeb`."""

    def __init__(self, web: SlackWeb, ping_every: float) -> None:
        super().__init__(
            app_token="",
            logger=SILENT,
            web_client=AsyncWebClient(retry_handlers=[], logger=SILENT),
            ping_interval=ping_every,
        )
        self._web = web
        self.said_hello = False
        self.message_listeners.append(self._hear)

    async def issue_new_wss_url(self) -> str:
        """Asks Slack where to connect to; what Slack says about it stays inside `SlackWeb`."""
        self.said_hello = False
        told = await self._web.call("apps.connections.open")
        return str(told["url"])

    async def _hear(
        self, _: AsyncBaseSocketModeClient, message: dict[str, Any], __: str | None
    ) -> None:
        if message.get("type") == "hello":
            self.said_hello = True

    @property
    def is_up(self) -> bool:
        """Whether Slack can reach us through this client now."""
        session = self.current_session
        return self.said_hello and not self.stale and session is not None and not session.closed


class SocketMode:
    """Keeps one connection to Slack."""

    def __init__(
        self,
        answer: Answer,
        web: SlackWeb,
        under_way: UnderWay,
        *,
        sleep: Sleep = asyncio.sleep,
        ping_every: float = PING_EVERY,
        connected_within: float = CONNECTED_WITHIN,
    ) -> None:
        self._answer = answer
        self._web = web
        self._under_way = under_way
        self._sleep = sleep
        self._ping_every = ping_every
        self._connected_within = connected_within
        self._client: _Client | None = None
        self._watch: asyncio.Task[None] | None = None

    def faults(self) -> tuple[str, ...]:
        """Gives what is wrong now."""
        return () if self._client is not None and self._client.is_up else (NOT_CONNECTED,)

    async def start(self) -> None:
        """Connects, and goes on trying in the background when that does not work at once."""
        await self._connect()
        self._watch = asyncio.get_running_loop().create_task(self._watching())

    async def stop(self) -> None:
        """Takes nothing more, and closes the connection when what came has been answered."""
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.wait((self._watch,))
        await self._under_way.ended(STOPPED_WITHIN)
        await self._drop()

    async def _watching(self) -> None:
        while True:
            await self._sleep(LOOK_EVERY)
            if self._client is None or not self._client.is_up:
                LOG.warning("slack_connection_renewed")
                await self._drop()
                await self._connect()

    async def _connect(self) -> None:
        client = _Client(self._web, self._ping_every)
        client.socket_mode_request_listeners.append(self._take)
        self._client = client
        try:
            client.wss_uri = await client.issue_new_wss_url()
            async with asyncio.timeout(self._connected_within):
                await client.connect()  # type: ignore[no-untyped-call] # the SDK gives no type here
        except (NotSent, MaybeSent, Unreachable, Gone, LookupError, ValueError, OSError) as error:
            LOG.warning("slack_not_connected", extra={"error": type(error).__name__})

    async def _drop(self) -> None:
        client, self._client = self._client, None
        if client is None:
            return
        try:
            async with asyncio.timeout(self._connected_within):
                await client.close()  # type: ignore[no-untyped-call] # the SDK gives no type here
        except Exception as error:  # noqa: BLE001 - it is thrown away, whatever it says
            LOG.warning("slack_connection_not_closed", extra={"error": type(error).__name__})

    async def _take(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        """Carries out what an envelope holds and answers it."""
        await self._under_way.begin(self._taken(client, request))

    async def _taken(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        response = await self._answer(request.payload)
        try:
            await send_async_response(client, request, response, 0.0)
        except Exception as error:  # noqa: BLE001 - the connection went; Slack sends it again
            LOG.warning("slack_answer_not_sent", extra={"error": type(error).__name__})


STOPPED_WITHIN = 10.0
"""Seconds for what was under way."""
