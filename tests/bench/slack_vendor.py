"""A bare server in the place of Slack: it answers ok to all, and counts."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

from aiohttp import web

from tests.slack_stub.users import BOT_ID, BOT_USER, TEAM

MAIL = "@school.example"
SEEN_WITHIN = 30.0
"""Seconds."""

Json = dict[str, Any]


def user_of(name: str) -> str:
    """Gives the id of somebody on staff."""
    return f"U{name.upper()}"


def _about(user: str) -> Json:
    profile = {"email": f"{user[1:].lower()}{MAIL}", "real_name": user}
    return {"user": {"id": user, "team_id": TEAM, "is_bot": False, "profile": profile}}


class Vendor:
    """Stands for Slack."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()
        """How often each method was called; a sentence to one person counts as "respond"."""
        self.channels: Counter[str] = Counter()
        """How many messages were replaced, by channel."""
        self.view: Json = {}
        """The modal that was opened last."""
        self._numbers = count(1)
        self._called = asyncio.Condition()

    @property
    def sent(self) -> int:
        """How many messages were posted, replaced or said to one person."""
        return sum(self.calls[one] for one in ("chat.postMessage", "chat.update", "respond"))

    def application(self) -> web.Application:
        """Makes the application."""
        application = web.Application(client_max_size=2**20)
        application.router.add_post("/api/{method}", self._call)
        application.router.add_post("/respond", self._respond)
        return application

    async def seen(self, method: str, times: int) -> None:
        """Waits until a method was called so many times since the start."""
        await self._until(lambda: self.calls[method] >= times)

    async def replaced(self, channel: str, times: int) -> None:
        """Waits until so many messages in a channel were replaced since the start."""
        await self._until(lambda: self.channels[channel] >= times)

    async def all_sent(self, messages: int) -> None:
        """Waits until so many messages were sent since the start."""
        await self._until(lambda: self.sent >= messages)

    async def _until(self, is_seen: Callable[[], bool]) -> None:
        async with asyncio.timeout(SEEN_WITHIN), self._called:
            await self._called.wait_for(is_seen)

    async def _call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        form = request.content_type != "application/json"
        arguments: Json = dict(await request.post()) if form else await request.json()
        answer = web.json_response({"ok": True, **self._answer(method, arguments)})
        await self._note(method)
        return answer

    async def _respond(self, request: web.Request) -> web.Response:
        await request.read()
        await self._note("respond")
        return web.Response()

    async def _note(self, method: str) -> None:
        async with self._called:
            self.calls[method] += 1
            self._called.notify_all()

    def _answer(self, method: str, arguments: Json) -> Json:
        match method:
            case "auth.test":
                return {"team_id": TEAM, "bot_id": BOT_ID, "user_id": BOT_USER, "team": TEAM}
            case "users.info":
                return _about(str(arguments["user"]))
            case "users.lookupByEmail":
                return _about(user_of(str(arguments["email"]).removesuffix(MAIL)))
            case "conversations.open":
                return {"channel": {"id": f"D{arguments['users']}"}}
            case "views.open":
                self.view = arguments["view"]
                return {"view": {"id": "V1", "hash": "1"}}
            case "chat.update":
                self.channels[arguments["channel"]] += 1
                return {"channel": arguments["channel"], "ts": arguments["ts"]}
            case "chat.postMessage":
                ts = f"1795000000.{next(self._numbers):06}"
                return {"channel": arguments["channel"], "ts": ts, "message": {"ts": ts}}
            case _:
                return {}


@asynccontextmanager
async def vendor_served() -> AsyncIterator[tuple[Vendor, str]]:
    """Serves one for as long as it is used; gives it and its address."""
    vendor = Vendor()
    runner = web.AppRunner(vendor.application(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield vendor, f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
