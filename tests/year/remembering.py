"""What is done otherwise than in a school, so that a year takes minutes and not half an hour.

- The program replays a melding each time it is looked at. Here one that did not change is
  remembered, by its last event, until the people of the school are replaced. At the end of the
  year each is compared with a fresh replay.
- Units of work are carried out in the thread that asks, and a commit does not wait for the disk.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar
from unittest.mock import patch

from sqlalchemy import bindparam, func, select

from bot.case_service import CaseService
from bot.open_case import OpenCase
from storage import sqlite_database, tables
from storage.units_of_work import Store, UnitOfWork, Work

T = TypeVar("T")

EVENTS = tables.events
LAST = select(func.max(EVENTS.c.sequence)).where(EVENTS.c.case_id == bindparam("case"))

replayed = CaseService.load
"""Loads a melding as the program does."""


class Remembered:
    """Meldingen as they were when last looked at."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[int, OpenCase | None]] = {}

    def load(self, cases: CaseService, unit: UnitOfWork, case_id: str) -> OpenCase | None:
        """Gives a melding, replayed when it or the people of the school changed."""
        last = unit.connection.scalar(LAST, {"case": case_id}) or 0
        known = self._known.get(case_id)
        if known is None or known[0] != last:
            known = last, replayed(cases, unit, case_id)
            self._known[case_id] = known
        return known[1]

    def forget(self) -> None:
        """Forgets all, as other people are in the school now."""
        self._known.clear()

    def differing(self, cases: CaseService, unit: UnitOfWork) -> tuple[str, ...]:
        """Gives the meldingen that are not what was remembered of them."""
        return tuple(
            case_id
            for case_id, (_, opened) in self._known.items()
            if opened != replayed(cases, unit, case_id)
        )

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Lets the program remember for as long as this is open."""

        def load(cases: CaseService, unit: UnitOfWork, case_id: str) -> OpenCase | None:
            return self.load(cases, unit, case_id)

        with patch.object(CaseService, "load", load):
            yield


async def _write_here(store: Store, work: Work[T], *, named: str = "work") -> T:
    """Carries out a unit of work in this thread."""
    return store._writing.write(work, named)  # noqa: SLF001 - stands for the thread that does the same


async def _read_here(store: Store, work: Work[T]) -> T:
    """Reads in this thread."""
    return store._read(work)  # noqa: SLF001 - stands for the thread that does the same


@contextmanager
def without_waiting() -> Iterator[None]:
    """Lets each store that is opened meanwhile neither change threads nor wait for the disk."""
    pragmas = (*sqlite_database.WRITER_PRAGMAS, "PRAGMA synchronous=OFF")
    with (
        patch.object(sqlite_database, "WRITER_PRAGMAS", pragmas),
        patch.object(Store, "run", _write_here),
        patch.object(Store, "read", _read_here),
    ):
        yield
