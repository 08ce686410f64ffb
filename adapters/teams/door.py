"""What Teams posts to us: only what the connector signed, of our kind, and not too much.

Rules this file keeps:

- A refusal is a bare status. What was in the request is neither said nor logged.
- An activity that wants an answer gets one in the request itself; every other one gets a 202.
- A fault of ours is a 500 without a word, and Teams delivers again.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from http import HTTPStatus

import msgspec
from aiohttp import web

from adapters.http_bodies import COMES_WITHIN, JSON, body_of, is_packed
from adapters.teams.activities import Json
from adapters.teams.answer import InvokeAnswer
from adapters.teams.transport import NotTaken, OnActivity, Transport

__all__ = ["PATH", "InvokeAnswer", "Json", "TeamsDoor"]

LOG = logging.getLogger("pestmelding.teams")

PATH = "/api/messages"

TENANT = "x-ms-tenant-id"
"""In which header Teams repeats the tenant, when it has looked it up."""


class TeamsDoor:
    """Serves the address that Teams posts to."""

    def __init__(
        self, transport: Transport, on_activity: OnActivity, comes_within: float = COMES_WITHIN
    ) -> None:
        self._transport = transport
        self._on_activity = on_activity
        self._comes_within = comes_within

    def routes(self) -> Iterable[web.RouteDef]:
        """Gives the address."""
        return (web.post(PATH, self.take),)

    async def take(self, request: web.Request) -> web.Response:
        """Takes a delivery; gives the answer, or a bare status."""
        if request.content_type != JSON or is_packed(request):
            return _refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        body = await body_of(request, self._comes_within)
        if isinstance(body, HTTPStatus):
            return _refused(body)
        try:
            answer = await self._transport.deliver(
                body,
                request.headers.get("Authorization", ""),
                self._on_activity,
                tenant=request.headers.get(TENANT, ""),
            )
            return _answered(answer)
        except NotTaken as refused:
            return _refused(refused.status)
        except Exception as failed:  # noqa: BLE001 - the last place that can keep it to itself
            LOG.error("teams_activity_failed", extra={"error": type(failed).__name__})  # noqa: TRY400 - a traceback may quote what was typed
            return web.Response(status=HTTPStatus.INTERNAL_SERVER_ERROR)


def _answered(answer: InvokeAnswer | None) -> web.Response:
    if answer is None:
        return web.Response(status=HTTPStatus.ACCEPTED)
    if answer.body is None:
        return web.Response(status=answer.status)
    return web.Response(
        status=answer.status, body=msgspec.json.encode(answer.body), content_type=JSON
    )


def _refused(status: HTTPStatus) -> web.Response:
    LOG.warning("teams_request_not_taken %d", status)
    return web.Response(status=status)
