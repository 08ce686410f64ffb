"""The package for Teams against the schemas that Microsoft hands out (npm @microsoft/app-manifest).

Half of these show that the schemas see a fault at all.
"""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from bot.teams_package import ENGLISH, MANIFEST, manifest_for, package

pytestmark = pytest.mark.e2e

SCHEMAS = (
    Path(__file__).parent
    / "node_modules"
    / "@microsoft"
    / "app-manifest"
    / "build"
    / "json-schemas"
    / "teams"
    / "v1.30"
)
SCHEMA_OF = {
    MANIFEST: "MicrosoftTeams.schema.json",
    ENGLISH: "MicrosoftTeams.Localization.schema.json",
}
APP_ID = "5c1f3a52-0d0e-4a86-9c2b-6f1d3e9a7b11"

Json = dict[str, Any]


def faults_in(name: str, content: Json) -> list[str]:
    """Says what Microsoft's schema finds wrong with a file of the package, and where."""
    schema = json.loads((SCHEMAS / SCHEMA_OF[name]).read_text("utf-8"))
    return [
        f"{'/'.join(map(str, error.absolute_path))}: {error.validator}"
        for error in Draft4Validator(schema).iter_errors(content)
    ]


def files_of(*, with_channel: bool) -> dict[str, Json]:
    """Gives the files that have a schema, as they stand in the package."""
    made = package(manifest_for(APP_ID, "bot.school.nl", with_channel=with_channel))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return {name: json.loads(archive.read(name)) for name in SCHEMA_OF}


@pytest.mark.parametrize("with_channel", [False, True])
def test_microsoft_takes_the_package(*, with_channel: bool) -> None:
    """Manifest and English texts are as the schema of version 1.30 asks."""
    files = files_of(with_channel=with_channel)
    assert {MANIFEST: [], ENGLISH: []} == {
        name: faults_in(name, content) for name, content in files.items()
    }
    assert "1.30" == files[MANIFEST]["manifestVersion"]


def _no_bot(manifest: Json) -> None:
    manifest["bots"][0]["botId"] = "pestmelding"


def _a_long_name(manifest: Json) -> None:
    manifest["name"]["short"] = "x" * 31


def _a_misspelt_switch(manifest: Json) -> None:
    manifest["bots"][0]["supportsTargettedMessages"] = False


def _an_unknown_trigger(manifest: Json) -> None:
    manifest["composeExtensions"][0]["commands"][0]["triggers"] = ["mention"]


def _no_icon(manifest: Json) -> None:
    del manifest["icons"]["outline"]


@pytest.mark.parametrize(
    ("spoil", "where"),
    [
        (_no_bot, "bots/0/botId: pattern"),
        (_a_long_name, "name/short: maxLength"),
        (_a_misspelt_switch, "bots/0: additionalProperties"),
        (_an_unknown_trigger, "composeExtensions/0/commands/0/triggers/0: enum"),
        (_no_icon, "icons: required"),
    ],
)
def test_a_planted_fault_is_seen(spoil: Callable[[Json], None], where: str) -> None:
    """What Teams would refuse, the schema refuses too."""
    manifest = files_of(with_channel=False)[MANIFEST]
    spoil(manifest)
    assert [where] == faults_in(MANIFEST, manifest)


def test_a_text_in_no_place_is_seen() -> None:
    """An English text for something that is not there is refused."""
    english = files_of(with_channel=False)[ENGLISH]
    english["bots[0].commandLists[0].commands[99].title"] = "x"
    assert ["", "additionalProperties"] == faults_in(ENGLISH, english)[0].split(": ")
