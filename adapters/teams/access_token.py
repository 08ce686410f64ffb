"""The one token with which Teams is called: kept, and fetched again before it ends.

Rules this file keeps:

- One request, however many wait for it, and none while a token is good for more than five minutes.
- In the last five minutes the new one is fetched beside what goes on: nobody waits for it.
- What cannot be fetched is asked for again after a while, and not by everybody who comes along.
- Neither the secret nor a token is ever in a log, an exception or what an object says of itself.
"""

from __future__ import annotations

import asyncio
import logging
import math
import re
from http import HTTPStatus
from urllib.parse import urlencode

import msgspec

from adapters.call_endings import seconds_in
from adapters.pacing import Now
from adapters.teams.app import App
from adapters.teams.outcomes import APP_WAIT, NO_TOKEN, TOKEN_REFUSED
from adapters.teams.session import Answer, Session
from adapters.under_way import UnderWay
from flows.ports import MaybeSent, NotSent

LOG = logging.getLogger("pestmelding.teams")

AUTHORITY = "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token"
SCOPE = "https://api.botframework.com/.default"

TOKEN = re.compile(r"[!-~]+")
"""What a header can hold."""

FETCH_WITHIN = 5.0
"""Seconds."""
EARLY = 300.0
"""Seconds before its end that a token is fetched again."""
FAILED_AGAIN = 10.0
"""Seconds before a token server that did not answer is asked again."""
LASTS_AT_MOST = 24 * 3600.0
"""Seconds that a token is kept, whatever is said of it."""


class _Given(msgspec.Struct):
    access_token: str
    expires_in: float = 3600.0


class _Kept(msgspec.Struct, frozen=True):
    token: str
    until: float


class AccessToken:
    """Gives the token of the app."""

    def __init__(self, app: App, session: Session, now: Now) -> None:
        self._session = session
        self._now = now
        self._url = app.token_url or AUTHORITY.format(tenant=app.tenant_id)
        self._asked = urlencode(
            {
                "grant_type": "client_credentials",
                "client_id": app.app_id,
                "client_secret": app.app_password,
                "scope": SCOPE,
            }
        ).encode()
        self._kept: _Kept | None = None
        self._failed = NotSent(NO_TOKEN)
        """How the last request ended that brought none."""
        self._not_before = -math.inf
        """When the token server may be asked again after a failure."""
        self._fetching: asyncio.Future[None] | None = None
        self._under_way = UnderWay()

    async def get(self) -> str:
        """Gives a token that is good now; raises `NotSent`, for without one nothing is sent."""
        left = self._left()
        if left <= EARLY:
            self._begin()
        if left <= 0 and self._fetching is not None:
            await asyncio.shield(self._fetching)
        if self._kept is None or self._left() <= 0:
            raise NotSent(self._failed.code, max(self._not_before - self._now(), 1.0))
        return self._kept.token

    def refused(self, token: str) -> None:
        """Forgets a token that Teams did not take; one that came since then stays."""
        if self._kept is not None and self._kept.token == token:
            self._kept = None

    async def stop(self) -> None:
        """Lets go of what is being fetched."""
        await self._under_way.ended(0)

    def _left(self) -> float:
        """Gives for how many seconds the token is good."""
        return -math.inf if self._kept is None else self._kept.until - self._now()

    def _begin(self) -> None:
        """Begins to fetch a token, when nobody does that now and none was refused just before."""
        if self._fetching is None and self._now() >= self._not_before:
            self._fetching = self._under_way.begin(self._fetched())

    async def _fetched(self) -> None:
        try:
            self._kept = await self._read()
        except (NotSent, MaybeSent) as failed:
            wait = failed.retry_after if isinstance(failed, NotSent) else None
            self._failed = NotSent(TOKEN_REFUSED if failed.code == TOKEN_REFUSED else NO_TOKEN)
            self._not_before = self._now() + (wait or FAILED_AGAIN)
            LOG.warning("teams_token_not_fetched", extra={"error": type(failed).__name__})
        finally:
            self._fetching = None

    async def _read(self) -> _Kept:
        began = self._now()
        answer = await self._session.ask(
            "POST",
            self._url,
            within=FETCH_WITHIN,
            headers={"Content-Type": "application/x-www-form-urlencoded"},
            body=self._asked,
        )
        failed = _failure(answer)
        if failed is not None:
            raise failed
        try:
            given = msgspec.json.decode(answer.body, type=_Given)
        except (msgspec.DecodeError, RecursionError):
            raise NotSent(NO_TOKEN) from None
        if TOKEN.fullmatch(given.access_token) is None or given.expires_in <= 0:
            raise NotSent(NO_TOKEN)
        return _Kept(given.access_token, began + min(given.expires_in, LASTS_AT_MOST))


def _failure(answer: Answer) -> NotSent | None:
    """Tells why an answer brings no token; None when it should."""
    if answer.status == HTTPStatus.OK:
        return None
    if answer.status in {HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        return NotSent(TOKEN_REFUSED, APP_WAIT)
    return NotSent(NO_TOKEN, seconds_in(answer.retry_after))
