"""The page as the server sees it: a client that sends what a browser on this computer would."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import msgspec
from aiohttp import ClientResponse, ClientSession
from aiohttp.test_utils import TestServer

from adapters.playground.guards import OWN_HEADER
from adapters.playground.hosting import PlaygroundHost
from adapters.playground.server import build_playground


class PlaygroundClient:
    """Asks a running playground."""

    def __init__(self, session: ClientSession, port: int) -> None:
        self._session = session
        self.port = port
        self.origin = f"http://127.0.0.1:{port}"

    async def get(self, path: str, **headers: str) -> ClientResponse:
        """Gets a path, with these headers on top of those of a browser."""
        return await self._session.get(self.origin + path, headers=_headers(headers))

    async def post(
        self, path: str, body: bytes, headers: dict[str, str] | None = None
    ) -> ClientResponse:
        """Posts a body as the page does; `headers` replace its own, and "" leaves one out."""
        own = {"Origin": self.origin, OWN_HEADER: "pagina", "Content-Type": "application/json"}
        sent = {name: value for name, value in (own | (headers or {})).items() if value}
        return await self._session.post(self.origin + path, data=body, headers=sent)

    async def ask(self, name: str, **body: object) -> dict[str, Any]:
        """Asks as the page does and gives the answer."""
        response = await self.post(f"/ask/{name}", msgspec.json.encode(body))
        return msgspec.json.decode(await response.read(), type=dict[str, Any])


@asynccontextmanager
async def playground_of(host: PlaygroundHost) -> AsyncIterator[PlaygroundClient]:
    """Runs the playground of a host on a free port for as long as it is used."""
    server = TestServer(build_playground(host))
    await server.start_server()
    async with ClientSession(skip_auto_headers=["Content-Type"]) as session:
        yield PlaygroundClient(session, server.port or 0)
    await server.close()


def _headers(named: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in named.items()}
