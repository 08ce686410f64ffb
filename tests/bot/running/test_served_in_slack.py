"""A school that is served in Slack: both ways in, and who is kept out of all of them."""

import pathlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import aiohttp
import msgspec
import pytest

from bot.clock import PracticeClock
from bot.linked_accounts import LinkedAccounts
from bot.readiness import ADDRESS
from bot.serving import Serving
from bot.settings import Ports, Settings
from bot.wiring import chosen_platform
from storage.units_of_work import Store
from tests.practice.linked import NOW, rows
from tests.practice.running_bot import RunningBot
from tests.practice.twelve import STAFF
from tests.slack_stub.doors import HttpDoor, SocketDoor
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
        self, stub: Stub, serving: Serving, running: RunningBot, session: aiohttp.ClientSession
    ) -> None:
        self.workspace = stub.workspace
        self.running = running
        self._stub = stub
        self._serving = serving
        self._session = session

    def person(self, user: str) -> SlackPerson:
        """Gives somebody in the workspace."""
        port = self._serving.public_port
        door = HttpDoor(self._session, f"http://{ADDRESS}:{port}") if port else None
        return SlackPerson(self.workspace, user, door or SocketDoor(self._stub))

    async def ready(self) -> tuple[int, list[str]]:
        """Asks the second port how it goes."""
        url = f"http://{ADDRESS}:{self._serving.status_port}/readyz"
        async with self._session.get(url) as response:
            told = msgspec.json.decode(await response.read())
            return response.status, told["reasons"]


Serve = Callable[[str], Awaitable[Served]]


@pytest.fixture
async def serve(folder: pathlib.Path) -> AsyncIterator[Serve]:
    """Serves the practice school in a strict local Slack, over "http" or "socket"."""
    workspace = Workspace(colleagues())
    async with AsyncExitStack() as stack:

        async def served(way: str) -> Served:
            stub = await stack.enter_async_context(serve_stub(workspace))
            settings = Settings.read(
                {
                    "PESTMELDING_SLACK_BOT_TOKEN": BOT_TOKEN,
                    "PESTMELDING_SLACK_SIGNING_SECRET": SIGNING_SECRET,
                    "PESTMELDING_SLACK_APP_TOKEN": APP_TOKEN if way == "socket" else "",
                    "PESTMELDING_SLACK_API_URL": stub.api_url,
                }
            )
            platform = chosen_platform(settings)

            def linked(store: Store, _: object) -> LinkedAccounts:
                places = [(platform.book, platform.surface)]
                return LinkedAccounts(store, places, PracticeClock(NOW))

            running = await RunningBot.start(folder, linked=linked)
            stack.callback(running.stop)
            accounts = running.accounts
            assert isinstance(accounts, LinkedAccounts)
            serving = Serving(running.wired, accounts, platform, ANY)
            await serving.open()
            stack.push_async_callback(serving.close)
            session = await stack.enter_async_context(aiohttp.ClientSession())
            return Served(stub, serving, running, session)

        yield served
    assert [] == workspace.faults


@pytest.mark.parametrize("way", ["http", "socket"])
async def test_a_colleague_is_answered(serve: Serve, way: str) -> None:
    """Over both ways the command opens the first step, and who typed it is linked."""
    served = await serve(way)
    after = await served.person("UVAK").command("pestmelding")
    assert after.modal is not None
    assert "form" == after.modal["callback_id"]
    assert "UVAK" == rows(served.running.store)["vak"]
    assert (200, []) == await served.ready()


@pytest.mark.parametrize("user", ["UGAST", "UELDERS"])
async def test_others_are_kept_out(serve: Serve, user: str) -> None:
    """A guest and somebody of another workspace get no form, whatever address they have."""
    served = await serve("http")
    after = await served.person(user).command("pestmelding")
    assert after.modal is None
    assert not any("melding" in one for one in after.said)
    assert user not in rows(served.running.store).values()


async def test_a_token_that_is_taken_away(serve: Serve) -> None:
    """The program goes on and turns red, so that somebody looks."""
    served = await serve("http")
    served.workspace.refused_with = "token_revoked"
    await served.person("UVAK").command("pestprotocol")
    status, reasons = await served.ready()
    assert 503 == status
    assert "slack-sleutel-geweigerd" in reasons
    served.workspace.faults.clear()
