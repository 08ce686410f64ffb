"""How two meldingen of one situation change when one is put into the other."""

from __future__ import annotations

from flows import events as ev
from flows.case import Beside, Case, Report
from flows.event_parts import Involved
from flows.evolving.logged import logged, replace

READ_AGAIN = ("raad",)
"""Matters whose answer is shown here too: whoever raised them can read it nowhere else."""


def case_merged(case: Case, event: ev.CaseMerged) -> Case:
    """Ends the melding that was put into another one."""
    return logged(replace(case, state="samengevoegd", beside=()), event, extra=event.into)


def _united(case: Case, others: tuple[Involved, ...]) -> tuple[Involved, ...]:
    """Unites the parts of pupils that both have, and adds those that are new here."""
    parts = {one.pupil: one.parts for one in case.involved}
    for one in others:
        parts[one.pupil] = tuple(dict.fromkeys((*parts.get(one.pupil, ()), *one.parts)))
    return tuple(Involved(pupil, named) for pupil, named in parts.items())


def report_merged(case: Case, event: ev.ReportMerged) -> Case:
    """Takes in the pupils of another melding and what runs beside its stages."""
    known = {one.pupil for one in case.involved}
    new = tuple(one.pupil for one in event.involved if one.pupil not in known)
    beside = tuple(Beside(flow=one.flow, round=one.round, since=one.at) for one in event.beside)
    case = replace(
        case,
        involved=_united(case, event.involved),
        numbered=event.numbered,
        acute=case.acute or event.acute,
        online=case.online or event.online,
        beside=(*case.beside, *beside),
    )
    return logged(case, event, pupils=new, extra=event.source)


def reported_too(case: Case, line: ev.LineMerged, told: ev.BullyingReported) -> Case:
    """Adds a report beside the first one."""
    report = Report(
        case_id=line.source, by=told.by, at=told.at, told=told.involved, acute=told.acute
    )
    case = replace(case, reports=(*case.reports, report))
    line = replace(line, at=told.at, by=told.by)
    pupils = tuple(one.pupil for one in told.involved)
    return logged(case, line, pupils=pupils, answers=told.answers, extra=line.source)


def settled_there(before: Case, after: Case, told: ev.Event) -> Case:
    """Marks what was settled there; an action that was left out there is still to be done here."""
    if not isinstance(told, ev.Settling):
        return after
    matters = tuple(
        replace(one, is_old_news=one.kind not in READ_AGAIN) if one.number == told.number else one
        for one in after.matters
    )
    return replace(after, matters=matters, done=before.done)


def marked(before: Case, after: Case, source: str) -> Case:
    """Marks the line that was added as one of another melding: nothing happened here then."""
    there = len(before.log)
    new = tuple(replace(one, source=source) for one in after.log[there:])
    return replace(after, log=(*after.log[:there], *new))
