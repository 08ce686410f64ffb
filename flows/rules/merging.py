"""Rules for two meldingen of one situation: who may put one into the other, and what goes along.

Rules this file keeps:

- A person decides, never the program, and only one who may do so in both meldingen.
- All that was recorded goes along as a line of its own, by whom and when it was; nothing is lost.
- What was done with a pupil counts in the other melding too. What is done once for a melding, such
  as agreements or a choice how to go on, is done there anew.
- `COUNTS`, `TO_READ` and `NOT_TAKEN` name every kind of event; a test holds them to it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flows import commands as do
from flows import events as ev
from flows.case import Case, Entry
from flows.effects import Refused
from flows.event_parts import Involved
from flows.evolve import evolve
from flows.forms import value_of
from flows.protocol import Protocol
from flows.renumbering import Numbers, renumbered
from flows.rules.situation import NOT_YOURS, NOTHING, Outcome, Situation
from flows.school import LAST_RESORT, slot_from
from flows.tasks import task_ref


def _first_acknowledgement(case: Case, event: ev.ReportAcknowledged) -> bool:
    return all(one.pupil != event.pupil for one in case.acknowledged)


def _unknown_age(case: Case, event: ev.AgeBandSet) -> bool:
    return not case.band(event.pupil)


def _runs_beside(case: Case, flow: str, turn: int) -> bool:
    """Says whether this is of work beside the stages, which goes on as it was."""
    return any((one.flow, one.round) == (flow, turn) for one in case.beside)


def _done_with_a_pupil(case: Case, event: ev.TaskCompleted) -> bool:
    """Says whether it was done with a pupil, or in work that goes on, and not here as well."""
    ref = task_ref(event.task)
    if ref is None or case.ended(event.task) is not None:
        return False
    return bool(ref.pupil) or _runs_beside(case, ref.flow, ref.round)


def _of_what_runs(case: Case, event: ev.QuestionAnswered | ev.QuestionPostponed) -> bool:
    """Says whether it is an answer in work that goes on here."""
    flow, _, rest = event.key.partition("/")[2].partition(".")
    turn = rest.partition(".")[0]
    return turn.isdecimal() and _runs_beside(case, flow, int(turn))


def _group_that_goes_on(case: Case, event: ev.GroupComposed) -> bool:
    return _runs_beside(case, event.flow, event.round)


def _is_newest(case: Case, event: ev.ConsentRecorded | ev.WishRecorded, *pupils: str) -> bool:
    """Says whether nobody answered the same later: the last answer of a pupil counts."""
    name = type(event).__name__
    return all(one.at <= event.at for one in case.log if one.what == name and one.pupils == pupils)


def _newest_consent(case: Case, event: ev.ConsentRecorded) -> bool:
    return _is_newest(case, event, event.target, event.perpetrator)


def _newest_wish(case: Case, event: ev.WishRecorded) -> bool:
    return _is_newest(case, event, event.pupil)


def _newest_call(case: Case, event: ev.ParentCalled) -> bool:
    """Says whether nobody called this guardian later for the same."""
    return all(
        one.at <= event.at
        for one in case.log
        if one.what == "ParentCalled"
        and one.task == event.task
        and value_of(one.answers, "ouder") == event.guardian
    )


def _slot_of_a_new_pupil(case: Case, event: ev.SlotTaken) -> bool:
    """Says whether a role was taken over for a pupil who is new here, so that nobody loses it."""
    pupil = slot_from(event.slot).pupil
    new = {one for line in case.log if line.what == "ReportMerged" for one in line.pupils}
    return pupil in new


def _is_new_outside(case: Case, event: ev.PersonExcluded) -> bool:
    return event.person not in case.excluded


def _always(_: Case, __: ev.Event) -> bool:
    return True


COUNTS: dict[type, Callable[[Case, Any], bool]] = {
    ev.BullyingReported: _always,
    ev.ReportAcknowledged: _first_acknowledgement,
    ev.AgeBandSet: _unknown_age,
    ev.TaskCompleted: _done_with_a_pupil,
    ev.ConsentRecorded: _newest_consent,
    ev.WishRecorded: _newest_wish,
    ev.ParentCalled: _newest_call,
    ev.QuestionAnswered: _of_what_runs,
    ev.QuestionPostponed: _of_what_runs,
    ev.GroupComposed: _group_that_goes_on,
    ev.AgreementMade: _always,
    ev.NoteAdded: _always,
    ev.NoteSeen: _always,
    ev.EntryCorrected: _always,
    ev.AdviceAsked: _always,
    ev.AdviceGiven: _always,
    ev.InfeasibleReported: _always,
    ev.InfeasibleSettled: _always,
    ev.ConsultationAsked: _always,
    ev.PupilCorrected: _always,
    ev.TextsCleared: _always,
    ev.SlotTaken: _slot_of_a_new_pupil,
    ev.PersonExcluded: _is_new_outside,
}
"""What counts in the other melding, and when; otherwise it is only there to be read."""

TO_READ: frozenset[type] = frozenset(
    {
        ev.PupilAdded,
        ev.GateOverridden,
        ev.WentOnWithout,
        ev.RecordPasted,
        ev.CaseMoved,
        ev.WaitChosen,
        ev.SubflowStarted,
        ev.SubflowEnded,
        ev.StaffChanged,
        ev.ReportMerged,
    }
)
"""What is only there to be read: it told where the other melding stood."""

NOT_TAKEN: frozenset[type] = frozenset(
    {
        ev.RecordReviewed,
        ev.CaseMerged,
        ev.FollowUpStarted,
        ev.FollowUpClimbed,
        ev.FollowUpEnded,
    }
)
"""What holds nothing that anybody told: timers, and words for a text that is made anew."""

SAYS_THE_SAME = ("BullyingReported", "ReportAcknowledged", "PupilAdded", "NoteAdded", "NoteSeen")
"""What is told in the same words whatever protocol a melding follows."""


def written_for(
    source: Case, told: tuple[ev.Event, ...], target: Case, numbers: Numbers, stamp: dict[str, Any]
) -> tuple[ev.ReportMerged, tuple[ev.LineMerged, ...]]:
    """Writes all that a melding holds for the one it is put into, pupils by their number there."""
    merged = ev.ReportMerged(
        source=source.id,
        involved=tuple(Involved(numbers.pupil(one.pupil), one.parts) for one in source.involved),
        numbered=numbers.last,
        acute=source.acute,
        online=source.online,
        beside=tuple(
            ev.SubflowStarted(at=one.since, flow=one.flow, round=one.round) for one in source.beside
        ),
        **stamp,
    )
    after = evolve(target, merged)
    lines: list[ev.LineMerged] = []
    for number, event in enumerate(told, 1):
        line = _line(source, event, after, numbers, stamp)
        if line is None:
            continue
        lines.append(line)
        after = evolve(after, line)
        numbers = numbers.with_entry(number, after.sequence)
    return merged, tuple(lines)


def _line(
    source: Case, event: ev.Event, target: Case, numbers: Numbers, stamp: dict[str, Any]
) -> ev.LineMerged | None:
    """Gives one event as a line of the other melding; None when there is nothing to tell."""
    of, counted = source.id, True
    if isinstance(event, ev.LineMerged):
        of, counted, event = event.source, event.counts, event.told
    if type(event) in NOT_TAKEN:
        return None
    event = renumbered(event, numbers)
    fits = COUNTS.get(type(event))
    counts = counted and fits is not None and fits(target, event)
    if isinstance(event, ev.AgeBandSet) and not counts:
        return None
    return ev.LineMerged(source=of, told=event, counts=counts, **stamp)


def merge_into(situation: Situation, command: do.MergeInto) -> Outcome | Refused:
    """Ends a melding as part of another one; what it held is taken in there."""
    if not situation.may("merge"):
        return NOT_YOURS
    if situation.case.state == "samengevoegd":
        return NOTHING
    if not situation.case.is_open:
        return Refused("gesloten")
    return Outcome((ev.CaseMerged(into=command.into, **situation.stamp),))


def take_in(situation: Situation, command: do.TakeIn) -> Outcome | Refused:
    """Takes in another melding; the coaches of its pupils hear of it here."""
    case, merged = situation.case, command.merged
    if not situation.may("merge"):
        return NOT_YOURS
    if case.report(merged.source) is not None:
        return NOTHING
    if not case.is_open:
        return Refused("samenvoegen-gesloten")
    if case.state == "nazorg":
        return Refused("samenvoegen-nazorg")
    outside = {one.told.person for one in command.lines if isinstance(one.told, ev.PersonExcluded)}
    last = {one.id for one in situation.school.staff if LAST_RESORT in one.roles}
    if last and not last - outside - set(case.excluded):
        return Refused("laatste-vangnet")
    return Outcome((merged, *command.lines), urgent=merged.acute)


def runs_twice(source: Case, target: Case) -> bool:
    """Says whether something runs beside the stages of one that the other had as well.

    Two support groups cannot be one; a person ends what runs first.
    """
    had = {one.kind for one in target.log if one.what == "SubflowStarted"}
    return any(one.flow in had for one in source.beside)


def tells_otherwise(source: Case, target: Case, protocol: Protocol) -> bool:
    """Says whether what one melding holds cannot be told in the words of the other's protocol."""
    if source.protocol == target.protocol:
        return False
    asked = {one.id: one.options for step in protocol.intake.steps for one in step.questions}
    return any(
        one.what not in SAYS_THE_SAME or (one.what == "BullyingReported" and _is_new(one, asked))
        for one in source.log
    )


def _is_new(report: Entry, asked: dict[str, tuple[str, ...]]) -> bool:
    """Says whether a report answers a question, or makes a choice, that is not in the other."""
    return any(
        one.field not in asked
        or (asked[one.field] and not set(one.values) <= set(asked[one.field]))
        for one in report.answers
    )
