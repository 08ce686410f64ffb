"""How the connector says no to a call."""

from __future__ import annotations

import msgspec


class ConnectorError(Exception):
    """Teams weigert deze aanroep."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.retry_after = 0
        """In seconds, for a 429."""


class Limited(ConnectorError):
    """Dit gaat te snel: HTTP 429."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(429, "TooManyRequests")
        self.retry_after = retry_after


class Call(msgspec.Struct, frozen=True):
    """A call that came in, and what came of it."""

    method: str
    """As the plan calls it."""
    conversation: str
    body: dict[str, object]
    at: float
    """In stub time."""
    misbehaviour: str = ""
    """What the plan did with it; empty when it was answered as it should be."""
    was_done: bool = False
    """Whether it was carried out, whatever was answered."""
    error: str = ""
