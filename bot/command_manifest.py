"""`pestmelding manifest`: what the app is made from, in Slack as text and in Teams as a package."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot.command_line import CommandLine
from bot.installation import DONE, Surroundings, refuse
from bot.public_address import NoAddress
from bot.slack_manifest import over_http, over_socket
from bot.teams_package import NoAppId, manifest_for, package

PLATFORMS = ("slack", "teams")
PACKAGE = Path("pestmelding-teams.zip")

ONE_WAY = (
    "Kies hoe Slack de bot bereikt: --socket als de bot zelf verbinding maakt (meestal), of"
    " --url https://… als de bot een eigen adres op internet heeft."
)
NO_ADDRESS = (
    "--url: geef een adres met https:// en zonder iets erachter, zoals https://bot.school.nl."
    " De computer moet op internet te vinden zijn."
)
BOTH_NEEDED = (
    "Voor Teams zijn --app-id (het kenmerk van de app in Microsoft Entra) en --domain (waar de bot"
    " op internet staat, zoals bot.school.nl) allebei nodig."
)
NO_APP_ID = (
    "--app-id: dit is geen kenmerk van een app. Neem de *Application (client) ID* over uit"
    " Microsoft Entra: 32 cijfers en letters, met streepjes."
)
NO_DOMAIN = "--domain: geef alleen een domein, zoals bot.school.nl, zonder poort of iets erachter."
FOR_TEAMS = "--app-id, --domain, --kanaal en --out horen bij Teams, niet bij Slack."
FOR_SLACK = "--socket en --url horen bij Slack, niet bij Teams."


def _describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "platform", choices=PLATFORMS, metavar="PLATFORM", help="waarvoor: slack of teams"
    )
    parser.add_argument(
        "--socket", action="store_true", help="Slack: de bot maakt zelf verbinding (Socket Mode)"
    )
    parser.add_argument("--url", metavar="ADRES", help="Slack: het adres van de bot op internet")
    parser.add_argument(
        "--app-id", metavar="KENMERK", help="Teams: het kenmerk van de app in Microsoft Entra"
    )
    parser.add_argument("--domain", metavar="DOMEIN", help="Teams: waar de bot op internet staat")
    parser.add_argument(
        "--kanaal",
        action="store_true",
        help="Teams: ook voor het team met het besloten kanaal van het personeel",
    )
    parser.add_argument(
        "--out", type=Path, metavar="BESTAND", help=f"Teams: waar het pakket komt ({PACKAGE})"
    )


def _carry_out(options: argparse.Namespace, around: Surroundings) -> int:
    del around
    return _for_slack(options) if options.platform == "slack" else _for_teams(options)


def _for_slack(options: argparse.Namespace) -> int:
    if options.app_id or options.domain or options.kanaal or options.out:
        refuse(FOR_TEAMS)
    if options.socket == (options.url is not None):
        refuse(ONE_WAY)
    if options.socket:
        print(over_socket(), end="")
        return DONE
    try:
        print(over_http(options.url), end="")
    except NoAddress:
        refuse(NO_ADDRESS)
    return DONE


def _for_teams(options: argparse.Namespace) -> int:
    if options.socket or options.url is not None:
        refuse(FOR_SLACK)
    if not options.app_id or not options.domain:
        refuse(BOTH_NEEDED)
    try:
        manifest = manifest_for(options.app_id, options.domain, with_channel=options.kanaal)
    except NoAppId:
        refuse(NO_APP_ID)
    except NoAddress:
        refuse(NO_DOMAIN)
    path: Path = options.out or PACKAGE
    try:
        path.write_bytes(package(manifest))
    except OSError:
        refuse(f"{path} is niet te schrijven. Kies een andere plek met --out.")
    print(f"Het pakket voor Teams staat in {path}.")
    print("Voeg het toe in het beheercentrum van Teams. In README staat stap voor stap hoe.")
    return DONE


MANIFEST = CommandLine(
    "manifest", "waarmee je de app in Slack of Teams maakt", _carry_out, _describe
)
