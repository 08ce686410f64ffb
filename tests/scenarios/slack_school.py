"""The fictional school on Slack: the real Slack side, over a local Slack."""

from __future__ import annotations

import hashlib

from aiohttp import ClientSession

from adapters.slack.platform import SlackPlatform
from bot.clock import PracticeClock
from bot.school_files import SchoolFiles
from storage.units_of_work import Store
from tests.slack_stub.doors import Door, HttpDoor, SocketDoor
from tests.slack_stub.server import Stub
from tests.slack_stub.users import SlackUser
from tests.slack_stub.workspace import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET


def user_of(email: str) -> str:
    """Gives the id that somebody has in the local Slack."""
    return f"U{hashlib.sha256(email.encode()).hexdigest()[:9].upper()}"


def users_of(files: SchoolFiles) -> tuple[SlackUser, ...]:
    """Gives everybody of the school an account."""
    return tuple(
        SlackUser(id=user_of(one.email), name=one.name, email=one.email)
        for one in files.staff
        if one.email
    )


class SlackChat:
    """The school on Slack (`tests.scenarios.school_program.Chat`)."""

    platform: SlackPlatform
    """The real side, since the program was last opened."""
    door: Door
    """The way in, since then."""

    def __init__(self, stub: Stub, *, by_socket: bool = False) -> None:
        self.stub = stub
        self._by_socket = by_socket

    def platform_on(self, store: Store, clock: PracticeClock) -> SlackPlatform:
        """Makes the real side anew."""
        stub, time = self.stub, self.stub.workspace.time
        self.platform = SlackPlatform(
            BOT_TOKEN,
            "" if self._by_socket else SIGNING_SECRET,
            APP_TOKEN if self._by_socket else "",
            api_url=stub.api_url,
            now=time.now,
            wait=time.sleep,
        )
        return self.platform

    async def reached(self, session: ClientSession, url: str) -> None:
        """Opens the way in."""
        if self._by_socket:
            await self.stub.connected()
            self.door = SocketDoor(self.stub)
        else:
            self.door = HttpDoor(session, url)
