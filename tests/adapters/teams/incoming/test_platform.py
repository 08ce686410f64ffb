"""Teams as the running program sees it: signing in, being refused, who is answered, stopping."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from adapters.teams.platform import NO_ANSWER, NO_KEY, SIGN_IN_AGAIN_AFTER, TeamsPlatform
from adapters.teams.signing_keys import UNREACHABLE
from bot.platforms import ChatPlatform
from flows.ports import PlatformRefused, Pressed, ShowTaskList, Who
from flows.task_list import TaskList
from tests.adapters.sample_conversation import SampleConversation
from tests.adapters.teams.incoming import activity_samples as sent
from tests.adapters.teams.incoming.our_side import SomeAddresses
from tests.teams_stub.acks import Ack
from tests.teams_stub.door import ConnectorDoor
from tests.teams_stub.person import TeamsPerson
from tests.teams_stub.server import serve_stub
from tests.teams_stub.tenant import APP_PASSWORD, Tenant
from tests.teams_stub.users import APP_ID, TENANT, TeamsUser

ANNA = TeamsUser(id=sent.ACCOUNT, name="Anna", email="anna@school.nl")


class Slept:
    """A wait that only counts."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        """Notes how long it would have been."""
        self.seconds.append(seconds)


@pytest.fixture
async def tenant() -> AsyncIterator[Tenant]:
    """Gives the side of Microsoft."""
    tenant = Tenant((ANNA,))
    async with serve_stub(tenant):
        yield tenant


def platform_of(tenant: Tenant, slept: Slept | None = None) -> TeamsPlatform:
    """Makes a platform that talks to it."""
    return TeamsPlatform(
        APP_ID,
        APP_PASSWORD,
        TENANT,
        SomeAddresses(),
        openid_url=tenant.openid_url,
        token_url=tenant.token_url,
        wait=slept or Slept(),
    )


@asynccontextmanager
async def served(platform: TeamsPlatform, tenant: Tenant) -> AsyncIterator[ConnectorDoor]:
    """Serves a platform, and gives the way in to it."""
    application = web.Application()
    application.add_routes(platform.routes())
    server = TestServer(application)
    await server.start_server()
    async with ClientSession() as session:
        yield ConnectorDoor(session, f"http://127.0.0.1:{server.port}", tenant.issuer)
    await server.close()
    await platform.stop()


async def test_it_is_a_platform(tenant: Tenant) -> None:
    """It is what the program expects of a platform."""
    platform: ChatPlatform = platform_of(tenant)

    assert ("teams", "teams") == (platform.surface.platform, platform.book.platform)
    assert () == platform.faults()


async def test_signing_in_first(bot: SampleConversation, tenant: Tenant) -> None:
    """Whoever signs in before the start hears which tenant it is, and Microsoft is asked once."""
    platform = platform_of(tenant)
    signed_in_to = await platform.sign_in()
    await platform.start(bot)
    await platform.stop()
    await platform.stop()

    assert TENANT == signed_in_to
    assert 1 == len(tenant.issuer.asked)


async def test_a_secret_that_is_refused(bot: SampleConversation, tenant: Tenant) -> None:
    """A secret that Microsoft refuses is said in a sentence that tells what to look at."""
    tenant.issuer.refuses = "invalid_client"
    with pytest.raises(PlatformRefused) as caught:
        await platform_of(tenant).start(bot)

    assert NO_KEY == str(caught.value)


async def test_microsoft_does_not_answer(bot: SampleConversation) -> None:
    """A Microsoft that stays down is said, and no connection is left open."""
    slept = Slept()
    tenant = Tenant((ANNA,))
    async with serve_stub(tenant):
        pass
    with pytest.raises(PlatformRefused) as caught:
        await platform_of(tenant, slept).start(bot)

    assert NO_ANSWER == str(caught.value)
    assert list(SIGN_IN_AGAIN_AFTER) == slept.seconds


async def test_keys_that_are_not_reached(bot: SampleConversation, tenant: Tenant) -> None:
    """Nobody can be let in then, and whoever looks how it goes is told."""
    platform = TeamsPlatform(
        APP_ID,
        APP_PASSWORD,
        TENANT,
        SomeAddresses(),
        openid_url=f"{tenant.base_url}/elsewhere",
        token_url=tenant.token_url,
    )
    await platform.start(bot)
    async with served(platform, tenant) as door:
        ack = await TeamsPerson(tenant, ANNA.id, door).words("taken")
        assert (503, (UNREACHABLE,)) == (ack.status, platform.faults())


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_without_a_secret_there_is_no_platform(missing: int) -> None:
    """Without id, secret or tenant nothing is begun, and no door opens."""
    given = [APP_ID, APP_PASSWORD, TENANT]
    given[missing] = ""
    with pytest.raises(PlatformRefused):
        TeamsPlatform(given[0], given[1], given[2], SomeAddresses())


async def test_an_activity_before_the_start(tenant: Tenant) -> None:
    """What comes before the bot is ready is to come again."""
    platform = platform_of(tenant)
    await platform.sign_in()
    async with served(platform, tenant) as door:
        person = TeamsPerson(tenant, ANNA.id, door)
        aftermath = await person.words("taken")

    assert 503 == aftermath.status


async def test_a_colleague_is_answered(bot: SampleConversation, tenant: Tenant) -> None:
    """Whoever types a word gets the card with the button, and the button opens the dialog."""
    bot.tasks = ShowTaskList(TaskList("Je taken", ()))
    platform = platform_of(tenant)
    changed: list[Who] = []
    platform.on_changed = changed.append
    await platform.start(bot)
    async with served(platform, tenant) as door:
        person = TeamsPerson(tenant, ANNA.id, door)
        await person.install()
        await person.words("pestmelding")
        opened = await person.press_in_message("melden||")
        found = await person.extension("message")

    assert 2 == len(person.messages)
    assert opened.dialog_changed
    assert found.dialog is not None
    pressed = [one.value for one in bot.asked if isinstance(one, Pressed)]
    assert ["hulp||", "taken||", "melden||", "melden||"] == pressed
    assert [Who("teams", ANNA.id)] == changed
    assert [] == tenant.faults


async def test_a_change_that_nobody_listens_for(bot: SampleConversation, tenant: Tenant) -> None:
    """Whoever takes the app out is forgotten, also when nobody else has to know."""
    platform = platform_of(tenant)
    await platform.start(bot)
    async with served(platform, tenant) as door:
        aftermath = await TeamsPerson(tenant, ANNA.id, door).uninstall()

    assert 202 == aftermath.status


def ours(tenant: Tenant, payload: sent.Payload) -> sent.Payload:
    """Gives a sample activity as if it came from this tenant."""
    text = json.dumps(payload).replace(sent.TENANT, tenant.id).replace(sent.SERVICE, "SERVICE")
    told: sent.Payload = json.loads(text) | {"serviceUrl": tenant.service_url}
    return told


async def delivered(tenant: Tenant, bot: SampleConversation, payload: sent.Payload) -> Ack:
    """Delivers an activity with a good token over HTTP."""
    platform = platform_of(tenant)
    await platform.start(bot)
    async with served(platform, tenant) as door:
        return await door.send(payload)


@pytest.mark.parametrize("kind", sent.EVERY_KIND)
async def test_every_kind_over_http(bot: SampleConversation, tenant: Tenant, kind: str) -> None:
    """Every kind of activity is answered: an invoke with a body, all else with a 202."""
    payload = ours(tenant, sent.EVERY_KIND[kind])
    ack = await delivered(tenant, bot, payload)

    assert (200 if payload["type"] == "invoke" else 202) == ack.status
    assert (payload["type"] == "invoke") == (ack.body is not None)


ELSEWHERE: dict[str, sent.Payload] = {
    "another tenant": {"channelData": {"tenant": {"id": sent.TENANT}}},
    "no tenant": {"channelData": {}, "conversation": {"id": "a:1", "conversationType": "personal"}},
    "no channelData": {
        "channelData": None,
        "conversation": {"id": "a:1", "conversationType": "personal"},
    },
    "two tenants": {"conversation": {"id": "a:1", "tenantId": sent.TENANT}},
    "another channel": {"channelId": "webchat"},
}


@pytest.mark.parametrize("whose", ELSEWHERE)
@pytest.mark.parametrize("kind", ["a word", "a button that acts", "a form", "an installation"])
async def test_from_elsewhere(
    bot: SampleConversation, tenant: Tenant, kind: str, whose: str
) -> None:
    """What comes from elsewhere with a good token is refused without a word."""
    ack = await delivered(tenant, bot, ours(tenant, sent.EVERY_KIND[kind]) | ELSEWHERE[whose])

    assert (403, None) == (ack.status, ack.body)
    assert [] == bot.asked
