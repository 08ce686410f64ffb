"""Our address being served, next to Microsoft's key server, and who posts to it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import ClientResponse, ClientSession, web
from aiohttp.test_utils import TestServer

from adapters.teams.app import App
from adapters.teams.door import PATH, InvokeAnswer, TeamsDoor
from adapters.teams.session import Session
from adapters.teams.transport import Transport
from tests.chat_stub.stub_time import StubTime
from tests.teams_stub.signing import Issuer
from tests.teams_stub.users import APP_ID, TENANT

Json = dict[str, Any]

PASSWORD = "geheim"
CANARY = "Sophie de Vries"
"""Stands in every activity here, and must not come out anywhere."""


class OurDoor:
    """The address, and all that it was asked."""

    def __init__(self, issuer: Issuer, url: str, base_url: str, time: StubTime) -> None:
        self.issuer = issuer
        self.time = time
        self.url = url
        self.service_url = f"{base_url}/emea/"
        self.taken: list[Json] = []
        """The activities that came through."""
        self.answer: InvokeAnswer | None = None
        self.fails = False
        """Whether whoever answers goes wrong."""
        self.session = ClientSession(skip_auto_headers=["Content-Type"])

    async def answered(self, activity: Json) -> InvokeAnswer | None:
        """Answers an activity that came through."""
        self.taken.append(activity)
        if self.fails:
            raise RuntimeError(CANARY)
        return self.answer

    def activity(self, **changes: object) -> Json:
        """Gives a message; a change to None leaves something out."""
        usual: Json = {
            "type": "message",
            "id": "1700000000000",
            "text": CANARY,
            "channelId": "msteams",
            "serviceUrl": self.service_url,
            "from": {"id": "29:1abc", "aadObjectId": "00000000-0000-0000-0000-000000000001"},
            "recipient": {"id": f"28:{APP_ID}"},
            "conversation": {"id": "a:1chat", "conversationType": "personal", "tenantId": TENANT},
            "channelData": {"tenant": {"id": TENANT}},
        }
        changed = usual | changes
        return {name: value for name, value in changed.items() if value is not None}

    def token(self, **changes: object) -> str:
        """Gives a token of the connector; a change to None leaves a claim out."""
        claims = self.issuer.claims(self.service_url) | changes
        return self.issuer.signed(
            {name: value for name, value in claims.items() if value is not None}
        )

    async def post(
        self,
        activity: object = None,
        *,
        token: str | None = None,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> ClientResponse:
        """Posts an activity under a good token; an empty header is left out."""
        content = json.dumps(self.activity() if activity is None else activity).encode()
        own = {
            "Content-Type": "application/json; charset=utf-8",
            "Authorization": f"Bearer {self.token() if token is None else token}",
        }
        sent = {name: value for name, value in (own | dict(headers or {})).items() if value}
        return await self.session.post(
            self.url, data=content if body is None else body, headers=sent
        )

    async def status(
        self, activity: object = None, *, token: str | None = None, **headers: str
    ) -> int:
        """Posts an activity and gives the status; every refusal has to be bare."""
        response = await self.post(activity, token=token, headers=headers)
        if response.status not in {200, 202}:
            assert b"" == await response.read()
        return response.status


@asynccontextmanager
async def our_door() -> AsyncIterator[OurDoor]:
    """Serves our address and the key server for as long as it is used."""
    issuer = Issuer(APP_ID, PASSWORD)
    vendor = web.Application()
    vendor.add_routes(issuer.routes())
    async with TestServer(vendor) as vendors:
        base_url = f"http://127.0.0.1:{vendors.port}"
        app = App(APP_ID, PASSWORD, TENANT, f"{base_url}/openid", f"{base_url}/token")
        session, time = Session(is_local=app.is_local), StubTime()
        await session.start()
        transport = Transport(app, session, time.now)
        door = OurDoor(issuer, "", base_url, time)
        ours = web.Application()
        ours.add_routes(TeamsDoor(transport, door.answered, comes_within=1.0).routes())
        async with TestServer(ours) as served:
            door.url = f"http://127.0.0.1:{served.port}{PATH}"
            try:
                yield door
            finally:
                issuer.go_on()
                await door.session.close()
        await transport.stop()
        await session.stop()
