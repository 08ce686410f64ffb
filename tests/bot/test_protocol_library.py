"""A melding keeps the stages it started on, whatever the school follows today."""

import pathlib
from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from bot.protocol_library import ProtocolLibrary, read_files
from flows.protocol_file import ProtocolFiles, sha256_of
from storage.errors import ProtocolChanged
from storage.migrations import migrate
from storage.units_of_work import Store
from tests.practice.twelve import KEY, protocol_files, settings
from tests.storage.conftest import PredictableBytes

TEST_DEFINITIONS = pathlib.Path(__file__).parents[1] / "definitions"
NEVER_SHELVED = "0" * 64


@pytest.fixture
def store(tmp_path: pathlib.Path) -> Iterator[Store]:
    """The database of a school, with an empty shelf."""
    url = f"sqlite:///{tmp_path / 'school.db'}"
    migrate(url)
    with Store.open(url, KEY, PredictableBytes()) as opened:
        yield opened


@pytest.fixture
def library() -> ProtocolLibrary:
    """The protocol that the school follows today."""
    return ProtocolLibrary(protocol_files(), settings().words)


def other_protocol() -> ProtocolFiles:
    """Gives a protocol that the school followed before."""
    return read_files(TEST_DEFINITIONS / "fasen-b")


def test_an_older_melding_finds_its_own_protocol(store: Store, library: ProtocolLibrary) -> None:
    """It was put on the shelf when it was in use, and is read once."""
    former = ProtocolLibrary(other_protocol(), settings().words)
    store.run_now(former.store_current)
    store.run_now(library.store_current)
    sha256 = sha256_of(other_protocol())
    found = store.read_now(lambda unit: library.of(unit, sha256))
    assert former.current.protocol == found.protocol
    assert former.current.sources == found.sources
    assert found is store.read_now(lambda unit: library.of(unit, sha256))


def test_the_protocol_of_today_needs_no_shelf(store: Store, library: ProtocolLibrary) -> None:
    """What the school follows now is at hand."""
    sha256 = sha256_of(protocol_files())
    assert library.current is store.read_now(lambda unit: library.of(unit, sha256))


def test_a_protocol_that_was_never_in_use(store: Store, library: ProtocolLibrary) -> None:
    """A melding cannot refer to it, so it is a mistake in the program."""
    with pytest.raises(LookupError):
        store.read_now(lambda unit: library.of(unit, NEVER_SHELVED))


def test_other_stages_need_another_version(store: Store, library: ProtocolLibrary) -> None:
    """Changing a protocol without a new number is refused."""
    store.run_now(library.store_current)
    files = protocol_files()
    changed = replace(files, protocol=files.protocol + b"\n# anders\n")
    with pytest.raises(ProtocolChanged):
        store.run_now(ProtocolLibrary(changed, settings().words).store_current)
