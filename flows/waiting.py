"""What waits for whom in a melding, and until when.

Worked out from the state, never stored as such. `flows.decide` compares it before and after a
decision: what is new starts, what is gone ends. So a closed melding has no follow-up, and an open
one always has somebody who must act, by construction.
"""

from __future__ import annotations

import datetime

import msgspec

from flows.case import CLEARING, Case, Matter
from flows.holiday_checks import check_due, check_key, is_asked_just_before, spread
from flows.ladders import ASKED, NOT_ASKED, Setting, next_rung_due, on_working_day
from flows.protocol import Protocol
from flows.records import records_of
from flows.school import ADVISER, ANTIPEST, School, Slot
from flows.school_calendar import Span
from flows.tasks import (
    MEMBER,
    QuestionTask,
    Task,
    open_required,
    questions_of,
    slots_for,
    was_answered,
)


class Want(msgspec.Struct, frozen=True, kw_only=True):
    """Something that should be waiting, as it would be if it started now."""

    key: str
    slots: tuple[Slot, ...]
    ladder: str
    rung: int
    due: datetime.datetime
    """When somebody is asked or reminded next: on a day that person works."""
    intent: str
    limit: datetime.datetime | None = None
    """Until when it may take, as the protocol says: nobody's working days move it."""


def _usual(setting: Setting) -> str:
    """Gives the ladder of what the protocol names no ladder for."""
    return setting.protocol.intake.acknowledge_ladder


def _ladder_due(
    setting: Setting, ladder: str, slots: tuple[Slot, ...], since: datetime.datetime
) -> datetime.datetime:
    return next_rung_due(setting.protocol.ladder(ladder), ASKED, slots, setting, since)


def _limit(setting: Setting, span: str) -> datetime.datetime:
    """Gives the moment until which a task may take."""
    calendar = setting.school.calendar
    due = calendar.local(calendar.due_moment(setting.now, Span.parse(span))).date()
    return calendar.moment_of(due, calendar.asks_at)


def reminder_on(
    setting: Setting, limit: datetime.datetime, slots: tuple[Slot, ...]
) -> datetime.datetime:
    """Gives the first reminder: on the limit, or on the first day after it that somebody works."""
    calendar = setting.school.calendar
    day = on_working_day(calendar.local(limit).date(), slots, setting)
    return calendar.moment_of(day, calendar.asks_at)


def unacknowledged(case: Case) -> tuple[str, ...]:
    """Gives the pupils nobody has taken up the melding for."""
    taken_up = {one.pupil for one in case.acknowledged}
    return tuple(one.pupil for one in case.involved if one.pupil not in taken_up)


def _acknowledgements(setting: Setting) -> list[Want]:
    case = setting.case
    intake = setting.protocol.intake
    ladder = intake.acute_ladder if case.acute else intake.acknowledge_ladder
    seen = setting.now if case.acute else setting.school.calendar.next_opening(setting.now)
    wants = []
    for pupil in unacknowledged(case):
        slots = (Slot("begeleider", pupil),)
        wants.append(
            Want(
                key=f"melding/{pupil}",
                slots=slots,
                ladder=ladder,
                rung=ASKED,
                due=_ladder_due(setting, ladder, slots, seen),
                intent=ladder,
            )
        )
    return wants


def taken_up(task: Task, case: Case) -> bool:
    """Says whether the melding was taken up for the pupil, or a pupil, a task is about."""
    acknowledged = {one.pupil for one in case.acknowledged}
    is_own = task.ref.pupil and task.action.each != MEMBER
    pupils = {task.ref.pupil} if is_own else {slot.pupil for slot in task.slots}
    return not pupils - {""} or bool(pupils & acknowledged)


def actionable(case: Case, protocol: Protocol) -> tuple[Task, ...]:
    """Gives the required tasks that somebody can do now, or is stuck with."""
    return tuple(
        task
        for task in open_required(case, protocol)
        if task.status in ("open", "blocked") and taken_up(task, case)
    )


def _stuck_before(case: Case, task: Task) -> bool:
    """Says whether somebody was already asked what to do about a blocked task."""
    ref = task.ref.encoded()
    return any(one.task == ref and not one.settled for one in case.matters)


def _opening(setting: Setting) -> list[Want]:
    """Gives the tasks that can be done but are asked on a day to come (A:321)."""
    calendar = setting.school.calendar
    return [
        Want(
            key=f"taak/{task.ref.encoded()}",
            slots=task.slots,
            ladder=task.action.ladder,
            rung=NOT_ASKED,
            due=calendar.due_moment(setting.now, Span.parse(task.action.opens)),
            intent=task.action.opens,
        )
        for task in open_required(setting.case, setting.protocol)
        if task.status == "later" and taken_up(task, setting.case)
    ]


def _tasks(setting: Setting) -> list[Want]:
    wants = _opening(setting)
    for task in actionable(setting.case, setting.protocol):
        if not task.action.due or (task.status == "blocked" and _stuck_before(setting.case, task)):
            continue
        limit = _limit(setting, task.action.due)
        wants.append(
            Want(
                key=f"taak/{task.ref.encoded()}",
                slots=task.slots,
                ladder=task.action.ladder,
                rung=ASKED,
                due=reminder_on(setting, limit, task.slots),
                intent=task.action.due,
                limit=limit,
            )
        )
    return wants


def _records(setting: Setting) -> list[Want]:
    return [
        Want(
            key=f"magister/{record.key}.{record.pupil}",
            slots=record.slots,
            ladder=record.record.ladder or _usual(setting),
            rung=ASKED,
            due=reminder_on(setting, limit, record.slots),
            intent=record.record.due,
            limit=limit,
        )
        for record in records_of(setting.case, setting.protocol)
        if record.status == "ready" and record.record.required and record.record.due
        for limit in (_limit(setting, record.record.due),)
    ]


def _asked_again(case: Case, base: str) -> tuple[str, datetime.datetime | None]:
    """Gives the key a question has now, and when it comes back if it was postponed."""
    again = [one for one in case.waits if one.key.startswith(f"{base}.")]
    return (again[-1].key, again[-1].due) if again else (base, None)


def _checks(
    setting: Setting, key: str, begins: datetime.datetime, after: str, asked: Want
) -> list[Want]:
    """Gives the look on the last school day before a holiday that a question falls behind."""
    due = check_due(setting, begins, after)
    if due is None or was_answered(setting.case, check_key(key)):
        return []
    return [
        Want(
            key=check_key(key),
            slots=asked.slots,
            ladder=asked.ladder,
            rung=NOT_ASKED,
            due=due,
            intent="laatste schooldag voor de vakantie",
        )
    ]


def _question_wants(setting: Setting, question: QuestionTask) -> list[Want]:
    """Gives the question and, before a long holiday, the check on the last school day."""
    case = setting.case
    if question.begins is None or question.answered:
        return []
    after = question.question.after
    key, postponed = _asked_again(case, question.key)
    asked = Want(
        key=key,
        slots=question.slots,
        ladder=question.question.ladder,
        rung=NOT_ASKED,
        due=postponed or setting.school.calendar.due_moment(question.begins, Span.parse(after)),
        intent=after,
    )
    return [asked, *_checks(setting, question.key, question.begins, after, asked)]


def _questions(setting: Setting) -> list[Want]:
    return [
        want
        for question in questions_of(setting.case, setting.protocol)
        for want in _question_wants(setting, question)
    ]


def pending_wait(case: Case) -> str:
    """Gives the key of the choice to wait that was made last in this stage, if not answered."""
    mine = f"volgen/{case.stage}.{case.round}."
    keys = [one.key for one in case.waits if one.key.startswith(mine)]
    if not keys or case.state not in ("gemeld", "lopend"):
        return ""
    return "" if any(one.key == keys[-1] for one in case.answered) else keys[-1]


def _waits(setting: Setting) -> list[Want]:
    key = pending_wait(setting.case)
    stage = setting.protocol.stage(setting.case.stage)
    if not key or stage is None:
        return []
    due = next(one.due for one in reversed(setting.case.waits) if one.key == key)
    asked = Want(
        key=key,
        slots=slots_for(stage.owner, "", setting.case, setting.protocol),
        ladder=_usual(setting),
        rung=NOT_ASKED,
        due=due,
        intent="volgen",
    )
    chosen = next(one for one in reversed(setting.case.log) if one.what == "WaitChosen")
    after = next(one.after for one in stage.transitions if one.id == chosen.kind)
    first = ".".join(key.split(".")[:3])
    return [asked, *_checks(setting, first, chosen.at, after, asked)]


_MATTERS = {
    "niet_uitvoerbaar": "besluit",
    "overleg": "besluit",
    "raad": "raad",
    "incident": "gebeurd",
    "waarneming": "gebeurd",
    CLEARING: "opruimen",
}
"""Which matters wait for somebody, and the first word of their key."""


def _matter_slots(setting: Setting, matter: Matter) -> tuple[Slot, ...]:
    kind = _MATTERS[matter.kind]
    if kind == "raad":
        return (Slot(ADVISER, str(matter.number)),)
    if kind in ("besluit", "opruimen"):
        return (Slot(ANTIPEST),)
    return slots_for("begeleider", "", setting.case, setting.protocol)


def _matters(setting: Setting) -> list[Want]:
    wants = []
    for matter in setting.case.matters:
        if matter.settled or matter.kind not in _MATTERS:
            continue
        slots = _matter_slots(setting, matter)
        if matter.kind == "raad" and not setting.people(slots):
            continue
        ladder = setting.protocol.intake.acute_ladder if matter.acute else _usual(setting)
        wants.append(
            Want(
                key=f"{_MATTERS[matter.kind]}/{matter.number}",
                slots=slots,
                ladder=ladder,
                rung=ASKED,
                due=_ladder_due(setting, ladder, slots, setting.now),
                intent=ladder,
            )
        )
    return wants


def aftercare_round(case: Case) -> int:
    """Counts how often the melding went to aftercare."""
    return sum(move.state == "nazorg" for move in case.moves)


def aftercare_keys(case: Case, protocol: Protocol) -> tuple[str, ...]:
    """Gives the keys of the questions of this aftercare, in order."""
    turn = aftercare_round(case)
    return tuple(f"nazorg/{turn}.{nth}" for nth, _ in enumerate(protocol.aftercare.after, 1))


def _aftercare(setting: Setting) -> list[Want]:
    case = setting.case
    care = setting.protocol.aftercare
    slots = slots_for(care.to, "", case, setting.protocol)
    keys = aftercare_keys(case, setting.protocol)
    dues = spread(setting, case.entered, care.after)
    looked_at: dict[datetime.datetime, str] = {}
    wants = []
    for base, after, due in zip(keys, care.after, dues, strict=True):
        look = check_due(setting, case.entered, after)
        is_first = look is not None and looked_at.setdefault(look, base) == base
        if was_answered(case, base):
            continue
        key, postponed = _asked_again(case, base)
        asked = Want(
            key=key,
            slots=slots,
            ladder=care.ladder,
            rung=NOT_ASKED,
            due=postponed or due,
            intent=after,
        )
        wants.append(asked)
        if look is not None and is_first and not is_asked_just_before(setting, look, dues):
            wants += _checks(setting, base, case.entered, after, asked)
    return wants


SIDE_ISSUES = ("magister/", "raad/", "gebeurd/", "opruimen/")
"""What may wait without keeping a stage going."""


def _starts_again(case: Case) -> bool:
    """Says whether the last answer in aftercare suggests that it is not over after all."""
    mine = f"nazorg/{aftercare_round(case)}."
    answers = [one.suggests for one in case.answered if one.key.startswith(mine)]
    return case.state == "nazorg" and bool(answers) and bool(answers[-1])


def _choice(setting: Setting, others: list[Want]) -> list[Want]:
    """Adds the choice how to go on, when nothing else keeps this stage going."""
    case = setting.case
    key = f"keuze/{case.stage}.{case.round}"
    slots = slots_for(setting.protocol.aftercare.to, "", case, setting.protocol)
    stage = setting.protocol.stage(case.stage)
    if case.state == "nazorg":
        key = f"keuze/nazorg.{aftercare_round(case)}"
    elif stage is not None:
        slots = slots_for(stage.owner, "", case, setting.protocol)
    busy = any(not want.key.startswith(SIDE_ISSUES) for want in others)
    if busy and not _starts_again(case):
        return []
    return [
        Want(
            key=key,
            slots=slots,
            ladder=_usual(setting),
            rung=ASKED,
            due=_ladder_due(setting, _usual(setting), slots, setting.now),
            intent=_usual(setting),
        )
    ]


def wanted(
    case: Case, protocol: Protocol, school: School, now: datetime.datetime
) -> tuple[Want, ...]:
    """Gives everything that should be waiting in this state; nothing once it is closed."""
    if not case.is_open:
        return ()
    setting = Setting(case, protocol, school, now)
    wants = [*_acknowledgements(setting), *_matters(setting), *_records(setting)]
    if case.state == "nazorg":
        wants += _aftercare(setting)
    else:
        wants += [*_tasks(setting), *_questions(setting), *_waits(setting)]
    return (*wants, *_choice(setting, wants))


def card_of(key: str) -> str:
    """Gives the card that shows what waits under this key; tasks of one action share a card."""
    word, _, rest = key.partition("/")
    if word == "melding":
        return "root"
    if word == "taak":
        return f"actie/{rest.rpartition('.')[0]}"
    if word == "magister":
        return f"magister/{rest.rpartition('.')[0]}"
    return key
