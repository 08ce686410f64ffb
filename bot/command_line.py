"""How a command is described, and an argument parser that speaks Dutch."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import NoReturn

from bot.installation import WRONG_USE, Surroundings
from flows.nearest_word import meant

PROGRAM = "pestmelding"


def without_options(_parser: argparse.ArgumentParser) -> None:
    """Describes a command that takes nothing."""


@dataclass(frozen=True, slots=True)
class CommandLine:
    """One command: what it is for, what it takes, and what it does (an exit code comes back)."""

    name: str
    summary: str
    carry_out: Callable[[argparse.Namespace, Surroundings], int]
    describe: Callable[[argparse.ArgumentParser], None] = without_options


HEADINGS = {
    "options": "wat je erbij kunt zetten",
    "positional arguments": "wat je opgeeft",
}
"""What argparse calls the parts of its help."""

MISTAKES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"the following arguments are required: (.+)"), "Dit ontbreekt nog: {0}."),
    (re.compile(r"unrecognized arguments: (.+)"), "Dit hoort hier niet bij: {0}."),
    (
        re.compile(r"argument (?P<where>[^:]+): invalid choice: '(.*)' \(choose from (.+)\)"),
        "{0}: ‘{1}’ kan hier niet. Kies uit: {2}.",
    ),
    (
        re.compile(r"argument ([^:]+): expected (?:one|at least one) argument"),
        "Achter {0} hoort nog iets te staan.",
    ),
    (
        re.compile(r"argument ([^:]+): invalid \w+ value: '(.*)'"),
        "{0}: ‘{1}’ is geen getal.",
    ),
)
"""What argparse says, and how a person reads it."""


class _DutchHelp(argparse.HelpFormatter):
    """Help with Dutch headings."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Begins with Dutch words."""
        super().add_usage(usage, actions, groups, prefix or "Zo gebruik je het: ")

    def start_section(self, heading: str | None) -> None:
        """Gives a part its Dutch heading."""
        super().start_section(HEADINGS.get(heading or "", heading))


class _DutchParser(argparse.ArgumentParser):
    """A parser that explains and complains in Dutch."""

    def __init__(self, prog: str, description: str) -> None:
        super().__init__(
            prog=prog,
            description=description,
            formatter_class=_DutchHelp,
            add_help=False,
            allow_abbrev=False,
        )
        self.add_argument("-h", "--help", action="help", help="laat deze uitleg zien")

    def error(self, message: str) -> NoReturn:
        """Says what is wrong and where the help is, and stops."""
        self.exit(WRONG_USE, f"{_in_dutch(message)}\nUitleg: {self.prog} --help\n")


def _in_dutch(message: str) -> str:
    for english, dutch in MISTAKES:
        found = english.fullmatch(message)
        if found is not None:
            return dutch.format(*found.groups())
    return "Deze opdracht klopt niet."


def parsed(
    commands: Sequence[CommandLine], argv: Sequence[str]
) -> tuple[CommandLine, argparse.Namespace] | None:
    """Reads what was typed; None when the help was shown. Raises SystemExit for a mistake."""
    top = _DutchParser(PROGRAM, "Meldingen van pesten op school, van het eerste woord tot nazorg.")
    top.add_argument(
        "--version",
        action="version",
        version=f"{PROGRAM} {version(PROGRAM)}",
        help="laat de versie zien",
    )
    width = max(len(command.name) for command in commands)
    top.epilog = "\n".join(f"  {one.name:<{width}}  {one.summary}" for one in commands)
    top.usage = f"{PROGRAM} OPDRACHT …"
    top.formatter_class = _DutchOverview
    if not argv:
        top.print_help()
        return None
    if argv[0].startswith("-"):
        top.parse_args(argv)
    known = {command.name: command for command in commands}
    command = known.get(argv[0])
    if command is None:
        top.exit(
            WRONG_USE,
            f"‘{argv[0]}’ is geen opdracht.{meant(argv[0], known)}\nUitleg: {PROGRAM} --help\n",
        )
    own = _DutchParser(f"{PROGRAM} {command.name}", command.summary)
    command.describe(own)
    return command, own.parse_args(argv[1:])


class _DutchOverview(_DutchHelp, argparse.RawDescriptionHelpFormatter):
    """The help of the whole program: the list of commands stays a list."""
