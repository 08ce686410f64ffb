"""The door of the core: a command goes in, events and effects or a refusal come out. Pure.

Rules this file keeps (architecture §2):

- A rule decides its own events; then the desk is put in order: what waits and which cards stand is
  worked out before and after, and the difference becomes follow-ups and cards.
- Effects come only from here, so that a replay can never send anything.
- Whoever has no part in a melding gets one and the same refusal, whatever the state of it.
- What was handled before gives an empty Decision, whoever or whatever repeats it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import reduce
from typing import Any

import msgspec

from flows import commands as do
from flows import events as ev
from flows.case import Case, FollowUp
from flows.desk import HAND_OVER, ROOT, Standing, standing
from flows.effects import (
    CancelFollowUps,
    Decision,
    DestroyKey,
    Effect,
    Refused,
    SendCard,
    StartFollowUp,
    UpdateCard,
)
from flows.evolve import evolve
from flows.ladders import ASKED, Setting, next_rung_due
from flows.permissions import stance_of
from flows.protocol import Protocol
from flows.quiet_hours import held_until
from flows.rules import (
    beside,
    consulting,
    going_on,
    going_without,
    merging,
    mistaken,
    people,
    recording,
    reporting,
    working,
)
from flows.rules.situation import NOT_YOURS, Outcome, Situation
from flows.school import School, slot_from
from flows.tasks import slots_in
from flows.waiting import Want, card_of, reminder_on, wanted

Rule = Callable[[Situation, Any], Outcome | Refused]

RULES: dict[type, Rule] = {
    do.ReportBullying: reporting.report,
    do.Acknowledge: reporting.acknowledge,
    do.AddPupil: reporting.add_pupil,
    do.CorrectPupil: mistaken.correct_pupil,
    do.ClearTexts: mistaken.clear_texts,
    do.AddNote: reporting.add_note,
    do.SeeNote: reporting.see_note,
    do.CorrectEntry: reporting.correct,
    do.CompleteTask: working.complete,
    do.OverrideGate: consulting.override,
    do.ReportInfeasible: consulting.infeasible,
    do.SettleInfeasible: consulting.settle,
    do.GoOnWithout: going_without.go_on_without,
    do.AskAdvice: consulting.ask_advice,
    do.GiveAdvice: consulting.give_advice,
    do.ReviewRecord: recording.review,
    do.PasteRecord: recording.paste,
    do.TakeOver: people.take_over,
    do.ExcludePerson: people.exclude,
    do.MergeInto: merging.merge_into,
    do.TakeIn: merging.take_in,
    do.AnswerQuestion: going_on.answer,
    do.MoveOn: going_on.move,
    do.CloseCase: going_on.close,
    do.ReopenCase: going_on.reopen,
    do.StartSubflow: beside.start,
    do.ComposeGroup: beside.compose,
    do.EndSubflow: beside.end,
    do.FollowUpDue: going_on.follow_up_due,
    do.SchoolChanged: going_on.school_changed,
}


def _encoded(want: Want) -> tuple[str, ...]:
    return tuple(slot.encoded() for slot in want.slots)


def _is_for_others(running: FollowUp, moved: tuple[str, ...]) -> bool:
    """Says whether a ladder that was climbed stands before people who were never asked."""
    return running.rung > ASKED and not set(moved).isdisjoint(running.slots)


def _first_reminder(
    want: Want, running: FollowUp, moved: tuple[str, ...], at: Setting
) -> datetime.datetime:
    """Gives when a reminder that did not go out yet does: on a day of who fills the slot now."""
    if running.limit is None or running.rung > ASKED or set(moved).isdisjoint(running.slots):
        return running.due
    tomorrow = at.now + datetime.timedelta(days=1)
    return reminder_on(at, max(running.limit, tomorrow), want.slots)


def _going_on(want: Want, running: FollowUp | None, moved: tuple[str, ...], at: Setting) -> Want:
    """Keeps the ladder where it is; whoever is new to what waits begins at its foot.

    The limit stays what it was, whoever answers for it.
    """
    if running is None:
        return want
    rung, due = running.rung, _first_reminder(want, running, moved, at)
    if _is_for_others(running, moved):
        ladder = at.protocol.ladder(want.ladder)
        rung, due = ASKED, next_rung_due(ladder, ASKED, want.slots, at, at.now)
    return msgspec.structs.replace(want, rung=rung, due=due, limit=running.limit)


def _follow_up_changes(
    before: Case, at: Setting, moved: tuple[str, ...]
) -> tuple[tuple[ev.Event, ...], tuple[Effect, ...]]:
    """Ends what need not wait any longer, starts what must, and sets the timers alike.

    Slots in `moved` have other people since this decision.
    """
    after, now = at.case, at.now
    wants = wanted(after, at.protocol, at.school, now)
    keys = {want.key for want in wants}
    running = {one.key: one for one in after.follow_ups}
    ended = tuple(key for key in running if key not in keys)
    going_on = tuple(_going_on(want, running.get(want.key), moved, at) for want in wants)
    started = tuple(
        want
        for want in going_on
        if (one := running.get(want.key)) is None
        or (one.slots, one.rung, one.due) != (_encoded(want), want.rung, want.due)
        or _is_for_others(one, moved)
    )
    climbed = tuple(
        one
        for one in after.follow_ups
        if one.key in keys and (old := before.follow_up(one.key)) and old.due != one.due
    )
    events: tuple[ev.Event, ...] = (
        *(ev.FollowUpEnded(key=key, at=now) for key in ended),
        *(
            ev.FollowUpStarted(
                key=want.key,
                slots=_encoded(want),
                ladder=want.ladder,
                rung=want.rung,
                due=want.due,
                limit=want.limit,
                at=now,
            )
            for want in started
        ),
    )
    timers: tuple[Effect, ...] = (
        *((CancelFollowUps(keys=ended),) if ended else ()),
        *(
            StartFollowUp(
                key=want.key,
                slots=_encoded(want),
                due=want.due,
                intent=want.intent,
            )
            for want in started
        ),
        *(
            StartFollowUp(key=one.key, slots=one.slots, due=one.due, intent=one.ladder)
            for one in climbed
        ),
    )
    return events, timers


def _card_changes(
    before: Case, after: Case, protocol: Protocol, moved: tuple[str, ...]
) -> tuple[tuple[SendCard, ...], tuple[UpdateCard, ...]]:
    """Compares the desks. Slots in `moved` have other people now: what waits goes out again.

    A card of which nothing waits any longer is shown anew, and so is every reminder of it; whoever
    is new to the slot reads what was done in the hand-over, not card by card.
    """
    had = standing(before, protocol) if before.sequence else ()
    have = standing(after, protocol)
    known = {(one.slot, one.key) for one in had}
    asks = {ROOT, *(card_of(one.key) for one in after.follow_ups)}

    def goes_along(one: Standing) -> bool:
        waits = one.key in asks or one.key.startswith(HAND_OVER)
        return waits and one.slot.encoded() in moved

    sends = tuple(
        SendCard(slot=one.slot.encoded(), key=one.key)
        for one in have
        if (one.slot, one.key) not in known or goes_along(one)
    )
    stamps = {one.key: one.stamp for one in have}
    changed = (one.key for one in had if moved or stamps.get(one.key) != one.stamp)
    waits = {one.key for one in after.follow_ups}
    over = (card_of(one.key) for one in before.follow_ups if one.key not in waits)
    return sends, tuple(UpdateCard(key=key) for key in dict.fromkeys((*changed, *over)))


MOVING = (ev.SlotTaken, ev.PersonExcluded, ev.PupilCorrected)
"""Events after which other people can fill a slot, or a slot is there no longer."""


def _moved_slots(events: tuple[ev.Event, ...], before: Case, at: Setting) -> tuple[str, ...]:
    """Gives the slots that other people fill since these events."""
    told = (event.slots for event in events if isinstance(event, ev.StaffChanged))
    if not any(isinstance(event, MOVING) for event in events):
        return tuple(dict.fromkeys(slot for slots in told for slot in slots))
    was = msgspec.structs.replace(at, case=before)
    slots = slots_in(at.case, at.protocol)
    gone = tuple(slot for slot in slots_in(before, at.protocol) if slot not in slots)
    moved = (slot for slot in slots if was.people((slot,)) != at.people((slot,)))
    return tuple(slot.encoded() for slot in (*gone, *moved))


def _pupils_left(before: Case, after: Case) -> tuple[str, ...]:
    """Gives the pupils who turned out to be chosen wrongly: who they are must not be kept."""
    return tuple(one.pupil for one in after.mistaken if not before.was_mistaken(one.pupil))


def _told_of_exclusion(
    events: tuple[ev.Event, ...], moved: tuple[str, ...], situation: Situation
) -> tuple[ev.Event, ...]:
    """Writes down which slots other people fill because somebody was kept out."""
    if not moved or not any(isinstance(event, ev.PersonExcluded) for event in events):
        return ()
    return (ev.StaffChanged(slots=moved, **situation.stamp),)


def _counting(event: ev.Event) -> ev.Event:
    """Gives what a line of another melding tells, when that counts here as if it happened here."""
    return event.told if isinstance(event, ev.LineMerged) and event.counts else event


def _is_stranger(situation: Situation, command: do.Command) -> bool:
    """Says whether somebody asks who has no part; a second coach may take over, no more."""
    stance = stance_of(situation.reader)
    if not command.actor or stance.ways or isinstance(command, do.ReportBullying):
        return False
    return not (stance.beside and isinstance(command, do.TakeOver))


def decide(
    school: School,
    protocol: Protocol,
    case: Case,
    command: do.Command,
    now: datetime.datetime,
) -> Decision | Refused:
    """Decides about a command on the melding as it is at `now` (UTC)."""
    through = command.through if isinstance(command, do.AddNote) else ""
    situation = Situation(school, protocol, case, command.actor, now, through)
    if _is_stranger(situation, command):
        return NOT_YOURS
    outcome = RULES[type(command)](situation, command)
    if isinstance(outcome, Refused):
        return outcome
    if not outcome.events:
        return Decision()
    outcome = people.taking(situation, outcome)
    at = Setting(reduce(evolve, outcome.events, case), protocol, school, now)
    happened = tuple(_counting(event) for event in outcome.events)
    moved = _moved_slots(happened, case, at)
    told = _told_of_exclusion(happened, moved, situation)
    at = msgspec.structs.replace(at, case=reduce(evolve, told, at.case))
    waiting, timers = _follow_up_changes(case, at, moved)
    settled = reduce(evolve, waiting, at.case)
    sends, updates = _card_changes(case, settled, protocol, moved)
    held = tuple(
        SendCard(
            slot=send.slot,
            key=send.key,
            not_before=held_until(slot_from(send.slot), school, now, urgent=outcome.urgent),
        )
        for send in dict.fromkeys((*sends, *outcome.sends))
    )
    keys = tuple(DestroyKey(pupil=pupil) for pupil in _pupils_left(case, settled))
    return Decision((*outcome.events, *told, *waiting), (*held, *updates, *timers, *keys))
