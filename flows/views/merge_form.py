"""The form that puts a melding into another one of the same situation, and asks to confirm it."""

from __future__ import annotations

from flows import verbs
from flows.field_specs import Fault
from flows.forms import CHECKED, Answer, Field, Form, Option, value_of
from flows.presses import Press
from flows.views.form_fields import let_op
from flows.views.scene import Scene

INTO_FIELD = "bij"
"""The field that asks into which melding."""

SURE_FIELD = "zeker"
"""The field that asks to confirm it."""


def merge_form(scene: Scene, press: Press) -> Form | None:
    """Asks into which melding this one goes, and whether it is about the same."""
    options = tuple(
        Option(one.case_id, scene.say("keuze-samenvoegen", nummer=one.case_id))
        for one in scene.related
        if one.can_take_in
    )
    if not options:
        return None
    asked = tuple(one.value for one in options if one.value == press.subject)
    into = Field(
        id=INTO_FIELD,
        kind="choice",
        label=scene.say("veld-samenvoegen-bij"),
        required=True,
        options=options,
        values=asked or tuple(one.value for one in options)[:1],
    )
    sure = Field(
        id=SURE_FIELD, kind="checkbox", label=scene.say("veld-samenvoegen-zeker"), required=True
    )
    return Form(
        id=Press(verbs.MERGE, scene.case.id, press.subject).encoded(),
        title=scene.say("formulier-samenvoegen"),
        fields=(let_op(scene, verbs.MERGE), into, sure),
        submit=scene.say("formulier-knop-samenvoegen"),
        badge=scene.badge,
    )


def merge_faults(scene: Scene, answers: tuple[Answer, ...]) -> tuple[Fault, ...]:
    """Finds what is wrong with how it was filled in: no melding of the list, or not confirmed."""
    known = {one.case_id for one in scene.related if one.can_take_in}
    chosen = value_of(answers, INTO_FIELD)
    return (
        *((Fault(INTO_FIELD, "onbekende-keuze"),) if chosen not in known else ()),
        *((Fault(SURE_FIELD, "verplicht"),) if value_of(answers, SURE_FIELD) != CHECKED else ()),
    )
