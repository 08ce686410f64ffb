"""Cards that ask after a while whether it is over, and the card to choose how to go on."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from flows import verbs
from flows.cards import Button, Card
from flows.case import FollowUp, Move
from flows.holiday_checks import asked_key
from flows.permissions import may
from flows.protocol import WAIT_AND_ASK, Question
from flows.school import Slot
from flows.tasks import slots_for
from flows.views.card_parts import (
    CardView,
    advice_button,
    bron_of_way,
    lapsed,
    open_button,
    pupils_in_words,
    slots_of_follow_up,
    why_button,
    withdrawn,
)
from flows.waiting import aftercare_keys

AFTERCARE = "nazorg"


class Asking(msgspec.Struct, frozen=True):
    """What a question says: title, explanation, the paragraph behind it and who is asked."""

    title: str
    text: str
    bron: str
    slots: tuple[Slot, ...]


def _question(view: CardView) -> tuple[str, Question] | None:
    """Finds the question "<flow>.<round>.<question>", with the last part of its text keys."""
    flow_id, _, rest = view.subject.partition(".")
    flow = view.protocol.flow(flow_id)
    names = rest.split(".")[1:2]
    found = next((one for one in flow.questions if [one.id] == names), None) if flow else None
    return (f"{flow_id}-{found.id}", found) if found is not None else None


def _asked_in_stage(view: CardView) -> Asking | None:
    found = _question(view)
    if found is None:
        return None
    key, question = found
    slots = slots_for(question.to, "", view.case, view.protocol)
    return Asking(view.say(f"vraag-{key}"), view.say(f"vraag-{key}-uitleg"), question.bron, slots)


def _asked_after_wait(view: CardView) -> Asking | None:
    stage = view.protocol.stage(view.subject.partition(".")[0])
    if stage is None:
        return None
    return Asking(
        view.say("volgen-titel"),
        view.say("volgen-uitleg"),
        bron_of_way(view, WAIT_AND_ASK),
        slots_for(stage.owner, "", view.case, view.protocol),
    )


def _asked_in_aftercare(view: CardView) -> Asking:
    care = view.protocol.aftercare
    turn, nth = (*view.subject.split("."), "")[:2]
    last = f"{AFTERCARE}/{turn}.{nth}" == (aftercare_keys(view.case, view.protocol) or ("",))[-1]
    text = view.say("nazorg-laatste" if last else "nazorg-uitleg")
    slots = slots_for(care.to, "", view.case, view.protocol)
    return Asking(view.say("nazorg-titel"), text, care.bron, slots)


def _asked_before_holiday(view: CardView) -> Asking | None:
    """Asks, before the holiday, about what else is only asked after it."""
    later = msgspec.structs.replace(view, key=asked_key(view.key))
    word = later.key.partition("/")[0]
    asking = _ASKED[word](later)
    if asking is None:
        return None
    end = "" if word == "vraag" else f"-{word}"
    return msgspec.structs.replace(
        asking, title=view.say("vooraf-titel"), text=view.say(f"vooraf-uitleg{end}")
    )


_ASKED: dict[str, Callable[[CardView], Asking | None]] = {
    "vraag": _asked_in_stage,
    "vooraf": _asked_before_holiday,
    "volgen": _asked_after_wait,
    AFTERCARE: _asked_in_aftercare,
}


def asking_of(view: CardView) -> Asking | None:
    """Gives what the card asks, or None when the protocol asks no such thing."""
    return _ASKED[view.key.partition("/")[0]](view)


def _postponed_to(view: CardView) -> str:
    """Says when a question comes back that was answered with "nog niet gesproken"."""
    again = [one.due for one in view.case.waits if one.key.startswith(f"{view.key}.")]
    return view.say("later-gevraagd", wanneer=view.day(again[-1])) if again else ""


def _asked_card(view: CardView, asking: Asking, follow_up: FollowUp) -> Card:
    about = pupils_in_words(view, view.case.targets)
    return view.card(
        asking.title,
        tone="action",
        facts=(view.fact("over", about),),
        paragraphs=(asking.text,),
        buttons=(
            view.button("antwoorden", verbs.ANSWER, follow_up.key, primary=True),
            *open_button(view),
            why_button(view, asking.bron),
            *advice_button(view),
        ),
    )


def _over_card(view: CardView, asking: Asking) -> Card:
    """Tells who answered, or when the question comes back, or that it is not needed."""
    answers = [one for one in view.case.answered if one.key == view.key]
    said = _postponed_to(view)
    if answers:
        said = view.say("beantwoord", door=view.by(answers[-1].by, answers[-1].at))
    if not said:
        return lapsed(view, asking.title)
    return view.card(asking.title, tone="done", paragraphs=(said,), buttons=open_button(view))


def question_card(view: CardView) -> Card:
    """Makes the card of a question: asked, answered by whom, postponed, or not needed any more."""
    asking = asking_of(view)
    if asking is None or not view.stance.ways:
        return withdrawn(view)
    follow_up = view.case.follow_up(view.key)
    slots = slots_of_follow_up(follow_up) if follow_up is not None else asking.slots
    if not view.fills(slots):
        return withdrawn(view)
    return _asked_card(view, asking, follow_up) if follow_up else _over_card(view, asking)


def _made(view: CardView, stage: str, turn: str) -> Move | None:
    """Finds the move that ended a stage in a round, or an aftercare."""
    entered = stage == view.protocol.stages[0].id and turn == "1"
    aftercares = 0
    for move in view.case.moves:
        if entered:
            return move
        aftercares += move.state == AFTERCARE
        if stage == AFTERCARE:
            entered = move.state == AFTERCARE and str(aftercares) == turn
        else:
            here = (move.stage, str(move.round)) == (stage, turn)
            entered = here and move.state in ("gemeld", "lopend")
    return None


_STAYING = ("WaitChosen", "ConsultationAsked")
"""Choices that leave a melding where it is."""


def _stayed(view: CardView, stage: str, turn: str) -> str:
    """Tells what was chosen in this round that did not move the melding, or nothing."""
    case = view.case
    if (stage, turn) != (case.stage, str(case.round)) or case.state == AFTERCARE:
        return ""
    made = [one for one in case.log if one.what in _STAYING and one.at >= case.entered]
    if not made:
        return ""
    way = view.say(f"overgang-{stage}-{made[-1].kind}")
    return view.say("gekozen", keuze=way, door=view.by(made[-1].by, made[-1].at))


_ENDS = {"sluiten": "keuze-gesloten", "heropenen": "keuze-heropend"}
"""What ends an aftercare: moves that no stage of a protocol names."""


def _chosen(view: CardView, stage: str, move: Move) -> str:
    said = _ENDS.get(move.transition)
    way = view.say(said) if said else view.say(f"overgang-{stage}-{move.transition}")
    return view.say("gekozen", keuze=way, door=view.by(move.by, move.at))


def _choice_buttons(view: CardView, stage: str) -> tuple[Button, ...]:
    reader = view.scene.reader
    if stage == AFTERCARE:
        ends = (
            ("sluiten", verbs.CLOSE, may(reader, "close")),
            ("heropenen", verbs.REOPEN, may(reader, "reopen")),
        )
        return tuple(
            view.button(label, verb, primary=label == "sluiten")
            for label, verb, allowed in ends
            if allowed
        )
    return (view.button("kiezen", verbs.CHOOSE, view.subject, primary=True),)


def choice_card(view: CardView) -> Card:
    """Makes the card to choose how to go on, or to close; later it tells what was chosen."""
    stage, _, turn = view.subject.partition(".")
    flow = view.protocol.stage(stage)
    if (flow is None and stage != AFTERCARE) or not view.stance.ways:
        return withdrawn(view)
    after = flow is None
    title = view.say("keuze-nazorg-titel" if after else "keuze-titel")
    owner = view.protocol.aftercare.to if flow is None else flow.owner
    if not view.fills(slots_for(owner, "", view.case, view.protocol)):
        return withdrawn(view)
    if view.case.follow_up(view.key) is not None:
        bron = view.protocol.aftercare.bron if flow is None else flow.bron
        return view.card(
            title,
            tone="action",
            paragraphs=(view.say("keuze-nazorg-uitleg") if after else view.say("keuze-uitleg"),),
            buttons=(
                *_choice_buttons(view, stage),
                *open_button(view),
                why_button(view, bron),
                *advice_button(view),
            ),
        )
    move = _made(view, stage, turn)
    chosen = _stayed(view, stage, turn) if move is None else _chosen(view, stage, move)
    if not chosen:
        return lapsed(view, title)
    return view.card(title, tone="done", paragraphs=(chosen,), buttons=open_button(view))
