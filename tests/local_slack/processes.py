"""Starts local-slack and the bot, each as a process of its own, and stops them."""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from tests.local_slack.own_network import ADDRESS, BOT, GO_BETWEEN, LOCAL_SLACK
from tests.local_slack.workspace import Mode
from tests.slack_stub.workspace import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET

PROGRAM = (
    Path(__file__).parents[1] / "e2e/node_modules/local-slack-linux-x64/bin/local-slack"
).resolve()

LOG = "log.txt"
READY = "/readyz"
STARTED_WITHIN = 30.0
STOPPED_WITHIN = 15.0
LOOK_EVERY = 0.1
"""Seconds."""


@asynccontextmanager
async def running_local_slack(configuration: Path) -> AsyncIterator[str]:
    """Gives the address of a local Slack, for as long as it is used."""
    command = (PROGRAM, "--config", configuration, "--port", str(LOCAL_SLACK))
    process = await asyncio.create_subprocess_exec(*command, "--base-host", ADDRESS, stdout=DEVNULL)
    address = f"http://{ADDRESS}:{LOCAL_SLACK}"
    try:
        await _answering(f"{address}/_control/state", process)
        yield address
    finally:
        await _stopped(process)


@asynccontextmanager
async def running_bot(folder: Path, mode: Mode) -> AsyncIterator[None]:
    """Runs `pestmelding run --practice` in a folder, for as long as it is used.

    What it logs stands in `LOG` in that folder. It must stop as a program that is done.
    """
    secret = {"SLACK_SIGNING_SECRET": SIGNING_SECRET}
    known = secret if mode == "events" else {"SLACK_APP_TOKEN": APP_TOKEN}
    settings = {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_API_URL": f"http://{ADDRESS}:{GO_BETWEEN}/api/",
        "PORT": str(BOT),
        **known,
    }
    environment = {
        **{name: value for name, value in os.environ.items() if "PESTMELDING" not in name},
        **{f"PESTMELDING_{name}": value for name, value in settings.items()},
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
        await _stopped(process)
    assert 0 == process.returncode


async def _told_ready(process: Process) -> None:
    """Waits until the bot says that it serves."""
    assert process.stdout is not None
    async for line in process.stdout:
        if READY in line.decode():
            return
    raise AssertionError(f"De bot stopte met {await process.wait()}.")


async def _answering(address: str, process: Process) -> None:
    async with aiohttp.ClientSession() as session, asyncio.timeout(STARTED_WITHIN):
        while process.returncode is None:
            try:
                async with session.get(address) as answer:
                    if answer.ok:
                        return
            except aiohttp.ClientConnectionError:
                await asyncio.sleep(LOOK_EVERY)
    raise AssertionError(f"local-slack stopte met {process.returncode}.")


async def _stopped(process: Process) -> None:
    """Stops a process as a person does, and then for good."""
    if process.returncode is None:
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), STOPPED_WITHIN)
    except TimeoutError:
        process.kill()
        await process.wait()
