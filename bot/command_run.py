"""`pestmelding run`: starts the bot, when all that it needs is there.

This version can only play: Slack and Teams come later. So after every check it says that, and how
the playground is started.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from bot.command_line import CommandLine
from bot.installation import FAULTS, Installation, Surroundings, protocol_of, read_school, refuse
from bot.settings import Settings
from flows.roster import StaffMember
from flows.school import ANTIPEST, LAST_RESORT

NEEDED = ("DATABASE_URL", "SCHOOL", "SECRET_KEY_FILE")

NEEDED_ROLES = {
    ANTIPEST: "Die krijgt elke melding.",
    LAST_RESORT: "Die krijgt bericht als niemand anders reageert.",
}
"""Roles that a school cannot do without (architecture §2)."""

ONLY_THE_PLAYGROUND = (
    "Deze versie werkt nog niet met Slack of Teams, alleen in de speelomgeving met een verzonnen"
    " school. Start die met `pestmelding demo`."
)


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


def check_ready(settings: Settings, around: Surroundings) -> None:
    """Opens everything that a running bot needs, and stores its protocol.

    Raises CommandRefused, SettingsRefused, ProtocolFault, BrokenTexts or a StorageError.
    """
    path = Path(settings.school)
    school = read_school(path)
    protocol = protocol_of(school, path.parent)
    with around.open_store(settings) as store:
        installation = Installation.of(store, school, protocol, around.clock)
        people = store.read_now(installation.directory.people)
        faults = tuple(staff_faults(people.staff))
        if faults:
            refuse(*faults)
        store.run_now(installation.library.store_current, named="protocol")


def _carry_out(options: argparse.Namespace, around: Surroundings) -> int:
    del options
    settings = around.settings()
    if not any((settings.database_url, settings.school, settings.slack, settings.teams)):
        refuse(ONLY_THE_PLAYGROUND)
    settings.require(*NEEDED)
    check_ready(settings, around)
    print("Database, sleutel, personeel en protocol zijn in orde.")
    print(ONLY_THE_PLAYGROUND)
    return FAULTS


RUN = CommandLine("run", "de bot starten met de instellingen van de school", _carry_out)
