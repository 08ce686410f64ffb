"""The card of a Magister text: it is ready under its exact title, and when it stands there."""

from __future__ import annotations

import msgspec

from flows import verbs
from flows.cards import Card, Fact, Progress
from flows.case import Pasted
from flows.protocol import Record
from flows.records import RecordTask, records_of
from flows.school import Slot
from flows.tasks import slots_for
from flows.views.card_parts import (
    CardView,
    lapsed,
    limit_in_words,
    open_button,
    pupils_in_words,
    why_button,
    withdrawn,
)
from flows.views.naming import capital


class Known(msgspec.Struct, frozen=True):
    """A record of the protocol, and the stage that defines it."""

    flow: str
    record: Record


def _known(view: CardView) -> Known | None:
    """Finds the record "<flow>.<round>.<record>", also one that is used again in this flow."""
    flow_id, _, rest = view.subject.partition(".")
    name = rest.partition(".")[2]
    flow = view.protocol.flow(flow_id)
    uses = [one.use for one in flow.records if one.use] if flow is not None else []
    for place in (flow_id, *uses):
        there = view.protocol.flow(place)
        for record in there.records if there is not None else ():
            if record.id == name and not record.use:
                return Known(place, record)
    return None


def record_title(view: CardView, known: Known) -> str:
    """Gives the exact title in Magister, or the name of a text without one."""
    return known.record.title or view.say(f"magister-{known.flow}-{known.record.id}")


def _slots(view: CardView, record: Record, pupil: str) -> tuple[Slot, ...]:
    return slots_for(record.by, pupil, view.case, view.protocol)


def _placed(view: CardView, record: Record, pasted: Pasted) -> str:
    who = pupils_in_words(view, (pasted.pupil,)) if pasted.pupil else view.say("de-melding")
    return view.say(f"{record.medium}-gedaan", wie=capital(who), door=view.by(pasted.by, pasted.at))


def _facts(view: CardView, known: Known, ready: tuple[RecordTask, ...]) -> tuple[Fact, ...]:
    keys = {f"magister/{one.key}.{one.pupil}" for one in ready}
    waiting = [one for one in view.case.follow_ups if one.key in keys]
    first = min(waiting, key=lambda one: one.due, default=None)
    pupils = tuple(one.pupil for one in ready if one.pupil)
    label = "titel" if known.record.medium == "magister" else "onderwerp"
    facts = [view.fact(label, known.record.title)] if known.record.title else []
    if known.record.path:
        facts.append(view.fact("pad", " → ".join(known.record.path)))
    if pupils:
        facts.append(view.fact("voor", pupils_in_words(view, pupils)))
    if first is not None:
        facts.append(view.fact("uiterlijk", limit_in_words(view, first)))
    return tuple(facts)


def record_card(view: CardView) -> Card:
    """Makes the card of a Magister text for the reader's own pupils."""
    known = _known(view)
    if known is None or not view.stance.ways:
        return withdrawn(view)
    pupils = ("",) if known.record.each == "melding" else view.case.having(known.record.each)
    mine = tuple(pupil for pupil in pupils if view.fills(_slots(view, known.record, pupil)))
    if not mine:
        return withdrawn(view)
    title = view.say(f"{known.record.medium}-titel", titel=record_title(view, known))
    all_ready = records_of(view.case, view.protocol)
    ready = tuple(
        one
        for one in all_ready
        if one.key == view.subject and one.status == "ready" and one.pupil in mine
    )
    pasted = tuple(
        one for one in view.case.pasted if one.record == view.subject and one.pupil in mine
    )
    stands = tuple(_placed(view, known.record, one) for one in pasted)
    if ready:
        card = view.card(
            title,
            tone="action",
            facts=_facts(view, known, ready),
            paragraphs=(view.say(f"{known.record.medium}-doen"),),
            buttons=(
                view.button("magister", verbs.MAGISTER, view.subject, primary=True),
                *open_button(view),
                why_button(view, known.record.bron),
            ),
        )
        progress = _progress(view, len(stands), len(mine))
        return msgspec.structs.replace(card, items=stands, progress=progress)
    if not stands:
        return lapsed(view, title)
    card = view.card(title, tone="done", buttons=open_button(view))
    return msgspec.structs.replace(card, items=stands)


def _progress(view: CardView, done: int, total: int) -> Progress | None:
    if total == 1:
        return None
    return Progress(done, total, view.say("voortgang", klaar=str(done), totaal=str(total)))
