"""The local Slack over HTTP: planned misbehaviour, response_urls and Socket Mode."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import aiohttp
import pytest
from aiohttp import ClientSession
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient

from tests.privacy.canaries import Secret
from tests.slack_stub.doors import SocketDoor
from tests.slack_stub.person import SlackPerson
from tests.slack_stub.plan import EVERY, Misbehaviour, Seeded, WrittenOut
from tests.slack_stub.sample_views import message
from tests.slack_stub.server import serve_stub
from tests.slack_stub.small_app import running
from tests.slack_stub.users import SlackUser
from tests.slack_stub.workspace import APP_TOKEN, Workspace

ILSE = "U0ILSE"


def workspace_of(**more: Any) -> Workspace:  # noqa: ANN401 - whatever a workspace takes
    """Gives a workspace in which any blocks are taken."""
    return Workspace([SlackUser(id=ILSE, name="Ilse")], block_faults=lambda _, __: (), **more)


async def test_the_official_client_is_understood() -> None:
    """Calls of slack_sdk as JSON, form and query come through as they were meant."""
    async with running(workspace_of()) as use:
        assert "T0VLIERHOF" == (await use.client.auth_test())["team_id"]
        assert "Ilse" == (await use.client.users_info(user=ILSE))["user"]["real_name"]
        channel = (await use.client.conversations_open(users=ILSE))["channel"]["id"]
        posted = await use.client.chat_postMessage(**message(channel))
        assert "chat:write" in posted.headers["x-oauth-scopes"]
        blocks = json.dumps(message(channel)["blocks"])
        form = {"channel": channel, "ts": posted["ts"], "text": "Anders", "blocks": blocks}
        await use.client.api_call("chat.update", data=form)

        assert [] == use.stub.workspace.faults
        assert ["Anders"] == [one.text for one in use.stub.workspace.messages_of(ILSE)]


OUTCOMES: dict[Misbehaviour, tuple[type[Exception], bool]] = {
    "limited": (SlackApiError, False),
    "broken": (SlackRequestError, False),
    "broken_after": (SlackRequestError, True),
    "silent": (asyncio.TimeoutError, False),
    "silent_after": (asyncio.TimeoutError, True),
    "reset": (aiohttp.ClientError, False),
    "reset_after": (aiohttp.ClientError, True),
    "unreadable": (SlackRequestError, True),
    "internal_error": (SlackApiError, False),
}


@pytest.mark.parametrize("misbehaviour", EVERY)
async def test_misbehaviour_is_as_planned(misbehaviour: Misbehaviour) -> None:
    """Each kind fails in its own way, and it is known whether the message was posted."""
    raised, was_posted = OUTCOMES[misbehaviour]
    plan = WrittenOut(chat_postMessage=(misbehaviour,))
    workspace = workspace_of(plan=plan)
    async with running(workspace) as use:
        impatient = AsyncWebClient(
            token=use.client.token, base_url=use.stub.api_url, retry_handlers=[], timeout=1
        )
        channel = workspace.chat_with(ILSE)
        with pytest.raises((raised, SlackApiError)):
            await impatient.chat_postMessage(**message(channel))

        assert was_posted == bool(workspace.messages)
        (call,) = workspace.calls
        assert (misbehaviour, was_posted) == (call.misbehaviour, call.was_done)
        await use.client.chat_postMessage(**message(channel))
        assert [] == workspace.faults


def test_a_seed_gives_the_same_plan() -> None:
    """The same seed misbehaves at the same calls, in about the share that was asked."""
    drawn = [Seeded(7, share=0.2) for _ in range(2)]
    first, second = ([one.next("chat.postMessage") for _ in range(500)] for one in drawn)

    assert first == second
    assert 60 < sum(one != "" for one in first) < 140
    assert "" == Seeded(7, share=1).next("views.open")


async def test_a_response_url_is_good_five_times_and_half_an_hour() -> None:
    """What is said there is seen by one person; a sixth time, a late time and a guess are not."""
    workspace = workspace_of()
    async with serve_stub(workspace), ClientSession() as session:
        url, other = workspace.response_url(ILSE), workspace.response_url(ILSE)

        async def say(at: str, **body: object) -> int:
            async with session.post(at, json={"text": "Gelukt.", **body}) as response:
                return response.status

        assert [200] * 5 + [404] == [await say(url) for _ in range(6)]
        assert ["Gelukt."] * 5 == workspace.screen(ILSE).said
        assert 404 == await say(f"{workspace.base_url}/actions/T0VLIERHOF/1")
        assert [] == workspace.faults
        await say(other, replace_original=True)
        assert ["response_url: replace_original is True"] == workspace.faults
        workspace.time.go_on(1801)
        assert 404 == await say(other)


async def test_a_secret_at_a_response_url_is_a_fault() -> None:
    """What is said to one person is a message too, and holds no name."""
    workspace = workspace_of(secrets=(Secret("naam", "Sanne van den Berg"),))
    async with serve_stub(workspace), ClientSession() as session:
        said = {"text": "Sanne van den Berg is opgeslagen."}
        async with session.post(workspace.response_url(ILSE), json=said):
            pass

    assert any("naam lekt" in one for one in workspace.faults)


async def test_socket_mode_carries_the_same() -> None:
    """What somebody does comes in an envelope, and what is answered comes back in it."""
    workspace = workspace_of()
    async with serve_stub(workspace) as stub, ClientSession() as session:
        client = AsyncWebClient(token=APP_TOKEN, base_url=stub.api_url, session=session)
        opened = await client.apps_connections_open(app_token=APP_TOKEN)

        async def app() -> None:
            async with session.ws_connect(opened["url"]) as socket:
                assert "hello" == (await socket.receive_json())["type"]
                envelope = await socket.receive_json()
                assert ("slash_commands", True) == (
                    envelope["type"],
                    envelope["accepts_response_payload"],
                )
                answer = {"envelope_id": envelope["envelope_id"], "payload": {"text": "Hallo"}}
                await socket.send_json(answer)
                assert (await socket.receive()).type is aiohttp.WSMsgType.CLOSE

        running_app = asyncio.create_task(app())
        await stub.connected()
        ilse = SlackPerson(workspace, ILSE, SocketDoor(stub))
        assert ("Hallo",) == (await ilse.command("pestmelding")).said
        await stub.hang_up()
        await running_app
        assert [] == workspace.faults
