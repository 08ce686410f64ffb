"""Servers of Microsoft on this computer that answer as a test says: keys, tokens, Teams."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import msgspec
from aiohttp import web
from aiohttp.test_utils import TestServer
from jwt.algorithms import RSAAlgorithm

from tests.teams_stub.signing import rsa_key

Json = dict[str, Any]


class Planned(msgspec.Struct, frozen=True):
    """An answer, whatever was asked."""

    body: bytes
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


def as_json(content: object, status: int = 200, **headers: str) -> Planned:
    """Gives an answer in JSON."""
    return Planned(msgspec.json.encode(content), status, tuple(headers.items()))


def shown(key_id: str, bits: int = 2048, **changes: object) -> Json:
    """Gives a key as the key server shows it."""
    public = RSAAlgorithm.to_jwk(rsa_key(f"{key_id}/{bits}", bits).public_key(), as_dict=True)
    return {**public, "kid": key_id, "use": "sig", "endorsements": ["msteams"], **changes}


class PlannedMicrosoft:
    """Answers what is planned for the last step of an address; the last plan of each stays."""

    def __init__(self) -> None:
        self.url = ""
        self.asked: list[str] = []
        self.bodies: dict[str, list[bytes]] = {}
        """What came to each address."""
        self._plans: dict[str, deque[Planned]] = {}

    def then(self, path: str, *plans: Planned) -> None:
        """Says what comes for an address, from now on."""
        self._plans[path] = deque(plans)

    def shows(self, *keys: Json) -> None:
        """Says which keys there are."""
        self.then("openid", as_json({"jwks_uri": f"{self.url}/keys"}))
        self.then("keys", as_json({"keys": keys}))

    def count(self, path: str) -> int:
        """Gives how often an address was asked."""
        return self.asked.count(path)

    async def _serve(self, request: web.Request) -> web.Response:
        path = request.path.rpartition("/")[2]
        self.asked.append(path)
        self.bodies.setdefault(path, []).append(await request.read())
        plans = self._plans[path]
        plan = plans[0] if len(plans) == 1 else plans.popleft()
        return web.Response(
            status=plan.status,
            body=plan.body,
            headers=dict(plan.headers),
            content_type="application/json",
        )

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[PlannedMicrosoft]:
        """Listens for as long as it is used."""
        application = web.Application()
        application.router.add_route("*", "/{path:.*}", self._serve)
        async with TestServer(application) as served:
            self.url = f"http://127.0.0.1:{served.port}"
            yield self
