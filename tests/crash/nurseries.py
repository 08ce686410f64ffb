"""The processes that start programs, from the side of a test; see tests/crash/nursery.py."""

import pathlib
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from queue import SimpleQueue
from typing import TypeVar

from tests.crash.nursery import HITS_ONCE
from tests.crash.points import NEVER
from tests.crash.walk import STEPS

SIDE_BY_SIDE = 2
KILLED = -signal.SIGKILL
END = len(STEPS)

Death = TypeVar("Death")
Came = TypeVar("Came")


class Nursery:
    """A process that starts programs; see tests/crash/nursery.py."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.nursery"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def life(
        self,
        folder: pathlib.Path,
        *,
        kill_at: int = NEVER,
        until: int = END,
        chat: str = "",
        hits_once: bool = False,
    ) -> int:
        """Lets a program live in a folder, in a chat when one is named; gives how it ended."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        how = HITS_ONCE if hits_once else ""
        self._process.stdin.write(f"{folder} {kill_at} {until} {chat} {how}\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def close(self) -> None:
        """Ends the process."""
        self._process.communicate()


@contextmanager
def opened_nurseries() -> Iterator[tuple[Nursery, ...]]:
    """Gives as many as may run at a time."""
    opened = tuple(Nursery() for _ in range(SIDE_BY_SIDE))
    try:
        yield opened
    finally:
        for one in opened:
            one.close()


def side_by_side(
    nurseries: tuple[Nursery, ...], deaths: Iterable[Death], die: Callable[[Death, Nursery], Came]
) -> list[Came]:
    """Lets each nursery take the next death when it is ready with one."""
    free: SimpleQueue[Nursery] = SimpleQueue()
    for nursery in nurseries:
        free.put(nursery)

    def next_one(death: Death) -> Came:
        nursery = free.get()
        try:
            return die(death, nursery)
        finally:
            free.put(nursery)

    with ThreadPoolExecutor(len(nurseries)) as pool:
        return list(pool.map(next_one, deaths))
