"""How Slack says no to a call."""

from __future__ import annotations

import msgspec


class SlackError(Exception):
    """Slack weigert deze aanroep."""

    def __init__(self, code: str, **more: object) -> None:
        super().__init__(code)
        self.code = code
        self.more = more
        """What else stands in the answer."""


class Limited(Exception):
    """Dit gaat te snel: HTTP 429."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after
        """In seconds."""


class Call(msgspec.Struct, frozen=True):
    """A call that came in, and what came of it."""

    method: str
    arguments: dict[str, object]
    at: float
    """In stub time."""
    misbehaviour: str = ""
    """What the plan did with it; empty when it was answered as it should be."""
    was_done: bool = False
    """Whether it was carried out, whatever was answered."""
    error: str = ""
