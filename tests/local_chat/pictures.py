"""Where the pictures of a test are kept."""

import shutil
from pathlib import Path

import pytest

SCREENSHOTS = Path(__file__).parents[1] / "e2e" / "screenshots"


def fresh_folder(request: pytest.FixtureRequest) -> Path:
    """Gives the folder of the pictures of a test, without those of the last time."""
    folder = SCREENSHOTS / str(request.node.name).removeprefix("test_")
    shutil.rmtree(folder, ignore_errors=True)
    return folder
