"""When the local Teams misbehaves, and how: drawn from a seed, or written out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from tests.chat_stub import plan

Misbehaviour = Literal[
    "",
    "limited",
    "precondition",
    "broken",
    "broken_after",
    "silent",
    "silent_after",
    "reset",
    "reset_after",
    "unreadable",
    "not_in_roster",
    "blocked",
    "writes_blocked",
    "disabled",
    "forbidden",
]
"""What is done instead of answering: "" nothing; 429; 412; 502; no answer at all until the caller
goes away; the connection broken off; 201 with something that is no JSON; one of the five kinds of
403. Behind `_after` the call was carried out; "unreadable" too. In all other cases it was not."""

CARRIED_OUT: frozenset[Misbehaviour] = frozenset(
    {"", "broken_after", "silent_after", "reset_after", "unreadable"}
)

EVERY: tuple[Misbehaviour, ...] = (
    "limited",
    "precondition",
    "broken",
    "broken_after",
    "silent",
    "silent_after",
    "reset",
    "reset_after",
    "unreadable",
)
"""What passes by itself."""

REFUSALS: dict[Misbehaviour, str] = {
    "not_in_roster": "BotNotInConversationRoster",
    "blocked": "ConversationBlockedByUser",
    "writes_blocked": "MessageWritesBlocked",
    "disabled": "BotDisabledByAdmin",
    "forbidden": "ForbiddenOperationException",
}
"""The codes of a 403, which do not pass."""

CREATE = "conversations.create"
POST = "activities.post"
PUT = "activities.put"
DELETE = "activities.delete"
MEMBER = "members.get"
ROSTER = "members.list"
TOKEN = "token"
"""What the calls are called here: those of the connector, and that for a token."""

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
        methods: Iterable[str] = (CREATE, POST, PUT),
    ) -> None:
        super().__init__(seed, well="", kinds=kinds, methods=methods, share=share)


class WrittenOut(plan.WrittenPlan[Misbehaviour]):
    """Does what is written, call after call of one method, and behaves well after that."""

    def __init__(self, by_method: Mapping[str, Iterable[Misbehaviour]]) -> None:
        """Takes `{POST: ("limited", "")}`."""
        super().__init__("", by_method)
