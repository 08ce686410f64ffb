"""Who may talk to the playground: only its own page, only on this computer.

Rules this file keeps:

- It answers on the loopback address, under the names 127.0.0.1 and localhost alone, so that a site
  elsewhere cannot point its own name at it.
- A request that asks or changes something is a POST with JSON, a header of our own and our own
  Origin. There are no cookies: a page of somebody else has nothing to ride along on.
- A refusal is one Dutch sentence. What went wrong inside is never shown, nor bytes that came in,
  not even when they are no request at all.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from ipaddress import ip_address

import msgspec
from aiohttp import web

from adapters.playground.payloads import NotReadable
from adapters.playground.replies import Problem

LOG = logging.getLogger("pestmelding.playground")
"""One of our own: what it says are fixed words, and stands in the log."""

OWN_HEADER = "X-Pestmelding"

OWN_NAMES = ("127.0.0.1", "localhost")

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

PROBLEMS = {
    400: "Dit verzoek is niet te lezen. Laad de pagina opnieuw en probeer het nog een keer.",
    403: "Dit verzoek komt niet van de pagina van de oefenomgeving zelf.",
    404: "Dit is hier niet te vinden.",
    405: "Dit kan hier niet.",
    413: "Dit is te veel tekst voor één keer.",
    415: "Dit verzoek is niet te lezen. Laad de pagina opnieuw en probeer het nog een keer.",
    500: "Er ging iets mis. Probeer het nog een keer.",
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class NotLoopback(Exception):
    """De oefenomgeving draait alleen op deze computer (127.0.0.1), niet op een ander adres."""


def require_loopback(address: str) -> None:
    """Raises `NotLoopback` for an address that others could reach."""
    if address not in OWN_NAMES and not _is_loopback(address):
        raise NotLoopback


@web.middleware
async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuses what does not come from the page itself; turns each failure into a sentence."""
    try:
        _require_own_page(request)
        return await handler(request)
    except web.HTTPException as refusal:
        return problem(refusal.status)
    except NotReadable:
        return problem(400)
    except Exception as error:  # noqa: BLE001 - the last place that can turn it into a sentence
        LOG.error("playground_request_failed", extra={"error": type(error).__name__})  # noqa: TRY400 - a traceback may quote what was typed
        return problem(500)


async def add_security_headers(_request: web.Request, response: web.StreamResponse) -> None:
    """Adds the headers that every answer carries."""
    response.headers.update(SECURITY_HEADERS)


class Connection(web.RequestHandler):
    """A connection that answers what never became a request as all else, and quotes none of it."""

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """Refuses with a sentence and closes the connection; a half-sent answer just ends."""
        del message
        LOG.error("playground_connection_failed", extra={"error": type(exc).__name__})
        if request.writer.output_size > 0:
            raise ConnectionError
        refusal = problem(status)
        refusal.headers.update(SECURITY_HEADERS)
        refusal.force_close()
        return refusal


class Connections(web.Server):
    """Makes a `Connection` for each visitor."""

    def __call__(self) -> web.RequestHandler:
        """Makes one."""
        return Connection(self, loop=asyncio.get_running_loop(), **self._kwargs)


class Runner(web.AppRunner):
    """Runs the playground on such connections."""

    async def _make_server(self) -> web.Server:
        server = await super()._make_server()
        factory = server.request_factory
        return Connections(server.request_handler, request_factory=factory, access_log=None)


def problem(status: int) -> web.Response:
    """Gives a refusal as JSON with a sentence to show."""
    sentence = PROBLEMS.get(status, PROBLEMS[500])
    return web.Response(
        status=status,
        body=msgspec.json.encode(Problem(sentence)),
        content_type="application/json",
    )


def _require_own_page(request: web.Request) -> None:
    address, port = _own_address(request)
    own_hosts = {f"{name}:{port}" for name in OWN_NAMES}
    if not _is_loopback(address) or request.headers.get("Host") not in own_hosts:
        raise web.HTTPForbidden
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        raise web.HTTPForbidden
    if request.method == "POST":
        _require_own_post(request)


def _require_own_post(request: web.Request) -> None:
    own_origin = f"http://{request.headers.get('Host')}"
    if request.headers.get("Origin") != own_origin or OWN_HEADER not in request.headers:
        raise web.HTTPForbidden
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType


def _own_address(request: web.Request) -> tuple[str, int]:
    """Gives the address and port of this side of the connection, or none that fits."""
    own = request.get_extra_info("sockname") or ("", 0)
    return own[0], own[1]


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
