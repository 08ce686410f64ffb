"""Everything that somebody could ask of a melding as it stands, with answers that fit the form."""

import datetime
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from flows import commands as do
from flows.action_kinds import KINDS
from flows.asked import fields_of, fields_of_task
from flows.case import Case
from flows.event_parts import Involved, Member, Part
from flows.field_specs import FieldSpec, shown
from flows.forms import CHECKED, Answer
from flows.protocol import Protocol
from flows.records import records_of
from flows.rules.going_on import asked_by
from flows.rules.reporting import WRITE_ONLY, entry_kind, fields_of_entry, intake_fields
from flows.rules.situation import Situation
from flows.school import ANTIPEST, School, Slot
from flows.tasks import Task, tasks_of

Choose = Callable[[tuple[Any, ...]], Any]
"""Picks one of several; a test lets hypothesis pick."""

Offer = Callable[[Choose], do.Command]
"""Makes a command that nobody has signed yet, with answers as chosen."""

REASON = "Zo besproken."
NOTES = ("incident", "ouder", WRITE_ONLY)
LATE_PARTS: tuple[tuple[Part, ...], ...] = (("gepeste",), ("pester",))


def answers_to(
    fields: tuple[FieldSpec, ...], today: datetime.date, choose: Choose
) -> tuple[Answer, ...]:
    """Fills in a form: all that must be filled in, and each checkbox as chosen."""
    answers: tuple[Answer, ...] = ()
    for field in fields:
        if not shown(field, answers):
            continue
        if field.kind == "checkbox":
            values = choose(((), (CHECKED,)))
        elif not field.required:
            continue
        elif field.kind == "day":
            values = (today.isoformat(),)
        elif field.options:
            values = (choose(field.options),)
        else:
            values = ("Tekst.",)
        answers = (*answers, Answer(field.id, values))
    return answers


def report(situation: Situation, involved: tuple[Involved, ...], choose: Choose) -> do.Command:
    """Makes the first report of a melding."""
    return do.ReportBullying(
        actor=situation.actor,
        case_id="7K3Q",
        protocol="proef",
        involved=involved,
        answers=answers_to(intake_fields(situation), situation.today, choose),
        acute=choose((False, True)),
    )


def _composed(situation: Situation, task: Task, choose: Choose) -> do.Command:
    """Puts some pupils in the group who are new to the melding, and those who bully."""
    case = situation.case
    new = (f"p{case.numbered + place}" for place in range(1, choose((6, 1, 2)) + 1))
    targets = set(case.targets)
    members = (
        *(Member(pupil, "sympathie") for pupil in new),
        *(Member(one, "pester") for one in case.perpetrators[:2] if one not in targets),
    )
    differs = choose((True, False))
    return do.ComposeGroup(actor="", task=task.ref.encoded(), members=members, differs=differs)


def _completed(situation: Situation, task: Task, choose: Choose) -> do.Command:
    if KINDS[task.action.kind].meaning == "compose":
        return _composed(situation, task, choose)
    fields = fields_of_task(task, situation.case, situation.protocol)
    answers = answers_to(fields, situation.today, choose)
    return do.CompleteTask(actor="", task=task.ref.encoded(), answers=answers)


def _stuck(ref: str, _: Choose) -> do.Command:
    return do.ReportInfeasible(actor="", task=ref, reason=REASON)


def _overridden(ref: str, _: Choose) -> do.Command:
    return do.OverrideGate(actor="", task=ref, reason=REASON)


def _left(ref: str, _: Choose) -> do.Command:
    return do.GoOnWithout(actor="", task=ref, reason=REASON)


def _task_offers(situation: Situation) -> Iterator[Offer]:
    for task in tasks_of(situation.case, situation.protocol):
        yield partial(_completed, situation, task)
        yield partial(_stuck, task.ref.encoded())
        if task.ref.pupil:
            yield partial(_left, task.ref.encoded())
        if task.action.gate:
            yield partial(_overridden, task.ref.encoded())


def _answered(situation: Situation, key: str, choose: Choose) -> do.Command:
    asked = asked_by(situation, key)
    fields = fields_of(asked.kind, situation.case) if asked is not None else ()
    answers = answers_to(fields, situation.today, choose)
    return do.AnswerQuestion(actor="", key=key, answers=answers)


def _noted(situation: Situation, kind: str, choose: Choose) -> do.Command:
    answers = answers_to(fields_of(kind, situation.case), situation.today, choose)
    return do.AddNote(actor="", kind=kind, answers=answers)


def _corrected(situation: Situation, number: int, choose: Choose) -> do.Command:
    fields = fields_of_entry(situation, entry_kind(situation.case, situation, number))
    answers = answers_to(fields, situation.today, choose)
    return do.CorrectEntry(actor="", entry=number, answers=answers, reason=REASON)


def _advised(situation: Situation, number: int, choose: Choose) -> do.Command:
    answers = answers_to(fields_of("raad_antwoord", situation.case), situation.today, choose)
    return do.GiveAdvice(actor="", number=number, answers=answers)


def _seen(number: int, _: Choose) -> do.Command:
    return do.SeeNote(actor="", number=number)


def _cleared(number: int, _: Choose) -> do.Command:
    return do.ClearTexts(actor="", number=number)


def _settled(number: int, choose: Choose) -> do.Command:
    decisions = next(one.options for one in KINDS["besluit"].fields if one.id == "besluit")
    decision = choose(decisions)
    return do.SettleInfeasible(actor="", number=number, decision=decision, explanation=REASON)


def _matter_offers(situation: Situation) -> Iterator[Offer]:
    for matter in situation.case.matters:
        yield partial(_seen, matter.number)
        yield partial(_advised, situation, matter.number)
        yield partial(_settled, matter.number)
        yield partial(_cleared, matter.number)


def _pasted(key: str, pupil: str, _: Choose) -> do.Command:
    return do.PasteRecord(actor="", record=key, pupil=pupil)


def _reviewed(key: str, pupil: str, _: Choose) -> do.Command:
    phrases = ("een medeleerling",)
    return do.ReviewRecord(actor="", record=key, pupil=pupil, phrases=phrases, digest="d")


def _pastes(situation: Situation) -> Iterator[Offer]:
    for one in records_of(situation.case, situation.protocol):
        yield partial(_pasted, one.key, one.pupil)


def _reviews(situation: Situation) -> Iterator[Offer]:
    for one in records_of(situation.case, situation.protocol):
        yield partial(_reviewed, one.key, one.pupil)


def _moved(way: str, here: str, _: Choose) -> do.Command:
    return do.MoveOn(actor="", transition=way, here=here, reason=REASON)


def _begun(flow: str, _: Choose) -> do.Command:
    return do.StartSubflow(actor="", flow=flow)


def _ended(flow: str, _: Choose) -> do.Command:
    return do.EndSubflow(actor="", flow=flow, reason=REASON)


def _ways_on(situation: Situation) -> Iterator[Offer]:
    case, protocol = situation.case, situation.protocol
    stage = protocol.stage(case.stage)
    for way in stage.transitions if stage is not None else ():
        yield partial(_moved, way.id, f"{case.stage}.{case.round}")
    yield lambda _: do.CloseCase(actor="", reason=REASON)
    yield lambda _: do.ReopenCase(actor="", reason=REASON)
    for flow in protocol.subflows:
        yield partial(_begun, flow.id)
        yield partial(_ended, flow.id)


def _about_people(situation: Situation) -> Iterator[Offer]:
    case = situation.case
    people = tuple(member.id for member in situation.school.staff)
    slots = (Slot(ANTIPEST), *(Slot("begeleider", one.pupil) for one in case.involved))
    asks = answers_to(fields_of("raad", case), situation.today, lambda options: options[0])
    yield lambda choose: do.AskAdvice(actor="", to=choose(people), answers=asks)
    yield lambda choose: do.TakeOver(actor="", slot=choose(slots).encoded())
    yield lambda choose: do.AddPupil(actor="", parts=choose(LATE_PARTS))
    pupils = tuple(one.pupil for one in case.involved)
    yield lambda choose: do.CorrectPupil(actor="", pupil=choose(pupils))


def _asked(situation: Situation) -> Iterator[Offer]:
    for one in situation.case.follow_ups:
        if asked_by(situation, one.key) is not None:
            yield partial(_answered, situation, one.key)


def next_steps(
    case: Case, protocol: Protocol, school: School, now: datetime.datetime
) -> list[Offer]:
    """Gives what usually comes next, in that order: the open work, the texts, the ways on."""
    situation = Situation(school, protocol, case, "", now)
    return [
        lambda _: do.Acknowledge(actor=""),
        *(
            partial(_completed, situation, task)
            for task in tasks_of(case, protocol)
            if task.status == "open" and task.action.required
        ),
        *_asked(situation),
        *(
            offer
            for offer, one in zip(_pastes(situation), records_of(case, protocol), strict=True)
            if one.status == "ready"
        ),
        *_ways_on(situation),
    ]


def forward(case: Case, protocol: Protocol, school: School, now: datetime.datetime) -> list[Offer]:
    """Gives all that brings a melding further: the work, the questions and the ways on."""
    situation = Situation(school, protocol, case, "", now)
    return [
        lambda _: do.Acknowledge(actor=""),
        *_task_offers(situation),
        *_matter_offers(situation),
        *_pastes(situation),
        *_reviews(situation),
        *_asked(situation),
        *_ways_on(situation),
    ]


def offered(case: Case, protocol: Protocol, school: School, now: datetime.datetime) -> list[Offer]:
    """Gives all that can be asked, also what never comes to an end: notes, advice, corrections."""
    situation = Situation(school, protocol, case, "", now)
    return [
        *forward(case, protocol, school, now),
        *_about_people(situation),
        *(partial(_noted, situation, kind) for kind in NOTES),
        *(partial(_corrected, situation, one.number) for one in case.log if one.answers),
    ]
