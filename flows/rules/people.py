"""Rules for who works in a melding: taking over a role, and standing outside."""

from __future__ import annotations

import msgspec

from flows import commands as do
from flows import events as ev
from flows.effects import Refused
from flows.evolve import evolve
from flows.limits import SHORT_TEXT
from flows.permissions import Act, stance_of
from flows.rules.situation import NOT_YOURS, NOTHING, OUTDATED, TOO_LONG, Outcome, Situation
from flows.school import LAST_RESORT, Slot, deputies_of, people_for, slot_from
from flows.tasks import slots_in


def take_over(situation: Situation, command: do.TakeOver) -> Outcome | Refused:
    """Takes over a role, so that one person answers for it."""
    slot = slot_from(command.slot)
    if not situation.may("take_over", command.slot):
        return NOT_YOURS
    if not situation.case.is_open:
        return Refused("gesloten")
    if slot not in slots_in(situation.case, situation.protocol):
        return OUTDATED
    holders = people_for(slot, situation.case, situation.protocol, situation.school, situation.now)
    if holders == (command.actor,):
        return NOTHING
    on_paper = command.actor in situation.school.place(slot.pupil).coaches
    taken = ev.SlotTaken(
        slot=slot.encoded(), coach=command.actor if on_paper else "", **situation.stamp
    )
    return Outcome((taken, *situation.acknowledging((slot.pupil,))))


def _coach_behind(situation: Situation, pupil: str) -> str:
    """Gives the coach on paper as whom the actor takes a pupil: themselves, or who is away."""
    coaches = situation.school.place(pupil).coaches
    if situation.actor in coaches:
        return situation.actor
    return next(
        (
            one
            for one in coaches
            if situation.actor
            in deputies_of((one,), situation.case, situation.school, situation.today)
        ),
        "",
    )


def taking(situation: Situation, outcome: Outcome) -> Outcome:
    """Adds who holds each pupil that was taken up and has more than one coach: the first to do so.

    Whoever took it over in the same decision holds it already.
    """
    held = {one.slot for one in outcome.events if isinstance(one, ev.SlotTaken)}
    taken = []
    for event in outcome.events:
        if not isinstance(event, ev.ReportAcknowledged):
            continue
        slot = Slot("begeleider", event.pupil).encoded()
        coach = _coach_behind(situation, event.pupil)
        several = len(situation.school.place(event.pupil).coaches) > 1
        if several and coach and slot not in held:
            taken.append(ev.SlotTaken(slot=slot, coach=coach, **situation.stamp))
    return msgspec.structs.replace(outcome, events=(*outcome.events, *taken))


def _is_last(situation: Situation, person: str) -> bool:
    """Says whether nobody would be left to answer for this melding."""
    last = [one.id for one in situation.school.staff if LAST_RESORT in one.roles]
    return not set(last) - {person, *situation.case.excluded}


def exclude(situation: Situation, command: do.ExcludePerson) -> Outcome | Refused:
    """Somebody is involved in another way and stands outside from now on.

    Nobody gets a melding by keeping out those who answer for it.
    """
    act: Act = "exclude_self" if command.person == command.actor else "exclude"
    if command.person in situation.case.excluded:
        return NOTHING
    if not situation.may(act):
        return NOT_YOURS
    if situation.school.member(command.person) is None:
        return Refused("niet-op-de-lijst")
    if len(command.reason) > SHORT_TEXT:
        return TOO_LONG
    if _is_last(situation, command.person):
        return Refused("laatste-vangnet")
    excluded = ev.PersonExcluded(
        person=command.person, reason=command.reason.strip(), **situation.stamp
    )
    after = msgspec.structs.replace(situation, case=evolve(situation.case, excluded))
    before = stance_of(situation.reader).ways
    if "antipest" not in before and stance_of(after.reader).ways - before:
        return Refused("niet-naar-jezelf")
    return Outcome((excluded,))
