"""The card that asks to put right what was placed about a wrongly chosen pupil.

Who that pupil was is known no longer, so the card says who placed the texts: they know.
"""

from __future__ import annotations

from typing import get_args

from flows import verbs
from flows.cards import Card
from flows.case import Mistaken
from flows.logbook import medium_of_key, title_of_key
from flows.protocol import Medium
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


def _titles(view: CardView, wrong: Mistaken) -> dict[Medium, list[str]]:
    """Gives the titles of what was placed, by where it went."""
    keys = dict.fromkeys(one.record for one in wrong.pasted)
    placed: dict[Medium, list[str]] = {medium: [] for medium in get_args(Medium)}
    for key in keys:
        placed[medium_of_key(view.scene, key)].append(title_of_key(view.scene, key))
    return {medium: titles for medium, titles in placed.items() if titles}


def clearing_card(view: CardView) -> Card:
    """Asks the antipestcoördinator to see to it that it is put right."""
    matter = matter_of(view)
    wrong = _mistaken(view, matter.number) if matter is not None else None
    asked = view.fills((Slot(ANTIPEST),)) and bool(view.stance.ways)
    if matter is None or wrong is None or not asked:
        return withdrawn(view)
    titles = _titles(view, wrong)
    facts = (
        view.fact("voor", pupils_in_words(view, (wrong.pupil,))),
        *(view.fact(f"staat-{one}", and_between(view, placed)) for one, placed in titles.items()),
        view.fact("door-wie", people_in_words(view, tuple(one.by for one in wrong.pasted))),
    )
    if matter.settled:
        door = view.by(matter.settled_by, matter.settled_at or matter.at)
        return view.card(
            view.say("opruimen-titel"),
            tone="done",
            facts=facts,
            paragraphs=(view.say("opruimen-klaar", door=door),),
            buttons=open_button(view),
        )
    return view.card(
        view.say("opruimen-titel"),
        tone="action",
        facts=facts,
        paragraphs=(*(view.say(f"opruimen-{one}") for one in titles), view.say("opruimen-wie")),
        buttons=(
            view.button("weggehaald", verbs.CLEARED, view.subject, primary=True),
            *open_button(view),
        ),
    )
