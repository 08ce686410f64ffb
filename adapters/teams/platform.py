"""Teams as the running program sees it (`bot.platforms.ChatPlatform`): one tenant, one bot."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

from aiohttp import web

from adapters.pacing import Now, Sleep
from flows.ports import AccountBook, Addresses, Conversation, Surface, Who


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
    ) -> None:
        """Takes what signs in; the two addresses stand in for Microsoft's, on this machine only.

        `now` and `wait` are the time by which calls are paced.
        """
        self._given = (app_id, app_password, tenant_id, addresses, openid_url, token_url, now, wait)
        self.on_changed: Callable[[Who], None] | None = None
        """Called when an account changed, so that nothing old is remembered of it."""

    @property
    def surface(self) -> Surface:
        """Where cards are put."""
        raise NotImplementedError

    @property
    def book(self) -> AccountBook:
        """Who the people on it are."""
        raise NotImplementedError

    async def sign_in(self) -> str:
        """Signs in and gives the id of the tenant; raises `PlatformRefused`."""
        raise NotImplementedError

    async def start(self, conversation: Conversation) -> None:
        """Begins to listen; signs in first when that was not done, and raises as `sign_in` does."""
        raise NotImplementedError

    def routes(self) -> Iterable[web.RouteDef]:
        """Gives the address that Teams posts to."""
        raise NotImplementedError

    def faults(self) -> tuple[str, ...]:
        """Gives the codes of what is wrong now."""
        raise NotImplementedError

    async def stop(self) -> None:
        """Finishes what is under way and closes all connections."""
        raise NotImplementedError
