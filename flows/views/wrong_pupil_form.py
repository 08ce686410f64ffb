"""The form to put the right pupil in the place of one who was chosen wrongly."""

from __future__ import annotations

from flows import verbs
from flows.forms import Field, Form
from flows.permissions import may
from flows.presses import Press
from flows.rules.reporting import GONE
from flows.views.form_fields import PUPIL_FIELD, let_op, pupil_options
from flows.views.naming import pupil_names
from flows.views.scene import Scene

WRONG_FIELD = "verkeerd"
"""The field that asks which pupil of the melding is the wrong one; its values are p1, p2 …"""


def _magister_note(scene: Scene) -> tuple[Field, ...]:
    """Warns, while the name is still known, that a text about somebody stands in Magister."""
    pasted = {one.pupil for one in scene.case.pasted}
    pupils = tuple(one.pupil for one in scene.case.involved if one.pupil in pasted)
    if not pupils:
        return ()
    key = "formulier-verkeerde-leerling-magister"
    told = scene.say(f"{key}-tekst", namen=pupil_names(scene, pupils))
    return (Field(id="magister", kind="note", label=scene.say(key), hint=told),)


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
        options=pupil_options(scene, tuple(one.pupil for one in scene.case.involved)),
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
        fields=(let_op(scene, press.verb), *_magister_note(scene), wrong, right),
        submit=scene.say("formulier-knop-wijzigen"),
        badge=scene.badge,
    )
