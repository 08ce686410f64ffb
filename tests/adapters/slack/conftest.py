"""A Slack on this computer that does as planned, and the way to it."""

from collections.abc import AsyncIterator

import pytest

from adapters.slack.web import SlackWeb
from tests.adapters.slack.planned_slack import PlannedSlack


@pytest.fixture
async def slack() -> AsyncIterator[PlannedSlack]:
    """Gives a Slack where everything goes well unless a test says otherwise."""
    async with PlannedSlack().serving() as served:
        yield served


@pytest.fixture
async def web(slack: PlannedSlack) -> AsyncIterator[SlackWeb]:
    """Gives the way to that Slack."""
    opened = SlackWeb("xoxb-test", slack.url, "xapp-test")
    await opened.start()
    yield opened
    await opened.stop()
