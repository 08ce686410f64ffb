"""The program that serves the fictional school: opened and closed as often as one likes.

It is the practice school with the real side of each chat platform, over a local one.
"""

from __future__ import annotations

import datetime
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Protocol

import msgspec
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from bot.accounts import Accounts
from bot.clock import PracticeClock
from bot.linked_accounts import LinkedAccounts
from bot.platforms import ChatPlatform
from bot.practice_school import PracticeSchool, open_practice_school
from bot.school_files import SchoolFiles
from flows.cards import Card
from flows.forms import Option
from flows.ports import Conversation, Reply, Request, Say, Searched, Who
from storage.encryption import SchoolKey
from storage.units_of_work import Store
from tests.chat_stub.stub_time import StubTime


class Place(msgspec.Struct, frozen=True):
    """Where a school stands, and what it is made of."""

    folder: Path
    key: SchoolKey
    files: SchoolFiles
    start: datetime.datetime


class Toned:
    """Remembers which sentences said no, which is not to be seen of a sentence in a chat."""

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


class Chat(Protocol):
    """One platform on which the school is served."""

    def platform_on(self, store: Store, clock: PracticeClock) -> ChatPlatform:
        """Makes its real side anew, as a program that starts does."""

    async def reached(self, session: ClientSession, url: str) -> None:
        """Is told where the program listens now."""


class SchoolProgram:
    """The program, on one platform or several."""

    def __init__(self, place: Place, time: StubTime, *chats: Chat) -> None:
        """Takes the platforms, the first of which counts for who is on more than one."""
        self.place = place
        self.time = time
        self._chats = chats
        self.refusals: set[str] = set()
        """Every sentence by which somebody was told no."""

    async def open(self) -> None:
        """Opens the school in its folder and connects it to its platforms."""
        self._opened = AsyncExitStack()
        platforms: list[ChatPlatform] = []

        async def accounts_of(store: Store, clock: PracticeClock) -> Accounts:
            platforms.extend(chat.platform_on(store, clock) for chat in self._chats)
            named = self.place.files.settings.staff_channel
            self.accounts = LinkedAccounts(
                store,
                [(one.book, one.surface) for one in platforms],
                clock,
                self.time.sleep,
                channel=Who("teams", named) if named else None,
            )
            await self.accounts.open()
            return self.accounts

        place = self.place
        self.practice: PracticeSchool = await open_practice_school(
            place.folder, place.key, place.files.settings, place.start, accounts_of
        )
        self._opened.callback(self.practice.close)
        self.toned = Toned(self.practice.wired.bot, self.refusals)
        for platform in platforms:
            platform.on_changed = self.accounts.forget
            await platform.start(self.toned)
            self._opened.push_async_callback(platform.stop)
        self._opened.push_async_callback(self.settled)
        await self._serve(platforms)

    async def _serve(self, platforms: list[ChatPlatform]) -> None:
        application = web.Application()
        for platform in platforms:
            application.add_routes(platform.routes())
        server = TestServer(application, host="127.0.0.1")
        await server.start_server(access_log=None)
        self._opened.push_async_callback(server.close)
        session = await self._opened.enter_async_context(ClientSession())
        for chat in self._chats:
            await chat.reached(session, f"http://127.0.0.1:{server.port}")

    async def close(self) -> None:
        """Stops, once what was being sent is sent."""
        await self._opened.aclose()

    async def settled(self) -> None:
        """Lets everything happen that is due now."""
        await self.practice.wired.due_work.run()
