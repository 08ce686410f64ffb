"""The connection outwards: what comes over it, and that it comes back when it is gone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from slack_bolt.response import BoltResponse

from adapters.slack.form_view import form_view
from adapters.slack.platform import SlackPlatform
from adapters.slack.socket_mode import LOOK_EVERY, NOT_CONNECTED, SocketMode
from adapters.slack.web import SlackWeb
from adapters.under_way import UnderWay
from flows.ports import Pressed, ShowForm, Typed, Who
from tests.adapters.sample_conversation import FORM, SampleConversation
from tests.adapters.slack.incoming import payload_samples as sent
from tests.adapters.slack.incoming.vendor import Vendor

WITHIN = 20.0
"""Seconds after which a test that waits for something has failed."""

ANS = Who("slack", "U1")


class Ticks:
    """The sleep of the watchdog: it lasts until a test says that half a minute went by."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self._passed: asyncio.Queue[None] = asyncio.Queue()
        self._begun: asyncio.Queue[None] = asyncio.Queue()

    async def sleep(self, seconds: float) -> None:
        """Sleeps."""
        self.slept.append(seconds)
        self._begun.put_nowait(None)
        await self._passed.get()

    async def look(self) -> None:
        """Lets the watchdog look once, and waits until it sleeps again."""
        await self._begun.get()
        self._passed.put_nowait(None)
        await self._begun.get()
        self._begun.put_nowait(None)


async def echoed(wire: object) -> BoltResponse:
    """Answers with what came in, as far as a test asks for that."""
    asked = wire if isinstance(wire, dict) else {}
    return BoltResponse(status=asked.get("status", 200), body=asked.get("body", ""))


@asynccontextmanager
async def connected(
    vendor: Vendor, ticks: Ticks, *, ping_every: float = 10.0, within: float = WITHIN
) -> AsyncIterator[SocketMode]:
    """Connects to Slack's side for as long as it is used."""
    slack = SlackWeb("xoxb-1", f"{vendor.url}/api/", "xapp-1")
    await slack.start()
    under_way = UnderWay()
    socket_mode = SocketMode(
        echoed,
        slack,
        under_way,
        sleep=ticks.sleep,
        ping_every=ping_every,
        connected_within=within,
    )
    await socket_mode.start()
    try:
        yield socket_mode
    finally:
        await socket_mode.stop()
        await slack.stop()


async def arrived(queue: asyncio.Queue[Any]) -> Any:  # noqa: ANN401 - whatever is waited for
    """Waits for the next one."""
    async with asyncio.timeout(WITHIN):
        return await queue.get()


async def all_well(socket_mode: SocketMode) -> None:
    """Waits until the connection counts as one."""
    async with asyncio.timeout(WITHIN):
        while socket_mode.faults():  # noqa: ASYNC110 - the client of the SDK gives no sign
            await asyncio.sleep(0)


async def exchanged(vendor: Vendor, socket: web.WebSocketResponse, wire: object) -> Any:  # noqa: ANN401 - what a wire holds
    """Sends an envelope and gives how it is answered."""
    envelope = {"type": "interactive", "envelope_id": "e1", "payload": wire}
    await socket.send_json(envelope)
    return await arrived(vendor.heard)


async def test_hello(vendor: Vendor) -> None:
    """A connection counts once Slack said hello; the watchdog looks every half minute."""
    ticks = Ticks()
    async with connected(vendor, ticks) as socket_mode:
        await arrived(vendor.sockets)
        await all_well(socket_mode)
        await ticks.look()

    assert vendor.sockets.empty()
    assert {LOOK_EVERY} == set(ticks.slept)
    assert (NOT_CONNECTED,) == socket_mode.faults()


@pytest.mark.parametrize(
    ("body", "payload"),
    [
        ("", None),
        ({"options": []}, {"options": []}),
        ("Een zin.", {"text": "Een zin."}),
    ],
)
async def test_envelopes(vendor: Vendor, body: object, payload: object) -> None:
    """An envelope is answered with what the door gives."""
    async with connected(vendor, Ticks()):
        answered = await exchanged(vendor, await arrived(vendor.sockets), {"body": body})
    expected = {"envelope_id": "e1"} | ({"payload": payload} if payload is not None else {})

    assert expected == answered


async def test_an_envelope_that_is_not_taken_comes_again(vendor: Vendor) -> None:
    """What was not carried out is not answered."""
    async with connected(vendor, Ticks()):
        socket = await arrived(vendor.sockets)
        await socket.send_json({"type": "x", "envelope_id": "e0", "payload": {"status": 503}})
        assert {"envelope_id": "e1"} == await exchanged(vendor, socket, {})


@pytest.mark.parametrize("nonsense", ["", "{}", "{", "[]", '{"type":"x","envelope_id":"e0"}'])
async def test_nonsense_over_the_line(vendor: Vendor, nonsense: str) -> None:
    """What is no envelope is left alone, and the connection lives on."""
    async with connected(vendor, Ticks()):
        socket = await arrived(vendor.sockets)
        await socket.send_str(nonsense)
        assert {"envelope_id": "e1"} == await exchanged(vendor, socket, {})


async def test_slack_asks_to_connect_again(vendor: Vendor) -> None:
    """When Slack is about to hang up, there is a new connection."""
    async with connected(vendor, Ticks()) as socket_mode:
        first = await arrived(vendor.sockets)
        await first.send_json({"type": "disconnect", "reason": "refresh_requested"})
        second = await arrived(vendor.sockets)
        await all_well(socket_mode)
        assert {"envelope_id": "e1"} == await exchanged(vendor, second, {})

    assert 2 == len(vendor.made("apps.connections.open"))
    assert "xapp-1" == vendor.tokens["apps.connections.open"]


async def test_slack_hangs_up(vendor: Vendor) -> None:
    """When Slack hangs up without a word, there is a new connection too."""
    async with connected(vendor, Ticks(), ping_every=0.05) as socket_mode:
        first = await arrived(vendor.sockets)
        await all_well(socket_mode)
        await first.close()
        await arrived(vendor.sockets)
        await all_well(socket_mode)


async def test_dead_silence(vendor: Vendor) -> None:
    """A line on which not even a ping is answered is replaced."""
    vendor.answers_pings = False
    async with connected(vendor, Ticks(), ping_every=0.05) as socket_mode:
        await arrived(vendor.sockets)
        vendor.answers_pings = True
        await arrived(vendor.sockets)
        await all_well(socket_mode)


async def test_the_watchdog_sees_a_line_without_hello(vendor: Vendor) -> None:
    """A line on which Slack never said hello is a fault, and is replaced at the next look."""
    vendor.says_hello = False
    ticks = Ticks()
    async with connected(vendor, ticks) as socket_mode:
        await arrived(vendor.sockets)
        assert (NOT_CONNECTED,) == socket_mode.faults()
        vendor.says_hello = True
        await ticks.look()
        await arrived(vendor.sockets)
        await all_well(socket_mode)


@pytest.mark.parametrize(
    "answer",
    [
        500,
        {"ok": False, "error": "internal_error"},
        {"ok": False, "error": "invalid_arguments"},
        {"ok": True},
        {"ok": True, "url": "ws://127.0.0.1:1/socket"},
        {"ok": True, "url": "no address"},
    ],
)
async def test_the_watchdog_tries_again(vendor: Vendor, answer: dict[str, Any] | int) -> None:
    """When Slack gives no connection, that is a fault, and the next look tries again."""
    vendor.answers["apps.connections.open"] = [answer]
    ticks = Ticks()
    async with connected(vendor, ticks, within=1.0) as socket_mode:
        assert (NOT_CONNECTED,) == socket_mode.faults()
        await ticks.look()
        await all_well(socket_mode)


async def test_an_answer_that_cannot_be_sent(
    vendor: Vendor, caplog: pytest.LogCaptureFixture
) -> None:
    """When the line broke before the answer, that is noted; Slack sends the envelope again."""
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def slow(_: object) -> BoltResponse:
        begun.set()
        await may_end.wait()
        return BoltResponse(status=200)

    slack = SlackWeb("xoxb-1", f"{vendor.url}/api/", "xapp-1")
    await slack.start()
    under_way, ticks = UnderWay(), Ticks()
    socket_mode = SocketMode(slow, slack, under_way, sleep=ticks.sleep)
    await socket_mode.start()
    first = await arrived(vendor.sockets)
    await first.send_json({"type": "x", "envelope_id": "e1", "payload": {}})
    await begun.wait()
    await first.close()
    await ticks.look()
    may_end.set()
    await under_way.ended(WITHIN)
    await socket_mode.stop()
    await slack.stop()

    assert "slack_answer_not_sent" in caplog.messages
    assert vendor.heard.empty()


async def test_everything_over_socket_mode(bot: SampleConversation, vendor: Vendor) -> None:
    """A command, a button and a search go through the same door as over HTTP."""
    bot.reply = ShowForm(FORM)
    platform = SlackPlatform("xoxb-1", app_token="xapp-1", api_url=f"{vendor.url}/api/")
    await platform.start(bot)
    socket = await arrived(vendor.sockets)
    command = await exchanged(vendor, socket, sent.command())
    await exchanged(vendor, socket, sent.pressed_in_message("open|7K3Q|"))
    found = await exchanged(vendor, socket, sent.typing("pupil", "vrie"))
    assert () == platform.routes()
    assert () == platform.faults()
    await platform.stop()

    assert {"envelope_id": "e1"} == command
    assert 2 == len(found["payload"]["options"])
    assert [Typed(ANS, "pestmelding", sent.TRIGGER), Pressed(ANS, "open|7K3Q|", sent.TRIGGER)] == (
        bot.asked
    )
    assert [form_view(FORM)] * 2 == [made["view"] for made in vendor.made("views.open")]


async def test_what_came_is_answered_before_the_end(vendor: Vendor) -> None:
    """Stopping waits for what came over the line, and answers it."""
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def slow(_: object) -> BoltResponse:
        begun.set()
        await may_end.wait()
        return BoltResponse(status=200)

    slack = SlackWeb("xoxb-1", f"{vendor.url}/api/", "xapp-1")
    await slack.start()
    socket_mode = SocketMode(slow, slack, UnderWay(), sleep=Ticks().sleep)
    await socket_mode.start()
    socket = await arrived(vendor.sockets)
    await socket.send_json({"type": "x", "envelope_id": "e1", "payload": {}})
    await begun.wait()
    stopped = asyncio.ensure_future(socket_mode.stop())
    may_end.set()
    await stopped
    await slack.stop()

    assert {"envelope_id": "e1"} == await arrived(vendor.heard)
