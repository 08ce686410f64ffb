"""Holds that these tests have a network of their own."""

from pathlib import Path

import pytest

from tests.local_chat.own_network import require_alone
from tests.local_chat.pictures import fresh_folder
from tests.local_slack.processes import PROGRAM


@pytest.fixture(autouse=True)
def _own_network(request: pytest.FixtureRequest) -> None:
    """local-slack listens on every address of the machine, and is made for Linux on x86-64."""
    if request.node.get_closest_marker("e2e") is None:
        return
    if not PROGRAM.exists():
        pytest.skip("local-slack is not here: npm has it for Linux on x86-64 only")
    require_alone(request)


@pytest.fixture
def pictures(request: pytest.FixtureRequest) -> Path:
    """The folder of the pictures of this test."""
    return fresh_folder(request)
