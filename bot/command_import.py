"""`pestmelding import MAP`: shows what new school files change, and with --apply changes it."""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

import msgspec

from bot.clock import Clock
from bot.command_line import CommandLine
from bot.directory import People
from bot.installation import (
    DONE,
    Installation,
    Surroundings,
    id_key,
    protocol_of,
    read_key,
)
from bot.roster_difference import Difference, difference
from bot.school_change import replace_people, tell_change
from bot.school_files import SchoolFiles, load_school_files
from flows.identity import Identity
from flows.roster import Roster
from storage.units_of_work import Store, UnitOfWork

_identity = msgspec.json.Decoder(Identity)


def _describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "map",
        metavar="MAP",
        type=Path,
        help="de map met leerlingen.csv, coaches.csv, personeel.csv en school.toml",
    )
    parser.add_argument("--apply", action="store_true", help="voer de wijziging ook uit")


def pupils_in_open_cases(unit: UnitOfWork) -> frozenset[str]:
    """Gives the roster ids of the pupils whom an open melding is about."""
    identities = (
        _identity.decode(person.payload)
        for row in unit.index.open()
        for person in unit.people.of(row.case_id)
    )
    return frozenset(one.roster_id for one in identities if one.roster_id)


def compared(installation: Installation, unit: UnitOfWork, files: SchoolFiles) -> Difference:
    """Compares the people in the database with those in the files."""
    people = installation.directory.people(unit)
    present = Roster(tuple(people.pupils.values()), people.staff)
    return difference(present, files.roster, pupils_in_open_cases(unit))


def take_in(unit: UnitOfWork, installation: Installation, files: SchoolFiles, clock: Clock) -> int:
    """Stores the people of the files and notes what moves; gives how many meldingen move.

    The difference is worked out again here, for a melding may have come in after it was shown.
    """
    result = compared(installation, unit, files).result
    after = People(result.pupils, result.staff)
    return replace_people(unit, installation.cases, installation.directory, after, clock.now())


def _apply(store: Store, installation: Installation, files: SchoolFiles, clock: Clock) -> int:
    store.run_now(lambda unit: take_in(unit, installation, files, clock), named="import")
    return asyncio.run(tell_change(store, installation.cases))


def _carry_out(options: argparse.Namespace, around: Surroundings) -> int:
    settings = around.settings("DATABASE_URL", "SECRET_KEY_FILE")
    print("De bestanden worden gelezen …")
    files = load_school_files(options.map, id_key(read_key(settings)))
    for warning in files.warnings:
        print(f"Let op: {warning}")
    protocol = protocol_of(files.settings, options.map)
    with around.open_store(settings) as store:
        installation = Installation.of(store, files.settings, protocol, around.clock)
        change = store.read_now(lambda unit: compared(installation, unit, files))
        for line in change.lines:
            print(line)
        if change.is_empty:
            print("Er verandert niets.")
        if not options.apply:
            print("Er is nog niets gewijzigd. Voer het uit met --apply.")
            return DONE
        print("De wijziging wordt uitgevoerd …")
        told = _apply(store, installation, files, around.clock)
    people = f"{len(files.pupils)} leerlingen en {len(files.staff)} collega's"
    print(f"Klaar: {people} staan in de database.")
    if told:
        print(f"Bij {told} open melding(en) is nu iemand anders aan zet. Zij krijgen bericht.")
    return DONE


IMPORT = CommandLine(
    "import", "leerlingen en personeel inlezen, eerst alleen laten zien", _carry_out, _describe
)
