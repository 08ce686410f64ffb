"""Forms for going on: the answer to a question, the choice of a way, closing and opening again."""

from __future__ import annotations

from flows import verbs
from flows.asked import fields_of
from flows.forms import Field, Form, Option, ShownIf
from flows.limits import HINT, OPTION_LABEL
from flows.permissions import may
from flows.presses import Press
from flows.protocol import Transition
from flows.rules.going_on import asked_by, is_possible, lacks_answers, lacks_texts, needs_reason
from flows.rules.situation import Situation
from flows.views.form_fields import fields_for, let_op, option_key, reason_field
from flows.views.naming import shortened
from flows.views.scene import Scene

WAY_FIELD = "keuze"
"""The field that asks which way to go on; its values are ids of transitions."""

AFTERCARE = "nazorg"


def situation_of(scene: Scene) -> Situation:
    """Gives what the rules look at, with the reader as the one who acts."""
    reader = scene.reader
    return Situation(reader.school, reader.protocol, reader.case, reader.person, reader.now)


def answer_form(scene: Scene, press: Press) -> Form | None:
    """Asks what a follow-up asks, such as whether it stopped."""
    asked = asked_by(situation_of(scene), press.subject)
    if asked is None or not may(scene.reader, "answer", press.subject):
        return None
    return Form(
        id=Press(verbs.ANSWER, scene.case.id, press.subject).encoded(),
        title=scene.say(f"formulier-{asked.kind}"),
        fields=(
            let_op(scene, asked.kind),
            *fields_for(scene, asked.kind, fields_of(asked.kind, scene.case)),
        ),
        submit=scene.say("formulier-knop-vastleggen"),
        badge=scene.badge,
    )


def ways_on(scene: Scene) -> tuple[Transition, ...]:
    """Gives the ways on from the present stage that this reader can choose now."""
    case = scene.case
    stage = scene.protocol.stage(case.stage)
    if stage is None or case.state not in ("gemeld", "lopend"):
        return ()
    situation = situation_of(scene)
    return tuple(
        one
        for one in stage.transitions
        if may(scene.reader, "move", one.id) and is_possible(situation, one)
    )


def _suggested(scene: Scene, ways: tuple[Transition, ...]) -> tuple[str, str]:
    """Gives the way that the last answer in this round proposes, and the kind and answer."""
    case = scene.case
    here = f"vraag/{case.stage}.{case.round}."
    possible = {one.id for one in ways}
    for answered in reversed(case.answered):
        if answered.key.startswith(here) and answered.suggests in possible:
            return answered.suggests, answered.key
    return "", ""


def _why_suggested(scene: Scene, key: str) -> tuple[Field, ...]:
    """Says which answer makes the app propose a way; a person chooses."""
    entry = next((one for one in reversed(scene.case.log) if one.task == key), None)
    said = entry and next(
        (one.values[0] for one in entry.answers if one.field == "leerling_zegt"), None
    )
    if entry is None or not said:
        return ()
    words = scene.say(option_key(scene.wording, entry.kind, "leerling_zegt", said))
    return (
        Field(
            id="voorstel",
            kind="note",
            label=scene.say("formulier-voorstel"),
            hint=scene.say("formulier-voorstel-tekst", antwoord=words.lower()),
        ),
    )


def _way_field(scene: Scene, ways: tuple[Transition, ...], suggested: str) -> Field:
    stage = scene.case.stage
    options = tuple(
        Option(
            one.id,
            shortened(scene.say(f"overgang-{stage}-{one.id}"), OPTION_LABEL),
            shortened(scene.say(f"overgang-{stage}-{one.id}-uitleg"), HINT),
        )
        for one in ways
    )
    return Field(
        id=WAY_FIELD,
        kind="choice",
        label=scene.say("veld-keuze"),
        required=True,
        options=options,
        values=(suggested,) if suggested else (),
    )


def _way_reason(scene: Scene, ways: tuple[Transition, ...]) -> Field | None:
    """Asks for a reason at the ways that need one now."""
    situation = situation_of(scene)
    needing = tuple(one.id for one in ways if needs_reason(situation, one))
    if not needing:
        return None
    shown_if = None if len(needing) == len(ways) else ShownIf(WAY_FIELD, needing)
    return reason_field(scene, "veld-kiezen-reden", shown_if=shown_if)


def choose_form(scene: Scene, press: Press) -> Form | None:
    """Asks how to go on from here; the answer of the pupil proposes a way."""
    case = scene.case
    if press.subject.startswith(f"{AFTERCARE}."):
        return close_form(scene, press)
    ways = ways_on(scene)
    if press.subject != f"{case.stage}.{case.round}" or not ways:
        return None
    suggested, key = _suggested(scene, ways)
    reason = _way_reason(scene, ways)
    return Form(
        id=Press(verbs.CHOOSE, case.id, press.subject).encoded(),
        title=scene.say("formulier-kiezen"),
        fields=(
            *_why_suggested(scene, key),
            _way_field(scene, ways, suggested),
            *((reason,) if reason else ()),
        ),
        submit=scene.say("formulier-knop-kiezen"),
        badge=scene.badge,
    )


def close_form(scene: Scene, _: Press) -> Form | None:
    """Asks to close after aftercare; a reason is needed while an answer or a text is missing."""
    case = scene.case
    if case.state != AFTERCARE or not may(scene.reader, "close"):
        return None
    situation = situation_of(scene)
    missing = tuple(
        Field(
            id=f"let_op_{what}",
            kind="note",
            label=scene.say(f"formulier-sluiten-{what}"),
            hint=scene.say(f"formulier-sluiten-{what}-tekst"),
        )
        for what, lacks in (("vragen", lacks_answers), ("magister", lacks_texts))
        if lacks(situation)
    )
    return Form(
        id=Press(verbs.CLOSE, case.id).encoded(),
        title=scene.say("formulier-sluiten"),
        fields=(
            let_op(scene, verbs.CLOSE),
            *missing,
            reason_field(scene, "veld-sluiten-reden", required=bool(missing)),
        ),
        submit=scene.say("formulier-knop-sluiten"),
        badge=scene.badge,
    )


def can_reopen(scene: Scene) -> bool:
    """Says whether this reader may open the melding again."""
    return scene.case.state in (AFTERCARE, "gesloten") and may(scene.reader, "reopen")


def reopen_form(scene: Scene, _: Press) -> Form | None:
    """Asks why the melding opens again, under the same number (X-13)."""
    if not can_reopen(scene):
        return None
    return Form(
        id=Press(verbs.REOPEN, scene.case.id).encoded(),
        title=scene.say("formulier-heropenen"),
        fields=(
            let_op(scene, verbs.REOPEN),
            reason_field(scene, "veld-heropenen-reden"),
        ),
        submit=scene.say("formulier-knop-heropenen"),
        badge=scene.badge,
    )
