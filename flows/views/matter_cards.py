"""Cards of what passes between people: a step that cannot be done, advice, news, their answers."""

from __future__ import annotations

from flows import verbs
from flows.cards import Button, Card, Fact
from flows.case import Matter
from flows.permissions import may
from flows.protocol import CONSULT
from flows.school import ADVISER, ANTIPEST, ASKER, Slot
from flows.tasks import task_of, task_ref
from flows.views.action_parts import shown_action, title_of
from flows.views.card_parts import (
    CardView,
    acute_lines,
    bron_of_way,
    open_button,
    pupils_in_words,
    why_button,
    withdrawn,
)


def matter_of(view: CardView) -> Matter | None:
    """Finds the numbered matter the card is about."""
    return view.case.matter(int(view.subject)) if view.subject.isdigit() else None


def _decided(view: CardView, matter: Matter) -> str:
    """Tells what was decided, by whom and when."""
    said = view.say(f"besluit-{matter.settled}")
    door = view.by(matter.settled_by, matter.settled_at or matter.at)
    return view.say("besloten", besluit=said, door=door)


def _task_facts(view: CardView, matter: Matter) -> tuple[Fact, ...]:
    """Says which action could not be done, and for which pupil."""
    ref = task_ref(matter.task)
    shown = shown_action(view, matter.task.rpartition(".")[0]) if ref is not None else None
    if ref is None or shown is None:
        return ()
    about = view.fact("actie", title_of(view, shown))
    if not ref.pupil:
        return (about,)
    return (about, view.fact("voor", pupils_in_words(view, (ref.pupil,))))


def _override(view: CardView, matter: Matter) -> tuple[Button, ...]:
    task = task_of(view.case, view.protocol, matter.task)
    blocked = task is not None and task.status == "blocked"
    if not blocked or not may(view.scene.reader, "override", matter.task):
        return ()
    return (view.button("toch-doorgaan", verbs.OVERRIDE, matter.task),)


def decision_card(view: CardView) -> Card:
    """Asks the antipestcoördinator about a step that cannot be done, or how to go on (A:279)."""
    matter = matter_of(view)
    wrong = matter is None or matter.kind not in ("niet_uitvoerbaar", "overleg")
    if matter is None or wrong or not view.fills((Slot(ANTIPEST),)) or not view.stance.ways:
        return withdrawn(view)
    title = view.say(f"overleg-titel-{matter.kind.replace('_', '-')}")
    facts = (
        *_task_facts(view, matter),
        view.fact("gevraagd", view.by(matter.by, matter.at)),
    )
    if matter.settled:
        return view.card(
            title,
            tone="done",
            facts=facts,
            paragraphs=(_decided(view, matter),),
            buttons=open_button(view),
        )
    return view.card(
        title,
        tone="action",
        facts=facts,
        paragraphs=(view.say(f"overleg-uitleg-{matter.kind.replace('_', '-')}"),),
        buttons=(
            view.button("besluiten", verbs.SETTLE, view.subject, primary=True),
            *open_button(view),
            *_override(view, matter),
            why_button(view, bron_of_way(view, CONSULT)),
        ),
    )


def advice_card(view: CardView) -> Card:
    """Asks a colleague for advice. Names no melding: an adviser knows only what was typed."""
    matter = matter_of(view)
    asked = matter is not None and matter.kind == "raad"
    if matter is None or not asked or not view.fills((Slot(ADVISER, view.subject),)):
        return withdrawn(view)
    given = [
        one for one in view.case.log if one.what == "AdviceGiven" and one.extra == view.subject
    ]
    title = view.say("raad-titel", naam=view.scene.colleague(matter.by))
    if given:
        said = view.say("beantwoord", door=view.by(given[0].by, given[0].at))
        return Card(
            key=view.key, title=title, tone="done", paragraphs=(said,), badge=view.scene.badge
        )
    if not view.case.is_open:
        return withdrawn(view)
    return Card(
        key=view.key,
        title=title,
        tone="action",
        facts=(view.fact("gevraagd-op", view.moment(matter.at)),),
        paragraphs=(view.say("raad-uitleg"),),
        buttons=(view.button("raad-geven", verbs.GIVE_ADVICE, view.subject, primary=True),),
        badge=view.scene.badge,
    )


def _advice_came(view: CardView, matter: Matter) -> Card:
    return view.card(
        view.say("antwoord-raad-titel"),
        tone="action",
        paragraphs=(view.say("antwoord-raad", naam=view.scene.colleague(matter.to)),),
        buttons=(
            view.button("raad-lezen", verbs.READ_ADVICE, view.subject, primary=True),
            *open_button(view),
        ),
    )


def _decision_came(view: CardView, matter: Matter) -> Card:
    return view.card(
        view.say("antwoord-besluit-titel"),
        tone="done",
        facts=_task_facts(view, matter),
        paragraphs=(_decided(view, matter),),
        buttons=open_button(view, primary=True),
    )


def _note_was_read(view: CardView, _: Matter) -> Card:
    """Tells whoever added something, the reporter perhaps, only that it was read."""
    return Card(
        key=view.key,
        title=view.say("kaart-titel", id=view.case.id, wat=view.say("antwoord-gelezen-titel")),
        tone="done",
        paragraphs=(view.say("antwoord-gelezen"),),
        badge=view.scene.badge,
    )


_CAME = {
    "raad": _advice_came,
    "niet_uitvoerbaar": _decision_came,
    "overleg": _decision_came,
    "incident": _note_was_read,
    "waarneming": _note_was_read,
}


def answer_card(view: CardView) -> Card:
    """Tells who raised a matter that it was answered."""
    matter = matter_of(view)
    if matter is None or not matter.settled or matter.kind not in _CAME:
        return withdrawn(view)
    asked = view.fills((Slot(ASKER, view.subject),))
    if not asked or not view.stance.ways:
        return withdrawn(view)
    return _CAME[matter.kind](view, matter)


def _read(view: CardView, matter: Matter) -> str:
    at = matter.settled_at or matter.at
    return view.say("nieuws-gelezen", door=view.by(matter.settled_by, at))


def news_card(view: CardView) -> Card:
    """Tells the coaches and the antipestcoördinator that something new was recorded.

    Who read it is told to those who lead: of another pupil's coach it would tell who reported.
    """
    matter = matter_of(view)
    works = {"coach_of_target", "coach_of_other", "antipest"}
    news = matter is not None and matter.kind in ("incident", "waarneming")
    if matter is None or not news or not view.stance.ways & works:
        return withdrawn(view)
    title = view.say(f"nieuws-titel-{matter.kind}")
    facts = (view.fact("vastgelegd", view.moment(matter.at)),)
    see = may(view.scene.reader, "see_note")
    if matter.settled and see:
        return view.card(
            title,
            tone="done",
            facts=facts,
            paragraphs=(_read(view, matter),),
            buttons=open_button(view),
        )
    read = (view.button("gezien", verbs.SEEN, view.subject),) if see else ()
    return view.card(
        title,
        tone="urgent" if matter.acute else "action" if see else "neutral",
        facts=facts,
        paragraphs=(
            *(acute_lines(view) if matter.acute else ()),
            view.say("nieuws-uitleg" if see else "nieuws-ter-info"),
        ),
        buttons=(*open_button(view, primary=True), *read),
    )
