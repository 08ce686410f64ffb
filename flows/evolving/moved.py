"""How a melding changes by going on: answers, moves, people and what waits."""

from __future__ import annotations

from flows import events as ev
from flows.case import Answered, Case, FollowUp, Matter, Move, Taken, Wait
from flows.evolving.logged import logged, replace

REOPENED = "heropenen"
"""The move after which what a pupil agreed to earlier no longer counts (A:139-141)."""


def answered(case: Case, event: ev.QuestionAnswered) -> Case:
    """Keeps an answer and what it suggests."""
    given = Answered(key=event.key, by=event.by, at=event.at, suggests=event.suggests)
    case = replace(case, answered=(*case.answered, given))
    return logged(case, event, kind=event.kind, task=event.key, answers=event.answers)


def postponed(case: Case, event: ev.QuestionPostponed) -> Case:
    """Keeps when a question comes back."""
    case = replace(case, waits=(*case.waits, Wait(key=event.again, due=event.due)))
    return logged(case, event, kind=event.kind, task=event.key, answers=event.answers)


def moved(case: Case, event: ev.CaseMoved) -> Case:
    """Goes to another stage, round or state."""
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
    return logged(case, event, kind=event.transition, reason=event.reason, extra=event.stage)


def waits(case: Case, event: ev.WaitChosen) -> Case:
    """Keeps a choice to wait."""
    key = f"volgen/{case.stage}.{case.round}.{len(case.waits) + 1}"
    case = replace(case, waits=(*case.waits, Wait(key=key, due=event.due)))
    return logged(case, event, kind=event.transition, reason=event.reason)


def consulted(case: Case, event: ev.ConsultationAsked) -> Case:
    """Adds a request to think along as a matter."""
    matter = Matter(number=event.number, kind="overleg", by=event.by, at=event.at)
    case = replace(case, matters=(*case.matters, matter))
    extra = str(event.number)
    return logged(case, event, kind=event.transition, reason=event.reason, extra=extra)


def taken(case: Case, event: ev.SlotTaken) -> Case:
    """Gives a role to somebody in this melding."""
    others = tuple(one for one in case.taken if one.slot != event.slot)
    held = Taken(slot=event.slot, by=event.coach or event.by, as_coach=bool(event.coach))
    case = replace(case, taken=(*others, held))
    return logged(case, event, extra=event.slot)


def excluded(case: Case, event: ev.PersonExcluded) -> Case:
    """Keeps somebody out."""
    case = replace(case, excluded=(*case.excluded, event.person))
    return logged(case, event, extra=event.person)


def staff_changed(case: Case, event: ev.StaffChanged) -> Case:
    """Writes down that other people fill these roles."""
    return logged(case, event, extra=" ".join(event.slots))


def follow_up_started(case: Case, event: ev.FollowUpStarted) -> Case:
    """Lets something wait."""
    others = tuple(one for one in case.follow_ups if one.key != event.key)
    follow_up = FollowUp(
        key=event.key,
        slots=event.slots,
        ladder=event.ladder,
        rung=event.rung,
        due=event.due,
        started=event.at,
        limit=event.limit,
    )
    return replace(case, follow_ups=(*others, follow_up))


def follow_up_climbed(case: Case, event: ev.FollowUpClimbed) -> Case:
    """Goes up a ladder."""
    return replace(
        case,
        follow_ups=tuple(
            replace(one, rung=event.rung, due=event.due) if one.key == event.key else one
            for one in case.follow_ups
        ),
    )


def follow_up_ended(case: Case, event: ev.FollowUpEnded) -> Case:
    """Lets something wait no longer."""
    return replace(case, follow_ups=tuple(one for one in case.follow_ups if one.key != event.key))
