"""How long somebody who types in Slack waits for the names of pupils, at a school of 2,500."""

import asyncio
import pathlib
import tempfile
import time

from tests.bench.measured import Measured
from tests.practice.many_pupils import TYPED, asked_who, store_many_pupils
from tests.practice.running_bot import DATABASE
from tests.practice.served_in_slack import served_in_slack
from tests.practice.twelve import make_template

WITHIN = 0.3
"""Seconds in which the names should be there."""


def measure() -> tuple[Measured, ...]:
    """Measures the first letters, for which the names are put in order, and those after them."""
    return asyncio.run(_measure())


async def _measure() -> tuple[Measured, ...]:
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        make_template(folder / DATABASE)
        store_many_pupils(folder)
        async with served_in_slack(folder) as served:
            person, block = await asked_who(served)
            took = []
            for typed in TYPED:
                start = time.perf_counter()
                await person.search(block, typed)
                took.append(time.perf_counter() - start)
    first, *after = took
    what = "a pupil among 2,500 found in Slack"
    return (
        Measured(f"{what}, first letters", first, WITHIN, "s", goal=1),
        Measured(f"{what}, slowest after", max(after), WITHIN, "s", goal=1),
    )
