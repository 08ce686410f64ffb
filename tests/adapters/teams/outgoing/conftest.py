"""A local Teams with two colleagues in it, and our way out to it."""

from collections.abc import AsyncIterator

import pytest

from adapters.teams.address import Address
from adapters.teams.app import App
from adapters.teams.chats import Chats
from adapters.teams.connector import TeamsWeb
from adapters.teams.people import TeamsBook
from adapters.teams.surface import TeamsSurface
from tests.adapters.teams.card_rules import faults_in
from tests.adapters.teams.kept_addresses import KeptAddresses
from tests.adapters.teams.outgoing.people import BOUZID, BROUWER
from tests.teams_stub.server import serve_stub
from tests.teams_stub.tenant import APP_PASSWORD, Tenant
from tests.teams_stub.users import APP_ID, BOT, TENANT, TeamsUser


@pytest.fixture
async def tenant() -> AsyncIterator[Tenant]:
    """Gives a Teams where everything goes well unless a test says otherwise."""
    users = (
        TeamsUser(id=BROUWER.id, name="Anna Brouwer", email="a.brouwer@school.example"),
        TeamsUser(id=BOUZID.id, name="Karim Bouzid", email="k.bouzid@school.example"),
    )
    made = Tenant(users, card_faults=faults_in)
    async with serve_stub(made):
        yield made
    assert [] == made.faults


@pytest.fixture
async def web(tenant: Tenant) -> AsyncIterator[TeamsWeb]:
    """Gives the way to that Teams."""
    app = App(APP_ID, APP_PASSWORD, TENANT, tenant.openid_url, tenant.token_url)
    opened = TeamsWeb(app, now=tenant.time.now)
    await opened.start()
    yield opened
    await opened.stop()


@pytest.fixture
def addresses(tenant: Tenant) -> KeptAddresses:
    """Gives where Brouwer is reached, who has a chat, and Bouzid, whose chat nobody made yet."""
    kept = KeptAddresses()
    for who, chat in ((BROUWER, tenant.chat_with(BROUWER.id)), (BOUZID, "")):
        address = Address(tenant.service_url, chat, tenant.users[who.id].mri, BOT)
        kept.kept[who.id] = address.encoded()
    return kept


@pytest.fixture
def chats(web: TeamsWeb, addresses: KeptAddresses) -> Chats:
    """Gives the chats of people."""
    return Chats(web, addresses)


@pytest.fixture
def surface(tenant: Tenant, web: TeamsWeb, chats: Chats) -> TeamsSurface:
    """Gives the place where cards are put; time passes by itself for who waits for a turn."""
    return TeamsSurface(web, chats, now=tenant.time.now, sleep=tenant.time.sleep, within=1.0)


@pytest.fixture
def book(web: TeamsWeb, chats: Chats) -> TeamsBook:
    """Gives who people are."""
    return TeamsBook(web, chats)
