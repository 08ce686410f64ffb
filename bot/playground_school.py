"""The fictional school on the playground: a practice school with a chat and a page around it."""

from __future__ import annotations

import datetime
import pathlib

import msgspec

from adapters.playground.changes import Changes
from adapters.playground.chat_store import ChatStore
from adapters.playground.surface import PlaygroundSurface
from bot.accounts import Accounts, SamePlatform
from bot.clock import PracticeClock
from bot.playground_host import VlierhofHost
from bot.practice_school import PracticeSchool, open_practice_school
from bot.school_settings import SchoolSettings
from storage.encryption import SchoolKey
from storage.units_of_work import Store


class PlaygroundSchool(msgspec.Struct, frozen=True):
    """An open practice school, and the chat and page on which it is played."""

    practice: PracticeSchool
    chat: ChatStore
    host: VlierhofHost

    def close(self) -> None:
        """Closes all files; what happened stays in them."""
        self.chat.close()
        self.practice.close()


async def open_playground_school(
    folder: pathlib.Path,
    key: SchoolKey,
    settings: SchoolSettings,
    start: datetime.datetime,
) -> PlaygroundSchool:
    """Opens a filled folder, as `open_practice_school` does."""
    chat = ChatStore(str(folder / "chat.db"))
    changes = Changes()
    staff: set[str] = set()

    async def accounts_of(_: Store, clock: PracticeClock) -> Accounts:
        return SamePlatform(PlaygroundSurface(chat, changes.tell, clock.now), staff.__contains__)

    practice = await open_practice_school(folder, key, settings, start, accounts_of)
    wired = practice.wired
    people = await practice.store.read(wired.directory.people)
    staff.update(member.id for member in people.staff)
    host = VlierhofHost(wired, practice.clock, chat, changes, people)
    return PlaygroundSchool(practice, chat, host)
