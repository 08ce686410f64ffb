"""All open meldingen that an antipestcoördinator answers for: what waits, and what is late.

Only meldingen in which the reader is antipestcoördinator now, or stands in: who is kept out of one
does not even find its number here.
"""

from __future__ import annotations

import datetime

import msgspec

from flows.case import FollowUp, Matter
from flows.permissions import stance_of
from flows.school import ANTIPEST, Slot
from flows.views.card_parts import CardView, first_due, flow_label, is_late, was_asked
from flows.views.naming import capital
from flows.views.scene import Scene

CONSULTS = "besluit/"
"""How the key of what waits for a joint decision begins."""

AFTERCARE = "nazorg"

RECENTLY = datetime.timedelta(days=14)
"""How long a question for advice that was answered stays in the list."""


class Line(msgspec.Struct, frozen=True):
    """One melding of the overview."""

    view: CardView
    waiting: tuple[FollowUp, ...]
    """What waits, the late first and what is only planned last."""
    late: bool

    @property
    def stage(self) -> str:
        """Where the melding stands, however often it was there before."""
        case = self.view.case
        if case.state == AFTERCARE:
            return self.view.say("staat-nazorg")
        return flow_label(self.view, case.stage)

    @property
    def place(self) -> int:
        """Where its stage comes in the protocol; aftercare behind all of them."""
        case, stages = self.view.case, [one.id for one in self.view.protocol.stages]
        return len(stages) if case.state == AFTERCARE else stages.index(case.stage)


def _is_late(view: CardView, follow_up: FollowUp) -> bool:
    return was_asked(follow_up) and is_late(view.scene, follow_up)


def _line(view: CardView) -> Line:
    waiting = sorted(
        view.case.follow_ups,
        key=lambda one: (
            not _is_late(view, one),
            not was_asked(one),
            first_due(view.scene, one),
            one.key,
        ),
    )
    return Line(view, tuple(waiting), any(_is_late(view, one) for one in waiting))


def lines_of(scenes: tuple[Scene, ...]) -> tuple[Line, ...]:
    """Gives the meldingen a reader answers for: the late first, then by stage and by age."""
    views = [CardView(scene, stance_of(scene.reader), "") for scene in scenes]
    lines = [_line(view) for view in views if view.case.is_open and "antipest" in view.stance.ways]
    return tuple(
        sorted(
            lines,
            key=lambda one: (
                not one.late,
                one.place,
                one.view.case.reported_at,
                one.view.case.id,
            ),
        )
    )


def consulting(line: Line) -> bool:
    """Says whether a melding waits for a joint decision (A:279)."""
    return any(one.key.startswith(CONSULTS) for one in line.waiting)


def by_stage(lines: tuple[Line, ...]) -> tuple[tuple[str, int, int], ...]:
    """Counts the meldingen per stage, in the order of the protocol, and how many are late."""
    ordered = sorted(lines, key=lambda one: one.place)
    stages = dict.fromkeys(line.stage for line in ordered)
    return tuple(
        (
            capital(stage),
            sum(line.stage == stage for line in lines),
            sum(line.late for line in lines if line.stage == stage),
        )
        for stage in stages
    )


def answers_for_all(desk: Scene) -> bool:
    """Says whether a reader is antipestcoördinator of the school now, or stands in."""
    return desk.reader.fills(Slot(ANTIPEST))


class Question(msgspec.Struct, frozen=True):
    """A question for advice that was put to the reader, in the melding it is about."""

    scene: Scene
    matter: Matter


def questions_to(scenes: tuple[Scene, ...]) -> tuple[Question, ...]:
    """Gives what was asked of the reader: what waits, the oldest first, then the newest answers."""
    asked = [
        Question(scene, matter)
        for scene in scenes
        for matter in scene.case.matters
        if str(matter.number) in stance_of(scene.reader).advice
    ]
    waits = sorted((one for one in asked if not one.matter.settled), key=_asked_at)
    given = sorted((one for one in asked if _was_just_answered(one)), key=_answered_at)
    return (*waits, *reversed(given))


def open_questions(scenes: tuple[Scene, ...]) -> int:
    """Counts the questions for advice that wait for the reader."""
    return sum(not one.matter.settled for one in questions_to(scenes))


def _asked_at(question: Question) -> datetime.datetime:
    return question.matter.at


def _answered_at(question: Question) -> datetime.datetime:
    return question.matter.settled_at or question.matter.at


def _was_just_answered(question: Question) -> bool:
    is_new = question.scene.now - _answered_at(question) <= RECENTLY
    return bool(question.matter.settled) and is_new
