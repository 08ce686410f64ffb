"""What a rule is given and what it gives back."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import cached_property
from typing import Any

import msgspec

from flows.case import Case
from flows.effects import Refused, SendCard
from flows.events import Event, ReportAcknowledged
from flows.field_specs import FieldSpec, check
from flows.forms import Answer
from flows.limits import LONG_TEXT
from flows.permissions import Act, Reader, may
from flows.protocol import Protocol
from flows.school import School, Slot
from flows.waiting import unacknowledged


class Outcome(msgspec.Struct, frozen=True):
    """What a rule decides: its own events and cards, before the desk is put in order.

    No events at all means that this was handled before; then nothing happens.
    """

    events: tuple[Event, ...] = ()
    sends: tuple[SendCard, ...] = ()
    urgent: bool = False
    """Whether cards that follow go out at once, quiet hours or not."""


NOTHING = Outcome()


class Situation(msgspec.Struct, frozen=True, dict=True):
    """Everything a rule may look at, beside its command."""

    school: School
    protocol: Protocol
    case: Case
    actor: str
    now: datetime.datetime
    through: str = ""
    """The id by which the actor knows it, when that is another one."""

    @property
    def stamp(self) -> dict[str, Any]:
        """Who and when, as every event of this decision records it."""
        return {"at": self.now, "by": self.actor}

    @property
    def today(self) -> datetime.date:
        """The day it is at school."""
        return self.school.today(self.now)

    @cached_property
    def reader(self) -> Reader:
        """The actor, as permissions are asked about; the same one each time, for it remembers."""
        return Reader(self.actor, self.case, self.protocol, self.school, self.now, self.through)

    def may(self, act: Act, subject: str = "") -> bool:
        """Asks whether the actor may do this."""
        return may(self.reader, act, subject)

    def faults(self, fields: tuple[FieldSpec, ...], answers: tuple[Answer, ...]) -> Refused | None:
        """Gives a refusal that names every wrong answer, or None."""
        found = check(fields, answers, self.today)
        return Refused("velden", found) if found else None

    def next_matter(self) -> int:
        """Gives the number of the next matter of this melding."""
        return len(self.case.matters) + 1

    def acknowledging(self, pupils: Iterable[str]) -> tuple[Event, ...]:
        """Takes up the melding for these pupils, as far as nobody did."""
        waiting = set(unacknowledged(self.case))
        return tuple(
            ReportAcknowledged(pupil=pupil, **self.stamp)
            for pupil in dict.fromkeys(pupils)
            if pupil in waiting
        )

    def own_pupils(self) -> tuple[str, ...]:
        """Gives the pupils whose coach the actor is, or stands in for."""
        return tuple(
            one.pupil
            for one in self.case.involved
            if self.reader.fills(Slot("begeleider", one.pupil))
        )


NOT_YOURS = Refused("niet-van-jou")
OUTDATED = Refused("verlopen")
NEEDS_REASON = Refused("reden-nodig")
TOO_LONG = Refused("te-lang")


def reason_fault(reason: str) -> Refused | None:
    """Gives what is wrong with a reason that must be given, or None."""
    if not reason.strip():
        return NEEDS_REASON
    return TOO_LONG if len(reason) > LONG_TEXT else None
