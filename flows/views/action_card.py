"""The card of an action: what to do, for which of the reader's pupils, and how far it is."""

from __future__ import annotations

import msgspec

from flows import verbs
from flows.cards import Button, Card, Fact, Progress
from flows.case import FollowUp
from flows.limits import CARD_BUTTONS
from flows.permissions import may
from flows.tasks import FINISHED, Status, gate_status
from flows.views.action_parts import Part, Shown, named, pupils_of, shown_action, title_of
from flows.views.card_parts import (
    CardView,
    advice_button,
    flow_label,
    lapsed,
    limit_in_words,
    open_button,
    pupils_in_words,
    why_button,
    withdrawn,
)
from flows.views.naming import capital


def _follow_up(view: CardView, part: Part) -> FollowUp | None:
    return view.case.follow_up(f"taak/{part.ref.encoded()}")


def _facts(view: CardView, shown: Shown, parts: tuple[Part, ...]) -> tuple[Fact, ...]:
    pupils = pupils_of(view, parts)
    waiting = (_follow_up(view, part) for part in parts)
    first = min((one for one in waiting if one is not None), key=lambda one: one.due, default=None)
    facts = [view.fact("voor", pupils_in_words(view, pupils))] if pupils else []
    if first is not None:
        facts.append(view.fact("uiterlijk", limit_in_words(view, first)))
    if shown.flow not in (view.case.stage, ""):
        facts.append(view.fact("hoort-bij", flow_label(view, shown.flow)))
    return tuple(facts)


def _outcome(view: CardView, part: Part) -> str:
    """Tells how a part ended: by whom and when, or that it was left out or dropped."""
    who = capital(named(view, (part,)))
    if part.status not in FINISHED:
        return view.say("ging-verder", wie=who)
    if part.end is None:
        return view.say("gedaan-zonder-naam", wie=who)
    said = "gedaan" if part.status == "done" else "overgeslagen"
    return view.say(said, wie=who, door=view.by(part.end.by, part.end.at))


_WAITS: dict[tuple[Status, str], str] = {
    ("waiting", ""): "wacht-op-eerst",
    ("waiting", "consent"): "wacht-op-eerst-consent",
    ("waiting", "wish"): "wacht-op-eerst-wish",
    ("later", ""): "wacht-op-later",
    ("blocked", "consent"): "geen-akkoord-consent",
    ("blocked", "wish"): "geen-akkoord-wish",
}
"""What is said of a part that cannot be done now, by the kind of the gate that is closed."""


def _why_it_waits(view: CardView, shown: Shown, part: Part) -> str:
    """Gives the text that says why a part cannot be done yet, or nothing when it can."""
    gate = view.protocol.gate(shown.action.gate) if shown.action.gate else None
    closed = gate_status(view.case, view.protocol, shown.action, part.ref.pupil) != "open"
    return _WAITS.get((part.status, gate.kind if gate is not None and closed else ""), "")


def _waits_for(view: CardView, shown: Shown, parts: tuple[Part, ...]) -> tuple[str, ...]:
    """Says per reason for which pupils it cannot be done yet, unless somebody was asked."""
    stuck = [(_why_it_waits(view, shown, part), part) for part in parts]
    reasons = dict.fromkeys(why for why, _ in stuck if why)
    lines = []
    for reason in reasons:
        unasked = tuple(
            part for why, part in stuck if why == reason and not _asked_about(view, part)
        )
        if unasked:
            lines.append(view.say(reason, wie=named(view, unasked)))
    return tuple(lines)


_CALLED = ("voicemail", "geen_gehoor")
"""Outcomes of a call after which somebody must call again (A:224)."""


def _calls(view: CardView, parts: tuple[Part, ...]) -> tuple[str, ...]:
    """Tells which calls were tried, for voicemail informs nobody."""
    refs = {part.ref.encoded(): part.ref.pupil for part in parts if part.waits}
    return tuple(
        view.say(
            f"gebeld-{call.outcome.replace('_', '-')}",
            wie=pupils_in_words(view, (refs[call.task],)),
        )
        for call in view.case.calls
        if call.task in refs and call.outcome in _CALLED
    )


def _asked_about(view: CardView, part: Part) -> bool:
    """Says whether the antipestcoördinator was already asked about this part."""
    ref = part.ref.encoded()
    return any(one.task == ref and not one.settled for one in view.case.matters)


def _do_button(view: CardView, shown: Shown, can: tuple[Part, ...]) -> tuple[Button, ...]:
    """Gives the button to the form: of the one pupil, or of the action when there are more."""
    if not can:
        return ()
    one = can[0].ref
    subject = one.encoded() if len(can) == 1 else f"{one.flow}.{one.round}.{one.action}"
    return (view.labelled(f"actie-{shown.key}-knop", verbs.DO, subject, primary=True),)


def _stuck_buttons(view: CardView, parts: tuple[Part, ...], room: int) -> tuple[Button, ...]:
    """Gives "Zeg dat dit niet lukt" per pupil as far as there is room, who is stuck first."""
    unasked = sorted(
        (part for part in parts if not _asked_about(view, part)),
        key=lambda part: part.status != "blocked",
    )
    several = len(parts) > 1
    return tuple(
        view.button(
            "niet-uitvoerbaar-voor" if several else "niet-uitvoerbaar",
            verbs.INFEASIBLE,
            part.ref.encoded(),
            wie=named(view, (part,)),
        )
        for part in unasked[:room]
    )


def _override_buttons(view: CardView, parts: tuple[Part, ...]) -> tuple[Button, ...]:
    return tuple(
        view.button("toch-doorgaan", verbs.OVERRIDE, part.ref.encoded())
        for part in parts
        if part.status == "blocked" and may(view.scene.reader, "override", part.ref.encoded())
    )[:1]


def _open_card(view: CardView, shown: Shown, mine: tuple[Part, ...]) -> Card:
    waits = tuple(part for part in mine if part.waits)
    reader = view.scene.reader
    can = tuple(
        part
        for part in waits
        if part.status == "open" and may(reader, "complete", part.ref.encoded())
    )
    do = _do_button(view, shown, can)
    others = (
        why_button(view, shown.action.bron),
        *advice_button(view),
        *_override_buttons(view, waits),
    )
    room = CARD_BUTTONS - len(do) - len(others) if may(reader, "infeasible") else 0
    done = tuple(_outcome(view, part) for part in mine if not part.waits)
    asked = tuple(part for part in waits if _asked_about(view, part))
    gone = {one.task for one in view.case.gone_without}
    left = tuple(part for part in waits if part.ref.encoded() in gone)
    card = view.card(
        title_of(view, shown),
        tone="action" if can else "neutral",
        facts=_facts(view, shown, waits),
        paragraphs=(
            view.say(f"actie-{shown.key}-doen") if can else "",
            *_calls(view, mine),
            *_waits_for(view, shown, waits),
            view.say("wacht-op-overleg", wie=named(view, asked)) if asked else "",
            view.say("verder-zonder", wie=named(view, left)) if left else "",
        ),
        buttons=(*do, *_stuck_buttons(view, waits, room), *others),
    )
    return msgspec.structs.replace(card, items=done, progress=_progress(view, shown))


def _progress(view: CardView, shown: Shown) -> Progress | None:
    """Counts how many parts are finished, of all pupils, when there are more than one."""
    total = len(shown.parts)
    finished = sum(part.status in FINISHED for part in shown.parts)
    if total == 1:
        return None
    label = view.say("voortgang", klaar=str(finished), totaal=str(total))
    return Progress(finished, total, label)


def action_card(view: CardView) -> Card:
    """Makes the card of an action; it tells how it ended once nothing of it waits."""
    shown = shown_action(view, view.subject)
    if shown is None or not view.stance.ways:
        return withdrawn(view)
    if not shown.parts:
        return lapsed(view, title_of(view, shown))
    mine = shown.mine
    if not mine:
        return withdrawn(view)
    if any(part.waits for part in mine):
        return _open_card(view, shown, mine)
    ended = any(part.status in FINISHED for part in mine)
    lines = tuple(_outcome(view, part) for part in mine)
    card = view.card(
        title_of(view, shown),
        tone="done" if ended else "withdrawn",
        buttons=open_button(view),
    )
    return msgspec.structs.replace(card, items=lines, progress=_progress(view, shown))
