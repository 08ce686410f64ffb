"""The door to all cards: `card_for` makes the card with a key as one reader may see it now.

The first word of a key says which builder makes it. A card that is nothing for this reader, or
never was, is the same neutral card for everybody.
"""

from __future__ import annotations

from collections.abc import Callable

from flows.cards import Card
from flows.case import CLEARING
from flows.desk import ROOT, TAKEN_UP
from flows.permissions import stance_of
from flows.views.action_card import action_card
from flows.views.card_parts import CardView, withdrawn
from flows.views.clearing_card import clearing_card
from flows.views.hand_over_cards import hand_over_card, kept_out_card
from flows.views.matter_cards import advice_card, answer_card, decision_card, news_card
from flows.views.notice_cards import notice_card, reminder_card, unreachable_card
from flows.views.question_cards import choice_card, question_card
from flows.views.record_card import record_card
from flows.views.root_card import root_card, taken_up_card
from flows.views.scene import Scene

BUILDERS: dict[str, Callable[[CardView], Card]] = {
    ROOT: root_card,
    TAKEN_UP: taken_up_card,
    "actie": action_card,
    "vraag": question_card,
    "vooraf": question_card,
    "volgen": question_card,
    "nazorg": question_card,
    "keuze": choice_card,
    "magister": record_card,
    "besluit": decision_card,
    "raad": advice_card,
    "antwoord": answer_card,
    "gebeurd": news_card,
    CLEARING: clearing_card,
    "bericht": notice_card,
    "onbereikbaar": unreachable_card,
    "overdracht": hand_over_card,
    "uitgesloten": kept_out_card,
}
"""One builder per first word of a key."""

REMINDER = "herinnering"


def card_for(scene: Scene, key: str) -> Card:
    """Makes the card with this key for the reader of the scene, as it is at this moment."""
    view = CardView(scene, stance_of(scene.reader), key)
    word, _, rest = key.partition("/")
    if word == REMINDER:
        about = rest.partition("/")[2]
        builder = BUILDERS.get(about.partition("/")[0])
        if builder is None:
            return withdrawn(view)
        card = builder(CardView(scene, view.stance, about))
        return reminder_card(view, card, about)
    builder = BUILDERS.get(word)
    return builder(view) if builder is not None else withdrawn(view)
