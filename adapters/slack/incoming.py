"""The few kinds of request that Slack makes, as the listeners see them.

Each says of whom it is, and gives bolt just enough to choose a listener by: nothing that somebody
typed or filled in passes through bolt.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec

from adapters.slack.methods import PLATFORM
from flows.ports import Who

Id = Annotated[str, msgspec.Meta(min_length=1, max_length=255)]
Name = Annotated[str, msgspec.Meta(max_length=255)]
Value = Annotated[str, msgspec.Meta(max_length=3000)]
"""Longest of what Slack keeps for us: private_metadata; the value of a button is at most 2,000."""

Place = Literal["message", "modal", "home"]
"""Where a button stands, which says how its answer is shown."""

Wire = dict[str, Any]
"""JSON as it travels."""


class Sender(msgspec.Struct, frozen=True):
    """Whose request it is. An empty text is what Slack left out."""

    team: str
    """The workspace in which it happened."""
    user: str
    home: str = ""
    """The workspace that the person belongs to."""
    enterprise: str = ""
    whole_organisation: bool = False
    """Whether the app was installed for a whole organisation at once."""

    @property
    def who(self) -> Who:
        """Who it is, as every platform says it."""
        return Who(PLATFORM, self.user)


class View(msgspec.Struct, frozen=True):
    """The modal or Home tab that something was done in."""

    id: Id
    type: Literal["modal", "home"]
    hash: Name = ""
    callback_id: Name = ""
    private_metadata: Value = ""


class Command(msgspec.Struct, frozen=True):
    """A slash command; what was typed behind it is not read."""

    sender: Sender
    name: str
    """Without the slash."""
    trigger: str
    respond_to: str = ""

    @property
    def request_id(self) -> str:
        """Gives what this request is known by."""
        return self.trigger

    def routing(self) -> Wire:
        """Gives what bolt chooses a listener by."""
        return _from(self.sender) | {"command": f"/{self.name}"}


class Shortcut(msgspec.Struct, frozen=True):
    """The global shortcut."""

    sender: Sender
    name: str
    trigger: str

    @property
    def request_id(self) -> str:
        """Gives what this request is known by."""
        return self.trigger

    def routing(self) -> Wire:
        """Gives what bolt chooses a listener by."""
        return _from(self.sender) | {"type": "shortcut", "callback_id": self.name}


class Action(msgspec.Struct, frozen=True):
    """A button that was pressed, or a choice in a modal that decides which questions are asked."""

    sender: Sender
    place: Place
    action: str
    value: str
    trigger: str
    respond_to: str = ""
    view: View | None = None
    filled: Wire = {}
    """The view as it came, with what was filled in so far."""

    @property
    def request_id(self) -> str:
        """Gives what this request is known by."""
        return self.trigger

    def routing(self) -> Wire:
        """Gives what bolt chooses a listener by."""
        actions = [{"action_id": self.action}]
        return _from(self.sender) | {"type": "block_actions", "actions": actions}


class Suggestion(msgspec.Struct, frozen=True):
    """What was typed so far in a field that searches."""

    sender: Sender
    action: str
    typed: str

    @property
    def request_id(self) -> str:
        """Gives what this request is known by."""
        return self.action

    def routing(self) -> Wire:
        """Gives what bolt chooses a listener by."""
        return _from(self.sender) | {"type": "block_suggestion", "action_id": self.action}


class Submission(msgspec.Struct, frozen=True):
    """A modal whose button was pressed."""

    sender: Sender
    view: View
    filled: Wire
    """The view as it came, with what was filled in."""

    @property
    def request_id(self) -> str:
        """Gives what this request is known by."""
        return f"{self.view.id}:{self.view.hash}"

    def routing(self) -> Wire:
        """Gives what bolt chooses a listener by."""
        return _from(self.sender) | {"type": "view_submission", "view": _routed(self.view)}


class Closed(msgspec.Struct, frozen=True):
    """A modal that was closed without submitting."""

    sender: Sender
    view: View

    @property
    def request_id(self) -> str:
        """Gives what this request is known by."""
        return self.view.id

    def routing(self) -> Wire:
        """Gives what bolt chooses a listener by."""
        return _from(self.sender) | {"type": "view_closed", "view": _routed(self.view)}


class Event(msgspec.Struct, frozen=True):
    """Something that happened in the workspace. Slack sends it again when it got no answer."""

    sender: Sender
    type: str
    request_id: str
    tab: str = ""
    """For app_home_opened: home or messages."""
    bot_tokens: int = 0
    """For tokens_revoked: how many of them are of a bot."""

    def routing(self) -> Wire:
        """Gives what bolt chooses a listener by."""
        event = {"type": self.type, "user": self.sender.user}
        return {"type": "event_callback", "team_id": self.sender.team, "event": event}


class Verification(msgspec.Struct, frozen=True):
    """Slack asks whether this address is ours, before it sends anything."""

    challenge: Name

    def routing(self) -> Wire:
        """Gives what bolt answers by itself."""
        return {"type": "url_verification", "challenge": self.challenge}


class Unknown(msgspec.Struct, frozen=True):
    """A kind of request that this app never asked for, such as a shortcut on a message."""

    def routing(self) -> Wire:
        """Gives nothing that a listener answers."""
        return {}


Incoming = (
    Command | Shortcut | Action | Suggestion | Submission | Closed | Event | Verification | Unknown
)


def _from(sender: Sender) -> Wire:
    return {"user": {"id": sender.user}, "team": {"id": sender.team}}


def _routed(view: View) -> Wire:
    return {"callback_id": view.callback_id, "type": view.type}
