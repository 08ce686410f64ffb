"""Runs a school year and prints it: `python -m tests.year --seed 1`."""

from __future__ import annotations

import argparse
import asyncio
import datetime
import gc
import pathlib
import sys
import tempfile
import time

from tests.year.checks import faults_of
from tests.year.figures import figures_of
from tests.year.ladders import rungs_climbed
from tests.year.printed import chart_of, table_of
from tests.year.running import Span, Year

SCHOOL_YEAR = Span(
    datetime.date(2026, 8, 31), datetime.date(2027, 7, 16), datetime.date(2027, 8, 29)
)
"""From the first school day of region midden to the last day of the summer holidays."""

REPORTS = 108
"""Nine in a hundred of 1,200 pupils."""


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.year", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="another year")
    parser.add_argument("--reports", type=int, default=REPORTS)
    parser.add_argument("--odd", action="store_true", help="also what people ran into")
    return parser.parse_args()


def _print_odd(year: Year) -> None:
    """Prints what was refused and what could not be filled in, with how often."""
    for odd, times in year.colleagues.odd.most_common():
        print(f"{times:5} {odd.what}: {odd.verb}: {odd.said}")
    for person, cards in year.colleagues.given_up().items():
        for card in cards:
            print(f"      blijft vragen bij {person}: {card.key}: {card.title}")


def main() -> None:
    """Runs the year; ends with 1 when something is wrong."""
    options = _options()
    gc.disable()  # a year leaves little behind, and the collector would take a tenth of the time
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        year = Year(folder, options.seed, options.reports, SCHOOL_YEAR)
        asyncio.run(year.play())
        protocol = year.wired.library.current.protocol
        rungs = year.store.read_now(lambda unit: rungs_climbed(unit, protocol))
        faults = faults_of(year, rungs, folder)
        figures = figures_of(year, rungs)
        year.close()
    for line in table_of(figures, options.seed, time.perf_counter() - started):
        print(line)
    print()
    for line in chart_of(figures.weeks):
        print(line)
    print()
    if options.odd:
        _print_odd(year)
    for fault in faults:
        print(f"FOUT {fault}")
    print("Er is iets mis." if faults else "Alles klopt.")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
