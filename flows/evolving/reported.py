"""How a melding changes by what is told of it: the report, taking up, pupils, notes."""

from __future__ import annotations

from flows import events as ev
from flows.case import Acknowledgement, AgeBand, Case, Matter, Report
from flows.evolving.logged import logged, replace, settled


def reported(case: Case, event: ev.BullyingReported) -> Case:
    """Begins the melding."""
    report = Report(
        case_id=event.case_id, by=event.by, at=event.at, told=event.involved, acute=event.acute
    )
    started = replace(
        case,
        id=event.case_id,
        protocol=event.protocol,
        state="gemeld",
        stage=event.stage,
        reporter=event.by,
        reports=(report,),
        reported_at=event.at,
        acute=event.acute,
        online=event.online,
        involved=event.involved,
        numbered=max((int(one.pupil.removeprefix("p")) for one in event.involved), default=0),
    )
    pupils = tuple(one.pupil for one in event.involved)
    return logged(started, event, pupils=pupils, answers=event.answers)


def acknowledged(case: Case, event: ev.ReportAcknowledged) -> Case:
    """Keeps who took it up, and for whom."""
    taken_up = Acknowledgement(pupil=event.pupil, by=event.by, at=event.at)
    case = replace(case, acknowledged=(*case.acknowledged, taken_up))
    return logged(case, event, pupils=(event.pupil,))


def pupil_added(case: Case, event: ev.PupilAdded) -> Case:
    """Adds a pupil under the next number."""
    involved = (*case.involved, event.involved)
    case = replace(case, involved=involved, numbered=case.numbered + 1)
    return logged(case, event, pupils=(event.involved.pupil,))


def age_band(case: Case, event: ev.AgeBandSet) -> Case:
    """Keeps the newest age band of a pupil."""
    others = tuple(band for band in case.age_bands if band.pupil != event.pupil)
    return replace(case, age_bands=(*others, AgeBand(pupil=event.pupil, band=event.band)))


def noted(case: Case, event: ev.NoteAdded) -> Case:
    """Adds a matter that somebody must read."""
    note = Matter(number=event.number, kind=event.kind, by=event.by, at=event.at, acute=event.acute)
    case = replace(case, matters=(*case.matters, note), acute=case.acute or event.acute)
    return logged(case, event, kind=event.kind, pupils=event.pupils, answers=event.answers)


def note_seen(case: Case, event: ev.NoteSeen) -> Case:
    """Settles a note: it was read."""
    return settled(case, event, "gezien")
