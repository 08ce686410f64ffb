"""Holds that these tests have a network of their own."""

import shutil
from pathlib import Path

import pytest

from tests.local_slack.own_network import is_alone
from tests.local_slack.processes import PROGRAM

SCREENSHOTS = Path(__file__).parents[1] / "e2e" / "screenshots"


@pytest.fixture(autouse=True)
def _own_network(request: pytest.FixtureRequest) -> None:
    """local-slack listens on every address of the machine, and is made for Linux on x86-64."""
    if request.node.get_closest_marker("e2e") is None:
        return
    if not PROGRAM.exists():
        pytest.skip("local-slack is not here: npm has it for Linux on x86-64 only")
    assert is_alone(), "start these tests with `make e2e`: they need a network of their own"


@pytest.fixture
def pictures(request: pytest.FixtureRequest) -> Path:
    """The folder of the pictures of this test, without those of the last time."""
    folder = SCREENSHOTS / str(request.node.name).removeprefix("test_")
    shutil.rmtree(folder, ignore_errors=True)
    return folder
