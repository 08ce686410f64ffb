"""The bot on the practice school, put together by `bot/wiring.py`, with its parts at hand."""

import copy
import pathlib
from collections.abc import Callable
from datetime import timedelta
from unittest.mock import patch

from adapters.playground.chat_store import ChatStore
from adapters.playground.surface import PlaygroundSurface
from bot import wiring
from bot.accounts import Accounts, SamePlatform
from bot.clock import PracticeClock, random_bytes
from bot.directory import Directory
from bot.protocol_library import ProtocolLibrary
from bot.school_settings import SchoolSettings
from bot.time_travel import TimeTravel, clock_of
from flows.ports import Surface
from storage.databases import BUSY_TIMEOUT
from storage.units_of_work import Seam, Store, no_seam
from tests.practice.twelve import KEY, MONDAY, STAFF, directory, library, protocol_files, settings

DATABASE = "pestmelding.db"
CHAT = "chat.db"


def _directory(_: SchoolSettings) -> Directory:
    """Gives a directory with the calendar that was made before, as it never changes here."""
    return copy.copy(directory())


def _library(*_: object) -> ProtocolLibrary:
    """Gives the protocol that was read before."""
    return copy.copy(library())


def _as_it_is(surface: Surface) -> Surface:
    return surface


def _same_platform(store: Store, surface: Surface) -> Accounts:
    del store
    return SamePlatform(surface, frozenset(member.id for member in STAFF).__contains__)


class RunningBot:
    """A program that is up, in a folder with its database and its chat."""

    def __init__(
        self, store: Store, chat: ChatStore, clock: PracticeClock, accounts: Accounts
    ) -> None:
        with (
            patch.object(wiring, "Directory", _directory),
            patch.object(wiring, "ProtocolLibrary", _library),
        ):
            wired = wiring.Wired(store, KEY, settings(), protocol_files(), clock, accounts)
        self.wired = wired
        self.accounts = accounts
        self.store = store
        self.chat = chat
        self.clock = clock
        self.cases = wired.cases
        self.bot = wired.bot
        self.delivering = wired.delivering
        self.due_work = wired.due_work
        self.travel = TimeTravel(clock, wired.due_work, store)

    @classmethod
    async def start(
        cls,
        folder: pathlib.Path,
        *,
        seam: Seam = no_seam,
        around: Callable[[Surface], Surface] = _as_it_is,
        linked: Callable[[Store, Surface], Accounts] = _same_platform,
        patience: timedelta = BUSY_TIMEOUT,
    ) -> "RunningBot":
        """Opens what stands in `folder` and recovers; `around` wraps the chat.

        `linked` says who is whom on it.
        """
        url = f"sqlite:///{folder / DATABASE}"
        store = Store.open(url, KEY, random_bytes, seam=seam, busy_timeout=patience)
        clock = await clock_of(store, MONDAY)
        chat = ChatStore(str(folder / CHAT))
        shown = PlaygroundSurface(chat, lambda _: None, clock.now)
        running = cls(store, chat, clock, linked(store, around(shown)))
        await running.wired.start()
        return running

    def stop(self) -> None:
        """Closes the database and the chat."""
        self.store.close()
        self.chat.close()
