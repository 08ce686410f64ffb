"""Our address, served, and servers that stand for Microsoft's."""

from collections.abc import AsyncIterator

import pytest

from adapters.teams.session import Session
from tests.adapters.teams.auth.our_door import OurDoor, our_door
from tests.adapters.teams.planned_microsoft import PlannedMicrosoft


@pytest.fixture
async def door() -> AsyncIterator[OurDoor]:
    """Gives the address to which Teams posts, with a key server next to it."""
    async with our_door() as served:
        yield served


@pytest.fixture
async def microsoft() -> AsyncIterator[PlannedMicrosoft]:
    """Gives servers for keys and tokens that answer as a test says."""
    async with PlannedMicrosoft().serving() as served:
        yield served


@pytest.fixture
async def session() -> AsyncIterator[Session]:
    """Gives the way out."""
    opened = Session(is_local=True)
    await opened.start()
    yield opened
    await opened.stop()
