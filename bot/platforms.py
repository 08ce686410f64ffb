"""A chat platform as the running program sees it; Slack and Teams are each one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from aiohttp import web

from flows.ports import AccountBook, Conversation, PlatformRefused, Surface, Who

__all__ = ["ChatPlatform", "PlatformRefused"]


class ChatPlatform(Protocol):
    """Talks to one platform. Made without a conversation, for that needs its surface first."""

    @property
    def surface(self) -> Surface:
        """Where cards are put."""

    @property
    def book(self) -> AccountBook:
        """Who the people on it are."""

    async def sign_in(self) -> str:
        """Signs in and gives the id of the workspace; the first call, before anything is heard.

        Raises `PlatformRefused` when the keys are not right.
        """

    async def start(self, conversation: Conversation, changed: Callable[[Who], None]) -> None:
        """Begins to listen; `changed` is told of each account that the platform says changed."""

    def routes(self) -> Iterable[web.RouteDef]:
        """Gives the addresses to serve on the public port; none when it connects outwards."""

    def faults(self) -> tuple[str, ...]:
        """Gives the codes of what is wrong now, for /readyz."""

    async def stop(self) -> None:
        """Finishes what is under way and closes all connections."""
