"""Events of one melding in the numbers of another: pupils, matters, agreements and entries.

Rules this file keeps:

- `CHANGED` and `SAME` name every field that an event has: a test fails for one that is missing.
- An answer holds the number of a pupil only where a pupil was asked for; what somebody typed stays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import msgspec

from flows.action_kinds import KINDS
from flows.event_parts import Involved, Member
from flows.events import AgreementMade, Event
from flows.forms import Answer
from flows.school import slot_from
from flows.tasks import task_ref

E = TypeVar("E", bound=Event)

PUPIL_FIELDS = frozenset(spec.id for kind in KINDS.values() for spec in kind.fields if spec.pupils)
"""Questions that are answered with pupils of the melding."""


class Numbers(msgspec.Struct, frozen=True, kw_only=True):
    """How the numbers of one melding are written in another."""

    pupils: Mapping[str, str]
    last: int
    """How many pupils have a number in the other melding since."""
    matters: int = 0
    """How many matters the other melding had."""
    agreements: int = 0
    """How many agreements the other melding had."""
    entries: Mapping[int, int] = {}

    def pupil(self, pupil: str) -> str:
        """Gives the number of a pupil in the other melding."""
        return self.pupils.get(pupil, pupil)

    def with_entry(self, number: int, there: int) -> Numbers:
        """Remembers which number a line of the logbook got."""
        return msgspec.structs.replace(self, entries={**self.entries, number: there})


def _each(numbers: Numbers, pupils: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(numbers.pupil(one) for one in pupils)


def _involved(numbers: Numbers, involved: Involved | tuple[Involved, ...]) -> Any:  # noqa: ANN401 - as it came
    if isinstance(involved, Involved):
        return Involved(numbers.pupil(involved.pupil), involved.parts)
    return tuple(Involved(numbers.pupil(one.pupil), one.parts) for one in involved)


def _members(numbers: Numbers, members: tuple[Member, ...]) -> tuple[Member, ...]:
    return tuple(Member(numbers.pupil(one.pupil), one.part) for one in members)


def _task(numbers: Numbers, task: str) -> str:
    ref = task_ref(task)
    if ref is None or not ref.pupil:
        return task
    return msgspec.structs.replace(ref, pupil=numbers.pupil(ref.pupil)).encoded()


def _answer(numbers: Numbers, answer: Answer) -> Answer:
    values = _each(numbers, answer.values) if answer.field in PUPIL_FIELDS else answer.values
    return Answer(numbers.pupil(answer.field), values)


def _answers(numbers: Numbers, answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    return tuple(_answer(numbers, one) for one in answers)


def _slot(numbers: Numbers, text: str) -> str:
    slot = slot_from(text)
    return msgspec.structs.replace(slot, pupil=numbers.pupil(slot.pupil)).encoded()


def _slots(numbers: Numbers, slots: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_slot(numbers, one) for one in slots)


def _entry(numbers: Numbers, entry: int) -> int:
    return numbers.entries.get(entry, entry)


def _matter(numbers: Numbers, number: int) -> int:
    """Gives the number of a matter; 0 is none."""
    return number and numbers.matters + number


CHANGED: dict[str, Callable[[Numbers, Any], Any]] = {
    "pupil": Numbers.pupil,
    "target": Numbers.pupil,
    "perpetrator": Numbers.pupil,
    "pupils": _each,
    "binds": _each,
    "involved": _involved,
    "members": _members,
    "task": _task,
    "answers": _answers,
    "slot": _slot,
    "slots": _slots,
    "entry": _entry,
    "instead": Numbers.pupil,
    "number": _matter,
}
"""Fields that hold a number of the melding, and how it is written in the other one."""

SAME: frozenset[str] = frozenset(
    {
        "acute",
        "again",
        "answer",
        "at",
        "band",
        "beside",
        "by",
        "case_id",
        "coach",
        "decision",
        "digest",
        "due",
        "explanation",
        "flow",
        "former",
        "gate",
        "guardian",
        "into",
        "key",
        "kind",
        "ladder",
        "limit",
        "numbered",
        "online",
        "outcome",
        "person",
        "phrases",
        "protocol",
        "reason",
        "record",
        "round",
        "rung",
        "second_guardian",
        "source",
        "stage",
        "state",
        "suggests",
        "to",
        "transition",
        "v",
    }
)
"""Fields that mean the same in every melding."""


def renumbered(event: E, numbers: Numbers) -> E:
    """Gives an event in the numbers of another melding."""
    changes = {
        field: change(numbers, getattr(event, field))
        for field, change in CHANGED.items()
        if hasattr(event, field)
    }
    if isinstance(event, AgreementMade):
        changes["number"] = numbers.agreements + event.number
    return msgspec.structs.replace(event, **changes)
