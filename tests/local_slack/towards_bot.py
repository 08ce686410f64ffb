"""Two ways to the bot: posted and signed, or through the socket that the bot opened."""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from typing import Any, Protocol
from urllib.parse import urlencode

import aiohttp
from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from bot.clock import SystemClock
from tests.local_chat.own_network import ADDRESS, BOT
from tests.local_slack.repairs import Payload
from tests.local_slack.strict import ANSWERED_WITHIN
from tests.local_slack.workspace import EVENTS
from tests.slack_stub.workspace import SIGNING_SECRET

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


def now() -> float:
    """Gives a moment in seconds, of a clock that never goes back."""
    return asyncio.get_running_loop().time()


class TowardsBot(Protocol):
    """Sends what was not sent by local-slack."""

    async def interaction(self, payload: Payload) -> Any:  # noqa: ANN401 - what the bot answers
        """Sends an interaction and gives the answer."""


class Posted:
    """Posts to the bot, signed as Slack signs."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session
        self._verifier = SignatureVerifier(SIGNING_SECRET)

    def is_signed(self, raw: bytes, headers: dict[str, str]) -> bool:
        """Says whether local-slack signed this as Slack does."""
        return self._verifier.is_valid_request(raw, headers)

    async def interaction(self, payload: Payload) -> Any:  # noqa: ANN401 - what the bot answers
        """Posts an interaction, signed here."""
        raw = form_of(payload)
        timestamp = str(int(SystemClock().now().timestamp()))
        signature = self._verifier.generate_signature(timestamp=timestamp, body=raw)
        signed = {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": str(signature)}
        return await self.send(raw, FORM, signed)

    async def send(self, raw: bytes, content_type: str, signed: dict[str, str]) -> Any:  # noqa: ANN401 - what the bot answers
        """Posts what was signed already."""
        own = {name: value for name, value in signed.items() if name.lower().startswith("x-slack-")}
        url = f"http://{ADDRESS}:{BOT}{EVENTS}"
        headers = {"Content-Type": content_type, **own}
        async with self._session.post(url, data=raw, headers=headers) as answer:
            body = await answer.read()
            assert answer.ok, f"de bot antwoordt {answer.status}"
            is_json = answer.content_type == JSON
        return json.loads(body) if is_json and body else body.decode() or None


def form_of(payload: Payload) -> bytes:
    """Gives an interaction as Slack posts it."""
    return urlencode({"payload": json.dumps(payload)}).encode()


class Relay:
    """A socket of the bot with one to local-slack behind it.

    `inward` repairs what goes to the bot; `outward` looks at what the bot answered to it, after so
    many seconds, and gives it as local-slack needs it.
    """

    def __init__(
        self,
        socket: web.WebSocketResponse,
        behind: aiohttp.ClientWebSocketResponse,
        inward: Callable[[Payload], Payload],
        outward: Callable[[Payload, Any, float], Any],
    ) -> None:
        self._socket = socket
        self._behind = behind
        self._inward = inward
        self._outward = outward
        self._sent: dict[str, tuple[Payload, float]] = {}
        self._own: dict[str, asyncio.Future[Any]] = {}
        self._numbers = count(1)

    async def go_on(self) -> None:
        """Passes on both ways until one side is closed."""
        tasks = [asyncio.create_task(one) for one in (self._to_bot(), self._from_bot())]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def interaction(self, payload: Payload) -> Any:  # noqa: ANN401 - what the bot answers
        """Sends an interaction in an envelope of its own."""
        name = f"go-between-{next(self._numbers)}"
        self._own[name] = asyncio.get_running_loop().create_future()
        envelope = {"envelope_id": name, "type": "interactive", "accepts_response_payload": True}
        await self._socket.send_json({**envelope, "payload": payload})
        return await asyncio.wait_for(self._own[name], ANSWERED_WITHIN)

    async def _to_bot(self) -> None:
        async for message in self._behind:
            envelope = json.loads(message.data)
            if "envelope_id" in envelope:
                envelope["payload"] = self._inward(envelope["payload"])
                self._sent[envelope["envelope_id"]] = envelope["payload"], now()
            await self._socket.send_json(envelope)

    async def _from_bot(self) -> None:
        async for message in self._socket:
            ack = json.loads(message.data)
            if ack["envelope_id"] in self._own:
                self._own.pop(ack["envelope_id"]).set_result(ack.get("payload"))
                continue
            payload, since = self._sent.pop(ack["envelope_id"])
            answer = self._outward(payload, ack.get("payload"), now() - since)
            await self._behind.send_json({**ack, "payload": answer})
