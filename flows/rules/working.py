"""Rules for the work itself: actions, consent, calls, what cannot be done, advice, Magister."""

from __future__ import annotations

import msgspec

from flows import commands as do
from flows import events as ev
from flows.action_kinds import AGE_BAND_FIELD, DAY, KINDS, YES
from flows.asked import fields_of, fields_of_task
from flows.case import Call, Matter
from flows.effects import Refused
from flows.evolve import evolve
from flows.field_specs import kept
from flows.forms import CHECKED, Answer, value_of, values_of
from flows.limits import SHORT_TEXT
from flows.permissions import Act, stance_of
from flows.records import records_of
from flows.rules.situation import (
    NEEDS_REASON,
    NOT_YOURS,
    NOTHING,
    OUTDATED,
    TOO_LONG,
    Outcome,
    Situation,
    reason_fault,
)
from flows.school import LAST_RESORT, people_for, slot_from
from flows.tasks import FINISHED, Task, calls_are_over, slots_in, task_of

NOT_OPEN = {"waiting": Refused("nog-niet"), "blocked": Refused("geen-toestemming")}


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
        was_done = any(one.task == command.task for one in case.done)
        return NOTHING if was_done else OUTDATED
    if not situation.may("complete", command.task):
        return NOT_YOURS
    meaning = KINDS[task.action.kind].meaning
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


def review(situation: Situation, command: do.ReviewRecord) -> Outcome | Refused:
    """Keeps the words chosen for names in a Magister text; `bot/` has checked them for names."""
    if not situation.may("record", command.pupil):
        return NOT_YOURS
    records = records_of(situation.case, situation.protocol)
    if not any((one.key, one.pupil) == (command.record, command.pupil) for one in records):
        return OUTDATED
    if not all(phrase.strip() for phrase in command.phrases):
        return NEEDS_REASON
    if any(len(phrase) > SHORT_TEXT for phrase in command.phrases):
        return TOO_LONG
    chosen = (command.record, command.pupil, command.phrases, command.digest)
    if any(
        (one.record, one.pupil, one.phrases, one.digest) == chosen for one in situation.case.reviews
    ):
        return NOTHING
    reviewed = ev.RecordReviewed(
        record=command.record,
        pupil=command.pupil,
        phrases=command.phrases,
        digest=command.digest,
        **situation.stamp,
    )
    return Outcome((reviewed,))


def paste(situation: Situation, command: do.PasteRecord) -> Outcome | Refused:
    """The text stands in Magister (A:179)."""
    if not situation.may("record", command.pupil):
        return NOT_YOURS
    if any(
        (one.record, one.pupil) == (command.record, command.pupil) for one in situation.case.pasted
    ):
        return NOTHING
    ready = any(
        (one.key, one.pupil, one.status) == (command.record, command.pupil, "ready")
        for one in records_of(situation.case, situation.protocol)
    )
    if not ready:
        return OUTDATED
    pasted = ev.RecordPasted(record=command.record, pupil=command.pupil, **situation.stamp)
    return Outcome((pasted,))


def take_over(situation: Situation, command: do.TakeOver) -> Outcome | Refused:
    """Takes over a role, so that one person answers for it."""
    slot = slot_from(command.slot)
    if not situation.may("take_over", command.slot):
        return NOT_YOURS
    if not situation.case.is_open:
        return Refused("gesloten")
    if slot not in slots_in(situation.case, situation.protocol):
        return OUTDATED
    holders = people_for(slot, situation.case, situation.protocol, situation.school, situation.now)
    if holders == (command.actor,):
        return NOTHING
    taken = ev.SlotTaken(slot=slot.encoded(), **situation.stamp)
    return Outcome((taken, *situation.acknowledging((slot.pupil,))))


def _is_last(situation: Situation, person: str) -> bool:
    """Says whether nobody would be left to answer for this melding."""
    last = [one.id for one in situation.school.staff if LAST_RESORT in one.roles]
    return not set(last) - {person, *situation.case.excluded}


def exclude(situation: Situation, command: do.ExcludePerson) -> Outcome | Refused:
    """Somebody is involved in another way and stands outside from now on.

    Nobody gets a melding by keeping out those who answer for it.
    """
    act: Act = "exclude_self" if command.person == command.actor else "exclude"
    if command.person in situation.case.excluded:
        return NOTHING
    if not situation.may(act):
        return NOT_YOURS
    if situation.school.member(command.person) is None:
        return Refused("niet-op-de-lijst")
    if len(command.reason) > SHORT_TEXT:
        return TOO_LONG
    if _is_last(situation, command.person):
        return Refused("laatste-vangnet")
    excluded = ev.PersonExcluded(
        person=command.person, reason=command.reason.strip(), **situation.stamp
    )
    after = msgspec.structs.replace(situation, case=evolve(situation.case, excluded))
    before = stance_of(situation.reader).ways
    if "antipest" not in before and stance_of(after.reader).ways - before:
        return Refused("niet-naar-jezelf")
    return Outcome((excluded,))
