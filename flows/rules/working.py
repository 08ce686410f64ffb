"""Rules for the work itself: what was done, consent, wishes, agreements, calls."""

from __future__ import annotations

from flows import commands as do
from flows import events as ev
from flows.action_kinds import AGE_BAND_FIELD, DAY, KINDS, YES
from flows.asked import fields_of_task
from flows.case import Call
from flows.effects import Refused
from flows.field_specs import kept
from flows.forms import CHECKED, Answer, value_of, values_of
from flows.rules import beside
from flows.rules.situation import (
    NOT_YOURS,
    NOTHING,
    OUTDATED,
    Outcome,
    Situation,
)
from flows.tasks import FINISHED, Task, calls_are_over, task_of

NOT_OPEN = {
    "waiting": Refused("nog-niet"),
    "later": Refused("nog-niet"),
    "blocked": Refused("geen-toestemming"),
}


def _day_of(answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    """Gives only the day; what was answered then stands in the event itself."""
    return tuple(one for one in answers if one.field == DAY.id)


def _consents(
    situation: Situation, task: Task, answers: tuple[Answer, ...]
) -> tuple[ev.Event, ...]:
    """Records what changed in the consent per pair (A:139-141)."""
    given = {
        one.perpetrator: one.answer
        for one in situation.case.consents
        if one.target == task.ref.pupil
    }
    return tuple(
        ev.ConsentRecorded(
            target=task.ref.pupil,
            perpetrator=one.field,
            answer=one.values[0],
            answers=_day_of(answers),
            **situation.stamp,
        )
        for one in answers
        if one.field in situation.case.perpetrators and given.get(one.field) != one.values[0]
    )


def _wish(situation: Situation, task: Task, answers: tuple[Answer, ...]) -> tuple[ev.Event, ...]:
    gate = next(one for one in situation.protocol.gates if one.asked_in == task.action.id)
    said = value_of(answers, "wens")
    now = {(one.gate, one.pupil, one.answer) for one in situation.case.wishes}
    if (gate.id, task.ref.pupil, said) in now:
        return ()
    wish = ev.WishRecorded(
        gate=gate.id, pupil=task.ref.pupil, answer=said, answers=_day_of(answers), **situation.stamp
    )
    return (wish,)


def _agreement(
    situation: Situation, task: Task, answers: tuple[Answer, ...]
) -> tuple[ev.Event, ...]:
    made = ev.AgreementMade(
        task=task.ref.encoded(),
        number=situation.case.agreements + 1,
        binds=values_of(answers, "wie"),
        answers=tuple(one for one in answers if one.field != "nog_een"),
        **situation.stamp,
    )
    more = value_of(answers, "nog_een") == CHECKED
    return (made,) if more or task.status in FINISHED else (made, _completed(situation, task, ()))


def _call(situation: Situation, task: Task, answers: tuple[Answer, ...]) -> tuple[ev.Event, ...]:
    ref = task.ref.encoded()
    call = ev.ParentCalled(
        task=ref,
        pupil=task.ref.pupil,
        guardian=value_of(answers, "ouder"),
        outcome=value_of(answers, "uitkomst"),
        second_guardian=value_of(answers, "tweede_ouder") == YES,
        answers=answers,
        **situation.stamp,
    )
    others = tuple(
        one for one in situation.case.calls if one.task == ref and one.guardian != call.guardian
    )
    latest = Call(
        task=ref,
        guardian=call.guardian,
        outcome=call.outcome,
        second_guardian=call.second_guardian,
    )
    over = calls_are_over((*others, latest))
    return (call, _completed(situation, task, ())) if over and task.status == "open" else (call,)


def _completed(situation: Situation, task: Task, answers: tuple[Answer, ...]) -> ev.Event:
    return ev.TaskCompleted(
        task=task.ref.encoded(), kind=task.action.kind, answers=answers, **situation.stamp
    )


def _done(situation: Situation, task: Task, answers: tuple[Answer, ...]) -> tuple[ev.Event, ...]:
    return (_completed(situation, task, answers),)


RECORDERS = {
    "consent": _consents,
    "wish": _wish,
    "agreement": _agreement,
    "call": _call,
    "talk": _done,
    "done": _done,
    "rerun": beside.rerun,
}
"""Per meaning of a kind: which events its answers become."""

AGAIN = ("consent", "wish", "agreement", "call")
"""Meanings that can be recorded again after the task was done."""


def _age_band(
    situation: Situation, task: Task, answers: tuple[Answer, ...]
) -> tuple[ev.Event, ...]:
    band = value_of(answers, AGE_BAND_FIELD.id)
    if not band or situation.case.band(task.ref.pupil) == band:
        return ()
    return (ev.AgeBandSet(pupil=task.ref.pupil, band=band, **situation.stamp),)


def complete(situation: Situation, command: do.CompleteTask) -> Outcome | Refused:
    """Records what was done. No talk with a pupil who bullies before consent (A:139-141)."""
    case, protocol = situation.case, situation.protocol
    task = task_of(case, protocol, command.task)
    if task is None:
        was_done = case.ended(command.task) is not None
        return NOTHING if was_done else OUTDATED
    if not situation.may("complete", command.task):
        return NOT_YOURS
    meaning = KINDS[task.action.kind].meaning
    if meaning not in RECORDERS:
        return OUTDATED
    if task.status in NOT_OPEN:
        return NOT_OPEN[task.status]
    if task.status in FINISHED and meaning not in AGAIN:
        return NOTHING
    fields = fields_of_task(task, case, protocol)
    refused = situation.faults(fields, command.answers)
    if refused is not None:
        return refused
    answers = kept(fields, command.answers)
    pupils = (task.ref.pupil,) if task.ref.pupil else situation.own_pupils()
    recorded = RECORDERS[meaning](situation, task, answers)
    if not recorded:
        return NOTHING
    return Outcome(
        (*situation.acknowledging(pupils), *_age_band(situation, task, answers), *recorded)
    )
