"""What people do in local-slack, and what they see there: over the socket of its page.

The page does everything over this socket; the control API of local-slack does a part of it.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from tests.local_chat.own_network import ADDRESS, LOCAL_SLACK
from tests.slack_stub.workspace import APP_ID

Told = dict[str, Any]

WITHIN = 10.0
"""Seconds in which something must be seen after doing something."""


class Page:
    """The page of local-slack, without a browser: what it shows to everybody."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._seen: asyncio.Queue[Told] = asyncio.Queue()
        self.messages: dict[str, dict[str, Told]] = {}
        """By channel and ts, in the order in which they came."""
        self.homes: dict[str, Told] = {}
        self.stack: list[Told] = []
        self.chats: dict[str, str] = {}
        """The channel of each person's chat with the app."""

    async def act(self, what: str, user: str, **more: object) -> None:
        """Does something as somebody."""
        while not self._seen.empty():
            self._seen.get_nowait()
        await self._socket.send_json({"t": what, "user": user, "appId": APP_ID, **more})

    async def sees(self, user: str, *kinds: str) -> Told:
        """Waits until somebody sees one of these: "view", "view_errors", "home" or "whisper"."""
        async with asyncio.timeout(WITHIN):
            while True:
                told = await self._seen.get()
                if told["t"] in kinds and told.get("user", user) == user:
                    return told

    async def listen(self) -> None:
        """Takes in what the page is told, for as long as it is open."""
        async for message in self._socket:
            told: Told = json.loads(message.data)
            take_in = TAKEN_IN.get(told["t"])
            if take_in is not None:
                take_in(self, told)
            self._seen.put_nowait(told)

    def _init(self, told: Told) -> None:
        for channel in told["state"]["channels"]:
            self._channel({"channel": channel})

    def _channel(self, told: Told) -> None:
        channel = told["channel"]
        if channel["is_im"]:
            self.chats[channel["members"][0]] = channel["id"]

    def _message(self, told: Told) -> None:
        message = told["message"]
        if "ephemeral_to" in message:
            whisper = {"t": "whisper", "user": message["ephemeral_to"], "text": message["text"]}
            self._seen.put_nowait(whisper)
        else:
            self.messages.setdefault(message["channel"], {})[message["ts"]] = message

    def _view(self, told: Told) -> None:
        self.stack = told["stack"]

    def _home(self, told: Told) -> None:
        self.homes[told["user"]] = told["view"]


TAKEN_IN = {
    "init": Page._init,  # noqa: SLF001 - one table of what the page is told
    "channel": Page._channel,  # noqa: SLF001 - one table, as above
    "message": Page._message,  # noqa: SLF001 - one table, as above
    "message_update": Page._message,  # noqa: SLF001 - one table, as above
    "view": Page._view,  # noqa: SLF001 - one table, as above
    "home": Page._home,  # noqa: SLF001 - one table, as above
}


@asynccontextmanager
async def page_open() -> AsyncIterator[Page]:
    """Opens the page, for as long as it is used."""
    url = f"ws://{ADDRESS}:{LOCAL_SLACK}/ui"
    async with aiohttp.ClientSession() as session, session.ws_connect(url) as socket:
        page = Page(socket)
        listening = asyncio.create_task(page.listen())
        yield page
        listening.cancel()
