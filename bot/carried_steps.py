"""Earlier steps of a form, sealed so that they can travel through a platform unread.

Nothing of a report is stored before it is submitted, so what an earlier step gathered goes along
with the next one: encrypted, for this person only, and worthless after two hours. It is packed
small, for Slack leaves little room (`flows.limits.CARRIED`).
"""

from __future__ import annotations

import base64
import binascii
import datetime
import zlib

import msgspec

from flows.forms import Answer
from flows.limits import CARRIED
from storage.encryption import DataKey, Place, RandomBytes, SchoolKey
from storage.errors import StorageError

LASTS = datetime.timedelta(hours=2)
"""How long the earlier steps of a report can be carried."""

OPEN_LASTS = datetime.timedelta(hours=12)
"""How long a form may stay open; shorter than a submitted form is remembered."""

KEY_ID = b"carried2"
"""Changes with the form of what is sealed, so that what an older version sealed is too old."""


class CarriedAway(Exception):
    """Dit formulier is te oud of hoort bij iemand anders. Begin opnieuw."""


class TooMuch(Exception):
    """Dit is samen te veel om mee te nemen naar het volgende scherm."""


class _Sealed(msgspec.Struct, frozen=True):
    until: datetime.datetime
    answers: tuple[Answer, ...]


class CarriedSteps:
    """Seals and opens earlier steps."""

    def __init__(self, school_key: SchoolKey, random_bytes: RandomBytes) -> None:
        self._key = DataKey(KEY_ID, school_key.sign(b"earlier steps of a form"))
        self._random_bytes = random_bytes

    def sealed(self, answers: tuple[Answer, ...], person: str, now: datetime.datetime) -> str:
        """Gives a text that only this program can open again, for the same person.

        Raises `TooMuch` when it would be longer than every platform takes along.
        """
        sealed = self._sealed(answers, person, now + LASTS)
        if len(sealed) > CARRIED:
            raise TooMuch
        return sealed

    def _sealed(self, answers: tuple[Answer, ...], person: str, until: datetime.datetime) -> str:
        content = zlib.compress(msgspec.msgpack.encode(_Sealed(until, answers)), level=9)
        envelope = self._key.seal(content, Place("form", "carried", person), self._random_bytes)
        return base64.urlsafe_b64encode(envelope).decode()

    def mark(self, person: str, now: datetime.datetime) -> str:
        """Gives the mark by which a form that is submitted twice counts once."""
        return self._sealed((), person, now + OPEN_LASTS)

    def is_valid(self, mark: str, person: str, now: datetime.datetime) -> bool:
        """Says whether a mark is of a form that was shown to this person and is not too old."""
        try:
            self.opened(mark, person, now)
        except CarriedAway:
            return False
        return bool(mark)

    def opened(self, carried: str, person: str, now: datetime.datetime) -> tuple[Answer, ...]:
        """Gives the earlier steps; raises `CarriedAway` for any text that is not theirs now."""
        if not carried:
            return ()
        try:
            envelope = base64.urlsafe_b64decode(carried.encode())
            content = self._key.open(envelope, Place("form", "carried", person))
        except (StorageError, binascii.Error, ValueError):
            raise CarriedAway from None
        sealed = msgspec.msgpack.decode(zlib.decompress(content), type=_Sealed)
        if now > sealed.until:
            raise CarriedAway
        return sealed.answers
