"""`pestmelding play SCENARIO…`: plays conversations from files and shows what was said."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot.command_line import CommandLine
from bot.installation import DONE, FAULTS, Surroundings, refuse


def _describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "scenarios", metavar="SCENARIO", nargs="+", type=Path, help="een bestand met een gesprek"
    )


def _carry_out(options: argparse.Namespace, around: Surroundings) -> int:
    del around
    paths: list[Path] = options.scenarios
    missing = [path for path in paths if not path.is_file()]
    if missing:
        refuse(*(f"{path}: dit bestand is er niet." for path in missing))
    from bot.play import play  # noqa: PLC0415 - only this command plays

    return DONE if play(paths, print) else FAULTS


PLAY = CommandLine("play", "een gesprek uit een bestand naspelen", _carry_out, _describe)
