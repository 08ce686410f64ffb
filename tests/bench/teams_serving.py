"""The server that is measured: the bot on Teams and on Slack, and what stands beside it, as one.

It runs as `python -m tests.bench.teams_serving FOLDER TEAMS SLACK`: the folder holds a database of
the school for each platform, the others are the addresses of the servers in their place. The bot is
as it is served, but for two things: its clock stands still, and it does not wait a second between
two messages in one chat, for a hundred rounds would take minutes of nothing.
"""

import asyncio
import json
import pathlib
import sys
import time
from collections.abc import Callable
from itertools import count
from typing import Any

import jwt
import msgspec
from aiohttp import ClientSession, web
from botbuilder.core import BotFrameworkAdapter, BotFrameworkAdapterSettings, TurnContext
from botbuilder.schema import Activity
from botframework.connector.auth import AppCredentials

from adapters.slack.platform import SlackPlatform
from adapters.teams.platform import TeamsPlatform
from bot.clock import SystemClock
from bot.kept_addresses import KeptAddresses
from bot.linked_accounts import LinkedAccounts
from bot.platforms import ChatPlatform
from bot.requests_under_way import RequestsUnderWay
from bot.serving import public_application
from bot.set_apart import set_apart
from bot.ticker import Ticker
from flows.ports import Surface, Who
from storage.units_of_work import Store
from tests.bench.slack_serving import FAR_APART, SAID, OneSentence, no_wait, opened
from tests.bench.slack_vendor import MAIL, user_of
from tests.practice.people import People
from tests.practice.running_bot import RunningBot
from tests.slack_stub.workspace import BOT_TOKEN, SIGNING_SECRET
from tests.teams_stub.signing import ISSUER
from tests.teams_stub.tenant import APP_PASSWORD
from tests.teams_stub.users import APP_ID, BOT, TENANT, object_id

A_LITTLE_OVER = 1.1
"""Seconds between two looks at the clock, by which Teams is paced and its token grows old."""


class Bare:
    """A bare aiohttp endpoint: it checks the token as it must be, and replies."""

    def __init__(self, keys: dict[str, Any], session: ClientSession) -> None:
        self._keys = keys
        self._session = session

    async def take(self, request: web.Request) -> web.Response:
        """Takes an activity, and sends as many replies side by side as it says."""
        raw = await request.read()
        token = request.headers["Authorization"].removeprefix("Bearer ")
        key = self._keys[jwt.get_unverified_header(token)["kid"]]
        claims = jwt.decode(token, key, algorithms=["RS256"], audience=APP_ID, issuer=ISSUER)
        activity = json.loads(raw)
        if claims["serviceurl"] != activity["serviceUrl"]:
            return web.Response(status=403)
        await asyncio.gather(*(self._reply(activity) for _ in range(activity["value"]["times"])))
        return web.Response(status=202)

    async def _reply(self, activity: dict[str, Any]) -> None:
        chat = activity["conversation"]["id"]
        url = f"{activity['serviceUrl']}v3/conversations/{chat}/activities"
        headers = {"Authorization": "Bearer token-1"}
        said = {"type": "message", "text": SAID, "from": {"id": BOT}}
        async with self._session.post(url, json=said, headers=headers) as answer:
            await answer.read()


class _Token(AppCredentials):  # type: ignore[misc] # the SDK ships no types
    """Has its token already, so that only the turn is measured."""

    def get_access_token(self, force_refresh: bool = False) -> str:  # noqa: FBT001, FBT002 - as the SDK has it
        """Gives it."""
        return "token-1"


class Classic:
    """The adapter that the documentation of the Bot Framework has, without logic."""

    def __init__(self, openid_url: str) -> None:
        settings = BotFrameworkAdapterSettings(
            APP_ID,
            app_password=APP_PASSWORD,
            open_id_metadata=openid_url,
            app_credentials=_Token(app_id=APP_ID),
        )
        self._adapter = BotFrameworkAdapter(settings)

    async def take(self, request: web.Request) -> web.Response:
        """Takes an activity, and sends as many replies as it says."""
        activity = Activity().deserialize(await request.json())
        header = request.headers["Authorization"]
        await self._adapter.process_activity(activity, header, _reply)
        return web.Response(status=201)


async def _reply(turn: TurnContext) -> None:
    for _ in range(turn.activity.value["times"]):
        await turn.send_activity(SAID)


class School:
    """The whole bot on one platform."""

    def __init__(self, running: RunningBot, ticker: Ticker, who: Callable[[str], Who]) -> None:
        self.store = running.store
        self._running = running
        self._ticker = ticker
        self._people = People(running, who)

    async def report(self, _: web.Request) -> web.Response:
        """Makes a melding whose cards stand everywhere; gives its number."""
        case_id = await self._people.reports()
        await self._running.due_work.run()
        return web.json_response(case_id)

    async def settle(self, _: web.Request) -> web.Response:
        """Sends what waits."""
        await self._running.due_work.run()
        return web.json_response(None)

    async def stop(self) -> None:
        """Ends it."""
        await self._ticker.stop()
        self._running.stop()


async def _school(
    folder: pathlib.Path,
    made: Callable[[Store], ChatPlatform],
    who: Callable[[str], Who],
) -> tuple[School, ChatPlatform]:
    """Opens the school in a folder on the platform that is made for it."""
    platforms: list[ChatPlatform] = []
    linked: list[LinkedAccounts] = []

    def link(store: Store, _: Surface) -> LinkedAccounts:
        platforms.append(made(store))
        pair = (platforms[0].book, platforms[0].surface)
        linked.append(LinkedAccounts(store, [pair], SystemClock(), no_wait))
        return linked[0]

    running = await RunningBot.start(folder, linked=link)
    answering = RequestsUnderWay(running.bot)
    await platforms[0].start(answering)
    await linked[0].open()
    if platforms[0].surface.platform == "slack":  # in Teams people are linked when they come in
        await linked[0].keep_up()
    ticker = Ticker(running.due_work, running.wired.care, running.wired.woken, answering.answered)
    ticker.start()
    return School(running, ticker, who), platforms[0]


def _on_teams(url: str, addresses: KeptAddresses) -> TeamsPlatform:
    return TeamsPlatform(
        APP_ID,
        APP_PASSWORD,
        TENANT,
        addresses,
        openid_url=f"{url}/openid",
        token_url=f"{url}/token",
        now=count(0, A_LITTLE_OVER).__next__,
    )


def _on_slack(url: str) -> SlackPlatform:
    now = count(0, FAR_APART).__next__
    return SlackPlatform(BOT_TOKEN, SIGNING_SECRET, api_url=f"{url}/api/", now=now)


async def _keys_of(teams: str, session: ClientSession) -> dict[str, Any]:
    async with session.get(f"{teams}/keys") as answer:
        return {one["kid"]: jwt.PyJWK(one).key for one in (await answer.json())["keys"]}


async def cpu(_: web.Request) -> web.Response:
    """Gives the CPU seconds that this process has used."""
    return web.json_response(time.process_time())


async def serve(folder: pathlib.Path, teams: str, slack: str) -> None:
    """Serves until nobody listens to stdout any more; writes the ports there."""
    clock = SystemClock()
    on_teams, teams_platform = await _school(
        folder / "teams",
        lambda store: _on_teams(teams, KeptAddresses(store, "teams", clock)),
        lambda one: Who("teams", object_id(f"{one}{MAIL}")),
    )
    on_slack, slack_platform = await _school(
        folder / "slack",
        lambda _: _on_slack(slack),
        lambda one: Who("slack", user_of(one)),
    )
    async with ClientSession() as session:
        bare, classic = Bare(await _keys_of(teams, session), session), Classic(f"{teams}/openid")
        beside = web.Application()
        beside.add_routes(
            [
                web.post("/bare", bare.take),
                web.post("/classic", classic.take),
                web.post("/cpu", cpu),
                *(
                    web.post(f"/{name}/{path}", handler)
                    for name, school in (("teams", on_teams), ("slack", on_slack))
                    for path, handler in (("report", school.report), ("settle", school.settle))
                ),
            ]
        )
        without_logic = _on_teams(teams, KeptAddresses(on_teams.store, "teams", clock))
        await without_logic.start(OneSentence())
        routes = (teams_platform.routes(), slack_platform.routes(), without_logic.routes())
        served = (*map(public_application, routes), beside)
        ports = [await opened(one) for one in served]
        sys.stdout.write(msgspec.json.encode(ports).decode() + "\n")
        sys.stdout.flush()
        with set_apart():
            await asyncio.to_thread(sys.stdin.read)
        for platform in (teams_platform, slack_platform, without_logic):
            await platform.stop()
        await on_teams.stop()
        await on_slack.stop()


if __name__ == "__main__":
    asyncio.run(serve(pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
