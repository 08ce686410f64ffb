"""How a melding changes by the work in it: actions, consent, calls, advice, texts."""

from __future__ import annotations

from flows import events as ev
from flows.case import (
    Call,
    Case,
    Consent,
    Done,
    GoneWithout,
    Matter,
    Override,
    Pasted,
    Review,
    Wish,
)
from flows.evolving.logged import logged, replace, settled


def task_done(case: Case, event: ev.TaskCompleted) -> Case:
    """Keeps that an action was done."""
    done = Done(task=event.task, by=event.by, at=event.at)
    case = replace(case, done=(*case.done, done))
    pupil = event.task.rsplit(".", 1)[-1]
    return logged(
        case,
        event,
        kind=event.kind,
        task=event.task,
        pupils=(pupil,) if pupil else (),
        answers=event.answers,
    )


def consent(case: Case, event: ev.ConsentRecorded) -> Case:
    """Keeps the last answer per pair of pupils."""
    pair = (event.target, event.perpetrator)
    others = tuple(one for one in case.consents if (one.target, one.perpetrator) != pair)
    now = Consent(target=event.target, perpetrator=event.perpetrator, answer=event.answer)
    return logged(
        replace(case, consents=(*others, now)),
        event,
        kind="toestemming",
        pupils=pair,
        answers=event.answers,
        extra=event.answer,
    )


def wish(case: Case, event: ev.WishRecorded) -> Case:
    """Keeps the last answer to a wish."""
    others = tuple(one for one in case.wishes if (one.gate, one.pupil) != (event.gate, event.pupil))
    now = Wish(gate=event.gate, pupil=event.pupil, answer=event.answer)
    return logged(
        replace(case, wishes=(*others, now)),
        event,
        kind="wens",
        pupils=(event.pupil,),
        answers=event.answers,
        extra=event.answer,
    )


def overridden(case: Case, event: ev.GateOverridden) -> Case:
    """Opens a gate for a pupil."""
    opened = Override(gate=event.gate, pupil=event.pupil, by=event.by, reason=event.reason)
    case = replace(case, overrides=(*case.overrides, opened))
    return logged(case, event, pupils=(event.pupil,), reason=event.reason)


def agreed(case: Case, event: ev.AgreementMade) -> Case:
    """Counts an agreement; its words stand in the logbook."""
    case = replace(case, agreements=max(case.agreements, event.number))
    return logged(
        case,
        event,
        task=event.task,
        pupils=event.binds,
        answers=event.answers,
        extra=str(event.number),
    )


def called(case: Case, event: ev.ParentCalled) -> Case:
    """Keeps the last call per guardian."""
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
    return logged(
        case,
        event,
        task=event.task,
        pupils=(event.pupil,),
        answers=event.answers,
        extra=event.outcome,
    )


def advice_asked(case: Case, event: ev.AdviceAsked) -> Case:
    """Adds a request for advice as a matter."""
    asked = Matter(number=event.number, kind="raad", by=event.by, at=event.at, to=event.to)
    case = replace(case, matters=(*case.matters, asked))
    return logged(case, event, kind="raad", answers=event.answers, extra=str(event.number))


def advice_given(case: Case, event: ev.AdviceGiven) -> Case:
    """Settles a request for advice."""
    case = settled(case, event, "ja")
    return logged(case, event, kind="raad_antwoord", answers=event.answers, extra=str(event.number))


def infeasible(case: Case, event: ev.InfeasibleReported) -> Case:
    """Adds a step that cannot be done as a matter."""
    matter = Matter(
        number=event.number, kind="niet_uitvoerbaar", by=event.by, at=event.at, task=event.task
    )
    case = replace(case, matters=(*case.matters, matter))
    return logged(case, event, task=event.task, reason=event.reason, extra=str(event.number))


def infeasible_settled(case: Case, event: ev.InfeasibleSettled) -> Case:
    """Settles it; an action that is left out counts as finished."""
    matter = case.matter(event.number)
    case = settled(case, event, event.decision)
    if matter is not None and matter.task and event.decision == "overslaan":
        left_out = Done(task=matter.task, by=event.by, at=event.at, skipped=True)
        case = replace(case, done=(*case.done, left_out))
    return logged(
        case,
        event,
        task=matter.task if matter else "",
        reason=event.explanation,
        extra=event.decision,
    )


def went_on_without(case: Case, event: ev.WentOnWithout) -> Case:
    """Lets others wait for a task no longer; the task itself stays as it is."""
    left = GoneWithout(task=event.task, at=event.at)
    case = replace(case, gone_without=(*case.gone_without, left))
    return logged(case, event, task=event.task, reason=event.reason)


def reviewed(case: Case, event: ev.RecordReviewed) -> Case:
    """Keeps the words that were chosen last."""
    others = tuple(
        one for one in case.reviews if (one.record, one.pupil) != (event.record, event.pupil)
    )
    review = Review(
        record=event.record, pupil=event.pupil, phrases=event.phrases, digest=event.digest
    )
    return replace(case, reviews=(*others, review))


def pasted(case: Case, event: ev.RecordPasted) -> Case:
    """Keeps that a text stands in Magister."""
    stands = Pasted(record=event.record, pupil=event.pupil, by=event.by, at=event.at)
    case = replace(case, pasted=(*case.pasted, stands))
    return logged(case, event, task=event.record, pupils=(event.pupil,))
