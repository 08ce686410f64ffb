"""What a filled-in form asks of a melding: one small function per verb makes the command."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from bot.directory import People
from flows import commands as do
from flows import verbs
from flows.action_kinds import KINDS
from flows.asked import fields_of_task
from flows.event_parts import Member, Sympathy
from flows.field_specs import Fault
from flows.forms import CHECKED, Answer, Form, value_of, values_of
from flows.presses import Press
from flows.tasks import task_of
from flows.views.form_fields import PUPIL_FIELD
from flows.views.going_on_forms import WAY_FIELD
from flows.views.matter_forms import (
    COLLEAGUE_FIELD,
    NOTES,
    PART_FIELD,
    PARTS,
    PERSON_FIELD,
    WHY_FIELD,
    corrected_answers,
)
from flows.views.merge_form import INTO_FIELD, merge_faults
from flows.views.names_form import chosen_words
from flows.views.scene import Scene
from flows.views.work_forms import chosen_task
from flows.views.wrong_pupil_form import WRONG_FIELD

AFTERCARE = "nazorg."


class Filled(msgspec.Struct, frozen=True):
    """A form that came back: who filled it in, what it was about and what was answered."""

    scene: Scene
    press: Press
    form: Form
    """The form as it would be shown now."""
    answers: tuple[Answer, ...]
    people: People

    @property
    def person(self) -> str:
        """Who filled it in."""
        return self.scene.reader.person

    @property
    def reason(self) -> str:
        """What was typed as the reason."""
        return value_of(self.answers, "reden")

    @property
    def number(self) -> int:
        """The number the form is about."""
        return int(self.press.subject) if self.press.subject.isdecimal() else 0

    def without(self, *fields: str) -> tuple[Answer, ...]:
        """Gives the answers but those to these fields."""
        return tuple(one for one in self.answers if one.field not in fields)


Asked = do.Command | tuple[Fault, ...]
"""A command, or what is wrong with what was filled in."""


def _about_task(filled: Filled, make: Callable[[str], do.Command]) -> Asked:
    """Makes a command about the task of the form, or of the pupil that was chosen in it."""
    asks = any(field.id == PUPIL_FIELD for field in filled.form.fields)
    if asks and not value_of(filled.answers, PUPIL_FIELD):
        return (Fault(PUPIL_FIELD, "verplicht"),)
    return make(chosen_task(filled.scene, filled.press.subject, filled.answers))


def _do(filled: Filled) -> Asked:
    def make(task: str) -> do.Command:
        found = task_of(filled.scene.case, filled.scene.protocol, task)
        if found is not None and KINDS[found.action.kind].meaning == "compose":
            return _compose(filled, task)
        fields = fields_of_task(found, filled.scene.case, filled.scene.protocol) if found else ()
        asked = {field.id for field in fields}
        answers = tuple(one for one in filled.answers if one.field in asked)
        return do.CompleteTask(actor=filled.person, task=task, answers=answers)

    return _about_task(filled, make)


def _compose(filled: Filled, task: str) -> do.Command:
    """Says who is in the group; whoever was looked up is numbered when the command is stored."""
    fields: tuple[tuple[str, Sympathy], ...] = (
        ("sympathie", "sympathie"),
        ("meelopers", "meeloper"),
        ("pesters", "pester"),
    )
    members = tuple(
        Member(value, part) for field, part in fields for value in values_of(filled.answers, field)
    )
    differs = value_of(filled.answers, "wijkt_af") == CHECKED
    return do.ComposeGroup(actor=filled.person, task=task, members=members, differs=differs)


def _infeasible(filled: Filled) -> Asked:
    return _about_task(
        filled,
        lambda task: do.ReportInfeasible(actor=filled.person, task=task, reason=filled.reason),
    )


def _override(filled: Filled) -> Asked:
    return _about_task(
        filled,
        lambda task: do.OverrideGate(actor=filled.person, task=task, reason=filled.reason),
    )


def _go_on_without(filled: Filled) -> Asked:
    return _about_task(
        filled,
        lambda task: do.GoOnWithout(actor=filled.person, task=task, reason=filled.reason),
    )


def _answer(filled: Filled) -> do.Command:
    return do.AnswerQuestion(actor=filled.person, key=filled.press.subject, answers=filled.answers)


def _choose(filled: Filled) -> do.Command:
    if filled.press.subject.startswith(AFTERCARE):
        return _close(filled)
    return do.MoveOn(
        actor=filled.person,
        transition=value_of(filled.answers, WAY_FIELD),
        here=filled.press.subject,
        reason=filled.reason,
    )


def _close(filled: Filled) -> do.Command:
    return do.CloseCase(actor=filled.person, reason=filled.reason)


def _reopen(filled: Filled) -> do.Command:
    return do.ReopenCase(actor=filled.person, reason=filled.reason)


def _note(filled: Filled) -> do.Command:
    kind, _ = NOTES[filled.press.verb]
    return do.AddNote(actor=filled.person, kind=kind, answers=filled.answers)


def _correct(filled: Filled) -> do.Command:
    entry = filled.scene.case.entry(filled.number)
    answers = corrected_answers(entry, filled.form, filled.answers) if entry is not None else ()
    return do.CorrectEntry(
        actor=filled.person,
        entry=filled.number,
        answers=answers,
        reason=value_of(filled.answers, WHY_FIELD),
    )


def _ask_advice(filled: Filled) -> do.Command:
    return do.AskAdvice(
        actor=filled.person,
        to=value_of(filled.answers, COLLEAGUE_FIELD),
        answers=filled.without(COLLEAGUE_FIELD),
    )


def _give_advice(filled: Filled) -> do.Command:
    return do.GiveAdvice(actor=filled.person, number=filled.number, answers=filled.answers)


def _settle(filled: Filled) -> do.Command:
    return do.SettleInfeasible(
        actor=filled.person,
        number=filled.number,
        decision=value_of(filled.answers, "besluit"),
        explanation=value_of(filled.answers, "uitleg"),
    )


def _step_back(filled: Filled) -> do.Command:
    return do.ExcludePerson(actor=filled.person, person=filled.person, reason=filled.reason)


def _exclude(filled: Filled) -> do.Command:
    person = value_of(filled.answers, PERSON_FIELD)
    return do.ExcludePerson(actor=filled.person, person=person, reason=filled.reason)


def _begin_beside(filled: Filled) -> do.Command:
    return do.StartSubflow(actor=filled.person, flow=filled.press.subject)


def _stop_beside(filled: Filled) -> do.Command:
    flow, reason = filled.press.subject, filled.reason
    return do.EndSubflow(actor=filled.person, flow=flow, reason=reason)


def _add_pupil(filled: Filled) -> do.Command:
    chosen = value_of(filled.answers, PART_FIELD)
    part = next((one for one in PARTS if one == chosen), PARTS[-1])
    return do.AddPupil(actor=filled.person, parts=(part,))


def _merge(filled: Filled) -> Asked:
    faults = merge_faults(filled.scene, filled.answers)
    if faults:
        return faults
    return do.MergeInto(actor=filled.person, into=value_of(filled.answers, INTO_FIELD))


def _correct_pupil(filled: Filled) -> Asked:
    wrong = value_of(filled.answers, WRONG_FIELD)
    if not wrong:
        return (Fault(WRONG_FIELD, "verplicht"),)
    case = filled.scene.case
    known = case.was_mistaken(wrong) or any(one.pupil == wrong for one in case.involved)
    if not known:
        return (Fault(WRONG_FIELD, "onbekende-keuze"),)
    return do.CorrectPupil(actor=filled.person, pupil=wrong)


def _check_names(filled: Filled) -> Asked:
    chosen = chosen_words(
        filled.scene, filled.press.subject, filled.answers, filled.people.leak_index
    )
    if isinstance(chosen, tuple):
        return chosen
    return do.ReviewRecord(
        actor=filled.person,
        record=chosen.record,
        pupil=chosen.pupil,
        phrases=chosen.phrases,
        digest=chosen.digest,
    )


COMMANDS: dict[str, Callable[[Filled], Asked]] = {
    verbs.DO: _do,
    verbs.INFEASIBLE: _infeasible,
    verbs.OVERRIDE: _override,
    verbs.GO_ON_WITHOUT: _go_on_without,
    verbs.ANSWER: _answer,
    verbs.CHOOSE: _choose,
    verbs.CLOSE: _close,
    verbs.REOPEN: _reopen,
    verbs.INCIDENT: _note,
    verbs.PARENT_SPOKE: _note,
    verbs.SAW_MORE: _note,
    verbs.CORRECT: _correct,
    verbs.ASK_ADVICE: _ask_advice,
    verbs.GIVE_ADVICE: _give_advice,
    verbs.SETTLE: _settle,
    verbs.STEP_BACK: _step_back,
    verbs.EXCLUDE: _exclude,
    verbs.ADD_PUPIL: _add_pupil,
    verbs.MERGE: _merge,
    verbs.WRONG_PUPIL: _correct_pupil,
    verbs.BESIDE: _begin_beside,
    verbs.STOP_BESIDE: _stop_beside,
    verbs.CHECK_NAMES: _check_names,
}
"""Every verb a form can be submitted with, but the report: a command, or what is wrong."""
