"""The form to put the right pupil in the place of one who was chosen wrongly."""

from __future__ import annotations

import msgspec

from flows import verbs
from flows.forms import Field, Form, Option
from flows.permissions import may
from flows.presses import Press
from flows.rules.reporting import GONE
from flows.views.form_fields import PUPIL_FIELD, let_op, pupil_options
from flows.views.scene import Scene

WRONG_FIELD = "verkeerd"
"""The field that asks which pupil of the melding is the wrong one; its values are p1, p2 …"""


def _placed(scene: Scene) -> tuple[str, ...]:
    """Gives the pupils about whom a text stands in Magister, or was mailed."""
    placed = {one.pupil for one in scene.case.pasted}
    return tuple(one.pupil for one in scene.case.involved if one.pupil in placed)


def _note(scene: Scene) -> tuple[Field, ...]:
    """Says, while the name is still known, what to do about such a text."""
    if not _placed(scene):
        return ()
    key = "formulier-verkeerde-leerling-tekst"
    return (Field(id="tekst", kind="note", label=scene.say(key), hint=scene.say(f"{key}-uitleg")),)


def _options(scene: Scene) -> tuple[Option, ...]:
    pupils = tuple(one.pupil for one in scene.case.involved)
    placed, words = _placed(scene), scene.say("veld-verkeerde-leerling-staat-er")
    return tuple(
        msgspec.structs.replace(one, hint=words) if one.value in placed else one
        for one in pupil_options(scene, pupils)
    )


def wrong_pupil_form(scene: Scene, _: Press) -> Form | None:
    """Asks which pupil is wrong and who it is instead, also after closing."""
    if scene.case.state in GONE or not may(scene.reader, "correct_pupil"):
        return None
    press = Press(verbs.WRONG_PUPIL, scene.case.id)
    wrong = Field(
        id=WRONG_FIELD,
        kind="choice",
        label=scene.say("veld-verkeerde-leerling-verkeerd"),
        required=True,
        options=_options(scene),
    )
    right = Field(
        id=PUPIL_FIELD,
        kind="pupil",
        label=scene.say("veld-verkeerde-leerling-juist"),
        required=True,
        not_in_list=True,
    )
    return Form(
        id=press.encoded(),
        title=scene.say(f"formulier-{press.verb}"),
        fields=(let_op(scene, press.verb), *_note(scene), wrong, right),
        submit=scene.say("formulier-knop-wijzigen"),
        badge=scene.badge,
    )
