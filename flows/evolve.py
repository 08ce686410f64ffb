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
from flows.case import Case
from flows.corrections import corrected
from flows.evolving import beside, merged, mistaken, moved, reported, worked


def _line_merged(case: Case, event: ev.LineMerged) -> Case:
    """Adds a line of another melding; what does not count here is only there to be read."""
    if isinstance(event.told, ev.BullyingReported):
        return merged.reported_too(case, event, event.told)
    after = merged.marked(case, STEPS[type(event.told)](case, event.told), event.source)
    if not event.counts:
        return msgspec.structs.replace(case, log=after.log)
    after = msgspec.structs.replace(after, numbered=case.numbered)
    return merged.settled_there(case, after, event.told)


STEPS: dict[type, Callable[[Case, Any], Case]] = {
    ev.BullyingReported: reported.reported,
    ev.ReportAcknowledged: reported.acknowledged,
    ev.PupilAdded: reported.pupil_added,
    ev.PupilCorrected: mistaken.pupil_corrected,
    ev.TextsCleared: mistaken.texts_cleared,
    ev.AgeBandSet: reported.age_band,
    ev.TaskCompleted: worked.task_done,
    ev.ConsentRecorded: worked.consent,
    ev.WishRecorded: worked.wish,
    ev.GateOverridden: worked.overridden,
    ev.AgreementMade: worked.agreed,
    ev.ParentCalled: worked.called,
    ev.QuestionAnswered: moved.answered,
    ev.QuestionPostponed: moved.postponed,
    ev.NoteAdded: reported.noted,
    ev.NoteSeen: reported.note_seen,
    ev.EntryCorrected: corrected,
    ev.AdviceAsked: worked.advice_asked,
    ev.AdviceGiven: worked.advice_given,
    ev.InfeasibleReported: worked.infeasible,
    ev.InfeasibleSettled: worked.infeasible_settled,
    ev.WentOnWithout: worked.went_on_without,
    ev.RecordReviewed: worked.reviewed,
    ev.RecordPasted: worked.pasted,
    ev.CaseMoved: moved.moved,
    ev.WaitChosen: moved.waits,
    ev.ConsultationAsked: moved.consulted,
    ev.SubflowStarted: beside.started,
    ev.SubflowEnded: beside.ended,
    ev.GroupComposed: beside.composed,
    ev.SlotTaken: moved.taken,
    ev.PersonExcluded: moved.excluded,
    ev.StaffChanged: moved.staff_changed,
    ev.CaseMerged: merged.case_merged,
    ev.ReportMerged: merged.report_merged,
    ev.LineMerged: _line_merged,
    ev.FollowUpStarted: moved.follow_up_started,
    ev.FollowUpClimbed: moved.follow_up_climbed,
    ev.FollowUpEnded: moved.follow_up_ended,
}


def evolve(case: Case, event: ev.Event) -> Case:
    """Gives the state after this event."""
    after = STEPS[type(event)](case, event)
    return msgspec.structs.replace(after, sequence=case.sequence + 1)
