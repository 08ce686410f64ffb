"""Who p1, p2 … are, for as long as somebody who may see it looks at a form or page.

Kept apart from the events, a row per pupil with a key of its own, so that it can be destroyed
without touching what happened (architecture §5.4).
"""

from __future__ import annotations

import string

import msgspec


class Identity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pupil of the melding by name, or as described by whoever could not find the name."""

    pupil: str
    roster_id: str = ""
    """Empty when the pupil is not in the roster."""
    roepnaam: str = ""
    tussenvoegsel: str = ""
    achternaam: str = ""
    class_name: str = ""
    description: str = ""
    """What was typed under "staat niet in de lijst"."""

    @property
    def full_name(self) -> str:
        """The name as people write it, or the description."""
        parts = (self.roepnaam, self.tussenvoegsel, self.achternaam)
        return " ".join(part for part in parts if part) or self.description


def letter(pupil: str) -> str:
    """Gives the letter that stands for p1, p2 … in the chat of one melding: A, B … Z, A2 and so on.

    Letters never appear in a text for Magister or a mail (architecture §5.6).
    """
    number = int(pupil.removeprefix("p")) - 1
    turn, place = divmod(number, len(string.ascii_uppercase))
    return string.ascii_uppercase[place] + (str(turn + 1) if turn else "")


def identity_of(identities: tuple[Identity, ...], pupil: str) -> Identity:
    """Finds who a pupil is; an unknown one is described by the letter alone."""
    found = next((one for one in identities if one.pupil == pupil), None)
    return found or Identity(pupil, description=letter(pupil))
