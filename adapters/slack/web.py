"""The only way to Slack's Web API: which method, with what, and how it ended.

Rules this file keeps:

- Only the methods of `METHODS` are called. A call is made once: whoever asked decides about again.
- What comes out is the answer, or an outcome of `flows.ports` or `Mistaken` with a code from a
  table. Slack's own words never leave this file: an exception of the SDK quotes the whole answer.
- One session with its connections for all calls. The SDK ignores its own time-out then, and
  follows redirects; both are settled here. It logs at ERROR only, for at DEBUG it prints bodies.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import aiohttp
import msgspec
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from yarl import URL

from adapters.call_endings import lost_call
from adapters.loopback import is_loopback
from adapters.pacing import Holds, Now
from adapters.slack.methods import METHODS
from adapters.slack.outcomes import (
    APP_FAULTS,
    KEY_REFUSED,
    REFUSED,
    TOO_OFTEN,
    Mistaken,
    outcome_of_error,
    outcome_of_status,
)
from flows.ports import MaybeSent, NotSent

LOG = logging.getLogger("pestmelding.slack")
"""One of our own: what it says are fixed words, and stands in the log."""
SDK_LOG = logging.getLogger("slack_sdk.web.async_client")
SDK_LOG.setLevel(logging.ERROR)

API = AsyncWebClient.BASE_URL
HOOKS = "hooks.slack.com"
"""Where every response_url of Slack points to."""

WITHIN = 10.0
"""Seconds for a whole call. Whoever has somebody waiting gives less."""
CONNECT_WITHIN = 5.0
"""Seconds for the connection, before which surely nothing was sent."""
RESPOND_WITHIN = 5.0

AS_JSON = frozenset(
    {"chat.postMessage", "chat.update", "views.open", "views.publish", "views.update"}
)
"""Methods that take structures; the others take a form, so that no address holds an e-mail."""

OPENS_CONNECTION = "apps.connections.open"
"""The one method that is called with the token of the app and not with that of the bot."""
BOT_TOKEN = "bot"  # noqa: S105 - which one, not the token itself
APP_TOKEN = "app"  # noqa: S105 - as BOT_TOKEN


class Identity(msgspec.Struct, frozen=True):
    """Who the app is in the workspace whose token it has."""

    team_id: str
    bot_id: str
    user_id: str
    enterprise_id: str = ""


class SlackWeb:
    """Calls Slack's Web API. `api_url` is another server in its place; empty for Slack itself."""

    def __init__(
        self,
        bot_token: str,
        api_url: str = "",
        app_token: str = "",
        *,
        now: Now = lambda: asyncio.get_running_loop().time(),
    ) -> None:
        self._app_token = app_token
        self._base = URL(api_url or API)
        self._session: aiohttp.ClientSession | None = None
        self._holds = Holds(now)
        self._faults: dict[str, str] = {}
        self.client = AsyncWebClient(
            token=bot_token, base_url=str(self._base), retry_handlers=[], logger=SDK_LOG
        )
        """The client of the SDK on the shared session, which does not try again by itself."""
        if is_loopback(self._base.host):
            self.client.proxy = None
        self.identity: Identity | None = None
        """Who the app is; None until `sign_in`."""

    async def start(self) -> None:
        """Opens the session."""
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=100, ttl_dns_cache=300),
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None, connect=CONNECT_WITHIN),
            middlewares=(_only_what_is_readable,),
        )
        self.client.session = self._session

    async def stop(self) -> None:
        """Closes all connections; a call after this ends as not sent."""
        if self._session is not None:
            await self._session.close()

    async def sign_in(self) -> Identity:
        """Asks Slack who the app is; raises as `call` does."""
        told = await self.call("auth.test")
        names = ("team_id", "bot_id", "user_id", "enterprise_id")
        self.identity = Identity(*(str(told.get(name) or "") for name in names))
        return self.identity

    def faults(self) -> tuple[str, ...]:
        """Gives the codes of what the operator has to put right, until a call succeeds again."""
        return tuple(sorted(set(self._faults.values())))

    async def call(
        self, method: str, *, within: float = WITHIN, **arguments: object
    ) -> dict[str, Any]:
        """Makes a call, once, in at most `within` seconds; gives Slack's answer.

        Raises `NotSent`, `MaybeSent`, `Unreachable` or `Gone` of `flows.ports`, `Mistaken` for what
        Slack will never take from this program, and KeyError for a method that is not in `METHODS`.
        """
        if method not in METHODS:
            raise KeyError(method)
        token = _token_of(method)
        self._holds.require_free(method, TOO_OFTEN)
        answer = await self._attempt(method, within, arguments)
        if isinstance(answer, Exception):
            self._remember(method, token, answer)
            raise answer
        self._faults.pop(token, None)
        self._faults.pop(method, None)
        return answer

    async def respond(self, response_url: str, text: str) -> None:
        """Says something to one person only, by the address that came with what they did.

        Raises `NotSent` or `MaybeSent`; `NotSent` too for an address that is not Slack's.
        """
        url = self._hook(response_url)
        if url is None or self._session is None or self._session.closed:
            raise NotSent(REFUSED)
        body = {
            "response_type": "ephemeral",
            "replace_original": False,
            "unfurl_links": False,
            "unfurl_media": False,
            "text": _escaped(text),
        }
        failed: Exception | None = None
        try:
            async with (
                asyncio.timeout(RESPOND_WITHIN),
                self._session.post(
                    url, json=body, allow_redirects=False, middlewares=(), proxy=self.client.proxy
                ) as said,
            ):
                if said.status >= HTTPStatus.MULTIPLE_CHOICES:
                    failed = NotSent(REFUSED)
        except (aiohttp.ClientError, OSError) as lost:
            failed = lost_call(lost)
        if failed is not None:
            raise failed

    async def _attempt(
        self, method: str, within: float, arguments: Mapping[str, object]
    ) -> dict[str, Any] | Exception:
        """Gives the answer, or how the call ended without one."""
        if self._session is None or self._session.closed:
            return NotSent("not_connected")
        try:
            async with asyncio.timeout(within):
                response = await self.client.api_call(method, **self._sent(method, arguments))
        except SlackApiError as refused:
            return _refusal(refused)
        except (NotSent, MaybeSent) as ended:
            return ended
        except (aiohttp.ClientError, OSError) as lost:
            return lost_call(lost)
        except (ValueError, AttributeError):  # the SDK expects an object and takes what comes
            return MaybeSent("unreadable")
        return dict(response.data) if isinstance(response.data, dict) else MaybeSent("unreadable")

    def _sent(self, method: str, arguments: Mapping[str, object]) -> dict[str, Any]:
        """Gives how the SDK is to send the arguments of a method."""
        if method in AS_JSON:
            return {"json": dict(arguments)}
        if _token_of(method) == APP_TOKEN:
            return {"params": {"token": self._app_token}}
        return {"data": dict(arguments)}

    def _remember(self, method: str, token: str, failed: Exception) -> None:
        """Keeps what concerns every call: that the app is refused, or is asked to wait."""
        code = failed.code if isinstance(failed, NotSent) else ""
        fault = APP_FAULTS.get(code)
        if fault is not None:
            self._faults[token if fault == KEY_REFUSED else method] = fault
            LOG.error("slack_app_refused", extra={"error": code})
        if isinstance(failed, NotSent) and code == TOO_OFTEN:
            self._holds.hold(method, failed.retry_after or 0.0)
        if isinstance(failed, Mistaken):
            LOG.error("slack_call_mistaken", extra={"error": failed.code})

    def _hook(self, response_url: str) -> URL | None:
        """Gives the address to answer to, when it is Slack's or that of the server in its place."""
        try:
            url = URL(response_url)
        except ValueError:
            return None
        is_plain = url.user is None and url.host is not None
        if is_plain and (url.scheme, url.host, url.explicit_port) == ("https", HOOKS, None):
            return url
        is_in_its_place = is_loopback(url.host) and url.host == self._base.host
        return url if is_plain and is_in_its_place else None


async def _only_what_is_readable(
    request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
) -> aiohttp.ClientResponse:
    """Raises the outcome of an answer that the SDK would follow elsewhere or could not read."""
    answer = await handler(request)
    if answer.status == HTTPStatus.SWITCHING_PROTOCOLS:
        return answer
    retry_after = answer.headers.get("Retry-After", "")
    failed = outcome_of_status(answer.status, answer.content_type, retry_after)
    if failed is None:
        return answer
    answer.close()
    raise failed


def _token_of(method: str) -> str:
    """Gives which token a method is called with."""
    return APP_TOKEN if method == OPENS_CONNECTION else BOT_TOKEN


def _refusal(refused: SlackApiError) -> Exception:
    """Reads an answer that is not ok, of which the SDK made an error."""
    told = refused.response
    if not isinstance(told, AsyncSlackResponse) or not isinstance(told.data, dict):
        return MaybeSent("unreadable")
    if told.data.get("ok") is not False:
        return MaybeSent("unreadable")
    return outcome_of_error(told.data.get("error"))


def _escaped(text: str) -> str:
    """Keeps Slack from reading a text as markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
