"""Rules for thinking along: a gate that is opened, a step that cannot be done, advice."""

from __future__ import annotations

from flows import commands as do
from flows import events as ev
from flows.asked import fields_of
from flows.case import Matter
from flows.effects import Refused
from flows.field_specs import kept
from flows.forms import Answer
from flows.rules.situation import (
    NOT_YOURS,
    NOTHING,
    OUTDATED,
    Outcome,
    Situation,
    reason_fault,
)
from flows.tasks import FINISHED, task_of


def override(situation: Situation, command: do.OverrideGate) -> Outcome | Refused:
    """Lets a talk go on without consent, for safety, with a reason; the pupil is told (X-4)."""
    task = task_of(situation.case, situation.protocol, command.task)
    if task is None or not task.action.gate:
        return OUTDATED
    if not situation.may("override", command.task):
        return NOT_YOURS
    refused = reason_fault(command.reason)
    if refused is not None:
        return refused
    mine = (task.action.gate, task.ref.pupil)
    if any((one.gate, one.pupil) == mine for one in situation.case.overrides):
        return NOTHING
    opened = ev.GateOverridden(
        gate=task.action.gate,
        pupil=task.ref.pupil,
        reason=command.reason.strip(),
        **situation.stamp,
    )
    return Outcome((opened, *_decided_by(situation, command)))


def _decided_by(situation: Situation, command: do.OverrideGate) -> tuple[ev.Event, ...]:
    """Settles what was put to the antipestcoördinator about this task: it goes on."""
    return tuple(
        ev.InfeasibleSettled(
            number=matter.number,
            decision="doorgaan",
            explanation=command.reason.strip(),
            **situation.stamp,
        )
        for matter in situation.case.matters
        if matter.task == command.task and not matter.settled
    )


def infeasible(situation: Situation, command: do.ReportInfeasible) -> Outcome | Refused:
    """A step cannot be done: the antipestcoördinator is consulted (A:279)."""
    task = task_of(situation.case, situation.protocol, command.task)
    if task is None or task.status in FINISHED:
        return OUTDATED
    if not situation.may("infeasible", command.task):
        return NOT_YOURS
    refused = reason_fault(command.reason)
    if refused is not None:
        return refused
    waiting = (one.task for one in situation.case.matters if not one.settled)
    if command.task in waiting:
        return NOTHING
    told = ev.InfeasibleReported(
        number=situation.next_matter(),
        task=command.task,
        reason=command.reason.strip(),
        **situation.stamp,
    )
    return Outcome((told,))


def settle(situation: Situation, command: do.SettleInfeasible) -> Outcome | Refused:
    """Records the joint decision about a step, or the advice how to go on."""
    matter = situation.case.matter(command.number)
    if not situation.may("settle"):
        return NOT_YOURS
    if matter is None or matter.kind not in ("niet_uitvoerbaar", "overleg"):
        return OUTDATED
    if matter.settled:
        return NOTHING
    answers = (Answer("besluit", (command.decision,)), Answer("uitleg", (command.explanation,)))
    refused = situation.faults(fields_of("besluit", situation.case), answers)
    if refused is not None:
        return refused
    settled = ev.InfeasibleSettled(
        number=command.number,
        decision=command.decision,
        explanation=command.explanation.strip(),
        **situation.stamp,
    )
    return Outcome((settled, *_opened_by(situation, matter, command)))


def _opened_by(
    situation: Situation, matter: Matter, command: do.SettleInfeasible
) -> tuple[ev.Event, ...]:
    """Opens the gate before a talk that it was decided to go on with, by who has that right."""
    task = task_of(situation.case, situation.protocol, matter.task)
    if command.decision != "doorgaan" or task is None or task.status != "blocked":
        return ()
    if not situation.may("override", matter.task):
        return ()
    opened = ev.GateOverridden(
        gate=task.action.gate,
        pupil=task.ref.pupil,
        reason=command.explanation.strip(),
        **situation.stamp,
    )
    return (opened,)


def ask_advice(situation: Situation, command: do.AskAdvice) -> Outcome | Refused:
    """Asks a colleague, who sees only what is typed here (A:103-107)."""
    if not situation.may("ask_advice"):
        return NOT_YOURS
    if not situation.case.is_open:
        return Refused("gesloten")
    unable = {command.actor, *situation.case.excluded}
    if situation.school.member(command.to) is None or command.to in unable:
        return Refused("niet-op-de-lijst")
    refused = situation.faults(fields_of("raad", situation.case), command.answers)
    if refused is not None:
        return refused
    asked = ev.AdviceAsked(
        number=situation.next_matter(),
        to=command.to,
        answers=kept(fields_of("raad", situation.case), command.answers),
        **situation.stamp,
    )
    return Outcome((asked,))


def give_advice(situation: Situation, command: do.GiveAdvice) -> Outcome | Refused:
    """Answers a colleague; changes nothing in the melding itself."""
    matter = situation.case.matter(command.number)
    if not situation.may("give_advice", str(command.number)):
        return NOT_YOURS
    if matter is None or matter.settled:
        return NOTHING
    fields = fields_of("raad_antwoord", situation.case)
    refused = situation.faults(fields, command.answers)
    if refused is not None:
        return refused
    answers = kept(fields, command.answers)
    return Outcome((ev.AdviceGiven(number=command.number, answers=answers, **situation.stamp),))
