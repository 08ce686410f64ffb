"""The local Teams over HTTP: its calls, what it refuses, planned misbehaviour, and its pace."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

import aiohttp
import pytest

from tests.privacy.canaries import Secret
from tests.teams_stub import plan
from tests.teams_stub.plan import EVERY, REFUSALS, Misbehaviour, Seeded, WrittenOut
from tests.teams_stub.sample_cards import Json, card, line, posted
from tests.teams_stub.small_app import Running, at, running
from tests.teams_stub.tenant import Tenant
from tests.teams_stub.test_person import EMAIL, ILSE, tenant_of
from tests.teams_stub.users import BOT, ELSEWHERE, TENANT, TeamsUser


async def chat(use: Running) -> str:
    """Gives the conversation with Ilse, as the app makes it."""
    made = await use.caller.create(use.tenant.users[ILSE])
    assert made.body is not None
    return str(made.body["id"])


async def test_a_card_is_posted_and_changed() -> None:
    """A conversation is made once; a card stands there, and another takes its place."""
    async with running(tenant_of()) as use:
        place = await chat(use)
        assert place == await chat(use)
        made = await use.caller.post(place, posted())
        assert made.body is not None
        changed = await use.caller.put(place, made.body["id"], posted(card(title="Anders")))

        (message,) = use.tenant.messages_of(ILSE)
        assert (201, 200) == (made.status, changed.status)
        assert (2, card(title="Anders")) == (message.versions, message.card)
        assert f"{place}/{message.id}" == message.place
        deleted = await use.caller.call("DELETE", f"{at(place)}/activities/{message.id}")
        gone = await use.caller.put(place, message.id, posted())
        assert (200, 404) == (deleted.status, gone.status)
        assert [] == use.tenant.faults


async def test_a_line_may_quote_a_card() -> None:
    """A quoted reply names the card it answers, in the text and beside it."""
    async with running(tenant_of()) as use:
        place = await chat(use)
        made = await use.caller.post(place, posted())
        assert made.body is not None
        await use.caller.post(place, line("Hier hoort dit bij:", made.body["id"]))
        assert [] == use.tenant.faults


async def test_who_somebody_is() -> None:
    """The roster gives the address, the tenant and the role; a stranger is not in it."""
    guest = TeamsUser(id="gast", name="Gast", upn="x#EXT#@y", role="guest", tenant=ELSEWHERE)
    async with running(tenant_of(guest)) as use:
        ilse = use.tenant.users[ILSE]
        known = await use.caller.call("GET", f"{at(await chat(use))}/members/{ilse.id}")
        place = use.tenant.chat_with(guest.id)
        other = await use.caller.call("GET", f"{at(place)}/members/{guest.mri}")
        missing = await use.caller.call("GET", f"{at(place)}/members/{ilse.id}")
        listed = await use.caller.call("GET", f"{at(place)}/pagedmembers")

        assert known.body is not None
        assert (EMAIL, TENANT) == (known.body["email"], known.body["tenantId"])
        assert other.body is not None
        assert ("guest", "x#EXT#@y") == (other.body["userRole"], other.body["userPrincipalName"])
        assert ({"members": [other.body]}, 404) == (listed.body, missing.status)


async def test_who_has_not_the_app_is_not_reached() -> None:
    """Nothing can be made or posted for somebody without the app, or who blocked it."""
    gone = TeamsUser(id="weg", name="Weg", is_installed=False)
    shut = TeamsUser(id="dicht", name="Dicht", refused_with="ConversationBlockedByUser")
    async with running(tenant_of(gone, shut)) as use:
        codes = [(await use.caller.create(one)).body for one in (gone, shut)]
        posts = [await use.caller.post(use.tenant.chat_with(one.id), posted()) for one in (shut,)]
        assert ["ForbiddenOperationException", "ConversationBlockedByUser"] == [
            one["error"]["code"] for one in codes if one
        ]
        assert [403] == [one.status for one in posts]


async def test_a_channel_has_threads() -> None:
    """A post in a channel begins a thread; answers in it are known by its first message."""
    tenant = tenant_of()
    async with running(tenant) as use:
        channel = tenant.channel(ILSE)
        body = {
            "bot": {"id": BOT},
            "isGroup": True,
            "tenantId": TENANT,
            "channelData": {"channel": {"id": channel}},
            "activity": posted(),
        }
        made = await use.caller.call("POST", "v3/conversations", body)
        assert made.body is not None
        root = made.body["activityId"]
        assert f"{channel};messageid={root}" == made.body["id"]
        await use.caller.post(made.body["id"], posted(card(title="Stap")))
        assert ["", root] == [one.thread for one in tenant.messages_in(channel)]
        assert [] == tenant.faults


CALLS: dict[Misbehaviour, tuple[int, bool]] = {
    "limited": (429, False),
    "precondition": (412, False),
    "broken": (502, False),
    "broken_after": (502, True),
    "silent": (0, False),
    "silent_after": (0, True),
    "reset": (0, False),
    "reset_after": (0, True),
    "unreadable": (201, True),
    **dict.fromkeys(REFUSALS, (403, False)),
}


@pytest.mark.parametrize("misbehaviour", [*EVERY, *REFUSALS])
async def test_misbehaviour_is_as_planned(misbehaviour: Misbehaviour) -> None:
    """Each kind fails in its own way, and it is known whether the message was posted."""
    status, was_posted = CALLS[misbehaviour]
    tenant = tenant_of(plan=WrittenOut({plan.POST: (misbehaviour,)}))
    async with running(tenant) as use:
        place = await chat(use)
        got = 0
        with contextlib.suppress(TimeoutError, aiohttp.ClientError):
            got = (await asyncio.wait_for(use.caller.post(place, posted()), 1)).status
        assert (status, was_posted) == (got, bool(tenant.messages))
        call = tenant.calls[-1]
        assert (misbehaviour, was_posted) == (call.misbehaviour, call.was_done)
        assert 201 == (await use.caller.post(place, posted())).status
        assert [] == tenant.faults


async def test_a_seed_gives_the_same_plan() -> None:
    """What is drawn from a seed is the same each time, and only concerns the calls it is for."""
    drawn = [[Seeded(7).next(plan.POST) for _ in range(50)] for _ in range(2)]
    assert drawn[0] == drawn[1]
    assert "" == Seeded(7, share=1.0).next(plan.MEMBER)


async def test_too_many_messages_are_held_back() -> None:
    """The eighth message within a second is refused and a fault; a second later it may go."""
    async with running(tenant_of()) as use:
        place = await chat(use)
        statuses = [(await use.caller.post(place, posted())).status for _ in range(8)]
        assert [201] * 7 + [429] == statuses
        assert ["activities.post: te veel berichten in dit gesprek"] == use.tenant.faults
        use.tenant.time.go_on(2)
        assert 201 == (await use.caller.post(place, posted())).status


async def test_a_token_must_be_given_here() -> None:
    """A token that is not taken any more is refused; one that was never given is a fault."""
    async with running(tenant_of()) as use:
        place = await chat(use)
        tenant = use.tenant
        tenant.refused_tokens.add(f"Bearer {use.caller.token}")
        assert (401, []) == ((await use.caller.post(place, posted())).status, tenant.faults)
        use.caller.token = "verzonnen"
        assert 401 == (await use.caller.post(place, posted())).status
        assert ["Authorization: een token dat hier niet is gegeven"] == tenant.faults


WRONG: dict[str, tuple[Json, str]] = {
    "unknown key": (posted(iets=1), "onbekende sleutel iets"),
    "another kind": ({**posted(), "type": "typing"}, "soort is 'typing'"),
    "words and a card": ({**posted(), "text": "x"}, "een tekst én een kaart"),
    "nothing": ({"type": "message"}, "geen tekst en geen kaart"),
    "two cards": (
        {**posted(), "attachments": posted()["attachments"] * 2},
        "niet één bijlage met een kaart",
    ),
    "another attachment": (
        {**posted(), "attachments": [{"contentType": "x", "content": {}}]},
        "bijlage is geen kaart",
    ),
    "no summary": ({**posted(), "summary": ""}, "kaart zonder samenvatting"),
    "other channel data": (posted(channelData={"x": 1}), "channelData is anders"),
    "a name": (posted(card(title="Sanne")), "naam lekt (voluit)"),
    "a name in the summary": (posted(summary="Sanne"), "naam lekt (voluit)"),
    "a quote of nothing": (line("Bij:", "17"), "citaat van wat er niet staat"),
    "a quote without words": (line("", "17"), "citaat zonder woorden"),
    "a quote that is not named": (
        {"type": "message", "text": '<quoted messageId="17"/> x'},
        "citaat in de tekst is een ander dan dat ernaast",
    ),
    "a quote in the middle": (
        {**line("Bij:", "17"), "text": 'x <quoted messageId="17"/> y'},
        "citaat staat niet vooraan",
    ),
    "too much": (posted(card(title="a" * 13_000)), "26"),
}


@pytest.mark.parametrize("name", WRONG)
async def test_a_wrong_message_is_noted(name: str) -> None:
    """What Teams would refuse or cut, or a secret, is a fault wherever it stands."""
    activity, fault = WRONG[name]
    async with running(tenant_of(secrets=(Secret("naam", "Sanne"),))) as use:
        await use.caller.post(await chat(use), activity)
        assert any(one.startswith(f"activities.post: {fault}") for one in use.tenant.faults)


async def test_a_card_is_checked_by_the_rules_for_cards() -> None:
    """The rules are handed in, and each fault they find is noted."""
    tenant = Tenant(
        [TeamsUser(id=ILSE, name="Ilse")], card_faults=lambda kind, _: [f"{kind} deugt niet"]
    )
    async with running(tenant) as use:
        await use.caller.post(await chat(use), posted())
        assert ["activities.post: kaart: message deugt niet"] == tenant.faults


BAD_CALLS: dict[str, tuple[str, str, Any, int]] = {
    "unknown path": ("POST", "v3/iets", {}, 404),
    "unknown conversation": ("POST", f"{at('a:weg')}/activities", posted(), 404),
    "unknown person": ("POST", "v3/conversations", {"members": [{"id": "29:x"}]}, 400),
    "nobody": ("POST", "v3/conversations", {"members": []}, 400),
    "no JSON": ("POST", "v3/conversations", ["x"], 400),
    "a thread without a post": ("POST", "v3/conversations", {"isGroup": True}, 404),
}


@pytest.mark.parametrize("name", BAD_CALLS)
async def test_a_wrong_call_is_refused(name: str) -> None:
    """What is not there, or not meant, gets an error of Teams with a code."""
    verb, path, body, status = BAD_CALLS[name]
    async with running(tenant_of()) as use:
        refused = await use.caller.call(verb, path, body)
        assert status == refused.status
        assert refused.body is not None
        assert refused.body["error"]["code"]


async def test_another_service_url_is_noted() -> None:
    """Who calls where the tenant was before is served, and that is a fault."""
    async with running(tenant_of()) as use:
        before = use.tenant.service_url
        use.tenant.region = "amer"
        assert before != use.tenant.service_url
        use.tenant.region, other = "emea", use.tenant.service_url.replace("emea", "amer")
        headers = {"Authorization": f"Bearer {use.caller.token}"}
        async with aiohttp.ClientSession() as session:
            url = f"{other}{at(use.tenant.chat_with(ILSE))}/members/{ILSE}"
            async with session.get(url, headers=headers) as answer:
                assert 200 == answer.status
        assert ["GET: een andere service-URL"] == use.tenant.faults
