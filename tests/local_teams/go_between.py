"""Stands between the Playgrounds and the bot, as the connector of Teams does.

Inward it signs what a Playground sends. Outward it holds each call of the bot against the strict
Teams of `tests/teams_stub`, which keeps what was said too, and lets a Playground carry it out.
"""

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from urllib.parse import unquote

import aiohttp
from aiohttp import web

from tests.adapters.teams.card_rules import Kind, faults_in
from tests.chat_stub.stub_time import StubTime
from tests.local_chat.own_network import ADDRESS, BOT, GO_BETWEEN
from tests.local_teams.playgrounds import Json, Playground
from tests.privacy.canaries import Secret
from tests.teams_stub.acks import Ack
from tests.teams_stub.connector import Connector
from tests.teams_stub.door import PATH, ConnectorDoor
from tests.teams_stub.tenant import Tenant, channel_of
from tests.teams_stub.users import TeamsUser

BODY_AT_MOST = 2**20
JSON = "application/json"

Drawn = Callable[[Json], Json]
"""Gives what the bot answers as the page of a Playground can draw it."""


class RealTime(StubTime):
    """The time of the machine: nothing here waits for a stub to go on."""

    def now(self) -> float:
        """Gives seconds since 1970, of a clock that never goes back."""
        return super().now() + asyncio.get_running_loop().time()

    def go_on(self, seconds: float) -> None:
        """Lets no time pass: it passes by itself."""


class ThroughPlaygrounds(Tenant):
    """A tenant in which a Playground gives each message its name, and that keeps every card."""

    name_of_next = ""

    def __init__(self, users: Iterable[TeamsUser], secrets: tuple[Secret, ...] = ()) -> None:
        super().__init__(users, secrets=secrets, time=RealTime(), card_faults=self._looked_at)
        self.cards: list[Json] = []
        """Every card that was shown to anybody, those in dialogs as well."""

    def _looked_at(self, kind: Kind, payload: Json) -> list[str]:
        self.cards.append(payload["card"]["content"] if "card" in payload else payload)
        return faults_in(kind, payload)

    def message_id(self) -> str:
        """Gives the name that the Playground gave, or one of our own where there is none."""
        return self.name_of_next or super().message_id()


class GoBetween:
    """Takes what the Playgrounds send to the bot, and what the bot calls."""

    def __init__(
        self, tenant: ThroughPlaygrounds, session: aiohttp.ClientSession, drawn: Drawn
    ) -> None:
        self.tenant = tenant
        self._drawn = drawn
        self.past = ConnectorDoor(session, f"http://{ADDRESS}:{BOT}", tenant.issuer)
        self.playgrounds: dict[str, Playground] = {}
        """By conversation with the app."""
        self._connector = Connector(tenant)
        self._one_by_one = asyncio.Lock()
        self._heard: dict[tuple[str, str], list[asyncio.Future[Ack]]] = defaultdict(list)

    def application(self) -> web.Application:
        """Makes the application that both sides talk to."""
        application = web.Application(client_max_size=BODY_AT_MOST)
        application.add_routes(self.tenant.issuer.routes())
        application.router.add_post(PATH, self._inward)
        application.router.add_route("*", "/{region}/{tenant}/{path:.*}", self._outward)
        return application

    def next_from(self, conversation: str, what: tuple[str, str]) -> "asyncio.Future[Ack]":
        """Gives what will be answered to the next activity of a kind in a conversation."""
        waiting: asyncio.Future[Ack] = asyncio.get_running_loop().create_future()
        self._heard[conversation, what[0]].append(waiting)
        return waiting

    async def _inward(self, request: web.Request) -> web.Response:
        content = await request.read()
        activity: Json = json.loads(content)
        bearer = self.tenant.issuer.bearer(activity["serviceUrl"])
        ack = await self.past.post(content, bearer)
        waiting = self._heard[activity["conversation"]["id"], activity["type"]]
        if waiting:
            waiting.pop(0).set_result(ack)
        status = ack.status or web.HTTPBadGateway.status_code
        if ack.body is None:
            return web.Response(status=status)
        return web.json_response(self._drawn(ack.body), status=status)

    async def _outward(self, request: web.Request) -> web.Response:
        content, tenant = await request.read(), self.tenant
        prefix, path = f"/{tenant.region}/{tenant.id}", request.rel_url.raw_path
        if not path.startswith(prefix):
            tenant.fault(request.method, "een andere service-URL")
        path = path.removeprefix(prefix)
        authorization = request.headers.get("Authorization", "")
        async with self._one_by_one:
            playground = self._of(path, content)
            status, told = 0, b""
            if playground is not None:
                status, told = await playground.connector(request.method, path, content)
            is_new = request.method == "POST" and bool(told)
            tenant.name_of_next = json.loads(told).get("id", "") if is_new else ""
            answer = self._connector.call(request.method, path, authorization, content)
        if playground is None:
            return web.json_response(answer.body, status=answer.status)
        if answer.status != status:
            tenant.fault(f"{request.method} {path}", f"{answer.status}, de Playground {status}")
        return web.Response(body=told, status=answer.status, content_type=JSON)

    def _of(self, path: str, content: bytes) -> Playground | None:
        """Finds the Playground that a call is for: by its conversation, else by its member."""
        _, _, _, conversation, *_ = [*path.split("/"), "", "", ""]
        if not conversation:
            user = self.tenant.by_mri(json.loads(content)["members"][0]["id"])
            conversation = self.tenant.chat_with(user.id)
        return self.playgrounds.get(channel_of(unquote(conversation)))


@asynccontextmanager
async def between(tenant: ThroughPlaygrounds, drawn: Drawn = dict) -> AsyncIterator[GoBetween]:
    """Serves a go-between for as long as it is used."""
    tenant.base_url = f"http://{ADDRESS}:{GO_BETWEEN}"
    async with aiohttp.ClientSession() as session:
        go_between = GoBetween(tenant, session, drawn)
        runner = web.AppRunner(go_between.application(), access_log=None)
        await runner.setup()
        await web.TCPSite(runner, ADDRESS, GO_BETWEEN).start()
        try:
            yield go_between
        finally:
            await runner.cleanup()
