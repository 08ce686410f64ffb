"""The overview of the antipestcoördinator, and the list of what still runs before the summer.

Both are content-free, as a task list: ids, stages, days, letters and colleagues. What a melding is
about is behind its button, where the reader is asked for again.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from flows import verbs
from flows.cards import Button, Fact
from flows.case import FollowUp
from flows.desk import ASKING
from flows.pages import Entry, Page
from flows.presses import Press
from flows.school import people_for
from flows.school_moments import SUMMER_CALLS
from flows.task_list import Item, Section
from flows.views.card_parts import (
    first_due,
    people_in_words,
    place_in_words,
    slots_of_follow_up,
    was_asked,
)
from flows.views.dates import dated_day_in_words
from flows.views.overview import (
    AFTERCARE,
    Line,
    answers_for_all,
    by_stage,
    consulting,
    lines_of,
    open_questions,
    questions_to,
)
from flows.views.page_turning import Turning, turned_to
from flows.views.scene import Scene
from flows.views.waiting_words import day_of_waiting, what_all_wait, what_waits
from flows.waiting import card_of

MOST_SHOWN = 3
"""How much of what waits in one melding stands in the overview; the rest is behind its button."""

ALIKE = ("magister/", "besluit/", "raad/", "gebeurd/")
"""What is told in the same words whichever it is of: how its key begins."""


def keeps_overview(desk: Scene, scenes: tuple[Scene, ...]) -> bool:
    """Says whether a reader has an overview: of the school, or of a melding they stand in for."""
    return answers_for_all(desk) or bool(lines_of(scenes))


def is_before_summer(desk: Scene) -> bool:
    """Says whether the summer is so near that what still runs must be looked through."""
    left = desk.school.calendar.school_days_to_summer(desk.today)
    return left is not None and 0 < left <= SUMMER_CALLS[0]


def ways_in(desk: Scene, scenes: tuple[Scene, ...]) -> tuple[Button, ...]:
    """Gives the buttons to the overview, the list for the summer and the questions for advice."""
    overview = _button(desk, "overzicht-knop", verbs.OVERVIEW)
    return (
        *((overview, *_summer_button(desk)) if keeps_overview(desk, scenes) else ()),
        *_advice_button(desk, scenes),
    )


def _number(desk: Scene, key: str, number: int) -> str:
    """Gives a number with its word, for one or for more."""
    return desk.say(f"{key}-een") if number == 1 else desk.say(f"{key}-meer", aantal=str(number))


def stand_of(desk: Scene, lines: tuple[Line, ...]) -> tuple[str, ...]:
    """Says how many meldingen are open, and how many of them are late if any is."""
    if not lines:
        return (desk.say("overzicht-geen"),)
    late = sum(one.late for one in lines)
    more = (desk.say("week-te-laat", aantal=str(late)),) if late else ()
    return (_number(desk, "week-open", len(lines)), *more)


def asked_of(desk: Scene, scenes: tuple[Scene, ...]) -> tuple[str, ...]:
    """Says how many questions for advice wait for the reader, if any does."""
    asked = open_questions(scenes)
    return (_number(desk, "week-raad", asked),) if asked else ()


def overview_section(desk: Scene, scenes: tuple[Scene, ...]) -> Section:
    """Makes the part of a task list that leads to what goes over all meldingen."""
    summer = desk.school.calendar.summer_from(desk.today)
    begins = "" if summer is None else desk.say("zomer-begint", dag=_day(desk, summer.first))
    asked = asked_of(desk, scenes) or (desk.say("raadlijst-geen"),)
    told = {
        verbs.OVERVIEW: ("overzicht-titel", ", ".join(stand_of(desk, lines_of(scenes)))),
        verbs.SUMMER: ("zomer-titel", begins),
        verbs.ADVICE_LIST: ("raadlijst-titel", ", ".join(asked)),
    }
    items = tuple(
        Item(desk.say(told[verb][0]), told[verb][1], button=button)
        for button in ways_in(desk, scenes)
        for verb in (button.value.partition("|")[0],)
    )
    return Section(desk.say("overzicht-kop"), items)


def _button(desk: Scene, key: str, verb: str) -> Button:
    return Button(desk.say(key), Press(verb).encoded())


def _summer_button(desk: Scene) -> tuple[Button, ...]:
    return (_button(desk, "zomer-knop", verbs.SUMMER),) if is_before_summer(desk) else ()


def _advice_button(desk: Scene, scenes: tuple[Scene, ...]) -> tuple[Button, ...]:
    return (_button(desk, "raadlijst-knop", verbs.ADVICE_LIST),) if questions_to(scenes) else ()


def _when(line: Line, follow_up: FollowUp) -> str:
    """Says until, since or from when something waits, as a colleague reads it."""
    scene = line.view.scene
    if was_asked(follow_up):
        return day_of_waiting(scene, follow_up)
    return line.view.say("overzicht-vanaf", dag=line.view.day(first_due(scene, follow_up)))


def _together(line: Line, waiting: Iterable[FollowUp]) -> tuple[Fact, ...]:
    """Says what waits, with whom and until when; what is alike for several pupils in one line."""
    view = line.view
    alike: dict[tuple[str, str], list[FollowUp]] = {}
    for one in waiting:
        alike.setdefault((_kind_of(one.key), _when(line, one)), []).append(one)
    return tuple(
        Fact(
            what_all_wait(view, tuple(found)),
            view.say("overzicht-wacht-bij", wie=_people(line, found), wanneer=when),
        )
        for (_, when), found in alike.items()
    )


def _kind_of(key: str) -> str:
    """Gives what is told together: some things whatever they are of, the rest per card."""
    return next((word for word in ALIKE if key.startswith(word)), card_of(key))


def _people(line: Line, waiting: list[FollowUp]) -> str:
    view = line.view
    people = tuple(
        person
        for one in waiting
        for slot in slots_of_follow_up(one)
        for person in people_for(slot, view.case, view.protocol, view.school, view.scene.now)
    )
    return people_in_words(view, people) or view.say("niemand")


def _heading(line: Line) -> str:
    key = "overzicht-melding-te-laat" if line.late else "overzicht-melding"
    return line.view.say(key, id=line.view.case.id, stap=place_in_words(line.view))


def _entry(line: Line, facts: tuple[Fact, ...], *paragraphs: str) -> Entry:
    view = line.view
    return Entry(
        heading=_heading(line),
        meta=view.say("overzicht-gemeld", dag=view.day(view.case.reported_at)),
        facts=facts,
        paragraphs=paragraphs,
        buttons=(view.button("open", verbs.OPEN_CASE),),
    )


def _overview_entry(line: Line) -> Entry:
    """Shows what waits now, or else what comes first."""
    now = [one for one in line.waiting if was_asked(one)] or line.waiting[:1]
    facts = _together(line, now)
    left = len(facts) - MOST_SHOWN
    if left <= 0:
        return _entry(line, facts)
    say = line.view.say
    more = Fact(say("overzicht-verder"), say("overzicht-nog-meer", aantal=str(left)))
    return _entry(line, (*facts[:MOST_SHOWN], more))


def _counts(desk: Scene, lines: tuple[Line, ...], scenes: tuple[Scene, ...]) -> tuple[Fact, ...]:
    """Counts what runs, what is late and what waits; of what there is not, nothing is said."""
    counted = (
        ("te-laat", sum(one.late for one in lines)),
        ("overleg", sum(consulting(one) for one in lines)),
        ("nazorg", sum(one.view.case.state == AFTERCARE for one in lines)),
        ("raad", open_questions(scenes)),
    )
    return (
        Fact(desk.say("overzicht-open"), str(len(lines))),
        *(Fact(desk.say(f"overzicht-{what}"), str(number)) for what, number in counted if number),
    )


def _stages(desk: Scene, lines: tuple[Line, ...]) -> tuple[str, ...]:
    return tuple(
        desk.say("overzicht-bij-stap-te-laat", stap=stage, aantal=str(number), laat=str(late))
        if late
        else desk.say("overzicht-bij-stap", stap=stage, aantal=str(number))
        for stage, number, late in by_stage(lines)
    )


def _turned(verb: str, subject: str, lines: tuple[Line, ...]) -> Turning:
    return turned_to(verb, subject, len(lines))


def shown_in_overview(scenes: tuple[Scene, ...], verb: str, subject: str) -> tuple[str, ...]:
    """Gives the ids of the meldingen on a page of the overview or the list for the summer."""
    lines = lines_of(scenes)
    return tuple(one.view.case.id for one in _turned(verb, subject, lines).shown(lines))


def overview_page(desk: Scene, scenes: tuple[Scene, ...], subject: str = "") -> Page | None:
    """Shows all open meldingen the reader answers for; None for who answers for none.

    `desk` is the reader in a school without a melding; `subject` is the number of the page.
    """
    if not keeps_overview(desk, scenes):
        return None
    lines = lines_of(scenes)
    turning = _turned(verbs.OVERVIEW, subject, lines)
    is_first = turning.number == 1
    return Page(
        id=Press(verbs.OVERVIEW, "", str(turning.number)).encoded(),
        title=desk.say("overzicht-titel"),
        paragraphs=(desk.say("overzicht-uitleg" if lines else "overzicht-leeg"),)
        if is_first
        else (),
        facts=_counts(desk, lines, scenes) if is_first and lines else (),
        items=_stages(desk, lines) if is_first else (),
        entries=tuple(_overview_entry(one) for one in turning.shown(lines)),
        actions=(*_summer_button(desk), *_advice_button(desk, scenes)),
        page=turning.number,
        pages=turning.pages,
        previous=turning.back(desk.wording),
        next=turning.on(desk.wording),
        badge=desk.badge,
    )


def _after(line: Line, last: datetime.date) -> tuple[Fact, ...]:
    """Says which questions come after the summer; who is asked then is whoever fills the role."""
    view = line.view
    local = view.school.calendar.local
    crossing = {
        (local(due).date(), what_waits(view, one))
        for one in line.waiting
        if one.key.startswith(ASKING) and local(due := first_due(view.scene, one)).date() > last
    }
    return tuple(
        Fact(
            view.say("zomer-erna"),
            view.say("wat-wanneer", wat=what, wanneer=_day(view.scene, day)),
        )
        for day, what in sorted(crossing)
    )


def _day(scene: Scene, day: datetime.date) -> str:
    return dated_day_in_words(scene.wording, day, scene.today)


def _summer_entry(line: Line, last: datetime.date) -> Entry:
    """Shows what waits first, what comes after the summer, and what there is to choose."""
    first = _together(line, [one for one in line.waiting if was_asked(one)])[:1]
    said = line.view.say(f"zomer-kies-{line.view.case.state}")
    return _entry(line, (*first, *_after(line, last)), said)


def summer_page(desk: Scene, scenes: tuple[Scene, ...], subject: str = "") -> Page | None:
    """Shows what still runs before the summer, each with what to choose; else the overview.

    The button of an old card leads to the overview once the summer has begun.
    """
    summer = desk.school.calendar.summer_from(desk.today)
    if summer is None or not is_before_summer(desk):
        return overview_page(desk, scenes)
    if not keeps_overview(desk, scenes):
        return None
    lines = lines_of(scenes)
    turning = _turned(verbs.SUMMER, subject, lines)
    said = (
        desk.say("zomer-uitleg", dag=_day(desk, summer.first)) if lines else desk.say("zomer-leeg")
    )
    return Page(
        id=Press(verbs.SUMMER, "", str(turning.number)).encoded(),
        title=desk.say("zomer-titel"),
        paragraphs=(said,),
        entries=tuple(_summer_entry(one, summer.last) for one in turning.shown(lines)),
        actions=(_button(desk, "overzicht-knop", verbs.OVERVIEW),),
        page=turning.number,
        pages=turning.pages,
        previous=turning.back(desk.wording),
        next=turning.on(desk.wording),
        badge=desk.badge,
    )
