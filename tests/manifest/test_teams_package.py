"""The package for Teams: what Teams takes, no more rights than are used, and the same words."""

from __future__ import annotations

import io
import json
import pathlib
import re
import struct
import zipfile
import zlib
from importlib.metadata import version
from typing import Any

import pytest

from adapters.teams.entries import COMMANDS, EXTENSION
from bot.about_page import PAGE, PATH
from bot.public_address import NoAddress
from bot.teams_package import (
    ENGLISH,
    FOLDER,
    ICONS,
    MANIFEST,
    NO_APP,
    NO_DOMAIN,
    NoAppId,
    manifest_for,
    package,
)
from flows.views.help_pages import help_page
from tests.bot.conftest import Operator, the_library
from tests.manifest import draw_icons

APP_ID = "5c1f3a52-0d0e-4a86-9c2b-6f1d3e9a7b11"
DOMAIN = "bot.school.nl"

Json = dict[str, Any]


@pytest.fixture(params=["file", "alone", "with a channel"])
def manifest(request: pytest.FixtureRequest) -> Json:
    """The manifest as it stands in the file, and as it is made for a school."""
    if request.param == "file":
        read: Json = json.loads((FOLDER / MANIFEST).read_text("utf-8"))
        return read
    return manifest_for(APP_ID, DOMAIN, with_channel=request.param == "with a channel")


def english() -> dict[str, str]:
    """Gives the English texts by their place in the manifest."""
    texts: dict[str, str] = json.loads((FOLDER / ENGLISH).read_text("utf-8"))
    return {place: text for place, text in texts.items() if place != "$schema"}


def commands(manifest: Json) -> list[Json]:
    """Gives the words that Teams offers in the personal chat."""
    (listed,) = manifest["bots"][0]["commandLists"]
    assert ["personal"] == listed["scopes"]
    found: list[Json] = listed["commands"]
    return found


def extension(manifest: Json) -> Json:
    """Gives the one command of the one message extension."""
    ((found,),) = [one["commands"] for one in manifest["composeExtensions"]]
    assert isinstance(found, dict)
    return found


def test_the_ways_in_are_those_of_the_code(manifest: Json) -> None:
    """The words of the personal chat, and the action behind a slash, beside a box and on a line."""
    assert list(COMMANDS) == [one["title"] for one in commands(manifest)]
    one = extension(manifest)
    assert (EXTENSION, "action", True) == (one["id"], one["type"], one["fetchTask"])
    assert (["slash"], ["compose", "commandBox", "message"]) == (one["triggers"], one["context"])


def test_the_help_tells_the_same_ways_in(manifest: Json) -> None:
    """What somebody reads in Teams names each word and the action, and no other."""
    said = " ".join(help_page(the_library().current.wording, platform="teams").paragraphs)
    named = re.findall("‘(.*?)’", said)
    assert [*(one["title"] for one in commands(manifest)), extension(manifest)["title"]] == named
    assert "typ je / en kies je" in said


def test_nobody_asks_for_more(manifest: Json) -> None:
    """No directory, no files, no calls, no page of our own, and no rights in a team."""
    (bot,) = manifest["bots"]
    switches = ("isNotificationOnly", "supportsFiles", "supportsCalling", "supportsVideo")
    assert [False] * 4 == [bot[one] for one in switches]
    assert bot["supportsTargetedMessages"] is False
    unused = {
        "webApplicationInfo",
        "authorization",
        "devicePermissions",
        "staticTabs",
        "activities",
    }
    assert set() == unused & manifest.keys()
    assert ([], "personal") == (manifest["validDomains"], manifest["defaultInstallScope"])


def test_in_a_team_for_the_channel_alone() -> None:
    """Without a channel the app is in nobody's team."""
    scopes = {
        with_channel: manifest_for(APP_ID, DOMAIN, with_channel=with_channel)["bots"][0]["scopes"]
        for with_channel in (False, True)
    }
    assert {False: ["personal"], True: ["personal", "team"]} == scopes


def test_it_is_of_one_bot() -> None:
    """The app, its bot and its extension have the id that was given; nothing is left open."""
    made = manifest_for(f" {APP_ID.upper()} ", f"https://{DOMAIN}/")
    assert [APP_ID] * 3 == [
        made["id"],
        made["bots"][0]["botId"],
        made["composeExtensions"][0]["botId"],
    ]
    assert version("pestmelding") == made["version"]
    written = json.dumps(made)
    assert [] == [one for one in (NO_APP, NO_DOMAIN) if one in written]


def test_the_links_lead_somewhere() -> None:
    """Each goes to the page that is served, and to a part that is on it."""
    developer = manifest_for(APP_ID, DOMAIN)["developer"]
    page = f"https://{DOMAIN}{PATH}"
    assert (page, f"{page}#privacy", f"{page}#voorwaarden") == (
        developer["websiteUrl"],
        developer["privacyUrl"],
        developer["termsOfUseUrl"],
    )
    assert ["privacy", "voorwaarden"] == re.findall('id="(.*?)"', PAGE)


def test_both_languages_say_as_much() -> None:
    """Every text has its place in the manifest, and every description has one in English."""
    made = manifest_for(APP_ID, DOMAIN)
    for place in english():
        found: Any = made
        for step in re.findall(r"[a-zA-Z]+|\d+", place):
            found = found[int(step)] if step.isdecimal() else found[step]
        assert isinstance(found, str)
        assert found
    words = [f"bots[0].commandLists[0].commands[{place}]" for place in range(len(COMMANDS))]
    described = {f"{one}.description" for one in (*words, "composeExtensions[0].commands[0]")}
    named = {f"{part}.{length}" for part in ("name", "description") for length in ("short", "full")}
    assert described | named == english().keys()


def test_texts_fit(manifest: Json) -> None:
    """The lengths that Teams allows (manifest 1.30), in both languages."""
    texts = english()
    for name, short in (
        (manifest["name"], manifest["description"]),
        (
            {"short": texts["name.short"], "full": texts["name.full"]},
            {"short": texts["description.short"], "full": texts["description.full"]},
        ),
    ):
        assert len(name["short"]) <= 30
        assert len(name["full"]) <= 100
        assert len(short["short"]) <= 80
        assert len(short["full"]) <= 4000
    assert len(manifest["developer"]["name"]) <= 32
    assert len(extension(manifest)["title"]) <= 32
    told = [
        extension(manifest)["description"],
        texts["composeExtensions[0].commands[0].description"],
    ]
    assert max(map(len, told)) <= 128


def size_of(icon: bytes) -> tuple[int, int]:
    """Gives the width and height of an image."""
    wide, high = struct.unpack(">II", icon[16:24])
    return int(wide), int(high)


def dots_of(icon: bytes) -> bytes:
    """Gives the dots of an image, however they were packed."""
    begin = icon.index(b"IDAT") + 4
    (length,) = struct.unpack(">I", icon[begin - 8 : begin - 4])
    return zlib.decompress(icon[begin : begin + length])


def test_the_icons_are_ours() -> None:
    """They are what our own code draws, in the two sizes that Teams asks."""
    kept = {name: (FOLDER / name).read_bytes() for name in ICONS}
    assert [(192, 192), (32, 32)] == [size_of(one) for one in kept.values()]
    for name, draw in draw_icons.ICONS.items():
        assert dots_of(draw()) == dots_of(kept[name])


def test_the_outline_is_white_on_nothing() -> None:
    """Teams colours it itself; the other one has no holes."""
    rows = dots_of((FOLDER / "outline.png").read_bytes())
    dots = [rows[y * 129 + 1 + 4 * x : y * 129 + 5 + 4 * x] for y in range(32) for x in range(32)]
    assert {b"\xff\xff\xff"} == {dot[:3] for dot in dots}
    assert {0, 255} <= {dot[3] for dot in dots}
    rows = dots_of((FOLDER / "color.png").read_bytes())
    assert {255} == {rows[y * 769 + 4 + 4 * x] for y in range(192) for x in range(192)}


def test_the_package_holds_four_files() -> None:
    """Nothing beside them, and the same app gives the same bytes."""
    made = package(manifest_for(APP_ID, DOMAIN))
    assert made == package(manifest_for(APP_ID, DOMAIN))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert [MANIFEST, *ICONS, ENGLISH] == archive.namelist()
        assert manifest_for(APP_ID, DOMAIN) == json.loads(archive.read(MANIFEST))
        assert (FOLDER / ICONS[0]).read_bytes() == archive.read(ICONS[0])


@pytest.mark.parametrize("app_id", ["", "pestmelding", NO_APP, APP_ID[:-1], f"{APP_ID}0"])
def test_what_is_no_app_is_refused(app_id: str) -> None:
    """A package for nobody would be installed and never answer."""
    with pytest.raises(NoAppId):
        manifest_for(app_id, DOMAIN)


@pytest.mark.parametrize(
    "domain", ["", "school", "http://bot.school.nl", f"{DOMAIN}:8443", "a b.nl", "10.0.0.1"]
)
def test_what_is_no_domain_is_refused(domain: str) -> None:
    """Microsoft only calls a name on internet, over https and at the usual port."""
    with pytest.raises(NoAddress):
        manifest_for(APP_ID, domain)


Capture = pytest.CaptureFixture[str]


def test_the_command_writes_it(
    newcomer: Operator, capsys: Capture, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it was asked, or beside you; it says what to do with it."""
    given = ("manifest", "teams", "--app-id", APP_ID, "--domain", DOMAIN)
    path = tmp_path / "school.zip"
    assert 0 == newcomer.gives(*given, "--out", str(path))
    assert f"Het pakket voor Teams staat in {path}." in capsys.readouterr().out
    assert package(manifest_for(APP_ID, DOMAIN)) == path.read_bytes()
    monkeypatch.chdir(tmp_path)
    assert 0 == newcomer.gives(*given, "--kanaal")
    made = (tmp_path / "pestmelding-teams.zip").read_bytes()
    assert package(manifest_for(APP_ID, DOMAIN, with_channel=True)) == made


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ((), "Voor Teams zijn --app-id"),
        (("--app-id", APP_ID), "Voor Teams zijn --app-id"),
        (("--app-id", "x", "--domain", DOMAIN), "--app-id: dit is geen kenmerk"),
        (("--app-id", APP_ID, "--domain", "school"), "--domain: geef alleen een domein"),
        (("--app-id", APP_ID, "--domain", DOMAIN, "--socket"), "--socket en --url horen"),
        (("--app-id", APP_ID, "--domain", DOMAIN, "--out", "/"), "/ is niet te schrijven."),
    ],
)
def test_the_command_says_what_is_missing(
    newcomer: Operator, capsys: Capture, options: tuple[str, ...], line: str
) -> None:
    """Which option, and what it should be."""
    assert 1 == newcomer.gives("manifest", "teams", *options)
    assert capsys.readouterr().err.startswith(line)
