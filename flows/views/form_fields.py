"""Questions with words: turns the fields of a kind into fields somebody can fill in.

A label is the text `veld-<kind>-<field>` or, where it is the same everywhere, `veld-<field>`; a
choice `keuze-<kind>-<field>-<option>`, `keuze-<field>-<option>` or `keuze-<option>`.
"""

from __future__ import annotations

import msgspec

from flows.field_specs import FieldSpec
from flows.forms import Answer, Field, Option, ShownIf
from flows.limits import LABEL, LONG_TEXT, SHORT_TEXT
from flows.views.naming import pupil_name, pupil_option, shortened
from flows.views.scene import Scene
from flows.wording import Wording

PUPIL_FIELD = "leerling"
"""The field that asks which pupil, when somebody does the same for several."""

REASON_FIELD = "reden"

TODAY_FIELD = "dag"
"""The field for the day something happened; it begins as today."""


def known_key(wording: Wording, *keys: str) -> str:
    """Gives the first of these keys that has a text; the last one when none has."""
    return next((key for key in keys if wording.has(key)), keys[-1])


def label_key(wording: Wording, kind: str, field: str) -> str:
    """Gives the key of a field's label."""
    return known_key(wording, f"veld-{kind}-{field}", f"veld-{field}")


def option_key(wording: Wording, kind: str, field: str, option: str) -> str:
    """Gives the key of one choice."""
    return known_key(
        wording,
        f"keuze-{kind}-{field}-{option}",
        f"keuze-{field}-{option}",
        f"keuze-{option}",
    )


def let_op(scene: Scene, form: str) -> Field:
    """Gives what to read in front of the questions of a form: a short heading and what it says."""
    key = f"formulier-{form}-let-op"
    return Field(id="let_op", kind="note", label=scene.say(key), hint=scene.say(f"{key}-tekst"))


def pupil_options(scene: Scene, pupils: tuple[str, ...]) -> tuple[Option, ...]:
    """Gives pupils of the melding as choices, by name."""
    return tuple(Option(pupil, pupil_option(scene, pupil)) for pupil in pupils)


def pupil_choice(scene: Scene, pupils: tuple[str, ...]) -> Field:
    """Asks which pupil it is about."""
    return Field(
        id=PUPIL_FIELD,
        kind="choice",
        label=scene.say("veld-leerling"),
        required=True,
        options=pupil_options(scene, pupils),
    )


def _options(scene: Scene, kind: str, spec: FieldSpec) -> tuple[Option, ...]:
    if spec.pupils:
        return pupil_options(scene, spec.options)
    name = _family(scene, spec)
    return tuple(
        Option(option, scene.say(option_key(scene.wording, kind, name, option)))
        for option in spec.options
    )


def _is_pupil(scene: Scene, field: str) -> bool:
    return any(one.pupil == field for one in scene.case.involved)


def _family(scene: Scene, spec: FieldSpec) -> str:
    """Gives the name under which a field's words are found: fields per pupil share theirs."""
    return "per-leerling" if _is_pupil(scene, spec.id) else spec.id


def _label(scene: Scene, kind: str, spec: FieldSpec) -> str:
    key = label_key(scene.wording, kind, _family(scene, spec))
    if _is_pupil(scene, spec.id):
        return shortened(scene.say(key, naam=pupil_name(scene, spec.id)), LABEL)
    return scene.say(key)


def field_for(scene: Scene, kind: str, spec: FieldSpec) -> Field:
    """Gives one question its words."""
    hint = known_key(scene.wording, f"veld-{kind}-{spec.id}-hint", f"veld-{spec.id}-hint")
    values = (scene.today.isoformat(),) if spec.id == TODAY_FIELD else ()
    return Field(
        id=spec.id,
        kind=spec.kind,
        label=_label(scene, kind, spec),
        hint=scene.say(hint) if spec.hint else "",
        required=spec.required,
        max_length=spec.max_length,
        options=_options(scene, kind, spec),
        shown_if=spec.shown_if,
        values=values,
        not_in_list=spec.not_in_list,
    )


def fields_for(scene: Scene, kind: str, specs: tuple[FieldSpec, ...]) -> tuple[Field, ...]:
    """Gives the questions of a kind their words; a supplied text is not a question here."""
    return tuple(field_for(scene, kind, spec) for spec in specs if spec.kind != "note")


def reason_field(
    scene: Scene, key: str, *, required: bool = True, shown_if: ShownIf | None = None
) -> Field:
    """Asks for a reason, under the label that belongs to this form."""
    return Field(
        id=REASON_FIELD,
        kind="long_text",
        label=scene.say(key),
        required=required,
        max_length=LONG_TEXT,
        shown_if=shown_if,
    )


def short_reason_field(scene: Scene, key: str) -> Field:
    """Asks for a reason in one line, which may stay empty."""
    return Field(id=REASON_FIELD, kind="short_text", label=scene.say(key), max_length=SHORT_TEXT)


def filled_in(fields: tuple[Field, ...], answers: tuple[Answer, ...]) -> tuple[Field, ...]:
    """Fills in beforehand what was answered earlier."""
    given = {one.field: one.values for one in answers}
    return tuple(
        msgspec.structs.replace(field, values=given.get(field.id, field.values)) for field in fields
    )
