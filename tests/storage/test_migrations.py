"""Migrations make exactly the tables of the code, and refuse a newer database."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from storage.accounts import LinkedAccount
from storage.encryption import SchoolKey
from storage.errors import NewerDatabase
from storage.migrations import migrate
from storage.sent_cards import SentCard
from storage.tables import SCHEMA_VERSION, metadata
from storage.units_of_work import Store
from tests.storage.conftest import MONDAY, PredictableBytes


def test_migrations_make_the_tables_of_the_code(store: Store) -> None:
    """Nothing is missing, nothing is more, and no type or null differs."""
    differences = store.run_now(
        lambda unit: compare_metadata(
            MigrationContext.configure(unit.connection, opts={"compare_type": True}), metadata
        )
    )
    assert [] == differences


def test_partial_indexes_are_partial(store: Store) -> None:
    """Finding what is due costs the same however many rows are done."""
    query = "SELECT name FROM sqlite_master WHERE sql LIKE '%WHERE state%' ORDER BY name"
    names = store.read_now(lambda unit: unit.connection.exec_driver_sql(query).scalars().all())
    assert ["ix_follow_ups_due", "ix_follow_ups_open", "ix_outbox_unfinished"] == names


def test_migrating_goes_to_the_version_of_the_code(tmp_path: Path) -> None:
    """A new database goes all the way, and a second time nothing happens."""
    url = f"sqlite:///{tmp_path}/met 100% spatie.db"
    assert (None, SCHEMA_VERSION) == migrate(url)
    assert (SCHEMA_VERSION, SCHEMA_VERSION) == migrate(url)


def test_a_newer_database_is_left_alone(
    tmp_path: Path, school_key: SchoolKey, random_bytes: PredictableBytes
) -> None:
    """An older program neither opens nor migrates what a newer one made."""
    path = tmp_path / "pestmelding.db"
    migrate(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerDatabase):
        Store.open(f"sqlite:///{path}", school_key, random_bytes)
    with pytest.raises(NewerDatabase):
        migrate(f"sqlite:///{path}")


def forget_the_newest_version(path: Path) -> None:
    """Brings a database back to what the version before the fourth migration made."""
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("DROP TABLE addresses")
        other.execute("ALTER TABLE accounts DROP COLUMN used_at")
        other.execute("DROP INDEX ix_sent_cards_message_id")
        other.execute("ALTER TABLE sent_cards DROP COLUMN platform")
        other.execute("UPDATE alembic_version SET version_num = '0003'")


def test_an_older_database_is_brought_along(
    tmp_path: Path, school_key: SchoolKey, random_bytes: PredictableBytes
) -> None:
    """What an earlier version stored is there after migrating, an old tombstone included."""
    path = tmp_path / "pestmelding.db"
    url = f"sqlite:///{path}"
    migrate(url)
    with Store.open(url, school_key, random_bytes) as store:
        store.run_now(lambda unit: unit.cases.create("7K3Q", MONDAY, "hash"))
        store.run_now(lambda unit: unit.cases.append("7K3Q", 0, (b"een",), MONDAY))
        store.run_now(lambda unit: unit.erasure.erase("7K3Q", MONDAY, "verzoek"))
    forget_the_newest_version(path)
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("DROP TABLE accounts")
        other.execute("DROP TABLE merges")
        other.execute("ALTER TABLE tombstones DROP COLUMN merged_into")
        other.execute("UPDATE alembic_version SET version_num = '0001'")

    assert ("0001", SCHEMA_VERSION) == migrate(url)
    with Store.open(url, school_key, random_bytes) as store:
        assert store.read_now(lambda unit: unit.verification.verify()).is_sound


@pytest.mark.parametrize(("note", "platform"), [("slack team", "slack"), ("other", "playground")])
def test_what_stood_stands_on_the_one_platform_there_was(
    tmp_path: Path,
    school_key: SchoolKey,
    random_bytes: PredictableBytes,
    note: str,
    platform: str,
) -> None:
    """Cards and accounts are kept; a card stands in Slack when that was served before."""
    path = tmp_path / "pestmelding.db"
    url = f"sqlite:///{path}"
    migrate(url)
    account = LinkedAccount("slack", "karim", "U1", MONDAY)
    with Store.open(url, school_key, random_bytes) as store:
        store.run_now(lambda unit: unit.notes.put(note, "T1"))
        store.run_now(lambda unit: unit.cards.put(SentCard("7K3Q", "karim", "root", "m", "t", "d")))
        store.run_now(lambda unit: unit.accounts.put(account))
    forget_the_newest_version(path)

    assert ("0003", SCHEMA_VERSION) == migrate(url)
    with Store.open(url, school_key, random_bytes) as store:
        found = store.read_now(lambda unit: unit.cards.of_case("7K3Q"))
        assert (SentCard("7K3Q", "karim", "root", "m", "t", "d", platform),) == found
        assert (account,) == store.read_now(lambda unit: unit.accounts.all())
