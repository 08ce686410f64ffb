"""What can go wrong with a SQLite file, each really made to happen."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from storage.encryption import SchoolKey
from storage.errors import Damaged, DatabaseFull, DatabaseLocked, DatabaseUnreachable, NotMigrated
from storage.units_of_work import Store, UnitOfWork
from tests.storage.conftest import MONDAY, PredictableBytes, sqlite_url

BRIEFLY = timedelta(milliseconds=30)


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    """The file of an empty database."""
    return Path(sqlite_url(template, tmp_path).removeprefix("sqlite:///"))


@pytest.fixture
def impatient(path: Path, school_key: SchoolKey, random_bytes: PredictableBytes) -> Iterator[Store]:
    """A store that waits only briefly for its turn."""
    url = f"sqlite:///{path}"
    with Store.open(url, school_key, random_bytes, busy_timeout=BRIEFLY) as store:
        yield store


def test_a_locked_database_is_said_so(impatient: Store, path: Path) -> None:
    """Another program writes: readers go on, a writer is refused and may try again."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert impatient.read_now(lambda unit: unit.notes.get("a")) is None
        with pytest.raises(DatabaseLocked):
            impatient.run_now(lambda unit: unit.notes.put("a", "1"))
        other.execute("ROLLBACK")
    impatient.run_now(lambda unit: unit.notes.put("a", "1"))
    assert "1" == impatient.read_now(lambda unit: unit.notes.get("a"))


def test_a_full_disk_leaves_nothing_half(impatient: Store) -> None:
    """The unit that no longer fits is undone whole; with room again it goes on."""

    def too_much(unit: UnitOfWork) -> None:
        unit.notes.put("a", "1")
        unit.cases.append("7K3Q", 1, [b"x" * 4000] * 200, MONDAY)

    def set_limit(pages: int) -> None:
        statement = f"PRAGMA max_page_count = {pages}"
        impatient.run_now(lambda unit: unit.connection.exec_driver_sql(statement).close())

    impatient.run_now(lambda unit: unit.cases.create("7K3Q", MONDAY, "hash"))
    impatient.run_now(lambda unit: unit.cases.append("7K3Q", 0, (b"een",), MONDAY))
    set_limit(1)
    with pytest.raises(DatabaseFull):
        impatient.run_now(too_much)
    assert impatient.read_now(lambda unit: unit.notes.get("a")) is None
    assert 1 == len(impatient.read_now(lambda unit: unit.cases.load("7K3Q")))
    assert impatient.read_now(lambda unit: unit.verification.verify()).is_sound
    set_limit(1_000_000)
    impatient.run_now(too_much)
    assert 201 == len(impatient.read_now(lambda unit: unit.cases.load("7K3Q")))


def test_scrubbing_waits_for_a_reader(impatient: Store, path: Path) -> None:
    """The erasing is committed; the bytes go when nobody reads the old state any more."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM notes").fetchall()
        impatient.run_now(lambda unit: unit.roster.replace([("a", b"An")]))
        assert impatient.scrub_now() is False
        assert impatient.read_now(lambda unit: unit.scrubbing.is_due())
    assert impatient.scrub_now() is True
    assert not impatient.read_now(lambda unit: unit.scrubbing.is_due())


def test_scrubbing_waits_for_a_writer(impatient: Store, path: Path) -> None:
    """A database that is held by another program is scrubbed later."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert impatient.scrub_now() is False
    assert impatient.scrub_now() is True


def test_a_folder_that_is_not_there(
    tmp_path: Path, school_key: SchoolKey, random_bytes: PredictableBytes
) -> None:
    """A path that leads nowhere is unreachable."""
    with pytest.raises(DatabaseUnreachable):
        Store.open(f"sqlite:///{tmp_path}/weg/pestmelding.db", school_key, random_bytes)


def test_a_file_that_is_no_database(
    path: Path, school_key: SchoolKey, random_bytes: PredictableBytes
) -> None:
    """A file with something else in it is damaged."""
    path.write_bytes(b"geen database " * 400)
    with pytest.raises(Damaged):
        Store.open(f"sqlite:///{path}", school_key, random_bytes)


def test_a_database_that_was_never_migrated(
    tmp_path: Path, school_key: SchoolKey, random_bytes: PredictableBytes
) -> None:
    """A new file has no tables yet, and the operator hears how they are made."""
    with pytest.raises(NotMigrated):
        Store.open(f"sqlite:///{tmp_path}/nieuw.db", school_key, random_bytes)


def test_a_mistake_in_the_program_stays_visible(impatient: Store) -> None:
    """What the operator can do nothing about is not put into a friendly message."""
    statement = "INSERT INTO notes (name) VALUES ('a')"
    with pytest.raises(IntegrityError):
        impatient.run_now(lambda unit: unit.connection.exec_driver_sql(statement).close())


def test_a_commit_is_on_the_disk(impatient: Store) -> None:
    """The settings that make it so are on for each writer, and a reader cannot write."""
    pragmas = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")

    def settings(unit: UnitOfWork) -> list[object]:
        ask = unit.connection.exec_driver_sql
        return [ask(f"PRAGMA {pragma}").scalar_one() for pragma in pragmas]

    assert ["wal", 2, 1, 1] == impatient.run_now(settings)
    with pytest.raises(DatabaseUnreachable):
        impatient.read_now(lambda unit: unit.notes.put("a", "1"))


def test_a_record_that_is_gone_from_under_its_heads_is_found(impatient: Store, path: Path) -> None:
    """Another program, that does not keep to foreign keys, is found out."""
    impatient.run_now(lambda unit: unit.cases.create("7K3Q", MONDAY, "hash"))
    impatient.run_now(lambda unit: unit.cases.append("7K3Q", 0, (b"een",), MONDAY))
    impatient.run_now(lambda unit: unit.chain.record_heads(MONDAY))
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("DELETE FROM chain_records")
    report = impatient.read_now(lambda unit: unit.verification.verify())
    assert ["Er is een dagelijkse vastlegging verdwenen."] == [each.text for each in report.faults]
