"""What Teams delivers, signed: what a turn costs beside bare aiohttp, the SDK's adapter and Slack.

Everything is in one process and takes turns, so that the same machine is under all of it.
"""

import asyncio
import pathlib
import statistics
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import msgspec
from aiohttp import ClientSession

from flows import verbs
from flows.presses import Press
from tests.bench import slack_requests
from tests.bench.measured import Measured
from tests.bench.slack_requests import COACHES, ROUNDS, WARM_UP, Costs, Ports
from tests.bench.slack_vendor import MAIL, Vendor, vendor_served
from tests.bench.teams_vendor import TeamsVendor, teams_served
from tests.practice.running_bot import DATABASE
from tests.practice.twelve import STAFF, make_template
from tests.teams_stub.activities import Activity, Sent
from tests.teams_stub.door import PATH
from tests.teams_stub.tenant import Message
from tests.teams_stub.users import object_id

Act = Callable[[], Awaitable[object]]


class Server:
    """The server that is measured, from outside, as Teams reaches it."""

    def __init__(self, session: ClientSession, ports: tuple[int, ...], teams: TeamsVendor) -> None:
        self._session = session
        self._teams = teams
        ours, slack, without_logic, beside = (f"http://127.0.0.1:{port}" for port in ports)
        self.ours, self.without_logic = f"{ours}{PATH}", f"{without_logic}{PATH}"
        self.bare, self.classic = f"{beside}/bare", f"{beside}/classic"
        self.slack = slack
        self._beside = beside

    async def beside(self, path: str, body: object = None) -> Any:  # noqa: ANN401 - wire JSON
        """Asks what is not measured."""
        async with self._session.post(f"{self._beside}/{path}", json=body) as response:
            return await response.json()

    def sent(self, person: str) -> Sent:
        """Makes what somebody does."""
        tenant = self._teams.tenant
        return Sent(tenant, tenant.users[object_id(f"{person}{MAIL}")])

    async def deliver(self, url: str, activity: Activity) -> None:
        """Delivers an activity, signed."""
        bearer = self._teams.tenant.issuer.bearer(activity["serviceUrl"])
        headers = {"Authorization": bearer, "Content-Type": "application/json; charset=utf-8"}
        body = msgspec.json.encode(activity)
        async with self._session.post(url, data=body, headers=headers) as response:
            await response.read()
            response.raise_for_status()

    async def type(self, url: str, person: str, word: str, *, times: int = 0) -> None:
        """Types a word, until the answer is there; the bare ones answer as often as they hear."""
        before = self._teams.sent
        activity = self.sent(person).words(word)
        await self.deliver(url, activity | ({"value": {"times": times}} if times else {}))
        await self._teams.seen(before + max(times, 1))

    async def take_up(self, person: str, case_id: str) -> None:
        """Presses "Pak dit op" on its card, until every card that it changes or brings is there."""
        tenant, press = self._teams.tenant, Press(verbs.TAKE_UP, case_id).encoded()
        chat = tenant.chat_with(object_id(f"{person}{MAIL}"))
        message = Message(chat, self._teams.places[f"{chat} {press}"], {})
        action = {"type": "Action.Execute", "verb": "press"}
        data = {"press": press, "nonce": tenant.activity_id()}
        await self.deliver(self.ours, self.sent(person).executed(message, action, data))
        await self.beside("teams/settle")


@asynccontextmanager
async def _serving() -> AsyncIterator[tuple[Server, TeamsVendor, slack_requests.Server, Vendor]]:
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for platform in ("teams", "slack"):
            (folder / platform).mkdir()
            make_template(folder / platform / DATABASE)
        async with (
            teams_served() as teams,
            vendor_served() as (slack, slack_url),
            ClientSession() as session,
        ):
            addresses = (teams.tenant.base_url, slack_url)
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "tests.bench.teams_serving", name, *addresses),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
            )
            assert process.stdin is not None
            assert process.stdout is not None
            ports = msgspec.json.decode(await process.stdout.readline(), type=tuple[int, ...])
            server = Server(session, ports, teams)
            beside = slack_requests.Server(session, Ports(ports[1], ports[3], ports[2]), slack_url)
            try:
                for one in STAFF:
                    await server.deliver(server.ours, server.sent(one.id).installation("add"))
                yield server, teams, beside, slack
            finally:
                process.stdin.close()
                await process.wait()


async def _spent(costs: Costs, acts: tuple[Act, ...]) -> list[float]:
    """Gives what each act costs, taking turns."""
    spent: tuple[list[float], ...] = tuple([] for _ in acts)
    for number in range(WARM_UP + ROUNDS):
        for act, found in zip(acts, spent, strict=True):
            cost = await costs.of(act)
            found.extend([cost] if number >= WARM_UP else [])
    return list(map(statistics.mean, spent))


async def _turn(server: Server, costs: Costs) -> tuple[Measured, ...]:
    """A word until its answer is in the chat: without logic, and with the whole bot."""
    way, whole, bare, classic = await _spent(
        costs,
        (
            partial(server.type, server.without_logic, "bram", "help"),
            partial(server.type, server.ours, "bram", "pestmelding"),
            partial(server.type, server.bare, "bram", "help", times=1),
            partial(server.type, server.classic, "bram", "help", times=1),
        ),
    )
    return (
        Measured("CPU of a turn with its reply in Teams, over bare", whole, bare, "ms", goal=3),
        Measured("the same without logic, over bare", way, bare, "ms", goal=3),
        Measured("the same, over the classic adapter of the SDK", whole, classic, "ms", goal=1),
    )


async def _step(
    server: Server, teams: TeamsVendor, beside: slack_requests.Server, slack: Vendor, costs: Costs
) -> tuple[Measured, ...]:
    """A button until all cards that it changes or brings are there, in Teams and in Slack."""
    ours, on_slack, bare, classic = [], [], [], []

    async def in_slack(person: str, case_id: str) -> None:
        await beside.take_up(person, case_id)
        await server.beside("slack/settle")

    for number in range(WARM_UP + ROUNDS):
        case_id = await server.beside("teams/report")
        slack_case_id = await server.beside("slack/report")
        for person in COACHES:
            before = teams.sent
            cost = await costs.of(partial(server.take_up, person, case_id))
            times = teams.sent - before
            cost_in_slack = await costs.of(partial(in_slack, person, slack_case_id))
            reply = partial(server.type, person=person, word="help", times=times)
            cost_of_bare = await costs.of(partial(reply, server.bare))
            cost_of_classic = await costs.of(partial(reply, server.classic))
            if number >= WARM_UP:
                ours.append(cost)
                on_slack.append(cost_in_slack)
                bare.append(cost_of_bare)
                classic.append(cost_of_classic)
    step = statistics.mean(ours)
    return tuple(
        Measured(f"CPU of a button to its cards, over {what}", step, cost, "ms", goal, is_stretch)
        for what, cost, goal, is_stretch in (
            ("Slack", statistics.mean(on_slack), 1.5, False),
            ("bare, as many", statistics.mean(bare), 3, True),
            ("classic, as many", statistics.mean(classic), 1, True),
        )
    )


def measure() -> tuple[Measured, ...]:
    """Measures all, each in one run that takes turns with the bare thing."""
    return asyncio.run(_measure())


async def _measure() -> tuple[Measured, ...]:
    async with _serving() as (server, teams, beside, slack):
        costs = Costs(server)
        await costs.settle_idle()
        return (
            *await _turn(server, costs),
            *await _step(server, teams, beside, slack, costs),
        )
