"""The package from which the app is added in Teams: manifest, English texts and two icons."""

from __future__ import annotations

import io
import zipfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec

from bot.public_address import domain_of
from bot.settings import GUID

FOLDER = Path(__file__).parents[1] / "manifest" / "teams"
MANIFEST = "manifest.json"
ICONS = ("color.png", "outline.png")
ENGLISH = "en.json"

NO_APP = "00000000-0000-0000-0000-000000000000"
NO_DOMAIN = "pestmelding.invalid"
NO_VERSION = "0.0.0"
"""What stands in the file for who has no app yet; ".invalid" can belong to nobody (RFC 2606)."""

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""When every file in a package was made, so that the same app gives the same bytes."""

Manifest = dict[str, Any]


class NoAppId(ValueError):
    """Dit is geen kenmerk van een app. Het bestaat uit 32 cijfers en letters, met streepjes."""


def manifest_for(app_id: str, domain: str, *, with_channel: bool = False) -> Manifest:
    """Gives the manifest of one bot; raises `NoAppId` or `NoAddress`.

    Colleagues use the app in their own chat. `with_channel` lets it also be added to the team that
    has the private channel of the staff.
    """
    known_as = app_id.strip().lower()
    if GUID.fullmatch(known_as) is None or known_as == NO_APP:
        raise NoAppId
    text = (FOLDER / MANIFEST).read_text("utf-8")
    for placeholder, value in (
        (NO_APP, known_as),
        (NO_DOMAIN, domain_of(domain)),
        (f'"{NO_VERSION}"', f'"{version("pestmelding")}"'),
    ):
        text = text.replace(placeholder, value)
    manifest: Manifest = msgspec.json.decode(text)
    if with_channel:
        manifest["bots"][0]["scopes"].append("team")
        manifest["supportsChannelFeatures"] = "tier1"
    return manifest


def package(manifest: Manifest) -> bytes:
    """Gives the package with this manifest, as a zip file."""
    written = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
    beside = {name: (FOLDER / name).read_bytes() for name in (*ICONS, ENGLISH)}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in ({MANIFEST: written + b"\n"} | beside).items():
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
