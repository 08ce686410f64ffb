"""Units of work: whole or not at all, beside readers, with a seam at each commit."""

import asyncio
import threading

import pytest

from storage.encryption import SchoolKey
from storage.errors import CaseExists, UnknownDatabase, WrongKey
from storage.units_of_work import Store, UnitOfWork
from tests.storage.conftest import MONDAY, PredictableBytes

PATIENCE = 10.0
"""Seconds after which a thread that waits for another fails the test."""


class Stopped(Exception):
    """The program stops at this point."""


async def test_work_gives_its_result(store: Store) -> None:
    """What the work returns comes back, from a writer and from a reader."""
    await store.run(lambda unit: unit.notes.put("a", "1"))
    assert "1" == await store.read(lambda unit: unit.notes.get("a"))
    assert 3 == await store.run(lambda _: 3)


async def test_work_that_fails_is_undone_whole(store: Store) -> None:
    """An exception halfway leaves nothing, and reaches the caller as it is."""

    def half(unit: UnitOfWork) -> None:
        unit.notes.put("a", "1")
        unit.cases.create("7K3Q", MONDAY, "hash")
        raise Stopped

    with pytest.raises(Stopped):
        await store.run(half)
    assert await store.read(lambda unit: unit.notes.get("a")) is None
    assert not await store.read(lambda unit: unit.cases.exists("7K3Q"))


async def test_writers_take_turns(store: Store) -> None:
    """Fifty units at once each see what the one before left."""

    def count_on(unit: UnitOfWork) -> None:
        unit.notes.put("count", str(int(unit.notes.get("count") or 0) + 1))

    await asyncio.gather(*(store.run(count_on) for _ in range(50)))
    assert "50" == await store.read(lambda unit: unit.notes.get("count"))


async def test_a_reader_sees_one_moment(store: Store) -> None:
    """What is committed while somebody reads is seen by the next reader, and does not wait."""
    has_begun, is_written = threading.Event(), threading.Event()
    await store.run(lambda unit: unit.notes.put("a", "old"))

    def read_twice(unit: UnitOfWork) -> tuple[str | None, str | None]:
        before = unit.notes.get("a")
        has_begun.set()
        assert is_written.wait(PATIENCE)
        return before, unit.notes.get("a")

    reading = asyncio.ensure_future(store.read(read_twice))
    assert await asyncio.to_thread(has_begun.wait, PATIENCE)
    await store.run(lambda unit: unit.notes.put("a", "new"))
    is_written.set()
    assert ("old", "old") == await reading
    assert "new" == await store.read(lambda unit: unit.notes.get("a"))


@pytest.mark.parametrize(
    ("stop_at", "stored"), [("before commit of test", None), ("after commit of test", "1")]
)
def test_the_seam_names_each_side_of_a_commit(
    url: str,
    school_key: SchoolKey,
    random_bytes: PredictableBytes,
    stop_at: str,
    stored: str | None,
) -> None:
    """Before the commit nothing is stored, after it everything is."""
    points: list[str] = []

    def seam(point: str) -> None:
        points.append(point)
        if point == stop_at:
            raise Stopped

    with Store.open(url, school_key, random_bytes, seam=seam) as store:
        with pytest.raises(Stopped):
            store.run_now(lambda unit: unit.notes.put("a", "1"), named="test")
        assert stop_at == points[-1]
    with Store.open(url, school_key, random_bytes) as store:
        assert stored == store.read_now(lambda unit: unit.notes.get("a"))


def test_a_database_knows_its_key(
    url: str, school_key: SchoolKey, random_bytes: PredictableBytes
) -> None:
    """The first key that opens a database is the only one that does."""
    for _ in range(2):
        Store.open(url, school_key, random_bytes).close()
    with pytest.raises(WrongKey):
        Store.open(url, SchoolKey.derive(bytes(32)), random_bytes)
    Store.open(url, school_key, random_bytes).close()


def test_an_error_of_the_work_is_not_taken_for_one_of_the_database(store: Store) -> None:
    """The errors of this tree go through as they are."""
    store.run_now(lambda unit: unit.cases.create("7K3Q", MONDAY, "hash"))
    with pytest.raises(CaseExists):
        store.run_now(lambda unit: unit.cases.create("7K3Q", MONDAY, "hash"))


@pytest.mark.parametrize(
    "url", ["mysql://localhost/x", "geen adres", "sqlite://", "sqlite:///:memory:"]
)
def test_another_kind_of_database_is_refused(
    url: str, school_key: SchoolKey, random_bytes: PredictableBytes
) -> None:
    """A URL that storage knows nothing of is refused before anything is opened."""
    with pytest.raises(UnknownDatabase):
        Store.open(url, school_key, random_bytes)
