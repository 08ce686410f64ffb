"""How much of a request is read: not too much, not for ever, and nothing that is packed.

Neither Slack nor Teams packs what it posts, so nothing is unpacked: two hundred kilobytes can hold
two hundred megabytes. Who posted it is looked at elsewhere.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus

from aiohttp import web

BODY_AT_MOST = 256 * 1024
"""In bytes."""
COMES_WITHIN = 10.0
"""Seconds for a whole body; Slack waits three for the answer, Teams five."""

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


def is_packed(request: web.Request) -> bool:
    """Says whether the body of a request claims to be packed in some way."""
    return "Content-Encoding" in request.headers


async def body_of(request: web.Request, within: float = COMES_WITHIN) -> bytes | HTTPStatus:
    """Reads the body, but no further than the bound; else why there is none to look at."""
    if (request.content_length or 0) > BODY_AT_MOST:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    body = bytearray()
    try:
        async with asyncio.timeout(within):
            async for part in request.content.iter_any():
                body += part
                if len(body) > BODY_AT_MOST:
                    return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    except TimeoutError:
        return HTTPStatus.REQUEST_TIMEOUT
    except (web.RequestPayloadError, OSError):  # it broke off, or is no body at all
        return HTTPStatus.BAD_REQUEST
    return bytes(body)
