"""The questions for advice that wait for a reader, and those that were just answered.

An adviser knows of a melding only what the asker typed, so this list names who asked and when, and
no number of a melding. The question itself opens in a dialog of its own.
"""

from __future__ import annotations

from flows import verbs
from flows.cards import Button
from flows.pages import Entry, Page
from flows.presses import Press
from flows.views.dates import dated_day_in_words
from flows.views.overview import Question, questions_to
from flows.views.page_turning import turned_to
from flows.views.scene import Scene


def _entry(question: Question) -> Entry:
    scene, matter = question.scene, question.matter
    given = matter.settled_at if matter.settled else None
    heading = "raadlijst-vraag" if given is None else "raadlijst-beantwoord"
    meta = "raadlijst-gevraagd" if given is None else "raadlijst-beantwoord-op"
    label = "raadlijst-knop-vraag" if given is None else "raadlijst-knop-terug"
    verb = verbs.GIVE_ADVICE if given is None else verbs.READ_ADVICE
    day = scene.school.calendar.local(given or matter.at).date()
    press = Press(verb, scene.case.id, str(matter.number))
    return Entry(
        heading=scene.say(heading, naam=scene.colleague(matter.by)),
        meta=scene.say(meta, dag=dated_day_in_words(scene.wording, day, scene.today)),
        buttons=(Button(scene.say(label), press.encoded()),),
    )


def advice_list(desk: Scene, scenes: tuple[Scene, ...], subject: str = "") -> Page:
    """Shows who asked the reader for advice; without any it says so.

    `desk` is the reader in a school without a melding; `subject` is the number of the page.
    """
    questions = questions_to(scenes)
    turning = turned_to(verbs.ADVICE_LIST, subject, len(questions))
    said = "raadlijst-uitleg" if questions else "raadlijst-leeg"
    return Page(
        id=Press(verbs.ADVICE_LIST, "", str(turning.number)).encoded(),
        title=desk.say("raadlijst-titel"),
        paragraphs=(desk.say(said),),
        entries=tuple(_entry(one) for one in turning.shown(questions)),
        page=turning.number,
        pages=turning.pages,
        previous=turning.back(desk.wording),
        next=turning.on(desk.wording),
        badge=desk.badge,
    )
