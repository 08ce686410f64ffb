"""`pestmelding verify`: checks that nothing stored was changed, cut off or made unreadable."""

from __future__ import annotations

import argparse

import msgspec

from bot.command_line import CommandLine
from bot.index_check import index_faults
from bot.installation import DONE, FAULTS, Surroundings
from storage.units_of_work import UnitOfWork
from storage.verification import Fault, Report


def _describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--record",
        action="store_true",
        help="leg daarna vast waar elke melding eindigt (gebeurt anders elke dag vanzelf)",
    )


def _checked(unit: UnitOfWork) -> Report:
    """Checks what is stored, and that the index says the same."""
    report = unit.verification.verify()
    named = {fault.case_id for fault in report.faults}
    others = (fault for fault in index_faults(unit) if fault.case_id not in named)
    return msgspec.structs.replace(report, faults=(*report.faults, *others))


def _lines(report: Report) -> tuple[str, ...]:
    counts = (
        f"Meldingen: {report.cases}. Gebeurtenissen: {report.events}."
        f" Dagelijkse vastleggingen: {report.records}."
    )
    return (counts, *map(_line, report.faults))


def _line(fault: Fault) -> str:
    return f"Melding {fault.case_id}: {fault.text}" if fault.case_id else fault.text


def _carry_out(options: argparse.Namespace, around: Surroundings) -> int:
    settings = around.settings("DATABASE_URL", "SECRET_KEY_FILE")
    with around.open_store(settings) as store:
        print("Alles wordt nagelopen …")
        report = store.read_now(_checked)
        for line in _lines(report):
            print(line)
        if not report.is_sound:
            print(f"Er is iets mis op {len(report.faults)} plaats(en). Zet een reservekopie terug.")
            return FAULTS
        print("Alles klopt.")
        if options.record:
            now = around.clock.now()
            number = store.run_now(lambda unit: unit.chain.record_heads(now), named="record")
            print(f"Vastgelegd als nummer {number}.")
        if store.read_now(lambda unit: unit.scrubbing.is_due()):
            print("Er is nog iets te wissen uit het bestand. Probeer het zonder ander programma.")
    return DONE


VERIFY = CommandLine("verify", "nagaan of er niets veranderd is", _carry_out, _describe)
