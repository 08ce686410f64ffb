"""Our side of Slack, running: a platform with its address, and signed requests to it."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import ClientResponse, ClientSession, web
from aiohttp.test_utils import TestServer
from slack_sdk.signature import Clock

from adapters.slack.http import PATH
from adapters.slack.platform import SlackPlatform
from tests.adapters.sample_conversation import SampleConversation
from tests.adapters.slack.incoming.payload_samples import (
    NOW,
    SECRET,
    Payload,
    body_of,
    signature_of,
)
from tests.adapters.slack.incoming.vendor import Vendor


class SetClock(Clock):
    """A clock that only moves when a test moves it."""

    def __init__(self) -> None:
        self.moment = float(NOW)

    def now(self) -> float:
        """Gives the moment."""
        return self.moment


class OurSide:
    """A running platform, and who posts to it."""

    def __init__(self, platform: SlackPlatform, clock: SetClock, url: str) -> None:
        self.platform = platform
        self.clock = clock
        self.url = url
        self.session = ClientSession(skip_auto_headers=["Content-Type"])

    async def post(
        self, body: bytes, content_type: str, headers: Mapping[str, str] | None = None
    ) -> ClientResponse:
        """Posts a signed body; `headers` replace Slack's own, and "" leaves one out."""
        timestamp = str(int(self.clock.now()))
        own = {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature_of(body, timestamp),
        }
        sent = {name: value for name, value in (own | dict(headers or {})).items() if value}
        return await self.session.post(f"{self.url}{PATH}", data=body, headers=sent)

    async def ended(self) -> None:
        """Returns when all that went on beside an answer has ended, and takes nothing any more."""
        await self.platform.stop()

    async def send(self, payload: Payload, headers: Mapping[str, str] | None = None) -> Any:  # noqa: ANN401 - JSON as it comes
        """Sends a payload and gives what it is answered: JSON, or a text."""
        response = await self.post(*body_of(payload), headers)
        assert 200 == response.status
        if response.content_type == "application/json":
            return await response.json()
        return await response.text()


@asynccontextmanager
async def our_side_of(bot: SampleConversation, vendor: Vendor) -> AsyncIterator[OurSide]:
    """Runs our side over HTTP for as long as it is used."""
    clock = SetClock()
    platform = SlackPlatform("xoxb-1", SECRET, api_url=f"{vendor.url}/api/", clock=clock)
    await platform.start(bot)
    application = web.Application()
    application.add_routes(platform.routes())
    server = TestServer(application)
    await server.start_server()
    ours = OurSide(platform, clock, f"http://127.0.0.1:{server.port}")
    try:
        yield ours
    finally:
        await ours.session.close()
        await server.close()
        await platform.stop()
