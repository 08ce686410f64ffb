"""Cards in the chats of people."""

import asyncio
from typing import Any

import pytest

from adapters.teams.address import Address
from adapters.teams.message_ids import place_in
from adapters.teams.outcomes import Mistaken
from adapters.teams.surface import TIED_AT_MOST, TeamsSurface
from flows import verbs
from flows.cards import Button, Card, Fact, Tone
from flows.ports import Gone, MaybeSent, NotSent, Placed, Unreachable, Who
from flows.presses import Press
from tests.adapters.teams.card_rules import actions_in
from tests.adapters.teams.kept_addresses import KeptAddresses
from tests.adapters.teams.outgoing.people import BOUZID, BROUWER
from tests.adapters.teams.refresh_rules import refreshed_for
from tests.teams_stub import plan
from tests.teams_stub.connector_error import Call
from tests.teams_stub.plan import Misbehaviour, WrittenOut
from tests.teams_stub.tenant import Tenant
from tests.teams_stub.users import BOT

Json = dict[str, Any]

OPEN = Button("Melding openen", Press(verbs.OPEN_CASE, "7K3Q").encoded())
TAKE_UP = Button("Oppakken", Press(verbs.TAKE_UP, "7K3Q").encoded())
CARD = Card(
    key="root",
    title="Melding 7K3Q",
    facts=(Fact("Uiterlijk", "maandag 30 november"),),
    buttons=(TAKE_UP, OPEN),
)
STEP = Card(key="step", title="Gesprek met leerling A", tone="action", buttons=(OPEN,))


def _calls(tenant: Tenant, method: str) -> list[Call]:
    return [call for call in tenant.calls if call.method == method]


def _nonces(content: object) -> set[str]:
    """Gives every nonce in a card."""
    if isinstance(content, list):
        return set().union(*map(_nonces, content))
    if isinstance(content, dict):
        own = {str(content["nonce"])} if "nonce" in content else set()
        return own.union(*map(_nonces, content.values()))
    return set()


async def _root(surface: TeamsSurface, who: Who = BROUWER) -> Placed:
    return await surface.post(who, CARD, "", "7K3Q:1:0")


# ------------------------------------------------------------------------------ posting


async def test_a_root_card(surface: TeamsSurface, tenant: Tenant) -> None:
    """It goes alone to the chat that is known, with a neutral line for lists and toasts."""
    placed = await _root(surface)
    (message,) = tenant.messages_of(BROUWER.id)
    assert {"type", "summary", "attachments"} == set(message.sent)
    assert "Melding 7K3Q" == message.sent["summary"]
    assert Placed(message.place, message.place) == placed
    assert [] == _calls(tenant, plan.CREATE)


async def test_a_step(surface: TeamsSurface, tenant: Tenant) -> None:
    """A line that quotes the root comes first; the card is complete in itself."""
    root = await _root(surface)
    placed = await surface.post(BROUWER, STEP, root.thread_id, "7K3Q:2:0")
    first, line, step = tenant.messages_of(BROUWER.id)
    assert f'<quoted messageId="{first.id}"/> Vervolg op deze melding:' == line.text
    assert [{"type": "quotedReply", "quotedReply": {"messageId": first.id}}] == line.sent[
        "entities"
    ]
    assert line.card is None
    assert Placed(step.place, root.thread_id) == placed
    assert "text" not in step.sent
    assert "replyToId" not in step.sent


@pytest.mark.parametrize(
    ("tone", "is_loud"),
    [("neutral", False), ("action", True), ("urgent", True), ("done", False)],
)
async def test_what_makes_itself_heard(
    surface: TeamsSurface,
    tenant: Tenant,
    tone: Tone,
    is_loud: bool,  # noqa: FBT001 - a column of the table
) -> None:
    """Only what somebody has to do, and only when it is new."""
    card = Card(key="x", title="Melding 7K3Q", tone=tone)
    placed = await surface.post(BROUWER, card, "", "7K3Q:1:0")
    (message,) = tenant.messages_of(BROUWER.id)
    loud = {"notification": {"alert": True}}
    assert (loud if is_loud else None) == message.sent.get("channelData")
    await surface.replace(BROUWER, placed, card)
    assert "channelData" not in message.sent


async def test_nothing_comes_between_a_line_and_its_card(
    surface: TeamsSurface, tenant: Tenant
) -> None:
    """Cards that are sent at the same moment each stand below their own line."""
    root = await _root(surface)
    titles = [f"Stap {number}" for number in range(4)]
    await asyncio.gather(
        *(surface.post(BROUWER, Card("x", title), root.thread_id, title) for title in titles[:2]),
        *(surface.post(BROUWER, Card("x", title), "", title) for title in titles[2:]),
    )
    shown = [str(one.sent.get("summary", "")) for one in tenant.messages_of(BROUWER.id)[1:]]
    assert ["", titles[0], "", titles[1], *titles[2:]] == shown


@pytest.mark.parametrize(
    "misbehaviour",
    ["broken", "broken_after", "reset", "reset_after", "silent", "unreadable", "precondition"],
)
async def test_a_line_that_is_lost(
    surface: TeamsSurface, tenant: Tenant, misbehaviour: Misbehaviour
) -> None:
    """The card comes all the same."""
    root = await _root(surface)
    tenant.plan = WrittenOut({plan.POST: (misbehaviour,)})
    placed = await surface.post(BROUWER, STEP, root.thread_id, "7K3Q:2:0")
    assert placed.message_id == tenant.messages_of(BROUWER.id)[-1].place
    assert tenant.messages_of(BROUWER.id)[-1].card is not None


async def test_a_line_is_not_repeated(surface: TeamsSurface, tenant: Tenant) -> None:
    """When the card itself fails and is tried again, the line that went stands already."""
    root = await _root(surface)
    tenant.plan = WrittenOut({plan.POST: ("", "broken", "precondition")})
    with pytest.raises(MaybeSent):
        await surface.post(BROUWER, STEP, root.thread_id, "7K3Q:2:0")
    with pytest.raises(NotSent):
        await surface.post(BROUWER, STEP, root.thread_id, "7K3Q:2:0")
    await surface.post(BROUWER, STEP, root.thread_id, "7K3Q:2:0")
    shown = [bool(one.text) for one in tenant.messages_of(BROUWER.id)]
    assert [False, True, False] == shown


async def test_a_line_that_may_stand_is_not_repeated(surface: TeamsSurface, tenant: Tenant) -> None:
    """Rather none than two."""
    root = await _root(surface)
    tenant.plan = WrittenOut({plan.POST: ("reset_after", "broken")})
    with pytest.raises(MaybeSent):
        await surface.post(BROUWER, STEP, root.thread_id, "7K3Q:2:0")
    await surface.post(BROUWER, STEP, root.thread_id, "7K3Q:2:0")
    assert [False, True, False] == [bool(one.text) for one in tenant.messages_of(BROUWER.id)]


async def test_a_line_that_surely_was_not_sent(surface: TeamsSurface, tenant: Tenant) -> None:
    """It is sent with the next try of the card."""
    root = await _root(surface)
    tenant.plan = WrittenOut({plan.POST: ("precondition", "precondition")})
    with pytest.raises(NotSent):
        await surface.post(BROUWER, STEP, root.thread_id, "7K3Q:2:0")
    await surface.post(BROUWER, STEP, root.thread_id, "7K3Q:2:0")
    assert [False, True, False] == [bool(one.text) for one in tenant.messages_of(BROUWER.id)]


async def test_lines_are_not_remembered_for_ever(surface: TeamsSurface, tenant: Tenant) -> None:
    """Of a thousand deliveries is known that their line went."""
    root = await _root(surface)
    surface._tied.update(dict.fromkeys(map(str, range(TIED_AT_MOST))))  # noqa: SLF001 - a thousand cards take long
    await surface.post(BROUWER, STEP, root.thread_id, "7K3Q:2:0")
    assert TIED_AT_MOST == len(surface._tied)  # noqa: SLF001 - as above


async def test_a_root_that_is_gone(surface: TeamsSurface, tenant: Tenant) -> None:
    """Somebody removed it: what quotes it is refused, and the card comes without."""
    chat = tenant.chat_with(BROUWER.id)
    await surface.post(BROUWER, STEP, f"{chat}/1700", "7K3Q:2:0")
    assert tenant.messages_of(BROUWER.id)[-1].card is not None
    tenant.faults.clear()


async def test_a_root_in_another_chat(surface: TeamsSurface, tenant: Tenant) -> None:
    """Nothing is posted in the chat of an account that somebody else may have by now."""
    with pytest.raises(Gone):
        await surface.post(BROUWER, STEP, "a:1former/1700", "7K3Q:2:0")
    assert [] == tenant.calls


async def test_the_same_delivery_is_the_same_showing(surface: TeamsSurface, tenant: Tenant) -> None:
    """A card that came twice after a doubt is one for whoever presses a button on it."""
    for delivery in ("7K3Q:1:0", "7K3Q:1:0", "7K3Q:1:1"):
        await surface.post(BROUWER, CARD, "", delivery)
    first, again, other = (_nonces(one.card) for one in tenant.messages_of(BROUWER.id))
    assert 1 == len(first)
    assert first == again != other
    assert "7K3Q" not in "".join(first)


# --------------------------------------------------------------------------- new versions


async def test_a_card_is_refreshed_for_its_owner(surface: TeamsSurface, tenant: Tenant) -> None:
    """A new one, one in a chat that was made for it, and one that took the place of another."""
    for who in (BROUWER, BOUZID):
        placed = await _root(surface, who)
        (message,) = tenant.messages_of(who.id)
        new = message.card
        await _again(surface, who, placed)
        owner = [tenant.users[who.id].mri]
        assert [owner, owner] == [refreshed_for(one or {}) for one in (new, message.card)]


async def test_a_withdrawn_card_is_not_refreshed(surface: TeamsSurface, tenant: Tenant) -> None:
    """What it asked may come up again, on another card; this one does not come back to life."""
    placed = await _root(surface)
    await surface.replace(BROUWER, placed, Card(key="root", title="Vervallen", tone="withdrawn"))
    (message,) = tenant.messages_of(BROUWER.id)
    assert (2, []) == (message.versions, refreshed_for(message.card or {}))


async def test_nobody_to_refresh_for(
    surface: TeamsSurface, tenant: Tenant, addresses: KeptAddresses
) -> None:
    """What Teams calls this person is not known: the card comes all the same."""
    chat = tenant.chat_with(BROUWER.id)
    addresses.kept[BROUWER.id] = Address(tenant.service_url, chat, "", BOT).encoded()
    placed = await _root(surface)
    await _again(surface, BROUWER, placed)
    (message,) = tenant.messages_of(BROUWER.id)
    assert (2, []) == (message.versions, refreshed_for(message.card or {}))


async def _again(surface: TeamsSurface, who: Who, placed: Placed) -> None:
    await surface.replace(who, placed, Card(key="root", title="Melding 7K3Q", tone="done"))


async def test_a_new_version(surface: TeamsSurface, tenant: Tenant) -> None:
    """It comes in the place of the old one, as another showing."""
    placed = await _root(surface)
    before = _nonces(tenant.messages_of(BROUWER.id)[0].card)
    done = Card(key="root", title="Melding 7K3Q", tone="done", buttons=(OPEN,))
    await surface.replace(BROUWER, placed, done)
    (message,) = tenant.messages_of(BROUWER.id)
    assert 2 == message.versions
    after = _nonces(message.card)
    assert before.isdisjoint(after)
    await surface.replace(BROUWER, placed, done)
    assert after == _nonces(tenant.messages_of(BROUWER.id)[0].card)


async def test_a_card_that_is_withdrawn(surface: TeamsSurface, tenant: Tenant) -> None:
    """It stays as a stone that says so: removing does not work everywhere."""
    placed = await _root(surface)
    await surface.replace(BROUWER, placed, Card("root", "Vervallen", tone="withdrawn"))
    (message,) = tenant.messages_of(BROUWER.id)
    assert [] == _calls(tenant, plan.DELETE)
    assert message.card is not None
    assert [] == list(actions_in(message.card))


async def test_a_tenant_that_moved(
    surface: TeamsSurface, tenant: Tenant, addresses: KeptAddresses
) -> None:
    """An old card is reached at the address of today."""
    placed = await _root(surface)
    kept = addresses.kept[BROUWER.id]
    old = tenant.service_url
    tenant.region = "de"
    addresses.kept[BROUWER.id] = kept.replace(old, tenant.service_url)
    await surface.replace(BROUWER, placed, STEP)
    assert 2 == tenant.messages_of(BROUWER.id)[0].versions


async def test_a_card_that_is_gone(surface: TeamsSurface, tenant: Tenant) -> None:
    """Somebody removed it."""
    chat = tenant.chat_with(BROUWER.id)
    with pytest.raises(Gone):
        await surface.replace(BROUWER, Placed(f"{chat}/1700", f"{chat}/1700"), CARD)


@pytest.mark.parametrize("place", ["", "root", "a:1/", "/1700"])
async def test_what_never_stood_in_teams(surface: TeamsSurface, tenant: Tenant, place: str) -> None:
    """A card that was shown on another platform is posted anew."""
    with pytest.raises(Gone):
        await surface.replace(BROUWER, Placed(place, place), CARD)
    assert [] == tenant.calls


def test_an_id_with_a_slash_in_it() -> None:
    """The activity stands behind the last one."""
    assert ("19:a/b@thread.tacv2", "1700") == place_in("19:a/b@thread.tacv2/1700")


# ------------------------------------------------------------------------------ endings


@pytest.mark.parametrize(
    ("misbehaviour", "kind", "code"),
    [
        ("limited", NotSent, "throttled"),
        ("precondition", NotSent, "preconditionfailed"),
        ("broken", MaybeSent, "server_error"),
        ("broken_after", MaybeSent, "server_error"),
        ("silent", MaybeSent, "timed_out"),
        ("unreadable", MaybeSent, "unreadable"),
        ("not_in_roster", Unreachable, "botnotinconversationroster"),
        ("blocked", Unreachable, "conversationblockedbyuser"),
        ("writes_blocked", Unreachable, "messagewritesblocked"),
        ("disabled", Unreachable, "botdisabledbyadmin"),
        ("forbidden", Unreachable, "forbiddenoperationexception"),
    ],
)
async def test_each_ending_of_both(
    surface: TeamsSurface,
    tenant: Tenant,
    misbehaviour: Misbehaviour,
    kind: type[Exception],
    code: str,
) -> None:
    """A call for a card ends as the call to Teams does, and is made once."""
    placed = await _root(surface)
    tenant.plan = WrittenOut({plan.POST: (misbehaviour,), plan.PUT: (misbehaviour,)})
    for doing in (
        surface.post(BROUWER, CARD, "", "7K3Q:2:0"),
        surface.replace(BROUWER, placed, STEP),
    ):
        with pytest.raises(kind) as failed:
            await doing
        assert code == getattr(failed.value, "code", "")
    assert 2 == len(_calls(tenant, plan.POST))
    assert 1 == len(_calls(tenant, plan.PUT))


@pytest.mark.parametrize("misbehaviour", ["reset", "reset_after"])
async def test_a_connection_that_breaks(
    surface: TeamsSurface, tenant: Tenant, misbehaviour: Misbehaviour
) -> None:
    """Nobody knows whether a new card came, so that is told; a new version just goes again."""
    placed = await _root(surface)
    tenant.plan = WrittenOut({plan.POST: (misbehaviour,), plan.PUT: (misbehaviour,)})
    with pytest.raises(MaybeSent) as failed:
        await surface.post(BROUWER, CARD, "", "7K3Q:2:0")
    assert "connection_reset" == failed.value.code
    assert 2 == len(_calls(tenant, plan.POST))
    await surface.replace(BROUWER, placed, STEP)
    assert tenant.messages_of(BROUWER.id)[0].versions > 1


async def test_a_card_that_teams_does_not_take(
    surface: TeamsSurface, addresses: KeptAddresses
) -> None:
    """A mistake of ours is not tried again for ever."""
    kept = addresses.kept[BOUZID.id]
    addresses.kept[BOUZID.id] = kept.replace("29:", "29:unknown")
    with pytest.raises(Mistaken):
        await _root(surface, BOUZID)


async def test_pace(surface: TeamsSurface, tenant: Tenant) -> None:
    """Sixty cards for one chat, on a bad morning, come there without a word about too much."""
    began = tenant.time.now()
    for number in range(60):
        await surface.post(BROUWER, CARD, "", f"7K3Q:{number}:0")
    assert 55 <= tenant.time.now() - began <= 65
    assert 60 == len(tenant.messages_of(BROUWER.id))
    assert [] == [call for call in tenant.calls if call.error]
