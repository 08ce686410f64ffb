"""The page for who takes over a role: on one page what was done, what was agreed and what waits.

It holds nothing that this reader could not read on the page of the melding.
"""

from __future__ import annotations

from flows import verbs
from flows.cards import Button, Fact
from flows.pages import Page
from flows.permissions import stance_of
from flows.presses import Press
from flows.school import ANTIPEST, Slot, slot_from
from flows.views.case_entries import page_entry
from flows.views.case_looks import Seen, length_of, pupils_of, seen_entries
from flows.views.case_page import case_page
from flows.views.naming import (
    capital,
    colleagues,
    moment_words,
    pupil_name,
    pupil_with_letter,
    slot_people,
    stage_words,
)
from flows.views.page_turning import on_pages
from flows.views.scene import Scene

FIRST = ("BullyingReported", "AgreementMade")
"""What comes first: what was reported, then what was agreed."""

LEFT_OUT = ("StaffChanged", "SlotTaken", "ReportAcknowledged")
"""Lines that tell nothing of the pupils."""


def _is_told(seen: Seen, slot: Slot) -> bool:
    """Says whether a line belongs in the hand-over: of this pupil, or of all of them."""
    pupils = pupils_of(seen.entry)
    is_mine = not slot.pupil or not pupils or slot.pupil in pupils
    return is_mine and seen.entry.what not in LEFT_OUT


def _order(seen: Seen) -> tuple[int, int]:
    """Puts the report and the agreements first, then the newest."""
    what = seen.entry.what
    return (FIRST.index(what) if what in FIRST else len(FIRST), -seen.entry.number)


def _people_facts(scene: Scene) -> tuple[Fact, ...]:
    """Says who answers for each pupil, and who the antipestcoördinator is."""
    coaches = tuple(
        Fact(
            scene.say("overdracht-coach-van", naam=pupil_name(scene, one.pupil)),
            colleagues(scene, slot_people(scene, Slot("begeleider", one.pupil))),
        )
        for one in scene.case.involved
    )
    antipest = colleagues(scene, slot_people(scene, Slot(ANTIPEST)))
    return (*coaches, Fact(capital(scene.say(f"rol-{ANTIPEST}")), antipest))


def _facts(scene: Scene, slot: Slot) -> tuple[Fact, ...]:
    voor = (
        (Fact(scene.say("overdracht-voor"), pupil_with_letter(scene, slot.pupil)),)
        if slot.pupil
        else ()
    )
    return (
        *voor,
        Fact(scene.say("pagina-stand"), capital(stage_words(scene))),
        Fact(scene.say("pagina-gemeld"), moment_words(scene, scene.case.reported_at)),
        *_people_facts(scene),
    )


def hand_over_page(scene: Scene, subject: str) -> Page | None:
    """Shows who takes over what was done so far; None for who does not fill the role now."""
    slot = slot_from(subject)
    stance = stance_of(scene.reader)
    whole = case_page(scene)
    if whole is None or not scene.reader.fills(slot):
        return None
    told = sorted((one for one in seen_entries(scene, stance) if _is_told(one, slot)), key=_order)
    shown, *left = on_pages(tuple(told), lambda seen: length_of(scene, stance, seen))
    more = (scene.say("overdracht-meer"),) if left else ()
    press = Press(verbs.OPEN_CASE, scene.case.id)
    return Page(
        id=Press(verbs.HAND_OVER, scene.case.id, subject).encoded(),
        title=scene.say("overdracht-pagina"),
        paragraphs=(scene.say("overdracht-inleiding"), *more),
        facts=_facts(scene, slot),
        items=whole.items,
        entries=tuple(page_entry(scene, stance, one) for one in shown),
        actions=(Button(scene.say("knop-open"), press.encoded(), "primary"),),
        badge=scene.badge,
    )
