"""The chat of each person with the app, in which their cards stand."""

import asyncio

import pytest

from adapters.teams.address import address_in
from adapters.teams.chats import Chats
from adapters.teams.surface import TeamsSurface
from flows.cards import Card
from flows.ports import NotSent, Placed, Unreachable, Who
from tests.adapters.teams.kept_addresses import KeptAddresses
from tests.adapters.teams.outgoing.people import BOUZID, BROUWER
from tests.teams_stub import plan
from tests.teams_stub.connector_error import Call
from tests.teams_stub.plan import Misbehaviour, WrittenOut
from tests.teams_stub.tenant import Tenant

CARD = Card(key="root", title="Melding 7K3Q")


def _calls(tenant: Tenant, method: str) -> list[Call]:
    return [call for call in tenant.calls if call.method == method]


async def _root(surface: TeamsSurface, who: Who = BROUWER) -> Placed:
    return await surface.post(who, CARD, "", "7K3Q:1:0")


async def test_a_chat_is_made_once(
    surface: TeamsSurface, tenant: Tenant, addresses: KeptAddresses
) -> None:
    """However many cards wait for it; then it is kept."""
    await asyncio.gather(
        *(surface.post(BOUZID, CARD, "", f"7K3Q:{number}:0") for number in range(5))
    )
    assert 1 == len(_calls(tenant, plan.CREATE))
    assert 5 == len(tenant.messages_of(BOUZID.id))
    known = address_in(addresses.kept[BOUZID.id])
    assert known is not None
    assert tenant.chat_with(BOUZID.id) == known.conversation
    assert 1 == addresses.puts


@pytest.mark.parametrize(
    ("misbehaviour", "code"),
    [
        ("broken", "server_error"),
        ("broken_after", "server_error"),
        ("reset_after", "connection_reset"),
        ("silent_after", "timed_out"),
        ("unreadable", "unreadable"),
        ("limited", "throttled"),
        ("precondition", "preconditionfailed"),
    ],
)
async def test_a_chat_that_is_not_made(
    surface: TeamsSurface, tenant: Tenant, misbehaviour: Misbehaviour, code: str
) -> None:
    """Whatever became of it, no card was sent yet; the next one makes it."""
    tenant.plan = WrittenOut({plan.CREATE: (misbehaviour,)})
    with pytest.raises(NotSent) as failed:
        await _root(surface, BOUZID)
    assert code == failed.value.code
    assert [] == _calls(tenant, plan.POST)
    tenant.time.go_on(60)
    await _root(surface, BOUZID)


@pytest.mark.parametrize("misbehaviour", plan.REFUSALS)
async def test_somebody_who_has_no_app(
    surface: TeamsSurface, tenant: Tenant, misbehaviour: Misbehaviour
) -> None:
    """There is no chat to make: they are not reached this way."""
    tenant.plan = WrittenOut({plan.CREATE: (misbehaviour,)})
    with pytest.raises(Unreachable) as failed:
        await _root(surface, BOUZID)
    assert plan.REFUSALS[misbehaviour].lower() == failed.value.code


async def test_a_chat_that_teams_does_not_know(
    surface: TeamsSurface, tenant: Tenant, addresses: KeptAddresses
) -> None:
    """It is forgotten, and made again for the next try."""
    address = address_in(addresses.kept[BROUWER.id])
    assert address is not None
    chat = address.conversation
    del tenant.conversations[chat]
    with pytest.raises(NotSent) as failed:
        await _root(surface)
    assert "conversationnotfound" == failed.value.code
    await _root(surface)
    assert 1 == len(_calls(tenant, plan.CREATE))
    assert 1 == len(tenant.messages_of(BROUWER.id))


async def test_a_chat_that_changed_meanwhile(chats: Chats, addresses: KeptAddresses) -> None:
    """What came in since then is not forgotten with it."""
    before = addresses.kept[BROUWER.id]
    await chats.gone(BROUWER.id, "a:1former")
    await chats.gone("nobody", "a:1former")
    assert before == addresses.kept[BROUWER.id]
    assert "nobody" not in addresses.kept


@pytest.mark.parametrize("kept", ["", "x", "[]", "{}", '{"service_url": 1}'])
async def test_somebody_who_never_came_in(
    surface: TeamsSurface, tenant: Tenant, addresses: KeptAddresses, kept: str
) -> None:
    """Teams only tells where somebody is when they come in themselves."""
    addresses.kept[BROUWER.id] = kept
    for doing in (_root(surface), surface.replace(BROUWER, Placed("a/1", "a/1"), CARD)):
        with pytest.raises(Unreachable) as failed:
            await doing
        assert "not_installed" == failed.value.code
    assert [] == tenant.calls


async def test_an_address_elsewhere(
    surface: TeamsSurface, tenant: Tenant, addresses: KeptAddresses
) -> None:
    """What was kept by a practice run, or put there by somebody, is not called."""
    kept = addresses.kept[BROUWER.id]
    for url in ("https://smba.trafficmanager.net/emea/", "http://10.0.0.1/", "x"):
        addresses.kept[BROUWER.id] = kept.replace(tenant.service_url, url)
        with pytest.raises(Unreachable) as failed:
            await _root(surface)
        assert "other_address" == failed.value.code


async def test_somebody_of_another_platform(surface: TeamsSurface, tenant: Tenant) -> None:
    """Teams is no way to them."""
    somebody = Who("slack", BROUWER.id)
    with pytest.raises(Unreachable):
        await surface.post(somebody, CARD, "", "7K3Q:1:0")
    with pytest.raises(Unreachable):
        await surface.replace(somebody, Placed("a/1", "a/1"), CARD)
    assert [] == tenant.calls
