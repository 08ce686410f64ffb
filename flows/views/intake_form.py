"""The form to report with, in steps as the protocol says. Who the pupils are stays with `bot/`."""

from __future__ import annotations

from flows import verbs
from flows.field_specs import FieldSpec
from flows.forms import CHECKED, Field, Form, Option
from flows.presses import Press
from flows.protocol import Protocol
from flows.views.whom_to_call import Alert, Warned
from flows.wording import Wording

_BEFOREHAND: dict[Warned, tuple[str, ...]] = {"": (), "seksueel": ("online", "acuut"), "thuis": ()}
"""Which boxes and choices are ticked beforehand: such a melding goes out as acute and online."""

_LEFT_OUT: dict[Warned, tuple[str, ...]] = {"": (), "seksueel": ("online",), "thuis": ()}
"""Which notes are not shown: nobody is told to keep evidence that may not be kept (R-12)."""


NO_ALERT = Alert()


def _options(wording: Wording, spec: FieldSpec) -> tuple[Option, ...]:
    return tuple(Option(one, wording(f"melden-{spec.id}-{one}")) for one in spec.options)


def _values(spec: FieldSpec, warning: Warned) -> tuple[str, ...]:
    ticked = _BEFOREHAND[warning]
    if spec.kind == "checkbox":
        return (CHECKED,) if spec.id in ticked else ()
    return tuple(one for one in spec.options if one in ticked)


def intake_field(wording: Wording, spec: FieldSpec, warning: Warned = "") -> Field:
    """Gives one question of the intake its words."""
    return Field(
        id=spec.id,
        kind=spec.kind,
        label=wording(f"melden-{spec.id}"),
        hint=wording(f"melden-{spec.id}-hint") if spec.hint else "",
        required=spec.required,
        max_length=spec.max_length,
        options=_options(wording, spec),
        shown_if=spec.shown_if,
        values=_values(spec, warning),
        not_in_list=spec.not_in_list,
    )


def _notes(wording: Wording, alert: Alert, index: int) -> tuple[Field, ...]:
    """Says above the questions what to do and leave, and in a note of its own whom to call."""
    if not alert.about or index == 0:
        return ()
    lines = (wording("let-op-bel-regel", wie=one.who, nummer=one.phone) for one in alert.calls)
    label, text = wording(f"let-op-{alert.about}"), wording(f"let-op-{alert.about}-tekst")
    return (
        Field(id="let_op", kind="note", label=label, hint=text),
        Field(id="bel", kind="note", label=wording("let-op-bellen"), hint="\n".join(lines)),
    )


def intake_form(
    protocol: Protocol,
    wording: Wording,
    index: int,
    carried: str,
    alert: Alert = NO_ALERT,
    badge: str = "",
) -> Form:
    """Gives a step of the intake, counted from 0; `carried` are the earlier steps, sealed."""
    steps = protocol.intake.steps
    step = steps[index]
    is_last = index == len(steps) - 1
    questions = tuple(
        intake_field(wording, spec, alert.about)
        for spec in step.questions
        if spec.kind != "note" or spec.id not in _LEFT_OUT[alert.about]
    )
    return Form(
        id=Press(verbs.REPORT, "", step.id if index else "").encoded(),
        title=wording(f"scherm-{step.id}"),
        fields=(*_notes(wording, alert, index), *questions),
        submit=wording("formulier-knop-melden" if is_last else "formulier-knop-verder"),
        step=index + 1,
        steps=len(steps),
        carried=carried,
        badge=badge,
    )
