"""Slack's requests, signed: what `/pestmelding` and a button cost, beside bolt without logic."""

import asyncio
import json
import pathlib
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from itertools import count
from typing import Any, NamedTuple, Protocol
from urllib.parse import urlencode

import msgspec
from aiohttp import ClientSession, TCPConnector
from slack_sdk.signature import SignatureVerifier

from flows import verbs
from flows.presses import Press
from tests.bench.crowd import CROWD, make_crowded_school, pupil_of
from tests.bench.measured import Measured
from tests.bench.slack_vendor import Vendor, user_of, vendor_served
from tests.slack_stub.users import TEAM
from tests.slack_stub.workspace import APP_ID, SIGNING_SECRET

ROUNDS = 100
WARM_UP = 10
COACHES = ("bram", "carla")
"""Both take up each melding."""
BOLTS = ("bolt", "bolt that acks last")
"""As it comes, and with `process_before_response`."""
WITHIN = 1.0
"""Seconds in which everybody is answered when two hundred press at once."""

Json = dict[str, Any]


class Ports(NamedTuple):
    """Where what is measured listens."""

    ours: int
    beside: int
    without_logic: int
    outbox_alone: int = 0


class Server:
    """The server that is measured, from outside, as Slack reaches it."""

    def __init__(self, session: ClientSession, ports: Ports, vendor: str) -> None:
        self._session = session
        ours, beside, bare, floor = (f"http://127.0.0.1:{port}" for port in ports)
        self.ours = f"{ours}/slack/events"
        self.without_logic = f"{bare}/slack/events"
        self.outbox_alone = f"{floor}/slack/events"
        self.bolts = tuple(f"{beside}/bolt-{number}" for number, _ in enumerate(BOLTS))
        self._beside = beside
        self._respond = f"{vendor}/respond"
        self._verifier = SignatureVerifier(SIGNING_SECRET)
        self._numbers = count(1)

    async def beside(self, path: str, body: object = None) -> Any:  # noqa: ANN401 - wire JSON
        """Asks what is not measured."""
        async with self._session.post(f"{self._beside}/{path}", json=body) as response:
            return await response.json()

    async def command(self, url: str, person: str) -> None:
        """Types /pestmelding."""
        await self._post(
            url,
            {
                "command": "/pestmelding",
                "text": "",
                "team_id": TEAM,
                "user_id": user_of(person),
                "channel_id": "C0ALGEMEEN",
                "api_app_id": APP_ID,
                "response_url": self._respond,
                "trigger_id": f"trigger-{next(self._numbers)}",
            },
        )

    async def press(self, url: str, person: str, action_id: str, value: str) -> None:
        """Presses a button in a message."""
        channel = f"D{user_of(person)}"
        payload = {
            "type": "block_actions",
            "team": {"id": TEAM, "domain": "school"},
            "user": {"id": user_of(person), "team_id": TEAM, "username": person},
            "api_app_id": APP_ID,
            "container": {"type": "message", "message_ts": "1795000000.1", "channel_id": channel},
            "channel": {"id": channel, "name": "directmessage"},
            "message": {"type": "message", "ts": "1795000000.1", "text": ""},
            "trigger_id": f"trigger-{next(self._numbers)}",
            "response_url": self._respond,
            "actions": [
                {"type": "button", "action_id": action_id, "block_id": "b1", "value": value}
            ],
        }
        await self._post(url, {"payload": json.dumps(payload)})

    async def take_up(self, person: str, case_id: str) -> None:
        """Presses "Pak dit op"."""
        await self.press(self.ours, person, "press:1", Press(verbs.TAKE_UP, case_id).encoded())

    async def _post(self, url: str, form: Json) -> None:
        body = urlencode(form).encode()
        timestamp = str(int(time.time()))
        signature = self._verifier.generate_signature(timestamp=timestamp, body=body)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": str(signature),
        }
        async with self._session.post(url, data=body, headers=headers) as response:
            await response.read()
            response.raise_for_status()


@asynccontextmanager
async def _serving() -> AsyncIterator[tuple[Server, Vendor]]:
    connector = TCPConnector(limit=0)
    with tempfile.TemporaryDirectory() as folder:
        make_crowded_school(pathlib.Path(folder))
        async with vendor_served() as (vendor, url), ClientSession(connector=connector) as session:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "tests.bench.slack_serving", folder, url),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
            )
            assert process.stdin is not None
            assert process.stdout is not None
            ports = msgspec.json.decode(await process.stdout.readline(), type=Ports)
            try:
                yield Server(session, ports, url), vendor
            finally:
                process.stdin.close()
                await process.wait()


class Spent:
    """What one kind of thing cost each time, after it has warmed up."""

    def __init__(self, warm_up: int = 2 * WARM_UP) -> None:
        self._still_cold = warm_up
        self._costs: list[float] = []

    def add(self, cost: float) -> None:
        """Counts a cost, once it is warm."""
        if self._still_cold:
            self._still_cold -= 1
        else:
            self._costs.append(cost)

    @property
    def mean(self) -> float:
        """What it costs."""
        return statistics.mean(self._costs)


class Asked(Protocol):
    """A server that tells what it has used."""

    async def beside(self, path: str, body: object = None) -> Any:  # noqa: ANN401 - wire JSON
        """Asks what is not measured."""


class Costs:
    """What the server's processor does for one thing, in milliseconds."""

    def __init__(self, server: Asked) -> None:
        self._server = server
        self._idle = 0.0

    async def of(self, act: Callable[[], Awaitable[object]]) -> float:
        """Gives what an act costs, without what the question costs."""
        before: float = await self._server.beside("cpu")
        await act()
        after: float = await self._server.beside("cpu")
        return (after - before) * 1000 - self._idle

    async def of_asking(self, path: str) -> float:
        """Gives what a question costs to which there is nothing to do."""
        return statistics.median(
            [await self.of(partial(self._server.beside, path)) for _ in range(ROUNDS)]
        )

    async def settle_idle(self) -> None:
        """Learns what the question itself costs."""
        asked = [await self.of(lambda: asyncio.sleep(0)) for _ in range(ROUNDS)]
        self._idle += statistics.median(asked)


async def _modal(server: Server, vendor: Vendor, costs: Costs) -> tuple[Measured, ...]:
    """`/pestmelding`, until Slack has the modal."""
    await server.command(server.ours, "vak")
    await server.beside("view", vendor.view)
    urls = (server.ours, *server.bolts)
    spent: tuple[list[float], ...] = tuple([] for _ in urls)

    async def type_in(url: str) -> None:
        opened = vendor.calls["views.open"]
        await server.command(url, "vak")
        await vendor.seen("views.open", opened + 1)

    for number in range(WARM_UP + ROUNDS):
        for url, found in zip(urls, spent, strict=True):
            cost = await costs.of(partial(type_in, url))
            found.extend([cost] if number >= WARM_UP else [])
    ours, *bare = map(statistics.mean, spent)
    return tuple(
        Measured(f"CPU of /pestmelding to its modal, over {name}", ours, cost, "ms", goal=2)
        for name, cost in zip(BOLTS, bare, strict=True)
    )


async def _way(server: Server, vendor: Vendor, costs: Costs) -> tuple[Measured, ...]:
    """A button until one sentence back was said, by our way in and out and by bolt's own."""
    ours, bolts = [], []

    async def until(method: str, url: str, action_id: str) -> None:
        before = vendor.calls[method]
        await server.press(url, "bram", action_id, Press(verbs.TAKE_UP, "7K3Q").encoded())
        await vendor.seen(method, before + 1)

    for number in range(WARM_UP + ROUNDS):
        cost = await costs.of(partial(until, "respond", server.without_logic, "press:1"))
        beside = await costs.of(partial(until, "chat.postMessage", server.bolts[0], "say"))
        if number >= WARM_UP:
            ours.append(cost)
            bolts.append(beside)
    ratio = (statistics.mean(ours), statistics.mean(bolts))
    return (Measured("CPU of a button to one sentence back, over bolt's", *ratio, "ms", goal=1),)


async def _step(server: Server, vendor: Vendor, costs: Costs) -> tuple[Measured, ...]:
    """A button until the card it stands on is another, and until all cards that it changes are.

    Beside it stands bolt that answers with one message, and with as many as the bot sends; and the
    outbox that sends as many without any rule, which is the least that a step can cost. What it
    costs to ask whether all is there is not counted.
    """
    pressed, all_cards, one, as_many, alone = Spent(), Spent(), Spent(), Spent(), Spent()
    settling = await costs.of_asking("settle")
    finishing = await costs.of_asking("finish-alone")

    async def take_up(person: str, case_id: str) -> None:
        channel = f"D{user_of(person)}"
        before = vendor.channels[channel]
        await server.take_up(person, case_id)
        await vendor.replaced(channel, before + 1)

    async def reply(person: str, messages: int) -> None:
        before = vendor.calls["chat.postMessage"]
        await server.press(server.bolts[0], person, "press", str(messages))
        await vendor.seen("chat.postMessage", before + messages)

    async def outbox(person: str, messages: int) -> None:
        before = vendor.sent
        value = Press(verbs.TAKE_UP, "7K3Q", str(messages - 1)).encoded()
        await server.press(server.outbox_alone, person, "press:1", value)
        await server.beside("finish-alone")
        await vendor.all_sent(before + messages)

    for _ in range(WARM_UP + ROUNDS):
        case_id = await server.beside("report", "leerling-aukje")
        for person in COACHES:
            before = vendor.sent
            first = await costs.of(partial(take_up, person, case_id))
            rest = await costs.of(partial(server.beside, "settle")) - settling
            sent = vendor.sent - before
            pressed.add(first)
            all_cards.add(first + rest)
            one.add(await costs.of(partial(reply, person, 1)))
            as_many.add(await costs.of(partial(reply, person, sent)))
            alone.add(await costs.of(partial(outbox, person, sent)) - finishing)
    to_cards = "CPU of a button to its cards, over"
    return (
        Measured(
            "CPU of a button to its own card, over bolt's one", pressed.mean, one.mean, "ms", 1
        ),
        Measured(f"{to_cards} bolt's one", all_cards.mean, one.mean, "ms", 1),
        Measured(f"{to_cards} bolt's as many", all_cards.mean, as_many.mean, "ms", 1),
        Measured("the outbox alone, as many cards, over bolt's one", alone.mean, one.mean, "ms", 1),
        Measured("the outbox alone, over bolt's as many", alone.mean, as_many.mean, "ms", 1),
        Measured(f"{to_cards} the outbox alone", all_cards.mean, alone.mean, "ms", 3),
    )


async def _crowd(server: Server, vendor: Vendor) -> tuple[Measured, ...]:
    """Two hundred people who press at once, each in a melding of their own; then as many of bolt.

    Seconds move with the machine, so bolt without logic tells how fast that is in the same minute.
    """
    cases = [await server.beside("report", pupil_of(coach)) for coach in CROWD]
    vendor.channels.clear()

    async def seconds(press: Awaitable[None]) -> float:
        start = time.perf_counter()
        await press
        return time.perf_counter() - start

    presses = (server.take_up(coach, case_id) for coach, case_id in zip(CROWD, cases, strict=True))
    slowest = max(await asyncio.gather(*map(seconds, presses)))
    await server.beside("settle")
    stored = await server.beside("taken-up", cases)
    shown = sum(f"D{user_of(coach)}" in vendor.channels for coach in CROWD)
    lost = 2 * len(CROWD) - stored - shown
    bare = (server.press(server.bolts[1], coach, "say", "") for coach in CROWD)
    bolts = max(await asyncio.gather(*map(seconds, bare)))
    return (
        Measured("200 people press at once: lost or not shown", lost, len(CROWD), "", goal=0),
        Measured("200 people press at once: the slowest answer", slowest, WITHIN, "s", goal=1),
        Measured("the same at bolt, which keeps nothing", bolts, WITHIN, "s", goal=1),
    )


def measure() -> tuple[Measured, ...]:
    """Measures all, each in one run that takes turns with the bare thing."""
    return asyncio.run(_measure())


async def _measure() -> tuple[Measured, ...]:
    async with _serving() as (server, vendor):
        costs = Costs(server)
        await costs.settle_idle()
        return (
            *await _modal(server, vendor, costs),
            *await _way(server, vendor, costs),
            *await _step(server, vendor, costs),
            *await _crowd(server, vendor),
        )
