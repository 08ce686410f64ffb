"""Rules for a report: who may make one, taking it up, naming another pupil, notes and mistakes."""

from __future__ import annotations

import msgspec

from flows import commands as do
from flows import events as ev
from flows.action_kinds import ACUTE, AGE_BAND_FIELD, KINDS
from flows.asked import fields_of
from flows.case import Case, Entry
from flows.effects import Refused
from flows.event_parts import Involved
from flows.evolve import evolve
from flows.field_specs import FieldSpec, kept
from flows.forms import CHECKED, Answer, value_of, values_of
from flows.permissions import Act
from flows.rules.situation import (
    NOT_YOURS,
    NOTHING,
    OUTDATED,
    Outcome,
    Situation,
    reason_fault,
)
from flows.tasks import task_of

WRITE_ONLY = "waarneming"
"""The one kind of note the reporter may add, without reading anything."""

GONE = ("samengevoegd", "ingetrokken", "gewist")


def intake_fields(situation: Situation) -> tuple[FieldSpec, ...]:
    """Gives the questions of the intake that are not about who: those stay with `bot/`."""
    return tuple(
        question
        for step in situation.protocol.intake.steps
        for question in step.questions
        if question.kind not in ("pupil", "pupils")
    )


def report(situation: Situation, command: do.ReportBullying) -> Outcome | Refused:
    """Anybody on staff may report; a suspicion is enough and nothing is "maar plagen" (A:67-69)."""
    if situation.case.sequence:
        return NOTHING
    if situation.school.member(command.actor) is None:
        return NOT_YOURS
    if not any("gepeste" in one.parts for one in command.involved):
        return Refused("geen-leerling")
    fields = intake_fields(situation)
    refused = situation.faults(fields, command.answers)
    if refused is not None:
        return refused
    reported = ev.BullyingReported(
        case_id=command.case_id,
        protocol=command.protocol,
        stage=situation.protocol.stages[0].id,
        involved=command.involved,
        answers=kept(fields, command.answers),
        acute=command.acute,
        online=command.online,
        **situation.stamp,
    )
    after = msgspec.structs.replace(situation, case=evolve(situation.case, reported))
    own = after.acknowledging(after.own_pupils())
    return Outcome((reported, *own), urgent=command.acute)


def acknowledge(situation: Situation, _: do.Acknowledge) -> Outcome | Refused:
    """A coach takes it up for own pupils; the first press counts, a later one does nothing."""
    if not situation.may("acknowledge"):
        return NOT_YOURS
    if not situation.case.is_open:
        return NOTHING
    taken_up = situation.acknowledging(situation.own_pupils())
    return Outcome(taken_up, urgent=situation.case.acute)


def add_pupil(situation: Situation, command: do.AddPupil) -> Outcome | Refused:
    """Another pupil turns out to be involved; that pupil's coach hears of it at once (A:174)."""
    if not situation.may("add_pupil"):
        return NOT_YOURS
    if not situation.case.is_open:
        return Refused("gesloten")
    involved = Involved(situation.case.next_pupil, command.parts)
    added = ev.PupilAdded(involved=involved, **situation.stamp)
    after = msgspec.structs.replace(situation, case=evolve(situation.case, added))
    return Outcome((added, *after.acknowledging(after.own_pupils())))


def _leads(situation: Situation) -> bool:
    """Says whether the actor need not be told: they lead this melding themselves."""
    return bool(set(situation.own_pupils()) & set(situation.case.targets))


def add_note(situation: Situation, command: do.AddNote) -> Outcome | Refused:
    """Something happened, a parent spoke, or the reporter saw more; also long after closing."""
    act: Act = "observe" if command.kind == WRITE_ONLY else "note"
    if KINDS.get(command.kind) is None or KINDS[command.kind].meaning != "note":
        return OUTDATED
    if not situation.may(act):
        return NOT_YOURS
    if situation.case.state in GONE:
        return Refused("gesloten")
    fields = fields_of(command.kind, situation.case)
    refused = situation.faults(fields, command.answers)
    if refused is not None:
        return refused
    acute = value_of(command.answers, ACUTE.id) == CHECKED
    number = situation.next_matter()
    note = ev.NoteAdded(
        number=number,
        kind=command.kind,
        pupils=values_of(command.answers, "wie"),
        answers=kept(fields, command.answers),
        acute=acute,
        **situation.stamp,
    )
    seen = (ev.NoteSeen(number=number, **situation.stamp),) if _leads(situation) else ()
    return Outcome((note, *seen), urgent=acute)


def see_note(situation: Situation, command: do.SeeNote) -> Outcome | Refused:
    """Whoever leads the melding read the note."""
    matter = situation.case.matter(command.number)
    if not situation.may("see_note"):
        return NOT_YOURS
    if matter is None:
        return OUTDATED
    if matter.settled:
        return NOTHING
    return Outcome((ev.NoteSeen(number=command.number, **situation.stamp),))


def fields_of_entry(situation: Situation, kind: str) -> tuple[FieldSpec, ...]:
    """Gives the fields of the form that an entry of this kind was made with."""
    if not kind:
        return intake_fields(situation)
    known = {spec.id for spec in KINDS[kind].fields}
    per_pupil = tuple(
        FieldSpec(id=pupil, kind="choice", options=KINDS[kind].options)
        for pupil in situation.case.having("leerling")
        if KINDS[kind].per_pupil and pupil not in known
    )
    age = (AGE_BAND_FIELD,) if KINDS[kind].age_band else ()
    return (*per_pupil, *fields_of(kind, situation.case), *age)


def entry_kind(case: Case, situation: Situation, number: int) -> str:
    """Gives the kind whose form an entry was made with; "" for the report itself."""
    entry = case.entry(number)
    if entry is None or entry.kind in KINDS:
        return entry.kind if entry is not None else ""
    task = task_of(case, situation.protocol, entry.task)
    return task.action.kind if task is not None else _KIND_OF_EVENT.get(entry.what, "")


_KIND_OF_EVENT = {"AgreementMade": "afspraken", "ParentCalled": "bellen"}


def correct(situation: Situation, command: do.CorrectEntry) -> Outcome | Refused:
    """A new version with a reason; the old one stays readable until it is erased (R-19)."""
    entry = situation.case.entry(command.entry)
    if entry is None or not entry.answers:
        return OUTDATED
    fields = fields_of_entry(situation, entry_kind(situation.case, situation, command.entry))
    answers = kept(fields, command.answers)
    if entry.corrected_by:
        newer = situation.case.entry(entry.corrected_by)
        return NOTHING if newer is not None and newer.answers == answers else OUTDATED
    if not situation.may("correct", str(command.entry)):
        return NOT_YOURS
    if situation.case.state in GONE:
        return Refused("gesloten")
    refused = reason_fault(command.reason) or situation.faults(fields, command.answers)
    if refused is not None:
        return refused
    if answers == entry.answers:
        return NOTHING
    corrected = ev.EntryCorrected(
        entry=command.entry, answers=answers, reason=command.reason.strip(), **situation.stamp
    )
    return Outcome((corrected, *_corrected_age(situation, entry, answers)))


def _corrected_age(
    situation: Situation, entry: Entry, answers: tuple[Answer, ...]
) -> tuple[ev.Event, ...]:
    """Changes the age band along with the entry it was told in (R-6)."""
    band = value_of(answers, AGE_BAND_FIELD.id)
    pupil = entry.pupils[0] if entry.pupils else ""
    if not band or situation.case.band(pupil) == band:
        return ()
    return (ev.AgeBandSet(pupil=pupil, band=band, **situation.stamp),)
