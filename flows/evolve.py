"""How the state of a melding follows from one event more. Pure, and it never refuses.

What may happen was settled by `flows.decide` when the event was made; here it only adds up. Each
kind of event has one small function in `STEPS`; every event also counts, and those that tell
something become a line of the logbook.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from flows import events as ev
from flows.case import (
    Acknowledgement,
    AgeBand,
    Answered,
    Beside,
    Call,
    Case,
    Consent,
    Done,
    Entry,
    FollowUp,
    Matter,
    Move,
    Override,
    Pasted,
    Review,
    Taken,
    Wait,
    Wish,
)
from flows.corrections import corrected

replace = msgspec.structs.replace

REOPENED = "heropenen"
"""The move after which what a pupil agreed to earlier no longer counts (A:139-141)."""


def _logged(case: Case, event: ev.Event, **told: Any) -> Case:  # noqa: ANN401 - fields of Entry
    """Adds a line to the logbook; its number is the sequence of the event."""
    entry = Entry(
        number=case.sequence + 1, at=event.at, by=event.by, what=type(event).__name__, **told
    )
    return replace(case, log=(*case.log, entry))


def _reported(case: Case, event: ev.BullyingReported) -> Case:
    started = replace(
        case,
        id=event.case_id,
        protocol=event.protocol,
        state="gemeld",
        stage=event.stage,
        reporter=event.by,
        reported_at=event.at,
        acute=event.acute,
        online=event.online,
        involved=event.involved,
        numbered=len(event.involved),
    )
    pupils = tuple(one.pupil for one in event.involved)
    return _logged(started, event, pupils=pupils, answers=event.answers)


def _acknowledged(case: Case, event: ev.ReportAcknowledged) -> Case:
    taken_up = Acknowledgement(pupil=event.pupil, by=event.by, at=event.at)
    case = replace(case, acknowledged=(*case.acknowledged, taken_up))
    return _logged(case, event, pupils=(event.pupil,))


def _pupil_added(case: Case, event: ev.PupilAdded) -> Case:
    involved = (*case.involved, event.involved)
    case = replace(case, involved=involved, numbered=case.numbered + 1)
    return _logged(case, event, pupils=(event.involved.pupil,))


def _age_band(case: Case, event: ev.AgeBandSet) -> Case:
    others = tuple(band for band in case.age_bands if band.pupil != event.pupil)
    return replace(case, age_bands=(*others, AgeBand(pupil=event.pupil, band=event.band)))


def _task_done(case: Case, event: ev.TaskCompleted) -> Case:
    done = Done(task=event.task, by=event.by, at=event.at)
    case = replace(case, done=(*case.done, done))
    pupil = event.task.rsplit(".", 1)[-1]
    return _logged(
        case,
        event,
        kind=event.kind,
        task=event.task,
        pupils=(pupil,) if pupil else (),
        answers=event.answers,
    )


def _consent(case: Case, event: ev.ConsentRecorded) -> Case:
    pair = (event.target, event.perpetrator)
    others = tuple(one for one in case.consents if (one.target, one.perpetrator) != pair)
    now = Consent(target=event.target, perpetrator=event.perpetrator, answer=event.answer)
    return _logged(
        replace(case, consents=(*others, now)),
        event,
        kind="toestemming",
        pupils=pair,
        answers=event.answers,
        extra=event.answer,
    )


def _wish(case: Case, event: ev.WishRecorded) -> Case:
    others = tuple(one for one in case.wishes if (one.gate, one.pupil) != (event.gate, event.pupil))
    now = Wish(gate=event.gate, pupil=event.pupil, answer=event.answer)
    return _logged(
        replace(case, wishes=(*others, now)),
        event,
        kind="wens",
        pupils=(event.pupil,),
        answers=event.answers,
        extra=event.answer,
    )


def _overridden(case: Case, event: ev.GateOverridden) -> Case:
    opened = Override(gate=event.gate, pupil=event.pupil, by=event.by, reason=event.reason)
    case = replace(case, overrides=(*case.overrides, opened))
    return _logged(case, event, pupils=(event.pupil,), reason=event.reason)


def _agreed(case: Case, event: ev.AgreementMade) -> Case:
    case = replace(case, agreements=max(case.agreements, event.number))
    return _logged(
        case,
        event,
        task=event.task,
        pupils=event.binds,
        answers=event.answers,
        extra=str(event.number),
    )


def _called(case: Case, event: ev.ParentCalled) -> Case:
    others = tuple(
        call for call in case.calls if (call.task, call.guardian) != (event.task, event.guardian)
    )
    call = Call(
        task=event.task,
        guardian=event.guardian,
        outcome=event.outcome,
        second_guardian=event.second_guardian,
    )
    case = replace(case, calls=(*others, call))
    return _logged(
        case,
        event,
        task=event.task,
        pupils=(event.pupil,),
        answers=event.answers,
        extra=event.outcome,
    )


def _answered(case: Case, event: ev.QuestionAnswered) -> Case:
    given = Answered(key=event.key, by=event.by, at=event.at, suggests=event.suggests)
    case = replace(case, answered=(*case.answered, given))
    return _logged(case, event, kind=event.kind, task=event.key, answers=event.answers)


def _postponed(case: Case, event: ev.QuestionPostponed) -> Case:
    case = replace(case, waits=(*case.waits, Wait(key=event.again, due=event.due)))
    return _logged(case, event, kind=event.kind, task=event.key, answers=event.answers)


def _noted(case: Case, event: ev.NoteAdded) -> Case:
    note = Matter(number=event.number, kind=event.kind, by=event.by, at=event.at, acute=event.acute)
    case = replace(case, matters=(*case.matters, note), acute=case.acute or event.acute)
    return _logged(case, event, kind=event.kind, pupils=event.pupils, answers=event.answers)


def _note_seen(case: Case, event: ev.NoteSeen) -> Case:
    return _settled(case, event, "gezien")


def _advice_asked(case: Case, event: ev.AdviceAsked) -> Case:
    asked = Matter(number=event.number, kind="raad", by=event.by, at=event.at, to=event.to)
    case = replace(case, matters=(*case.matters, asked))
    return _logged(case, event, kind="raad", answers=event.answers, extra=str(event.number))


def _settled(case: Case, event: ev.Settling, decision: str) -> Case:
    return replace(
        case,
        matters=tuple(
            replace(matter, settled=decision, settled_by=event.by, settled_at=event.at)
            if matter.number == event.number
            else matter
            for matter in case.matters
        ),
    )


def _advice_given(case: Case, event: ev.AdviceGiven) -> Case:
    case = _settled(case, event, "ja")
    return _logged(
        case, event, kind="raad_antwoord", answers=event.answers, extra=str(event.number)
    )


def _infeasible(case: Case, event: ev.InfeasibleReported) -> Case:
    matter = Matter(
        number=event.number, kind="niet_uitvoerbaar", by=event.by, at=event.at, task=event.task
    )
    case = replace(case, matters=(*case.matters, matter))
    return _logged(case, event, task=event.task, reason=event.reason, extra=str(event.number))


def _infeasible_settled(case: Case, event: ev.InfeasibleSettled) -> Case:
    matter = case.matter(event.number)
    case = _settled(case, event, event.decision)
    if matter is not None and matter.task and event.decision == "overslaan":
        left_out = Done(task=matter.task, by=event.by, at=event.at, skipped=True)
        case = replace(case, done=(*case.done, left_out))
    return _logged(
        case,
        event,
        task=matter.task if matter else "",
        reason=event.explanation,
        extra=event.decision,
    )


def _reviewed(case: Case, event: ev.RecordReviewed) -> Case:
    others = tuple(
        one for one in case.reviews if (one.record, one.pupil) != (event.record, event.pupil)
    )
    review = Review(
        record=event.record, pupil=event.pupil, phrases=event.phrases, digest=event.digest
    )
    return replace(case, reviews=(*others, review))


def _pasted(case: Case, event: ev.RecordPasted) -> Case:
    stands = Pasted(record=event.record, pupil=event.pupil, by=event.by, at=event.at)
    case = replace(case, pasted=(*case.pasted, stands))
    return _logged(case, event, task=event.record, pupils=(event.pupil,))


def _moved(case: Case, event: ev.CaseMoved) -> Case:
    move = Move(
        at=event.at,
        by=event.by,
        state=event.state,
        stage=event.stage,
        round=event.round,
        transition=event.transition,
    )
    case = replace(
        case, state=event.state, stage=event.stage, round=event.round, moves=(*case.moves, move)
    )
    if event.transition == REOPENED:
        case = replace(case, consents=(), wishes=(), overrides=())
    return _logged(case, event, kind=event.transition, reason=event.reason, extra=event.stage)


def _waits(case: Case, event: ev.WaitChosen) -> Case:
    key = f"volgen/{case.stage}.{case.round}.{len(case.waits) + 1}"
    case = replace(case, waits=(*case.waits, Wait(key=key, due=event.due)))
    return _logged(case, event, kind=event.transition, reason=event.reason)


def _consulted(case: Case, event: ev.ConsultationAsked) -> Case:
    matter = Matter(number=event.number, kind="overleg", by=event.by, at=event.at)
    case = replace(case, matters=(*case.matters, matter))
    extra = str(event.number)
    return _logged(case, event, kind=event.transition, reason=event.reason, extra=extra)


def _beside(case: Case, event: ev.SubflowStarted) -> Case:
    runs = Beside(flow=event.flow, round=event.round, since=event.at)
    return _logged(replace(case, beside=(*case.beside, runs)), event, kind=event.flow)


def _beside_ended(case: Case, event: ev.SubflowEnded) -> Case:
    left = tuple(one for one in case.beside if one.flow != event.flow)
    return _logged(replace(case, beside=left), event, kind=event.flow)


def _taken(case: Case, event: ev.SlotTaken) -> Case:
    others = tuple(one for one in case.taken if one.slot != event.slot)
    case = replace(case, taken=(*others, Taken(slot=event.slot, by=event.by)))
    return _logged(case, event, extra=event.slot)


def _excluded(case: Case, event: ev.PersonExcluded) -> Case:
    case = replace(case, excluded=(*case.excluded, event.person))
    return _logged(case, event, extra=event.person)


def _staff_changed(case: Case, event: ev.StaffChanged) -> Case:
    return _logged(case, event, extra=" ".join(event.slots))


def _follow_up_started(case: Case, event: ev.FollowUpStarted) -> Case:
    others = tuple(one for one in case.follow_ups if one.key != event.key)
    follow_up = FollowUp(
        key=event.key,
        slots=event.slots,
        ladder=event.ladder,
        rung=event.rung,
        due=event.due,
        started=event.at,
    )
    return replace(case, follow_ups=(*others, follow_up))


def _follow_up_climbed(case: Case, event: ev.FollowUpClimbed) -> Case:
    return replace(
        case,
        follow_ups=tuple(
            replace(one, rung=event.rung, due=event.due) if one.key == event.key else one
            for one in case.follow_ups
        ),
    )


def _follow_up_ended(case: Case, event: ev.FollowUpEnded) -> Case:
    return replace(case, follow_ups=tuple(one for one in case.follow_ups if one.key != event.key))


STEPS: dict[type, Callable[[Case, Any], Case]] = {
    ev.BullyingReported: _reported,
    ev.ReportAcknowledged: _acknowledged,
    ev.PupilAdded: _pupil_added,
    ev.AgeBandSet: _age_band,
    ev.TaskCompleted: _task_done,
    ev.ConsentRecorded: _consent,
    ev.WishRecorded: _wish,
    ev.GateOverridden: _overridden,
    ev.AgreementMade: _agreed,
    ev.ParentCalled: _called,
    ev.QuestionAnswered: _answered,
    ev.QuestionPostponed: _postponed,
    ev.NoteAdded: _noted,
    ev.NoteSeen: _note_seen,
    ev.EntryCorrected: corrected,
    ev.AdviceAsked: _advice_asked,
    ev.AdviceGiven: _advice_given,
    ev.InfeasibleReported: _infeasible,
    ev.InfeasibleSettled: _infeasible_settled,
    ev.RecordReviewed: _reviewed,
    ev.RecordPasted: _pasted,
    ev.CaseMoved: _moved,
    ev.WaitChosen: _waits,
    ev.ConsultationAsked: _consulted,
    ev.SubflowStarted: _beside,
    ev.SubflowEnded: _beside_ended,
    ev.SlotTaken: _taken,
    ev.PersonExcluded: _excluded,
    ev.StaffChanged: _staff_changed,
    ev.FollowUpStarted: _follow_up_started,
    ev.FollowUpClimbed: _follow_up_climbed,
    ev.FollowUpEnded: _follow_up_ended,
}


def evolve(case: Case, event: ev.Event) -> Case:
    """Gives the state after this event."""
    after = STEPS[type(event)](case, event)
    return replace(after, sequence=case.sequence + 1)
