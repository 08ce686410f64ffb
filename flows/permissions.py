"""Who may do and see what in a melding. The one door: asked for every act and every look.

Rules this file keeps (architecture §5.3):

- A person stands to a melding in zero or more ways, worked out each time from role slots, absence
  and exclusion. Nothing a platform says and nothing in a button gives a right.
- `ACTS` and `LOOKS` are the whole policy. What is not in them is not allowed.
- An excluded person stands in no way at all, and is answered like a stranger.
"""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import Literal

import msgspec

from flows.case import Case
from flows.desk import opened_roles, standing
from flows.ladders import rung_at
from flows.protocol import Protocol
from flows.records import record_of
from flows.school import (
    ADVISER,
    ANTIPEST,
    DEPUTY_OF,
    School,
    Slot,
    people_for,
    slot_from,
)
from flows.tasks import slots_for, task_of

Way = Literal[
    "reporter",
    "coach_of_target",
    "coach_of_other",
    "antipest",
    "page_reader",
    "adviser",
    "schoolleiding",
    "passed_on",
    "second_coach",
]
"""The ways in which a person can stand to a melding."""

Act = Literal[
    "acknowledge",
    "add_pupil",
    "correct_pupil",
    "clear_texts",
    "complete",
    "override",
    "answer",
    "move",
    "close",
    "reopen",
    "note",
    "observe",
    "correct",
    "ask_advice",
    "give_advice",
    "infeasible",
    "settle",
    "go_on_without",
    "see_note",
    "record",
    "start_subflow",
    "end_subflow",
    "take_over",
    "merge",
    "exclude",
    "exclude_self",
]

Look = Literal[
    "confirmation",
    "facts",
    "own_words",
    "reporter",
    "pupil_talks",
    "pupil_texts",
    "agreements",
    "contacts",
    "measures",
    "everything",
    "advice",
]

_COACHES: frozenset[Way] = frozenset({"coach_of_target", "coach_of_other"})
_LEADS: frozenset[Way] = frozenset({"coach_of_target", "antipest"})
_WORKS: frozenset[Way] = _COACHES | {"antipest"}
_READS: frozenset[Way] = _WORKS | {"page_reader"}

ACTS: dict[Act, frozenset[Way]] = {
    "acknowledge": _WORKS,
    "add_pupil": _LEADS,
    "correct_pupil": _LEADS,
    "clear_texts": _LEADS,
    "complete": _WORKS | {"page_reader"},
    "override": frozenset({"antipest", "schoolleiding"}),
    "answer": _WORKS | {"page_reader"},
    "move": _WORKS | {"page_reader", "schoolleiding"},
    "close": _WORKS,
    "reopen": _WORKS,
    "note": _WORKS,
    "observe": frozenset({"reporter"}),
    "correct": _WORKS,
    "ask_advice": _WORKS | {"page_reader"},
    "give_advice": frozenset({"adviser"}),
    "infeasible": _WORKS | {"page_reader"},
    "settle": frozenset({"antipest"}),
    "go_on_without": _LEADS,
    "see_note": _LEADS,
    "record": _READS,
    "start_subflow": _LEADS,
    "end_subflow": _LEADS,
    "take_over": _WORKS | {"passed_on", "second_coach"},
    "merge": _LEADS,
    "exclude": frozenset({"antipest", "schoolleiding"}),
    "exclude_self": _READS,
}
"""Who may try an act at all; `_FINER` says what else must hold."""

LOOKS: dict[Look, frozenset[Way]] = {
    "confirmation": frozenset({"reporter"}),
    "facts": _READS,
    "own_words": _LEADS,
    "reporter": _LEADS,
    "pupil_talks": _LEADS,
    "pupil_texts": _LEADS,
    "agreements": _LEADS | {"page_reader"},
    "contacts": _LEADS | {"page_reader"},
    "measures": _LEADS | {"page_reader"},
    "everything": _LEADS,
    "advice": frozenset({"adviser"}),
}
"""Who sees which part; a coach of another pupil sees some of it for that pupil only."""

_OWN_PUPIL: frozenset[Look] = frozenset({"pupil_talks", "pupil_texts", "agreements", "contacts"})


class Stance(msgspec.Struct, frozen=True):
    """How a person stands to a melding: the ways, and the pupils they answer for."""

    ways: frozenset[Way]
    pupils: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    """Numbers of the requests for advice that this person was asked."""
    beside: tuple[str, ...] = ()
    """Pupils whose coach this is on paper while a colleague answers for them.

    It gives no look and no part: only that they may take over.
    """


MANAGEMENT = "schoolleiding"
"""The role that stands to a melding only once it came to it; before, as a stranger."""

NO_STANCE = Stance(frozenset())


class Reader(msgspec.Struct, frozen=True, dict=True):
    """A person who acts or looks, with everything the rules need to judge it."""

    person: str
    case: Case
    protocol: Protocol
    school: School
    now: datetime.datetime
    through: str = ""
    """The id by which a reporter knows it, when that report came from another melding."""

    @property
    def is_reporter(self) -> bool:
        """Whether this person made the report that is known by this id."""
        report = self.case.report(self.through or self.case.id)
        return report is not None and bool(report.by) and report.by == self.person

    def fills(self, slot: Slot) -> bool:
        """Says whether this person fills a slot now; worked out once for each slot."""
        known = self._filled.get(slot)
        if known is None:
            people = people_for(slot, self.case, self.protocol, self.school, self.now)
            known = self._filled[slot] = self.person in people
        return known

    @cached_property
    def _filled(self) -> dict[Slot, bool]:
        return {}

    @cached_property
    def stance(self) -> Stance:
        """How this person stands to the melding; worked out once, for a page asks it often."""
        return _worked_out(self)


def _coached(reader: Reader) -> tuple[str, ...]:
    return tuple(
        one.pupil for one in reader.case.involved if reader.fills(Slot("begeleider", one.pupil))
    )


def _beside(reader: Reader, pupils: tuple[str, ...]) -> tuple[str, ...]:
    """Gives the pupils this person coaches on paper, but a colleague answers for now."""
    member = reader.school.member(reader.person)
    if member is None or member.is_absent(reader.school.today(reader.now)):
        return ()
    return tuple(
        one.pupil
        for one in reader.case.involved
        if one.pupil not in pupils and reader.person in reader.school.place(one.pupil).coaches
    )


def _advises(reader: Reader) -> tuple[str, ...]:
    return tuple(
        str(one.number)
        for one in reader.case.matters
        if one.kind == "raad" and reader.fills(Slot(ADVISER, str(one.number)))
    )


def _was_passed_on(reader: Reader, slot: Slot) -> bool:
    """Says whether a ladder came to this person because whoever fills the slot was silent."""
    for follow_up in reader.case.follow_ups:
        if slot.encoded() not in follow_up.slots:
            continue
        ladder = reader.protocol.ladder(follow_up.ladder)
        for climbed in range(follow_up.rung):
            for to in rung_at(ladder, climbed).to:
                if to == "vervanger" and reader.fills(Slot(DEPUTY_OF + slot.role, slot.pupil)):
                    return True
                if reader.fills(Slot(to)):
                    return True
    return False


def _is_put_before(reader: Reader, role: str) -> bool:
    """Says whether a talk that only some roles may open was put forward, this role among them."""
    for matter in reader.case.matters:
        task = task_of(reader.case, reader.protocol, matter.task) if not matter.settled else None
        gate = reader.protocol.gate(task.action.gate) if task is not None else None
        blocked = task is not None and task.status == "blocked"
        if blocked and gate is not None and role in gate.override:
            return True
    return False


def _was_reached(reader: Reader, role: str) -> bool:
    """Says whether a melding came to a role: by a card on its desk, or a decision to be made."""
    cards = standing(reader.case, reader.protocol)
    return any(one.slot.role == role for one in cards) or _is_put_before(reader, role)


def stance_of(reader: Reader) -> Stance:
    """Gives how a person stands to a melding at this moment."""
    return reader.stance


def _worked_out(reader: Reader) -> Stance:
    case = reader.case
    if reader.person in case.excluded or reader.school.member(reader.person) is None:
        return NO_STANCE
    pupils = _coached(reader)
    advice = _advises(reader)
    asked = dict.fromkeys(slot for follow_up in case.follow_ups for slot in follow_up.slots)
    passed_on = any(_was_passed_on(reader, slot_from(slot)) for slot in asked)
    holds: dict[Way, bool] = {
        "reporter": reader.is_reporter,
        "coach_of_target": bool(set(pupils) & set(case.targets)),
        "coach_of_other": bool(set(pupils) - set(case.targets)),
        "antipest": reader.fills(Slot(ANTIPEST)),
        "page_reader": any(
            reader.fills(Slot(role)) for role in opened_roles(case, reader.protocol)
        ),
        "adviser": bool(advice),
        "schoolleiding": reader.fills(Slot(MANAGEMENT))
        and (passed_on or _was_reached(reader, MANAGEMENT)),
        "passed_on": passed_on,
    }
    ways = frozenset(way for way, held in holds.items() if held)
    return Stance(ways, pupils, advice, _beside(reader, pupils))


def _holds_role(reader: Reader, role_id: str) -> bool:
    """Says whether a person fills a role of the protocol, for any target if it is per pupil."""
    slots = slots_for(role_id, "", reader.case, reader.protocol)
    return any(reader.fills(slot) for slot in slots)


def _may_complete(reader: Reader, stance: Stance, subject: str) -> bool:
    task = task_of(reader.case, reader.protocol, subject)
    if task is None:
        return False
    return "antipest" in stance.ways or any(reader.fills(slot) for slot in task.slots)


def _may_override(reader: Reader, _: Stance, subject: str) -> bool:
    task = task_of(reader.case, reader.protocol, subject)
    gate = reader.protocol.gate(task.action.gate) if task is not None else None
    return gate is not None and any(_holds_role(reader, role) for role in gate.override)


def _may_go_on_without(reader: Reader, _: Stance, subject: str) -> bool:
    task = task_of(reader.case, reader.protocol, subject)
    return task is not None and bool(task.ref.pupil)


def _may_answer(reader: Reader, stance: Stance, subject: str) -> bool:
    follow_up = reader.case.follow_up(subject)
    if follow_up is None:
        return False
    asked = any(reader.fills(slot_from(slot)) for slot in follow_up.slots)
    return "antipest" in stance.ways or asked


def _may_move(reader: Reader, _: Stance, subject: str) -> bool:
    stage = reader.protocol.stage(reader.case.stage)
    transition = next(
        (one for one in (stage.transitions if stage else ()) if one.id == subject), None
    )
    return transition is not None and any(_holds_role(reader, role) for role in transition.by)


def _may_close(reader: Reader, _: Stance, __: str) -> bool:
    return any(_holds_role(reader, role) for role in reader.protocol.aftercare.close_by)


def _may_reopen(reader: Reader, _: Stance, __: str) -> bool:
    return any(_holds_role(reader, role) for role in reader.protocol.aftercare.reopen_by)


def _may_correct(reader: Reader, stance: Stance, subject: str) -> bool:
    entry = reader.case.entry(int(subject)) if subject.isdigit() else None
    if entry is None or entry.mistaken:
        return False
    return "antipest" in stance.ways or entry.by == reader.person


def _may_advise(_: Reader, stance: Stance, subject: str) -> bool:
    return subject in stance.advice


def _may_record(reader: Reader, stance: Stance, subject: str) -> bool:
    record = record_of(reader.case, reader.protocol, subject)
    if record is None:
        return False
    return "antipest" in stance.ways or any(reader.fills(slot) for slot in record.slots)


def _may_start(reader: Reader, _: Stance, subject: str) -> bool:
    flow = next((one for one in reader.protocol.subflows if one.id == subject), None)
    return flow is not None and any(_holds_role(reader, role) for role in flow.start_by)


def _may_take_over(reader: Reader, stance: Stance, subject: str) -> bool:
    slot = slot_from(subject)
    mine = reader.fills(slot) or slot.pupil in stance.beside
    return "antipest" in stance.ways or mine or _was_passed_on(reader, slot)


_FINER = {
    "complete": _may_complete,
    "override": _may_override,
    "go_on_without": _may_go_on_without,
    "answer": _may_answer,
    "move": _may_move,
    "close": _may_close,
    "reopen": _may_reopen,
    "correct": _may_correct,
    "give_advice": _may_advise,
    "record": _may_record,
    "start_subflow": _may_start,
    "take_over": _may_take_over,
}


def may(reader: Reader, act: Act, subject: str = "") -> bool:
    """Says whether a person may do this now. `subject` is a task, question, pupil or the like."""
    stance = stance_of(reader)
    beside: frozenset[Way] = frozenset({"second_coach"} if stance.beside else ())
    if not (stance.ways | beside) & ACTS[act]:
        return False
    finer = _FINER.get(act)
    return finer is None or finer(reader, stance, subject)


def may_see(stance: Stance, look: Look, pupil: str = "") -> bool:
    """Says whether a person sees this part; `pupil` when the part is about one pupil."""
    if stance.ways & LOOKS[look]:
        return True
    return look in _OWN_PUPIL and pupil in stance.pupils
