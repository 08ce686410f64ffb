"""The one way in which Teams reaches the app: activities over HTTP, signed by the connector."""

from __future__ import annotations

import asyncio
import json
from typing import Any, Protocol

from aiohttp import ClientError, ClientSession

from tests.teams_stub.acks import Ack, read_body
from tests.teams_stub.signing import Issuer

PATH = "/api/messages"


class Door(Protocol):
    """A way to the app."""

    async def send(self, activity: dict[str, Any]) -> Ack:
        """Sends an activity and gives the answer."""


class ConnectorDoor:
    """Posts signed activities to the app, as the connector does."""

    def __init__(self, session: ClientSession, url: str, issuer: Issuer) -> None:
        """Takes the address of the app without a path."""
        self._session = session
        self._url = url.rstrip("/") + PATH
        self._issuer = issuer

    async def send(self, activity: dict[str, Any]) -> Ack:
        """Sends an activity and gives the answer."""
        return await self.post(
            json.dumps(activity).encode(), self._issuer.bearer(activity["serviceUrl"])
        )

    async def post(self, body: bytes, authorization: str) -> Ack:
        """Posts a body under a header; a lost connection is an answer with status 0."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Authorization": authorization,
        }
        try:
            async with self._session.post(self._url, data=body, headers=headers) as response:
                content = await response.read()
                read = read_body(content) if response.ok else None
                return Ack(response.status, read, loop.time() - began)
        except ClientError:
            return Ack(0, seconds=loop.time() - began)
