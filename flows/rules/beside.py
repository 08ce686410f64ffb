"""Rules for work beside the stages: beginning, ending, and a support group with its rounds.

A support group is composed with the bullied pupil, who is never in it; its size is advice, not a
wall (A:309-311). What comes after a round is chosen by a person (A:324).
"""

from __future__ import annotations

from flows import commands as do
from flows import events as ev
from flows.action_kinds import ENOUGH, KINDS, SAME_GROUP
from flows.effects import Refused
from flows.event_parts import Member
from flows.field_specs import Fault
from flows.forms import Answer, value_of
from flows.limits import LONG_TEXT
from flows.rules.situation import (
    NEEDS_REASON,
    NOT_YOURS,
    NOTHING,
    OUTDATED,
    TOO_LONG,
    Outcome,
    Situation,
)
from flows.tasks import NOT_YET, Task, TaskRef, open_required, task_of

FEWEST, MOST = 6, 8
"""Pupils in a group, as the document advises (A:311)."""

GOING_ALONG = (1, 2)
"""How many of them bully or go along (A:310)."""


def start(situation: Situation, command: do.StartSubflow) -> Outcome | Refused:
    """Starts work beside the stages."""
    case = situation.case
    if case.state != "lopend":
        return OUTDATED
    if not situation.may("start_subflow", command.flow):
        return NOT_YOURS
    if any(one.flow == command.flow for one in case.beside):
        return NOTHING
    return Outcome((_started(situation, command.flow),))


def _started(situation: Situation, flow: str) -> ev.SubflowStarted:
    log = situation.case.log
    before = sum(one.what == "SubflowStarted" and one.kind == flow for one in log)
    return ev.SubflowStarted(flow=flow, round=before + 1, **situation.stamp)


def end(situation: Situation, command: do.EndSubflow) -> Outcome | Refused:
    """Ends work beside the stages; while work of it is open a reason is asked."""
    if not situation.may("end_subflow"):
        return NOT_YOURS
    if not any(one.flow == command.flow for one in situation.case.beside):
        return NOTHING
    left = open_required(situation.case, situation.protocol)
    is_busy = any(task.ref.flow == command.flow for task in left)
    if is_busy and not command.reason.strip():
        return NEEDS_REASON
    if len(command.reason) > LONG_TEXT:
        return TOO_LONG
    reason = command.reason.strip()
    return Outcome((ev.SubflowEnded(flow=command.flow, reason=reason, **situation.stamp),))


def differs_from_advice(members: tuple[Member, ...]) -> bool:
    """Says whether a group is another one than the document advises (A:310-311)."""
    kind = sum(one.part == "sympathie" for one in members)
    fits = FEWEST <= len(members) <= MOST and kind > 0 and len(members) - kind in GOING_ALONG
    return not fits


def _numbered_in_order(situation: Situation, members: tuple[Member, ...]) -> bool:
    """Says whether whoever is new has the next numbers, and nobody else a new one."""
    case = situation.case
    known = set(case.named)
    new = [one.pupil for one in members if one.pupil not in known]
    return new == [f"p{case.numbered + place}" for place in range(1, len(new) + 1)]


def compose(situation: Situation, command: do.ComposeGroup) -> Outcome | Refused:
    """Says who is in the group of this round; only members are told, by who leads it."""
    task = task_of(situation.case, situation.protocol, command.task)
    if task is None or KINDS[task.action.kind].meaning != "compose":
        return OUTDATED
    if not situation.may("complete", command.task):
        return NOT_YOURS
    if task.status in NOT_YET:
        return Refused("nog-niet")
    pupils = [one.pupil for one in command.members]
    if set(pupils) & set(situation.case.targets):
        return Refused("velden", (Fault("sympathie", "gepeste-in-groep"),))
    if not pupils:
        return Refused("velden", (Fault("sympathie", "verplicht"),))
    if len(set(pupils)) < len(pupils):
        return Refused("velden", (Fault("sympathie", "dubbel-in-groep"),))
    if differs_from_advice(command.members) and not command.differs:
        return Refused("velden", (Fault("wijkt_af", "groep-wijkt-af"),))
    if command.members == situation.case.group(task.ref.flow, task.ref.round):
        return NOTHING
    if not _numbered_in_order(situation, command.members):
        return OUTDATED
    return Outcome((_composed(situation, task.ref, command.members),))


def _composed(situation: Situation, ref: TaskRef, members: tuple[Member, ...]) -> ev.GroupComposed:
    return ev.GroupComposed(
        task=ref.encoded(), flow=ref.flow, round=ref.round, members=members, **situation.stamp
    )


def rerun(situation: Situation, task: Task, answers: tuple[Answer, ...]) -> tuple[ev.Event, ...]:
    """Ends a round of a support group, and begins the next when that was chosen (A:324)."""
    chosen = value_of(answers, "vervolg")
    flow = task.ref.flow
    done = ev.TaskCompleted(
        task=task.ref.encoded(), kind=task.action.kind, answers=answers, **situation.stamp
    )
    ended = (done, ev.SubflowEnded(flow=flow, **situation.stamp))
    if chosen == ENOUGH:
        return ended
    again = _started(situation, flow)
    if chosen != SAME_GROUP:
        return (*ended, again)
    return (*ended, again, *_with_the_same(situation, task, again.round))


def _with_the_same(situation: Situation, task: Task, turn: int) -> tuple[ev.Event, ...]:
    """Puts the members of this round in the next; when there were none, the group is asked for."""
    flow = situation.protocol.flow(task.ref.flow)
    members = situation.case.group(task.ref.flow, task.ref.round)
    return tuple(
        _composed(situation, TaskRef(task.ref.flow, turn, one.id), members)
        for one in (flow.actions if flow is not None else ())
        if members and KINDS[one.kind].meaning == "compose"
    )
