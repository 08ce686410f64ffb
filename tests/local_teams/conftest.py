"""Holds that these tests have a network of their own."""

from pathlib import Path

import pytest

from tests.local_chat.own_network import require_alone
from tests.local_chat.pictures import fresh_folder


@pytest.fixture(autouse=True)
def _own_network(request: pytest.FixtureRequest) -> None:
    """A Playground calls home unless it cannot."""
    require_alone(request)


@pytest.fixture
def pictures(request: pytest.FixtureRequest) -> Path:
    """The folder of the pictures of this test."""
    return fresh_folder(request)
