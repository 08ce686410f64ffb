"""The one door for what Slack sends, over HTTP or Socket Mode, with bolt behind it.

Rules this file keeps:

- What comes through the door is known to come from Slack. It is read strictly here; bolt only sees
  which kind it is and of whom, so that nothing it logs or trips over can be what somebody typed.
- Another workspace, an organisation-wide installation, somebody from elsewhere and every bot is
  refused without a word.
- Slack gets a 200, whatever happened inside: it would show a person its own, English error.
- Nothing is taken from the environment: bolt looks there for what it is not given.
"""

from __future__ import annotations

import asyncio
import logging

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.sentences import EXPIRED
from adapters.slack.incoming import Incoming, Sender, Unknown, Verification, Wire
from adapters.slack.listeners import INCOMING, Listeners
from adapters.slack.payloads import NotReadable, kind_of, read
from adapters.slack.presenting import Answered
from adapters.slack.said_view import said_view
from adapters.slack.web import Identity
from adapters.under_way import UnderWay
from flows.ports import Say

LOG = logging.getLogger("pestmelding.slack")

SILENT = logging.getLogger("pestmelding.slack.bolt")
"""What bolt and the Socket Mode client write to: nowhere. They quote bodies and errors."""
SILENT.setLevel(logging.CRITICAL + 1)
SILENT.disabled = True

NAME = "pestmelding.slack.bolt"
"""How bolt calls the app; it makes a logger of that name, which is the silent one."""

SLACKBOT = "USLACKBOT"


def build_app(identity: Identity, listeners: Listeners) -> AsyncApp:
    """Makes the app of one workspace."""

    async def authorize() -> AuthorizeResult:
        """Says who we are, from what Slack told at the start; the token stays with `SlackWeb`."""
        return AuthorizeResult(
            enterprise_id=identity.enterprise_id or None,
            team_id=identity.team_id,
            bot_id=identity.bot_id,
            bot_user_id=identity.user_id,
        )

    app = AsyncApp(
        name=NAME,
        logger=SILENT,
        process_before_response=True,
        raise_error_for_unhandled_request=False,
        signing_secret="",
        client=AsyncWebClient(retry_handlers=[], logger=SILENT),
        authorize=authorize,
        user_facing_authorize_error_message=EXPIRED,
        request_verification_enabled=False,
        ignoring_self_events_enabled=False,
        ssl_check_enabled=False,
        url_verification_enabled=True,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    listeners.register(app)
    return app


class Door:
    """Takes what Slack sent and gives what to answer."""

    def __init__(self, app: AsyncApp, identity: Identity, under_way: UnderWay) -> None:
        self._app = app
        self._identity = identity
        self._under_way = under_way

    async def answer(self, wire: object) -> BoltResponse:
        """Answers a request; it is carried out to the end when whoever waits for it has gone."""
        try:
            incoming = read(wire)
        except NotReadable:
            LOG.warning("slack_request_unreadable")
            return _quiet(wire)
        if isinstance(incoming, Unknown):
            LOG.warning("slack_request_unknown")
            return _quiet(wire)
        if not isinstance(incoming, Verification) and not self._is_ours(incoming.sender):
            LOG.info("slack_request_refused")
            return BoltResponse(status=200)
        return await asyncio.shield(self._under_way.begin(self._dispatched(wire, incoming)))

    async def _dispatched(self, wire: object, incoming: Incoming) -> BoltResponse:
        request = AsyncBoltRequest(
            mode="socket_mode", body=incoming.routing(), context={INCOMING: incoming}
        )
        response = await self._app.async_dispatch(request)
        if response.status != OK:
            LOG.error("slack_request_unanswered")
            return _quiet(wire)
        return response

    def _is_ours(self, sender: Sender) -> bool:
        """Whether this happened in our workspace, by somebody who belongs there."""
        ours = self._identity
        return (
            sender.team == ours.team_id
            and sender.enterprise in {"", ours.enterprise_id}
            and sender.home in {"", ours.team_id}
            and not sender.whole_organisation
            and sender.user not in {ours.user_id, SLACKBOT}
        )


OK = 200

EXPIRED_LINE: Wire = {"response_type": "ephemeral", "text": EXPIRED}

UNREADABLE: dict[str, Answered] = {
    "command": EXPIRED_LINE,
    "view_submission": {
        "response_action": "update",
        "view": said_view(Say(EXPIRED, "refused")),
    },
    "block_suggestion": {"options": []},
}
"""What is said where the answer itself can say something."""


def _quiet(wire: object) -> BoltResponse:
    return BoltResponse(status=OK, body=UNREADABLE.get(kind_of(wire), ""))
