"""Starts programs quickly: a process that has everything read in, and forks one child per line.

    <folder> <point to be killed at, or 0> <step to stop before> <chat, or nothing>

A chat is its name and address, with HITS_ONCE behind it when no card is to be hit twice.

It runs as `python -m tests.crash.nursery`. A child goes on with what stands in its folder; the
answer is how it ended: the number of the signal that killed it, or its exit code.
"""

import asyncio
import gc
import os
import pathlib
import sys
import tempfile
import traceback
from collections.abc import Callable

import msgspec

from tests.crash.chat_life import Chat, PracticeTime, live_in
from tests.crash.journal import JOURNAL, Journal
from tests.crash.outcome import outcome_of
from tests.crash.points import NEVER, Points, PointsAround
from tests.crash.slack_life import in_slack
from tests.crash.teams_life import in_teams
from tests.crash.walk import STEPS, Walk
from tests.practice.compiled_once import compiled_once
from tests.practice.running_bot import DATABASE, RunningBot
from tests.practice.twelve import directory, library, make_template

HITS_ONCE = "hits-once"
OUTCOME = "outcome"
NAMES = "points"

CHATS: dict[str, Callable[[PracticeTime, str], Chat]] = {"slack": in_slack, "teams": in_teams}
"""The chats in which a program can live."""


async def live(folder: pathlib.Path, kill_at: int, until: int) -> None:
    """Lives one life of the program: to the end of the walk, or to the point of its death."""
    points = Points(kill_at)
    running = await RunningBot.start(
        folder, seam=points, around=lambda surface: PointsAround(surface, points)
    )
    await Walk(running, Journal(folder / JOURNAL), points.passed).go(until)
    (folder / NAMES).write_text("\n".join(points.names))
    (folder / OUTCOME).write_bytes(msgspec.json.encode(await outcome_of(running)))
    running.stop()


def _be_a_child(folder: pathlib.Path, kill_at: int, until: int, *chat: str) -> int:
    try:
        if chat:
            name, base_url, *how = chat
            life = live_in(
                lambda time: CHATS[name](time, base_url),
                folder,
                kill_at,
                until,
                hits_once=HITS_ONCE in how,
            )
            asyncio.run(life)
        else:
            asyncio.run(live(folder, kill_at, until))
    except BaseException:  # noqa: BLE001 - a child reports whatever ended it, and ends
        traceback.print_exc()
        return 1
    return 0


def _get_ready() -> None:
    """Reads and compiles what every child needs, by living one life that nobody looks at."""
    directory()
    library()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        make_template(folder / DATABASE)
        asyncio.run(live(folder, NEVER, len(STEPS)))
    gc.freeze()  # what is there now is shared with every child


def main() -> None:
    """Reads lines until there are no more."""
    with compiled_once():
        _get_ready()
        _raise_children()


def _raise_children() -> None:
    for line in sys.stdin:
        folder, kill_at, until, *chat = line.split()
        child = os.fork()
        if child == 0:
            os._exit(_be_a_child(pathlib.Path(folder), int(kill_at), int(until), *chat))
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
