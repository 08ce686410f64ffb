"""The page of a melding, for one reader: what it is about, what waits, and what was recorded."""

from __future__ import annotations

from flows import verbs
from flows.cards import Button, Fact
from flows.case import FollowUp
from flows.logbook import medium_of_key, title_of_key
from flows.pages import Page
from flows.permissions import Stance, Way, may_see, stance_of
from flows.presses import Press
from flows.school import ANTIPEST, Slot, slot_from
from flows.views.case_actions import case_actions
from flows.views.case_entries import page_entry
from flows.views.case_looks import Seen, length_of, seen_entries
from flows.views.naming import (
    capital,
    colleagues,
    moment_words,
    pupil_name,
    pupil_names,
    pupil_with_letter,
    slot_people,
    stage_words,
)
from flows.views.page_turning import on_pages
from flows.views.scene import Scene
from flows.waiting import unacknowledged

WORKS: frozenset[Way] = frozenset({"coach_of_target", "coach_of_other", "antipest"})
"""Those who do the work see what waits; a reader of the summary does not."""

PINNED = {"BullyingReported": 0, "LineMerged": 1, "AgreementMade": 2}
"""Lines that come before the rest: the report, other reports, then the agreements."""


def _pupil_facts(scene: Scene) -> tuple[Fact, ...]:
    return tuple(
        Fact(
            ", ".join(scene.say(f"pagina-rol-{part}") for part in one.parts),
            pupil_with_letter(scene, one.pupil),
        )
        for one in scene.case.involved
    )


def _group_facts(scene: Scene, stance: Stance) -> tuple[Fact, ...]:
    """Says who is in the support group that runs, to who leads; it is in no text of a member."""
    if not may_see(stance, "everything"):
        return ()
    groups = ((one.flow, scene.case.group(one.flow, one.round)) for one in scene.case.beside)
    return tuple(
        Fact(capital(scene.say(f"stap-{flow}")), pupil_names(scene, tuple(m.pupil for m in group)))
        for flow, group in groups
        if group
    )


def _people_facts(scene: Scene) -> tuple[Fact, ...]:
    """Says who takes part: the coaches of each pupil and the antipestcoördinator."""
    slots = (*(Slot("begeleider", one.pupil) for one in scene.case.involved), Slot(ANTIPEST))
    roles: dict[str, list[str]] = {}
    for slot in slots:
        roles.setdefault(slot.role, []).extend(slot_people(scene, slot))
    return tuple(
        Fact(capital(scene.say(f"rol-{role}")), colleagues(scene, tuple(people)))
        for role, people in roles.items()
        if people
    )


def _reporter_fact(scene: Scene, stance: Stance) -> tuple[Fact, ...]:
    if not may_see(stance, "reporter"):
        return ()
    reporters = dict.fromkeys(scene.colleague(one.by) for one in scene.case.reports)
    return (Fact(scene.say("pagina-melder"), ", ".join(reporters)),)


def _facts(scene: Scene, stance: Stance) -> tuple[Fact, ...]:
    case = scene.case
    return (
        Fact(scene.say("pagina-stand"), capital(stage_words(scene))),
        Fact(scene.say("pagina-gemeld"), moment_words(scene, case.reported_at)),
        *_reporter_fact(scene, stance),
        *_pupil_facts(scene),
        *_group_facts(scene, stance),
        *_people_facts(scene),
    )


def _is_mine(stance: Stance, follow_up: FollowUp) -> bool:
    """Says whether what waits is about the pupils a reader answers for."""
    slots = tuple(slot_from(slot) for slot in follow_up.slots)
    return may_see(stance, "everything") or any(slot.pupil in stance.pupils for slot in slots)


def _waiting(scene: Scene, stance: Stance) -> tuple[str, ...]:
    """Says what waits with whom and until when, the soonest first."""
    if not stance.ways & WORKS:
        return ()
    mine = sorted(
        (one for one in scene.case.follow_ups if _is_mine(stance, one)),
        key=lambda one: one.limit or one.due,
    )
    return tuple(
        scene.say(
            "pagina-wacht-regel",
            wat=_waiting_words(scene, one.key),
            wie=colleagues(
                scene,
                tuple(p for slot in one.slots for p in slot_people(scene, slot_from(slot))),
            ),
            wanneer=moment_words(scene, one.limit or one.due),
        )
        for one in mine
    )


def _waiting_words(scene: Scene, key: str) -> str:
    """Gives what waits in words, with the pupil it is about when there is one."""
    word, _, rest = key.partition("/")
    parts = rest.split(".")
    if word == "taak":
        what = scene.say(f"actie-{parts[0]}-{parts[2]}")
    elif word == "magister":
        medium = medium_of_key(scene, rest)
        what = scene.say(f"pagina-wacht-{medium}", titel=title_of_key(scene, rest))
    else:
        what = scene.say(f"pagina-wacht-{word}")
    if parts[-1] not in scene.case.named:
        return what
    return scene.say("pagina-wacht-voor", wat=what, naam=pupil_name(scene, parts[-1]))


def _is_acute_now(scene: Scene) -> bool:
    """Says whether something acute still waits for somebody to take it up or read it."""
    case = scene.case
    unread = any(one.acute and not one.settled for one in case.matters)
    return case.is_open and (unread or (case.acute and bool(unacknowledged(case))))


def _related(scene: Scene) -> tuple[str, ...]:
    """Says which other meldingen are running with one of these pupils."""
    return tuple(scene.say("pagina-ook-gemeld", nummer=one.case_id) for one in scene.related)


def _order(seen: Seen) -> tuple[int, int]:
    return (PINNED.get(seen.entry.what, len(PINNED)), -seen.entry.number)


def _turn(scene: Scene, label: str, number: int, pages: int) -> Button | None:
    if not 1 <= number <= pages:
        return None
    press = Press(verbs.OPEN_CASE, scene.case.id, str(number))
    return Button(scene.say(label), press.encoded())


def case_page(scene: Scene, number: int = 1) -> Page | None:
    """Shows the melding as far as this reader may see it; None for who may not at all.

    The adviser, the reporter and a stranger get nothing here. A reader of the summary gets the
    facts, agreements, contacts and measures.
    """
    stance = stance_of(scene.reader)
    if not may_see(stance, "facts") or scene.case.state == "gewist":
        return None
    entries = tuple(sorted(seen_entries(scene, stance), key=_order))
    told = on_pages(entries, lambda seen: length_of(scene, stance, seen))
    pages = len(told)
    if not 1 <= number <= pages:
        return None
    is_first = number == 1
    acute = (scene.say("pagina-acuut"),) if _is_acute_now(scene) else ()
    return Page(
        id=Press(verbs.OPEN_CASE, scene.case.id, str(number)).encoded(),
        title=scene.say("pagina-melding", nummer=scene.case.id),
        paragraphs=(*acute, *_related(scene)) if is_first else (),
        facts=_facts(scene, stance) if is_first else (),
        items=_waiting(scene, stance) if is_first else (),
        entries=tuple(page_entry(scene, stance, seen) for seen in told[number - 1]),
        actions=case_actions(scene) if is_first else (),
        page=number,
        pages=pages,
        previous=_turn(scene, "pagina-knop-terug", number - 1, pages),
        next=_turn(scene, "pagina-knop-verder", number + 1, pages),
        badge=scene.badge,
    )
