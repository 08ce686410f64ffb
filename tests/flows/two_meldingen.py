"""Two meldingen of the small school, and one put into the other."""

import datetime
from collections.abc import Mapping

import msgspec

from flows import commands as do
from flows.case import Case
from flows.effects import Decision, Refused
from flows.event_log import read, written
from flows.event_parts import Involved
from flows.evolve import evolve
from flows.identity import Identity
from flows.merging import Merged, Side, merge, new_identities, numbers_for
from flows.permissions import Reader
from flows.school import Place
from tests.flows.meldingen import report
from tests.flows.small_school import SCHOOL, Play

COACHES = {"r1": "bram", "r2": "carla", "r3": "carla", "r4": "dirk"}
"""Who coaches each pupil of the roster."""

HERE = {"p1": "r1", "p2": "r2"}
"""Who the pupils of the first melding are."""

THERE = {"p1": "r4", "p2": "r1"}
"""Who the pupils of the second are: one of them is in the first as well."""

HOUR = datetime.timedelta(hours=1)
TARGET_THERE = Involved("p1", ("gepeste",))
BULLY_THERE = Involved("p2", ("pester",))
GESPREK = "melding.1.gesprek_gepeste.p1"
"""The first talk in the second melding."""


def identities(pupils: Mapping[str, str]) -> tuple[Identity, ...]:
    """Who these pupils are; one without a number in the roster is described."""
    return tuple(
        Identity(pupil, roster_id=row) if row else Identity(pupil, description="Jongen")
        for pupil, row in pupils.items()
    )


def seat(play: Play, named: tuple[Identity, ...]) -> Play:
    """Lets the school of a melding know who coaches its pupils."""
    places = tuple(
        Place(one.pupil, (COACHES[one.roster_id],) if one.roster_id else (), "onderbouw", "2b")
        for one in named
    )
    play.school = msgspec.structs.replace(SCHOOL, places=places)
    return play


def renamed(play: Play, case_id: str) -> Play:
    """Gives the melding another id."""
    play.case = msgspec.structs.replace(
        play.case,
        id=case_id,
        reports=(msgspec.structs.replace(play.case.reports[0], case_id=case_id),),
    )
    play.log = [one.replace(b'"7K3Q"', f'"{case_id}"'.encode()) for one in play.log]
    return play


def put_together(
    source: Play,
    target: Play,
    actor: str = "anna",
    *,
    there: Mapping[str, str] | None = None,
    here: Mapping[str, str] | None = None,
) -> Merged | Refused:
    """Puts one melding into another, and lets what was decided happen in both."""
    named, known = identities(there or THERE), identities(here or HERE)
    numbers = numbers_for(source.case, named, target.case, known)
    seat(source, named)
    seat(target, (*known, *new_identities(named, known, numbers)))
    merged = merge(
        Side(source.case, source.protocol, source.school),
        tuple(map(read, source.log)),
        Side(target.case, target.protocol, target.school),
        numbers,
        actor,
        max(source.now, target.now),
    )
    if isinstance(merged, Merged):
        happen(source, merged.source)
        happen(target, merged.target)
    return merged


def happen(play: Play, decision: Decision) -> None:
    """Lets what was decided happen, through bytes."""
    for event in decision.events:
        play.log.append(written(event))
        play.case = evolve(play.case, read(play.log[-1]))


def other(*commands: do.Command, by: str = "lies", acute: bool = False) -> Play:
    """A second melding: dirk's pupil is bullied, and bram's pupil bullies."""
    play = seat(Play(), identities(THERE))
    play.now += HOUR
    play.does(report(TARGET_THERE, BULLY_THERE, by=by, acute=acute))
    for command in commands:
        play.does(command)
    return renamed(play, "9XYZ")


def reader(play: Play, person: str, through: str = "") -> Reader:
    """Somebody who looks at a melding."""
    return Reader(person, play.case, play.protocol, play.school, play.now, through)


def lines(case: Case, what: str) -> list[tuple[str, ...]]:
    """The pupils of each line of the logbook of one kind."""
    return [one.pupils for one in case.log if one.what == what]
