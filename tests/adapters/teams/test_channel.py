"""The staff channel in Teams: a post for each melding, real replies, and who is called on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec
import pytest

from adapters.teams.activities import Json, Sender
from adapters.teams.address import address_in
from adapters.teams.app import App
from adapters.teams.arrivals import Arrivals
from adapters.teams.channel import channel_address, channel_in
from adapters.teams.chats import Chats
from adapters.teams.connector import TeamsWeb
from adapters.teams.entries import PLATFORM
from adapters.teams.service_urls import EVERYWHERE
from adapters.teams.surface import TeamsSurface
from flows.cards import Button, Card, Mention
from flows.ports import Gone, MaybeSent, NotSent, Placed, Unreachable, Who
from flows.presses import Press
from tests.adapters.teams.card_rules import actions_in
from tests.teams_stub.plan import CREATE, POST, Misbehaviour, WrittenOut
from tests.teams_stub.server import serve_stub
from tests.teams_stub.tenant import APP_PASSWORD, Tenant
from tests.teams_stub.users import APP_ID, BOT, TENANT, TeamsUser

ILSE = TeamsUser(id="0a1b2c3d-0000-4000-8000-00000000000a", name="Ilse Brouwer")
ROOT = Card(key="root", title="Melding 7K3Q: Zo staat het ervoor")
STEP = Card(
    key="oppakken",
    title="Melding 7K3Q: Hier is iets te doen",
    tone="action",
    mentions=(Mention("Ilse Brouwer", "m-ilse", ILSE.id), Mention("Op Slack", "m-slack")),
    buttons=(Button("Open de melding", Press("open", "7K3Q").encoded(), "primary"),),
)


class Kept:
    """Addresses in memory (`flows.ports.Addresses`)."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    async def get(self, user_id: str) -> str:
        """Gives an address."""
        return self.kept.get(user_id, "")

    async def put(self, user_id: str, address: str) -> None:
        """Keeps an address."""
        self.kept[user_id] = address

    async def drop(self, user_id: str) -> None:
        """Forgets an address."""
        self.kept.pop(user_id, None)


class InTeams(msgspec.Struct):
    """A local Teams with a channel, and our surface on it."""

    tenant: Tenant
    surface: TeamsSurface
    channel: Who
    kept: dict[str, str]
    pauses: list[float]

    async def posts(self, card: Card, thread_id: str = "", delivery_id: str = "7K3Q:1:0") -> Placed:
        """Posts a card in the channel."""
        return await self.surface.post(self.channel, card, thread_id, delivery_id)

    def threads(self) -> list[str]:
        """Gives of each message in the channel the post that it is below."""
        return [one.thread for one in self.tenant.messages_in(self.channel.id)]


@asynccontextmanager
async def in_teams(plan: WrittenOut | None = None, *, told: bool = True) -> AsyncIterator[InTeams]:
    """Opens a local Teams; `told` says whether it told us where the channel is reached."""
    tenant = Tenant((ILSE,), plan=plan)
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)
        tenant.time.go_on(seconds)

    async with serve_stub(tenant):
        channel = tenant.channel(ILSE.id)
        app = App(APP_ID, APP_PASSWORD, TENANT, tenant.openid_url, tenant.token_url)
        web, kept = TeamsWeb(app), Kept()
        if told:
            kept.kept[channel] = channel_address(tenant.service_url, channel, BOT).encoded()
        await web.start()
        surface = TeamsSurface(web, Chats(web, kept), now=tenant.time.now, sleep=pause, within=1)
        try:
            yield InTeams(tenant, surface, Who(PLATFORM, channel), kept.kept, pauses)
        finally:
            await web.stop()
        assert [] == tenant.faults


async def test_a_melding_is_a_post_with_replies() -> None:
    """The root is a post of its own, a step a real reply below it, each known by its place."""
    async with in_teams() as teams:
        root = await teams.posts(ROOT)
        step = await teams.posts(STEP, root.thread_id, "7K3Q:1:1")
        first, second = teams.tenant.messages_in(teams.channel.id)
        thread = f"{teams.channel.id};messageid={first.id}"
        assert ["", first.id] == teams.threads()
        assert Placed(f"{thread}/{first.id}", f"{thread}/{first.id}") == root
        assert Placed(f"{thread}/{second.id}", root.thread_id) == step


async def test_a_step_calls_on_who_must_act() -> None:
    """By their account, and by name for who has none here; it makes no other noise."""
    async with in_teams() as teams:
        root = await teams.posts(ROOT)
        await teams.posts(STEP, root.thread_id, "7K3Q:1:1")
        sent = teams.tenant.messages_in(teams.channel.id)[1].sent
        content = sent["attachments"][0]["content"]
        (entity,) = content["msteams"]["entities"]
        assert {"id": ILSE.id, "name": "Ilse Brouwer"} == entity["mentioned"]
        assert "<at>Ilse Brouwer</at>" in str(content["body"])
        assert "Op Slack" in str(content["body"])
        assert "channelData" not in sent


async def test_the_button_of_a_step_opens_a_dialog() -> None:
    """What it shows is for who pressed it, and never takes the place of the card."""
    async with in_teams() as teams:
        await teams.posts(STEP)
        (sent,) = teams.tenant.messages_in(teams.channel.id)
        (action,) = actions_in(sent.card)
        assert ("Action.Submit", "task/fetch") == (
            action["type"],
            action["data"]["msteams"]["type"],
        )


async def test_a_card_changes_in_its_place() -> None:
    """The post and the reply alike, each once."""
    async with in_teams() as teams:
        root = await teams.posts(ROOT)
        step = await teams.posts(STEP, root.thread_id, "7K3Q:1:1")
        for placed in (root, step):
            done = msgspec.structs.replace(ROOT, tone="done")
            await teams.surface.replace(teams.channel, placed, done)
        assert [2, 2] == [one.versions for one in teams.tenant.messages_in(teams.channel.id)]


async def test_a_message_a_second_in_the_whole_channel() -> None:
    """Threads share one pace, for Teams counts the channel."""
    async with in_teams() as teams:
        first, second = await teams.posts(ROOT), await teams.posts(ROOT, delivery_id="9XYZ:1:0")
        for number, root in enumerate((first, second, first)):
            await teams.posts(STEP, root.thread_id, f"7K3Q:2:{number}")
        assert [1.0, 1.0] == teams.pauses


async def test_a_thread_elsewhere_is_gone() -> None:
    """A post that somebody removed, or in a channel that the school named before."""
    async with in_teams() as teams:
        root = await teams.posts(ROOT)
        other = root.thread_id.replace(teams.channel.id, "19:vorig@thread.tacv2")
        for thread in (other, "a:1chat/17", "nergens"):
            with pytest.raises(Gone):
                await teams.posts(STEP, thread, "7K3Q:1:1")
            with pytest.raises(Gone):
                await teams.surface.replace(teams.channel, Placed(thread, thread), STEP)
        assert [""] == teams.threads()


async def test_a_channel_that_is_not_there() -> None:
    """Removed, or another app's: it will not help to try again."""
    async with in_teams() as teams:
        gone = Who(PLATFORM, "19:weg@thread.tacv2")
        told = channel_address(teams.tenant.service_url, gone.id, BOT)
        teams.kept[gone.id] = told.encoded()
        with pytest.raises(Unreachable):
            await teams.surface.post(gone, ROOT, "", "7K3Q:1:0")


async def test_the_app_is_not_in_the_channel() -> None:
    """It was taken out of the team."""
    async with in_teams(WrittenOut({CREATE: ("not_in_roster",)})) as teams:
        with pytest.raises(Unreachable) as refused:
            await teams.posts(ROOT)
        assert "botnotinconversationroster" == refused.value.code


@pytest.mark.parametrize("how", ["broken_after", "reset_after", "unreadable"])
async def test_a_post_that_may_stand_there(how: Misbehaviour) -> None:
    """Unlike making a chat, making a post shows it: without an answer nobody knows."""
    for method in (CREATE, POST):
        async with in_teams(WrittenOut({method: (how,)})) as teams:
            root = await teams.posts(ROOT) if method == POST else None
            with pytest.raises(MaybeSent):
                await teams.posts(STEP, root.thread_id if root else "", "7K3Q:1:1")


class Forgetful(TeamsWeb):
    """Takes everything and says of nothing what it is called."""

    async def call(
        self, method: str, url: str, body: Json | None = None, *, within: float = 1.0
    ) -> Json:
        """Answers with an object without an id."""
        return {"id": 17} if method == "POST" else {}


async def test_a_post_without_a_name() -> None:
    """It may stand there, and nobody can say where."""
    web = Forgetful(App(APP_ID, APP_PASSWORD, TENANT))
    surface = TeamsSurface(web, Chats(web, Kept()), now=lambda: 0.0, sleep=no_wait)
    channel = Who(PLATFORM, "19:a1@thread.tacv2")
    for thread in ("", "19:a1@thread.tacv2;messageid=17/17"):
        with pytest.raises(MaybeSent):
            await surface.post(channel, ROOT, thread, "7K3Q:1:0")


async def no_wait(_: float) -> None:
    """Waits for nothing."""


async def test_a_channel_that_is_asked_too_much() -> None:
    """Nothing was posted, and it says how long to wait."""
    async with in_teams(WrittenOut({CREATE: ("limited",)})) as teams:
        with pytest.raises(NotSent) as refused:
            await teams.posts(ROOT)
        assert 1 == refused.value.retry_after


async def test_a_channel_of_which_nothing_was_told() -> None:
    """It is reached where all of Teams is, which is nowhere for an app on this computer."""
    assert "https://smba.trafficmanager.net/teams" == EVERYWHERE
    async with in_teams(told=False) as teams:
        with pytest.raises(Unreachable) as refused:
            await teams.posts(ROOT)
        assert "other_address" == refused.value.code


@pytest.mark.parametrize(
    ("conversation", "channel"),
    [
        ("19:a1@thread.tacv2", "19:a1@thread.tacv2"),
        ("19:a1@thread.tacv2;messageid=17", "19:a1@thread.tacv2"),
        ("19:a1@thread.skype", "19:a1@thread.skype"),
        ("19:a1@thread.v2", ""),
        ("a:1chat", ""),
        ("0a1b2c3d-0000-4000-8000-00000000000a", ""),
        ("", ""),
    ],
)
def test_what_a_channel_is_called(conversation: str, channel: str) -> None:
    """A thread in it too; a chat of one or of several is none."""
    assert channel == channel_in(conversation)


def sender(conversation: str, *, personal: bool = False) -> Sender:
    """Somebody who does something there."""
    return Sender(
        ILSE.id, ILSE.mri, BOT, "https://smba.trafficmanager.net/emea", conversation, personal
    )


async def test_where_a_channel_is_reached_is_learned_there() -> None:
    """By what is done in it or in a thread of it, until the app is taken out."""
    kept = Kept()
    arrivals = Arrivals(kept)
    await arrivals.seen(sender("19:a1@thread.tacv2;messageid=17"))
    told = address_in(kept.kept["19:a1@thread.tacv2"])
    assert (
        channel_address("https://smba.trafficmanager.net/emea", "19:a1@thread.tacv2", BOT) == told
    )
    assert "" == address_in(kept.kept[ILSE.id]).conversation  # type: ignore[union-attr] # it was put
    await arrivals.in_channel(sender("19:a1@thread.tacv2"), is_there=False)
    assert [ILSE.id] == list(kept.kept)
    await arrivals.in_channel(sender("19:a1@thread.tacv2"), is_there=True)
    assert "19:a1@thread.tacv2" in kept.kept


async def test_a_chat_is_no_channel() -> None:
    """Nothing is kept or dropped for it as if it were one."""
    kept = Kept()
    arrivals = Arrivals(kept)
    for is_there in (True, False):
        await arrivals.in_channel(sender("19:a1@thread.v2"), is_there=is_there)
    assert {} == kept.kept
