"""A school with many meldingen, and what somebody sees of all of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import msgspec

from flows.case import EMPTY_CASE
from flows.permissions import Reader
from flows.school import School
from flows.views.scene import Scene
from tests.flows.small_school import MONDAY, SCHOOL, Play, stappenplan
from tests.flows.views.story import WORDING, scene_of

IDS = ("2A2A", "3B3B", "4C4C", "5D5D", "6E6E", "7F7F", "8G8G", "9H9H", "AJAJ", "BKBK")


def named(play: Play, case_id: str) -> Play:
    """Gives a melding a number of its own."""
    play.case = msgspec.structs.replace(play.case, id=case_id)
    return play


def desk(
    person: str, school: School = SCHOOL, now: datetime.datetime = MONDAY, badge: str = ""
) -> Scene:
    """Somebody in the school, without a melding."""
    return Scene(Reader(person, EMPTY_CASE, stappenplan(), school, now), WORDING, badge=badge)


def scenes(
    plays: Iterable[Play], person: str, now: datetime.datetime | None = None
) -> tuple[Scene, ...]:
    """The meldingen as somebody sees them, all at one moment."""
    told = []
    for play in plays:
        play.now = now or play.now
        told.append(scene_of(play, person))
    return tuple(told)
