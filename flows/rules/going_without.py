"""Going on without one pupil: one slow coach does not freeze the others.

The task of that pupil stays open, with its reminders and its card. Only what others would wait for
goes on; no talk is held without the consent it needs.
"""

from __future__ import annotations

from flows import commands as do
from flows import events as ev
from flows.case import Case
from flows.effects import Refused
from flows.protocol import TO_NOT_BULLYING, Protocol, Stage
from flows.records import records_of
from flows.rules.situation import (
    NOT_YOURS,
    NOTHING,
    OUTDATED,
    Outcome,
    Situation,
    reason_fault,
)
from flows.tasks import FINISHED, Running, Task, questions_of, running, task_of, tasks_of


def _is_asked_in(task: Task, protocol: Protocol, action: str) -> bool:
    """Says whether a task is behind a gate that this action asks about: then it must wait."""
    gate = protocol.gate(task.action.gate) if task.action.gate else None
    return gate is not None and gate.asked_in == action


def _keeps_from_a_way(now: Running, action: str, pupils: set[str]) -> bool:
    """Says whether a way on asks for this action of several pupils."""
    ways = now.flow.transitions if isinstance(now.flow, Stage) else ()
    asked = any(action in one.requires for one in ways if one.to != TO_NOT_BULLYING)
    return asked and len(pupils) > 1


def holds_up(task: Task, case: Case, protocol: Protocol) -> bool:
    """Says whether anything but this pupil's own work waits for an open task of one pupil."""
    ref = task.ref
    is_left = any(one.task == ref.encoded() for one in case.gone_without)
    if not ref.pupil or task.status in FINISHED or is_left:
        return False
    here = (ref.flow, ref.round)
    tasks = tuple(one for one in tasks_of(case, protocol) if (one.ref.flow, one.ref.round) == here)
    pupils = {one.ref.pupil for one in tasks if one.ref.action == ref.action}
    others = any(
        one.status == "waiting"
        and ref.action in one.action.after
        and one.ref.pupil not in pupils
        and not _is_asked_in(one, protocol, ref.action)
        for one in tasks
    )
    texts = any(
        one.status == "waiting"
        and (one.flow, one.round) == here
        and ref.action in one.record.after
        and one.pupil not in pupils
        for one in records_of(case, protocol)
    )
    questions = any(
        one.begins is None
        and one.question.start == ref.action
        and one.key.startswith(f"vraag/{ref.flow}.{ref.round}.")
        for one in questions_of(case, protocol)
    )
    ways = any(
        _keeps_from_a_way(now, ref.action, pupils)
        for now in running(case, protocol)
        if (now.flow.id, now.round) == here
    )
    return others or texts or questions or ways


def go_on_without(situation: Situation, command: do.GoOnWithout) -> Outcome | Refused:
    """Lets the others go on without one pupil, with a reason; that task stays open."""
    if not situation.may("go_on_without", command.task):
        return NOT_YOURS
    if any(one.task == command.task for one in situation.case.gone_without):
        return NOTHING
    task = task_of(situation.case, situation.protocol, command.task)
    if task is None or not holds_up(task, situation.case, situation.protocol):
        return OUTDATED
    refused = reason_fault(command.reason)
    if refused is not None:
        return refused
    left = ev.WentOnWithout(task=command.task, reason=command.reason.strip(), **situation.stamp)
    return Outcome((left,))
