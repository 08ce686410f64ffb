"""The only place where the program learns what time it is, or makes something random."""

from __future__ import annotations

import datetime
import secrets
from typing import Protocol

CASE_ID_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Digits and capitals without look-alikes: no 0 or O, no 1, I, L or U."""

CASE_ID_LENGTH = 4


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime.datetime:
        """Gives the moment it is, in UTC."""


class MovableClock(Clock, Protocol):
    """Tells the time, and lets itself be moved: for practice and for tests."""

    def move_to(self, moment: datetime.datetime) -> None:
        """Moves forward; a moment that has passed changes nothing."""


class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime.datetime:
        """Gives the moment it is, in UTC."""
        return datetime.datetime.now(datetime.UTC)


class PracticeClock:
    """A clock that stands still until somebody moves it forward: for practice and for tests."""

    def __init__(self, start: datetime.datetime) -> None:
        self._now = start

    def now(self) -> datetime.datetime:
        """Gives the moment the clock stands at, in UTC."""
        return self._now

    def move_to(self, moment: datetime.datetime) -> None:
        """Moves forward; a moment that has passed changes nothing."""
        self._now = max(self._now, moment)


def random_bytes(number: int) -> bytes:
    """Gives bytes that nobody can guess."""
    return secrets.token_bytes(number)


def new_case_id() -> str:
    """Makes an id for a melding; whether it is free is asked when it is stored."""
    return "".join(secrets.choice(CASE_ID_LETTERS) for _ in range(CASE_ID_LENGTH))


def jitter() -> float:
    """Gives a number between 0 and 1, to spread what is tried again."""
    return secrets.randbelow(1000) / 1000
