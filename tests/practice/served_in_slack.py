"""A school that is served in a strict local Slack, as the program serves it."""

import pathlib
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import aiohttp
import msgspec

from bot.clock import PracticeClock
from bot.linked_accounts import LinkedAccounts
from bot.platforms import ChatPlatform
from bot.readiness import ADDRESS
from bot.serving import Serving
from bot.settings import Ports, Settings
from bot.wiring import chosen_platforms
from storage.units_of_work import Store
from tests.practice.linked import NOW
from tests.practice.running_bot import RunningBot
from tests.practice.twelve import STAFF
from tests.slack_stub.doors import Door, HttpDoor, SocketDoor
from tests.slack_stub.person import SlackPerson
from tests.slack_stub.server import Stub, serve_stub
from tests.slack_stub.users import SlackUser
from tests.slack_stub.workspace import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, Workspace

ANY = Ports(ADDRESS, 0, 0)


def colleagues() -> list[SlackUser]:
    """Gives the staff in Slack, a guest with a colleague's address, and a parent."""
    staff = [SlackUser(id=f"U{one.id.upper()}", name=one.name, email=one.email) for one in STAFF]
    gast = SlackUser(id="UGAST", name="Gast", email="gast@school.example", is_restricted=True)
    elders = SlackUser(id="UELDERS", name="Elders", email="vak@school.example", team_id="T0ELDERS")
    return [*staff, gast, elders]


class Served:
    """A school in Slack."""

    def __init__(
        self,
        stub: Stub,
        serving: Serving,
        running: RunningBot,
        session: aiohttp.ClientSession,
        time: PracticeClock,
    ) -> None:
        self.workspace = stub.workspace
        self.time = time
        """By which an account is asked about again."""
        self.running = running
        self._stub = stub
        self._serving = serving
        self._session = session

    @property
    def door(self) -> Door:
        """The way in."""
        port = self._serving.public_port
        door = HttpDoor(self._session, f"http://{ADDRESS}:{port}") if port else None
        return door or SocketDoor(self._stub)

    def person(self, user: str) -> SlackPerson:
        """Gives somebody in the workspace."""
        return SlackPerson(self.workspace, user, self.door)

    async def ready(self) -> tuple[int, list[str]]:
        """Asks the second port how it goes."""
        url = f"http://{ADDRESS}:{self._serving.status_port}/readyz"
        async with self._session.get(url) as response:
            told = msgspec.json.decode(await response.read())
            return response.status, told["reasons"]


@asynccontextmanager
async def served_in_slack(folder: pathlib.Path, way: str = "http") -> AsyncIterator[Served]:
    """Serves what stands in a folder, over "http" or "socket"."""
    async with AsyncExitStack() as stack:
        stub = await stack.enter_async_context(serve_stub(Workspace(colleagues())))
        settings = Settings.read(
            {
                "PESTMELDING_SLACK_BOT_TOKEN": BOT_TOKEN,
                "PESTMELDING_SLACK_SIGNING_SECRET": SIGNING_SECRET,
                "PESTMELDING_SLACK_APP_TOKEN": APP_TOKEN if way == "socket" else "",
                "PESTMELDING_SLACK_API_URL": stub.api_url,
            }
        )
        time = PracticeClock(NOW)
        platforms: list[ChatPlatform] = []

        def linked(store: Store, _: object) -> LinkedAccounts:
            platforms.extend(chosen_platforms(settings, settings.platforms, store, time))
            return LinkedAccounts(store, [(one.book, one.surface) for one in platforms], time)

        running = await RunningBot.start(folder, linked=linked)
        stack.callback(running.stop)
        accounts = running.accounts
        assert isinstance(accounts, LinkedAccounts)
        serving = Serving(running.wired, accounts, platforms, ANY)
        await serving.open()
        stack.push_async_callback(serving.close)
        session = await stack.enter_async_context(aiohttp.ClientSession())
        yield Served(stub, serving, running, session, time)
    assert [] == stub.workspace.faults
