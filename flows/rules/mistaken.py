"""Rules for a pupil who was chosen wrongly: the right one instead, and texts put right."""

from __future__ import annotations

import msgspec

from flows import commands as do
from flows import events as ev
from flows.case import CLEARING
from flows.effects import Refused
from flows.evolve import evolve
from flows.rules.reporting import GONE
from flows.rules.situation import NOT_YOURS, NOTHING, OUTDATED, Outcome, Situation
from flows.school import people_for
from flows.tasks import slots_in


def _answering_for(situation: Situation, pupil: str) -> tuple[str, ...]:
    """Gives who answers for a pupil: who fills a slot of theirs now, and the coaches on paper."""
    case, protocol, school = situation.case, situation.protocol, situation.school
    filling = (
        person
        for slot in slots_in(case, protocol)
        if slot.pupil == pupil
        for person in people_for(slot, case, protocol, school, situation.now)
    )
    together = dict.fromkeys((*filling, *school.place(pupil).coaches))
    return tuple(person for person in together if person not in case.excluded)


def correct_pupil(situation: Situation, command: do.CorrectPupil) -> Outcome | Refused:
    """Puts the right pupil in the place of the wrong one, whose coach's part ends at once.

    The coach of the right pupil hears of it as of a new report. Also after closing, for as long as
    the melding is kept: a wrong name must not stay.
    """
    case = situation.case
    if case.was_mistaken(command.pupil):
        return NOTHING
    if not situation.may("correct_pupil"):
        return NOT_YOURS
    if case.state in GONE:
        return Refused("gesloten")
    if not any(one.pupil == command.pupil for one in case.involved):
        return OUTDATED
    in_magister = any(one.pupil == command.pupil for one in case.pasted)
    corrected = ev.PupilCorrected(
        pupil=command.pupil,
        instead=case.next_pupil,
        former=_answering_for(situation, command.pupil),
        number=situation.next_matter() if in_magister else 0,
        **situation.stamp,
    )
    after = msgspec.structs.replace(situation, case=evolve(case, corrected))
    own = after.acknowledging(after.own_pupils()) if case.is_open else ()
    return Outcome((corrected, *own), urgent=case.acute)


def clear_texts(situation: Situation, command: do.ClearTexts) -> Outcome | Refused:
    """What was placed about the wrong pupil was put right: somebody saw to it."""
    if not situation.may("clear_texts"):
        return NOT_YOURS
    matter = situation.case.matter(command.number)
    if matter is None or matter.kind != CLEARING:
        return OUTDATED
    if matter.settled:
        return NOTHING
    return Outcome((ev.TextsCleared(number=command.number, **situation.stamp),))
