"""A store to test with. A second kind of database is one more entry in `KINDS`."""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.encryption import SchoolKey
from storage.migrations import migrate
from storage.units_of_work import Store

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class PredictableBytes:
    """Bytes that are never the same twice, and the same in each run."""

    def __init__(self) -> None:
        self._count = 0

    def __call__(self, length: int) -> bytes:
        """Gives the next bytes."""
        self._count += 1
        return hashlib.shake_256(str(self._count).encode()).digest(length)


def sqlite_url(template: Path, folder: Path) -> str:
    """Gives the URL of a migrated, empty SQLite file."""
    path = folder / "pestmelding.db"
    shutil.copy(template, path)
    return f"sqlite:///{path}"


KINDS: dict[str, Callable[[Path, Path], str]] = {"sqlite": sqlite_url}


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file that nobody has opened yet."""
    path = tmp_path_factory.mktemp("template") / "template.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(params=sorted(KINDS))
def url(request: pytest.FixtureRequest, template: Path, tmp_path: Path) -> str:
    """A migrated, empty database of each kind."""
    return KINDS[request.param](template, tmp_path)


@pytest.fixture
def school_key() -> SchoolKey:
    """The key of the school."""
    return SchoolKey.derive(bytes(range(32)))


@pytest.fixture
def random_bytes() -> PredictableBytes:
    """Bytes for keys and nonces."""
    return PredictableBytes()


@pytest.fixture
def store(url: str, school_key: SchoolKey, random_bytes: PredictableBytes) -> Iterator[Store]:
    """An open store without cases."""
    with Store.open(url, school_key, random_bytes) as opened:
        yield opened
