"""Starting the practice school, over importing the same libraries and nothing else.

Both find their modules compiled, as they are from the second start on, whatever the environment
says about writing bytecode.
"""

import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable

import msgspec

from tests.bench.measured import Measured

ROUNDS = 5

NEEDED = "import os, sys, time\n"

TOLD = """
cpu = time.process_time()
pages = int(open('/proc/self/statm').read().split()[1])
print([cpu * 1000, pages * os.sysconf('SC_PAGE_SIZE') / 2**20])
"""
"""CPU since the process began, and memory in use."""

OURS = ("adapters", "bot", "flows", "storage")
"""All else that a start has imported is a library."""

LIBRARIES = """
import contextlib, importlib
for name in sys.argv[1].split():
    with contextlib.suppress(ImportError):
        importlib.import_module(name)
"""

OPENED = """
import asyncio, pathlib
from bot.demo import Demo
async def opened():
    demo = Demo(pathlib.Path(sys.argv[1]))
    await demo.open(0)
    {told}
    print(*sys.modules)
    await demo.close()
"""


Told = tuple[float, float]


def _lines_of(code: str, argument: str, bytecode: pathlib.Path) -> list[str]:
    command = [sys.executable, "-c", NEEDED + code, argument]
    environment = {
        **os.environ,
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(bytecode),
    }
    answer = subprocess.run(command, capture_output=True, check=True, env=environment, text=True)
    return answer.stdout.splitlines()


def _told(line: str) -> Told:
    told: Told = msgspec.json.decode(line, type=Told)
    return told


class Starts:
    """Starts in one folder, and the libraries that a start imports."""

    def __init__(self, folder: pathlib.Path) -> None:
        self._folder = str(folder / "school")
        self._bytecode = folder / "bytecode"
        _lines_of(_demo_code(), self._folder, self._bytecode)  # fills the school
        _, modules = _lines_of(_demo_code(), self._folder, self._bytecode)
        names = (name for name in modules.split() if name.partition(".")[0] not in OURS)
        self._libraries = " ".join(names)
        self.imports()

    def demo(self) -> Told:
        """Starts the practice school."""
        told, _ = _lines_of(_demo_code(), self._folder, self._bytecode)
        return _told(told)

    def imports(self) -> Told:
        """Imports its libraries, in the same order."""
        (told,) = _lines_of(LIBRARIES + TOLD, self._libraries, self._bytecode)
        return _told(told)


def _demo_code() -> str:
    told = TOLD.strip().replace("\n", "\n    ")
    return OPENED.format(told=told) + "asyncio.run(opened())\n"


def measure() -> tuple[Measured, ...]:
    """Measures a start on a database that was used before, in turns with the imports."""
    with tempfile.TemporaryDirectory() as folder:
        starts = Starts(pathlib.Path(folder))
        pairs = [(starts.demo(), starts.imports()) for _ in range(ROUNDS)]
    ours, bare = zip(*pairs, strict=True)
    demo, libraries = _medians(ours), _medians(bare)
    start = "start to serving, CPU, over importing libraries"
    serving = "memory when serving, over importing libraries"
    return (
        Measured(start, demo[0], libraries[0], "ms", goal=1.5),
        Measured(serving, demo[1], libraries[1], "MiB", goal=1.5),
    )


def _medians(told: Iterable[Told]) -> Told:
    cpu, memory = zip(*told, strict=True)
    return statistics.median(cpu), statistics.median(memory)
