"""An app of a few lines, by which the local Teams is tested itself."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import quote

import msgspec
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from tests.teams_stub.acks import Ack, read_body
from tests.teams_stub.door import PATH, ConnectorDoor
from tests.teams_stub.person import TeamsPerson
from tests.teams_stub.server import Stub, serve_stub
from tests.teams_stub.signing import SCOPE
from tests.teams_stub.tenant import APP_PASSWORD, Tenant
from tests.teams_stub.users import APP_ID, BOT, TeamsUser

Json = dict[str, Any]


class Caller:
    """Calls the connector, with a token of its own."""

    def __init__(self, session: ClientSession, tenant: Tenant) -> None:
        self._session = session
        self._tenant = tenant
        self.token = ""

    async def sign_in(self) -> None:
        """Gets a token."""
        fields = {
            "grant_type": "client_credentials",
            "client_id": APP_ID,
            "client_secret": APP_PASSWORD,
            "scope": SCOPE,
        }
        async with self._session.post(self._tenant.token_url, data=fields) as answer:
            self.token = (await answer.json())["access_token"]

    async def call(self, verb: str, path: str, body: Json | None = None) -> Ack:
        """Makes one call; `path` stands behind the service URL."""
        headers = {"Authorization": f"Bearer {self.token}"}
        url = self._tenant.service_url + path
        async with self._session.request(verb, url, json=body, headers=headers) as answer:
            content = await answer.read()
            return Ack(answer.status, read_body(content))

    async def create(self, user: TeamsUser) -> Ack:
        """Makes the conversation with somebody."""
        body = {"bot": {"id": BOT}, "members": [{"id": user.mri}], "tenantId": self._tenant.id}
        return await self.call("POST", "v3/conversations", body)

    async def post(self, conversation: str, activity: Json) -> Ack:
        """Posts a message."""
        return await self.call("POST", f"{at(conversation)}/activities", activity)

    async def put(self, conversation: str, message: str, activity: Json) -> Ack:
        """Puts another message in the place of one."""
        return await self.call("PUT", f"{at(conversation)}/activities/{message}", activity)


def at(conversation: str) -> str:
    """Gives the path of a conversation."""
    return f"v3/conversations/{quote(conversation, safe='')}"


Answer = Callable[[Caller, Json], Awaitable[Json | None]]
"""Gets the activity that came in; gives the body of the answer."""


async def answers_nothing(_: Caller, __: Json) -> Json | None:
    """Takes note, and does nothing."""
    return None


class SmallApp:
    """Answers whatever comes in with one function, and remembers what came in."""

    def __init__(self, caller: Caller, answer: Answer) -> None:
        self.caller = caller
        self.answer = answer
        self.received: list[Json] = []
        self.status = 200

    def application(self) -> web.Application:
        """Builds the server."""
        application = web.Application()
        application.router.add_post(PATH, self._take)
        return application

    async def _take(self, request: web.Request) -> web.Response:
        activity = await request.json()
        self.received.append(activity)
        body = await self.answer(self.caller, activity)
        if body is None:
            return web.Response(status=self.status)
        return web.json_response(body, status=self.status)


class Running(msgspec.Struct, frozen=True):
    """A tenant, an app in it, and who uses that."""

    stub: Stub
    app: SmallApp
    door: ConnectorDoor
    caller: Caller

    @property
    def tenant(self) -> Tenant:
        """The tenant."""
        return self.stub.tenant

    def person(self, user: str, *, has_old_client: bool = False) -> TeamsPerson:
        """Gives somebody who uses the app."""
        return TeamsPerson(self.tenant, user, self.door, has_old_client=has_old_client)


@asynccontextmanager
async def running(tenant: Tenant, answer: Answer = answers_nothing) -> AsyncIterator[Running]:
    """Serves a tenant with a small app in it."""
    async with serve_stub(tenant) as stub, ClientSession() as session:
        caller = Caller(session, tenant)
        await caller.sign_in()
        app = SmallApp(caller, answer)
        server = TestServer(app.application(), host="127.0.0.1")
        await server.start_server(access_log=None)
        door = ConnectorDoor(session, f"http://127.0.0.1:{server.port}", tenant.issuer)
        try:
            yield Running(stub, app, door, caller)
        finally:
            await server.close()
