"""Starts the playground with the fictional school: everything in one folder, nothing to set up."""

from __future__ import annotations

import asyncio
import datetime
import pathlib
from collections.abc import Callable

from adapters.playground.changes import Changes
from adapters.playground.chat_store import ChatStore
from adapters.playground.server import serve_playground
from adapters.playground.surface import PlaygroundSurface
from bot.accounts import SamePlatform
from bot.clock import random_bytes
from bot.installation import id_key
from bot.playground_host import VlierhofHost
from bot.protocol_library import DEFINITIONS, read_files
from bot.school_files import SchoolFiles, load_school_files
from bot.ticker import Ticker
from bot.time_travel import clock_of
from bot.wiring import Wired, store_school
from storage.encryption import SchoolKey
from storage.migrations import migrate
from storage.units_of_work import Store, no_seam

FICTIONAL_SCHOOL = pathlib.Path(__file__).parent / "fictional_school"
BADGE = "OEFENING"
ADDRESS = "127.0.0.1"

START = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC)
"""Where the clock of the fictional school begins: Monday 23 November 2026, 10:00 at school."""

Say = Callable[[str], None]
Seam = Callable[[str], None]


def school_key_in(folder: pathlib.Path) -> SchoolKey:
    """Reads the key of the practice school, or makes one the first time."""
    path = folder / "sleutel"
    if not path.exists():
        path.write_text(SchoolKey.fresh(random_bytes))
        path.chmod(0o600)
    return SchoolKey.load(path.read_bytes())


def fictional_school(school_key: SchoolKey) -> SchoolFiles:
    """Reads the files of the fictional school."""
    return load_school_files(FICTIONAL_SCHOOL, id_key(school_key))


class Demo:
    """The playground and all behind it, open."""

    def __init__(self, folder: pathlib.Path, *, seam: Seam = no_seam) -> None:
        self._folder = folder
        self._seam = seam

    async def open(self, port: int) -> None:
        """Opens the database, fills it the first time, and serves the page."""
        self._folder.mkdir(parents=True, exist_ok=True)
        school_key = school_key_in(self._folder)
        url = f"sqlite:///{self._folder / 'pestmelding.db'}"
        migrate(url)
        self.store = Store.open(url, school_key, random_bytes, seam=self._seam)
        files = fictional_school(school_key)
        if await self.store.read(lambda unit: unit.staff.version) == 0:
            await self.store.run(lambda unit: store_school(unit, files), named="school")
        clock = await clock_of(self.store, START)
        self.chat = ChatStore(str(self._folder / "chat.db"))
        changes = Changes()
        surface = PlaygroundSurface(self.chat, changes.tell, clock.now)
        staff = {member.id for member in files.staff}
        self.wired = Wired(
            self.store,
            school_key,
            files.settings,
            read_files(DEFINITIONS / files.settings.protocol),
            clock,
            SamePlatform(surface, staff.__contains__),
            badge=BADGE,
        )
        await self.wired.start()
        people = await self.store.read(self.wired.directory.people)
        host = VlierhofHost(self.wired, clock, self.chat, changes, people)
        self._ticker = Ticker(self.wired.due_work, self.wired.care, self.wired.woken)
        self._ticker.start()
        self._runner = await serve_playground(host, ADDRESS, port)

    async def close(self) -> None:
        """Stops serving and closes the database."""
        await self._runner.cleanup()
        await self._ticker.stop()
        self.store.close()
        self.chat.close()


async def serve(folder: pathlib.Path, port: int, say: Say, seam: Seam = no_seam) -> None:
    """Serves the playground until the program is stopped."""
    demo = Demo(folder, seam=seam)
    await demo.open(port)
    say(f"De oefenschool staat klaar: http://{ADDRESS}:{port}")
    say("Stoppen: Ctrl+C.")
    try:
        await asyncio.Event().wait()
    finally:
        await demo.close()


def run_demo(folder: pathlib.Path, port: int, say: Say, seam: Seam = no_seam) -> None:
    """Runs the playground; Ctrl+C ends it quietly."""
    try:
        asyncio.run(serve(folder, port, say, seam))
    except KeyboardInterrupt:
        say("Tot ziens.")
