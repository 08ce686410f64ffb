"""The fictional school on Slack: the practice school, the real Slack side, and a local Slack."""

from __future__ import annotations

import datetime
import hashlib
from contextlib import AsyncExitStack
from pathlib import Path

import msgspec
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from adapters.slack.platform import SlackPlatform
from bot.accounts import Accounts
from bot.clock import PracticeClock
from bot.linked_accounts import LinkedAccounts
from bot.practice_school import PracticeSchool, open_practice_school
from bot.school_files import SchoolFiles
from flows.cards import Card
from flows.forms import Option
from flows.ports import Conversation, Reply, Request, Say, Searched, Who
from storage.encryption import SchoolKey
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


class Toned:
    """Remembers which sentences said no, which is not to be seen of a sentence on Slack."""

    def __init__(self, bot: Conversation, refusals: set[str]) -> None:
        self.bot = bot
        """Who is asked; a test may put another in its place."""
        self._refusals = refusals

    async def handle(self, request: Request) -> Reply:
        """Answers as the bot does."""
        reply = await self.bot.handle(request)
        if isinstance(reply, Say) and reply.tone == "refused":
            self._refusals.add(reply.text)
        return reply

    async def search(self, request: Searched) -> tuple[Option, ...]:
        """Finds what the bot finds."""
        return await self.bot.search(request)

    async def card(self, who: Who, message_id: str) -> Card | None:
        """Gives what the bot gives."""
        return await self.bot.card(who, message_id)


class Place(msgspec.Struct, frozen=True):
    """Where a school stands, and what it is made of."""

    folder: Path
    key: SchoolKey
    files: SchoolFiles
    start: datetime.datetime


class SlackSchool:
    """A program that serves the school: opened and closed as often as one likes."""

    def __init__(self, place: Place, stub: Stub, *, by_socket: bool = False) -> None:
        self._place = place
        self._stub = stub
        self._by_socket = by_socket
        self.refusals: set[str] = set()
        """Every sentence by which somebody was told no."""

    async def open(self) -> None:
        """Opens the school in its folder and connects it to Slack."""
        self._opened = AsyncExitStack()
        stub, time = self._stub, self._stub.workspace.time
        platform = SlackPlatform(
            BOT_TOKEN,
            "" if self._by_socket else SIGNING_SECRET,
            APP_TOKEN if self._by_socket else "",
            api_url=stub.api_url,
            now=time.now,
            wait=time.sleep,
        )

        async def accounts_of(store: Store, clock: PracticeClock) -> Accounts:
            self.accounts = LinkedAccounts(
                store, [(platform.book, platform.surface)], clock, time.sleep
            )
            await self.accounts.open()
            return self.accounts

        place = self._place
        self.practice: PracticeSchool = await open_practice_school(
            place.folder, place.key, place.files.settings, place.start, accounts_of
        )
        self._opened.callback(self.practice.close)
        platform.on_changed = self.accounts.forget
        self.platform = platform
        self.toned = Toned(self.practice.wired.bot, self.refusals)
        await platform.start(self.toned)
        self._opened.push_async_callback(platform.stop)
        self._opened.push_async_callback(self.settled)
        self.door = await self._door_of(platform)

    async def close(self) -> None:
        """Stops, once what was being sent is sent."""
        await self._opened.aclose()

    async def settled(self) -> None:
        """Lets everything happen that is due now."""
        await self.practice.wired.due_work.run()

    async def _door_of(self, platform: SlackPlatform) -> Door:
        if self._by_socket:
            await self._stub.connected()
            return SocketDoor(self._stub)
        application = web.Application()
        application.add_routes(platform.routes())
        server = TestServer(application, host="127.0.0.1")
        await server.start_server(access_log=None)
        self._opened.push_async_callback(server.close)
        session = await self._opened.enter_async_context(ClientSession())
        return HttpDoor(session, f"http://127.0.0.1:{server.port}")
