"""On which track of the school's approach something counts (A:95-155).

An action says so itself, in any stage. What people record outside actions, such as a request for
advice, counts on the track that names its kind.
"""

from __future__ import annotations

from flows.case import Case, Entry
from flows.protocol import Action, Protocol, Stage, Subflow
from flows.records import gone_by
from flows.tasks import Running, Task, running, task_ref, tasks_within

BESIDE_ACTIONS = (
    "raad",
    "raad_antwoord",
    "ouder",
    "incident",
    "waarneming",
    "evaluatie",
    "nazorg",
    "peiling",
    "vooraf",
)
"""Kinds of what can be recorded outside actions."""

BY_KIND = ("ConsentRecorded", "WishRecorded")
"""Events that answer an action without naming it; their kind tells which action it was."""


def _actions(protocol: Protocol) -> tuple[tuple[str, Action], ...]:
    flows: tuple[Stage | Subflow, ...] = (*protocol.stages, *protocol.subflows)
    return tuple((flow.id, action) for flow in flows for action in flow.actions)


def track_of(protocol: Protocol, entry: Entry) -> str:
    """Gives the track that a line of the logbook counts on; empty for none."""
    ref = task_ref(entry.task)
    for flow, action in _actions(protocol):
        if ref is not None and (ref.flow, ref.action) == (flow, action.id):
            return action.track
        if entry.what in BY_KIND and action.kind == entry.kind:
            return action.track
    return next((track.id for track in protocol.tracks if entry.kind in track.kinds), "")


def _begun(case: Case, protocol: Protocol) -> tuple[Running, ...]:
    now = running(case, protocol)
    return (*gone_by(case, protocol, now), *now)


def tasks_on(track: str, case: Case, protocol: Protocol) -> tuple[tuple[Task, bool], ...]:
    """Gives the tasks of a track in each round that was begun, and whether it still runs."""
    now = running(case, protocol)
    return tuple(
        (task, one in now)
        for one in _begun(case, protocol)
        for task in tasks_within(one, case, protocol)
        if task.action.track == track
    )


def not_begun(track: str, case: Case, protocol: Protocol) -> tuple[tuple[str, Action], ...]:
    """Gives what a track asks in stages and subflows that were not begun, with their ids."""
    begun = {one.flow.id for one in _begun(case, protocol)}
    return tuple(
        (flow, action)
        for flow, action in _actions(protocol)
        if action.track == track and flow not in begun
    )
