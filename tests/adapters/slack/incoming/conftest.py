"""Our side of Slack, running between a small stand-in for Slack and one for the bot."""

from collections.abc import AsyncIterator

import pytest

from tests.adapters.sample_conversation import SampleConversation
from tests.adapters.slack.incoming.our_side import OurSide, our_side_of
from tests.adapters.slack.incoming.vendor import Vendor, vendor_running


@pytest.fixture
def bot() -> SampleConversation:
    """Gives a conversation to plan answers for."""
    return SampleConversation()


@pytest.fixture
async def vendor() -> AsyncIterator[Vendor]:
    """Gives Slack's side."""
    async with vendor_running() as vendor:
        yield vendor


@pytest.fixture
async def ours(bot: SampleConversation, vendor: Vendor) -> AsyncIterator[OurSide]:
    """Gives our side over HTTP."""
    async with our_side_of(bot, vendor) as ours:
        yield ours
