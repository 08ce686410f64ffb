"""The one session in which this side calls out: Teams itself, its key server, its token server.

A post is made once and no call follows anything elsewhere; whoever asked decides about again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import aiohttp
import msgspec

from adapters.call_endings import lost_call
from flows.ports import NotSent

CONNECT_WITHIN = 5.0
"""Seconds for the connection, before which surely nothing was sent."""
ANSWER_AT_MOST = 1024 * 1024
"""Bytes of an answer that are read."""


class Answer(msgspec.Struct, frozen=True):
    """What came back, whatever its status."""

    status: int
    retry_after: str
    """The header that says for how long to wait."""
    body: bytes


class Session:
    """Keeps the connections. `is_local` when all it calls stands on this very computer."""

    def __init__(self, *, is_local: bool = False) -> None:
        self._is_local = is_local
        self._session: aiohttp.ClientSession | None = None

    async def start(self) -> None:
        """Opens the session; again is harmless."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=100, ttl_dns_cache=300),
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=aiohttp.ClientTimeout(total=None, connect=CONNECT_WITHIN),
                trust_env=not self._is_local,
            )

    async def stop(self) -> None:
        """Closes all connections; a call after this ends as not sent."""
        if self._session is not None:
            await self._session.close()

    async def ask(
        self,
        method: str,
        url: str,
        *,
        within: float,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> Answer:
        """Makes a call in at most `within` seconds; raises `NotSent` or `MaybeSent`."""
        if self._session is None or self._session.closed:
            raise NotSent("not_connected")
        try:
            async with (
                asyncio.timeout(within),
                self._session.request(
                    method, url, data=body, headers=headers, allow_redirects=False
                ) as answer,
            ):
                return Answer(
                    answer.status, answer.headers.get("Retry-After", ""), await _read(answer)
                )
        except (aiohttp.ClientError, OSError) as lost:
            failed = lost_call(lost)
        raise failed  # out here it drags along nothing of what was sent


async def _read(answer: aiohttp.ClientResponse) -> bytes:
    """Reads what came; raises an error of aiohttp when it is more than anybody sends us."""
    body = bytearray()
    async for part in answer.content.iter_any():
        body += part
        if len(body) > ANSWER_AT_MOST:
            raise aiohttp.ClientPayloadError
    return bytes(body)
