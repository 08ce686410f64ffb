"""Log lines: a fixed event with keys from an allow-list. Ids and codes, never a name or a text.

A line is JSON on stderr. A key that is not on the list is a fault of the programmer and is refused,
so that nothing slips out with an object that happens to be at hand.
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


class ContentFree(logging.Formatter):
    """Writes our own lines as they are, and of a library's only who wrote it and which fault.

    What a library says can hold what somebody typed, such as the bytes of a broken request.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Gives the line."""
        if record.name == _logger.name:
            return super().format(record)
        fault = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        said = {"event": "library", "key": _safe(record.name), "error": _safe(fault)}
        line = logging.LogRecord(
            record.name,
            record.levelno,
            record.pathname,
            record.lineno,
            msgspec.json.encode(said).decode(),
            None,
            None,
        )
        return super().format(line)


def set_up(*, quiet: bool = False) -> None:
    """Sends our lines to stderr and keeps libraries to warnings: some print bodies at DEBUG.

    `quiet` leaves out what went as it should, for who plays in a terminal.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(ContentFree())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    _logger.setLevel(logging.WARNING if quiet else logging.INFO)
