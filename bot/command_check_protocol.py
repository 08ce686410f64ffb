"""`pestmelding check-protocol MAP` and `draw-protocol MAP`: a protocol before it is used."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot.command_line import CommandLine
from bot.installation import DONE, Surroundings, read_protocol, refuse
from bot.protocol_library import Shelved, shelve


def _describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "map", metavar="MAP", type=Path, help="de map met protocol.toml, texts.nl.ftl en bron.md"
    )


def _describe_drawing(parser: argparse.ArgumentParser) -> None:
    _describe(parser)
    parser.add_argument(
        "--out", type=Path, metavar="BESTAND", help="schrijf de tekening (SVG) in dit bestand"
    )


def _shelved(folder: Path) -> Shelved:
    """Reads a protocol with its words; raises CommandRefused, ProtocolFault or BrokenTexts."""
    return shelve(read_protocol(folder), ())


def _check(options: argparse.Namespace, around: Surroundings) -> int:
    del around
    protocol = _shelved(options.map).protocol
    stages = ", ".join(stage.id for stage in protocol.stages)
    actions = sum(len(stage.actions) for stage in protocol.stages)
    questions = sum(len(stage.questions) for stage in protocol.stages)
    print(f"Het protocol ‘{protocol.id}’, versie {protocol.version}, klopt.")
    print(f"Stappen: {stages}. Acties: {actions}. Vragen achteraf: {questions}.")
    return DONE


def _draw(options: argparse.Namespace, around: Surroundings) -> int:
    from flows.sheets import draw_sheets  # noqa: PLC0415 - only this command draws

    del around
    shelved = _shelved(options.map)
    drawing = draw_sheets(shelved.protocol, shelved.wording)
    if options.out is None:
        print(drawing)
        return DONE
    try:
        options.out.write_text(drawing, encoding="utf-8")
    except OSError:
        refuse(
            f"{options.out} is niet te schrijven. Kijk of de map bestaat en of je er mag schrijven."
        )
    print(
        f"De tekening staat in {options.out}. Open hem met een browser om hem af te drukken (A4)."
    )
    return DONE


CHECK_PROTOCOL = CommandLine("check-protocol", "een pestprotocol nakijken", _check, _describe)
DRAW_PROTOCOL = CommandLine("draw-protocol", "een pestprotocol tekenen", _draw, _describe_drawing)
