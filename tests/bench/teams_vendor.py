"""A bare server in the place of Teams: it signs, gives tokens, takes all messages, and counts."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count

from aiohttp import web

from tests.bench.slack_vendor import SEEN_WITHIN
from tests.practice.twelve import STAFF
from tests.teams_stub.inputs import actions_in, data_of
from tests.teams_stub.tenant import Tenant, card_in
from tests.teams_stub.users import TeamsUser, object_id


class TeamsVendor:
    """Stands for Teams, and for the servers of Microsoft that sign."""

    def __init__(self) -> None:
        people = [
            TeamsUser(id=object_id(one.email), name=one.name, email=one.email) for one in STAFF
        ]
        self.tenant = Tenant(people)
        self.sent = 0
        """How many messages were posted or replaced."""
        self.places: dict[str, str] = {}
        """Where each button stands that was posted last: the message, by chat and press."""
        self._numbers = count(1)
        self._told = asyncio.Condition()

    def application(self) -> web.Application:
        """Makes the application."""
        chats = f"/{self.tenant.region}/{self.tenant.id}/v3/conversations"
        application = web.Application(client_max_size=2**20)
        application.add_routes(self.tenant.issuer.routes())
        application.router.add_post(f"{chats}/{{chat}}/activities", self._message)
        application.router.add_post(f"{chats}/{{chat}}/activities/{{id}}", self._message)
        application.router.add_put(f"{chats}/{{chat}}/activities/{{id}}", self._message)
        application.router.add_get(f"{chats}/{{chat}}/members/{{member}}", self._member)
        return application

    async def seen(self, messages: int) -> None:
        """Waits until so many messages were sent since the start."""
        async with asyncio.timeout(SEEN_WITHIN), self._told:
            await self._told.wait_for(lambda: self.sent >= messages)

    async def _message(self, request: web.Request) -> web.Response:
        body = await request.json()
        known = request.match_info.get("id") if request.method == "PUT" else None
        name = known or f"{next(self._numbers)}"
        for action in actions_in(card_in(body) or {}):
            self.places[f"{request.match_info['chat']} {data_of(action).get('press')}"] = name
        answer = web.json_response({"id": name}, status=201)
        async with self._told:
            self.sent += 1
            self._told.notify_all()
        return answer

    async def _member(self, request: web.Request) -> web.Response:
        return web.json_response(self.tenant.by_mri(request.match_info["member"]).as_member())


@asynccontextmanager
async def teams_served() -> AsyncIterator[TeamsVendor]:
    """Serves one for as long as it is used."""
    vendor = TeamsVendor()
    runner = web.AppRunner(vendor.application(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    vendor.tenant.base_url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield vendor
    finally:
        vendor.tenant.issuer.go_on()
        await runner.cleanup()
