"""The client in the local Teams asks for cards anew, and notes what the app may not answer."""

from __future__ import annotations

import pytest

from tests.teams_stub.acks import EXECUTED
from tests.teams_stub.outgoing_checks import CARD
from tests.teams_stub.sample_cards import Json, card, posted
from tests.teams_stub.small_app import Answer, Caller, Running, running
from tests.teams_stub.tenant import Tenant
from tests.teams_stub.users import TeamsUser, object_id

ILSE = TeamsUser(
    id=object_id("i.brouwer@vlierhof.example"),
    name="Ilse Brouwer",
    email="i.brouwer@vlierhof.example",
)
KARIM = TeamsUser(
    id=object_id("k.haddad@vlierhof.example"),
    name="Karim Haddad",
    email="k.haddad@vlierhof.example",
)
ACTION: Json = {"type": "Action.Execute", "title": "Bijwerken", "verb": "refresh", "data": {}}


def tenant_of() -> Tenant:
    """Gives a tenant in which any card is taken."""
    return Tenant([ILSE, KARIM], card_faults=lambda _, __: ())


def refreshed(title: str, *owners: TeamsUser) -> Json:
    """Gives a card that is refreshed for these people."""
    refresh = {"action": ACTION, "userIds": [one.mri for one in owners]}
    return card(title=title) | {"refresh": refresh}


def answers(value: object, kind: str = CARD) -> Answer:
    """Gives an app that answers each refresh with this."""

    async def answer(_: Caller, __: Json) -> Json | None:
        return {"statusCode": 200, "type": kind, "value": value}

    return answer


async def put_up(use: Running, content: Json) -> None:
    """Lets the app post a card in the chat of Ilse."""
    activity = posted()
    activity["attachments"][0]["content"] = content
    await use.caller.post(use.tenant.chat_with(ILSE.id), activity)


async def test_opening_the_chat() -> None:
    """Each card that is refreshed for this person is asked for; what comes takes its place."""
    now = refreshed("Opgepakt", ILSE)
    async with running(tenant_of(), answers(now)) as use:
        await put_up(use, card())
        await put_up(use, refreshed("Nieuw", ILSE))
        ilse = use.person(ILSE.id)
        after = await ilse.opens_chat()

        (sent,) = use.app.received
        plain, message = ilse.messages
        assert ({"action": ACTION, "trigger": "automatic"}, message.id) == (
            sent["value"],
            sent["replyToId"],
        )
        assert (card(), now, 200) == (plain.shown, message.shown, after.status)
        assert [] == use.tenant.faults


async def test_by_hand() -> None:
    """Somebody may choose it beside a card as well, and reads what is said."""
    async with running(tenant_of(), answers("Blijft zo.", EXECUTED)) as use:
        await put_up(use, refreshed("Nieuw", ILSE))
        ilse = use.person(ILSE.id)
        after = await ilse.refresh(ilse.messages[0])

        assert "manual" == use.app.received[0]["value"]["trigger"]
        assert (None, ("Blijft zo.",)) == (after.card, after.said)
        assert [] == use.tenant.faults


async def test_an_old_client_does_not_ask() -> None:
    """It does not know of it."""
    async with running(tenant_of()) as use:
        await put_up(use, refreshed("Nieuw", ILSE))
        await use.person(ILSE.id, has_old_client=True).opens_chat()

        assert [] == use.app.received


@pytest.mark.parametrize("is_posted", [True, False])
async def test_for_somebody_else(*, is_posted: bool) -> None:
    """A card in a chat is refreshed for whose chat it is, when it is posted and in an answer."""
    async with running(tenant_of(), answers(refreshed("Nu", KARIM))) as use:
        await put_up(use, refreshed("Nieuw", KARIM if is_posted else ILSE))
        await use.person(ILSE.id).opens_chat()

        assert [True] == ["ververst voor een ander" in one for one in use.tenant.faults]


async def test_nothing_comes_back() -> None:
    """An app that fails leaves the card as it is, which is noted."""
    async with running(tenant_of()) as use:
        await put_up(use, refreshed("Nieuw", ILSE))
        use.app.status = 500
        after = await use.person(ILSE.id).opens_chat()

        assert (500, refreshed("Nieuw", ILSE)) == (
            after.status,
            use.person(ILSE.id).messages[0].shown,
        )
        assert 1 == len(use.tenant.faults)
