"""A server of Microsoft that does not answer: for how long everything else stands still."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager

import msgspec
from aiohttp import ClientSession, web

from adapters.teams.platform import TeamsPlatform
from bot.serving import public_application
from flows.ports import Addresses
from tests.bench.loop_ticker import LoopTicker
from tests.bench.measured import Measured
from tests.bench.slack_serving import OneSentence, opened
from tests.bench.teams_vendor import TeamsVendor, teams_served
from tests.teams_stub.activities import Sent
from tests.teams_stub.door import ConnectorDoor
from tests.teams_stub.tenant import APP_PASSWORD
from tests.teams_stub.users import APP_ID

STALLED_FOR = 500
"""Ticks, in which nothing else should stand still."""
AT_MOST = 50
"""Milliseconds."""
RUNS = 3
AT_ONCE = 20
"""People who come in meanwhile."""


class Nowhere:
    """Keeps no address (`flows.ports.Addresses`)."""

    async def get(self, user_id: str) -> str:
        """Gives none."""
        return ""

    async def put(self, user_id: str, address: str) -> None:
        """Keeps nothing."""

    async def drop(self, user_id: str) -> None:
        """Forgets nothing."""


def _platform(teams: TeamsVendor, addresses: Addresses) -> TeamsPlatform:
    tenant = teams.tenant
    return TeamsPlatform(
        APP_ID,
        APP_PASSWORD,
        tenant.id,
        addresses,
        openid_url=tenant.openid_url,
        token_url=tenant.token_url,
    )


async def _longest_gap(teams: TeamsVendor, *waiting: Awaitable[object]) -> float:
    """Gives the longest time, in milliseconds, in which the loop did nothing else."""
    ticker = LoopTicker()
    under_way = asyncio.gather(*waiting)
    await ticker.run(STALLED_FOR)
    assert not under_way.done()
    teams.tenant.issuer.go_on()
    await under_way
    return max(ticker.gaps) * 1000


@asynccontextmanager
async def _stalled_teams() -> AsyncIterator[TeamsVendor]:
    async with teams_served() as teams:
        teams.tenant.issuer.bearer(teams.tenant.service_url)
        yield teams


async def _key_server() -> float:
    async with _stalled_teams() as teams, ClientSession() as session:
        platform = _platform(teams, Nowhere())
        await platform.start(OneSentence())
        application: web.Application = public_application(platform.routes())
        port = await opened(application)
        door = ConnectorDoor(session, f"http://127.0.0.1:{port}", teams.tenant.issuer)
        user = teams.tenant.users[next(iter(teams.tenant.users))]
        words = Sent(teams.tenant, user).words("help")
        signed = msgspec.json.encode(words), teams.tenant.issuer.bearer(words["serviceUrl"])
        teams.tenant.issuer.stalled = True
        gap = await _longest_gap(teams, *(door.post(*signed) for _ in range(AT_ONCE)))
        await platform.stop()
    return gap


async def _token_server() -> float:
    async with _stalled_teams() as teams:
        platforms = [_platform(teams, Nowhere()) for _ in range(AT_ONCE)]
        teams.tenant.issuer.stalled = True
        gap = await _longest_gap(teams, *(one.sign_in() for one in platforms))
        for one in platforms:
            await one.stop()
    return gap


def measure() -> tuple[Measured, ...]:
    """Measures both, and gives the shortest of a few: the machine itself stands still at times."""
    return tuple(
        Measured(
            f"longest gap of the loop, {name} stalled",
            min(asyncio.run(stall()) for _ in range(RUNS)),
            AT_MOST,
            "ms",
            goal=1,
        )
        for name, stall in (("key server", _key_server), ("token server", _token_server))
    )
