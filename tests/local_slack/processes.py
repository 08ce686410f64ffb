"""Starts local-slack, and says how the bot reaches it."""

import asyncio
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.local_chat.own_network import ADDRESS, GO_BETWEEN, LOCAL_SLACK
from tests.local_chat.processes import answering, stopped
from tests.local_slack.workspace import Mode
from tests.slack_stub.workspace import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET

PROGRAM = (
    Path(__file__).parents[1] / "e2e/node_modules/local-slack-linux-x64/bin/local-slack"
).resolve()


@asynccontextmanager
async def running_local_slack(configuration: Path) -> AsyncIterator[str]:
    """Gives the address of a local Slack, for as long as it is used."""
    command = (PROGRAM, "--config", configuration, "--port", str(LOCAL_SLACK))
    process = await asyncio.create_subprocess_exec(*command, "--base-host", ADDRESS, stdout=DEVNULL)
    address = f"http://{ADDRESS}:{LOCAL_SLACK}"
    try:
        await answering(f"{address}/_control/state", process)
        yield address
    finally:
        await stopped(process)


def settings_for(mode: Mode) -> dict[str, str]:
    """Gives what the bot must know to reach it."""
    secret = {"SLACK_SIGNING_SECRET": SIGNING_SECRET}
    return {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_API_URL": f"http://{ADDRESS}:{GO_BETWEEN}/api/",
        **(secret if mode == "events" else {"SLACK_APP_TOKEN": APP_TOKEN}),
    }
