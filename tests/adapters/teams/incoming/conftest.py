"""Our side of Teams between stand-ins for the bot and for the connector."""

import pytest

from tests.adapters.sample_conversation import SampleConversation
from tests.adapters.teams.incoming.our_side import OurSide


@pytest.fixture
def bot() -> SampleConversation:
    """Gives a conversation to plan answers for."""
    return SampleConversation()


@pytest.fixture
def ours(bot: SampleConversation) -> OurSide:
    """Gives our side."""
    return OurSide(bot)
