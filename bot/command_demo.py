"""`pestmelding demo`: the playground with a fictional school."""

from __future__ import annotations

import argparse
import errno
from pathlib import Path

from bot.command_line import CommandLine
from bot.installation import DONE, Surroundings, refuse

FOLDER = Path("var/demo")
PORT = 8080
PORTS = range(1, 65536)
NO_PORT = (errno.EADDRINUSE, errno.EACCES)


def _describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--folder", type=Path, default=FOLDER, metavar="MAP", help=f"waar alles komt ({FOLDER})"
    )
    parser.add_argument(
        "--port", type=int, default=PORT, metavar="POORT", help=f"de poort van de pagina ({PORT})"
    )


def _carry_out(options: argparse.Namespace, around: Surroundings) -> int:
    from bot.demo import run_demo  # noqa: PLC0415 - only this command needs a web server

    del around
    if options.port not in PORTS:
        refuse(f"Een poort is een getal van {PORTS.start} tot en met {PORTS.stop - 1}.")
    try:
        options.folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        refuse(f"De map {options.folder} is niet te maken. Kies een andere met --folder.")
    try:
        run_demo(options.folder, options.port, print)
    except OSError as failed:
        if failed.errno not in NO_PORT:
            raise
        refuse(
            f"Poort {options.port} is niet te gebruiken: een ander programma heeft hem al,"
            " of het mag niet. Kies een andere met --port."
        )
    return DONE


DEMO = CommandLine(
    "demo", "de speelomgeving openen, met een verzonnen school", _carry_out, _describe
)
