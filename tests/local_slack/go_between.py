"""Stands between local-slack and the bot: holds each call against a strict Slack, and repairs."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qsl

import aiohttp
from aiohttp import web

from tests.local_chat.own_network import ADDRESS, GO_BETWEEN, LOCAL_SLACK
from tests.local_slack.repairs import Payload, Refusal, Screens
from tests.local_slack.strict import Strict
from tests.local_slack.towards_bot import JSON, Posted, Relay, TowardsBot, now
from tests.local_slack.workspace import EVENTS
from tests.slack_stub.methods import METHODS
from tests.slack_stub.workspace import APP_TOKEN, BOT_TOKEN

BODY_AT_MOST = 2**22
BESIDE = f"{ADDRESS}:{LOCAL_SLACK}"

Drawn = Callable[[Payload], Payload]
"""Gives a modal as the page of local-slack can draw it."""


class GoBetween:
    """Takes the calls of the bot, and what local-slack sends to the bot."""

    def __init__(self, session: aiohttp.ClientSession, strict: Strict, drawn: Drawn) -> None:
        self.screens = Screens()
        self.strict = strict
        self._session = session
        self._drawn = drawn
        self._posted = Posted(session)
        self._bot: TowardsBot = self._posted

    def application(self) -> web.Application:
        """Makes the application that both sides talk to."""
        application = web.Application(client_max_size=BODY_AT_MOST)
        application.add_routes(
            [
                web.post("/api/{method}", self.call),
                web.post(EVENTS, self.post),
                web.get("/socket/{name}", self.connect),
            ]
        )
        return application

    async def search(self, user: str, block_id: str, typed: str) -> list[Payload]:
        """Types in a field of somebody's modal that searches; gives the options."""
        start = now()
        answer = await self._bot.interaction(self.screens.searched(user, block_id, typed))
        self.strict.answer(answer, now() - start)
        options: list[Payload] = answer["options"]
        return options

    # -------------------------------------------------------------- what the bot calls

    async def call(self, request: web.Request) -> web.Response:
        """Takes a call of the Web API, looks at it, and lets local-slack carry it out."""
        method, arguments = request.match_info["method"], await _arguments(request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        self.strict.call(method, arguments, token, now())
        try:
            answer = await CARRIED_OUT.get(method, GoBetween.passed_on)(self, method, arguments)
        except Refusal as refused:
            answer = {"ok": False, "error": refused.code}
        if answer["ok"] is not True:
            self.strict.faults.append(f"{method}: {answer['error']}")
        return web.json_response(answer)

    async def passed_on(self, method: str, arguments: Payload) -> Payload:
        """Calls local-slack."""
        token = APP_TOKEN if METHODS[method].with_app_token else BOT_TOKEN
        url = f"http://{BESIDE}/api/{method}"
        headers = {"Authorization": f"Bearer {token}"}
        async with self._session.post(url, json=arguments, headers=headers) as answer:
            found: Payload = await answer.json()
        return found

    async def open_connection(self, method: str, arguments: Payload) -> Payload:
        """Lets the bot come to the go-between instead."""
        found = await self.passed_on(method, arguments)
        return {**found, "url": found["url"].replace(BESIDE, f"{ADDRESS}:{GO_BETWEEN}")}

    async def send_message(self, method: str, arguments: Payload) -> Payload:
        """Posts or replaces a message, with a name for each block."""
        blocks = self.screens.named(arguments["blocks"])
        return await self.passed_on(method, {**arguments, "blocks": blocks})

    async def open_view(self, method: str, arguments: Payload) -> Payload:
        """Opens a modal."""
        view = self.screens.opened(arguments["trigger_id"], arguments["view"])
        await self.passed_on(method, {**arguments, "view": self._drawn(view.sent)})
        return {"ok": True, "view": self.screens.told(view)}

    async def update_view(self, method: str, arguments: Payload) -> Payload:
        """Replaces a modal."""
        known = arguments.get("hash")
        view = self.screens.updated(arguments["view_id"], known, arguments["view"])
        await self.passed_on(method, {"view": self._drawn(view.sent)})
        return {"ok": True, "view": self.screens.told(view)}

    async def publish_view(self, method: str, arguments: Payload) -> Payload:
        """Gives somebody a Home tab."""
        view = self.screens.published(arguments["user_id"], arguments["view"])
        await self.passed_on(method, {**arguments, "view": view.sent})
        return {"ok": True, "view": self.screens.told(view)}

    # -------------------------------------------------------------- what local-slack sends

    async def post(self, request: web.Request) -> web.Response:
        """Passes on what local-slack posts, with its own signature when nothing is repaired."""
        raw, signed = await request.read(), dict(request.headers)
        if not self._posted.is_signed(raw, signed):
            self.strict.faults.append("local-slack tekent anders dan Slack")
        payload = _payload_in(raw, request.content_type)
        repaired = self.screens.repaired(payload)
        start = now()
        if repaired is payload:
            answer = await self._posted.send(raw, request.content_type, signed)
        else:
            answer = await self._posted.interaction(repaired)
        told = self._answered(repaired, answer, now() - start)
        return web.Response() if told is None else web.json_response(told)

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        """Lets the bot in on a socket, with one to local-slack behind it."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        url = f"ws://{BESIDE}/socket/{request.match_info['name']}"
        async with self._session.ws_connect(url) as behind:
            relay = Relay(socket, behind, self.screens.repaired, self._answered)
            self._bot = relay
            await relay.go_on()
        return socket

    def _answered(self, payload: Payload, answer: Any, seconds: float) -> Any:  # noqa: ANN401 - what the bot answers
        """Looks at an answer of the bot; gives it as local-slack needs it."""
        self.strict.answer(answer, seconds)
        if payload.get("type") != "view_submission":
            return answer
        told = self.screens.answered(payload["user"]["id"], answer or {})
        return {**told, "view": self._drawn(told["view"])} if "view" in told else told


CARRIED_OUT: dict[str, Callable[[GoBetween, str, Payload], Awaitable[Payload]]] = {
    "apps.connections.open": GoBetween.open_connection,
    "chat.postMessage": GoBetween.send_message,
    "chat.update": GoBetween.send_message,
    "views.open": GoBetween.open_view,
    "views.update": GoBetween.update_view,
    "views.publish": GoBetween.publish_view,
}
"""Methods of which something is repaired."""


async def _arguments(request: web.Request) -> Payload:
    """Reads the arguments of a call, which may stand in three places."""
    if request.content_type == JSON:
        found: Payload = await request.json()
        return found
    given = {**request.query, **dict(parse_qsl((await request.read()).decode()))}
    given.pop("token", None)
    return given


def _payload_in(raw: bytes, content_type: str) -> Payload:
    if content_type == JSON:
        event: Payload = json.loads(raw)
        return event
    form: Payload = dict(parse_qsl(raw.decode(), keep_blank_values=True))
    return json.loads(form["payload"]) if "payload" in form else form


@asynccontextmanager
async def between(strict: Strict, drawn: Drawn = dict) -> AsyncIterator[GoBetween]:
    """Serves a go-between for as long as it is used."""
    async with aiohttp.ClientSession() as session:
        go_between = GoBetween(session, strict, drawn)
        runner = web.AppRunner(go_between.application(), access_log=None)
        await runner.setup()
        await web.TCPSite(runner, ADDRESS, GO_BETWEEN).start()
        try:
            yield go_between
        finally:
            await runner.cleanup()
