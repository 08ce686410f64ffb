"""Slack as the running program sees it: signing in, being refused, stopping."""

import asyncio
from typing import Any

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from adapters.slack.http import PATH
from adapters.slack.platform import (
    NO_ANSWER,
    NO_KEY,
    NO_SOCKET_KEY,
    SIGN_IN_AGAIN_AFTER,
    SlackPlatform,
)
from adapters.under_way import UnderWay
from bot.platforms import ChatPlatform
from flows.ports import PlatformRefused
from tests.adapters.sample_conversation import SampleConversation
from tests.adapters.slack.incoming.our_side import OurSide, SetClock
from tests.adapters.slack.incoming.payload_samples import (
    NOW,
    SECRET,
    body_of,
    command,
    signature_of,
)
from tests.adapters.slack.incoming.vendor import TEAM, Vendor

REFUSED = {"ok": False, "error": "invalid_auth"}


class Slept:
    """A sleep that only counts."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        """Notes how long it would have been."""
        self.seconds.append(seconds)


def platform_of(vendor: Vendor, app_token: str = "", **more: Any) -> SlackPlatform:  # noqa: ANN401 - as the real one
    """Makes a platform that talks to Slack's side."""
    return SlackPlatform("xoxb-1", SECRET, app_token, f"{vendor.url}/api/", **more)


async def test_it_is_a_platform(ours: OurSide, vendor: Vendor) -> None:
    """It is what the program expects of a platform."""
    platform: ChatPlatform = ours.platform

    assert ("slack", "slack") == (platform.surface.platform, platform.book.platform)
    assert () == platform.faults()


async def test_signing_in_first(bot: SampleConversation, vendor: Vendor) -> None:
    """Whoever signs in before the start hears which workspace it is, and Slack is asked once."""
    platform = platform_of(vendor)
    workspace = await platform.sign_in()
    await platform.start(bot)
    await platform.stop()

    assert TEAM == workspace
    assert 1 == len(vendor.made("auth.test"))


async def test_a_token_that_is_refused(bot: SampleConversation, vendor: Vendor) -> None:
    """A bot token that Slack refuses is said in a sentence that tells what to look at."""
    vendor.answers["auth.test"] = [REFUSED]
    platform = platform_of(vendor)
    with pytest.raises(PlatformRefused) as caught:
        await platform.start(bot)

    assert NO_KEY == str(caught.value)


async def test_an_app_token_that_is_refused(bot: SampleConversation, vendor: Vendor) -> None:
    """So is an app token."""
    vendor.answers["apps.connections.open"] = [REFUSED]
    platform = platform_of(vendor, "xapp-1")
    with pytest.raises(PlatformRefused) as caught:
        await platform.start(bot)

    assert NO_SOCKET_KEY == str(caught.value)


async def test_slack_answers_in_the_end(bot: SampleConversation, vendor: Vendor) -> None:
    """A Slack that is down for a moment is asked again."""
    slept = Slept()
    vendor.answers["auth.test"] = [500, {"ok": False, "error": "internal_error"}]
    platform = platform_of(vendor, sleep=slept)
    await platform.start(bot)
    await platform.stop()

    assert 3 == len(vendor.made("auth.test"))
    assert list(SIGN_IN_AGAIN_AFTER[:2]) == slept.seconds


async def test_slack_does_not_answer(bot: SampleConversation, vendor: Vendor) -> None:
    """A Slack that stays down is said, and no connection is left open."""
    slept = Slept()
    vendor.answers["auth.test"] = [500] * 4
    platform = platform_of(vendor, sleep=slept)
    with pytest.raises(PlatformRefused) as caught:
        await platform.start(bot)

    assert NO_ANSWER == str(caught.value)
    assert list(SIGN_IN_AGAIN_AFTER) == slept.seconds


async def test_a_request_before_the_start(vendor: Vendor) -> None:
    """What comes before the bot is ready is to come again."""
    platform = platform_of(vendor, clock=SetClock())
    application = web.Application()
    application.add_routes(platform.routes())
    server = TestServer(application)
    await server.start_server()
    body, content_type = body_of(command())
    headers = {
        "Content-Type": content_type,
        "X-Slack-Request-Timestamp": str(NOW),
        "X-Slack-Signature": signature_of(body, str(NOW)),
    }
    async with ClientSession() as session:
        response = await session.post(server.make_url(PATH), data=body, headers=headers)
    await server.close()

    assert 503 == response.status


async def test_without_a_signing_secret_nothing_is_good(
    bot: SampleConversation, vendor: Vendor
) -> None:
    """Whoever forgot the secret opens no door: an empty secret signs nothing."""
    platform = SlackPlatform("xoxb-1", api_url=f"{vendor.url}/api/", clock=SetClock())
    await platform.start(bot)
    application = web.Application()
    application.add_routes(platform.routes())
    server = TestServer(application)
    await server.start_server()
    body, content_type = body_of(command())
    headers = {
        "Content-Type": content_type,
        "X-Slack-Request-Timestamp": str(NOW),
        "X-Slack-Signature": signature_of(body, str(NOW), ""),
    }
    async with ClientSession() as session:
        response = await session.post(server.make_url(PATH), data=body, headers=headers)
    await server.close()
    await platform.stop()

    assert 401 == response.status
    assert [] == bot.asked


async def test_stopping_does_not_wait_for_ever() -> None:
    """What does not end in time is ended."""
    under_way = UnderWay()
    stuck = under_way.begin(asyncio.Event().wait())
    await under_way.ended(0.0)
    await under_way.ended(0.0)

    assert stuck.cancelled()
