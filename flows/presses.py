"""What a button or form means, written as one opaque text that may travel through any platform.

A press names a verb, a melding and a subject. All three are ids: a verb from a closed list, four
characters, and a key of letters, digits and a few marks. A person's right to do it is asked each
time it comes back, so a press that was copied, forwarded or kept for years gives nothing away.
"""

from __future__ import annotations

import re

import msgspec

SHAPE = re.compile(r"[a-z][a-z-]{0,31}\|[A-Z0-9]{0,8}\|[A-Za-z0-9._:/-]{0,120}")


class Press(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A verb, the melding it is about ("" for none) and what in it."""

    verb: str
    case_id: str = ""
    subject: str = ""

    def encoded(self) -> str:
        """Gives the text that stands in a button value or form id."""
        return f"{self.verb}|{self.case_id}|{self.subject}"


def decoded(value: str) -> Press | None:
    """Reads a button value or form id; gives None for anything this program never made."""
    if SHAPE.fullmatch(value) is None:
        return None
    verb, case_id, subject = value.split("|")
    return Press(verb, case_id, subject)
