"""The server that is measured: a playground with the whole bot behind it, and a bare aiohttp.

Both live in one process, so that both have the same machine, and their CPU can be read apart by
asking one after the other. It runs as `python -m tests.bench.serving FOLDER SINK`: the folder
holds a database of the practice school, the sink is a URL that answers every post.
"""

import asyncio
import pathlib
import sqlite3
import sys
import time

import msgspec
from aiohttp import ClientSession, web

from adapters.playground.changes import Changes
from adapters.playground.server import build_playground
from bot.playground_host import VlierhofHost
from tests.practice.people import People
from tests.practice.running_bot import RunningBot

ADDRESS = "127.0.0.1"
FACTS = 40
"""Bytes of what a bare commit stores."""


class LaterHost(VlierhofHost):
    """The school, of which the cards are sent when they are asked for and not before."""

    delivers = False

    async def drained(self) -> None:
        """Sends the cards that wait, when that is to be measured too."""
        if self.delivers:
            await super().drained()


class Bare:
    """What the same job costs without a bot: aiohttp, and one raw SQLite commit with FULL."""

    def __init__(self, path: pathlib.Path, sink: str, session: ClientSession) -> None:
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = FULL")
        self._database.execute("CREATE TABLE fact (content BLOB)")
        self._sink = sink
        self._session = session

    async def commit(self, request: web.Request) -> web.Response:
        """Reads the body, stores one row durably and answers."""
        await request.read()
        self._database.execute("BEGIN IMMEDIATE")
        self._database.execute("INSERT INTO fact VALUES (?)", (b"x" * FACTS,))
        self._database.execute("COMMIT")
        return web.json_response({})

    async def reply(self, request: web.Request) -> web.Response:
        """Reads the body, answers and posts one message elsewhere."""
        body = await request.read()
        async with self._session.post(self._sink, data=body) as response:
            await response.read()
        return web.json_response({})


class Control:
    """What the one who measures asks of the server."""

    def __init__(self, running: RunningBot, host: LaterHost) -> None:
        self._running = running
        self._host = host
        self._people = People(running)

    async def cpu(self, _: web.Request) -> web.Response:
        """Gives the CPU seconds that this process has used."""
        return web.json_response(time.process_time())

    async def report(self, _: web.Request) -> web.Response:
        """Makes a melding whose cards stand everywhere; gives its number."""
        case_id = await self._people.reports()
        await self._running.due_work.run()
        return web.json_response(case_id)

    async def settle(self, _: web.Request) -> web.Response:
        """Sends what waits."""
        await self._running.due_work.run()
        return web.json_response(None)

    async def deliver(self, request: web.Request) -> web.Response:
        """Says whether an answer waits for the cards it causes."""
        self._host.delivers = await request.json()
        return web.json_response(None)


async def serve(folder: pathlib.Path, sink: str) -> None:
    """Serves until nobody listens to stdout any more; writes both ports there."""
    running = await RunningBot.start(folder)
    people = await running.store.read(running.wired.directory.people)
    host = LaterHost(running.wired, running.clock, running.chat, Changes(), people)
    async with ClientSession() as session:
        bare = Bare(folder / "bare.db", sink, session)
        control = Control(running, host)
        beside = web.Application()
        beside.add_routes(
            [
                web.post("/commit", bare.commit),
                web.post("/reply", bare.reply),
                web.post("/cpu", control.cpu),
                web.post("/report", control.report),
                web.post("/settle", control.settle),
                web.post("/deliver", control.deliver),
            ]
        )
        ports = [await _open(application) for application in (build_playground(host), beside)]
        sys.stdout.write(msgspec.json.encode(ports).decode() + "\n")
        sys.stdout.flush()
        await asyncio.to_thread(sys.stdin.read)
    running.stop()


async def _open(application: web.Application) -> int:
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, ADDRESS, 0)
    await site.start()
    port: int = runner.addresses[0][1]
    return port


if __name__ == "__main__":
    asyncio.run(serve(pathlib.Path(sys.argv[1]), sys.argv[2]))
