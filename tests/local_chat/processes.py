"""Starts the bot and whatever it talks to, each as a process of its own, and stops them."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from tests.local_chat.own_network import BOT

LOG = "log.txt"
READY = "/readyz"
STARTED_WITHIN = 30.0
STOPPED_WITHIN = 15.0
LOOK_EVERY = 0.1
"""Seconds."""


@asynccontextmanager
async def running_bot(folder: Path, settings: Mapping[str, str]) -> AsyncIterator[None]:
    """Runs `pestmelding run --practice` in a folder, for as long as it is used.

    What it logs stands in `LOG` in that folder. It must stop as a program that is done.
    """
    given = {"PORT": str(BOT), **settings}
    environment = {
        **{name: value for name, value in os.environ.items() if "PESTMELDING" not in name},
        **{f"PESTMELDING_{name}": value for name, value in given.items()},
    }
    command = (sys.executable, "-u", "-m", "bot", "run", "--practice", "--folder", folder)
    with (folder / LOG).open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *command, env=environment, stdout=PIPE, stderr=log
        )
    try:
        await asyncio.wait_for(_told_ready(process), STARTED_WITHIN)
        yield
    finally:
        await stopped(process)
    assert 0 == process.returncode


async def _told_ready(process: Process) -> None:
    """Waits until the bot says that it serves."""
    assert process.stdout is not None
    async for line in process.stdout:
        if READY in line.decode():
            return
    raise AssertionError(f"De bot stopte met {await process.wait()}.")


async def answering(address: str, process: Process) -> None:
    """Waits until a program answers at an address."""
    async with aiohttp.ClientSession() as session, asyncio.timeout(STARTED_WITHIN):
        while process.returncode is None:
            try:
                async with session.get(address) as answer:
                    if answer.ok:
                        return
            except aiohttp.ClientConnectionError:
                await asyncio.sleep(LOOK_EVERY)
    raise AssertionError(f"Het programma op {address} stopte met {process.returncode}.")


async def stopped(process: Process) -> None:
    """Stops a process as a person does, and then for good."""
    if process.returncode is None:
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), STOPPED_WITHIN)
    except TimeoutError:
        process.kill()
        await process.wait()
