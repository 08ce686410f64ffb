"""The card a melding begins with: one per person, kept up to date in its place.

Whoever works in it sees where it stands and what comes next; the reporter sees that it arrived
and that it was taken up, nothing more.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from flows import verbs
from flows.cards import Button, Card, Fact, Tone
from flows.case import Acknowledgement
from flows.identity import letter
from flows.limits import CARD_BUTTONS
from flows.permissions import Way, may, may_see
from flows.school import Slot, people_for, slot_from
from flows.views.card_parts import (
    CardView,
    acute_lines,
    advice_button,
    lapsed,
    limit_in_words,
    open_button,
    people_in_words,
    pupils_in_words,
    slots_of_follow_up,
    was_asked,
    withdrawn,
)
from flows.views.waiting_words import what_waits
from flows.waiting import unacknowledged

GONE = ("samengevoegd", "ingetrokken", "gewist")
"""States in which nothing can be added any more."""

_WORKS: frozenset[Way] = frozenset({"coach_of_target", "coach_of_other", "antipest"})
_LIMIT_ONLY = ("taak/", "magister/")


def _told_targets(view: CardView) -> set[str]:
    """Gives the bullied pupils of the report that is known by this id, and of no other one."""
    report = view.case.report(view.case.id)
    return set(view.case.targets_of(report)) if report is not None else set()


def _is_taken_up(view: CardView) -> bool:
    """Says whether somebody took it up for a bullied pupil: then help is on its way."""
    return not _told_targets(view) & set(unacknowledged(view.case))


def _was_told_as_acute(view: CardView) -> bool:
    """Says whether the reader told that it is acute; what others told stays with them."""
    case, reader = view.case, view.scene.reader.person
    report = case.report(case.id)
    told = report is not None and report.acute
    return told or any(one.acute and one.by == reader for one in case.matters)


def _own_waiting(view: CardView) -> tuple[str, ...]:
    """Gives the reader's own pupils for whom nobody took it up, while it is open."""
    if not view.case.is_open:
        return ()
    return tuple(one for one in unacknowledged(view.case) if one in view.stance.pupils)


def _sees_own_only(view: CardView) -> bool:
    """Says whether a coach may not know who reported, and so sees what is about own pupils.

    What others did already would tell: a coach who reports has taken it up at once.
    """
    return bool(view.stance.pupils) and not may_see(view.stance, "reporter")


def _seen(view: CardView, pupils: Iterable[str]) -> tuple[str, ...]:
    """Keeps the pupils of whom the reader sees whether somebody took them up."""
    own_only = _sees_own_only(view)
    return tuple(one for one in pupils if not own_only or one in view.stance.pupils)


def _taken_up_fact(view: CardView, by: dict[str, str]) -> Fact:
    """Says per colleague which pupils they took up, each colleague once."""
    of: dict[str, list[str]] = {}
    for pupil, person in by.items():
        of.setdefault(person, []).append(pupil)
    taken = [
        view.say(
            "opgepakt-voor",
            wie=pupils_in_words(view, tuple(pupils)),
            naam=view.scene.colleague(person),
        )
        for person, pupils in of.items()
    ]
    return view.fact("opgepakt", "; ".join(taken))


def _who_does(view: CardView, taken_up: Acknowledgement) -> str:
    """Gives who took up a pupil, or who does it now that this person is away or kept out."""
    slot = Slot("begeleider", taken_up.pupil)
    holder = next((one.by for one in view.case.taken if one.slot == slot.encoded()), "")
    person = holder or taken_up.by
    if not holder and person not in view.case.excluded:
        return person
    now = people_for(slot, view.case, view.protocol, view.school, view.scene.now)
    return person if person in now else next(iter(now), person)


def _taken_up_facts(view: CardView) -> tuple[Fact, ...]:
    """Says who took it up, or over, each colleague once, and for whom nobody did."""
    by = {
        one.pupil: _who_does(view, one)
        for one in view.case.acknowledged
        if _seen(view, (one.pupil,))
    }
    waits = _seen(view, unacknowledged(view.case))
    facts = [_taken_up_fact(view, by)] if by else []
    if waits and view.case.is_open:
        facts.append(view.fact("nog-niet-opgepakt", pupils_in_words(view, waits)))
    return tuple(facts)


def _next_facts(view: CardView) -> tuple[Fact, ...]:
    """Says what comes next, first of what waits for the reader."""
    waiting = [one for one in view.case.follow_ups if not one.key.startswith("melding/")]
    own = [one for one in waiting if view.fills(slots_of_follow_up(one))]
    shown = own if own or _sees_own_only(view) else waiting
    first = min(shown, key=lambda one: one.due, default=None)
    if first is None:
        return ()
    what = what_waits(view, first)
    limited = first.key.startswith(_LIMIT_ONLY)
    if limited or not was_asked(first):
        key = "wat-uiterlijk" if limited else "wat-wanneer"
        what = view.say(key, wat=what, wanneer=limit_in_words(view, first))
    return (view.fact("eerstvolgende" if own else "wacht-op", what),)


def _work_buttons(view: CardView) -> tuple[Button, ...]:
    if not view.case.is_open:
        again = may(view.scene.reader, "reopen") and view.case.state == "gesloten"
        reopen = (view.button("heropenen", verbs.REOPEN),) if again else ()
        return (*open_button(view), *reopen)
    if _own_waiting(view):
        return (
            view.button("oppakken", verbs.TAKE_UP, primary=True),
            *open_button(view),
            *advice_button(view),
            view.button("betrokken", verbs.STEP_BACK),
        )
    return (
        *open_button(view, primary=True),
        view.button("incident", verbs.INCIDENT),
        view.button("ouder", verbs.PARENT_SPOKE),
        *advice_button(view),
    )


def _tone(view: CardView) -> Tone:
    if not view.case.is_open:
        return "done"
    if view.case.acute and unacknowledged(view.case):
        return "urgent"
    return "action" if _own_waiting(view) else "neutral"


def _title(view: CardView) -> str:
    waits = unacknowledged(view.case) if view.case.is_open else ()
    if waits and view.case.acute:
        return "root-titel-acuut"
    return "root-titel-nieuw" if _seen(view, waits) else "root-titel"


def _for_workers(view: CardView) -> Card:
    own = _own_waiting(view)
    acute = view.case.acute and bool(unacknowledged(view.case)) and view.case.is_open
    return view.card(
        view.say(_title(view)),
        tone=_tone(view),
        facts=(*_taken_up_facts(view), *_next_facts(view)),
        paragraphs=(
            *(acute_lines(view) if acute else ()),
            view.say("root-oppakken", wie=pupils_in_words(view, own)) if own else "",
            "" if view.case.is_open else view.say("root-klaar"),
        ),
        buttons=_work_buttons(view),
        footnote=view.say("geen-inhoud") if own else "",
    )


def _for_page_readers(view: CardView) -> Card:
    return view.card(
        view.say("root-titel"),
        facts=_next_facts(view),
        paragraphs=(view.say("root-meelezer"),),
        buttons=(*open_button(view, primary=True), *advice_button(view)),
    )


def _reporter_card(view: CardView, tone: Tone, title: str, paragraphs: tuple[str, ...]) -> Card:
    """Makes a card that tells the reporter nothing of the melding but its id."""
    more = view.case.state not in GONE and may(view.scene.reader, "observe")
    return Card(
        key=view.key,
        title=view.say("kaart-titel", id=view.case.id, wat=title),
        tone=tone,
        paragraphs=paragraphs,
        buttons=(view.button("nog-iets-gezien", verbs.SAW_MORE),) if more else (),
        badge=view.scene.badge,
    )


def _for_reporter(view: CardView) -> Card:
    taken = _is_taken_up(view)
    acute = _was_told_as_acute(view) and not taken
    return _reporter_card(
        view,
        "urgent" if acute else "done" if taken else "neutral",
        view.say("melder-titel"),
        (
            *(acute_lines(view) if acute else ()),
            view.say("melder-opgepakt" if taken else "melder-binnen"),
            view.say("melder-nog-iets"),
        ),
    )


def _for_notice(view: CardView) -> Card:
    """Makes the card of somebody who must know of it now but reads nothing."""
    if not view.case.is_open:
        return lapsed(view, view.say("root-titel"))
    return view.card(
        view.say("root-titel-acuut"),
        tone="urgent",
        paragraphs=(*acute_lines(view), view.say("root-ter-info")),
    )


def _is_warned(view: CardView) -> bool:
    slots = tuple(Slot(role) for role in view.protocol.intake.acute_to)
    return view.case.acute and view.fills(slots)


def _taken_from(view: CardView) -> dict[str, str]:
    """Gives who holds each pupil whose coach the reader is on paper, while not the reader."""
    slots = {f"begeleider:{pupil}" for pupil in view.stance.beside}
    return {slot_from(one.slot).pupil: one.by for one in view.case.taken if one.slot in slots}


def _for_second_coach(view: CardView, by: dict[str, str]) -> Card:
    """Tells a coach who answers for the pupil now, and lets them take over.

    So nobody wonders where it went, and two coaches need not both do it.
    """
    said = view.say("overgenomen", naam=people_in_words(view, tuple(by.values())))
    title = view.say("kaart-titel", id=view.case.id, wat=view.say("overgenomen-titel"))
    if not view.case.is_open:
        return msgspec.structs.replace(withdrawn(view), title=title, paragraphs=(said,))
    buttons = tuple(
        view.button("overnemen", verbs.TAKE_OVER, f"begeleider:{pupil}")
        if len(by) == 1
        else view.button(
            "overnemen-voor", verbs.TAKE_OVER, f"begeleider:{pupil}", letter=letter(pupil)
        )
        for pupil in by
    )
    return Card(
        key=view.key,
        title=title,
        facts=(_taken_up_fact(view, by),),
        paragraphs=(said, view.say("overgenomen-anders")),
        buttons=buttons[:CARD_BUTTONS],
        badge=view.scene.badge,
    )


def _was_for_wrong_pupil(view: CardView) -> bool:
    """Says whether the reader answered for a pupil who was chosen wrongly."""
    reader = view.scene.reader.person
    former = (person for one in view.case.mistaken for person in one.former)
    return reader not in view.case.excluded and reader in former


def _for_coach_of_wrong_pupil(view: CardView) -> Card:
    """Tells a coach why this is over, and to clear what they put in Magister themselves."""
    reader = view.scene.reader.person
    pasted = (text for one in view.case.mistaken for text in one.pasted)
    own = any(text.by == reader for text in pasted)
    title = view.say("kaart-titel", id=view.case.id, wat=view.say("vervallen-titel"))
    left = "verkeerde-leerling-magister" if own else "verkeerde-leerling-klaar"
    paragraphs = (view.say("verkeerde-leerling"), view.say(left))
    return msgspec.structs.replace(withdrawn(view), title=title, paragraphs=paragraphs)


def root_card(view: CardView) -> Card:
    """Makes the first card of a melding as this reader may see it."""
    ways = view.stance.ways
    if view.case.state in GONE and ways:
        return lapsed(view, view.say("root-titel"))
    if ways & _WORKS:
        return _for_workers(view)
    if "page_reader" in ways:
        return _for_page_readers(view)
    if "reporter" in ways:
        return _for_reporter(view)
    if _is_warned(view):
        return _for_notice(view)
    by = _taken_from(view)
    if by:
        return _for_second_coach(view, by)
    return _for_coach_of_wrong_pupil(view) if _was_for_wrong_pupil(view) else withdrawn(view)


def taken_up_card(view: CardView) -> Card:
    """Tells the reporter that it was taken up; one who works in it has other cards to look at."""
    if "reporter" not in view.stance.ways or not _is_taken_up_at_all(view):
        return withdrawn(view)
    works = bool(view.stance.ways & _WORKS)
    said = view.say("melder-opgepakt-en-jij" if works else "melder-opgepakt")
    card = _reporter_card(view, "done", view.say("opgepakt-titel"), (said,))
    return msgspec.structs.replace(card, footnote="" if works else view.say("melder-nog-iets"))


def _is_taken_up_at_all(view: CardView) -> bool:
    """Says whether it was taken up for one bullied pupil; the reporter hears of the first."""
    return bool(_told_targets(view) - set(unacknowledged(view.case)))
