"""`pestmelding erase KENMERK --reason REDEN`: erases one melding for good."""

from __future__ import annotations

import argparse
import asyncio

from bot.command_line import CommandLine
from bot.erasing import Erased, OnHold, OutOfReach, erase
from bot.installation import DONE, Surroundings, refuse
from flows.case import OPEN_STATES
from storage.case_index import IndexRow
from storage.erasure import REASONS, Tombstone
from storage.errors import UnknownCase
from storage.units_of_work import Store, UnitOfWork


def _describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kenmerk", metavar="KENMERK", help="het kenmerk van de melding: 7K3Q")
    parser.add_argument(
        "--reason",
        required=True,
        choices=REASONS,
        metavar="REDEN",
        help=f"waarom: {', '.join(REASONS)}",
    )
    parser.add_argument("--yes", action="store_true", help="vraag niets; voor een script")


def _found(unit: UnitOfWork, case_id: str) -> Tombstone | IndexRow:
    """Gives what there is of a melding; raises UnknownCase or OnHold."""
    stone = unit.erasure.tombstone(case_id)
    if stone is not None:
        return stone
    row = unit.index.get(case_id)
    if row is None:
        raise UnknownCase
    if row.held:
        raise OnHold
    return row


def _confirm(case_id: str, row: IndexRow, around: Surroundings) -> None:
    """Asks to type the id again; raises CommandRefused for anything else."""
    print(f"Melding {case_id}, nu: {row.state}. Wissen is voor altijd.")
    if row.state in OPEN_STATES:
        print("Let op: deze melding is nog open. Wie ermee bezig is, ziet hem niet meer.")
    try:
        typed = around.ask("Typ het kenmerk nog een keer om te wissen: ")
    except EOFError:
        typed = ""
    if typed.strip().upper() != case_id:
        refuse("Er is niets gewist: het kenmerk is niet herhaald.")


def _tell_cards(left: int) -> None:
    if left:
        print(
            f"In de chat staan nog {left} kaart(en) van deze melding. Vanaf hier zijn ze niet"
            " weg te halen. Er staat geen inhoud in en de knoppen doen niets meer."
        )


def _tell_scrubbed(*, is_scrubbed: bool) -> None:
    if is_scrubbed:
        print("Ook in de bestanden van de database staat er niets meer van.")
    else:
        print(
            "De sleutels zijn weg, maar oude bytes staan nog in het bestand, want een ander"
            " programma leest mee. Ze verdwijnen zodra pestmelding opnieuw start."
        )


def _was_erased(stone: Tombstone) -> str:
    day = f"{stone.erased_at:%d-%m-%Y}"
    if stone.merged_into is None:
        return f"Melding {stone.case_id} was al gewist, op {day}."
    return (
        f"Melding {stone.case_id} is op {day} samengevoegd met {stone.merged_into}."
        " De inhoud staat daar; de melding zelf is gewist."
    )


def _carry_out(options: argparse.Namespace, around: Surroundings) -> int:
    settings = around.settings("DATABASE_URL", "SECRET_KEY_FILE")
    case_id: str = options.kenmerk.strip().upper()
    with around.open_store(settings) as store:
        found = store.read_now(lambda unit: _found(unit, case_id))
        if isinstance(found, Tombstone):
            print(_was_erased(found))
            _tell_scrubbed(is_scrubbed=not store.read_now(lambda unit: unit.scrubbing.is_due()))
            return DONE
        if not options.yes:
            _confirm(case_id, found, around)
        done = _erase(store, case_id, options.reason, around)
    print(f"Melding {case_id} is gewist ({done.stone.event_count} gebeurtenissen).")
    _tell_cards(done.left)
    _tell_scrubbed(is_scrubbed=done.is_scrubbed)
    return DONE


def _erase(store: Store, case_id: str, reason: str, around: Surroundings) -> Erased:
    return asyncio.run(erase(store, case_id, reason, around.clock, OutOfReach()))


ERASE = CommandLine("erase", "één melding voor altijd wissen", _carry_out, _describe)
