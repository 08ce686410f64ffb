"""Who may deliver something to us, and the turn in which it is answered.

The only module that knows the archived SDK of Teams (decision 0016). It checks the token of a
delivery and carries the turn; all else about it is wrong in a way that a test shows, and is done
here or next to it. Nothing in this file can be told to leave the checks out.

Rules this file keeps:

- Dispatch is on the raw activity. The SDK is shown four fields of it, and sends nothing itself.
- A token is looked at before a key is fetched for it: made by the connector, for this app, not
  for ever. No other issuer is known here, so none of its servers is ever asked.
- The SDK checks the signature, the moment, the channel of the key and the address to answer to.
- The tenant stands in no token. Wherever an activity names one, it must be the one we serve.
"""

from __future__ import annotations

import hmac
import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from types import SimpleNamespace
from typing import Any, Final

import jwt
import msgspec
from botbuilder.core import CloudAdapterBase, InvokeResponse, TurnContext
from botbuilder.integration.aiohttp import ConfigurationBotFrameworkAuthentication
from botbuilder.schema import Activity, ConversationAccount
from botframework.connector.auth import (
    AuthenticateRequestResult,
    AuthenticationConstants,
    ServiceClientCredentialsFactory,
)
from botframework.connector.auth.jwt_token_extractor import JwtTokenExtractor

from adapters.pacing import Now
from adapters.teams.activities import Json
from adapters.teams.answer import InvokeAnswer
from adapters.teams.app import App
from adapters.teams.entries import CHANNEL
from adapters.teams.service_urls import is_service_url
from adapters.teams.session import Session
from adapters.teams.signing_keys import NoKeys, SigningKeys

LOG = logging.getLogger("pestmelding.teams")

ISSUER: Final = AuthenticationConstants.TO_BOT_FROM_CHANNEL_TOKEN_ISSUER
"""Who makes the tokens of the connector: https://api.botframework.com."""

TOKEN_AT_MOST = 8000
"""Characters of a token that is looked at; the real ones have about a thousand."""

NOWHERE = "https://nowhere.invalid"
"""Stands for what the SDK wants to know of and never calls."""

OnActivity = Callable[[Json], Awaitable[InvokeAnswer | None]]
"""What is asked to answer an activity; None for one that wants no answer."""


class NotTaken(Exception):
    """Dit verzoek wordt niet aangenomen; er wordt niet gezegd waarom."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.value)
        self.status = status


class Transport:
    """Takes what the connector of one tenant delivers."""

    def __init__(self, app: App, session: Session, now: Now) -> None:
        self._app = app
        self._keys = SigningKeys(session, now, app.openid_url)
        self._cached_as = f"{NOWHERE}/{id(self._keys)}"
        """By which name the SDK finds our keys instead of fetching some itself."""
        JwtTokenExtractor.metadataCache[self._cached_as] = self._keys
        self._turns = _Turns(_Checks(_settings(self._cached_as), credentials_factory=_OnlyUs(app)))

    def start(self) -> None:
        """Begins to fetch the keys; the session must be open."""
        self._keys.begin()

    def faults(self) -> tuple[str, ...]:
        """Gives the codes of what is wrong now."""
        return self._keys.faults()

    async def stop(self) -> None:
        """Lets go of the keys; nothing is taken after this."""
        JwtTokenExtractor.metadataCache.pop(self._cached_as, None)
        await self._keys.stop()

    async def deliver(
        self, raw: bytes, authorization: str, on_activity: OnActivity, *, tenant: str = ""
    ) -> InvokeAnswer | None:
        """Answers a delivery; raises `NotTaken`. `tenant` is what its headers say, if they do."""
        activity, checked = await self._checked(raw, authorization, tenant)
        return await self._turns.answered(checked, activity, on_activity)

    async def _checked(
        self, raw: bytes, authorization: str, tenant: str
    ) -> tuple[Json, AuthenticateRequestResult]:
        token = _token_in(authorization)
        self._require_ours(token)
        activity = _activity_in(raw)
        service_url = activity.get("serviceUrl")
        if (
            activity.get("channelId") != CHANNEL
            or not isinstance(service_url, str)
            or not is_service_url(service_url, is_local=self._app.is_local)
        ):
            raise NotTaken(HTTPStatus.FORBIDDEN)
        checked = await self._turns.checked(activity, authorization)
        self._require_tenant(activity, tenant)
        return activity, checked

    def _require_ours(self, token: str) -> None:
        """Looks at what a token says of itself, which is not to be believed yet."""
        try:
            told = jwt.decode_complete(token, options={"verify_signature": False})
        except (jwt.PyJWTError, ValueError, RecursionError):
            raise NotTaken(HTTPStatus.UNAUTHORIZED) from None
        headers, claims = told["header"], told["payload"]
        is_ours = (
            headers.get("alg") == "RS256"
            and isinstance(headers.get("kid"), str)
            and claims.get("iss") == ISSUER
            and isinstance(claims.get("aud"), str)
            and isinstance(claims.get("exp"), int)
            and isinstance(claims.get("serviceurl"), str)
        )
        if not is_ours:
            raise NotTaken(HTTPStatus.UNAUTHORIZED)

    def _require_tenant(self, activity: Json, tenant: str) -> None:
        """Wants the activity to name a tenant, and every tenant that it names to be ours."""
        channel_data, conversation = activity.get("channelData"), activity["conversation"]
        named = channel_data.get("tenant") if isinstance(channel_data, dict) else None
        told = (
            named.get("id") if isinstance(named, dict) else None,
            conversation.get("tenantId"),
            tenant or None,
        )
        ours = self._app.tenant_id.lower()
        tenants = [one for one in told if one is not None]
        if not tenants or any(not isinstance(one, str) or one.lower() != ours for one in tenants):
            raise NotTaken(HTTPStatus.FORBIDDEN)


def _token_in(authorization: str) -> str:
    """Reads the header; raises `NotTaken` when it holds no token."""
    scheme, _, token = authorization.partition(" ")
    if scheme != "Bearer" or not token or " " in token or len(token) > TOKEN_AT_MOST:
        raise NotTaken(HTTPStatus.UNAUTHORIZED)
    return token


def _activity_in(raw: bytes) -> Json:
    """Reads the activity; raises `NotTaken` for what has not even its shape."""
    try:
        read = msgspec.json.decode(raw)
    except (msgspec.DecodeError, RecursionError):
        raise NotTaken(HTTPStatus.BAD_REQUEST) from None
    conversation = read.get("conversation") if isinstance(read, dict) else None
    if (
        not isinstance(conversation, dict)
        or not _is_text(conversation.get("id"))
        or not _is_text(read.get("type"))
    ):
        raise NotTaken(HTTPStatus.BAD_REQUEST)
    activity: Json = read
    return activity


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _settings(keys_at: str) -> SimpleNamespace:
    """Gives what the SDK is set to: one issuer, our keys, and no server of its own to call."""
    return SimpleNamespace(
        VALIDATE_AUTHORITY=True,
        TO_CHANNEL_FROM_BOT_LOGIN_URL=NOWHERE,
        TO_CHANNEL_FROM_BOT_OAUTH_SCOPE=AuthenticationConstants.TO_CHANNEL_FROM_BOT_OAUTH_SCOPE,
        TO_BOT_FROM_CHANNEL_TOKEN_ISSUER=ISSUER,
        TO_BOT_FROM_CHANNEL_OPENID_METADATA_URL=keys_at,
        TO_BOT_FROM_EMULATOR_OPENID_METADATA_URL=NOWHERE,
        OAUTH_URL=NOWHERE,
        CALLER_ID=NOWHERE,
    )


class _OnlyUs(ServiceClientCredentialsFactory):  # type: ignore[misc] # the SDK ships no types
    """Says to the SDK who we are, and that there is no doing without checks."""

    def __init__(self, app: App) -> None:
        self._app_id = app.app_id.lower()

    async def is_valid_app_id(self, app_id: str) -> bool:
        """Whether a token is meant for this app."""
        return hmac.compare_digest(app_id.lower().encode(), self._app_id.encode())

    async def is_authentication_disabled(self) -> bool:
        """Never."""
        return False

    async def create_credentials(self, *_: object, **__: object) -> None:
        """Gives none: the SDK calls nobody."""
        raise PermissionError


class _NoConnector:
    """Stands where the SDK would make a client for each turn, for ten milliseconds of computing."""

    async def create(self, *_: object) -> object:
        """Gives something that can do nothing."""
        return self


class _Checks(ConfigurationBotFrameworkAuthentication):  # type: ignore[misc] # the SDK ships no types
    """The checks of the SDK, without the clients that it makes for answering."""

    async def create_user_token_client(self, _: object) -> None:
        """Gives none: nobody signs in anywhere through us."""
        return


class _Turns(CloudAdapterBase):  # type: ignore[misc] # the SDK ships no types
    """The turn of the SDK around whoever answers."""

    async def checked(self, activity: Json, authorization: str) -> AuthenticateRequestResult:
        """Gives what the SDK found out about a delivery; raises `NotTaken`."""
        told = Activity(channel_id=activity["channelId"], service_url=activity["serviceUrl"])
        checks = self.bot_framework_authentication
        try:
            checked = await checks.authenticate_request(told, authorization)
        except NoKeys:
            raise NotTaken(HTTPStatus.SERVICE_UNAVAILABLE) from None
        except Exception as refused:  # noqa: BLE001 - the SDK refuses with a bare Exception, too
            LOG.warning("teams_token_refused", extra={"error": type(refused).__name__})
            raise NotTaken(HTTPStatus.UNAUTHORIZED) from None
        checked.connector_factory = _NoConnector()
        return checked

    async def answered(
        self, checked: AuthenticateRequestResult, activity: Json, on_activity: OnActivity
    ) -> InvokeAnswer | None:
        """Carries the turn of a delivery and gives what it is answered with, if it wants that."""

        async def turn(context: TurnContext) -> None:
            answer = await on_activity(activity) or InvokeAnswer(HTTPStatus.OK)
            told = InvokeResponse(status=answer.status, body=answer.body)
            # Not sent as the SDK sends it, which copies the whole answer first.
            context.turn_state[self._INVOKE_RESPONSE_KEY] = Activity(value=told)

        told = Activity(
            type=activity["type"],
            channel_id=activity["channelId"],
            service_url=activity["serviceUrl"],
            conversation=ConversationAccount(id=activity["conversation"]["id"]),
        )
        result: Any = await self.process_activity(checked, told, turn)
        return None if result is None else InvokeAnswer(int(result.status), result.body)
