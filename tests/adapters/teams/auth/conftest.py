"""Our address, served."""

from collections.abc import AsyncIterator

import pytest

from tests.adapters.teams.auth.our_door import OurDoor, our_door


@pytest.fixture
async def door() -> AsyncIterator[OurDoor]:
    """Gives the address to which Teams posts, with a key server next to it."""
    async with our_door() as served:
        yield served
