"""Buttons pressed over HTTP: how long until it is committed, and what a whole step costs."""

import asyncio
import pathlib
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import msgspec
from aiohttp import ClientSession, web

from adapters.playground.guards import OWN_HEADER
from flows import verbs
from flows.presses import Press
from tests.bench.measured import Measured, percentile
from tests.practice.running_bot import DATABASE
from tests.practice.twelve import make_template

ROUNDS = 100
WARM_UP = 10
COACHES = ("bram", "carla")
"""Both take up each melding."""

Call = Callable[[], Awaitable[object]]


class Server:
    """The server that is measured, from outside."""

    def __init__(self, session: ClientSession, playground: int, beside: int) -> None:
        self._session = session
        self._playground = f"http://127.0.0.1:{playground}"
        self._beside = f"http://127.0.0.1:{beside}"
        self._requests = 0

    async def beside(self, path: str, body: object = None) -> Any:  # noqa: ANN401 - wire JSON
        """Asks the bare half."""
        async with self._session.post(f"{self._beside}/{path}", json=body) as response:
            return await response.json()

    async def press(self, person: str, case_id: str) -> None:
        """Presses "Pak dit op" as the page does."""
        self._requests += 1
        body = {
            "person": person,
            "value": Press(verbs.TAKE_UP, case_id).encoded(),
            "request_id": f"bench-{self._requests}",
        }
        headers = {"Origin": self._playground, OWN_HEADER: "pagina"}
        url = f"{self._playground}/ask/pressed"
        async with self._session.post(url, json=body, headers=headers) as response:
            await response.read()
            response.raise_for_status()


@asynccontextmanager
async def _sink() -> AsyncIterator[str]:
    """Answers every post, as a chat platform would."""

    async def answer(request: web.Request) -> web.Response:
        await request.read()
        return web.json_response({})

    application = web.Application()
    application.add_routes([web.post("/", answer)])
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def _server() -> AsyncIterator[Server]:
    with tempfile.TemporaryDirectory() as folder:
        make_template(pathlib.Path(folder) / DATABASE)
        async with _sink() as sink, ClientSession() as session:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "tests.bench.serving", folder, sink),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
            )
            assert process.stdin is not None
            assert process.stdout is not None
            ports = msgspec.json.decode(await process.stdout.readline(), type=tuple[int, int])
            try:
                yield Server(session, *ports)
            finally:
                process.stdin.close()
                await process.wait()


async def _seconds(call: Awaitable[object]) -> float:
    start = time.perf_counter()
    await call
    return time.perf_counter() - start


async def _cpu(server: Server, call: Awaitable[object]) -> float:
    before: float = await server.beside("cpu")
    await call
    after: float = await server.beside("cpu")
    return after - before


async def _acknowledgement(server: Server) -> Measured:
    """How long one waits in the worst of a hundred times, committed and all."""
    await server.beside("deliver", body=False)
    ours, bare = [], []
    for number in range(WARM_UP + ROUNDS):
        case_id = await server.beside("report")
        for person in COACHES:
            took = await _seconds(server.press(person, case_id))
            took_bare = await _seconds(server.beside("commit"))
            if number >= WARM_UP:
                ours.append(took * 1000)
                bare.append(took_bare * 1000)
            await server.beside("settle")
    what = "acknowledgement, p99 of a button to its commit"
    return Measured(what, percentile(ours, 99), percentile(bare, 99), "ms", goal=5)


async def _step(server: Server) -> tuple[Measured, ...]:
    """What the server's processor does for a button, the cards it changes included.

    Beside it stand a bare answer that sends one message, and one that sends as many as the bot.
    """
    await server.beside("deliver", body=True)
    idle = statistics.median([await _cpu(server, asyncio.sleep(0)) for _ in range(ROUNDS)])
    ours, one, as_many = [], [], []
    for number in range(WARM_UP + ROUNDS):
        case_id = await server.beside("report")
        for person in COACHES:
            before: int = await server.beside("sent")
            cost = await _cpu(server, server.press(person, case_id))
            cards: int = await server.beside("sent") - before
            cost_of_one = await _cpu(server, server.beside("reply", 1))
            cost_of_as_many = await _cpu(server, server.beside("reply", cards))
            if number >= WARM_UP:
                ours.append((cost - idle) * 1000)
                one.append((cost_of_one - idle) * 1000)
                as_many.append((cost_of_as_many - idle) * 1000)
    step = statistics.mean(ours)
    return tuple(
        Measured(
            f"CPU of a whole step, over bare aiohttp and {what}",
            step,
            bare,
            "ms",
            2.5,
            is_stretch=True,
        )
        for what, bare in (
            ("1 card", statistics.mean(one)),
            ("as many", statistics.mean(as_many)),
        )
    )


def measure() -> tuple[Measured, ...]:
    """Measures both, each in one run that takes turns with the bare thing."""
    return asyncio.run(_measure())


async def _measure() -> tuple[Measured, ...]:
    async with _server() as server:
        return await _acknowledgement(server), *await _step(server)
