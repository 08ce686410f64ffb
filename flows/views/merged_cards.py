"""What is left under the id of a melding that was put into another one: its cards and its form.

Whoever works in the other melding is led there. A reporter keeps what they had, under the id they
know, and learns of no other melding.
"""

from __future__ import annotations

import msgspec

from flows import verbs
from flows.cards import Button, Card
from flows.desk import ROOT, TAKEN_UP
from flows.permissions import NO_STANCE, may_see, stance_of
from flows.presses import Press
from flows.views.card_parts import CardView, withdrawn
from flows.views.cards import card_for
from flows.views.scene import Scene

REPORTERS_CARDS = (ROOT, TAKEN_UP)
"""What a reporter has."""


def as_reported(scene: Scene, source: str) -> Scene | None:
    """Gives the melding as the reporter knows it who reported under another id; None for others."""
    report = scene.case.report(source)
    if report is None or report.by != scene.reader.person:
        return None
    known = msgspec.structs.replace(
        scene.case, id=source, reporter=report.by, reported_at=report.at
    )
    reader = msgspec.structs.replace(scene.reader, case=known)
    return msgspec.structs.replace(scene, reader=reader)


def is_led_on(scene: Scene) -> bool:
    """Says whether the reader is told into which melding another one went."""
    return may_see(stance_of(scene.reader), "facts")


def merged_card(scene: Scene, source: str, key: str) -> Card:
    """Makes the card with this key of a melding that was put into the one of the scene."""
    if is_led_on(scene):
        into = scene.case.id
        title = scene.say("kaart-titel", id=source, wat=scene.say("samengevoegd-titel"))
        press = Press(verbs.OPEN_CASE, into)
        return Card(
            key=key,
            title=title,
            tone="withdrawn",
            paragraphs=(scene.say("samengevoegd", nummer=into),),
            buttons=(Button(scene.say("pagina-knop-ook-gemeld", nummer=into), press.encoded()),),
            badge=scene.badge,
        )
    own = as_reported(scene, source)
    if own is None or key not in REPORTERS_CARDS:
        return withdrawn(CardView(scene, NO_STANCE, key))
    return card_for(own, key)
