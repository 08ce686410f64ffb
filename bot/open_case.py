"""A melding as it was loaded, with everybody and everything that goes with it."""

from __future__ import annotations

import datetime

import msgspec

from bot.directory import People
from bot.protocol_library import Shelved
from flows.case import Case
from flows.identity import Identity
from flows.permissions import Reader
from flows.school import School, Slot, people_for


class OpenCase(msgspec.Struct, frozen=True):
    """A melding with everything that goes with it at one moment."""

    case: Case
    shelved: Shelved
    school: School
    identities: tuple[Identity, ...]
    people: People

    def people_for(self, slot: Slot, now: datetime.datetime) -> tuple[str, ...]:
        """Gives who fills a slot now."""
        return people_for(slot, self.case, self.shelved.protocol, self.school, now)

    def reader(self, person: str, now: datetime.datetime, through: str = "") -> Reader:
        """Gives a person as permissions and views want to know them.

        `through` is the id a reporter knows, when that melding was merged into this one.
        """
        return Reader(person, self.case, self.shelved.protocol, self.school, now, through)
