"""The form to report with, in steps as the protocol says. Who the pupils are stays with `bot/`."""

from __future__ import annotations

from typing import Literal

from flows import verbs
from flows.field_specs import FieldSpec
from flows.forms import CHECKED, Field, Form, Option
from flows.presses import Press
from flows.protocol import Protocol
from flows.wording import Wording

Warned = Literal["", "seksueel", "thuis"]
"""What the first question brought up: sexual images (R-12) or a home that is not safe (R-14)."""

_BEFOREHAND: dict[Warned, tuple[str, ...]] = {"": (), "seksueel": ("online", "acuut"), "thuis": ()}
"""Which boxes and choices are ticked beforehand: such a melding goes out as acute and online."""

_LEFT_OUT: dict[Warned, tuple[str, ...]] = {"": (), "seksueel": ("online",), "thuis": ()}
"""Which notes are not shown: nobody is told to keep evidence that may not be kept (R-12)."""


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


def _warning(wording: Wording, warning: Warned, index: int) -> tuple[Field, ...]:
    if not warning or index == 0:
        return ()
    label = wording(f"let-op-{warning}")
    return (Field(id="let_op", kind="note", label=label, hint=wording(f"let-op-{warning}-tekst")),)


def intake_form(
    protocol: Protocol,
    wording: Wording,
    index: int,
    carried: str,
    warning: Warned = "",
    badge: str = "",
) -> Form:
    """Gives a step of the intake, counted from 0; `carried` are the earlier steps, sealed."""
    steps = protocol.intake.steps
    step = steps[index]
    is_last = index == len(steps) - 1
    questions = tuple(
        intake_field(wording, spec, warning)
        for spec in step.questions
        if spec.kind != "note" or spec.id not in _LEFT_OUT[warning]
    )
    return Form(
        id=Press(verbs.REPORT, "", step.id if index else "").encoded(),
        title=wording(f"scherm-{step.id}"),
        fields=(*_warning(wording, warning, index), *questions),
        submit=wording("formulier-knop-melden" if is_last else "formulier-knop-verder"),
        step=index + 1,
        steps=len(steps),
        carried=carried,
        badge=badge,
    )
