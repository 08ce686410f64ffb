"""Asking what is due: the same among a thousand follow-ups and among a million."""

import pathlib
import statistics
import tempfile
import time
from datetime import timedelta

from sqlalchemy import bindparam, text

from bot.clock import random_bytes
from storage.moments import Moment
from storage.units_of_work import Store, UnitOfWork
from tests.bench.measured import Measured
from tests.practice.running_bot import DATABASE
from tests.practice.twelve import KEY, MONDAY, make_template

FEW, MANY = 1_000, 1_000_000
ROUNDS = 300

FILL = text(
    """
    WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < :rows)
    INSERT INTO follow_ups (case_id, key, due_at, intent, slot, state, created_at)
    SELECT 'C' || n, 'vraag/1.1.week', :due, '1 schoolweek', 'begeleider:p1',
           CASE WHEN n % 10 = 0 THEN 'open' ELSE 'done' END, :due
    FROM number
    """
).bindparams(bindparam("due", type_=Moment()))
"""One in ten is open, as after years of use; none is due."""


def _filled(folder: pathlib.Path, rows: int) -> Store:
    folder.mkdir()
    make_template(folder / DATABASE)
    store = Store.open(f"sqlite:///{folder / DATABASE}", KEY, random_bytes)
    due = MONDAY + timedelta(days=7)
    store.run_now(lambda unit: unit.connection.execute(FILL, {"rows": rows, "due": due}).close())
    return store


def _scan(unit: UnitOfWork) -> None:
    assert unit.follow_ups.next_due() is not None
    assert () == unit.follow_ups.due(MONDAY)


def _milliseconds(store: Store) -> float:
    start = time.perf_counter()
    store.read_now(_scan)
    return (time.perf_counter() - start) * 1000


def measure() -> tuple[Measured, ...]:
    """Measures both in turns, the first time left out."""
    with tempfile.TemporaryDirectory() as folder:
        few = _filled(pathlib.Path(folder) / "few", FEW)
        many = _filled(pathlib.Path(folder) / "many", MANY)
        pairs = [(_milliseconds(many), _milliseconds(few)) for _ in range(ROUNDS)][1:]
        few.close()
        many.close()
    ours, bare = (statistics.median(side) for side in zip(*pairs, strict=True))
    what = "is anything due, among 1,000,000 over 1,000 follow-ups"
    return (Measured(what, ours, bare, "ms", goal=2),)
