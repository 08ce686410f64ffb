"""Starts the playground with the fictional school: everything in one folder, nothing to set up."""

from __future__ import annotations

import asyncio
import datetime
import pathlib
from collections.abc import Callable

from adapters.playground.server import serve_playground
from bot.clock import random_bytes
from bot.installation import id_key
from bot.playground_school import open_playground_school
from bot.practice_school import fill
from bot.school_files import SchoolFiles, load_school_files
from bot.school_settings import FILE_NAME, read_settings
from bot.set_apart import set_apart
from bot.stop_signals import stop_signals
from bot.ticker import Ticker
from storage.encryption import SchoolKey

FICTIONAL_SCHOOL = pathlib.Path(__file__).parent / "fictional_school"
ADDRESS = "127.0.0.1"

START = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC)
"""Where the clock of the fictional school begins: Monday 23 November 2026, 10:00 at school."""

Say = Callable[[str], None]


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

    def __init__(self, folder: pathlib.Path) -> None:
        self._folder = folder

    async def open(self, port: int) -> None:
        """Opens the database, fills it the first time, and serves the page."""
        self._folder.mkdir(parents=True, exist_ok=True)
        key = school_key_in(self._folder)
        fill(self._folder, key, lambda: fictional_school(key))
        settings = read_settings((FICTIONAL_SCHOOL / FILE_NAME).read_bytes())
        self._played = await open_playground_school(self._folder, key, settings, START)
        self.school = self._played.practice
        wired = self.school.wired
        self._ticker = Ticker(wired.due_work, wired.care, wired.woken)
        self._ticker.start()
        self._runner = await serve_playground(self._played.host, ADDRESS, port)

    async def close(self) -> None:
        """Stops serving and closes the database."""
        await self._runner.cleanup()
        await self._ticker.stop()
        self._played.close()


async def serve(folder: pathlib.Path, port: int, say: Say) -> None:
    """Serves the playground until Ctrl+C or SIGTERM."""
    with stop_signals() as asked_to_stop:
        demo = Demo(folder)
        await demo.open(port)
        try:
            say(f"De oefenschool staat klaar: http://{ADDRESS}:{port}")
            say("Stoppen: Ctrl+C.")
            with set_apart():
                await asked_to_stop.wait()
        finally:
            await demo.close()
    say("Tot ziens.")


def run_demo(folder: pathlib.Path, port: int, say: Say) -> None:
    """Runs the playground."""
    asyncio.run(serve(folder, port, say))
