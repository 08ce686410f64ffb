"""A school that is served: its two ports, its workspace, and how it begins and ends."""

import asyncio
import gc
import gzip
import pathlib
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable

import aiohttp
import pytest

from adapters.http_bodies import BODY_AT_MOST
from bot.about_page import PAGE
from bot.installation import CommandRefused
from bot.readiness import ADDRESS
from bot.serving import Serving, recognise_workspace, serve
from bot.settings import Ports
from flows.ports import PlatformRefused
from tests.practice.fake_platform import PATH, FakePlatform
from tests.practice.linked import Linked, rows, who
from tests.practice.people import People
from tests.practice.running_bot import RunningBot
from tests.practice.twelve import STAFF
from tests.practice.two_platforms import TwoPlatforms

ANY = Ports(ADDRESS, 0, 0)
NAMES = ("slack", "teams")
Ask = Callable[..., Awaitable[tuple[int, str]]]


@pytest.fixture
async def ask() -> AsyncIterator[Ask]:
    """Asks a port something, as a monitor or Slack does."""
    async with aiohttp.ClientSession() as session:

        async def asked(
            port: int, path: str, body: bytes | None = None, **headers: str
        ) -> tuple[int, str]:
            method = "GET" if body is None else "POST"
            url = f"http://{ADDRESS}:{port}{path}"
            async with session.request(method, url, data=body, headers=headers) as response:
                return response.status, await response.text()

        yield asked


@pytest.fixture
def platform(linked: Linked) -> FakePlatform:
    """The platform of the school."""
    return FakePlatform(linked.surface, linked.book)


@pytest.fixture
async def serving(up: RunningBot, linked: Linked, platform: FakePlatform) -> AsyncIterator[Serving]:
    """The school, open."""
    opened = Serving(up.wired, linked, (platform,), ANY)
    await opened.open()
    yield opened
    await opened.close()


async def test_the_public_port(serving: Serving, ask: Ask) -> None:
    """It says that the program is there, takes what the platform posts, and nothing else."""
    assert (200, "ok\n") == await ask(serving.public_port, "/healthz")
    assert (200, PAGE) == await ask(serving.public_port, "/over")
    assert (200, "5") == await ask(serving.public_port, PATH, b"hallo")
    assert 413 == (await ask(serving.public_port, PATH, b"x" * (BODY_AT_MOST + 1)))[0]
    assert 404 == (await ask(serving.public_port, "/readyz"))[0]


async def test_what_is_packed_stays_packed(serving: Serving, ask: Ask) -> None:
    """A signature is over the bytes as they came, and a small body may not grow to a large one."""
    packed = gzip.compress(b"x" * 1_000_000)
    told = await ask(serving.public_port, PATH, packed, **{"Content-Encoding": "gzip"})
    assert (200, str(len(packed))) == told


async def test_the_second_port(serving: Serving, platform: FakePlatform, ask: Ask) -> None:
    """It is green from the start, red with the codes of what the platform says is wrong."""
    assert (200, '{"ready":true,"reasons":[]}') == await ask(serving.status_port, "/readyz")
    assert (200, "ok\n") == await ask(serving.status_port, "/healthz")
    platform.wrong = ("slack-niet-verbonden",)
    red = (503, '{"ready":false,"reasons":["slack-niet-verbonden"]}')
    assert red == await ask(serving.status_port, "/readyz")


async def test_no_practice_clock_in_a_real_school(serving: Serving, ask: Ask) -> None:
    """Nobody can move the clock of a school."""
    for port in (serving.status_port, serving.public_port):
        assert 404 == (await ask(port, "/practice/clock", b'{"advance":"P7D"}'))[0]


async def test_a_platform_that_connects_outwards(up: RunningBot, linked: Linked, ask: Ask) -> None:
    """No public port is opened; the second one still says that the program is there."""
    opened = Serving(
        up.wired, linked, (FakePlatform(linked.surface, linked.book, by_http=False),), ANY
    )
    await opened.open()
    assert 0 == opened.public_port
    assert (200, "ok\n") == await ask(opened.status_port, "/healthz")
    await opened.close()


async def test_the_staff_is_linked_and_cards_go_out(
    up: RunningBot, linked: Linked, serving: Serving
) -> None:
    """While it runs, everybody's account is looked for, and what is committed is sent."""
    await linked.kept_up.get()
    assert {one.id: f"U{one.id}" for one in STAFF} == rows(up.store)
    await People(up).reports("Uvak")
    await up.due_work.run()
    assert not up.wired.woken.is_set()
    assert ["root"] == [one.card.key for one in up.chat.messages("Ubram")]


async def test_a_round_that_breaks_is_not_the_last(
    up: RunningBot,
    linked: Linked,
    platform: FakePlatform,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It is logged without content, and the next one is made."""
    monkeypatch.setattr("bot.serving.KEEP_UP_EVERY", 0.0)
    linked.breaks = True
    opened = Serving(up.wired, linked, (platform,), ANY)
    await opened.open()
    await linked.kept_up.get()
    linked.breaks = False
    await linked.kept_up.get()
    await linked.kept_up.get()
    await opened.close()
    assert {one.id: f"U{one.id}" for one in STAFF} == rows(up.store)
    assert "accounts_failed" in caplog.text
    assert "ZeroDivisionError" in caplog.text


async def test_what_changed_on_the_platform_is_asked_again(
    linked: Linked, platform: FakePlatform, serving: Serving
) -> None:
    """The platform tells the accounts who changed."""
    await linked.staff_id(who("Ubram"))
    linked.book.refuses("Ubram")
    assert platform.on_changed is not None
    platform.on_changed(who("Ubram"))
    assert await linked.staff_id(who("Ubram")) is None
    assert serving.status_port


async def test_a_database_belongs_to_one_workspace(up: RunningBot, linked: Linked) -> None:
    """The first workspace is remembered; a token of another one is refused before it is heard."""
    first = FakePlatform(linked.surface, linked.book)
    for _ in range(2):
        opened = Serving(up.wired, linked, (first,), ANY)
        await opened.open()
        await opened.close()
    other = FakePlatform(linked.surface, linked.book, workspace="T2")
    with pytest.raises(CommandRefused, match="andere werkruimte"):
        await Serving(up.wired, linked, (other,), ANY).open()
    assert ["sign in", "start", "stop"] * 2 == first.did
    assert ["sign in", "stop"] == other.did


async def test_a_port_that_is_taken(up: RunningBot, linked: Linked) -> None:
    """It is told which one; nothing stays open, and the platform is let go again."""
    with socket.socket() as taken:
        taken.bind((ADDRESS, 0))
        taken.listen()
        port = taken.getsockname()[1]
        platform = FakePlatform(linked.surface, linked.book)
        with pytest.raises(CommandRefused, match=f"Poort {port} op {ADDRESS}"):
            await Serving(up.wired, linked, (platform,), Ports(ADDRESS, port, 0)).open()
        assert ["sign in", "start", "stop"] == platform.did
        with pytest.raises(CommandRefused, match=f"Poort {port} op {ADDRESS}"):
            await Serving(up.wired, linked, (platform,), Ports(ADDRESS, 0, port)).open()


async def test_keys_that_are_refused(up: RunningBot, linked: Linked) -> None:
    """What the platform says is told, and the program does not run."""
    platform = FakePlatform(linked.surface, linked.book, refused="Het token klopt niet.")
    said: list[str] = []
    with pytest.raises(PlatformRefused, match="Het token klopt niet"):
        await serve(Serving(up.wired, linked, (platform,), ANY), said.append)
    assert [] == said


@pytest.mark.parametrize("which", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_stops_it(up: RunningBot, linked: Linked, which: signal.Signals) -> None:
    """It says where to look and how to stop it; asked to, it finishes and says goodbye."""
    said: list[str] = []

    def say(line: str) -> None:
        said.append(line)
        if line.startswith("Stoppen"):
            signal.raise_signal(which)

    platform = FakePlatform(linked.surface, linked.book)
    await serve(Serving(up.wired, linked, (platform,), ANY), say)
    assert said[0].endswith("/readyz")
    assert "Tot ziens." == said[-1]
    assert ["sign in", "start", "stop"] == platform.did


async def test_what_lives_then_is_set_apart(up: RunningBot, linked: Linked) -> None:
    """As long as it serves the collector passes that over, and no longer."""
    set_apart = []

    def look() -> None:
        set_apart.append(gc.get_freeze_count() > 0)
        signal.raise_signal(signal.SIGTERM)

    def say(line: str) -> None:
        if line.startswith("Stoppen"):
            asyncio.get_running_loop().call_soon(look)

    platform = FakePlatform(linked.surface, linked.book)
    await serve(Serving(up.wired, linked, (platform,), ANY), say)
    assert [True] == set_apart
    assert 0 == gc.get_freeze_count()


async def test_a_signal_while_it_begins(
    up: RunningBot, linked: Linked, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A platform that does not answer holds nobody at the keyboard."""
    platform = FakePlatform(linked.surface, linked.book)

    async def hangs() -> str:
        signal.raise_signal(signal.SIGTERM)
        await asyncio.Event().wait()
        return ""

    monkeypatch.setattr(platform, "sign_in", hangs)
    said: list[str] = []
    await serve(Serving(up.wired, linked, (platform,), ANY), said.append)
    assert [] == said
    assert ["stop"] == platform.did


async def test_two_platforms_at_once(folder: pathlib.Path, ask: Ask) -> None:
    """Both are signed in before either is heard; each has its address, its faults and its end."""
    up = await RunningBot.start(folder, linked=TwoPlatforms)
    linked = up.accounts
    assert isinstance(linked, TwoPlatforms)
    slack = FakePlatform(linked.slack, linked.slack_book)
    teams = FakePlatform(linked.teams, linked.teams_book, workspace="T2", path="/api/messages")
    opened = Serving(up.wired, linked, (slack, teams), ANY)
    await opened.open()
    for path in (PATH, "/api/messages"):
        assert (200, "5") == await ask(opened.public_port, path, b"hallo")
    slack.wrong, teams.wrong = ("slack-niet-verbonden",), ("teams-geen-token",)
    red = '{"ready":false,"reasons":["slack-niet-verbonden","teams-geen-token"]}'
    assert (503, red) == await ask(opened.status_port, "/readyz")
    await opened.close()
    assert [["sign in", "start", "stop"]] * 2 == [slack.did, teams.did]
    notes = up.store.read_now(lambda unit: [unit.notes.get(f"{one} team") for one in NAMES])
    assert ["T1", "T2"] == notes
    up.stop()


async def test_one_of_two_is_refused(folder: pathlib.Path) -> None:
    """Then neither is heard; another tenant is named as who looks after Microsoft calls it."""
    up = await RunningBot.start(folder, linked=TwoPlatforms)
    linked = up.accounts
    assert isinstance(linked, TwoPlatforms)
    slack = FakePlatform(linked.slack, linked.slack_book)
    teams = FakePlatform(linked.teams, linked.teams_book, refused="Microsoft weigert.")
    with pytest.raises(PlatformRefused):
        await Serving(up.wired, linked, (slack, teams), ANY).open()
    assert [["sign in", "stop"]] * 2 == [slack.did, teams.did]
    await recognise_workspace(up.store, "teams", "tenant-1")
    with pytest.raises(CommandRefused, match="Microsoft-omgeving"):
        await recognise_workspace(up.store, "teams", "tenant-2")
    up.stop()
