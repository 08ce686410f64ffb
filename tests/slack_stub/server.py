"""Serves a workspace on 127.0.0.1: the Web API, response_urls, and Socket Mode."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import WSMsgType, web
from aiohttp.test_utils import TestServer

from tests.slack_stub.acks import Ack, Answered
from tests.slack_stub.plan import RETRY_AFTER, Misbehaviour
from tests.slack_stub.slack_error import Limited
from tests.slack_stub.web_api import WebApi
from tests.slack_stub.workspace import Workspace


class Stub:
    """A workspace that is being served."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._api = WebApi(workspace)
        self._sockets: list[web.WebSocketResponse] = []
        self._acks: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self._connected = asyncio.Event()
        self._closing = asyncio.Event()

    @property
    def api_url(self) -> str:
        """Where the Web API is, as `SlackWeb` wants it."""
        return f"{self.workspace.base_url}/api/"

    def application(self) -> web.Application:
        """Builds the server."""
        application = web.Application(client_max_size=1024**2)
        application.router.add_route("*", "/api/{method}", self._call)
        application.router.add_post("/actions/{team}/{hook}", self._respond)
        application.router.add_get("/link/", self._link)
        return application

    async def _call(self, request: web.Request) -> web.StreamResponse:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        as_json = request.content_type == "application/json"
        try:
            arguments = await _arguments(request)
            answer, misbehaviour = self._api.call(
                request.match_info["method"], token, arguments, as_json=as_json
            )
        except Limited as limited:
            return _limited(limited.retry_after)
        return await self._behave(request, answer, misbehaviour)

    async def _behave(
        self, request: web.Request, answer: dict[str, Any], misbehaviour: Misbehaviour
    ) -> web.StreamResponse:
        if misbehaviour == "limited":
            return _limited(RETRY_AFTER)
        if misbehaviour.startswith("broken"):
            return web.Response(status=500, text="Internal Server Error")
        if misbehaviour.startswith("silent"):
            await self._closing.wait()
        if misbehaviour.startswith(("silent", "reset")):
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        if misbehaviour == "unreadable":
            return web.Response(text="<html>later</html>", content_type="text/html")
        if misbehaviour == "internal_error":
            answer = {"ok": False, "error": "internal_error"}
        scopes = ",".join(sorted(self.workspace.scopes))
        return web.json_response(answer, headers={"x-oauth-scopes": scopes})

    async def _respond(self, request: web.Request) -> web.Response:
        """Takes what is said to one person at a response_url."""
        workspace = self.workspace
        hook = workspace.hooks.get(f"{request.match_info['team']}/{request.match_info['hook']}")
        if hook is None or workspace.time.now() > hook.until or not hook.left:
            return web.Response(status=404, text="used_url" if hook else "no_such_url")
        hook.left -= 1
        if request.content_type != "application/json":
            workspace.faults.append("response_url: geen JSON")
        Answered(workspace, hook.user).said(await request.json(), "response_url")
        return web.Response(text="ok")

    # -------------------------------------------------------------- Socket Mode

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        hello = {"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A"}}
        await socket.send_json(hello)
        self._sockets.append(socket)
        self._connected.set()
        async for message in socket:
            if message.type == WSMsgType.TEXT:
                self._acknowledged(message.data)
        self._sockets.remove(socket)
        if not self._sockets:
            self._connected.clear()
        return socket

    def _acknowledged(self, data: str) -> None:
        try:
            ack = json.loads(data)
        except ValueError:
            self.workspace.faults.append("socket: geen JSON")
            return
        waiting = self._acks.pop(ack.get("envelope_id", ""), None)
        if waiting is None or not set(ack) <= {"envelope_id", "payload"}:
            self.workspace.faults.append("socket: onbekend antwoord")
        elif not waiting.done():
            waiting.set_result(ack)

    async def connected(self) -> None:
        """Waits until the app has connected."""
        await self._connected.wait()

    async def envelope(self, kind: str, payload: dict[str, Any]) -> Ack:
        """Sends something over Socket Mode and gives the answer; no answer is a fault."""
        await self.connected()
        loop = asyncio.get_running_loop()
        envelope = f"envelope-{self.workspace.fresh()}"
        waiting: asyncio.Future[dict[str, Any]] = loop.create_future()
        self._acks[envelope] = waiting
        began = loop.time()
        sent = {
            "envelope_id": envelope,
            "type": kind,
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
        }
        await self._sockets[-1].send_json(sent)
        try:
            ack = await asyncio.wait_for(waiting, 2 * self.workspace.patience)
        except TimeoutError:
            self._acks.pop(envelope, None)
            return Ack(status=0, seconds=2 * self.workspace.patience)
        return Ack(body=ack.get("payload"), seconds=loop.time() - began)

    async def hang_up(self) -> None:
        """Breaks off every connection of Socket Mode, as Slack does now and then."""
        for socket in tuple(self._sockets):
            await socket.close()

    async def close(self) -> None:
        """Lets go of every caller that waits for nothing."""
        self._closing.set()
        await self.hang_up()


@asynccontextmanager
async def serve_stub(workspace: Workspace, port: int | None = None) -> AsyncIterator[Stub]:
    """Serves a workspace on 127.0.0.1 for as long as this is open."""
    stub = Stub(workspace)
    server = TestServer(stub.application(), host="127.0.0.1", port=port)
    await server.start_server(access_log=None)
    workspace.base_url = f"http://127.0.0.1:{server.port}"
    try:
        yield stub
    finally:
        await stub.close()
        await server.close()


async def _arguments(request: web.Request) -> dict[str, Any]:
    """Reads what a call carries: JSON, or a form or query in which objects are written as JSON."""
    if request.content_type == "application/json":
        content = await request.read()
        read = json.loads(content) if content else {}
        return read if isinstance(read, dict) else {"?": read}
    fields = {**request.query, **{name: str(one) for name, one in (await request.post()).items()}}
    return {name: _read(text) for name, text in fields.items()}


def _read(text: str) -> object:
    """Reads one field of a form."""
    if text in ("true", "false") or text[:1] in ("{", "["):
        try:
            return json.loads(text)
        except ValueError:
            return text
    return text


def _limited(retry_after: int) -> web.Response:
    return web.json_response(
        {"ok": False, "error": "ratelimited"},
        status=429,
        headers={"Retry-After": str(retry_after)},
    )
