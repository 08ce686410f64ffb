"""What stands in the log: our fixed lines, and of a library who spoke and the kind of error."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.logs import log, set_up

CANARY = "Sanne van den Berg"


@contextmanager
def logging_as_the_program() -> Iterator[None]:
    """Sends all that is logged where the program sends it, and puts back how the tests log."""
    root, ours = logging.getLogger(), logging.getLogger("pestmelding")
    before = (root.level, root.handlers[:], ours.level)
    root.handlers = []
    try:
        set_up()
        yield
    finally:
        root.handlers = before[1]
        root.setLevel(before[0])
        ours.setLevel(before[2])


def _raises() -> None:
    raise ValueError(CANARY)


def _of_a_library() -> None:
    try:
        _raises()
    except ValueError:
        logging.getLogger("aiohttp.server").exception("Error handling %s", CANARY)


def _with_a_stack() -> None:
    logging.getLogger("asyncio").error("Executing %s", CANARY, stack_info=True)


def test_a_library_says_who_and_what_kind(capsys: pytest.CaptureFixture[str]) -> None:
    """Of a library's line its logger, level and kind of error are left; no word of its message."""
    with logging_as_the_program():
        _of_a_library()
        _with_a_stack()
    said = capsys.readouterr().err

    assert CANARY not in said
    assert ["ERROR aiohttp.server ValueError", "ERROR asyncio"] == [
        line.split(" ", 2)[2] for line in said.splitlines()
    ]


def test_our_own_lines_are_whole(capsys: pytest.CaptureFixture[str]) -> None:
    """What the program itself says is written, and an adapter's kind of error with it."""
    with logging_as_the_program():
        log.error("follow_up_failed", case_id="7K3Q")
        logging.getLogger("pestmelding.x").error("x_failed", extra={"error": "ValueError"})
        logging.getLogger("pestmelding.x").error("x_failed", extra={"error": f"{CANARY}!"})
    said = [line.split(" ", 2)[2] for line in capsys.readouterr().err.splitlines()]

    assert [
        'ERROR {"event":"follow_up_failed","case_id":"7K3Q"}',
        "ERROR x_failed ValueError",
        "ERROR x_failed ?",
    ] == said


def test_an_error_that_nobody_awaits(capsys: pytest.CaptureFixture[str]) -> None:
    """A task whose error nobody asks for is logged by the event loop, without the error's words."""

    async def leave_a_task() -> None:
        async def breaks() -> None:
            _raises()

        task = asyncio.create_task(breaks())
        await asyncio.wait([task])
        del task
        gc.collect()

    with logging_as_the_program():
        asyncio.run(leave_a_task())
    said = capsys.readouterr().err

    assert "ERROR asyncio ValueError" in said
    assert CANARY not in said
    assert "Traceback" not in said
