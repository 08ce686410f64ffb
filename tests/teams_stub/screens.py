"""What a person has in front of them in Teams: one dialog, and words said to them alone."""

from __future__ import annotations

from typing import Any

import msgspec

from tests.teams_stub.inputs import State, begun

Json = dict[str, Any]


class OpenDialog(msgspec.Struct):
    """A dialog on somebody's screen."""

    conversation: str
    """The chat it was opened from."""
    extension: str
    """The command and its context when the message extension opened it; else empty."""
    title: str = ""
    card: Json = msgspec.field(default_factory=dict)
    state: State = msgspec.field(default_factory=dict)
    found: set[str] = msgspec.field(default_factory=set)
    """Values that were found by typing: they can be chosen from then on."""
    versions: int = 0

    def show(self, title: str, card: Json) -> None:
        """Puts another card in it; what was filled in is gone but for what this card holds."""
        self.title, self.card = title, card
        self.state = begun(card)
        self.versions += 1


class Screen:
    """What one person sees of the app."""

    def __init__(self) -> None:
        self.dialog: OpenDialog | None = None
        self.said: list[str] = []
        """Every sentence that only this person saw, oldest first."""
