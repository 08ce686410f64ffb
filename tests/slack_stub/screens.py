"""What a person has in front of them in Slack: a stack of modals, the Home tab, words said to them.

Views are kept as Slack keeps them: with an id, a hash that changes with each version, defaults
filled in, and what the person filled in.
"""

from __future__ import annotations

import asyncio
import copy
from typing import Any

import msgspec

from tests.slack_stub.elements import State, fields_in, filled_state

View = dict[str, Any]

STACK_AT_MOST = 3


class OpenView(msgspec.Struct):
    """A modal on somebody's screen, or their Home tab."""

    id: str
    kind: str
    """"modal" or "home"."""
    user: str
    sent: View
    """As the app made it, with a name for every block."""
    hash: str
    state: State = msgspec.field(default_factory=dict)
    errors: dict[str, str] = msgspec.field(default_factory=dict)
    """What is said at the fields, by block id."""
    root_id: str = ""
    previous_id: str | None = None

    @property
    def blocks(self) -> list[dict[str, Any]]:
        """What stands in it, from top to bottom."""
        blocks: list[dict[str, Any]] = self.sent["blocks"]
        return blocks

    def block(self, block_id: str) -> dict[str, Any]:
        """Finds a block by its id."""
        return next(one for one in self.blocks if one["block_id"] == block_id)

    def replace(self, sent: View, version: str) -> None:
        """Puts another view in its place; what is filled in under the same names stays."""
        self.sent = {**sent, "blocks": named_blocks(sent["blocks"], version)}
        self.state = filled_state(self.blocks, self.state)
        self.hash = version
        self.errors = {}

    def as_told(self, *, team: str, bot_id: str, app_id: str) -> View:
        """Gives the view as Slack sends it to the app, with all that it adds of its own."""
        told = {
            "id": self.id,
            "team_id": team,
            "type": self.kind,
            "blocks": [_as_told(block) for block in copy.deepcopy(self.blocks)],
            "private_metadata": self.sent.get("private_metadata", ""),
            "callback_id": self.sent.get("callback_id", ""),
            "state": {"values": copy.deepcopy(self.state)},
            "hash": self.hash,
            "title": self.sent.get("title", {"type": "plain_text", "text": "Home", "emoji": True}),
            "clear_on_close": self.sent.get("clear_on_close", False),
            "notify_on_close": self.sent.get("notify_on_close", False),
            "close": self.sent.get("close"),
            "submit": self.sent.get("submit"),
            "previous_view_id": self.previous_id,
            "root_view_id": self.root_id,
            "app_id": app_id,
            "external_id": self.sent.get("external_id", ""),
            "app_installed_team_id": team,
            "bot_id": bot_id,
        }
        told["blocks"] = _escaped(told["blocks"])
        return told


class Screen:
    """What one person sees of the app."""

    def __init__(self) -> None:
        self.modals: list[OpenView] = []
        self.home: OpenView | None = None
        self.said: list[str] = []
        """Every sentence that only this person saw, oldest first."""
        self.heard = asyncio.Event()
        """Is set with each of them."""
        self.found: dict[str, dict[str, Any]] = {}
        """What was found by typing, by its value: it can be chosen from then on."""

    @property
    def modal(self) -> OpenView | None:
        """The modal on top, which is the only one that can be used."""
        return self.modals[-1] if self.modals else None

    def hears(self, sentence: str) -> None:
        """Shows a sentence to this person alone."""
        self.said.append(sentence)
        self.heard.set()

    def find(self, view_id: str) -> OpenView | None:
        """Finds an open view."""
        views = [*self.modals, *([self.home] if self.home is not None else [])]
        return next((one for one in views if one.id == view_id), None)


def fresh_view(view_id: str, user: str, sent: View, version: str) -> OpenView:
    """Opens a view."""
    opened = OpenView(
        id=view_id, kind=sent["type"], user=user, sent={}, hash=version, root_id=view_id
    )
    opened.replace(sent, version)
    return opened


def named_blocks(sent: list[dict[str, Any]], version: str) -> list[dict[str, Any]]:
    """Gives blocks in which each has a name, as Slack gives one to those without."""
    blocks = copy.deepcopy(sent)
    for number, block in enumerate(blocks):
        block.setdefault("block_id", f"b{version[-4:]}{number}")
    for block, element in fields_in(blocks):
        element.setdefault("action_id", f"a{block['block_id']}")
    return blocks


def _as_told(block: dict[str, Any]) -> dict[str, Any]:
    if block["type"] == "input":
        block.setdefault("optional", False)
        block.setdefault("dispatch_action", False)
    return block


def _escaped(part: Any) -> Any:  # noqa: ANN401 - any part of a payload
    """Escapes the words in blocks, as Slack does when it sends them back."""
    if isinstance(part, list):
        return [_escaped(one) for one in part]
    if not isinstance(part, dict):
        return part
    if part.get("type") == "plain_text" and "text" in part:
        words = part["text"]
        for character, escape in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
            words = words.replace(character, escape)
        return {**part, "text": words}
    return {name: _escaped(one) for name, one in part.items()}
