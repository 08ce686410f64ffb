"""What the walks in a chat that misbehaves begin with."""

import pathlib
from collections.abc import Iterator

import pytest

from tests.crash.misbehaving import ServingThread
from tests.crash.nurseries import Nursery, opened_nurseries
from tests.practice.running_bot import DATABASE
from tests.practice.twelve import make_template


@pytest.fixture(scope="module")
def nurseries() -> Iterator[tuple[Nursery, ...]]:
    """The processes that start programs, one for each that may run at a time."""
    with opened_nurseries() as opened:
        yield opened


@pytest.fixture(scope="module")
def thread() -> Iterator[ServingThread]:
    """The thread in which every chat is served."""
    opened = ServingThread()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """A practice school that nobody has used."""
    path = tmp_path_factory.mktemp("template") / DATABASE
    make_template(path)
    return path
