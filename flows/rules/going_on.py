"""Rules for going on: answers to questions, moves between stages, closing, opening again, timers.

Answers suggest and timers ask; only a person moves a melding (architecture §2).
"""

from __future__ import annotations

import msgspec

from flows import commands as do
from flows import events as ev
from flows import protocol as pr
from flows.action_kinds import NOT_YET
from flows.asked import fields_of
from flows.effects import Refused, SendCard
from flows.field_specs import kept
from flows.forms import value_of
from flows.ladders import NOT_ASKED, Setting, asked_on, next_rung_due, rung_at
from flows.limits import LONG_TEXT
from flows.protocol import Question, Suggestion, Transition
from flows.records import records_of
from flows.rules.situation import (
    NEEDS_REASON,
    NOT_YOURS,
    NOTHING,
    OUTDATED,
    TOO_LONG,
    Outcome,
    Situation,
)
from flows.school import slot_from
from flows.school_calendar import Span
from flows.tasks import FINISHED, Task, open_required, questions_of, tasks_of, was_answered
from flows.waiting import aftercare_keys, card_of, pending_wait

ENDS: dict[str, pr.CaseState] = {
    pr.TO_AFTERCARE: "nazorg",
    pr.TO_CLOSED: "gesloten",
    pr.TO_NOT_BULLYING: "geen_pesten",
}
"""The states after the stages, by where a way leads."""

AFTERCARE = "nazorg"
BEFORE_HOLIDAY = "vooraf"


class Asked(msgspec.Struct, frozen=True):
    """What a follow-up asks: its form, what its answers suggest, when it comes back."""

    kind: str
    suggests: tuple[Suggestion, ...] = ()
    postpone: str = ""


def _question(situation: Situation, key: str) -> Question | None:
    return next(
        (
            one.question
            for one in questions_of(situation.case, situation.protocol)
            if key == one.key or key.startswith(f"{one.key}.")
        ),
        None,
    )


def asked_by(situation: Situation, key: str) -> Asked | None:
    """Finds what the follow-up under this key asks; None when it asks nothing."""
    word = key.split("/", 1)[0]
    if word == AFTERCARE:
        care = situation.protocol.aftercare
        return Asked(care.kind, care.suggests, care.postpone)
    if word == BEFORE_HOLIDAY:
        return Asked("vooraf")
    if word == "volgen":
        return Asked("evaluatie", postpone="2 schooldagen")
    question = _question(situation, key)
    if question is None:
        return None
    return Asked(question.kind, question.suggests, question.postpone)


def _next_key(situation: Situation, key: str) -> str:
    """Gives the key under which a postponed question comes back."""
    turns = sum(one.key.startswith(f"{key}.") for one in situation.case.waits)
    return f"{key}.{turns + 1}"


def answer(situation: Situation, command: do.AnswerQuestion) -> Outcome | Refused:
    """Answers a question, or says there was no talk yet; then it is asked again."""
    if situation.case.follow_up(command.key) is None:
        again = any(one.key.startswith(f"{command.key}.") for one in situation.case.waits)
        return NOTHING if again or was_answered(situation.case, command.key) else OUTDATED
    asked = asked_by(situation, command.key)
    if asked is None:
        return OUTDATED
    if not situation.may("answer", command.key):
        return NOT_YOURS
    fields = fields_of(asked.kind, situation.case)
    refused = situation.faults(fields, command.answers)
    if refused is not None:
        return refused
    answers = kept(fields, command.answers)
    if asked.postpone and value_of(answers, "gesproken") == NOT_YET:
        due = situation.school.calendar.due_moment(situation.now, Span.parse(asked.postpone))
        postponed = ev.QuestionPostponed(
            key=command.key,
            kind=asked.kind,
            answers=answers,
            again=_next_key(situation, command.key),
            due=due,
            **situation.stamp,
        )
        return Outcome((postponed,))
    said = value_of(answers, "leerling_zegt")
    answered = ev.QuestionAnswered(
        key=command.key,
        kind=asked.kind,
        answers=answers,
        suggests=next((one.transition for one in asked.suggests if one.answer == said), ""),
        **situation.stamp,
    )
    return Outcome((answered,))


def needs_reason(situation: Situation, transition: Transition) -> bool:
    """Says whether going on this way asks for a reason now."""
    if transition.reason != "early":
        return transition.reason == "always"
    unanswered = any(not one.answered for one in questions_of(situation.case, situation.protocol))
    return unanswered or bool(_left_by(situation, transition))


def _left_by(situation: Situation, transition: Transition) -> tuple[Task, ...]:
    """Gives the required work that is left undone; what runs beside the stages may go on there."""
    left = open_required(situation.case, situation.protocol)
    if transition.to in ENDS:
        return left
    return tuple(task for task in left if task.ref.flow == situation.case.stage)


def is_possible(situation: Situation, transition: Transition) -> bool:
    """Says whether what must come before this way on was done, or left out by a joint decision.

    "Geen pesten" is only said after the talk itself (X-16). Other ways are open too when it was
    done for some pupils and they went on without the rest.
    """
    strict = transition.to == pr.TO_NOT_BULLYING
    enough = ("done",) if strict else FINISHED
    without = set() if strict else {one.task for one in situation.case.gone_without}
    tasks = tasks_of(situation.case, situation.protocol)
    over = {task.action.id for task in tasks if task.status in enough}
    left = {
        task.action.id
        for task in tasks
        if task.status not in enough
        and (task.ref.encoded() not in without or task.action.id not in over)
    }
    return left.isdisjoint(transition.requires)


def _rounds(situation: Situation, stage: str) -> int:
    """Counts how often a stage was entered; a melding begins in the first one."""
    entered = [one.round for one in situation.case.moves if one.stage == stage]
    begun = int(stage == situation.protocol.stages[0].id)
    return max((begun, *entered))


def _moved(
    situation: Situation, transition: str, reason: str, state: pr.CaseState, stage: str, turn: int
) -> ev.CaseMoved:
    return ev.CaseMoved(
        state=state,
        stage=stage,
        round=turn,
        transition=transition,
        reason=reason,
        **situation.stamp,
    )


def _destination(situation: Situation, transition: Transition, reason: str) -> ev.Event:
    case = situation.case
    if transition.to == pr.WAIT_AND_ASK:
        due = situation.school.calendar.due_moment(situation.now, Span.parse(transition.after))
        return ev.WaitChosen(transition=transition.id, due=due, reason=reason, **situation.stamp)
    if transition.to == pr.CONSULT:
        return ev.ConsultationAsked(
            number=situation.next_matter(),
            transition=transition.id,
            reason=reason,
            **situation.stamp,
        )
    if transition.to == pr.HERE_AGAIN:
        turn = case.round + 1
        return _moved(situation, transition.id, reason, "lopend", case.stage, turn)
    if transition.to in ENDS:
        end = ENDS[transition.to]
        return _moved(situation, transition.id, reason, end, case.stage, case.round)
    turn = _rounds(situation, transition.to) + 1
    return _moved(situation, transition.id, reason, "lopend", transition.to, turn)


def move(situation: Situation, command: do.MoveOn) -> Outcome | Refused:
    """Goes the way a person chose, when what must come first was done."""
    case = situation.case
    stage = situation.protocol.stage(case.stage)
    if case.state not in ("gemeld", "lopend") or command.here != f"{case.stage}.{case.round}":
        gone = any(one.transition == command.transition for one in case.moves)
        return NOTHING if gone else OUTDATED
    ways = stage.transitions if stage is not None else ()
    transition = next((one for one in ways if one.id == command.transition), None)
    if transition is None:
        return OUTDATED
    if not situation.may("move", command.transition):
        return NOT_YOURS
    if not is_possible(situation, transition):
        return Refused("eerst-gesprek")
    if needs_reason(situation, transition) and not command.reason.strip():
        return NEEDS_REASON
    if len(command.reason) > LONG_TEXT:
        return TOO_LONG
    consulting = any(one.kind == "overleg" and not one.settled for one in case.matters)
    if transition.to == pr.CONSULT and consulting:
        return NOTHING
    if transition.to == pr.WAIT_AND_ASK and pending_wait(case):
        return NOTHING
    return Outcome((_destination(situation, transition, command.reason.strip()),))


def lacks_answers(situation: Situation) -> bool:
    """Says whether a question of this aftercare was not answered."""
    keys = aftercare_keys(situation.case, situation.protocol)
    return not all(was_answered(situation.case, key) for key in keys)


def lacks_texts(situation: Situation) -> bool:
    """Says whether a text that must stand in Magister does not stand there yet."""
    return any(
        one.status == "ready" and one.record.required
        for one in records_of(situation.case, situation.protocol)
    )


def close(situation: Situation, command: do.CloseCase) -> Outcome | Refused:
    """A person ends the aftercare; with questions or Magister texts left, a reason is asked."""
    case = situation.case
    if case.state == "gesloten":
        return NOTHING
    if case.state != "nazorg":
        return OUTDATED
    if not situation.may("close"):
        return NOT_YOURS
    left = lacks_answers(situation) or lacks_texts(situation)
    if left and not command.reason.strip():
        return NEEDS_REASON
    if len(command.reason) > LONG_TEXT:
        return TOO_LONG
    reason = command.reason.strip()
    return Outcome((_moved(situation, "sluiten", reason, "gesloten", case.stage, case.round),))


def reopen(situation: Situation, command: do.ReopenCase) -> Outcome | Refused:
    """It is not over after all: the melding goes on under the same id (X-13)."""
    case = situation.case
    if case.state == "lopend" and case.moves and case.moves[-1].transition == "heropenen":
        return NOTHING
    if case.state not in ("nazorg", "gesloten"):
        return OUTDATED
    if not situation.may("reopen"):
        return NOT_YOURS
    if not command.reason.strip():
        return NEEDS_REASON
    if len(command.reason) > LONG_TEXT:
        return TOO_LONG
    stage = situation.protocol.aftercare.reopen_to
    turn = _rounds(situation, stage) + 1
    moved = _moved(situation, "heropenen", command.reason.strip(), "lopend", stage, turn)
    return Outcome((moved,))


def follow_up_due(situation: Situation, command: do.FollowUpDue) -> Outcome | Refused:
    """A timer fired: ask, remind, or pass on. One that is early, old or double does nothing."""
    follow_up = situation.case.follow_up(command.key)
    if command.actor:
        return NOT_YOURS
    if follow_up is None or follow_up.due != command.due or situation.now < command.due:
        return NOTHING
    ladder = situation.protocol.ladder(follow_up.ladder)
    slots = tuple(slot_from(slot) for slot in follow_up.slots)
    climbed = follow_up.rung + 1
    setting = Setting(situation.case, situation.protocol, situation.school, situation.now)
    due = next_rung_due(ladder, climbed, slots, setting, situation.now)
    event = ev.FollowUpClimbed(key=command.key, rung=climbed, due=due, **situation.stamp)
    urgent = follow_up.ladder == situation.protocol.intake.acute_ladder
    if follow_up.rung == NOT_ASKED:
        return Outcome((event,), urgent=urgent)
    reached = asked_on(rung_at(ladder, follow_up.rung), slots)
    key = f"herinnering/{climbed}/{card_of(command.key)}"
    sends = tuple(SendCard(slot=slot.encoded(), key=key) for slot in reached)
    return Outcome((event,), sends, urgent=urgent)


def school_changed(situation: Situation, command: do.SchoolChanged) -> Outcome | Refused:
    """Other people fill these slots now: old cards end, new ones go out."""
    if command.actor:
        return NOT_YOURS
    if not situation.case.is_open or not command.slots:
        return NOTHING
    return Outcome((ev.StaffChanged(slots=command.slots, **situation.stamp),))
