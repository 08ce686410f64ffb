"""Every part of a protocol with the words that tell where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from flows.nearest_word import or_else
from flows.protocol import (
    Action,
    Aftercare,
    Gate,
    Intake,
    Ladder,
    Notice,
    Protocol,
    Question,
    Record,
    Role,
    Stage,
    Subflow,
    Track,
    Transition,
)

Flow = Stage | Subflow
Part = (
    Role
    | Ladder
    | Gate
    | Track
    | Intake
    | Stage
    | Subflow
    | Action
    | Record
    | Question
    | Transition
    | Notice
    | Aftercare
)
"""Whatever has a `bron`."""

INTAKE = "melding"
AFTERCARE = "nazorg"


class Placed(NamedTuple):
    """A part of a protocol, and where it stands: "stap 2, actie bellen"."""

    place: str
    part: Part


def place_of(protocol: Protocol, flow: Flow) -> str:
    """Names a stage as the school does ("fase 2"), or a subflow."""
    word = protocol.stage_word if isinstance(flow, Stage) else "deeltraject"
    return f"{word} {flow.id}"


def flows_of(protocol: Protocol) -> tuple[Flow, ...]:
    """Gives the stages in order, and the subflows behind them."""
    return (*protocol.stages, *protocol.subflows)


def flows_until(protocol: Protocol, flow: Flow) -> tuple[Flow, ...]:
    """Gives what can have run before a flow, itself included; a subflow begins in any stage."""
    if isinstance(flow, Subflow):
        return (*protocol.stages, flow)
    return protocol.stages[: protocol.stages.index(flow) + 1]


def parts_in(protocol: Protocol, flow: Flow) -> Iterator[Placed]:
    """Gives everything within a stage or subflow."""
    where = place_of(protocol, flow)
    yield from (Placed(f"{where}, actie {one.id}", one) for one in flow.actions)
    yield from (Placed(f"{where}, Magister-tekst {one.id}", one) for one in flow.records)
    yield from (Placed(f"{where}, vraag {one.id}", one) for one in flow.questions)
    if isinstance(flow, Stage):
        yield from (Placed(f"{where}, overgang {one.id}", one) for one in flow.transitions)
        yield from (Placed(f"{where}, bericht {one.id}", one) for one in flow.notices)


def parts_of(protocol: Protocol) -> Iterator[Placed]:
    """Gives every part that has a `bron`, in the order of the file."""
    yield from (Placed(f"rol {one.id}", one) for one in protocol.roles)
    yield from (Placed(f"ladder {one.id}", one) for one in protocol.ladders)
    yield from (Placed(f"voorwaarde {one.id}", one) for one in protocol.gates)
    yield from (Placed(f"spoor {one.id}", one) for one in protocol.tracks)
    yield Placed(INTAKE, protocol.intake)
    for flow in flows_of(protocol):
        yield Placed(place_of(protocol, flow), flow)
        yield from parts_in(protocol, flow)
    yield Placed(AFTERCARE, protocol.aftercare)


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """Says that a name stands for nothing, and which one was probably meant."""
    return f"{what} ‘{name}’ bestaat niet.{or_else(name, known)}"
