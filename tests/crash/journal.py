"""What the people outside remember when the program dies: what they began and were told."""

import os
import pathlib
from typing import Literal

import msgspec

from flows.forms import Form

JOURNAL = "journal"


class Line(msgspec.Struct, frozen=True):
    """One line: the step, what became of it, and the form that is open since."""

    step: int
    what: Literal["begun", "opened", "told", "settled"]
    form: Form | None = None
    points: int = 0
    """Points the program had passed, since it started, when this was written."""


class Journal:
    """A file with lines that are written at once and survive the program."""

    def __init__(self, path: pathlib.Path) -> None:
        content = path.read_bytes() if path.exists() else b""
        self.lines = [msgspec.json.decode(line, type=Line) for line in content.splitlines()]
        self._path = path
        self._file = -1

    @property
    def done(self) -> int:
        """The first step that nobody was told about."""
        return sum(line.what == "told" for line in self.lines)

    @property
    def was_begun(self) -> bool:
        """Whether a step was begun that nobody was told about."""
        return bool(self.lines) and self.lines[-1].what in ("begun", "opened")

    @property
    def form(self) -> Form | None:
        """The form that the last finished step opened."""
        told = [line for line in self.lines if line.what == "told"]
        return told[-1].form if told else None

    @property
    def opened(self) -> Form | None:
        """The form of the step that is under way, when it was opened before."""
        last = self.lines[-1] if self.lines else None
        under_way = [
            line
            for line in self.lines
            if last is not None and line.what == "opened" and line.step == self.done
        ]
        return under_way[-1].form if under_way else None

    def begin(self, step: int) -> None:
        """Somebody is about to do a step."""
        self._write(Line(step, "begun"))

    def opens(self, step: int, form: Form) -> None:
        """Somebody sees the form of a step."""
        self._write(Line(step, "opened", form))

    def told(self, step: int, form: Form | None) -> None:
        """Somebody was told that a step is done."""
        self._write(Line(step, "told", form))

    def settled(self, step: int, points: int) -> None:
        """All that follows from a step at once has happened."""
        self._write(Line(step, "settled", points=points))

    def _write(self, line: Line) -> None:
        if self._file < 0:
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
            self._file = os.open(self._path, flags, 0o600)
        self.lines.append(line)
        os.write(self._file, msgspec.json.encode(line) + b"\n")
