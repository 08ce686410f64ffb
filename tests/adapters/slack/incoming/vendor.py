"""Slack's side of the line, as small as these tests need: it answers calls and remembers them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import msgspec
from aiohttp import web
from aiohttp.test_utils import TestServer

TEAM, BOT_USER, BOT = "T1", "UBOT", "B1"

WHO_WE_ARE = {
    "ok": True,
    "team_id": TEAM,
    "bot_id": BOT,
    "user_id": BOT_USER,
    "url": "https://example.slack.com/",
}

NEVER = 0
"""Stands for no answer at all."""

Call = tuple[str, dict[str, Any]]


class Vendor:
    """Answers `auth.test` and all else with ok, unless a test says otherwise."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.tokens: dict[str, str] = {}
        """The token that each method was last called with."""
        self.answers: dict[str, list[dict[str, Any] | int]] = {}
        """What the next calls of a method get: a body, or a status without one."""
        self.whispered: list[dict[str, Any]] = []
        self.takes_whispers = asyncio.Event()
        self.takes_whispers.set()
        self.sockets: asyncio.Queue[web.WebSocketResponse] = asyncio.Queue()
        """Each connection of Socket Mode, when it is made."""
        self.heard: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        """What came over any of them."""
        self.says_hello = True
        self.answers_pings = True
        self.url = ""

    def application(self) -> web.Application:
        """Makes the server."""
        application = web.Application()
        application.router.add_post("/api/{method}", self._call)
        application.router.add_post("/hooks/{id}", self._whisper)
        application.router.add_get("/socket", self._socket)
        return application

    def made(self, method: str) -> list[dict[str, Any]]:
        """Gives what a method was called with, each time."""
        return [arguments for called, arguments in self.calls if called == method]

    async def _call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        is_json = request.content_type == "application/json"
        arguments = await request.json() if is_json else dict(await request.post())
        self.tokens[method] = request.headers.get("Authorization", "").removeprefix("Bearer ")
        self.calls.append((method, {**request.query, **arguments}))
        planned = self.answers.get(method)
        answer = planned.pop(0) if planned else self._usual(method)
        if answer == NEVER:
            await asyncio.Event().wait()
        if isinstance(answer, int):
            return web.Response(status=answer)
        return web.json_response(answer)

    def _usual(self, method: str) -> dict[str, Any]:
        if method == "auth.test":
            return WHO_WE_ARE
        if method == "apps.connections.open":
            return {"ok": True, "url": f"{self.url.replace('http', 'ws')}/socket"}
        return {"ok": True}

    async def _whisper(self, request: web.Request) -> web.Response:
        await self.takes_whispers.wait()
        self.whispered.append(await request.json())
        return web.Response(text="ok")

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(autoping=self.answers_pings)
        await socket.prepare(request)
        if self.says_hello:
            await socket.send_json({"type": "hello"})
        self.sockets.put_nowait(socket)
        async for message in socket:
            if message.type is not web.WSMsgType.TEXT:
                continue
            self.heard.put_nowait(msgspec.json.decode(message.data))
        return socket


@asynccontextmanager
async def vendor_running() -> AsyncIterator[Vendor]:
    """Runs Slack's side on a free port."""
    vendor = Vendor()
    server = TestServer(vendor.application())
    await server.start_server()
    vendor.url = f"http://127.0.0.1:{server.port}"
    try:
        yield vendor
    finally:
        await server.close()
