"""The pupils that a submitted form names: what is wrong with them, and who they are."""

from __future__ import annotations

from bot.intake import identity_for, pupil_faults
from bot.submissions import Filled
from flows import commands as do
from flows.asked import fields_of
from flows.field_specs import Fault, FieldSpec, check
from flows.forms import value_of, values_of
from flows.identity import Identity
from flows.views.form_fields import PUPIL_FIELD

MEMBERS = ("sympathie", "meelopers")
"""The fields that look pupils up for a support group; those who bully are in the melding."""


def _names_one(filled: Filled, command: do.Command) -> bool:
    """Says whether a form names one pupil, who comes into the melding by it."""
    if isinstance(command, do.CorrectPupil):
        return not filled.scene.case.was_mistaken(command.pupil)
    return isinstance(command, do.AddPupil)


def faults_of_pupils(filled: Filled, command: do.Command) -> tuple[Fault, ...]:
    """Finds what is wrong with the pupils a form names: nobody, unknown, or named already."""
    if isinstance(command, do.ComposeGroup):
        specs = fields_of("groep", filled.scene.case)
        wrong = check(specs, filled.answers, filled.scene.today)
        return wrong or pupil_faults(specs, filled.answers, filled.people)
    if not _names_one(filled, command):
        return ()
    chosen = value_of(filled.answers, PUPIL_FIELD)
    if not chosen:
        return (Fault(PUPIL_FIELD, "verplicht"),)
    numbers = {one.pupil for one in filled.scene.identities if one.roster_id == chosen}
    if numbers & {one.pupil for one in filled.scene.case.involved}:
        return (Fault(PUPIL_FIELD, "al-genoemd"),)
    spec = FieldSpec(id=PUPIL_FIELD, kind="pupil", required=True, not_in_list=True)
    return pupil_faults((spec,), filled.answers, filled.people)


def named_pupils(filled: Filled, command: do.Command) -> tuple[Identity, ...]:
    """Gives who they are; a member of a group under the place that the command has for them."""
    if _names_one(filled, command):
        return (identity_for("", value_of(filled.answers, PUPIL_FIELD), filled.people),)
    if not isinstance(command, do.ComposeGroup):
        return ()
    chosen = (value for field in MEMBERS for value in values_of(filled.answers, field))
    return tuple(identity_for(value, value, filled.people) for value in dict.fromkeys(chosen))
