"""What events speak of: pupils by their number within a melding, and the parts they have."""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec

Part = Literal["gepeste", "pester", "betrokken"]
"""The part a pupil has according to the melding; one pupil can have two (X-26)."""


class Involved(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pupil as the melding names them: a number within this melding and the parts."""

    pupil: str
    parts: tuple[Part, ...]


Sympathy = Literal["sympathie", "meeloper", "pester"]
"""Why a pupil is in a support group: sympathises, goes along, or bullies (A:310-311)."""


class Member(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pupil in a support group: a number within this melding, and why they are in it."""

    pupil: str
    part: Sympathy


class Recorded(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    kw_only=True,
    tag=True,
    tag_field="type",
    omit_defaults=True,
):
    """What every event is and holds: when it was recorded, and by whom."""

    at: datetime.datetime
    by: str = ""
    """Staff id; empty when the program did it, such as a timer that fired."""
    v: int = 1
