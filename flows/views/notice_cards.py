"""Cards that tell or remind: a notice of the protocol, and a reminder when nobody acted."""

from __future__ import annotations

import msgspec

from flows import verbs
from flows.cards import Button, Card
from flows.case import FollowUp
from flows.desk import slots_of_notice
from flows.identity import letter
from flows.permissions import may
from flows.school import ANTIPEST, LAST_RESORT, Slot, people_for, slot_from
from flows.staff_channel import CHANNEL
from flows.tasks import task_of
from flows.views.card_parts import (
    CardView,
    acute_lines,
    lapsed,
    open_button,
    people_in_words,
    slots_of_follow_up,
    waiting_on,
    waits_since,
    why_button,
    withdrawn,
)
from flows.views.waiting_words import what_all_wait


def notice_card(view: CardView) -> Card:
    """Makes the card of a notice: a stage began or its work is done."""
    flow_id, _, rest = view.subject.partition(".")
    name = rest.partition(".")[2]
    stage = view.protocol.stage(flow_id)
    notice = next((one for one in stage.notices if one.id == name), None) if stage else None
    if notice is None or not view.fills(slots_of_notice(notice, view.case, view.protocol)):
        return withdrawn(view)
    why = (why_button(view, notice.bron),) if view.stance.ways else ()
    return view.card(
        view.say("bericht-titel"),
        paragraphs=(view.say(f"bericht-{flow_id}-{name}"),),
        buttons=(*open_button(view, primary=True), *why),
    )


def unreachable_card(view: CardView) -> Card:
    """Tells who, or which channel, could not be reached for which melding; not about what."""
    if not view.fills((Slot(ANTIPEST), Slot(LAST_RESORT))):
        return withdrawn(view)
    if view.subject == CHANNEL:
        return view.card(
            view.say("onbereikbaar-kanaal"), paragraphs=(view.say("onbereikbaar-kanaal-uitleg"),)
        )
    return view.card(
        view.say("onbereikbaar-titel"),
        tone="urgent",
        paragraphs=(view.say("onbereikbaar-uitleg", naam=view.scene.colleague(view.subject)),),
        buttons=open_button(view, primary=True),
    )


def _take_over_buttons(view: CardView, waiting: tuple[FollowUp, ...]) -> tuple[Button, ...]:
    slots = sorted({slot for one in waiting for slot in one.slots})
    own = tuple(
        slot_from(text)
        for text in slots
        if may(view.scene.reader, "take_over", text)
        and view.protocol.role(slot_from(text).role) is not None
        and not view.fills((slot_from(text),))
    )
    if len(own) == 1:
        return (view.button("overnemen", verbs.TAKE_OVER, own[0].encoded()),)
    return tuple(
        view.button("overnemen-voor", verbs.TAKE_OVER, slot.encoded(), letter=letter(slot.pupil))
        for slot in own
        if slot.pupil
    )


def _blocked_tasks(view: CardView, waiting: tuple[FollowUp, ...]) -> tuple[str, ...]:
    """Gives the talks without consent that wait, as such or with the antipestcoördinator."""
    asked = {f"besluit/{one.number}": one.task for one in view.case.matters}
    named = (asked.get(one.key, one.key.removeprefix("taak/")) for one in waiting)
    tasks = (task_of(view.case, view.protocol, ref) for ref in named)
    return tuple(
        task.ref.encoded() for task in tasks if task is not None and task.status == "blocked"
    )


def _override_buttons(view: CardView, waiting: tuple[FollowUp, ...]) -> tuple[Button, ...]:
    """Gives the way to go on without consent, for who has that right and was passed it (X-4)."""
    return tuple(
        view.button("toch-doorgaan", verbs.OVERRIDE, ref)
        for ref in _blocked_tasks(view, waiting)
        if may(view.scene.reader, "override", ref)
    )[:1]


def _climbed_to(view: CardView, waiting: tuple[FollowUp, ...]) -> tuple[FollowUp, ...]:
    """Gives what waits as long as this reminder says; other pupils may have more time."""
    rung = view.subject.partition("/")[0]
    long = tuple(one for one in waiting if rung.isdigit() and one.rung >= int(rung))
    return long or waiting


def _passed_on(view: CardView, waiting: tuple[FollowUp, ...]) -> Card:
    """Says that something waits, with whom and since when; nothing of what it is about."""
    people = tuple(
        person
        for one in waiting
        for slot in slots_of_follow_up(one)
        for person in people_for(slot, view.case, view.protocol, view.school, view.scene.now)
    )
    acute = _is_acute(view, waiting)
    return view.card(
        view.say("wacht-titel"),
        tone="urgent" if acute else "action",
        facts=(
            view.fact("wat", what_all_wait(view, waiting)),
            view.fact("bij", people_in_words(view, people) or view.say("niemand")),
            view.fact("sinds", view.moment(waits_since(view.scene, waiting[0]))),
        ),
        paragraphs=(*(acute_lines(view) if acute else ()), view.say("wacht-uitleg")),
        buttons=(
            *open_button(view, primary=True),
            *_override_buttons(view, waiting),
            *_take_over_buttons(view, waiting),
        ),
    )


def _is_acute(view: CardView, waiting: tuple[FollowUp, ...]) -> bool:
    return any(one.ladder == view.protocol.intake.acute_ladder for one in waiting)


def _asked_again(view: CardView, card: Card, mine: tuple[FollowUp, ...]) -> Card:
    """Asks the same again: facts and main button stay, the first line is that of a reminder."""
    acute = _is_acute(view, mine)
    title = view.say("herinnering-titel", wat=what_all_wait(view, mine))
    main = tuple(one for one in card.buttons if one.style == "primary")
    is_open = any(one.value.startswith(f"{verbs.OPEN_CASE}|") for one in main)
    beside = () if is_open else open_button(view)
    return msgspec.structs.replace(
        card,
        key=view.key,
        title=view.say("kaart-titel", id=view.case.id, wat=title),
        tone="urgent" if acute else "action",
        paragraphs=(*(acute_lines(view) if acute else ()), view.say("herinnering")),
        items=(),
        progress=None,
        buttons=(*main, *beside) if main else card.buttons,
        footnote="",
    )


def _over(view: CardView, card: Card) -> Card:
    """Tells how what it reminded of ended, or only that nothing needs doing."""
    if card.tone == "done":
        return msgspec.structs.replace(card, key=view.key)
    return lapsed(view, view.say("wacht-titel-over"))


def _is_kept_out(view: CardView) -> bool:
    """Says whether the reader was excluded: then not even this is told."""
    return view.scene.reader.person in view.case.excluded


def _over_now(view: CardView) -> Card:
    """Tells whom a ladder came to that they can let it go, and nothing else."""
    title = view.say("kaart-titel", id=view.case.id, wat=view.say("wacht-titel-over"))
    return msgspec.structs.replace(withdrawn(view), title=title)


def reminder_card(view: CardView, card: Card, key: str) -> Card:
    """Makes a reminder of the card with this `key`, which `card` shows as it is now.

    Whoever was asked gets the same main button; to others it only says what waits with whom.
    """
    waiting = waiting_on(view.case, key)
    if not view.stance.ways:
        return withdrawn(view) if waiting or _is_kept_out(view) else _over_now(view)
    if not waiting:
        return _over(view, card)
    mine = tuple(one for one in waiting if view.fills(slots_of_follow_up(one)))
    if mine:
        return _asked_again(view, card, mine)
    slots = {slot for one in waiting for slot in one.slots}
    if any(may(view.scene.reader, "take_over", slot) for slot in slots):
        return _passed_on(view, _climbed_to(view, waiting))
    return withdrawn(view)
