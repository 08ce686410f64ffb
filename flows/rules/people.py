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
from flows.school import LAST_RESORT, people_for, slot_from
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
    taken = ev.SlotTaken(slot=slot.encoded(), **situation.stamp)
    return Outcome((taken, *situation.acknowledging((slot.pupil,))))


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
