"""A sample school with its playground, for every test that asks for them."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.adapters.playground.playground_client import PlaygroundClient, playground_of
from tests.adapters.playground.sample_host import SampleHost


@pytest.fixture
def host() -> Iterator[SampleHost]:
    """Gives a sample school without messages."""
    school = SampleHost()
    yield school
    school.chat.close()


@pytest.fixture
async def page(host: SampleHost) -> AsyncIterator[PlaygroundClient]:
    """Gives the page of the sample school."""
    async with playground_of(host) as client:
        yield client
