"""The few kinds of activity that Teams sends, as the listeners see them.

Each says of whom it is and where. What somebody typed is gone by then, but for a submitted form and
the letters in a field that searches.
"""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Any

import msgspec

from adapters.teams.entries import PLATFORM
from adapters.teams.message_ids import message_id
from flows.ports import Who

Json = dict[str, Any]
"""JSON as it travels."""

Id = Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
Value = Annotated[str, msgspec.Meta(max_length=3000)]
"""Longest text of our own that a button or dialog brings back."""

NONCE = 16
"""Characters by which one showing of a card or dialog is told from another."""


class Sender(msgspec.Struct, frozen=True):
    """Whose activity it is. An empty text is what Teams left out."""

    account: str
    """The aadObjectId; empty for somebody without an account, such as in a meeting."""
    member: str
    """What the connector calls the person, for this app only: "29:…"."""
    bot: str
    """What the connector calls us: "28:…"."""
    service_url: str
    conversation: str
    personal: bool
    """Whether it happened in the chat of one person with the app."""
    targeted: bool = False
    """Whether only this person sees it in a group, and only they may see the answer."""

    @property
    def who(self) -> Who:
        """Who it is, as every platform says it."""
        return Who(PLATFORM, self.account)


class Message(msgspec.Struct, frozen=True):
    """Something was typed, of which only the first word was read."""

    sender: Sender
    id: str
    word: str
    """One of our commands; empty for everything else."""
    is_for_us: bool = True
    """Whether the app was meant: always in a personal chat, by a mention elsewhere."""

    @property
    def request_id(self) -> str:
        """Gives what this request is known by."""
        return self.id


class _Press(msgspec.Struct, frozen=True):
    """A button of ours, wherever it stands."""

    sender: Sender
    id: str
    press: str
    nonce: str = ""

    @property
    def request_id(self) -> str:
        """Gives what this request is known by."""
        return known_by(self.id, self.nonce, self.press)


class PostedPress(_Press, frozen=True):
    """A button under a card, by a client that posts a message for it instead of calling us."""


class CardPress(_Press, frozen=True):
    """A button under a card that acts at once; its answer takes the place of the card."""

    card: str = ""
    """The activity with the card in it; empty when Teams does not say."""

    @property
    def message_id(self) -> str:
        """Gives where the card stands, as `flows.ports.Placed` says it."""
        return message_id(self.sender.conversation, self.card)


class CardRefresh(msgspec.Struct, frozen=True):
    """A client that shows a card asks for it as it is now, as a rule without anybody doing that."""

    sender: Sender
    id: str
    card: str
    """The activity with the card in it; empty when Teams does not say."""

    @property
    def request_id(self) -> str:
        """Gives what this request is known by."""
        return self.id

    @property
    def message_id(self) -> str:
        """Gives where the card stands, as `flows.ports.Placed` says it."""
        return message_id(self.sender.conversation, self.card)


class DialogOpened(_Press, frozen=True):
    """A button that opens a dialog, or the command of the message extension."""


class DialogSubmitted(msgspec.Struct, frozen=True):
    """A button in a dialog: of a form when `form` is not empty, else of a page."""

    sender: Sender
    id: str
    press: str
    filled: Json
    """All that came back, with what was filled in."""
    form: str = ""
    carried: str = ""
    nonce: str = ""

    @property
    def request_id(self) -> str:
        """Gives what this request is known by: other answers make another request."""
        came_back = json.dumps(self.filled, sort_keys=True)
        return known_by(self.id, self.nonce, self.press, self.form, came_back)


class Search(msgspec.Struct, frozen=True):
    """What was typed so far in a field that searches."""

    sender: Sender
    id: str
    dataset: str
    typed: str
    most: int
    """How many people may be found."""

    @property
    def request_id(self) -> str:
        """Gives what this request is known by."""
        return self.id


class Installation(msgspec.Struct, frozen=True):
    """The app came into a chat, or was taken out. Teams tells it twice, and again now and then."""

    sender: Sender
    id: str
    is_there: bool

    @property
    def request_id(self) -> str:
        """Gives what this request is known by."""
        return self.id


class Unknown(msgspec.Struct, frozen=True):
    """A kind of activity that asks nothing of this app, such as a reaction or an edited message."""


Incoming = (
    Message
    | PostedPress
    | CardPress
    | CardRefresh
    | DialogOpened
    | DialogSubmitted
    | Search
    | Installation
    | Unknown
)


def known_by(activity_id: str, nonce: str, *what: str) -> str:
    """Names a request by the showing it came from and what was done there, else by its own id.

    Teams repeats a request that it got no answer to, sometimes under a new id.
    """
    if not nonce:
        return activity_id
    return f"{nonce}:{_digest(*what)}"


def nonce_of(request_id: str) -> str:
    """Gives the nonce of what is shown in answer to a request."""
    return _digest(request_id)


def _digest(*parts: str) -> str:
    content = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(content).hexdigest()[:NONCE]
