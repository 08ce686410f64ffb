"""A bot that is up, and a surface of which each test says how its calls end."""

import pathlib
import shutil
from collections.abc import AsyncIterator

import pytest

from tests.practice.linked import Linked
from tests.practice.people import People
from tests.practice.planned_surface import Plan, PlannedSurface
from tests.practice.running_bot import DATABASE, RunningBot
from tests.practice.twelve import make_template


@pytest.fixture(scope="session")
def school(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """A database with the practice school that nobody has used yet."""
    path = tmp_path_factory.mktemp("school") / DATABASE
    make_template(path)
    return path


@pytest.fixture
def folder(school: pathlib.Path, tmp_path: pathlib.Path) -> pathlib.Path:
    """The folder of one program."""
    shutil.copy(school, tmp_path / DATABASE)
    return tmp_path


@pytest.fixture
def plan() -> Plan:
    """How calls end; everything arrives unless a test says otherwise."""
    return Plan()


@pytest.fixture
async def running(folder: pathlib.Path, plan: Plan) -> AsyncIterator[RunningBot]:
    """A bot that is up."""
    opened = await RunningBot.start(folder, around=lambda surface: PlannedSurface(surface, plan))
    yield opened
    opened.stop()


@pytest.fixture
def people(running: RunningBot) -> People:
    """The colleagues who use it."""
    return People(running)


@pytest.fixture
async def up(folder: pathlib.Path) -> AsyncIterator[RunningBot]:
    """A bot that is up, of which the colleagues have accounts of their own."""
    running = await RunningBot.start(folder, linked=Linked)
    yield running
    running.stop()


@pytest.fixture
def linked(up: RunningBot) -> Linked:
    """The accounts of its people."""
    accounts = up.accounts
    assert isinstance(accounts, Linked)
    return accounts
