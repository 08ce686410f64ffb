"""When the local Slack misbehaves, and how: drawn from a seed, or written out."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random  # noqa: TID251 - chance that comes from a seed, to be drawn again
from typing import Literal, Protocol

Misbehaviour = Literal[
    "",
    "limited",
    "broken",
    "broken_after",
    "silent",
    "silent_after",
    "reset",
    "reset_after",
    "unreadable",
    "internal_error",
]
"""What is done instead of answering: "" nothing; 429; 500; no answer at all until the caller goes
away; the connection broken off; 200 with something that is no JSON; 200 with an error that passes.
Behind `_after` the call was carried out; "unreadable" too. In all other cases it was not."""

CARRIED_OUT: frozenset[Misbehaviour] = frozenset(
    {"", "broken_after", "silent_after", "reset_after", "unreadable"}
)

EVERY: tuple[Misbehaviour, ...] = (
    "limited",
    "broken",
    "broken_after",
    "silent",
    "silent_after",
    "reset",
    "reset_after",
    "unreadable",
    "internal_error",
)

RETRY_AFTER = 1
"""Seconds that a planned 429 asks to wait."""


class Plan(Protocol):
    """Says how a call is answered."""

    def next(self, method: str) -> Misbehaviour:
        """Gives what is done with the next call of this method."""


class WellBehaved:
    """Answers every call as it should be."""

    def next(self, method: str) -> Misbehaviour:
        """Gives nothing."""
        del method
        return ""


class Seeded:
    """Misbehaves in a share of the calls, drawn from a seed."""

    def __init__(
        self,
        seed: int,
        *,
        share: float = 0.2,
        kinds: tuple[Misbehaviour, ...] = EVERY,
        methods: Iterable[str] = ("chat.postMessage", "chat.update", "conversations.open"),
    ) -> None:
        self._random = Random(seed)  # noqa: S311 - as above
        self._share = share
        self._kinds = kinds
        self._methods = frozenset(methods)

    def next(self, method: str) -> Misbehaviour:
        """Draws for one of the methods that it concerns."""
        if method not in self._methods or self._random.random() >= self._share:
            return ""
        return self._random.choice(self._kinds)


class WrittenOut:
    """Does what is written, call after call of one method, and behaves well after that."""

    def __init__(self, **by_method: Iterable[Misbehaviour]) -> None:
        """Takes `chat_postMessage=("limited", "")`, with _ for the dot in the name of a method."""
        self._left = {name.replace("_", ".", 1): list(one) for name, one in by_method.items()}

    def next(self, method: str) -> Misbehaviour:
        """Takes the first that is left for this method."""
        left = self._left.get(method)
        return left.pop(0) if left else ""
