"""The card that asks to take texts about a wrongly chosen pupil out of Magister.

Who that pupil was is known no longer, so the card says who put the texts there: they know.
"""

from __future__ import annotations

from flows import verbs
from flows.cards import Card
from flows.case import Mistaken
from flows.logbook import title_of_key
from flows.school import ANTIPEST, Slot
from flows.views.card_parts import (
    CardView,
    and_between,
    open_button,
    people_in_words,
    pupils_in_words,
    withdrawn,
)
from flows.views.matter_cards import matter_of


def _mistaken(view: CardView, number: int) -> Mistaken | None:
    return next((one for one in view.case.mistaken if one.number == number), None)


def clearing_card(view: CardView) -> Card:
    """Asks the antipestcoördinator to see to it that the texts are taken away."""
    matter = matter_of(view)
    wrong = _mistaken(view, matter.number) if matter is not None else None
    asked = view.fills((Slot(ANTIPEST),)) and bool(view.stance.ways)
    if matter is None or wrong is None or not asked:
        return withdrawn(view)
    titles = list(dict.fromkeys(title_of_key(view.scene, one.record) for one in wrong.pasted))
    facts = (
        view.fact("voor", pupils_in_words(view, (wrong.pupil,))),
        view.fact("staat-er", and_between(view, titles)),
        view.fact("door-wie", people_in_words(view, tuple(one.by for one in wrong.pasted))),
    )
    if matter.settled:
        door = view.by(matter.settled_by, matter.settled_at or matter.at)
        return view.card(
            view.say("opruimen-titel"),
            tone="done",
            facts=facts,
            paragraphs=(view.say("opruimen-weg", door=door),),
            buttons=open_button(view),
        )
    return view.card(
        view.say("opruimen-titel"),
        tone="action",
        facts=facts,
        paragraphs=(view.say("opruimen-uitleg"),),
        buttons=(
            view.button("weggehaald", verbs.CLEARED, view.subject, primary=True),
            *open_button(view),
        ),
    )
