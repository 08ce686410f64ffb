"""The command line: `pestmelding`, or `python -m bot`.

Rules this file keeps:

- What an operator can do something about is told in Dutch, without a traceback.
- Anything else gets a reference; the log has the kind of error and the line, never its words, for
  those may hold what somebody wrote about a pupil.
"""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from bot import (
    command_check_protocol,
    command_demo,
    command_erase,
    command_import,
    command_manifest,
    command_migrate,
    command_new_key,
    command_play,
    command_run,
    command_verify,
)
from bot.clock import SystemClock, random_bytes
from bot.command_line import CommandLine, parsed
from bot.installation import FAULTS, WRONG_USE, CommandRefused, Surroundings
from bot.logs import log, set_up
from bot.played_book import NobodyPlays
from bot.school_files import SchoolFilesRefused
from bot.school_settings import SettingsRefused
from bot.settings import EnvironmentRefused
from flows.ports import PlatformRefused
from flows.protocol_file import ProtocolFault
from flows.school_calendar import CalendarEnds
from flows.wording import BrokenTexts
from storage.errors import StorageError

COMMANDS: tuple[CommandLine, ...] = (
    command_demo.DEMO,
    command_run.RUN,
    command_play.PLAY,
    command_import.IMPORT,
    command_check_protocol.CHECK_PROTOCOL,
    command_check_protocol.DRAW_PROTOCOL,
    command_new_key.NEW_KEY,
    command_migrate.MIGRATE,
    command_verify.VERIFY,
    command_erase.ERASE,
    command_manifest.MANIFEST,
)
"""Every command, in the order of the help."""

EXPECTED = (
    BrokenTexts,
    CalendarEnds,
    CommandRefused,
    NobodyPlays,
    PlatformRefused,
    ProtocolFault,
    SchoolFilesRefused,
    SettingsRefused,
    StorageError,
)
"""What an operator can do something about; each says in Dutch what."""


def main(argv: Sequence[str] | None = None, around: Surroundings | None = None) -> int:
    """Carries out a command; gives 0 when done, 1 when it could not be, 2 for wrong use."""
    if around is None:
        set_up()
        around = Surroundings(os.environ, SystemClock(), input)
    try:
        typed = parsed(COMMANDS, sys.argv[1:] if argv is None else argv)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else FAULTS
    if typed is None:
        return 0
    command, options = typed
    return _guarded(command, options, around)


def _guarded(command: CommandLine, options: argparse.Namespace, around: Surroundings) -> int:
    """Carries out a command and turns whatever it raises into Dutch lines and an exit code."""
    try:
        return command.carry_out(options, around)
    except EnvironmentRefused as refused:
        return _tell(str(refused), WRONG_USE)
    except EXPECTED as refused:
        return _tell(str(refused), FAULTS)
    except KeyboardInterrupt:
        return _tell("Afgebroken.", FAULTS)
    except Exception as failed:  # noqa: BLE001 - the last stop: whatever it is, no content comes out
        return _unexpected(failed)


def _tell(text: str, code: int) -> int:
    print(text, file=sys.stderr)
    return code


def _unexpected(failed: Exception) -> int:
    """Logs the kind of error and its place; the traceback could hold what somebody wrote."""
    reference = random_bytes(4).hex()
    last = traceback.extract_tb(failed.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno}"
    log.error("command_failed", request_id=reference, error=type(failed).__name__, code=place)
    return _tell(
        f"Er ging iets mis dat niet had gemogen. Geef bij een vraag dit kenmerk door: {reference}.",
        FAULTS,
    )


if __name__ == "__main__":
    sys.exit(main())
