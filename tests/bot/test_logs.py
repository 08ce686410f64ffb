"""What stands in the log: our own lines, and of a library's no word."""

import asyncio
import logging
from collections.abc import Iterator

import pytest

from bot.logs import log, set_up

CANARY = "Aukje is geslagen"


@pytest.fixture
def set_up_logs(capsys: pytest.CaptureFixture[str]) -> Iterator[None]:
    """The log as the program sets it up, and as it was before."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    set_up()
    yield
    root.handlers[:] = before
    root.setLevel(level)


@pytest.mark.usefixtures("set_up_logs")
def test_a_librarys_line_has_no_words(capsys: pytest.CaptureFixture[str]) -> None:
    """Who wrote it and which fault is enough; what it says can hold what somebody typed."""
    try:
        int(CANARY)
    except ValueError:
        logging.getLogger("aiohttp.server").exception("400 %s", CANARY)
    logging.getLogger("asyncio").error(CANARY)
    log.error("delivery_failed", error="ValueError")
    written = capsys.readouterr().err

    assert CANARY not in written
    assert '{"event":"library","key":"aiohttp.server","error":"ValueError"}' in written
    assert '{"event":"library","key":"asyncio","error":""}' in written
    assert '{"event":"delivery_failed","error":"ValueError"}' in written


@pytest.mark.usefixtures("set_up_logs")
async def test_a_task_that_failed_unseen_has_no_words(capsys: pytest.CaptureFixture[str]) -> None:
    """The event loop reports it with the text of the fault, which is left out."""

    async def fails() -> None:
        raise ValueError(CANARY)

    failing = asyncio.ensure_future(fails())
    await asyncio.sleep(0)
    context = {"message": CANARY, "exception": failing.exception()}
    asyncio.get_running_loop().call_exception_handler(context)
    written = capsys.readouterr().err

    assert CANARY not in written
    assert '"key":"asyncio","error":"ValueError"' in written
