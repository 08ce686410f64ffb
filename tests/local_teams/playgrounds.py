"""Starts Playgrounds, each with one person signed in, and does in them what that person does."""

import asyncio
import json
import os
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

from tests.local_chat.own_network import ADDRESS, GO_BETWEEN
from tests.local_chat.processes import STARTED_WITHIN, stopped
from tests.teams_stub.door import PATH
from tests.teams_stub.tenant import Tenant
from tests.teams_stub.users import BOT, TeamsUser

Json = dict[str, Any]

PROGRAM = (
    Path(__file__).parents[1] / "e2e/node_modules/@microsoft/m365agentsplayground/cli.js"
).resolve()
PRELOAD = Path(__file__).with_name("preload.cjs")
LISTENS = "Listening on "
FIRST_PORT = 56150
COLLEAGUES = 5
"""Others than the one who is signed in: no more and no fewer."""


class Playground:
    """The Teams of one person, without a browser."""

    def __init__(
        self, session: aiohttp.ClientSession, port: int, user: TeamsUser, chat: str
    ) -> None:
        self.address = f"http://{ADDRESS}:{port}"
        self.chat = chat
        """The conversation of this person with the bot."""
        self.shown: dict[str, Json] = {}
        """What it shows, by the id of the message."""
        self._session = session
        self._user = user

    async def type(self, conversation: str, text: str) -> None:
        """Types a message."""
        typed = {"text": text, "textFormat": "plain"}
        await self._does(f"conversations/{conversation}/messages", typed)

    async def invoke(self, activity: Json) -> None:
        """Presses a button that acts at once, or uses the message extension."""
        named = ("conversation", "name", "value", "replyToId")
        await self._does("invoke", {name: activity[name] for name in named if name in activity})

    async def submit(self, activity: Json) -> None:
        """Presses a button that sends what was filled in."""
        named = ("conversation", "value", "replyToId")
        await self._does("submit", {name: activity[name] for name in named})

    async def install(self, conversation: str) -> None:
        """Tells the bot that it came into a chat."""
        await self._post(f"_debug/conversation/{conversation}/installation", {})

    async def _does(self, what: str, body: Json) -> None:
        await self._post(f"_conversation/v1/{what}", {"from": {"id": self._user.mri}, **body})

    async def _post(self, path: str, body: Json) -> None:
        async with self._session.post(f"{self.address}/{path}", json=body) as answer:
            assert answer.ok, f"{path}: {answer.status} {await answer.text()}"

    async def connector(self, verb: str, path: str, content: bytes) -> tuple[int, bytes]:
        """Carries out a call of the bot."""
        url = f"{self.address}/_connector{path}"
        headers = {"Content-Type": "application/json"} if content else {}
        async with self._session.request(
            verb, url, data=content or None, headers=headers
        ) as answer:
            return answer.status, await answer.read()

    def cards(self) -> dict[str, Json]:
        """Gives the card in each message, as it shows it now."""
        attached = {name: one.get("attachments") or [{}] for name, one in self.shown.items()}
        return {name: one[0]["content"] for name, one in attached.items() if "content" in one[0]}

    async def listen(self) -> None:
        """Takes in what the page would show, for as long as it is open."""
        url = f"{self.address}/_ws_conversation/v1/conversations/stream"
        async with self._session.ws_connect(url) as stream:
            async for told in stream:
                message = json.loads(told.data).get("message", {})
                if "messageId" in message:
                    self.shown[message["messageId"]] = message


def configuration(tenant: Tenant, user: TeamsUser) -> Json:
    """Gives who is who for the Playground of one person."""
    others = [one for one in tenant.users.values() if one is not user][:COLLEAGUES]
    channels = [{"id": "19:algemeen@thread.tacv2", "name": "Algemeen"}]
    return {
        "version": "0.1.1",
        "tenantId": tenant.id,
        "bot": {"id": BOT, "name": "Pestmelding"},
        "currentUser": _as_user(user),
        "users": [_as_user(one) for one in others],
        "personalChat": {"id": tenant.chat_with(user.id)},
        "groupChat": {"id": "19:groep@thread.v2", "name": "Collega's"},
        "team": {
            "id": "19:team@thread.tacv2",
            "name": "Vlierhof",
            "aadGroupId": "00000000-0000-4000-8000-0000000000aa",
            "channels": channels,
        },
    }


def _as_user(user: TeamsUser) -> Json:
    given, _, surname = user.name.partition(" ")
    return {
        "id": user.mri,
        "name": user.name,
        "aadObjectId": user.id,
        "givenName": given,
        "surname": surname,
        "email": user.email,
        "userPrincipleName": user.upn or user.email,
    }


@asynccontextmanager
async def running_playground(
    session: aiohttp.ClientSession, folder: Path, tenant: Tenant, user: TeamsUser, number: int
) -> AsyncIterator[Playground]:
    """Runs the Playground of one person for as long as it is used; the go-between must run."""
    written = folder / f"teams-{number}.yml"
    written.write_text(json.dumps(configuration(tenant, user)))
    process = await asyncio.create_subprocess_exec(
        *("node", PROGRAM, "--channel-id", "msteams", "--port", str(FIRST_PORT + number)),
        *("--app-endpoint", f"http://{ADDRESS}:{GO_BETWEEN}{PATH}"),
        *("--service-url", tenant.service_url, "--disable-telemetry"),
        env={
            **os.environ,
            "M365_AGENTS_PLAYGROUND_CONFIG_PATH": str(written),
            "M365_AGENTS_PLAYGROUND_LOGFILE": str(written.with_suffix(".log")),
            "NODE_OPTIONS": f"--require {PRELOAD}",
            "TEAMSAPPTESTER_BROWSER": "none",
        },
        stdout=PIPE,
        cwd=folder,
    )
    try:
        port = await asyncio.wait_for(_told_port(process), STARTED_WITHIN)
        playground = Playground(session, port, user, tenant.chat_with(user.id))
        listening = asyncio.create_task(playground.listen())
        yield playground
        listening.cancel()
    finally:
        await stopped(process)


async def _told_port(process: Process) -> int:
    assert process.stdout is not None
    async for line in process.stdout:
        if LISTENS.encode() in line:
            return int(line.decode().partition(LISTENS)[2])
    raise AssertionError(f"De Playground stopte met {await process.wait()}.")
