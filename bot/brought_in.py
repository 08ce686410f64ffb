"""Pupils who come into a melding later: who is new gets the next number, within the transaction.

Which number that is, is only known there: somebody else may have named a pupil just before.
"""

from __future__ import annotations

import msgspec

from flows.case import Case
from flows.commands import Command, ComposeGroup, CorrectPupil
from flows.effects import Refused
from flows.field_specs import Fault
from flows.identity import Identity
from flows.views.form_fields import PUPIL_FIELD

BroughtIn = tuple[Command, tuple[Identity, ...]]
"""The command with the numbers filled in, and who is new to the melding."""


def brought_in(
    command: Command, pupils: tuple[Identity, ...], case: Case, named: tuple[Identity, ...]
) -> BroughtIn | Refused:
    """Numbers the pupils a command names; a member of a group may be in the melding already."""
    involved = _numbers_of(named, tuple(one.pupil for one in case.involved))
    if isinstance(command, ComposeGroup):
        known = _numbers_of(named, case.named) | involved
        return _with_members(command, pupils, case.numbered, known)
    if isinstance(command, CorrectPupil) and case.was_mistaken(command.pupil):
        return command, ()
    if any(one.roster_id in involved for one in pupils):
        return Refused("velden", (Fault(PUPIL_FIELD, "al-genoemd"),))
    return command, _numbered(pupils, case.numbered)


def _numbers_of(named: tuple[Identity, ...], pupils: tuple[str, ...]) -> dict[str, str]:
    """Gives the number in the melding of each of these pupils who is in the roster."""
    return {one.roster_id: one.pupil for one in named if one.roster_id and one.pupil in pupils}


def _numbered(pupils: tuple[Identity, ...], before: int) -> tuple[Identity, ...]:
    return tuple(
        msgspec.structs.replace(one, pupil=f"p{number}")
        for number, one in enumerate(pupils, before + 1)
    )


def _with_members(
    command: ComposeGroup, pupils: tuple[Identity, ...], before: int, known: dict[str, str]
) -> BroughtIn:
    """Replaces the place of each member in the form by the number in the melding."""
    new = _numbered(tuple(one for one in pupils if one.roster_id not in known), before)
    numbers = known | {one.roster_id: one.pupil for one in new}
    chosen = {one.pupil: numbers[one.roster_id] for one in pupils}
    members = tuple(
        msgspec.structs.replace(member, pupil=chosen.get(member.pupil, member.pupil))
        for member in command.members
    )
    return msgspec.structs.replace(command, members=members), new
