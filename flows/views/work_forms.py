"""Forms for the work itself: telling what was done, what cannot be done, a gate that is opened."""

from __future__ import annotations

import msgspec

from flows import verbs
from flows.action_kinds import KINDS
from flows.asked import fields_of_task
from flows.field_specs import FieldSpec
from flows.forms import Answer, Field, Form, ShownIf, value_of
from flows.permissions import Act, may
from flows.presses import Press
from flows.rules.going_without import holds_up
from flows.tasks import FINISHED, Task, gate_status, tasks_of
from flows.views.beside_forms import about_measures
from flows.views.form_fields import (
    PUPIL_FIELD,
    field_for,
    filled_in,
    let_op,
    pupil_choice,
    reason_field,
)
from flows.views.naming import pupil_name
from flows.views.scene import Scene

AGAIN = ("consent", "wish", "agreement", "call", "compose")
"""Meanings that can be told again after the task was done."""

TOLD_AGE = ("16-17", "18-plus")
"""Age bands at which parents are not simply called (R-6)."""


def group_of(task: Task) -> str:
    """Gives the action a task belongs to, "<flow>.<round>.<action>", whoever the pupil."""
    return f"{task.ref.flow}.{task.ref.round}.{task.ref.action}"


def named_tasks(scene: Scene, subject: str, act: Act) -> tuple[Task, ...]:
    """Gives the tasks that a subject names and this reader may do this with."""
    return tuple(
        task
        for task in tasks_of(scene.case, scene.protocol)
        if subject in (task.ref.encoded(), group_of(task))
        and may(scene.reader, act, task.ref.encoded())
    )


def tellable(scene: Scene, subject: str) -> tuple[Task, ...]:
    """Gives the tasks to tell about: the open ones or, when none is, those to tell again."""
    tasks = named_tasks(scene, subject, "complete")
    begun = tuple(task for task in tasks if task.status == "open")
    return begun or tuple(task for task in tasks if can_tell_again(scene, task))


def _is_past(scene: Scene, task: Task) -> bool:
    """Says whether what was asked for a talk can no longer change, as the talk was held."""
    gates = {gate.id for gate in scene.protocol.gates if gate.asked_in == task.action.id}
    talks = tuple(
        one
        for one in tasks_of(scene.case, scene.protocol)
        if one.action.gate and one.action.gate in gates
    )
    return bool(talks) and all(one.status in FINISHED for one in talks)


def can_tell_again(scene: Scene, task: Task) -> bool:
    """Says whether something can still be told about a task that was done."""
    meaning = KINDS[task.action.kind].meaning
    return task.status in FINISHED and meaning in AGAIN and not _is_past(scene, task)


def _text_key(task: Task) -> str:
    return f"actie-{task.ref.flow}-{task.ref.action}"


def about_field(scene: Scene, tasks: tuple[Task, ...]) -> Field:
    """Says first of all what the form is about, and which pupil when there is one."""
    title = scene.say(_text_key(tasks[0]))
    pupil = tasks[0].ref.pupil if len(tasks) == 1 else ""
    return Field(id="over", kind="note", label=title, hint=pupil and pupil_name(scene, pupil))


def _words_field(scene: Scene, task: Task) -> tuple[Field, ...]:
    """Gives the words the protocol supplies for this talk, if it does."""
    key = f"{_text_key(task)}-woorden"
    if not scene.wording.has(key):
        return ()
    label = scene.say("formulier-woorden")
    return (Field(id="woorden", kind="note", label=label, hint=scene.say(key)),)


def _only_for(tasks: tuple[Task, ...], pupils: tuple[str, ...]) -> ShownIf | None:
    """Shows a field for these pupils only, when the form is about several."""
    if len(pupils) == len(tasks):
        return None
    return ShownIf(PUPIL_FIELD, pupils)


def _age_fields(scene: Scene, tasks: tuple[Task, ...]) -> tuple[Field, ...]:
    """Says what counts for pupils of 16 and older, before their parents are told (R-6)."""
    if not KINDS[tasks[0].action.kind].age_band:
        return ()
    fields = []
    for band in TOLD_AGE:
        pupils = tuple(one.ref.pupil for one in tasks if scene.case.band(one.ref.pupil) == band)
        if pupils:
            label, text = scene.say(f"formulier-{band}"), scene.say(f"formulier-{band}-tekst")
            shown_if = _only_for(tasks, pupils)
            fields.append(
                Field(id=f"let_op_{band}", kind="note", label=label, hint=text, shown_if=shown_if)
            )
    return tuple(fields)


def _questions(scene: Scene, tasks: tuple[Task, ...]) -> tuple[Field, ...]:
    """Gives what is asked about these tasks; what is asked for some pupils hangs on the pupil."""
    specs: dict[str, FieldSpec] = {}
    asked_for: dict[str, list[str]] = {}
    for task in tasks:
        for spec in fields_of_task(task, scene.case, scene.protocol):
            specs.setdefault(spec.id, spec)
            asked_for.setdefault(spec.id, []).append(task.ref.pupil)
    kind = tasks[0].action.kind
    return tuple(
        msgspec.structs.replace(
            field, shown_if=field.shown_if or _only_for(tasks, tuple(asked_for[spec.id]))
        )
        for spec in specs.values()
        if spec.kind != "note"
        for field in (field_for(scene, kind, spec),)
    )


def _given(scene: Scene, task: Task) -> tuple[Answer, ...]:
    """Gives what the pupil answered before to a question that can be changed."""
    case = scene.case
    consents = tuple(
        Answer(one.perpetrator, (one.answer,))
        for one in case.consents
        if one.target == task.ref.pupil
    )
    gates = {gate.id for gate in scene.protocol.gates if gate.asked_in == task.action.id}
    wishes = tuple(
        Answer("wens", (one.answer,))
        for one in case.wishes
        if one.pupil == task.ref.pupil and one.gate in gates
    )
    meaning = KINDS[task.action.kind].meaning
    return {"consent": consents, "wish": wishes}.get(meaning, ())


def do_form(scene: Scene, press: Press) -> Form | None:
    """Asks what was done; with several pupils in one action it first asks about which pupil."""
    tasks = tellable(scene, press.subject)
    if not tasks:
        return None
    first = tasks[0]
    is_one = len(tasks) == 1
    questions = _questions(scene, tasks)
    subject = first.ref.encoded() if is_one else press.subject
    return Form(
        id=Press(verbs.DO, scene.case.id, subject).encoded(),
        title=scene.say(f"formulier-doen-{first.action.kind}"),
        fields=(
            about_field(scene, tasks),
            *about_measures(scene, first),
            *_words_field(scene, first),
            *_age_fields(scene, tasks),
            *(() if is_one else (pupil_choice(scene, tuple(one.ref.pupil for one in tasks)),)),
            *(filled_in(questions, _given(scene, first)) if is_one else questions),
        ),
        submit=scene.say("formulier-knop-vastleggen"),
        badge=scene.badge,
    )


def chosen_task(scene: Scene, subject: str, answers: tuple[Answer, ...]) -> str:
    """Gives the task a submitted form is about: its own, or that of the pupil who was chosen.

    Empty when there is no such task.
    """
    pupil = value_of(answers, PUPIL_FIELD)
    task = next(
        (
            one
            for one in tasks_of(scene.case, scene.protocol)
            if one.ref.encoded() == subject or (group_of(one), one.ref.pupil) == (subject, pupil)
        ),
        None,
    )
    return task.ref.encoded() if task is not None else ""


def _about_task_form(
    scene: Scene, press: Press, tasks: tuple[Task, ...], submit: str
) -> Form | None:
    """Asks for the reason of something that is said about one task, or one of several."""
    if not tasks:
        return None
    is_one = len(tasks) == 1
    subject = tasks[0].ref.encoded() if is_one else press.subject
    return Form(
        id=Press(press.verb, scene.case.id, subject).encoded(),
        title=scene.say(f"formulier-{press.verb}"),
        fields=(
            about_field(scene, tasks),
            let_op(scene, press.verb),
            *(() if is_one else (pupil_choice(scene, tuple(one.ref.pupil for one in tasks)),)),
            reason_field(scene, f"veld-{press.verb}-reden"),
        ),
        submit=scene.say(submit),
        badge=scene.badge,
    )


def infeasible_form(scene: Scene, press: Press) -> Form | None:
    """Asks why a step cannot be done; the antipestcoördinator hears of it (A:279)."""
    tasks = tuple(
        task
        for task in named_tasks(scene, press.subject, "infeasible")
        if task.status not in FINISHED and may(scene.reader, "complete", task.ref.encoded())
    )
    return _about_task_form(scene, press, tasks, "formulier-knop-voorleggen")


def override_form(scene: Scene, press: Press) -> Form | None:
    """Asks why a talk goes on without consent (X-4)."""
    tasks = tuple(
        task
        for task in named_tasks(scene, press.subject, "override")
        if gate_status(scene.case, scene.protocol, task.action, task.ref.pupil) != "open"
    )
    return _about_task_form(scene, press, tasks, "formulier-knop-doorgaan")


def go_on_without_form(scene: Scene, press: Press) -> Form | None:
    """Asks why the others go on without waiting for one pupil."""
    tasks = tuple(
        task
        for task in named_tasks(scene, press.subject, "go_on_without")
        if holds_up(task, scene.case, scene.protocol)
    )
    return _about_task_form(scene, press, tasks, "formulier-knop-verder")
