"""Carries out units of work that change something, on the writers of a database.

Rules this file keeps:

- Units that wait for the one writer meanwhile share a commit: two hundred people who press at once
  wait for a few of them.
- Nobody is answered before the commit.
- When the shared commit or a unit in it fails, nothing of it is stored and each unit is carried out
  again, alone: one that fails undoes only itself. So a unit of work can be done twice, as its rule
  says.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection

from storage.databases import Database
from storage.errors import DatabaseFull, DatabaseLocked, DatabaseUnreachable

if TYPE_CHECKING:
    from storage.units_of_work import Seam, UnitOfWork, Work

T = TypeVar("T")

TOGETHER = 32
"""Units at most in one commit, so that nobody waits long for a crowd."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A unit of work that was handed in, and where its answer goes."""

    work: Work[Any]
    named: str
    answer: Future[Any]


@dataclass(frozen=True, slots=True)
class _Done:
    """A unit in a shared commit, and what came of it."""

    waiting: _Waiting
    unit: UnitOfWork
    result: object

    def tell(self, seam: Seam) -> None:
        """Gives the answer to whoever waits, past the last point where a crash could fall."""
        answer = self.waiting.answer
        try:
            seam(f"after commit of {self.waiting.named}")
        except Exception as failed:  # noqa: BLE001 - raised where it is waited for
            answer.set_exception(failed)
        else:
            answer.set_result(self.result)


class Writing:
    """The writers of a database."""

    def __init__(
        self, database: Database, make_unit: Callable[[Connection], UnitOfWork], seam: Seam
    ) -> None:
        self._database = database
        self._make_unit = make_unit
        self._seam = seam
        self._waiting: deque[_Waiting] = deque()
        self._together = TOGETHER if database.writers == 1 else 1
        self._writers = ThreadPoolExecutor(database.writers, "storage-writer")

    def submit(self, work: Work[T], named: str) -> Future[T]:
        """Hands in a unit of work; its answer comes when it is committed or failed."""
        answer: Future[T] = Future()
        self._waiting.append(_Waiting(work, named, answer))
        self._writers.submit(self._carry_out)
        return answer

    def scrub(self) -> bool:
        """Leaves no byte of what was destroyed in the files, after all that waits before it."""
        return self._writers.submit(self._scrub).result()

    def close(self) -> None:
        """Waits for what is under way."""
        self._writers.shutdown()

    def write(self, work: Work[T], named: str) -> T:
        """Carries out one unit of work in this thread, which is the writer's."""
        with self._database.refusals(), self._database.writer.connect() as connection:
            with connection.begin():
                unit = self._make_unit(connection)
                result = work(unit)
                self._database.require_begun(connection)
                self._seam(f"before commit of {named}")
            self._seam(f"after commit of {named}")
        if unit.scrubbing.asked:
            self._scrub()
        return result

    def _carry_out(self) -> None:
        """Carries out what waits now; nothing may be left when an earlier turn took it along."""
        taken = tuple(self._taken())
        if len(taken) > 1 and self._all_in_one(taken):
            return
        for one in taken:
            self._alone(one)

    def _taken(self) -> Iterator[_Waiting]:
        for _ in range(self._together):
            try:
                one = self._waiting.popleft()
            except IndexError:
                return
            if one.answer.set_running_or_notify_cancel():
                yield one

    def _alone(self, one: _Waiting) -> None:
        try:
            result = self.write(one.work, one.named)
        except BaseException as failed:  # noqa: BLE001 - raised where it is waited for
            one.answer.set_exception(failed)
        else:
            one.answer.set_result(result)

    def _all_in_one(self, taken: tuple[_Waiting, ...]) -> bool:
        """Stores all units in one commit; False when nothing was stored."""
        try:
            done = self._shared(taken)
        except Exception:  # noqa: BLE001 - each meets it again alone, and it is raised there
            return False
        try:
            if any(one.unit.scrubbing.asked for one in done):
                self._scrub()
        finally:
            for one in done:
                one.tell(self._seam)
        return True

    def _shared(self, taken: tuple[_Waiting, ...]) -> tuple[_Done, ...]:
        with self._database.writer.begin() as connection:
            done = tuple(self._done(connection, one) for one in taken)
            for one in taken:
                self._seam(f"before commit of {one.named}")
        return done

    def _done(self, connection: Connection, one: _Waiting) -> _Done:
        unit = self._make_unit(connection)
        result = one.work(unit)
        self._database.require_begun(connection)
        return _Done(one, unit, result)

    def _scrub(self) -> bool:
        self._seam("before scrub")
        try:
            with self._database.refusals():
                is_clean = self._database.scrub()
            if is_clean:
                self.write(lambda unit: unit.scrubbing.done(), "scrub")
        except (DatabaseLocked, DatabaseFull, DatabaseUnreachable):
            return False
        return is_clean
