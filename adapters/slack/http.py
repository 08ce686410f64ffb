"""What Slack posts to us: only with its signature, of our kind, and not too much.

Rules this file keeps:

- The signature is over the bytes as they came and is looked at before anything is read in them.
- A request that is too old, or that came before, is not carried out.
- A refusal is a bare status. What was in the request is neither said nor logged.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable
from http import HTTPStatus
from urllib.parse import parse_qsl

import msgspec
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.response import BoltResponse
from slack_sdk.signature import Clock

from adapters.http_bodies import COMES_WITHIN, FORM, JSON, body_of, is_packed

LOG = logging.getLogger("pestmelding.slack")

PATH = "/slack/events"

FIELDS_AT_MOST = 50
"""Of a form; a command has about fifteen."""

LASTS = 300
"""Seconds that a signature is good for, by our own clock (docs, verifying requests)."""

TIMESTAMP = re.compile(r"[0-9]{1,12}")
SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")

SSL_CHECK = re.compile(rb"(?:^|&)ssl_check=1(?:&|$)")
"""Slack looks whether our certificate is good (docs, slash commands); asks for nothing else."""

Answer = Callable[[object], Awaitable[BoltResponse]]


class Signatures:
    """Tells what Slack signed just now from all else."""

    def __init__(self, signing_secret: str, clock: Clock) -> None:
        self._secret = signing_secret.encode()
        self._clock = clock
        self._seen: OrderedDict[str, float] = OrderedDict()
        """The signatures that were good, with when: one that comes again is a replay."""

    def is_good(self, timestamp: str, signature: str, body: bytes) -> bool:
        """Says whether Slack signed this body, within the last five minutes."""
        if TIMESTAMP.fullmatch(timestamp) is None or SIGNATURE.fullmatch(signature) is None:
            return False
        if abs(self._clock.now() - int(timestamp)) > LASTS:
            return False
        signed = b"v0:" + timestamp.encode() + b":" + body
        expected = hmac.new(self._secret, signed, hashlib.sha256).hexdigest()
        return hmac.compare_digest(f"v0={expected}", signature)

    def is_replay(self, signature: str) -> bool:
        """Says whether a good signature came before; from now on it did."""
        now = self._clock.now()
        while self._seen and next(iter(self._seen.values())) < now - 2 * LASTS:
            self._seen.popitem(last=False)
        came_before = signature in self._seen
        self._seen.setdefault(signature, now)
        return came_before


class SlackRequests:
    """Serves the address that Slack posts to. Without a signing secret nothing is good."""

    def __init__(
        self,
        answer: Answer,
        signing_secret: str,
        clock: Clock,
        comes_within: float = COMES_WITHIN,
    ) -> None:
        self._answer = answer
        self._comes_within = comes_within
        self._signatures = Signatures(signing_secret, clock) if signing_secret else None

    def routes(self) -> Iterable[web.RouteDef]:
        """Gives the address."""
        return (web.post(PATH, self.take),)

    async def take(self, request: web.Request) -> web.StreamResponse:
        """Takes a request; gives the answer, or a bare status."""
        if request.content_type not in {FORM, JSON} or is_packed(request):
            return _refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        body = await body_of(request, self._comes_within)
        if isinstance(body, HTTPStatus):
            return _refused(body)
        if request.content_type == FORM and SSL_CHECK.search(body) is not None:
            return web.Response()
        signature = request.headers.get("X-Slack-Signature", "")
        timestamp = request.headers.get("X-Slack-Request-Timestamp", "")
        if self._signatures is None or not self._signatures.is_good(timestamp, signature, body):
            return _refused(HTTPStatus.UNAUTHORIZED)
        try:
            wire = _wire_in(body, request.content_type)
        except (ValueError, RecursionError):  # msgspec and UTF-8 both raise a kind of ValueError
            return _refused(HTTPStatus.BAD_REQUEST)
        if _has_effect(wire) and self._signatures.is_replay(signature):
            LOG.warning("slack_request_replayed")
            return web.Response()
        return await to_aiohttp_response(await self._answer(wire))


def _refused(status: HTTPStatus) -> web.Response:
    LOG.warning("slack_request_not_taken %d", status)
    return web.Response(status=status)


def _has_effect(wire: object) -> bool:
    """Whether a request may only be carried out once.

    A search changes nothing, and somebody who types a letter, takes it away and types it again
    asks the same twice in one second.
    """
    return not (isinstance(wire, dict) and wire.get("type") == "block_suggestion")


def _wire_in(body: bytes, content_type: str) -> object:
    """Gives the payload of a signed body; raises ValueError when there is none to read."""
    if content_type == JSON:
        return msgspec.json.decode(body)
    fields = dict(
        parse_qsl(
            body.decode(), keep_blank_values=True, errors="strict", max_num_fields=FIELDS_AT_MOST
        )
    )
    return msgspec.json.decode(fields["payload"]) if "payload" in fields else fields
