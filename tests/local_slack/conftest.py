"""Holds that these tests have a network of their own."""

import pytest

from tests.local_slack.own_network import is_alone
from tests.local_slack.processes import PROGRAM


@pytest.fixture(autouse=True)
def _own_network() -> None:
    """local-slack listens on every address of the machine, and is made for Linux on x86-64."""
    if not PROGRAM.exists():
        pytest.skip("local-slack is not here: npm has it for Linux on x86-64 only")
    assert is_alone(), "start these tests with `make e2e`: they need a network of their own"
