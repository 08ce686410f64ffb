"""The server that is measured: the whole bot on Slack, and what it is set beside, in one process.

It runs as `python -m tests.bench.slack_serving FOLDER VENDOR`: the folder holds a database of the
school, the vendor is the address of the server in the place of Slack. The bot is as it is served,
but for two things: its clock stands still, and it does not wait a second between two messages in
one channel, for a hundred rounds would take minutes of nothing.
"""

import asyncio
import pathlib
import sys
import time
from itertools import count
from typing import Any

import msgspec
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.methods import PLATFORM
from adapters.slack.platform import SlackPlatform
from bot.clock import SystemClock
from bot.linked_accounts import LinkedAccounts
from bot.requests_under_way import RequestsUnderWay
from bot.serving import public_application
from bot.set_apart import set_apart
from bot.ticker import Ticker
from flows.cards import Card
from flows.event_log import read
from flows.events import ReportAcknowledged
from flows.forms import Option
from flows.ports import Reply, Request, Say, Searched, Surface, Who
from storage.units_of_work import Store, UnitOfWork
from tests.bench.slack_floor import OutboxAlone
from tests.bench.slack_vendor import user_of
from tests.practice.people import People
from tests.practice.running_bot import RunningBot
from tests.slack_stub.workspace import BOT_TOKEN, SIGNING_SECRET

ADDRESS = "127.0.0.1"
SAID = "Fijn, jij pakt deze melding op."
FAR_APART = 60
"""Seconds between two looks at the clock of the pace, so that nothing has to wait."""


async def no_wait(_: float) -> None:
    """Waits for nothing."""


class Bolt:
    """An app as the documentation of bolt has it, without logic."""

    def __init__(self, api: str, *, process_before_response: bool) -> None:
        self.view: dict[str, Any] = {}
        self._app = AsyncApp(
            signing_secret=SIGNING_SECRET,
            client=AsyncWebClient(token=BOT_TOKEN, base_url=api),
            process_before_response=process_before_response,
        )
        self._app.command("/pestmelding")(self._open)
        self._app.action("press")(self._reply)
        self._app.action("say")(self._say)

    async def _open(self, ack: Any, body: Any, client: Any) -> None:  # noqa: ANN401 - as bolt gives them
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=self.view)

    async def _reply(self, ack: Any, say: Any, action: Any) -> None:  # noqa: ANN401 - as bolt gives them
        """Answers with as many messages side by side as the button says."""
        await ack()
        await asyncio.gather(*(say(SAID) for _ in range(int(action["value"]))))

    async def _say(self, ack: Any, say: Any) -> None:  # noqa: ANN401 - as bolt gives them
        """Answers with one message."""
        await ack()
        await say(SAID)

    async def take(self, request: web.Request) -> web.Response:
        """Takes a request of Slack."""
        bolt_request = await to_bolt_request(request)
        return await to_aiohttp_response(await self._app.async_dispatch(bolt_request))


class OneSentence:
    """A conversation without logic: what the way in and the way out cost by themselves."""

    async def handle(self, _: Request) -> Reply:
        """Says one sentence."""
        return Say(SAID)

    async def search(self, _: Searched) -> tuple[Option, ...]:
        """Finds nobody."""
        return ()

    async def card(self, _: Who, message_id: str) -> Card | None:
        """Gives no card."""
        return None


class Control:
    """What the one who measures asks of the server."""

    def __init__(self, running: RunningBot, bolts: tuple[Bolt, ...], alone: OutboxAlone) -> None:
        self._running = running
        self._alone = alone
        self._bolts = bolts
        self._people = People(running, lambda one: Who(PLATFORM, user_of(one)))

    async def cpu(self, _: web.Request) -> web.Response:
        """Gives the CPU seconds that this process has used."""
        return web.json_response(time.process_time())

    async def view(self, request: web.Request) -> web.Response:
        """Gives the bare apps a view to open."""
        for bolt in self._bolts:
            bolt.view = await request.json()
        return web.json_response(None)

    async def report(self, request: web.Request) -> web.Response:
        """Makes a melding about a pupil, whose cards stand everywhere; gives its number."""
        case_id = await self._people.reports(target=await request.json())
        await self._running.due_work.run()
        return web.json_response(case_id)

    async def settle(self, _: web.Request) -> web.Response:
        """Sends what waits."""
        await self._running.due_work.run()
        return web.json_response(None)

    async def finish_alone(self, _: web.Request) -> web.Response:
        """Waits until the outbox without rules has sent what it has."""
        await self._alone.finish()
        return web.json_response(None)

    async def taken_up(self, request: web.Request) -> web.Response:
        """Gives how many of these meldingen were taken up."""
        cases: list[str] = await request.json()
        return web.json_response(
            await self._running.store.read(lambda unit: _taken_up(unit, cases))
        )


def _taken_up(unit: UnitOfWork, cases: list[str]) -> int:
    kinds = ({type(read(one.payload)) for one in unit.cases.load(case)} for case in cases)
    return sum(ReportAcknowledged in kind for kind in kinds)


async def serve(folder: pathlib.Path, vendor: str) -> None:
    """Serves until nobody listens to stdout any more; writes the ports there."""
    api = f"{vendor}/api/"
    platform = SlackPlatform(
        BOT_TOKEN,
        SIGNING_SECRET,
        api_url=api,
        now=count(0, FAR_APART).__next__,
    )
    linked: list[LinkedAccounts] = []

    def link(store: Store, _: Surface) -> LinkedAccounts:
        pair = (platform.book, platform.surface)
        linked.append(LinkedAccounts(store, [pair], SystemClock(), no_wait))
        return linked[0]

    running = await RunningBot.start(folder, linked=link)
    answering = RequestsUnderWay(running.bot)
    await platform.start(answering)
    await linked[0].keep_up()
    ticker = Ticker(running.due_work, running.wired.care, running.wired.woken, answering.answered)
    ticker.start()
    bolts = (Bolt(api, process_before_response=False), Bolt(api, process_before_response=True))
    alone = OutboxAlone(folder, api, SAID)
    await alone.open()
    control = Control(running, bolts, alone)
    beside = web.Application()
    beside.add_routes(
        [
            *(web.post(f"/bolt-{number}", bolt.take) for number, bolt in enumerate(bolts)),
            web.post("/cpu", control.cpu),
            web.post("/view", control.view),
            web.post("/report", control.report),
            web.post("/settle", control.settle),
            web.post("/finish-alone", control.finish_alone),
            web.post("/taken-up", control.taken_up),
        ]
    )
    bare = SlackPlatform(BOT_TOKEN, SIGNING_SECRET, api_url=api)
    await bare.start(OneSentence())
    floor = SlackPlatform(BOT_TOKEN, SIGNING_SECRET, api_url=api)
    await floor.start(alone)
    platforms = (platform, bare, floor)
    ours, without_logic, outbox_alone = [
        await opened(public_application(one.routes())) for one in platforms
    ]
    ports = (ours, await opened(beside), without_logic, outbox_alone)
    sys.stdout.write(msgspec.json.encode(ports).decode() + "\n")
    sys.stdout.flush()
    with set_apart():
        await asyncio.to_thread(sys.stdin.read)
    await ticker.stop()
    for one in platforms:
        await one.stop()
    await alone.close()
    running.stop()


async def opened(application: web.Application) -> int:
    """Serves an application and gives its port."""
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, ADDRESS, 0).start()
    port: int = runner.addresses[0][1]
    return port


if __name__ == "__main__":
    asyncio.run(serve(pathlib.Path(sys.argv[1]), sys.argv[2]))
