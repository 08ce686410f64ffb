"""Slack as the running program sees it (`bot.platforms.ChatPlatform`): one workspace, one app."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable

from aiohttp import web
from slack_bolt.response import BoltResponse
from slack_sdk.signature import Clock

from adapters.pacing import Now, Sleep
from adapters.slack.app import Door, build_app
from adapters.slack.home_tabs import HomeTabs
from adapters.slack.http import SlackRequests
from adapters.slack.listeners import Listeners
from adapters.slack.outcomes import APP_FAULTS, Mistaken
from adapters.slack.people import SlackBook
from adapters.slack.presenting import Presenting
from adapters.slack.socket_mode import SocketMode
from adapters.slack.surface import SlackSurface
from adapters.slack.web import Identity, SlackWeb
from adapters.under_way import UnderWay
from flows.ports import (
    Conversation,
    Gone,
    MaybeSent,
    NotSent,
    PlatformRefused,
    Unreachable,
    Who,
)

LOG = logging.getLogger("pestmelding.slack")

REMOVED = "slack-verwijderd"
"""Fault: somebody took the app out of the workspace, or its token away."""

STOPPED_WITHIN = 10.0
"""Seconds for what was under way."""

SIGN_IN_AGAIN_AFTER = (1.0, 3.0, 9.0)
"""Seconds between the times that Slack is asked who we are, at the start."""

NO_KEY = (
    "Slack weigert het token van de app. Kijk of PESTMELDING_SLACK_BOT_TOKEN het Bot User OAuth"
    " Token is (het begint met xoxb-) en of de app nog in de werkruimte staat."
)
NO_SOCKET_KEY = (
    "Slack weigert het token voor Socket Mode. Kijk of PESTMELDING_SLACK_APP_TOKEN een App-Level"
    " Token is (het begint met xapp-) met het recht connections:write."
)
NO_ANSWER = "Slack is nu niet te bereiken. Kijk of deze computer op internet kan en start opnieuw."


class SlackPlatform:
    """Talks to one workspace: over Socket Mode with an app token, else over HTTP."""

    def __init__(  # noqa: PLR0913 - made once, in bot/wiring.py
        self,
        bot_token: str,
        signing_secret: str = "",
        app_token: str = "",
        api_url: str = "",
        *,
        clock: Clock | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        now: Now = lambda: asyncio.get_running_loop().time(),
        wait: Sleep = asyncio.sleep,
    ) -> None:
        """Takes what signs in; `now` and `wait` are the time by which calls are paced."""
        self._web = SlackWeb(bot_token, api_url, app_token, now=now)
        self._surface = SlackSurface(self._web, now=now, sleep=wait)
        self._book = SlackBook(self._web)
        self._by_socket = bool(app_token)
        self._sleep = sleep
        self._under_way = UnderWay()
        self._door: Door | None = None
        self._socket: SocketMode | None = None
        self._requests = SlackRequests(self._answer, signing_secret, clock or Clock())
        self._was_removed = False
        self.on_changed: Callable[[Who], None] | None = None
        """Called when an account changed, so that nothing old is remembered of it."""

    @property
    def surface(self) -> SlackSurface:
        """Where cards are put."""
        return self._surface

    @property
    def book(self) -> SlackBook:
        """Who the people on it are."""
        return self._book

    async def sign_in(self) -> str:
        """Signs in and gives the id of the workspace; raises `PlatformRefused`."""
        return (await self._entered()).team_id

    async def start(self, conversation: Conversation) -> None:
        """Begins to listen; signs in first when that was not done, and raises as `sign_in` does."""
        identity = self._web.identity or await self._entered()
        try:
            await self._start(conversation, identity)
        except BaseException:
            await self.stop()
            raise
        LOG.info("slack_started")

    async def _entered(self) -> Identity:
        try:
            await self._web.start()
            return await self._signed_in()
        except BaseException:
            await self.stop()
            raise

    async def _start(self, conversation: Conversation, identity: Identity) -> None:
        homes = HomeTabs(conversation, self._web, self._under_way)
        listeners = Listeners(
            conversation,
            Presenting(self._web, homes, self._under_way),
            homes,
            on_removed=self._removed,
            on_changed=self._changed,
        )
        self._door = Door(build_app(identity, listeners), identity, self._under_way)
        if self._by_socket:
            self._socket = SocketMode(self._answer, self._web, self._under_way, sleep=self._sleep)
            await self._socket.start()
            if self._web.faults():
                raise PlatformRefused(NO_SOCKET_KEY)

    def routes(self) -> Iterable[web.RouteDef]:
        """Gives the address that Slack posts to; none over Socket Mode."""
        return () if self._by_socket else self._requests.routes()

    def faults(self) -> tuple[str, ...]:
        """Gives the codes of what is wrong now."""
        removed = (REMOVED,) if self._was_removed else ()
        socket = self._socket.faults() if self._socket is not None else ()
        return (*removed, *self._web.faults(), *socket)

    async def stop(self) -> None:
        """Finishes what is under way and closes all connections."""
        if self._socket is not None:
            await self._socket.stop()
        await self._under_way.ended(STOPPED_WITHIN)
        await self._web.stop()

    async def _answer(self, wire: object) -> BoltResponse:
        """Answers a request; one that comes before `start` is to come again."""
        if self._door is None:
            return BoltResponse(status=503)
        return await self._door.answer(wire)

    async def _signed_in(self) -> Identity:
        """Asks Slack who we are, a few times when it does not answer."""
        for wait in (*SIGN_IN_AGAIN_AFTER, None):
            try:
                return await self._web.sign_in()
            except (NotSent, MaybeSent, Unreachable, Gone, Mistaken) as failed:
                if isinstance(failed, NotSent) and failed.code in APP_FAULTS:
                    raise PlatformRefused(NO_KEY) from None
            if wait is not None:
                await self._sleep(wait)
        raise PlatformRefused(NO_ANSWER)

    def _removed(self) -> None:
        self._was_removed = True

    def _changed(self, who: Who) -> None:
        if self.on_changed is not None:
            self.on_changed(who)
