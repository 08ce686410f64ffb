"""A school that is served on its chat platforms, until the program is asked to stop.

Rules this file keeps:

- Nothing is heard or sent before it is certain that database and workspaces belong together.
- The public port is only opened for platforms that come to us. How it goes is told on a second
  port, which only this machine reaches.
- Stopping finishes what was begun: first nothing new comes in, then what is being sent is sent.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterable, Sequence
from typing import NoReturn

from aiohttp import web

from adapters.http_bodies import BODY_AT_MOST
from bot.about_page import PATH, about
from bot.installation import refuse
from bot.linked_accounts import LinkedAccounts
from bot.logs import log
from bot.platforms import ChatPlatform
from bot.readiness import ADDRESS, Readiness, healthy
from bot.requests_under_way import RequestsUnderWay
from bot.set_apart import set_apart
from bot.settings import Ports
from bot.stop_signals import stop_signals
from bot.ticker import Ticker
from bot.wiring import Wired
from storage.units_of_work import Store, UnitOfWork

Say = Callable[[str], None]

STOPPED_WITHIN = 5.0
"""Seconds that a request has to be answered while the program stops."""
KEEP_UP_EVERY = 60.0
"""Seconds between two looks at who has an account."""


class Serving:
    """The bot on its platforms."""

    def __init__(
        self,
        wired: Wired,
        accounts: LinkedAccounts,
        platforms: Sequence[ChatPlatform],
        ports: Ports,
        practice: Iterable[web.RouteDef] = (),
    ) -> None:
        self._wired = wired
        self._accounts = accounts
        self._platforms = tuple(platforms)
        self._ports = ports
        self._practice = tuple(practice)
        self._opened = contextlib.AsyncExitStack()
        self.status_port = 0
        """The second port, once it is open."""
        self.public_port = 0
        """The public port; 0 while it is not open."""

    async def open(self) -> None:
        """Begins to listen and to send.

        Raises CommandRefused, PlatformRefused or a StorageError; nothing is left open then.
        """
        async with contextlib.AsyncExitStack() as stack:
            await self._open(stack)
            self._opened = stack.pop_all()

    async def close(self) -> None:
        """Stops, in the order opposite to that of opening; again is harmless."""
        await self._opened.aclose()

    async def _open(self, stack: contextlib.AsyncExitStack) -> None:
        wired, platforms = self._wired, self._platforms
        readiness = Readiness(
            wired.store, wired.watchdog, wired.clock, self._faults, self._practice
        )
        runner = web.AppRunner(readiness.application(), access_log=None)
        self.status_port = await _listening(stack, runner, ADDRESS, self._ports.status)
        for platform in platforms:
            stack.push_async_callback(platform.stop)
            workspace = await platform.sign_in()
            await recognise_workspace(wired.store, platform.surface.platform, workspace)
        await self._accounts.open()
        await wired.start()
        await wired.care.look_around()
        answering = RequestsUnderWay(wired.bot)
        for platform in platforms:
            platform.on_changed = self._accounts.forget
            await platform.start(answering)
        ticker = Ticker(wired.due_work, wired.care, wired.woken, answering.answered)
        ticker.start()
        stack.push_async_callback(ticker.stop)
        routes = tuple(route for platform in platforms for route in platform.routes())
        if routes:
            runner = web.AppRunner(
                public_application(routes),
                access_log=None,
                shutdown_timeout=STOPPED_WITHIN,
                auto_decompress=False,
            )
            self.public_port = await _listening(stack, runner, self._ports.host, self._ports.public)
        keeping = asyncio.create_task(self._keep_up())
        stack.push_async_callback(_ended, keeping)

    def _faults(self) -> tuple[str, ...]:
        """Gives the codes of what is wrong now on any platform."""
        return tuple(code for platform in self._platforms for code in platform.faults())

    async def _keep_up(self) -> None:
        """Links who can be linked, as long as the program runs."""
        while True:
            try:
                await self._accounts.keep_up()
            except Exception as failed:  # noqa: BLE001 - the next look tries again
                log.error("accounts_failed", error=type(failed).__name__)
            await asyncio.sleep(KEEP_UP_EVERY)


def public_application(routes: Iterable[web.RouteDef]) -> web.Application:
    """Makes the application of the public port: what the platforms ask for, /over and /healthz."""
    application = web.Application(client_max_size=BODY_AT_MOST)
    application.router.add_get("/healthz", healthy)
    application.router.add_get(PATH, about)
    application.add_routes(routes)
    return application


async def recognise_workspace(store: Store, platform: str, workspace: str) -> None:
    """Remembers the workspace of a database; raises CommandRefused for another one."""
    note = f"{platform} team"

    def work(unit: UnitOfWork) -> str:
        known = unit.notes.get(note)
        if known is None:
            unit.notes.put(note, workspace)
        return known or workspace

    if await store.run(work, named="workspace") != workspace:
        refuse(
            f"Deze database hoort bij {_another(platform)} dan de instellingen. Gebruik de"
            " instellingen van de app in de eigen omgeving van de school, of begin voor een andere"
            " omgeving met een nieuwe database (bij oefenen: een andere map, met --folder)."
        )


def _another(platform: str) -> str:
    """Names another workspace as who looks after the platform calls it."""
    if platform == "teams":
        return "een andere Microsoft-omgeving (tenant)"
    return f"een andere werkruimte in {platform.capitalize()}"


async def serve(serving: Serving, say: Say) -> None:
    """Serves until SIGTERM or Ctrl+C; raises as `Serving.open` does."""
    with stop_signals() as asked_to_stop:
        opening = asyncio.create_task(serving.open())
        stopping = asyncio.create_task(_until(asked_to_stop))
        try:
            await asyncio.wait((opening, stopping), return_when=asyncio.FIRST_COMPLETED)
            if not opening.done():
                await _ended(opening)
                return
            await opening
            say(f"Of alles goed gaat: http://{ADDRESS}:{serving.status_port}/readyz")
            say("Stoppen: Ctrl+C.")
            with set_apart():
                await stopping
            say("De bot stopt en maakt eerst af wat onderweg is …")
        finally:
            await _ended(stopping)
            await serving.close()
    say("Tot ziens.")


async def _until(event: asyncio.Event) -> None:
    await event.wait()


async def _ended(task: asyncio.Task[None]) -> None:
    """Ends a task and waits for it."""
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def _listening(
    stack: contextlib.AsyncExitStack, runner: web.AppRunner, host: str, port: int
) -> int:
    """Listens until the stack is closed; gives the port. Raises CommandRefused."""
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError:
        _no_port(host, port)
    return int(runner.addresses[0][1])


def _no_port(host: str, port: int) -> NoReturn:
    refuse(
        f"Poort {port} op {host} is niet te gebruiken: een ander programma heeft hem al, of het"
        " mag niet. Kies een andere met PESTMELDING_PORT en PESTMELDING_HOST; de poort erna moet"
        " ook vrij zijn."
    )
