"""A school that is served in a strict local Teams, as the program serves it."""

import pathlib
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import aiohttp
import msgspec

from adapters.teams.entries import PLATFORM
from adapters.teams.platform import TeamsPlatform
from bot.clock import PracticeClock
from bot.kept_addresses import KeptAddresses
from bot.linked_accounts import LinkedAccounts
from bot.readiness import ADDRESS
from bot.serving import Serving
from bot.settings import Ports
from storage.units_of_work import Store
from tests.practice.linked import NOW
from tests.practice.running_bot import RunningBot
from tests.practice.twelve import STAFF
from tests.teams_stub.door import ConnectorDoor
from tests.teams_stub.person import TeamsPerson
from tests.teams_stub.server import Stub, serve_stub
from tests.teams_stub.tenant import APP_PASSWORD, Tenant
from tests.teams_stub.users import APP_ID, ELSEWHERE, TeamsUser, object_id

ANY = Ports(ADDRESS, 0, 0)


def account_of(name: str) -> str:
    """Gives the account of somebody in Teams."""
    return object_id(f"{name}@school.example")


def in_the_tenant() -> list[TeamsUser]:
    """Gives the staff in Teams, a guest and a parent with a colleague's address, and a pupil."""

    def user(name: str, email: str, tenant: str = "", upn: str = "") -> TeamsUser:
        made = TeamsUser(id=account_of(name), name=name.capitalize(), email=email, upn=upn)
        return msgspec.structs.replace(made, tenant=tenant or made.tenant)

    guest = user("gast", "vak@school.example", upn="vak_school.example#EXT#@school.example")
    guest.role = "guest"
    return [
        *(user(one.id, one.email) for one in STAFF),
        guest,
        user("elders", "vak@school.example", ELSEWHERE),
        user("leerling", "leerling@school.example"),
    ]


class Served:
    """A school in Teams."""

    def __init__(
        self, stub: Stub, serving: Serving, running: RunningBot, door: ConnectorDoor
    ) -> None:
        self.tenant = stub.tenant
        self.running = running
        self.door = door
        self._serving = serving

    def person(self, name: str, *, has_old_client: bool = False) -> TeamsPerson:
        """Gives somebody in the tenant."""
        user = account_of(name)
        return TeamsPerson(self.tenant, user, self.door, has_old_client=has_old_client)

    async def install(self) -> None:
        """Gives the whole staff the app, as an administrator does."""
        for one in STAFF:
            await self.person(one.id).install()


@asynccontextmanager
async def served_in_teams(folder: pathlib.Path) -> AsyncIterator[Served]:
    """Serves what stands in a folder."""
    async with AsyncExitStack() as stack:
        stub = await stack.enter_async_context(serve_stub(Tenant(in_the_tenant())))
        tenant, time = stub.tenant, PracticeClock(NOW)
        platforms: list[TeamsPlatform] = []

        def linked(store: Store, _: object) -> LinkedAccounts:
            platform = TeamsPlatform(
                APP_ID,
                APP_PASSWORD,
                tenant.id,
                KeptAddresses(store, PLATFORM, time),
                openid_url=tenant.openid_url,
                token_url=tenant.token_url,
                now=tenant.time.now,
                wait=tenant.time.sleep,
            )
            platforms.append(platform)
            return LinkedAccounts(store, [(platform.book, platform.surface)], time)

        running = await RunningBot.start(folder, linked=linked)
        stack.callback(running.stop)
        accounts = running.accounts
        assert isinstance(accounts, LinkedAccounts)
        serving = Serving(running.wired, accounts, platforms, ANY)
        await serving.open()
        stack.push_async_callback(serving.close)
        session = await stack.enter_async_context(aiohttp.ClientSession())
        door = ConnectorDoor(session, f"http://{ADDRESS}:{serving.public_port}", tenant.issuer)
        yield Served(stub, serving, running, door)
    assert [] == tenant.faults
