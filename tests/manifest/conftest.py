"""Somebody who prints a manifest."""

from pathlib import Path

import pytest

from tests.bot.conftest import Operator


@pytest.fixture
def newcomer(tmp_path: Path) -> Operator:
    """Somebody who has nothing yet."""
    return Operator(tmp_path)
