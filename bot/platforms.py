"""A chat platform as the running program sees it; Slack and Teams are each one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from aiohttp import web

from flows.ports import AccountBook, Conversation, PlatformRefused, Surface, Who

__all__ = ["ChatPlatform", "PlatformRefused"]


class ChatPlatform(Protocol):
    """Talks to one platform. Made without a conversation, for that needs its surface first."""

    on_changed: Callable[[Who], None] | None
    """Called when an account changed, so that nothing old is remembered of it."""

    @property
    def surface(self) -> Surface:
        """Where cards are put."""

    @property
    def book(self) -> AccountBook:
        """Who the people on it are."""

    async def sign_in(self) -> str:
        """Signs in and gives the id of the workspace, before anything is heard.

        Raises `PlatformRefused` when the keys are not right.
        """

    async def start(self, conversation: Conversation) -> None:
        """Begins to listen; signs in first when that was not done, and raises as `sign_in` does."""

    def routes(self) -> Iterable[web.RouteDef]:
        """Gives the addresses to serve on the public port; none when it connects outwards."""

    def faults(self) -> tuple[str, ...]:
        """Gives the codes of what is wrong now, for /readyz."""

    async def stop(self) -> None:
        """Finishes what is under way and closes all connections."""
