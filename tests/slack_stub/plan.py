"""When the local Slack misbehaves, and how: drawn from a seed, or written out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from tests.chat_stub import plan

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

Plan = plan.Plan[Misbehaviour]
"""Says how a call is answered."""


class WellBehaved(plan.WellBehaved[Misbehaviour]):
    """Answers every call as it should be."""

    def __init__(self) -> None:
        super().__init__("")


class Seeded(plan.SeededPlan[Misbehaviour]):
    """Misbehaves in a share of the calls, drawn from a seed."""

    def __init__(
        self,
        seed: int,
        *,
        share: float = 0.2,
        kinds: tuple[Misbehaviour, ...] = EVERY,
        methods: Iterable[str] = ("chat.postMessage", "chat.update", "conversations.open"),
    ) -> None:
        super().__init__(seed, well="", kinds=kinds, methods=methods, share=share)


class WrittenOut(plan.WrittenPlan[Misbehaviour]):
    """Does what is written, call after call of one method, and behaves well after that."""

    def __init__(self, **by_method: Iterable[Misbehaviour]) -> None:
        """Takes `chat_postMessage=("limited", "")`, with _ for the dot in the name of a method."""
        super().__init__("", {name.replace("_", ".", 1): one for name, one in by_method.items()})
