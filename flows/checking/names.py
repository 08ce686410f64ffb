"""Checks of names: each id is fit and used once, and each role that is named exists and acts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Literal, NamedTuple

from flows.checking.places import AFTERCARE, INTAKE, flows_of, parts_of, place_of, unknown
from flows.ladders import DEPUTY, SELF
from flows.limits import ID
from flows.protocol import (
    DESTINATIONS,
    NOTICE_MOMENTS,
    Action,
    Each,
    Ladder,
    Notice,
    Protocol,
    Question,
    Record,
    Role,
    Stage,
    Subflow,
    Transition,
)
from flows.school import ADVISER, ANTIPEST, ASKER, LAST_RESORT, REPORTER

GUIDE = "begeleider"
"""The role that takes a melding up for a pupil; the app names it itself."""
REQUIRED_ROLES = (GUIDE, ANTIPEST, LAST_RESORT)

FOR_NO_COACH: tuple[Each, ...] = ("melding", "lid")
"""What is done for no pupil whose coach it is: then a role says whose coach does it."""

PARTS_OF_PUPILS = ("gepeste", "pester", "leerling")
"""What may stand behind a pupil's role: "begeleider:gepeste"."""

FIT_ID = re.compile(r"[a-z0-9_]+")
RESERVED = {
    "rol": (SELF, DEPUTY, REPORTER, ADVISER, ASKER),
    "stap": DESTINATIONS,
    "actie": ("stap", *NOTICE_MOMENTS),
    "overgang": ("heropenen", "sluiten"),
}
"""Ids that mean something else where such a part is named."""


class _Ids(NamedTuple):
    """Ids that must differ from each other."""

    kind: str
    where: str
    ids: tuple[str, ...]


def _ids(protocol: Protocol) -> Iterator[_Ids]:
    flows = flows_of(protocol)
    steps = protocol.intake.steps
    yield _Ids("rol", "", tuple(one.id for one in protocol.roles))
    yield _Ids("ladder", "", tuple(one.id for one in protocol.ladders))
    yield _Ids("voorwaarde", "", tuple(one.id for one in protocol.gates))
    yield _Ids("spoor", "", tuple(one.id for one in protocol.tracks))
    yield _Ids("scherm", INTAKE, tuple(one.id for one in steps))
    yield _Ids("vraag", INTAKE, tuple(one.id for step in steps for one in step.questions))
    for step in steps:
        for question in step.questions:
            yield _Ids("keuze", f"{INTAKE}, vraag {question.id}", question.options)
    yield _Ids("stap", "", tuple(flow.id for flow in flows))
    records = (one for flow in flows for one in flow.records)
    yield _Ids("Magister-tekst", "", tuple(one.id for one in records))
    for flow in flows:
        where = place_of(protocol, flow)
        yield _Ids("actie", where, tuple(one.id for one in flow.actions))
        yield _Ids("vraag", where, tuple(one.id for one in flow.questions))
        if isinstance(flow, Stage):
            yield _Ids("overgang", where, tuple(one.id for one in flow.transitions))
            yield _Ids("bericht", where, tuple(one.id for one in flow.notices))


def ids_are_fit(protocol: Protocol) -> Iterator[str]:
    """An id is written in small letters, digits and low lines, means one thing and stands once."""
    for kind, where, ids in _ids(protocol):
        for name, times in Counter(ids).items():
            said = f"{where}, {kind} {name}" if where else f"{kind} {name}"
            if FIT_ID.fullmatch(name) is None:
                yield f"{said}: gebruik alleen kleine letters, cijfers en lage streepjes."
            if len(name) > ID:
                yield f"{said}: deze id is langer dan {ID} tekens. Kort die in."
            if name in RESERVED.get(kind, ()):
                yield f"{said}: dit woord heeft al een betekenis. Kies een andere id."
            if times > 1:
                yield f"{said}: deze id staat er {times} keer. Geef elk een eigen id."


class _Named(NamedTuple):
    """A role that is named somewhere."""

    place: str
    role: str
    use: Literal["slot", "per_pupil", "any", "school"]
    """"slot": a part of the pupils may stand behind it; "per_pupil": the pupil is known, so it may
    not; "any": whoever fills it; "school": nobody says for which pupil, so no pupil's role."""


def _in_part(place: str, part: object) -> Iterator[_Named]:
    """Gives the roles that one part names."""
    match part:
        case Action() | Record():
            use: Literal["slot", "per_pupil"] = "slot" if part.each in FOR_NO_COACH else "per_pupil"
            yield _Named(place, part.by, use)
        case Question():
            yield _Named(place, part.to, "slot")
        case Transition():
            yield from (_Named(place, role, "any") for role in part.by)
        case Notice():
            yield from (_Named(place, role, "slot") for role in part.to)
        case Ladder():
            for role in dict.fromkeys(role for rung in part.rungs for role in rung.to):
                if role not in (SELF, DEPUTY):
                    yield _Named(place, role, "school")
        case Stage() | Subflow():
            yield from _in_flow(place, part)
        case _:
            return


def _in_flow(place: str, flow: Stage | Subflow) -> Iterator[_Named]:
    """Gives the roles that a stage or subflow itself names."""
    yield _Named(place, flow.owner, "slot")
    if isinstance(flow, Stage):
        yield from (_Named(place, role, "school") for role in flow.opens_for)
    else:
        yield from (_Named(place, role, "any") for role in flow.start_by)


def _named(protocol: Protocol) -> Iterator[_Named]:
    """Gives every role that is named outside the list of roles."""
    intake, care = protocol.intake, protocol.aftercare
    for place, part in parts_of(protocol):
        yield from _in_part(place, part)
    for gate in protocol.gates:
        yield from (_Named(f"voorwaarde {gate.id}", role, "any") for role in gate.override)
    yield from (_Named(INTAKE, role, "any") for role in intake.routes)
    yield from (_Named(INTAKE, role, "school") for role in intake.acute_to)
    yield _Named(AFTERCARE, care.to, "slot")
    yield from (_Named(AFTERCARE, role, "any") for role in (*care.close_by, *care.reopen_by))


def roles_are_known(protocol: Protocol) -> Iterator[str]:
    """A role that acts or hears something stands in the list, and is named in a way that works."""
    known = tuple(role.id for role in protocol.roles)
    for place, written, use in _named(protocol):
        name, mark, which = written.partition(":")
        role = protocol.role(name)
        if role is None:
            yield f"{place}: {unknown('de rol', name, known)}"
        elif use == "school" and role.scope == "leerling":
            yield f"{place}: ‘{name}’ hoort bij één leerling. Noem hier een rol van team of school."
        elif mark and (use != "slot" or role.scope != "leerling" or which not in PARTS_OF_PUPILS):
            yield f"{place}: schrijf ‘{name}’ in plaats van ‘{written}’."


def somebody_may_always_act(protocol: Protocol) -> Iterator[str]:
    """Whatever names who may choose, close or begin something, names somebody."""
    care = protocol.aftercare
    named: list[tuple[str, str, tuple[str, ...]]] = [
        (INTAKE, "routes", protocol.intake.routes),
        (AFTERCARE, "close_by", care.close_by),
        (AFTERCARE, "reopen_by", care.reopen_by),
    ]
    for place, part in parts_of(protocol):
        match part:
            case Transition():
                named.append((place, "by", part.by))
            case Notice():
                named.append((place, "to", part.to))
            case Subflow():
                named.append((place, "start_by", part.start_by))
            case _:
                continue
    for place, field, roles in named:
        if not roles:
            yield f"{place}: noem bij ‘{field}’ minstens één rol."


def required_roles_exist(protocol: Protocol) -> Iterator[str]:
    """The roles that the app itself counts on are in the list."""
    for needed in REQUIRED_ROLES:
        if protocol.role(needed) is None:
            yield f"rollen: de rol ‘{needed}’ ontbreekt. Voeg die toe."
    guide = protocol.role(GUIDE)
    if guide is not None and guide.scope != "leerling":
        yield f'rol {GUIDE}: deze rol hoort bij een leerling. Schrijf scope = "leerling".'


def _line_of_fallbacks(protocol: Protocol, role: Role) -> tuple[str, ...]:
    """Gives a role and who acts in its place, as far as those exist and until one comes back."""
    line = [role.id]
    here: Role | None = role
    while here is not None and here.fallback:
        seen = here.fallback in line
        line.append(here.fallback)
        here = None if seen else protocol.role(here.fallback)
    return tuple(line)


def roles_have_a_fallback(protocol: Protocol) -> Iterator[str]:
    """From each role the line of fallbacks ends at the last resort, so somebody always answers."""
    known = tuple(role.id for role in protocol.roles)
    for role in protocol.roles:
        said = f"rol {role.id}"
        line = _line_of_fallbacks(protocol, role)
        fallback = protocol.role(role.fallback)
        if role.fallback not in ("", *known):
            yield f"{said}: {unknown('de rol', role.fallback, known)}"
        elif fallback is not None and fallback.scope == "leerling":
            yield f"{said}: ‘{fallback.id}’ hoort bij één leerling en kan niemand vervangen."
        elif line[-1] in line[:-1]:
            yield f"{said}: de vervanging loopt in een kring ({' → '.join(line)})."
        elif line[-1] in known and line[-1] != LAST_RESORT:
            yield f"{said}: laat de vervanging (fallback) eindigen bij ‘{LAST_RESORT}’."
