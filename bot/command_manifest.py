"""`pestmelding manifest slack`: prints the text from which the app is made in Slack."""

from __future__ import annotations

import argparse

from bot.command_line import CommandLine
from bot.installation import DONE, Surroundings, refuse
from bot.slack_manifest import NoAddress, over_http, over_socket

PLATFORMS = ("slack",)

ONE_WAY = (
    "Kies hoe Slack de bot bereikt: --socket als de bot zelf verbinding maakt (meestal), of"
    " --url https://… als de bot een eigen adres op internet heeft."
)
NO_ADDRESS = (
    "--url: geef een adres met https:// en zonder iets erachter, zoals https://bot.school.nl."
    " De computer moet op internet te vinden zijn."
)


def _describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "platform", choices=PLATFORMS, metavar="PLATFORM", help=f"waarvoor: {PLATFORMS[0]}"
    )
    parser.add_argument(
        "--socket", action="store_true", help="de bot maakt zelf verbinding (Socket Mode)"
    )
    parser.add_argument("--url", metavar="ADRES", help="het adres van de bot op internet")


def _carry_out(options: argparse.Namespace, around: Surroundings) -> int:
    del around
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


MANIFEST = CommandLine(
    "manifest", "de tekst waarmee je de app in Slack maakt", _carry_out, _describe
)
