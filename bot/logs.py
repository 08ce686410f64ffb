"""Log lines: a fixed event with keys from an allow-list. Ids and codes, never a name or a text.

A line is JSON on stderr. A key that is not on the list is a fault of the programmer and is refused,
so that nothing slips out with an object that happens to be at hand. What a library says is left
out: an HTTP server quotes the bytes it cannot read, and an event loop the error of a task.
"""

from __future__ import annotations

import logging
import re

import msgspec

ALLOWED = frozenset(
    {
        "case_id",
        "code",
        "count",
        "delivery_id",
        "error",
        "key",
        "platform",
        "port",
        "reason",
        "request_id",
        "seconds",
        "staff_id",
        "version",
    }
)

SAFE = re.compile(r"[A-Za-z0-9_.:/+ -]{0,120}")
"""What an id or code can consist of; anything else is written as "?"."""

_logger = logging.getLogger("pestmelding")


class ContentInLog(ValueError):
    """Deze sleutel mag niet in het logboek van de toepassing."""


class Log:
    """Writes log lines."""

    def info(self, event: str, **values: object) -> None:
        """Writes what happened as it should."""
        self._write(logging.INFO, event, values)

    def warning(self, event: str, **values: object) -> None:
        """Writes what somebody should look at some day."""
        self._write(logging.WARNING, event, values)

    def error(self, event: str, **values: object) -> None:
        """Writes what somebody should look at now."""
        self._write(logging.ERROR, event, values)

    def _write(self, level: int, event: str, values: dict[str, object]) -> None:
        if not ALLOWED.issuperset(values):
            raise ContentInLog(event)
        safe = {key: _safe(str(value)) for key, value in values.items()}
        _logger.log(level, "%s", msgspec.json.encode({"event": event, **safe}).decode())


def _safe(text: str) -> str:
    return text if SAFE.fullmatch(text) else "?"


log = Log()


class WithoutContent(logging.Formatter):
    """Writes our own lines, and of those of libraries only who spoke and the kind of error."""

    def format(self, record: logging.LogRecord) -> str:
        """Gives one line; a message that is not ours, an error's words and a traceback never."""
        said = _of_ours(record) if _is_ours(record.name) else _of_a_library(record)
        return f"{self.formatTime(record)} {record.levelname} {said}"


def _is_ours(name: str) -> bool:
    return name.partition(".")[0] == _logger.name


def _of_ours(record: logging.LogRecord) -> str:
    """Gives the line, and the kind of error that an adapter gave along."""
    kind = _safe(str(record.__dict__.get("error", "")))
    return f"{record.getMessage()} {kind}".rstrip()


def _of_a_library(record: logging.LogRecord) -> str:
    kind = record.exc_info[0] if record.exc_info else None
    return f"{record.name} {kind.__name__}" if kind else record.name


def set_up(*, quiet: bool = False) -> None:
    """Sends our lines to stderr and keeps libraries to warnings: some print bodies at DEBUG.

    `quiet` leaves out what went as it should, for who plays in a terminal.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(WithoutContent())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    _logger.setLevel(logging.WARNING if quiet else logging.INFO)
