"""Starting the practice school, over importing the libraries it is made of."""

import asyncio
import pathlib
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable

import msgspec

from bot.demo import Demo
from tests.bench.measured import Measured

ROUNDS = 5
ANY_PORT = 0

NEEDED = "import os, sys, time\n"

TOLD = """
cpu = time.process_time()
pages = int(open('/proc/self/statm').read().split()[1])
print([cpu * 1000, pages * os.sysconf('SC_PAGE_SIZE') / 2**20])
"""
"""CPU since the process began, and memory in use."""

LIBRARIES = """
import aiohttp.web, alembic.command, apscheduler.schedulers.asyncio, cryptography.hazmat.primitives
import cryptography.hazmat.primitives.ciphers.aead, fluent.runtime, holidays, msgspec, sqlalchemy
import sqlalchemy.dialects.sqlite
"""

OPENED = """
import asyncio, pathlib
from bot.demo import Demo
async def opened():
    demo = Demo(pathlib.Path(sys.argv[1]))
    await demo.open(0)
    {told}
    await demo.close()
"""


def _told_by(code: str, *arguments: str) -> tuple[float, float]:
    command = [sys.executable, "-c", NEEDED + code, *arguments]
    answer = subprocess.run(command, capture_output=True, check=True)
    return msgspec.json.decode(answer.stdout.splitlines()[-1], type=tuple[float, float])


def _demo_code() -> str:
    told = TOLD.strip().replace("\n", "\n    ")
    return OPENED.format(told=told) + "asyncio.run(opened())\n"


async def _fill(folder: str) -> None:
    demo = Demo(pathlib.Path(folder))
    await demo.open(ANY_PORT)
    await demo.close()


def measure() -> tuple[Measured, ...]:
    """Measures a start on a database that was used before, in turns with the imports."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_fill(folder))
        pairs = [
            (_told_by(_demo_code(), folder), _told_by(LIBRARIES + TOLD)) for _ in range(ROUNDS)
        ]
    ours, bare = zip(*pairs, strict=True)
    demo, libraries = _medians(ours), _medians(bare)
    start = "start to serving, CPU, over importing libraries"
    serving = "memory when serving, over importing libraries"
    return (
        Measured(start, demo[0], libraries[0], "ms", goal=1.5),
        Measured(serving, demo[1], libraries[1], "MiB", goal=1.5),
    )


def _medians(told: Iterable[tuple[float, float]]) -> tuple[float, float]:
    cpu, memory = zip(*told, strict=True)
    return statistics.median(cpu), statistics.median(memory)
