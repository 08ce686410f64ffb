"""Units of work that wait for the writer share a commit, and nothing else."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from storage.encryption import SchoolKey
from storage.errors import Damaged, DatabaseUnreachable
from storage.migrations import migrate
from storage.units_of_work import Store, UnitOfWork
from tests.storage.conftest import MONDAY, PredictableBytes

KEY = SchoolKey.derive(bytes(range(32)))
PATIENCE = 5
"""Seconds after which something that does not happen fails a test."""


class Stopped(Exception):
    """What a unit of work stops itself with."""


class Points:
    """Remembers the points that are passed; fails at one of them the first time."""

    def __init__(self, fails_at: str = "", failure: type[Exception] = DatabaseUnreachable) -> None:
        self._fails_at = fails_at
        self._failure = failure
        self.passed: list[str] = []

    def __call__(self, point: str) -> None:
        """Passes a point, or fails there."""
        if point == self._fails_at:
            self._fails_at = ""
            raise self._failure
        self.passed.append(point)


@contextmanager
def opened(folder: Path, points: Points) -> Iterator[Store]:
    """Opens a new database."""
    url = f"sqlite:///{folder / 'school.db'}"
    migrate(url)
    with Store.open(url, KEY, PredictableBytes(), seam=points) as store:
        points.passed.clear()
        yield store


async def at_once(store: Store, **works: Callable[[UnitOfWork], object]) -> list[object]:
    """Hands in works while the writer is busy, so that they wait together; gives how each went."""
    async with busy_writer(store):
        waiting = [asyncio.ensure_future(store.run(do, named=name)) for name, do in works.items()]
        await asyncio.sleep(0)
    return await asyncio.gather(*waiting, return_exceptions=True)


@asynccontextmanager
async def busy_writer(store: Store) -> AsyncIterator[None]:
    """Keeps the writer busy with a unit of its own."""
    begun, go_on = threading.Event(), threading.Event()

    def work(_: UnitOfWork) -> None:
        begun.set()
        go_on.wait(PATIENCE)

    busy = asyncio.ensure_future(store.run(work, named="busy"))
    await asyncio.to_thread(begun.wait, PATIENCE)
    yield
    go_on.set()
    await busy


def puts(name: str) -> Callable[[UnitOfWork], str]:
    """Makes a unit of work that leaves a note."""

    def work(unit: UnitOfWork) -> str:
        unit.notes.put(name, "there")
        return name

    return work


def stops(name: str) -> Callable[[UnitOfWork], str]:
    """Makes one that leaves a note and then fails."""

    def work(unit: UnitOfWork) -> str:
        unit.notes.put(name, "there")
        raise Stopped

    return work


async def noted(store: Store, *names: str) -> list[bool]:
    """Says which notes are there."""
    return await store.read(lambda unit: [unit.notes.get(name) is not None for name in names])


async def test_what_waits_shares_a_commit(tmp_path: Path) -> None:
    """Each gets its own answer, and no one of them before all are stored."""
    points = Points()
    with opened(tmp_path, points) as store:
        assert ["a", "b", "c"] == await at_once(store, a=puts("a"), b=puts("b"), c=puts("c"))
        assert [True, True, True] == await noted(store, "a", "b", "c")
    assert [
        *("before commit of busy", "after commit of busy"),
        *("before commit of a", "before commit of b", "before commit of c"),
        *("after commit of a", "after commit of b", "after commit of c"),
    ] == points.passed


async def test_one_that_fails_undoes_itself_only(tmp_path: Path) -> None:
    """The others of the same commit are stored, and hear nothing of it."""
    with opened(tmp_path, Points()) as store:
        first, failed, last = await at_once(store, a=puts("a"), b=stops("b"), c=puts("c"))
        assert ("a", "c") == (first, last)
        assert isinstance(failed, Stopped)
        assert [True, False, True] == await noted(store, "a", "b", "c")


async def test_the_others_are_carried_out_again(tmp_path: Path) -> None:
    """A unit of work may be done twice; what it leaves is there once."""
    done: list[str] = []

    def work(unit: UnitOfWork) -> None:
        done.append("a")
        unit.access_log.add(MONDAY, "s1", "7K3Q", "case_page")

    with opened(tmp_path, Points()) as store:
        await at_once(store, a=work, b=stops("b"))
        assert ["a", "a"] == done
        assert 1 == len(await store.read(lambda unit: unit.access_log.of("7K3Q")))


async def test_a_transaction_that_was_ended_from_below(tmp_path: Path) -> None:
    """SQLite rolls back by itself when I/O fails; nobody is told that something was stored then."""
    with opened(tmp_path, Points()) as store:
        alone = await asyncio.gather(store.run(rolled_back), return_exceptions=True)
        assert isinstance(alone[0], DatabaseUnreachable)
        first, failed, last = await at_once(store, a=puts("a"), b=rolled_back, c=puts("c"))
        assert ("a", "c") == (first, last)
        assert isinstance(failed, DatabaseUnreachable)
        assert [True, False, True] == await noted(store, "a", "b", "c")


def rolled_back(unit: UnitOfWork) -> str:
    """A unit of work that notices nothing of a failure below it."""
    unit.notes.put("b", "there")
    unit.connection.exec_driver_sql("ROLLBACK").close()
    return "b"


async def test_a_scrub_that_fails(tmp_path: Path) -> None:
    """Whoever waits hears what was stored; the scrub stays due."""
    with opened(tmp_path, Points(fails_at="before scrub", failure=Damaged)) as store:
        async with asyncio.timeout(PATIENCE):
            assert [None, "b"] == await at_once(store, a=asks_to_scrub, b=puts("b"))
        assert [True] == await noted(store, "b")
        assert await store.read(lambda unit: unit.scrubbing.is_due())


def asks_to_scrub(unit: UnitOfWork) -> None:
    """A unit of work that destroys something."""
    unit.scrubbing.ask()


async def test_a_shared_commit_that_fails(tmp_path: Path) -> None:
    """Each is carried out again, alone, and everybody gets an answer."""
    with opened(tmp_path, Points(fails_at="before commit of b")) as store:
        assert ["a", "b", "c"] == await at_once(store, a=puts("a"), b=puts("b"), c=puts("c"))
        assert [True, True, True] == await noted(store, "a", "b", "c")


async def test_what_goes_wrong_after_the_commit(tmp_path: Path) -> None:
    """It is told to the one it befell, and nothing is carried out again."""
    with opened(tmp_path, Points(fails_at="after commit of b")) as store:
        first, failed, last = await at_once(store, a=puts("a"), b=puts("b"), c=puts("c"))
        assert ("a", "c") == (first, last)
        assert isinstance(failed, DatabaseUnreachable)
        assert [True, True, True] == await noted(store, "a", "b", "c")


async def test_somebody_who_no_longer_waits(tmp_path: Path) -> None:
    """A unit that was given up before its turn is not carried out."""
    with opened(tmp_path, Points()) as store:
        async with busy_writer(store):
            waiting = asyncio.ensure_future(store.run(puts("a"), named="a"))
            await asyncio.sleep(0)
            waiting.cancel()
            await asyncio.gather(waiting, return_exceptions=True)
        await store.run(puts("b"))
        assert [False, True] == await noted(store, "a", "b")
