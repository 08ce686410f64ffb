"""The manifest: what Slack takes, no more rights than are used, and the same words as the help."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from adapters.slack.http import PATH
from adapters.slack.methods import COMMANDS, SCOPES, SHORTCUT
from bot.public_address import NoAddress
from bot.slack_manifest import FILE, over_http, over_socket
from flows.views.help_pages import help_page
from tests.bot.conftest import Operator, the_library

EVENTS = ["app_home_opened", "app_uninstalled", "tokens_revoked", "user_change"]
ADDRESS = "https://bot.school.nl"

Manifest = dict[str, Any]


def read(text: str) -> Manifest:
    """Reads a manifest as Slack does."""
    manifest: Manifest = yaml.safe_load(text)
    return manifest


def addresses(found: object) -> list[str]:
    """Gives every address in a manifest."""
    if isinstance(found, dict):
        return [one for value in found.values() for one in addresses(value)]
    if isinstance(found, list):
        return [one for value in found for one in addresses(value)]
    return [found] if isinstance(found, str) and "://" in found else []


@pytest.fixture(params=["file", "socket", "http"])
def manifest(request: pytest.FixtureRequest) -> Manifest:
    """The manifest as it stands in the file, and as it is printed for each way."""
    texts = {"file": FILE.read_text("utf-8"), "socket": over_socket(), "http": over_http(ADDRESS)}
    return read(texts[request.param])


def test_the_rights_are_those_that_are_used(manifest: Manifest) -> None:
    """No scope more than the methods need that are called, and none of a person."""
    assert {"bot": list(SCOPES)} == manifest["oauth_config"]["scopes"]


def test_the_ways_in_are_those_of_the_code(manifest: Manifest) -> None:
    """The slash commands and the one shortcut that are listened to."""
    features = manifest["features"]
    commands = [one["command"] for one in features["slash_commands"]]
    assert [f"/{name}" for name in COMMANDS] == commands
    shortcuts = [(one["type"], one["callback_id"]) for one in features["shortcuts"]]
    assert [("global", SHORTCUT)] == shortcuts


def test_the_help_tells_the_same_ways_in(manifest: Manifest) -> None:
    """What somebody reads in Slack names each command and the shortcut, and no other."""
    said = " ".join(help_page(the_library().current.wording, platform="slack").paragraphs)
    features = manifest["features"]
    commands = {one["command"] for one in features["slash_commands"]}
    assert commands == set(re.findall(r"/[a-z]+", said))
    assert {one["name"] for one in features["shortcuts"]} == set(re.findall(r"‘(.*?)’", said))


def test_the_events_are_those_that_are_needed(manifest: Manifest) -> None:
    """No event with words that somebody typed."""
    assert EVENTS == manifest["settings"]["event_subscriptions"]["bot_events"]
    assert "message" not in str(EVENTS)


def test_home_is_on_and_nothing_is_typed_to_the_bot(manifest: Manifest) -> None:
    """The messages tab takes the bot's cards and no words of the staff."""
    assert {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": True,
    } == manifest["features"]["app_home"]


def test_one_workspace_one_token(manifest: Manifest) -> None:
    """Not for a whole organisation, and without tokens that are renewed."""
    settings = manifest["settings"]
    assert settings["interactivity"]["is_enabled"] is True
    assert (False, False) == (settings["org_deploy_enabled"], settings["token_rotation_enabled"])


def test_texts_fit(manifest: Manifest) -> None:
    """The lengths that Slack allows (manifest reference)."""
    display, features = manifest["display_information"], manifest["features"]
    assert len(display["name"]) <= 35
    assert len(display["description"]) <= 140
    assert 175 <= len(display["long_description"]) <= 4000
    assert re.fullmatch(r"#[0-9a-f]{6}", display["background_color"])
    for command in features["slash_commands"]:
        assert len(command["command"]) <= 32
        assert len(command["description"]) <= 2000
    for shortcut in features["shortcuts"]:
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["description"]) <= 150


def test_over_socket_there_is_no_address() -> None:
    """Slack has nothing to call."""
    printed = read(over_socket())
    assert printed["settings"]["socket_mode_enabled"] is True
    assert [] == addresses(printed)


def test_over_http_every_address_is_the_bots() -> None:
    """Commands, events, buttons and searches all go to the one path that is served."""
    printed = read(over_http(ADDRESS))
    assert printed["settings"]["socket_mode_enabled"] is False
    assert [f"{ADDRESS}{PATH}"] * 5 == addresses(printed)
    interactivity = printed["settings"]["interactivity"]
    assert {"is_enabled", "request_url", "message_menu_options_url"} == interactivity.keys()
    assert all("url" in one for one in printed["features"]["slash_commands"])


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://bot.school.nl/", ADDRESS),
        (" HTTPS://Bot.School.NL:443 ", ADDRESS),
        ("https://bot.school.nl:8443", "https://bot.school.nl:8443"),
    ],
)
def test_an_address_is_written_one_way(url: str, written: str) -> None:
    """Capitals, a slash behind it and the usual port make no difference."""
    assert over_http(written) == over_http(url)
    assert f'"{written}{PATH}"' in over_http(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "bot.school.nl",
        "http://bot.school.nl",
        "https://bot.school.nl/pad",
        "https://bot.school.nl?x=1",
        "https://bot.school.nl#x",
        "https://jan:geheim@bot.school.nl",
        "https://bot.school.nl:poort",
        "https://bot.school.nl:99999",
        "https://localhost",
        "https://192.168.1.20",
        "https://bot..school.nl",
        "https://-bot.school.nl",
        "https://[::1]",
        "https://[kapot",
        'https://bot.school.nl"',
        "https://bot.school.nl\nx: y",
        "https://",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    """Nothing gets into the manifest but a host and a port."""
    with pytest.raises(NoAddress):
        over_http(url)


Capture = pytest.CaptureFixture[str]


def test_the_command_prints_it(newcomer: Operator, capsys: Capture) -> None:
    """Exactly the manifest, so that it can be pasted or kept in a file."""
    assert 0 == newcomer.gives("manifest", "slack", "--socket")
    assert over_socket() == capsys.readouterr().out
    assert 0 == newcomer.gives("manifest", "slack", "--url", ADDRESS)
    assert over_http(ADDRESS) == capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "code", "line"),
    [
        (("slack",), 1, "Kies hoe Slack de bot bereikt"),
        (("slack", "--socket", "--url", ADDRESS), 1, "Kies hoe Slack de bot bereikt"),
        (("slack", "--url", "http://bot.school.nl"), 1, "--url: geef een adres met https://"),
        (("slack", "--socket", "--app-id", "x"), 1, "--app-id, --domain, --kanaal en --out horen"),
        (("signal", "--socket"), 2, "PLATFORM: ‘signal’ kan hier niet."),
    ],
)
def test_the_command_says_what_is_missing(
    newcomer: Operator, capsys: Capture, options: tuple[str, ...], code: int, line: str
) -> None:
    """Neither way, both, an address that is none, or another platform."""
    assert code == newcomer.gives("manifest", *options)
    assert capsys.readouterr().err.startswith(line)
