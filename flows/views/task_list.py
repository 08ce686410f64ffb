"""The task list of one person over all meldingen: what waits, what comes, what they reported.

It stands on a screen in class: ids, letters, titles and dates, no name of anybody.
"""

from __future__ import annotations

import datetime

import msgspec

from flows import verbs
from flows.cards import Button
from flows.case import FollowUp
from flows.permissions import may_see, stance_of
from flows.presses import Press
from flows.school import ADVISER, slot_from
from flows.task_list import Item, Section, TaskList
from flows.views.card_parts import (
    CardView,
    first_due,
    is_late,
    place_in_words,
    was_asked,
)
from flows.views.cards import card_for
from flows.views.scene import Scene
from flows.views.waiting_words import day_of_waiting, what_waits
from flows.waiting import card_of, unacknowledged
from flows.wording import Wording


class _Line(msgspec.Struct, frozen=True):
    """An item with the moment it is sorted by."""

    at: datetime.datetime
    item: Item


def _button(scene: Scene, follow_up: FollowUp) -> Button | None:
    """Gives the main button of the card that shows this; one task of several goes straight."""
    if not was_asked(follow_up):
        return None
    card = card_for(scene, card_of(follow_up.key))
    return next((one for one in card.buttons if one.style == "primary"), None)


def _line(view: CardView, follow_up: FollowUp) -> _Line:
    scene = view.scene
    late = was_asked(follow_up) and is_late(scene, follow_up)
    what = what_waits(view, follow_up)
    adviser = follow_up.key.startswith(f"{ADVISER}/")
    title = what if adviser else scene.say("taken-regel", id=scene.case.id, wat=what)
    item = Item(title, day_of_waiting(scene, follow_up), late, _button(scene, follow_up))
    moment = first_due(scene, follow_up)
    return _Line(moment, item)


def _own(view: CardView) -> tuple[FollowUp, ...]:
    if view.scene.reader.person in view.case.excluded:
        return ()
    return tuple(
        one
        for one in view.case.follow_ups
        if any(view.scene.reader.fills(slot_from(slot)) for slot in one.slots)
    )


def _sorted(lines: list[_Line]) -> tuple[Item, ...]:
    ordered = sorted(lines, key=lambda line: (line.at, line.item.title))
    return tuple(line.item for line in ordered)


def _readable(views: list[CardView]) -> tuple[Item, ...]:
    """Gives the open meldingen the person may open, with where they stand."""
    return tuple(
        Item(
            view.say("taken-regel", id=view.case.id, wat=place_in_words(view)),
            button=view.button("open", verbs.OPEN_CASE),
        )
        for view in sorted(views, key=lambda view: view.case.reported_at)
        if view.case.is_open and may_see(view.stance, "facts")
    )


def _reported(views: list[CardView]) -> tuple[Item, ...]:
    """Gives the person's own reports: only whether somebody took them up."""
    items = []
    own = [
        (report, view)
        for view in views
        for report in view.case.reports
        if report.by == view.scene.reader.person not in view.case.excluded
    ]
    for report, view in sorted(own, key=lambda one: one[0].at, reverse=True):
        waits = set(view.case.targets_of(report)) <= set(unacknowledged(view.case))
        said = view.say("taken-gemeld-binnen" if waits else "taken-gemeld-opgepakt")
        more = Press(verbs.SAW_MORE, report.case_id).encoded()
        items.append(
            Item(
                view.say("taken-regel", id=report.case_id, wat=said),
                button=Button(view.say("knop-nog-iets-gezien"), more),
            )
        )
    return tuple(items)


def task_list_for(
    scenes: tuple[Scene, ...], wording: Wording, badge: str = "", over_all: tuple[Section, ...] = ()
) -> TaskList:
    """Makes the task list of the one person who reads all these scenes, none included.

    `over_all` leads to what goes over all meldingen, for who has that.
    """
    views = [CardView(scene, stance_of(scene.reader), "") for scene in scenes]
    waiting = [(view, one) for view in views for one in _own(view)]
    now = [_line(view, one) for view, one in waiting if was_asked(one)]
    later = [_line(view, one) for view, one in waiting if not was_asked(one)]
    sections = (
        Section(wording("taken-kop-open"), _sorted(now), wording("taken-leeg")),
        *over_all,
        Section(wording("taken-kop-volgt"), _sorted(later)),
        Section(wording("taken-kop-meldingen"), _readable(views)),
        Section(wording("taken-kop-gemeld"), _reported(views)),
    )
    return TaskList(
        title=wording("taken-titel"),
        sections=tuple(one for one in sections if one.items or one.empty),
        actions=(
            Button(wording("taken-knop-melden"), Press(verbs.REPORT).encoded(), "primary"),
            Button(wording("taken-knop-protocol"), Press(verbs.PROTOCOL).encoded()),
            Button(wording("taken-knop-hulp"), Press(verbs.HELP).encoded()),
        ),
        badge=badge,
    )
