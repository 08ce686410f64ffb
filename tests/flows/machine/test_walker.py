"""Whatever people choose along the way: from anywhere in any protocol somebody can close."""

import pathlib
import tomllib

import msgspec
import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from flows import commands as do
from flows.case import Case
from flows.effects import Decision
from flows.event_log import replay
from flows.event_parts import Involved
from flows.protocol import DESTINATIONS, TO_AFTERCARE, TO_CLOSED, Protocol, Transition
from flows.roster import StaffMember
from flows.rules.situation import Situation
from flows.school import School
from tests.flows.machine.offers import Choose, forward, offered, report
from tests.flows.small_school import DEFINITIONS, SCHOOL, Play, member

TEST_DEFINITIONS = pathlib.Path(__file__).parents[2] / "definitions"
FOLDERS = sorted(
    path.parent
    for definitions in (DEFINITIONS, TEST_DEFINITIONS)
    for path in definitions.glob("*/protocol.toml")
)

CASTS = (
    (Involved("p1", ("gepeste",)), Involved("p2", ("pester",))),
    (Involved("p1", ("gepeste", "pester")), Involved("p2", ("gepeste", "pester"))),
    (Involved("p1", ("gepeste",)),),
)
WANDERS = 25
"""Steps in which anything may be chosen."""
ENOUGH = 60
"""Steps in which a school that wants to be done must have closed."""


def read(folder: pathlib.Path) -> Protocol:
    """Reads a protocol, without its words."""
    return msgspec.convert(tomllib.loads((folder / "protocol.toml").read_text("utf-8")), Protocol)


def school_for(protocol: Protocol) -> School:
    """Gives the small school, with a colleague for each role that nobody has yet."""
    known = {role for one in SCHOOL.staff for role in one.roles}
    per_pupil = {role.id for role in protocol.roles if role.scope == "leerling"}
    new: tuple[StaffMember, ...] = tuple(
        member(role.id.replace("_", "-"), role.id)
        for role in protocol.roles
        if role.id not in known | per_pupil
    )
    return msgspec.structs.replace(SCHOOL, staff=(*SCHOOL.staff, *new))


def is_done(play: Play, command: do.Command) -> bool:
    """Lets the first colleague who may do this do it; says whether anything happened."""
    for one in play.school.staff:
        signed = msgspec.structs.replace(command, actor=one.id)
        decision = play.tries(signed)
        if isinstance(decision, Decision) and decision.events:
            note(repr(signed))
            play.does(signed)
            return True
    return False


def time_goes_on(play: Play) -> None:
    """Lets the first follow-up come due."""
    due = min(play.case.follow_ups, key=lambda one: one.due)
    play.now = max(play.now, due.due)
    play.does(do.FollowUpDue(actor="", key=due.key, due=due.due))


def wander(play: Play, data: st.DataObject, choose: Choose) -> None:
    """Takes one step in any direction; when it leads nowhere, time goes on."""
    offers = offered(play.case, play.protocol, play.school, play.now)
    nth = data.draw(st.integers(0, len(offers) - 1))
    if not is_done(play, offers[nth](choose)) and play.case.is_open:
        time_goes_on(play)


def ways_out(protocol: Protocol, case: Case) -> list[Transition]:
    """Gives the ways on from here, the one that ends most first, then to a later stage."""
    stage = protocol.stage(case.stage)
    order = [TO_AFTERCARE, TO_CLOSED, *(one.id for one in reversed(protocol.stages))]
    here = [one.id for one in protocol.stages].index(case.stage)
    later = {one.id for one in protocol.stages[here + 1 :]} | {TO_AFTERCARE, TO_CLOSED}
    ways = stage.transitions if stage is not None else ()
    return sorted((one for one in ways if one.to in later), key=lambda one: order.index(one.to))


def head_for_the_end(play: Play, choose: Choose) -> None:
    """Takes one step towards closing: a way on, or else the work that is asked first."""
    if is_done(play, do.CloseCase(actor="", reason="Klaar.")):
        return
    here = f"{play.case.stage}.{play.case.round}"
    for way in ways_out(play.protocol, play.case):
        if is_done(play, do.MoveOn(actor="", transition=way.id, here=here, reason="Verder.")):
            return
    for offer in forward(play.case, play.protocol, play.school, play.now):
        if is_done(play, offer(choose)):
            return
    time_goes_on(play)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
@given(data=st.data(), cast=st.sampled_from(CASTS))
@settings(max_examples=settings().max_examples // 5)
def test_every_melding_can_be_closed(
    folder: pathlib.Path, data: st.DataObject, cast: tuple[Involved, ...]
) -> None:
    """After wandering about in a protocol, a school that wants to be done gets there."""
    protocol = read(folder)
    play = Play(protocol, school_for(protocol))

    def choose(options: tuple[object, ...]) -> object:
        return options[data.draw(st.integers(0, len(options) - 1))]

    play.does(report(Situation(play.school, protocol, play.case, "vak", play.now), cast, choose))
    for _ in range(WANDERS):
        wander(play, data, choose)
    for _ in range(ENOUGH):
        if play.case.is_open:
            head_for_the_end(play, choose)

    assert not play.case.is_open
    assert () == play.case.follow_ups
    assert play.case == replay(tuple(play.log))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_destinations_are_no_stages(folder: pathlib.Path) -> None:
    """A way on leads to a stage of the protocol or to one of the fixed destinations, never both."""
    protocol = read(folder)
    stages = {one.id for one in protocol.stages}

    assert set() == stages & set(DESTINATIONS)
    assert set() == {
        way.to for stage in protocol.stages for way in stage.transitions
    } - stages - set(DESTINATIONS)
