"""What every view is made from: who looks, at which melding, in which words."""

from __future__ import annotations

import datetime

import msgspec

from flows.case import Case
from flows.identity import Identity
from flows.merging import Related
from flows.permissions import Reader
from flows.protocol import Protocol
from flows.school import School
from flows.source_list import SourceParagraph
from flows.wording import Wording


class Scene(msgspec.Struct, frozen=True):
    """A reader with the words to speak in. Cards are made without `identities`."""

    reader: Reader
    wording: Wording
    identities: tuple[Identity, ...] = ()
    """Who the pupils are; only handed over for a form or page, never for a card."""
    badge: str = ""
    """A mark such as OEFENING."""
    sources: tuple[SourceParagraph, ...] = ()
    """The paragraphs behind the protocol, as in bron.md."""
    related: tuple[Related, ...] = ()
    """Other meldingen with one of these pupils; only handed over for this one's page or form."""

    @property
    def case(self) -> Case:
        """The melding that is looked at."""
        return self.reader.case

    @property
    def protocol(self) -> Protocol:
        """The protocol that the melding follows."""
        return self.reader.protocol

    @property
    def school(self) -> School:
        """The school as it is now."""
        return self.reader.school

    @property
    def now(self) -> datetime.datetime:
        """The moment of looking, in UTC."""
        return self.reader.now

    @property
    def today(self) -> datetime.date:
        """The day it is at school."""
        return self.school.today(self.now)

    def say(self, key: str, **values: str) -> str:
        """Gives a text in the words of this school."""
        return self.wording(key, **values)

    def source(self, bron: str) -> str:
        """Gives the words of a paragraph; empty for one that is not in the list."""
        return next((words for ref, words in self.sources if ref == bron), "")

    def colleague(self, person: str) -> str:
        """Gives the name of a member of staff, or a word for one who left."""
        member = self.school.member(person)
        return member.name if member is not None else self.say("oud-collega")
