"""Cards about who takes part: "je neemt dit over", and that somebody was kept out."""

from __future__ import annotations

from flows import verbs
from flows.cards import Card
from flows.desk import standing
from flows.school import ANTIPEST, Slot, slot_from
from flows.views.card_parts import (
    CardView,
    advice_button,
    lapsed,
    open_button,
    pupils_in_words,
    withdrawn,
)


def _stands(view: CardView) -> bool:
    """Says whether the melding is still where the card was sent."""
    return any(one.key == view.key for one in standing(view.case, view.protocol))


def hand_over_card(view: CardView) -> Card:
    """Tells who fills a role since it moved, with the way to what was done so far."""
    slot = slot_from(view.subject)
    if not view.fills((slot,)) or not view.may_open:
        return withdrawn(view)
    title = view.say("overdracht-titel")
    if not _stands(view):
        return lapsed(view, title)
    pupils = (view.fact("voor", pupils_in_words(view, (slot.pupil,))),) if slot.pupil else ()
    return view.card(
        title,
        tone="action",
        facts=pupils,
        paragraphs=(view.say("overdracht-uitleg"),),
        buttons=(
            view.button("overdracht", verbs.HAND_OVER, view.subject, primary=True),
            *open_button(view),
            *advice_button(view),
            view.button("betrokken", verbs.STEP_BACK),
        ),
    )


def kept_out_card(view: CardView) -> Card:
    """Tells the antipestcoördinator that somebody takes no part; not who, nor why."""
    if not view.fills((Slot(ANTIPEST),)) or not view.may_open:
        return withdrawn(view)
    title = view.say("uitgesloten-titel")
    if not _stands(view):
        return lapsed(view, title)
    return view.card(
        title,
        paragraphs=(view.say("uitgesloten-uitleg"),),
        buttons=open_button(view, primary=True),
    )
