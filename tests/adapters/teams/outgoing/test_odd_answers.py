"""Answers of Teams that say it went well, and not what a card needs to know."""

from collections.abc import AsyncIterator

import pytest

from adapters.teams.address import Address
from adapters.teams.app import App
from adapters.teams.chats import Chats
from adapters.teams.connector import TeamsWeb
from adapters.teams.people import TeamsBook
from adapters.teams.service_urls import conversations_url
from adapters.teams.surface import TeamsSurface
from flows.cards import Card
from flows.ports import MaybeSent, NotSent, Unreachable, Who
from tests.adapters.teams.kept_addresses import KeptAddresses
from tests.adapters.teams.planned_microsoft import Planned, PlannedMicrosoft, as_json

ANNA = Who("teams", "anna")
CARD = Card(key="root", title="Melding 7K3Q")


@pytest.fixture
async def microsoft() -> AsyncIterator[PlannedMicrosoft]:
    """Gives a Teams that answers as a test says."""
    async with PlannedMicrosoft().serving() as served:
        served.then("token", as_json({"access_token": "t1"}))
        yield served


@pytest.fixture
async def web(microsoft: PlannedMicrosoft) -> AsyncIterator[TeamsWeb]:
    """Gives the way to it."""
    url = microsoft.url
    opened = TeamsWeb(App("app-1", "geheim", "tenant-1", f"{url}/openid", f"{url}/token"))
    await opened.start()
    yield opened
    await opened.stop()


def _chats(web: TeamsWeb, microsoft: PlannedMicrosoft, conversation: str) -> Chats:
    addresses = KeptAddresses()
    address = Address(microsoft.url, conversation, "29:anna", "28:app-1")
    addresses.kept[ANNA.id] = address.encoded()
    return Chats(web, addresses)


ODD = [
    Planned(b"", 201),
    Planned(b"  ", 200),
    Planned(b"<html>later</html>", 201),
    Planned(b"[" * 100_000, 201),
    Planned(b"x" * 1024 * 1024 * 2, 201),
    as_json([], 201),
    as_json({}, 201),
    as_json({"id": ""}, 201),
    as_json({"id": 7}, 201),
]


def _named(plan: Planned) -> str:
    return f"{plan.status} {plan.body[:20]!r}"


@pytest.mark.parametrize("plan", ODD, ids=_named)
async def test_a_card_of_which_is_not_told_where_it_stands(
    web: TeamsWeb, microsoft: PlannedMicrosoft, plan: Planned
) -> None:
    """It may stand there."""
    microsoft.then("activities", plan)
    surface = TeamsSurface(web, _chats(web, microsoft, "a:1"))
    with pytest.raises(MaybeSent):
        await surface.post(ANNA, CARD, "", "7K3Q:1:0")


@pytest.mark.parametrize("plan", ODD, ids=_named)
async def test_a_chat_without_a_name(
    web: TeamsWeb, microsoft: PlannedMicrosoft, plan: Planned
) -> None:
    """No card was sent."""
    microsoft.then("conversations", plan)
    surface = TeamsSurface(web, _chats(web, microsoft, ""))
    with pytest.raises(NotSent):
        await surface.post(ANNA, CARD, "", "7K3Q:1:0")
    assert 0 == microsoft.count("activities")


async def test_a_chat_that_cannot_be(web: TeamsWeb, microsoft: PlannedMicrosoft) -> None:
    """Teams does not know who it would be with."""
    microsoft.then("conversations", as_json({"error": {"code": "ConversationNotFound"}}, 404))
    surface = TeamsSurface(web, _chats(web, microsoft, ""))
    with pytest.raises(Unreachable) as failed:
        await surface.post(ANNA, CARD, "", "7K3Q:1:0")
    assert "conversationnotfound" == failed.value.code


async def test_somebody_of_whom_nothing_is_told(web: TeamsWeb, microsoft: PlannedMicrosoft) -> None:
    """They are no colleague."""
    book = TeamsBook(web, _chats(web, microsoft, "a:1"))
    for plan in (Planned(b"", 200), as_json({}), as_json({"aadObjectId": ["anna"]})):
        microsoft.then("29:anna", plan)
        assert await book.account(ANNA.id) is None


async def test_an_answer_that_leads_elsewhere(web: TeamsWeb, microsoft: PlannedMicrosoft) -> None:
    """It is not followed, for our token would go along."""
    microsoft.then("activities", as_json({}, 307, Location=f"{microsoft.url}/elsewhere"))
    url = conversations_url(microsoft.url, "a:1", "activities")
    with pytest.raises(NotSent):
        await web.call("POST", url, {})
    assert 0 == microsoft.count("elsewhere")


async def test_what_is_posted_is_posted_once(web: TeamsWeb, microsoft: PlannedMicrosoft) -> None:
    """Whatever the answer, a card is never sent again by itself."""
    url = conversations_url(microsoft.url, "a:1", "activities")
    for status in (400, 403, 404, 408, 412, 413, 429, 500, 502, 503, 504):
        microsoft.then("activities", as_json({}, status))
        with pytest.raises(Exception, match=r"^\S*$"):
            await web.call("POST", url.replace("a%3A1", f"a{status}"), {})
    assert 11 == microsoft.count("activities")
