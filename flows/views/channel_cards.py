"""The cards of the staff channel: where a melding stands, until when, and who must act.

Rules this file keeps:

- Whoever reads along need not have a part in the melding, nor work at the school. So a card holds
  the id, the stage, a date and colleagues; no pupil, not even a letter, and no action by its name.
- Who did something is not told: that a coach took it up at once would tell who reported.
- Its one button names nothing but the melding, and opens for who may open it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from flows import verbs
from flows.cards import Card, Fact, Mention
from flows.case import FollowUp
from flows.desk import ROOT
from flows.permissions import NO_STANCE
from flows.records import records_of
from flows.school import Slot, people_for
from flows.staff_channel import TAKING_UP, goes_there
from flows.tasks import FINISHED, Task, tasks_of
from flows.views.card_parts import (
    LIMITED,
    CardView,
    first_due,
    limit_in_words,
    slots_of_follow_up,
    waiting_on,
    was_asked,
    withdrawn,
)
from flows.views.scene import Scene
from flows.views.work_forms import group_of
from flows.waiting import card_of, taken_up, unacknowledged


class _Step(msgspec.Struct, frozen=True):
    """How a step stands: what it waits for now, and whether anything of it is left."""

    slots: tuple[Slot, ...]
    is_left: bool


def _date(view: CardView, waiting: Iterable[FollowUp]) -> tuple[Fact, ...]:
    """Gives the first date of what waits: a limit, or the day on which it is asked (again)."""
    moments = {
        (first_due(view.scene, one) if one.key.startswith(LIMITED) else one.due, one.key): one
        for one in waiting
    }
    if not moments:
        return ()
    first = moments[min(moments)]
    if first.key.startswith(LIMITED):
        return (view.fact("uiterlijk", limit_in_words(view, first)),)
    return (view.fact("datum", view.day(first.due)),)


def _root(view: CardView) -> Card:
    """Makes the post that the thread hangs under."""
    told = (one for one in view.case.follow_ups if goes_there(card_of(one.key)))
    is_over = not view.case.is_open
    return view.card(
        view.say("root-titel"), tone="done" if is_over else "neutral", facts=_date(view, told)
    )


def _mentions(view: CardView, slots: tuple[Slot, ...]) -> tuple[Mention, ...]:
    """Calls on everybody who fills one of these slots, each once."""
    scene = view.scene
    people = (
        person
        for slot in slots
        for person in people_for(slot, scene.case, scene.protocol, scene.school, scene.now)
    )
    return tuple(Mention(scene.colleague(one), one) for one in dict.fromkeys(people))


def _action(view: CardView) -> _Step:
    """Tells of the talks, calls and agreements under one card; what is asked about waits."""
    tasks = [
        one
        for one in tasks_of(view.case, view.protocol)
        if group_of(one) == view.subject and taken_up(one, view.case)
    ]
    asked = {one.task for one in view.case.matters if not one.settled}
    can = (one for one in tasks if _is_actionable(one) and one.ref.encoded() not in asked)
    slots = tuple(slot for one in can for slot in one.slots)
    return _Step(slots, any(one.status not in FINISHED for one in tasks))


def _is_actionable(task: Task) -> bool:
    """Says whether somebody can do it, or must say that it cannot be done."""
    return task.status in ("open", "blocked")


def _record(view: CardView) -> _Step:
    """Tells of a text that is ready for one pupil or more."""
    records = records_of(view.case, view.protocol)
    ready = [one for one in records if one.key == view.subject and one.status == "ready"]
    return _Step(tuple(slot for one in ready for slot in one.slots), bool(ready))


def _taking_up(view: CardView) -> _Step:
    """Tells for whom nobody took the melding up yet."""
    waits = unacknowledged(view.case) if view.case.is_open else ()
    return _Step(tuple(Slot("begeleider", pupil) for pupil in waits), bool(waits))


def _asked(view: CardView) -> _Step:
    """Tells of what waits under the key of the card itself: a question, a choice, news."""
    waiting = [one for one in waiting_on(view.case, view.key) if was_asked(one)]
    slots = tuple(slot for one in waiting for slot in slots_of_follow_up(one))
    return _Step(slots, bool(waiting))


STEPS: dict[str, Callable[[CardView], _Step]] = {
    TAKING_UP: _taking_up,
    "actie": _action,
    "magister": _record,
    "vraag": _asked,
    "vooraf": _asked,
    "volgen": _asked,
    "nazorg": _asked,
    "keuze": _asked,
    "besluit": _asked,
    "gebeurd": _asked,
}
"""How each kind of step is read from the melding, by the first word of its key."""


def _step(view: CardView, step: _Step) -> Card:
    mentions = _mentions(view, step.slots)
    if not mentions:
        said = "kanaal-wacht" if step.is_left else "kanaal-klaar"
        return view.card(view.say(said), tone="neutral" if step.is_left else "done")
    limited = (one for one in waiting_on(view.case, view.key) if one.key.startswith(LIMITED))
    card = view.card(
        view.say("kanaal-aan-zet"),
        tone="action",
        facts=_date(view, limited),
        buttons=(view.button("open", verbs.OPEN_CASE, primary=True),),
    )
    return msgspec.structs.replace(card, mentions=mentions)


def channel_card(scene: Scene, key: str) -> Card:
    """Makes the card with this key as it stands in the channel now, whoever reads it."""
    view = CardView(scene, NO_STANCE, key)
    if key == ROOT:
        return _root(view)
    read = STEPS.get(key.partition("/")[0])
    return _step(view, read(view)) if read is not None else withdrawn(view)


def merged_channel_card(scene: Scene, source: str, key: str) -> Card:
    """Makes what is left in the channel of a melding that was put into the one of the scene.

    It does not say into which: a reporter who reads along knows of no other one.
    """
    return Card(
        key=key,
        title=scene.say("kaart-titel", id=source, wat=scene.say("samengevoegd-titel")),
        tone="withdrawn",
        paragraphs=(scene.say("kanaal-samengevoegd"),),
        badge=scene.badge,
    )
