"""The server that is measured: a playground with the whole bot behind it, and a bare aiohttp.

Both live in one process, so that both have the same machine, and their CPU can be read apart by
asking one after the other. Both send what they send over HTTP, to the same sink, with the same
client. It runs as `python -m tests.bench.serving FOLDER SINK`: the folder
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
from adapters.playground.surface import PLATFORM
from bot.playground_host import VlierhofHost
from bot.set_apart import set_apart
from flows.cards import Card
from flows.ports import Placed, Who
from tests.practice.people import People
from tests.practice.running_bot import RunningBot

ADDRESS = "127.0.0.1"
FACTS = 40
"""Bytes of what a bare commit stores."""
MESSAGE = 1_000
"""Bytes of what a bare answer sends: about what a card is."""


class PostingSurface:
    """Posts and replaces cards over HTTP, as on a chat platform (`flows.ports.Surface`)."""

    platform = PLATFORM

    def __init__(self, sink: str, session: ClientSession) -> None:
        self._sink = sink
        self._session = session
        self.sent = 0
        """How many cards were posted or replaced."""

    async def post(self, who: Who, card: Card, thread_id: str, delivery_id: str) -> Placed:
        """Posts a card."""
        await self._send(card)
        return Placed(delivery_id, thread_id or delivery_id)

    async def replace(self, who: Who, placed: Placed, card: Card) -> None:
        """Replaces a card."""
        await self._send(card)

    async def _send(self, card: Card) -> None:
        await send(self._session, self._sink, msgspec.json.encode(card))
        self.sent += 1


async def send(session: ClientSession, sink: str, content: bytes) -> None:
    """Sends one message and waits for the answer."""
    async with session.post(sink, data=content) as response:
        await response.read()


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
        """Answers, having sent as many messages side by side as the body says."""
        messages = await request.json()
        content = b"x" * MESSAGE
        await asyncio.gather(*(send(self._session, self._sink, content) for _ in range(messages)))
        return web.json_response({})


class Control:
    """What the one who measures asks of the server."""

    def __init__(self, running: RunningBot, host: LaterHost, surface: PostingSurface) -> None:
        self._running = running
        self._surface = surface
        self._host = host
        self._people = People(running)

    async def cpu(self, _: web.Request) -> web.Response:
        """Gives the CPU seconds that this process has used."""
        return web.json_response(time.process_time())

    async def sent(self, _: web.Request) -> web.Response:
        """Gives how many cards were sent so far."""
        return web.json_response(self._surface.sent)

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
    async with ClientSession() as session:
        surface = PostingSurface(sink, session)
        running = await RunningBot.start(folder, around=lambda _: surface)
        people = await running.store.read(running.wired.directory.people)
        host = LaterHost(running.wired, running.clock, running.chat, Changes(), people)
        bare = Bare(folder / "bare.db", sink, session)
        control = Control(running, host, surface)
        beside = web.Application()
        beside.add_routes(
            [
                web.post("/commit", bare.commit),
                web.post("/reply", bare.reply),
                web.post("/cpu", control.cpu),
                web.post("/sent", control.sent),
                web.post("/report", control.report),
                web.post("/settle", control.settle),
                web.post("/deliver", control.deliver),
            ]
        )
        ports = [await _open(application) for application in (build_playground(host), beside)]
        sys.stdout.write(msgspec.json.encode(ports).decode() + "\n")
        sys.stdout.flush()
        with set_apart():
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
