"""`pestmelding new-key BESTAND`: makes the one secret of a school."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from bot.clock import random_bytes
from bot.command_line import CommandLine
from bot.installation import DONE, Surroundings, refuse
from storage.encryption import SchoolKey

ONLY_THE_OWNER = 0o600


def _describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("bestand", metavar="BESTAND", type=Path, help="waar de sleutel komt")


def make_key_file(path: Path) -> None:
    """Writes a new key that only the owner of the file can read; raises CommandRefused."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        number = os.open(path, flags, ONLY_THE_OWNER)
    except FileExistsError:
        refuse(
            f"{path} bestaat al en blijft zoals het is, want een sleutel die weg is komt niet"
            " terug. Kies een andere naam."
        )
    except OSError:
        refuse(f"{path} is niet te schrijven. Kijk of de map bestaat en of je er mag schrijven.")
    with os.fdopen(number, "w", encoding="ascii") as file:
        os.fchmod(number, ONLY_THE_OWNER)
        file.write(SchoolKey.fresh(random_bytes))
        file.flush()
        os.fsync(number)


def _carry_out(options: argparse.Namespace, around: Surroundings) -> int:
    del around
    path: Path = options.bestand
    make_key_file(path)
    print(f"De schoolsleutel staat in {path}. Alleen jij kunt dit bestand lezen.")
    print("Bewaar een kopie op een veilige plek, niet bij de reservekopie van de database.")
    print("Raak je de sleutel kwijt, dan is geen enkele melding ooit nog te lezen.")
    print(f"Zet hem in de instellingen: PESTMELDING_SECRET_KEY_FILE={path.absolute()}")
    return DONE


NEW_KEY = CommandLine("new-key", "een schoolsleutel maken", _carry_out, _describe)
