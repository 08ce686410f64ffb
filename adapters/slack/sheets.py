"""What a modal of ours carries through Slack: which form it is, and which block asks what.

Rules this file keeps:

- `private_metadata` holds ids and what `bot/` sealed; nothing that a reader could make out.
- Slack keeps what was typed when a modal is replaced by one whose blocks are called the same. So
  blocks are called after their form as well: the words about one pupil never turn up in the form
  about the next, and the same step drawn again keeps what stands in it.
"""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec

SheetKind = Literal["form", "page", "said"]
"""The `callback_id` of a modal: what can be submitted, what is read, and one sentence."""

MARK = 8
"""Characters by which the blocks of one form are told from those of another."""

ELSEWHERE = "anders"
"""Behind the id of a field: the text field for who is not in the list."""

PRESS = "press"
"""How the action id of every button begins; its value is an encoded press."""
DECIDES = "decides"
"""Action id of a choice on which other questions hang."""
ANSWERS = "answers"
"""Action id of every other field."""
PUPILS = "pupil"
STAFF = "staff"
"""Action ids of the fields that search, which are the kinds of `flows.ports.Searched`."""
COPY = "copy"
"""Action id of a text to copy, which is no answer."""


class Sheet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form that a modal shows."""

    form: str
    carried: str = ""

    def encoded(self) -> str:
        """Gives the text for private_metadata."""
        return msgspec.json.encode(self).decode()

    @property
    def mark(self) -> str:
        """What the names of its blocks end in."""
        content = f"{self.form} {self.carried}".encode()
        return hashlib.sha256(content).hexdigest()[:MARK]

    def block(self, field: str, part: str = "") -> str:
        """Gives the name of the block of a field, or of the part of it that is asked apart."""
        return f"{field}~{part}~{self.mark}"


def sheet_in(metadata: str) -> Sheet | None:
    """Reads private_metadata; None for a text that this program never wrote."""
    try:
        return msgspec.json.decode(metadata, type=Sheet)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def field_in(block: str) -> tuple[str, str]:
    """Gives the field and the part that a block asks."""
    field, _, rest = block.partition("~")
    return field, rest.partition("~")[0]
