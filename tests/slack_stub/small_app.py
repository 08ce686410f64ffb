"""An app of a few lines, by which the local Slack is tested itself."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import msgspec
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from tests.slack_stub.doors import PATH, HttpDoor
from tests.slack_stub.person import SlackPerson
from tests.slack_stub.server import Stub, serve_stub
from tests.slack_stub.workspace import BOT_TOKEN, SIGNING_SECRET, Workspace

Answer = Callable[[AsyncWebClient, dict[str, Any]], Awaitable[object]]
"""Gets what came in; gives what is answered: nothing, a text, or JSON."""


async def answers_nothing(_: AsyncWebClient, __: dict[str, Any]) -> object:
    """Acknowledges, and does nothing."""
    return None


class SmallApp:
    """Answers whatever comes in with one function, and remembers what came in."""

    def __init__(self, client: AsyncWebClient, answer: Answer) -> None:
        self.client = client
        self.answer = answer
        self.received: list[dict[str, Any]] = []
        self._verifier = SignatureVerifier(SIGNING_SECRET)

    def application(self) -> web.Application:
        """Builds the server."""
        application = web.Application()
        application.router.add_post(PATH, self._take)
        return application

    async def _take(self, request: web.Request) -> web.Response:
        body = await request.read()
        if not self._verifier.is_valid_request(body, request.headers):
            return web.Response(status=401)
        return answer_of(await self.handle(await read(request, body)))

    async def handle(self, payload: dict[str, Any]) -> object:
        """Answers what came in."""
        self.received.append(payload)
        return await self.answer(self.client, payload)


async def read(request: web.Request, body: bytes) -> dict[str, Any]:
    """Reads what Slack posts."""
    if request.content_type == "application/json":
        return msgspec.json.decode(body, type=dict[str, Any])
    form = {name: str(one) for name, one in (await request.post()).items()}
    return dict(json.loads(form["payload"])) if "payload" in form else dict(form)


def answer_of(said: object) -> web.Response:
    """Gives an answer as HTTP."""
    if isinstance(said, dict):
        return web.json_response(said)
    return web.Response(text=said if isinstance(said, str) else "")


class Running(msgspec.Struct, frozen=True):
    """A workspace, an app in it, and who uses that."""

    stub: Stub
    app: SmallApp
    door: HttpDoor
    client: AsyncWebClient

    def person(self, user: str) -> SlackPerson:
        """Gives somebody who uses the app."""
        return SlackPerson(self.stub.workspace, user, self.door)


@asynccontextmanager
async def running(workspace: Workspace, answer: Answer = answers_nothing) -> AsyncIterator[Running]:
    """Serves a workspace with a small app in it."""
    async with serve_stub(workspace) as stub, ClientSession() as session:
        client = AsyncWebClient(
            token=BOT_TOKEN, base_url=stub.api_url, session=session, retry_handlers=[], timeout=2
        )
        app = SmallApp(client, answer)
        server = TestServer(app.application(), host="127.0.0.1")
        await server.start_server()
        door = HttpDoor(session, f"http://127.0.0.1:{server.port}")
        try:
            yield Running(stub, app, door, client)
        finally:
            await server.close()
