"""Teams as the running program sees it (`bot.platforms.ChatPlatform`): one tenant, one bot."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from http import HTTPStatus

from aiohttp import web

from adapters.pacing import Now, Sleep
from adapters.teams.access_token import FAILED_AGAIN
from adapters.teams.activities import Json
from adapters.teams.answer import InvokeAnswer
from adapters.teams.app import App
from adapters.teams.arrivals import Arrivals
from adapters.teams.chat import Chat
from adapters.teams.chats import Chats
from adapters.teams.connector import TeamsWeb
from adapters.teams.door import TeamsDoor
from adapters.teams.listeners import ANSWERS_WITHIN, Listeners
from adapters.teams.outcomes import TOKEN_REFUSED
from adapters.teams.people import TeamsBook
from adapters.teams.surface import TeamsSurface
from adapters.teams.transport import NotTaken, Transport
from adapters.under_way import UnderWay
from flows.ports import Addresses, Conversation, NotSent, PlatformRefused, Who

LOG = logging.getLogger("pestmelding.teams")

STOPPED_WITHIN = 10.0
"""Seconds for what was under way."""

SIGN_IN_AGAIN_AFTER = (FAILED_AGAIN, FAILED_AGAIN)
"""Seconds between the times that Microsoft is asked for a token, at the start."""

NO_KEY = (
    "Microsoft weigert de gegevens van de app. Kijk of PESTMELDING_TEAMS_APP_ID,"
    " PESTMELDING_TEAMS_APP_PASSWORD (de Value, niet het Secret ID) en PESTMELDING_TEAMS_TENANT_ID"
    " kloppen met de app-registratie, en of het geheim niet is verlopen."
)
NO_ANSWER = (
    "Microsoft is nu niet te bereiken. Kijk of deze computer op internet kan en start opnieuw."
)


class TeamsPlatform:
    """Talks to one tenant, which posts to us."""

    def __init__(  # noqa: PLR0913 - made once, in bot/wiring.py
        self,
        app_id: str,
        app_password: str,
        tenant_id: str,
        addresses: Addresses,
        *,
        openid_url: str = "",
        token_url: str = "",
        now: Now = lambda: asyncio.get_running_loop().time(),
        wait: Sleep = asyncio.sleep,
        answers_within: float = ANSWERS_WITHIN,
    ) -> None:
        """Takes what signs in; raises `PlatformRefused` when that is not whole.

        The two addresses stand in for Microsoft's, on this computer only. `now` and `wait` are the
        time by which calls are paced, `answers_within` the seconds that somebody at a screen waits.
        """
        app = App(app_id, app_password, tenant_id, openid_url, token_url)
        self._tenant_id = app.tenant_id.lower()
        self._addresses = addresses
        self._now = now
        self._wait = wait
        self._answers_within = answers_within
        self._under_way = UnderWay()
        self._web = TeamsWeb(app, now=now)
        self._transport = Transport(app, self._web.session, now)
        self._door = TeamsDoor(self._transport, self._answer)
        chats = Chats(self._web, addresses)
        self._surface = TeamsSurface(self._web, chats, now=now, sleep=wait)
        self._book = TeamsBook(self._web, chats)
        self._listeners: Listeners | None = None
        self._is_signed_in = False
        self.on_changed: Callable[[Who], None] | None = None
        """Called when an account changed, so that nothing old is remembered of it."""

    @property
    def surface(self) -> TeamsSurface:
        """Where cards are put."""
        return self._surface

    @property
    def book(self) -> TeamsBook:
        """Who the people on it are."""
        return self._book

    async def sign_in(self) -> str:
        """Signs in and gives the id of the tenant; raises `PlatformRefused`."""
        try:
            await self._web.start()
            await self._signed_in()
        except BaseException:
            await self.stop()
            raise
        self._is_signed_in = True
        return self._tenant_id

    async def start(self, conversation: Conversation) -> None:
        """Begins to listen; signs in first when that was not done, and raises as `sign_in` does."""
        if not self._is_signed_in:
            await self.sign_in()
        self._listeners = Listeners(
            conversation,
            Chat(self._web),
            Arrivals(self._addresses),
            self._changed,
            under_way=self._under_way,
            now=self._now,
            within=self._answers_within,
        )
        self._transport.start()
        LOG.info("teams_started")

    def routes(self) -> Iterable[web.RouteDef]:
        """Gives the address that Teams posts to."""
        return self._door.routes()

    def faults(self) -> tuple[str, ...]:
        """Gives the codes of what is wrong now."""
        return (*self._web.faults(), *self._transport.faults())

    async def stop(self) -> None:
        """Finishes what is under way and closes all connections."""
        await self._under_way.ended(STOPPED_WITHIN)
        await self._transport.stop()
        await self._web.stop()

    async def _answer(self, activity: Json) -> InvokeAnswer | None:
        """Answers an activity; one that comes before `start` is to come again."""
        if self._listeners is None:
            raise NotTaken(HTTPStatus.SERVICE_UNAVAILABLE)
        return await self._listeners.answer(activity)

    async def _signed_in(self) -> None:
        """Gets a token, and asks for it a few times when nobody answers."""
        for wait in (*SIGN_IN_AGAIN_AFTER, None):
            try:
                await self._web.sign_in()
            except NotSent as failed:
                if failed.code == TOKEN_REFUSED:
                    raise PlatformRefused(NO_KEY) from None
            else:
                return
            if wait is not None:
                await self._wait(wait)
        raise PlatformRefused(NO_ANSWER)

    def _changed(self, who: Who) -> None:
        if self.on_changed is not None:
            self.on_changed(who)
