"""`pestmelding run`: serves the school on its chat platforms, when all that it needs is there."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Iterator
from pathlib import Path

from bot.command_line import CommandLine
from bot.installation import (
    DONE,
    Installation,
    Surroundings,
    protocol_of,
    read_key,
    read_school,
    refuse,
)
from bot.school_settings import NO_CHANNEL, SchoolSettings, is_channel_id
from bot.settings import Settings
from flows.protocol_file import ProtocolFiles
from flows.roster import StaffMember
from flows.school import ANTIPEST, LAST_RESORT

NEEDED = ("DATABASE_URL", "SCHOOL", "SECRET_KEY_FILE")
FOLDER = Path("var/oefenen")

NEEDED_ROLES = {
    ANTIPEST: "Die krijgt elke melding.",
    LAST_RESORT: "Die krijgt bericht als niemand anders reageert.",
}
"""Roles that a school cannot do without (architecture §2)."""

NOTHING_SET = (
    "Er is nog niets ingesteld. Bekijk het eerst met `pestmelding demo`, of oefen in een"
    " omgeving om te testen met `pestmelding run --practice`. Zo stel je een school in:"
    " docs/beheren.md."
)
NO_SLACK = (
    "De instellingen van Slack ontbreken: PESTMELDING_SLACK_BOT_TOKEN, en"
    " PESTMELDING_SLACK_APP_TOKEN (Socket Mode) of PESTMELDING_SLACK_SIGNING_SECRET (HTTP)."
    " In README staat stap voor stap hoe je eraan komt."
)
NO_TEAMS = (
    "De instellingen van Teams ontbreken: PESTMELDING_TEAMS_APP_ID, PESTMELDING_TEAMS_APP_PASSWORD"
    " en PESTMELDING_TEAMS_TENANT_ID. In README staat stap voor stap hoe je eraan komt."
)
MISSING = {"slack": NO_SLACK, "teams": NO_TEAMS}
"""What is said when the settings of a platform are not there."""
NOTHING_TO_PRACTISE_ON = (
    "Om te oefenen zijn de instellingen van Slack of Teams nodig, in een omgeving om te testen.",
    NO_SLACK,
    NO_TEAMS,
)
ONLY_TO_PRACTISE = (
    "--folder, --speelt en --kanaal horen bij oefenen. Zet er --practice bij. Voor de school zelf"
    " staat het kanaal in school.toml."
)
CHANNEL_IN_TEAMS = "--kanaal kan alleen met Teams, en de instellingen daarvan ontbreken."


def staff_faults(staff: tuple[StaffMember, ...]) -> Iterator[str]:
    """Says which people are missing before a melding can be received."""
    if not staff:
        yield "Er staat geen personeel in de database. Geef eerst `pestmelding import MAP --apply`."
        return
    held = {role for member in staff for role in member.roles}
    for role, why in NEEDED_ROLES.items():
        if role not in held:
            yield (
                f"Niemand heeft de rol {role}. {why} Geef een collega die rol in personeel.csv"
                " en lees het opnieuw in met `pestmelding import MAP --apply`."
            )


def platform_faults(school: SchoolSettings, settings: Settings) -> Iterator[str]:
    """Says where school.toml and the settings do not name the same platforms."""
    if school.platforms == ("playground",):
        yield (
            'In school.toml staat platform = "playground". Maak daar "slack" of "teams" van, of'
            ' allebei: ["slack", "teams"].'
        )
        return
    for name in school.platforms:
        if name not in settings.platforms:
            yield MISSING[name]
    for given in settings.platforms:
        if given not in school.platforms:
            yield (
                f"Er zijn instellingen van {given.capitalize()}, en in school.toml staat bij"
                f' platform geen "{given}". Zet die erbij, of haal de instellingen weg.'
            )


def check_ready(settings: Settings, around: Surroundings) -> tuple[SchoolSettings, ProtocolFiles]:
    """Opens everything that a running bot needs, stores its protocol, and gives what was read.

    Raises CommandRefused, SettingsRefused, ProtocolFault, BrokenTexts or a StorageError.
    """
    path = Path(settings.school)
    school = read_school(path)
    protocol = protocol_of(school, path.parent)
    with around.open_store(settings) as store:
        installation = Installation.of(store, school, protocol, around.clock)
        people = store.read_now(installation.directory.people)
        faults = (*staff_faults(people.staff), *platform_faults(school, settings))
        if faults:
            refuse(*faults)
        store.run_now(installation.library.store_current, named="protocol")
    return school, protocol


def _describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--practice",
        action="store_true",
        help="oefen met de verzonnen school; alles heet dan OEFENING",
    )
    parser.add_argument(
        "--folder", type=Path, metavar="MAP", help=f"waar de oefening komt ({FOLDER})"
    )
    parser.add_argument(
        "--speelt",
        action="append",
        metavar="ECHT=VERZONNEN",
        help="wie met welk e-mailadres wie speelt; mag vaker",
    )
    parser.add_argument(
        "--kanaal",
        metavar="KENMERK",
        help="oefen ook met een besloten kanaal van het personeel in Teams (19:…@thread.tacv2)",
    )


def _carry_out(options: argparse.Namespace, around: Surroundings) -> int:
    if options.practice:
        return _practise(options, around)
    if options.folder or options.speelt or options.kanaal is not None:
        refuse(ONLY_TO_PRACTISE)
    settings = around.settings()
    if not any((settings.database_url, settings.school, settings.slack, settings.teams)):
        refuse(NOTHING_SET)
    settings.require(*NEEDED)
    school, protocol = check_ready(settings, around)
    _say("Database, sleutel, personeel en protocol zijn in orde.")
    from bot.school_run import serve_school  # noqa: PLC0415 - only what serves needs a web server
    from bot.wiring import chosen_platforms  # noqa: PLC0415 - as above

    key = read_key(settings)
    with around.open_store(settings) as store:
        platforms = chosen_platforms(settings, school.platforms, store, around.clock)
        ports = settings.ports
        asyncio.run(
            serve_school(store, key, school, protocol, platforms, ports, around.clock, _say)
        )
    return DONE


def _practise(options: argparse.Namespace, around: Surroundings) -> int:
    from bot.practice_run import practise  # noqa: PLC0415 - only this needs the fictional school
    from bot.wiring import chosen_platforms  # noqa: PLC0415 - only what serves needs a platform

    settings = around.settings()
    if not settings.platforms:
        refuse(*NOTHING_TO_PRACTISE_ON)
    channel: str = "" if options.kanaal is None else options.kanaal.strip()
    if options.kanaal is not None and not is_channel_id(channel):
        refuse(f"--kanaal: {NO_CHANNEL}")
    if channel and settings.teams is None:
        refuse(CHANNEL_IN_TEAMS)
    folder: Path = options.folder or FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        refuse(f"De map {folder} is niet te maken. Kies een andere met --folder.")
    plays: list[str] = options.speelt or []
    asyncio.run(
        practise(
            folder,
            lambda store: chosen_platforms(settings, settings.platforms, store, around.clock),
            settings.ports,
            plays,
            around.clock,
            _say,
            channel=channel,
        )
    )
    return DONE


def _say(line: str) -> None:
    """Says something at once, also to a log that is not a screen."""
    print(line, flush=True)


RUN = CommandLine(
    "run", "de school bedienen in Slack of Teams, of ermee oefenen", _carry_out, _describe
)
