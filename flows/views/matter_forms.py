"""Forms beside the steps: what happened, advice, decisions, mistakes, people who step in or out."""

from __future__ import annotations

from flows import verbs
from flows.action_kinds import AGE_BAND_FIELD, KINDS
from flows.asked import fields_of
from flows.case import Entry, Matter
from flows.event_parts import Part
from flows.forms import Answer, Field, Form, Option
from flows.limits import LONG_TEXT
from flows.permissions import Act, may
from flows.presses import Press
from flows.rules.reporting import GONE, entry_kind, intake_fields
from flows.views.form_fields import (
    PUPIL_FIELD,
    fields_for,
    filled_in,
    let_op,
    short_reason_field,
)
from flows.views.going_on_forms import situation_of
from flows.views.intake_form import intake_field
from flows.views.scene import Scene

COLLEAGUE_FIELD = "aan"
"""The field that asks which colleague gives advice."""

PERSON_FIELD = "wie"
"""The field that asks who is kept out."""

PART_FIELD = "rol"
"""The field that asks which part a pupil has; its values are those of `flows.events.Part`."""

PARTS: tuple[Part, ...] = ("gepeste", "pester", "betrokken")

WHY_FIELD = "waarom"
"""The field that asks why an entry is corrected."""

NOT_CORRECTED = ("soort", "acuut")
"""Questions of the report that led to something at once; another answer would change nothing."""

NOTES: dict[str, tuple[str, Act]] = {
    verbs.INCIDENT: ("incident", "note"),
    verbs.PARENT_SPOKE: ("ouder", "note"),
    verbs.SAW_MORE: ("waarneming", "observe"),
}
"""Which kind of note a verb adds, and who may."""


def _form(scene: Scene, press: Press, fields: tuple[Field, ...], submit: str) -> Form:
    return Form(
        id=press.encoded(),
        title=scene.say(f"formulier-{press.verb}"),
        fields=fields,
        submit=scene.say(f"formulier-knop-{submit}"),
        badge=scene.badge,
    )


def note_form(scene: Scene, press: Press) -> Form | None:
    """Asks what happened, what a parent said, or what the reporter saw later."""
    kind, act = NOTES[press.verb]
    if scene.case.state in GONE or not may(scene.reader, act):
        return None
    fields = fields_for(scene, kind, fields_of(kind, scene.case))
    submit = "sturen" if press.verb == verbs.SAW_MORE else "vastleggen"
    return _form(scene, Press(press.verb, scene.case.id), fields, submit)


def ask_advice_form(scene: Scene, _: Press) -> Form | None:
    """Asks a colleague; says that the colleague sees only this text (A:103-107)."""
    if not may(scene.reader, "ask_advice"):
        return None
    colleague = Field(
        id=COLLEAGUE_FIELD, kind="staff", label=scene.say("veld-raad-aan"), required=True
    )
    fields = fields_for(scene, "raad", fields_of("raad", scene.case))
    press = Press(verbs.ASK_ADVICE, scene.case.id)
    return _form(scene, press, (let_op(scene, press.verb), colleague, *fields), "vragen")


def matter_named(scene: Scene, subject: str) -> Matter | None:
    """Finds the matter with this number."""
    return scene.case.matter(int(subject)) if subject.isdecimal() else None


def _entry_of(scene: Scene, matter: Matter, what: str) -> Entry | None:
    """Finds the newest version of the line of the logbook that began a matter."""
    case = scene.case
    number = str(matter.number)
    begun = next((one for one in case.log if (one.what, one.extra) == (what, number)), None)
    while begun is not None and begun.corrected_by:
        begun = case.entry(begun.corrected_by)
    return begun


def asked_text(scene: Scene, matter: Matter) -> str:
    """Gives what the asker typed, in its newest version."""
    entry = _entry_of(scene, matter, "AdviceAsked")
    answers = entry.answers if entry is not None else ()
    return next((one.values[0] for one in answers if one.field == "vraag"), "")


def give_advice_form(scene: Scene, press: Press) -> Form | None:
    """Shows what a colleague asks, and nothing else of the melding, and asks for an answer."""
    matter = matter_named(scene, press.subject)
    if matter is None or matter.settled or not may(scene.reader, "give_advice", press.subject):
        return None
    asker = scene.say("formulier-raad-van", naam=scene.colleague(matter.by))
    question = Field(id="gevraagd", kind="note", label=asker, hint=asked_text(scene, matter))
    fields = fields_for(scene, "raad_antwoord", fields_of("raad_antwoord", scene.case))
    return _form(
        scene, Press(press.verb, scene.case.id, press.subject), (question, *fields), "sturen"
    )


_REASON_STANDS_IN = {"niet_uitvoerbaar": "InfeasibleReported", "overleg": "ConsultationAsked"}
"""In which event the reason of a matter stands."""


def settle_form(scene: Scene, press: Press) -> Form | None:
    """Shows what the coach ran into and asks what was decided together (A:279)."""
    matter = matter_named(scene, press.subject)
    if matter is None or matter.settled or matter.kind not in _REASON_STANDS_IN:
        return None
    if not may(scene.reader, "settle"):
        return None
    entry = _entry_of(scene, matter, _REASON_STANDS_IN[matter.kind])
    said = scene.say("formulier-voorgelegd", naam=scene.colleague(matter.by))
    reason = Field(
        id="voorgelegd", kind="note", label=said, hint=entry.reason if entry is not None else ""
    )
    fields = fields_for(scene, "besluit", fields_of("besluit", scene.case))
    return _form(
        scene, Press(press.verb, scene.case.id, press.subject), (reason, *fields), "vastleggen"
    )


def step_back_form(scene: Scene, _: Press) -> Form | None:
    """Asks to confirm that the reader is involved in another way and steps back."""
    if not may(scene.reader, "exclude_self"):
        return None
    press = Press(verbs.STEP_BACK, scene.case.id)
    fields = (let_op(scene, press.verb), short_reason_field(scene, "veld-betrokken-reden"))
    return _form(scene, press, fields, "overdragen")


def exclude_form(scene: Scene, _: Press) -> Form | None:
    """Asks who is kept out of the melding, and why."""
    if not may(scene.reader, "exclude"):
        return None
    press = Press(verbs.EXCLUDE, scene.case.id)
    person = Field(
        id=PERSON_FIELD, kind="staff", label=scene.say("veld-uitsluiten-wie"), required=True
    )
    reason = short_reason_field(scene, "veld-uitsluiten-reden")
    return _form(scene, press, (let_op(scene, press.verb), person, reason), "uitsluiten")


def add_pupil_form(scene: Scene, _: Press) -> Form | None:
    """Asks which other pupil is involved, and how; that pupil's coach hears of it (A:174)."""
    if not scene.case.is_open or not may(scene.reader, "add_pupil"):
        return None
    press = Press(verbs.ADD_PUPIL, scene.case.id)
    pupil = Field(
        id=PUPIL_FIELD,
        kind="pupil",
        label=scene.say("veld-leerling-erbij-leerling"),
        required=True,
        not_in_list=True,
    )
    parts = tuple(Option(part, scene.say(f"keuze-rol-{part}")) for part in PARTS)
    part = Field(
        id=PART_FIELD,
        kind="choice",
        label=scene.say("veld-leerling-erbij-rol"),
        required=True,
        options=parts,
    )
    return _form(scene, press, (let_op(scene, press.verb), pupil, part), "toevoegen")


def _asked_in(scene: Scene, entry: Entry) -> tuple[Field, ...]:
    """Gives the questions that an entry answers, for the report those of the intake."""
    situation = situation_of(scene)
    kind = entry_kind(scene.case, situation, entry.number)
    if kind:
        specs = tuple(spec for spec in fields_of(kind, scene.case) if spec.id != KINDS[kind].again)
        age = (AGE_BAND_FIELD,) if KINDS[kind].age_band else ()
        return fields_for(scene, kind, (*specs, *age))
    return tuple(
        intake_field(scene.wording, spec)
        for spec in intake_fields(situation)
        if spec.id not in NOT_CORRECTED and spec.kind != "note"
    )


def correct_form(scene: Scene, press: Press) -> Form | None:
    """Shows an entry filled in, to be changed with a reason; the old version stays (R-19)."""
    entry = scene.case.entry(int(press.subject)) if press.subject.isdecimal() else None
    if entry is None or entry.corrected_by or not entry.answers or scene.case.state in GONE:
        return None
    if not may(scene.reader, "correct", press.subject):
        return None
    questions = _asked_in(scene, entry)
    why = Field(
        id=WHY_FIELD,
        kind="long_text",
        label=scene.say("veld-corrigeren-waarom"),
        required=True,
        max_length=LONG_TEXT,
    )
    return _form(
        scene,
        Press(press.verb, scene.case.id, press.subject),
        (*filled_in(questions, entry.answers), why),
        "verbeteren",
    )


def corrected_answers(entry: Entry, form: Form, answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    """Gives the whole new version of an entry: what was asked anew, the rest as it was."""
    asked = {field.id for field in form.fields}
    new = tuple(one for one in answers if one.field in asked and one.field != WHY_FIELD)
    return (*(one for one in entry.answers if one.field not in asked), *new)
