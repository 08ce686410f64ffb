"""`pestmelding run`: a school or a practice school that is served, or told why not."""

from __future__ import annotations

import asyncio
import pathlib
import signal
import socket
from collections.abc import Iterable, Sequence

import pytest
from aiohttp import web

from bot.linked_accounts import LinkedAccounts
from bot.school_settings import FILE_NAME
from bot.serving import Serving
from bot.settings import Ports, Settings
from bot.wiring import Wired, chosen_platforms
from flows.cards import Card
from flows.ports import Placed, Who
from flows.staff_channel import CHANNEL
from tests.bot.conftest import FICTIONAL, Operator
from tests.practice.fake_book import FakeBook
from tests.practice.fake_platform import FakePlatform

Capture = pytest.CaptureFixture[str]
SLACK = {"PESTMELDING_SLACK_BOT_TOKEN": "xoxb-1", "PESTMELDING_SLACK_APP_TOKEN": "xapp-1"}
TEAMS = {
    "PESTMELDING_TEAMS_APP_ID": "8d1f3c52-0b7a-4e36-9c4d-2a6be7f05d13",
    "PESTMELDING_TEAMS_APP_PASSWORD": "geheim",
    "PESTMELDING_TEAMS_TENANT_ID": "5f0c1b7e-2f0d-4a57-9a43-3c2f6d9b8e01",
}
READY = "Database, sleutel, personeel en protocol zijn in orde."
SERVED = ["sign in", "start", "stop"]
CHANNEL_ID = "19:personeel@thread.tacv2"


class Wall:
    """A surface that takes everything."""

    def __init__(self, platform: str = "slack") -> None:
        self.platform = platform

    async def post(self, who: Who, card: Card, thread_id: str, delivery_id: str) -> Placed:
        """Posts."""
        return Placed(delivery_id, thread_id)

    async def replace(self, who: Who, placed: Placed, card: Card) -> None:
        """Replaces."""


def free_port() -> int:
    """Gives a port that is free, as is the one after it."""
    while True:
        with socket.socket() as tried, socket.socket() as after:
            tried.bind(("127.0.0.1", 0))
            port = int(tried.getsockname()[1])
            try:
                after.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the program says; once it is up, it is asked to stop."""
    lines: list[str] = []

    def say(line: str, *, flush: bool) -> None:
        assert flush
        lines.append(line)
        if line.startswith("Stoppen"):
            signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr("bot.command_run.print", say, raising=False)
    return lines


@pytest.fixture
def platform(monkeypatch: pytest.MonkeyPatch) -> FakePlatform:
    """The platform that is made of the settings."""
    made = FakePlatform(Wall(), FakeBook("slack"), by_http=False)
    monkeypatch.setattr("bot.wiring.chosen_platforms", lambda *_: (made,))
    return made


def choose(operator: Operator, platform: str) -> None:
    """Lets the school choose a platform in school.toml."""
    text = (FICTIONAL / FILE_NAME).read_text("utf-8")
    path = operator.folder / FILE_NAME
    path.write_text(
        text.replace('"playground"', platform if "[" in platform else f'"{platform}"'),
        encoding="utf-8",
    )
    operator.extra["PESTMELDING_SCHOOL"] = str(path)


def test_a_school_is_served(operator: Operator, platform: FakePlatform, said: list[str]) -> None:
    """It is checked, signed in and served until it is asked to stop; the protocol is stored."""
    choose(operator, "slack")
    operator.extra |= {**SLACK, "PESTMELDING_PORT": str(free_port())}
    assert 0 == operator.gives("run")
    assert (READY, "Tot ziens.") == (said[0], said[-1])
    assert SERVED == platform.did
    with operator.store() as store:
        sha256 = operator.installation(store).library.current.loaded.sha256
        assert store.read_now(lambda unit: unit.protocols.get(sha256))
        assert "T1" == store.read_now(lambda unit: unit.notes.get("slack team"))


def test_a_school_on_two_platforms(
    operator: Operator, monkeypatch: pytest.MonkeyPatch, said: list[str]
) -> None:
    """Both are made in the order of school.toml, and both are served."""
    named: list[str] = []
    made = {
        "slack": FakePlatform(Wall(), FakeBook("slack")),
        "teams": FakePlatform(Wall("teams"), FakeBook("teams"), path="/api/messages"),
    }

    def chosen(_: object, names: tuple[str, ...], *__: object) -> list[FakePlatform]:
        named.extend(names)
        return [made[name] for name in names]

    monkeypatch.setattr("bot.wiring.chosen_platforms", chosen)
    choose(operator, '["teams", "slack"]')
    operator.extra |= {**SLACK, **TEAMS, "PESTMELDING_PORT": str(free_port())}
    assert 0 == operator.gives("run")
    assert ["teams", "slack"] == named
    assert [SERVED, SERVED] == [one.did for one in made.values()]
    assert "Tot ziens." == said[-1]


def test_platforms_are_made_of_their_settings(operator: Operator) -> None:
    """Each as school.toml names it; without its settings it is a fault of the program."""
    operator.extra |= {**SLACK, **TEAMS}
    settings = Settings.read(operator.environment)
    assert ("slack", "teams") == settings.platforms
    without = Settings.read({})
    with operator.store() as store:
        made = chosen_platforms(settings, ("teams", "slack"), store, operator.clock)
        assert ["TeamsPlatform", "SlackPlatform"] == [type(one).__name__ for one in made]
        for name in settings.platforms:
            with pytest.raises(ValueError, match="no settings of"):
                chosen_platforms(without, (name,), store, operator.clock)


def test_keys_that_are_refused(
    operator: Operator, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the platform says is told, without a traceback."""
    refusing = FakePlatform(Wall(), FakeBook("slack"), refused="Slack weigert het token.")
    monkeypatch.setattr("bot.wiring.chosen_platforms", lambda *_: (refusing,))
    choose(operator, "slack")
    operator.extra |= {**SLACK, "PESTMELDING_PORT": str(free_port())}
    assert 1 == operator.gives("run")
    assert "Slack weigert het token.\n" == capsys.readouterr().err
    assert ["sign in", "stop"] == refusing.did


@pytest.mark.parametrize(
    ("chosen", "given", "line"),
    [
        ("playground", SLACK, 'In school.toml staat platform = "playground".'),
        ("teams", SLACK, "De instellingen van Teams ontbreken: PESTMELDING_TEAMS_APP_ID"),
        ("slack", {**SLACK, **TEAMS}, "Er zijn instellingen van Teams, en in school.toml staat"),
        ("slack", TEAMS, "De instellingen van Slack ontbreken: PESTMELDING_SLACK_BOT_TOKEN"),
        ("slack", {}, "De instellingen van Slack ontbreken: PESTMELDING_SLACK_BOT_TOKEN"),
    ],
)
def test_school_and_settings_name_the_same_platforms(
    operator: Operator, capsys: Capture, chosen: str, given: dict[str, str], line: str
) -> None:
    """Where they differ, it is told which to change."""
    choose(operator, chosen)
    operator.extra |= given
    assert 1 == operator.gives("run")
    assert capsys.readouterr().err.startswith(line)


def test_run_says_where_to_begin(newcomer: Operator, capsys: Capture) -> None:
    """Without any setting it says how to look, how to practise and how to set it up."""
    newcomer.extra = dict.fromkeys(newcomer.environment, "")
    assert 1 == newcomer.gives("run")
    shown = capsys.readouterr().err
    assert ["demo", "run --practice"] == [
        one for one in ("demo", "run --practice") if f"`pestmelding {one}`" in shown
    ]


@pytest.mark.parametrize(
    "option", [("--folder", "x"), ("--speelt", "a@b.nl=c@d.nl"), ("--kanaal", CHANNEL_ID)]
)
def test_options_of_practice_alone(
    operator: Operator, capsys: Capture, option: tuple[str, str]
) -> None:
    """They would do nothing to a school, so they are refused there."""
    assert 1 == operator.gives("run", *option)
    assert "Zet er --practice bij." in capsys.readouterr().err


def practises(
    operator: Operator, folder: pathlib.Path, *options: str, keys: dict[str, str] = SLACK
) -> int:
    """Gives the command to practise, with nothing but the keys of a platform."""
    operator.extra = {
        **dict.fromkeys(operator.environment, ""),
        **keys,
        "PESTMELDING_PORT": str(free_port()),
    }
    return operator.gives("run", "--practice", "--folder", str(folder), *options)


def test_practice_has_a_school_of_its_own(
    newcomer: Operator, platform: FakePlatform, said: list[str], tmp_path: pathlib.Path
) -> None:
    """Its database is in its own folder; the second time it goes on there."""
    folder = tmp_path / "oefenen"
    for _ in range(2):
        assert 0 == practises(newcomer, folder)
    assert (folder / "pestmelding.db").is_file()
    assert not newcomer.database.exists()
    assert SERVED * 2 == platform.did
    assert "OEFENING" in said[0]


@pytest.mark.parametrize(
    ("keys", "platforms"), [(TEAMS, ("teams",)), (SLACK | TEAMS, ("slack", "teams"))]
)
def test_practice_where_there_are_keys_for(
    newcomer: Operator,
    monkeypatch: pytest.MonkeyPatch,
    said: list[str],
    tmp_path: pathlib.Path,
    keys: dict[str, str],
    platforms: tuple[str, ...],
) -> None:
    """The fictional school is on each platform of which the keys are there, with real people."""
    made: list[FakePlatform] = []

    def chosen(_: object, names: tuple[str, ...], *__: object) -> list[FakePlatform]:
        made.extend(FakePlatform(Wall(one), FakeBook(one), by_http=False) for one in names)
        return made

    monkeypatch.setattr("bot.wiring.chosen_platforms", chosen)
    pair = "jij@school.nl=k.haddad@vlierhof.example"
    assert 0 == practises(newcomer, tmp_path, "--speelt", pair, keys=keys)
    assert platforms == tuple(one.surface.platform for one in made)
    assert [SERVED] * len(platforms) == [one.did for one in made]


def test_practice_with_real_people(
    newcomer: Operator,
    platform: FakePlatform,
    said: list[str],
    tmp_path: pathlib.Path,
    capsys: Capture,
) -> None:
    """They play who the pairs say; somebody who does not work at the school is refused."""
    pair = "jij@school.nl=k.haddad@vlierhof.example"
    assert 0 == practises(newcomer, tmp_path, "--speelt", pair)
    assert "Tot ziens." == said[-1]
    assert 1 == practises(newcomer, tmp_path, "--speelt", "jij@school.nl=piet@vlierhof.example")
    assert "werkt niet op de oefenschool" in capsys.readouterr().err
    assert SERVED == platform.did


def test_practice_tells_who_forgot_the_roles(
    newcomer: Operator, platform: FakePlatform, said: list[str], tmp_path: pathlib.Path
) -> None:
    """Without them only who has an address of the fictional school comes in."""
    assert 0 == practises(newcomer, tmp_path)
    assert 1 == sum("--speelt jij@school.nl=k.haddad@vlierhof.example" in line for line in said)
    said.clear()
    assert 0 == practises(newcomer, tmp_path, "--speelt", "jij@school.nl=k.haddad@vlierhof.example")
    assert not any("--speelt" in line for line in said)


def test_practice_with_a_staff_channel(
    newcomer: Operator,
    monkeypatch: pytest.MonkeyPatch,
    said: list[str],
    tmp_path: pathlib.Path,
    capsys: Capture,
) -> None:
    """The fictional school has the channel that is named, which must be one of Teams."""
    made: list[tuple[str, LinkedAccounts]] = []

    def serving(
        wired: Wired,
        accounts: LinkedAccounts,
        platforms: Sequence[FakePlatform],
        ports: Ports,
        practice: Iterable[web.RouteDef],
    ) -> Serving:
        made.append((wired.directory.settings.staff_channel, accounts))
        return Serving(wired, accounts, platforms, ports, practice)

    monkeypatch.setattr("bot.practice_run.Serving", serving)
    monkeypatch.setattr(
        "bot.wiring.chosen_platforms",
        lambda *_: (FakePlatform(Wall("teams"), FakeBook("teams"), by_http=False),),
    )
    assert 0 == practises(newcomer, tmp_path, "--kanaal", f" {CHANNEL_ID} ", keys=TEAMS)
    assert 0 == practises(newcomer, tmp_path, keys=TEAMS)
    (named, accounts), (unnamed, _) = made
    assert (CHANNEL_ID, "") == (named, unnamed)
    place = asyncio.run(accounts.whereabouts(CHANNEL))
    assert place is not None
    assert Who("teams", CHANNEL_ID) == place[1]
    for wrong in ("", "19%3apersoneel%40thread.tacv2"):
        assert 1 == practises(newcomer, tmp_path, "--kanaal", wrong, keys=TEAMS)
        assert capsys.readouterr().err.startswith("--kanaal: het kenmerk van een kanaal begint met")
    assert 1 == practises(newcomer, tmp_path, "--kanaal", CHANNEL_ID)
    assert "--kanaal kan alleen met Teams" in capsys.readouterr().err


def test_practice_needs_keys(newcomer: Operator, capsys: Capture, tmp_path: pathlib.Path) -> None:
    """Without keys, or without a place for its folder, it says what to do."""
    newcomer.extra = dict.fromkeys(newcomer.environment, "")
    assert 1 == newcomer.gives("run", "--practice")
    told = capsys.readouterr().err
    for platform in ("Slack", "Teams"):
        assert f"De instellingen van {platform} ontbreken" in told
    (tmp_path / "bestand").write_text("geen map")
    assert 1 == practises(newcomer, tmp_path / "bestand" / "map")
    assert "Kies een andere met --folder." in capsys.readouterr().err
