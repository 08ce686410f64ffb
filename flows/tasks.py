"""What there is to do in a melding, worked out from the protocol and what was done already.

A task is one action for one pupil (or once for the melding), in one round of a stage. Nothing here
is stored: the same events always give the same tasks. "waiting" has no due date and no reminder;
"later" could be done but is asked on a day to come; "blocked" is a gate that was answered with no,
and leads to "stap niet uitvoerbaar" (A:279).
"""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec

from flows.action_kinds import CALL_OUTCOMES, KINDS, NO, SPOKEN, YES
from flows.case import Call, Case
from flows.ladders import ASKED
from flows.protocol import Action, Each, Gate, Protocol, Question, Stage, Subflow
from flows.school import Slot

Status = Literal["open", "waiting", "later", "blocked", "done", "skipped"]
MEMBER: Each = "lid"
"""The pupils of a support group."""

FINISHED: tuple[Status, ...] = ("done", "skipped")

NOT_YET: tuple[Status, ...] = ("waiting", "later")
"""What nobody is asked for now."""

INFORMS = (SPOKEN, CALL_OUTCOMES[-1])
"""What ends the calls to a guardian: a talk, or a reason not to call (A:224)."""


class TaskRef(msgspec.Struct, frozen=True):
    """Names a task: flow, round, action and pupil ("" for once)."""

    flow: str
    round: int
    action: str
    pupil: str = ""

    def encoded(self) -> str:
        """Gives the text form, such as "1.1.gesprek_pester.p2"."""
        return f"{self.flow}.{self.round}.{self.action}.{self.pupil}"


def task_ref(text: str) -> TaskRef | None:
    """Reads the text form; None when it is none."""
    parts = text.split(".")
    if len(parts) != len(TaskRef.__struct_fields__) or not parts[1].isdigit():
        return None
    return TaskRef(parts[0], int(parts[1]), parts[2], parts[3])


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to do, who does it and how it stands."""

    ref: TaskRef
    action: Action
    slots: tuple[Slot, ...]
    status: Status


class Running(msgspec.Struct, frozen=True):
    """A stage or subflow that runs now, in which round and since when."""

    flow: Stage | Subflow
    round: int
    since: datetime.datetime


def running(case: Case, protocol: Protocol) -> tuple[Running, ...]:
    """Gives the present stage and the subflows beside it; none after the stages are over."""
    if case.state not in ("gemeld", "lopend"):
        return ()
    stage = protocol.stage(case.stage)
    main = () if stage is None else (Running(stage, case.round, case.entered),)
    beside = (
        Running(flow, one.round, one.since)
        for one in case.beside
        if (flow := protocol.flow(one.flow)) is not None
    )
    return (*main, *beside)


def slots_for(by: str, pupil: str, case: Case, protocol: Protocol) -> tuple[Slot, ...]:
    """Turns a role of the protocol into the slots that answer for it."""
    role_id, _, which = by.partition(":")
    role = protocol.role(role_id)
    if role is None or role.scope != "leerling":
        return (Slot(role_id),)
    if pupil:
        return (Slot(role_id, pupil),)
    return tuple(Slot(role_id, one) for one in case.having(which or "gepeste"))


def slots_in(case: Case, protocol: Protocol) -> tuple[Slot, ...]:
    """Gives every slot of a melding: each role once, a pupil's role once per pupil."""
    pupils = tuple(one.pupil for one in case.involved)
    slots = (
        slot
        for role in protocol.roles
        for pupil in pupils
        for slot in slots_for(role.id, pupil, case, protocol)
    )
    return tuple(dict.fromkeys(slots))


def _consent_status(case: Case, gate: Gate, perpetrator: str) -> Status:
    """Looks at the consent of every bullied pupil for a talk with this one."""
    if any(one.gate == gate.id and one.pupil == perpetrator for one in case.overrides):
        return "open"
    given = {one.target: one.answer for one in case.consents if one.perpetrator == perpetrator}
    answers = {given.get(target) for target in case.targets if target != perpetrator}
    if NO in answers:
        return "blocked"
    return "open" if answers <= {YES} else "waiting"


def _wish_status(case: Case, gate: Gate) -> Status:
    """Looks at what every bullied pupil wants."""
    said = {one.pupil: one.answer for one in case.wishes if one.gate == gate.id}
    answers = {said.get(target) for target in case.targets}
    if NO in answers:
        return "blocked"
    return "open" if answers <= {YES} else "waiting"


def gate_status(case: Case, protocol: Protocol, action: Action, pupil: str) -> Status:
    """Says whether the gate before an action is open, still asked for, or closed by a no."""
    gate = protocol.gate(action.gate) if action.gate else None
    if gate is None:
        return "open"
    if gate.kind == "consent":
        return _consent_status(case, gate, pupil)
    return _wish_status(case, gate)


def pupils_for(each: Each, flow: str, turn: int, case: Case) -> tuple[str, ...]:
    """Gives the pupils for whom something is done in a round of a flow; "" for once."""
    if each == MEMBER:
        return tuple(one.pupil for one in case.group(flow, turn))
    return ("",) if each == "melding" else case.having(each)


def _pupils_of(now: Running, action: Action, case: Case) -> tuple[str, ...]:
    """Gives for whom an action is done; nobody when it needs a pupil nobody knows (X-26)."""
    if KINDS[action.kind].needs_perpetrator and not case.perpetrators:
        return ()
    return pupils_for(action.each, now.flow.id, now.round, case)


def slots_of_action(action: Action, pupil: str, case: Case, protocol: Protocol) -> tuple[Slot, ...]:
    """Gives who does an action: for a member of a support group not the coach of that pupil."""
    return slots_for(action.by, "" if action.each == MEMBER else pupil, case, protocol)


def talk_is_over(case: Case, protocol: Protocol, gate: Gate, pupil: str) -> bool:
    """Says whether every talk behind a gate was held with this pupil; then it is past asking."""
    talks = [
        TaskRef(now.flow.id, now.round, action.id, pupil).encoded()
        for now in running(case, protocol)
        for action in now.flow.actions
        if action.gate == gate.id
    ]
    return bool(talks) and all(map(case.ended, talks))


def _asked_and_answered(case: Case, protocol: Protocol, gate: Gate | None, target: str) -> bool:
    """Says whether a bullied pupil answered all that a gate asks; "nog vragen" is no answer."""
    if gate is None:
        return True
    if gate.kind == "wish":
        said = {one.answer for one in case.wishes if (one.gate, one.pupil) == (gate.id, target)}
        return bool(said & {YES, NO})
    about = {
        one
        for one in case.perpetrators
        if one != target and not talk_is_over(case, protocol, gate, one)
    }
    opened = {one.pupil for one in case.overrides if one.gate == gate.id}
    given = {
        one.perpetrator for one in case.consents if one.target == target and one.answer in (YES, NO)
    }
    return about <= given | opened


def calls_are_over(calls: tuple[Call, ...]) -> bool:
    """Says whether every guardian was informed or left out with a reason; voicemail never does."""
    over = {one.guardian for one in calls if one.outcome in INFORMS}
    wanted = {"eerste"} | {"tweede" for one in calls if one.second_guardian}
    return wanted <= over


def _gate_asked_in(protocol: Protocol, action_id: str) -> Gate | None:
    return next((gate for gate in protocol.gates if gate.asked_in == action_id), None)


def _finished(case: Case, protocol: Protocol, action: Action, ref: TaskRef) -> Status | None:
    """Says how a task ended. Consent, wishes and calls end by what was said, and can open again."""
    name = ref.encoded()
    done = case.ended(name)
    if done is not None and done.skipped:
        return "skipped"
    meaning = KINDS[action.kind].meaning
    if meaning in ("consent", "wish"):
        gate = _gate_asked_in(protocol, action.id)
        return "done" if _asked_and_answered(case, protocol, gate, ref.pupil) else None
    if meaning == "call":
        calls = tuple(one for one in case.calls if one.task == name)
        return "done" if calls_are_over(calls) else None
    return None if done is None else "done"


def waits_for(
    now: Running, first_ids: tuple[str, ...], pupil: str, case: Case, protocol: Protocol
) -> bool:
    """Says whether an action that must come first is open, for this pupil or else for anybody.

    What others went on without is not waited for, but a pupil's own work keeps its order.
    """
    left = {one.task for one in case.gone_without}
    for first in now.flow.actions:
        if first.id not in first_ids:
            continue
        pupils = _pupils_of(now, first, case)
        for one in (pupil,) if pupil in pupils else pupils:
            ref = TaskRef(now.flow.id, now.round, first.id, one)
            if pupil not in pupils and ref.encoded() in left:
                continue
            if _finished(case, protocol, first, ref) is None:
                return True
    return False


def _task(now: Running, action: Action, pupil: str, case: Case, protocol: Protocol) -> Task:
    ref = TaskRef(now.flow.id, now.round, action.id, pupil)
    status = _finished(case, protocol, action, ref)
    if status is None and waits_for(now, action.after, pupil, case, protocol):
        status = "waiting"
    status = status or gate_status(case, protocol, action, pupil)
    if status == "open" and action.opens and not _was_opened(case, ref):
        status = "later"
    return Task(
        ref=ref,
        action=action,
        slots=slots_of_action(action, pupil, case, protocol),
        status=status,
    )


def _was_opened(case: Case, ref: TaskRef) -> bool:
    """Says whether the day came on which a task is asked."""
    follow_up = case.follow_up(f"taak/{ref.encoded()}")
    return follow_up is not None and follow_up.rung >= ASKED


def _carried(case: Case, protocol: Protocol, now: tuple[Running, ...]) -> tuple[Running, ...]:
    """Gives earlier stages whose question for a gate still counts here, with that action only."""
    here = {action.id for one in now for action in one.flow.actions}
    gates = {action.gate for one in now for action in one.flow.actions}
    asked = {gate.asked_in for gate in protocol.gates if gate.id in gates} - here
    return tuple(
        Running(msgspec.structs.replace(stage, actions=actions), 1, case.reported_at)
        for stage in protocol.stages
        if (actions := tuple(one for one in stage.actions if one.id in asked))
    )


NAMED_LATER = ("PupilAdded", "PupilCorrected", "ReportMerged")
"""Lines of the logbook by which a pupil came into the melding after the report."""


def _late(case: Case, protocol: Protocol, now: tuple[Running, ...]) -> tuple[Task, ...]:
    """Gives what comes first for a pupil named later: a talk before all else (A:171-173).

    So it is for a pupil whose talk the others did not wait for: it stays open.
    """
    first = protocol.stages[0]
    if not now or now[0].flow.id == first.id:
        return ()
    added = {
        pupil
        for one in case.log
        if one.what in NAMED_LATER and not one.source
        for pupil in one.pupils
    }
    begin = Running(first, 1, case.reported_at)
    left = (task_ref(one.task) for one in case.gone_without)
    added |= {ref.pupil for ref in left if ref is not None and ref.flow == first.id}
    return tuple(
        _task(begin, action, pupil, case, protocol)
        for action in first.actions
        if action.required and KINDS[action.kind].meaning == "talk"
        for pupil in _pupils_of(begin, action, case)
        if pupil in added
    )


def tasks_of(case: Case, protocol: Protocol) -> tuple[Task, ...]:
    """Gives every task of what runs now, and what of before still counts, in protocol order."""
    # One decision asks ten times, so they are kept with the case.
    kept: tuple[Protocol, tuple[Task, ...]] | None = case.__dict__.get("tasks")
    if kept is None or kept[0] is not protocol:
        kept = case.__dict__["tasks"] = (protocol, _tasks(case, protocol))
    return kept[1]


def _tasks(case: Case, protocol: Protocol) -> tuple[Task, ...]:
    now = running(case, protocol)
    late = _late(case, protocol, now)
    return late + tuple(
        _task(one, action, pupil, case, protocol)
        for one in (*_carried(case, protocol, now), *now)
        for action in one.flow.actions
        for pupil in _pupils_of(one, action, case)
    )


def tasks_within(now: Running, case: Case, protocol: Protocol) -> tuple[Task, ...]:
    """Gives every task of one stage or subflow in one round, also one that was left."""
    return tuple(
        _task(now, action, pupil, case, protocol)
        for action in now.flow.actions
        for pupil in _pupils_of(now, action, case)
    )


def task_of(case: Case, protocol: Protocol, text: str) -> Task | None:
    """Finds a task of what runs now by its text form."""
    return next((task for task in tasks_of(case, protocol) if task.ref.encoded() == text), None)


class QuestionTask(msgspec.Struct, frozen=True, kw_only=True):
    """A follow-up question of what runs now."""

    key: str
    """"vraag/<flow>.<round>.<question>"."""
    question: Question
    slots: tuple[Slot, ...]
    begins: datetime.datetime | None
    """When its time began to count; None while what it counts from has not happened."""
    answered: bool


def _done_before(action_id: str, case: Case) -> datetime.datetime | None:
    """Gives when an action of an earlier stage was done last (X-11)."""
    moments = [
        one.at
        for one in case.done
        if (ref := task_ref(one.task)) is not None and ref.action == action_id
    ]
    return max(moments, default=None)


def _begins(now: Running, question: Question, case: Case) -> datetime.datetime | None:
    if question.start == "stap":
        return now.since
    action = next((one for one in now.flow.actions if one.id == question.start), None)
    if action is None:
        return _done_before(question.start, case)
    refs = {
        TaskRef(now.flow.id, now.round, action.id, pupil).encoded()
        for pupil in _pupils_of(now, action, case)
    }
    done = {one.task: one.at for one in case.done if one.task in refs}
    over = done | {one.task: one.at for one in case.gone_without if one.task in refs}
    return max(over.values()) if over and set(over) == refs else None


def was_answered(case: Case, key: str) -> bool:
    """Says whether a question was answered, the first time it was asked or a later one."""
    return any(one.key == key or one.key.startswith(f"{key}.") for one in case.answered)


def questions_of(case: Case, protocol: Protocol) -> tuple[QuestionTask, ...]:
    """Gives the questions of what runs now, asked or not."""
    return tuple(
        QuestionTask(
            key=key,
            question=question,
            slots=slots_for(question.to, "", case, protocol),
            begins=_begins(now, question, case),
            answered=was_answered(case, key),
        )
        for now in running(case, protocol)
        for question in now.flow.questions
        for key in (f"vraag/{now.flow.id}.{now.round}.{question.id}",)
    )


def open_required(case: Case, protocol: Protocol) -> tuple[Task, ...]:
    """Gives the required tasks that are not finished."""
    return tuple(
        task
        for task in tasks_of(case, protocol)
        if task.action.required and task.status not in FINISHED
    )
