"""The only way out to Teams: which call, with what, and how it ended.

Rules this file keeps:

- A post is made once, whoever asked decides about again. Only a token that was refused is fetched
  anew and the call repeated with it: by a refusal like that nothing was done. A question or an
  update whose kept connection turns out to be broken is asked once more by aiohttp; that is
  harmless.
- What comes out is the answer, or an outcome of `flows.ports` or `Mistaken` with a code from a
  table. The words of Teams never leave this side.
- Our token is for Teams. A call to anywhere else is not made, wherever its address came from.
"""

from __future__ import annotations

import asyncio
import logging
from http import HTTPStatus

import msgspec
from yarl import URL

from adapters.pacing import Holds, Now
from adapters.teams.access_token import AccessToken
from adapters.teams.activities import Json
from adapters.teams.app import App
from adapters.teams.outcomes import (
    APP_FAULTS,
    KEY_REFUSED,
    TOO_OFTEN,
    Mistaken,
    outcome_of,
)
from adapters.teams.service_urls import is_callable
from adapters.teams.session import Answer, Session
from flows.ports import MaybeSent, NotSent, Unreachable

LOG = logging.getLogger("pestmelding.teams")

WITHIN = 10.0
"""Seconds for a whole call. Whoever has somebody waiting gives less."""


class TeamsWeb:
    """Calls Teams for one app. Where that is, comes with each address."""

    def __init__(self, app: App, *, now: Now = lambda: asyncio.get_running_loop().time()) -> None:
        self.app = app
        self.session = Session(is_local=app.is_local)
        """The connections, for the keys as well."""
        self._token = AccessToken(app, self.session, now)
        self._holds = Holds(now)
        self._faults: dict[str, str] = {}

    async def start(self) -> None:
        """Opens the session."""
        await self.session.start()

    async def stop(self) -> None:
        """Closes all connections; a call after this ends as not sent."""
        await self._token.stop()
        await self.session.stop()

    async def sign_in(self) -> None:
        """Gets a token; raises `NotSent` with `TOKEN_REFUSED` when Microsoft does not give one."""
        await self._allowed()

    def faults(self) -> tuple[str, ...]:
        """Gives the codes of what the operator has to put right, until a call succeeds again."""
        return tuple(sorted(set(self._faults.values())))

    async def call(
        self, method: str, url: str, body: Json | None = None, *, within: float = WITHIN
    ) -> Json:
        """Makes a call, once, in at most `within` seconds; gives what Teams answers.

        Raises `NotSent`, `MaybeSent`, `Unreachable` or `Gone` of `flows.ports`, and `Mistaken` for
        what Teams will never take from this program.
        """
        if not is_callable(url, is_local=self.app.is_local):
            raise Unreachable("other_address")
        place = _place_of(method, url)
        self._holds.require_free(place, TOO_OFTEN)
        answer = await self._attempt(method, url, body, within)
        failed = outcome_of(answer)
        if failed is not None:
            self._remember(method, place, failed)
            raise failed
        self._faults.pop(KEY_REFUSED, None)
        self._faults.pop(method, None)
        return _object_in(answer)

    async def _attempt(self, method: str, url: str, body: Json | None, within: float) -> Answer:
        """Gives the answer, by a new token when the old one is refused."""
        token = await self._allowed()
        answer = await self._asked(method, url, body, within, token)
        if answer.status != HTTPStatus.UNAUTHORIZED:
            return answer
        self._token.refused(token)
        again = await self._allowed()
        return answer if again == token else await self._asked(method, url, body, within, again)

    async def _asked(
        self, method: str, url: str, body: Json | None, within: float, token: str
    ) -> Answer:
        headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
        content = None
        if body is not None:
            headers["Content-Type"] = "application/json; charset=utf-8"
            content = msgspec.json.encode(body)
        return await self.session.ask(method, url, within=within, headers=headers, body=content)

    async def _allowed(self) -> str:
        """Gives a token; raises `NotSent`."""
        try:
            token = await self._token.get()
        except NotSent as failed:
            self._remember("", "", failed)
            raise
        return token

    def _remember(self, method: str, place: str, failed: Exception) -> None:
        """Keeps what concerns more than one call: that the app is refused, or is asked to wait."""
        code = failed.code if isinstance(failed, NotSent) else ""
        fault = APP_FAULTS.get(code)
        if fault is not None:
            self._faults[KEY_REFUSED if fault == KEY_REFUSED else method] = fault
            LOG.error("teams_app_refused", extra={"error": code})
        if isinstance(failed, NotSent) and code == TOO_OFTEN:
            self._holds.hold(place, failed.retry_after or 0.0)
        if isinstance(failed, Mistaken):
            LOG.error("teams_call_mistaken", extra={"error": failed.code})


def _place_of(method: str, url: str) -> str:
    """Gives what Teams counts calls by: what is done, and in which conversation."""
    steps = URL(url).raw_parts
    at = steps.index("conversations") if "conversations" in steps else len(steps)
    return " ".join((method, *steps[at + 1 : at + 2]))


def _object_in(answer: Answer) -> Json:
    """Reads the object in an answer to a call that succeeded; empty when nothing is told."""
    if not answer.body.strip():
        return {}
    try:
        return msgspec.json.decode(answer.body, type=Json)
    except (msgspec.DecodeError, RecursionError):
        raise MaybeSent("unreadable") from None
