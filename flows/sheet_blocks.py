"""What a printed protocol tells per stage: who leads, the work, Magister, questions, ways on.

Here it is words; `flows.sheets` puts them on paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from flows import protocol as pr
from flows.diagram import ENDS, STAYS
from flows.protocol import Action, Protocol, Record, Stage, Subflow
from flows.wording import Wording

Mark = Literal["must", "may", "text", "question", "notice"]
"""What a line is about: work that is needed or not, a text to place, a question, a notice."""
MARKS: tuple[Mark, ...] = ("must", "may", "text", "question", "notice")
"""In the order of the legend."""

Look = Literal["stage", "end", "beside"]


class Line(msgspec.Struct, frozen=True):
    """Something that is done: what in bold, who and when in plain letters."""

    mark: Mark
    what: str
    how: str = ""


class Way(msgspec.Struct, frozen=True):
    """A way on: its words, and the block it leads to; "" stays where it is."""

    label: str
    to: str


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A stage, an end or a subflow."""

    id: str
    look: Look
    name: str
    short: str
    """What a way on calls it."""
    owner: str = ""
    lines: tuple[Line, ...] = ()
    ways: tuple[Way, ...] = ()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _who(wording: Wording, by: str) -> str:
    return wording(f"rol-{by.partition(':')[0]}")


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _action(protocol: Protocol, wording: Wording, flow: str, action: Action) -> Line:
    gate = protocol.gate(action.gate) if action.gate else None
    asked = "" if gate is None else _title_of(protocol, wording, gate.asked_in)
    return Line(
        "must" if action.required else "may",
        wording(f"actie-{flow}-{action.id}"),
        _joined(
            _who(wording, action.by),
            wording("vel-vanaf", termijn=action.opens) if action.opens else "",
            wording("vel-binnen", termijn=action.due) if action.due else "",
            wording("vel-pas-na", actie=asked) if asked else "",
        ),
    )


def _title_of(protocol: Protocol, wording: Wording, action_id: str) -> str:
    """Gives the title of an action, wherever in the protocol it stands."""
    flows: tuple[Stage | Subflow, ...] = (*protocol.stages, *protocol.subflows)
    flow = next(flow for flow in flows for action in flow.actions if action.id == action_id)
    return wording(f"actie-{flow.id}-{action_id}")


def _record(wording: Wording, flow: str, record: Record) -> Line:
    if record.use:
        title = wording("vel-zoals", stap=wording(f"stap-{record.use}"))
    else:
        title = record.title or wording(f"magister-{flow}-{record.id}")
    place = {"magister": "vel-magister", "mail": "vel-mail"}[record.medium]
    return Line("text", wording(place, titel=title), " > ".join(record.path))


def _lines(protocol: Protocol, wording: Wording, flow: Stage | Subflow) -> Iterator[Line]:
    yield from (_action(protocol, wording, flow.id, one) for one in flow.actions)
    yield from (_record(wording, flow.id, one) for one in flow.records)
    for question in flow.questions:
        yield Line(
            "question",
            wording(f"vraag-{flow.id}-{question.id}"),
            wording("vel-na", termijn=question.after, wie=_who(wording, question.to)),
        )
    if isinstance(flow, Stage):
        for notice in flow.notices:
            people = ", ".join(_who(wording, role) for role in notice.to)
            key = f"vel-bericht-{notice.on}"
            if wording.has(key):
                yield Line("notice", wording(key, wie=people))
            else:
                action = wording(f"actie-{flow.id}-{notice.on}")
                yield Line("notice", wording("vel-bericht-na", wie=people), action)


def _aftercare(protocol: Protocol, wording: Wording) -> Block:
    care = protocol.aftercare
    line = Line(
        "question",
        wording("vel-nazorg"),
        wording("vel-na", termijn=", ".join(care.after), wie=_who(wording, care.to)),
    )
    return Block(
        id=pr.TO_AFTERCARE,
        look="end",
        name=_capital(wording(ENDS[pr.TO_AFTERCARE])),
        short=wording(ENDS[pr.TO_AFTERCARE]),
        lines=(line,),
        ways=(
            Way(wording("tekening-sluiten"), pr.TO_CLOSED),
            Way(wording("tekening-heropenen"), care.reopen_to),
        ),
    )


def _stage(protocol: Protocol, wording: Wording, stage: Stage) -> Block:
    name = wording(f"stap-{stage.id}")
    whole = stage.title if name.lower() in stage.title.lower() else f"{name} – {stage.title}"
    return Block(
        id=stage.id,
        look="stage",
        name=_capital(whole if stage.title else name),
        short=name,
        owner=wording("vel-leiding", wie=_who(wording, stage.owner)),
        lines=tuple(_lines(protocol, wording, stage)),
        ways=tuple(
            Way(wording(f"overgang-{stage.id}-{one.id}"), "" if one.to in STAYS else one.to)
            for one in stage.transitions
        ),
    )


def _subflow(protocol: Protocol, wording: Wording, flow: Subflow) -> Block:
    starters = ", ".join(_who(wording, role) for role in flow.start_by)
    return Block(
        id=flow.id,
        look="beside",
        name=f"{_capital(wording('tekening-naast'))}: {wording(f'stap-{flow.id}')}",
        short=wording(f"stap-{flow.id}"),
        owner=wording("vel-starten", wie=starters),
        lines=tuple(_lines(protocol, wording, flow)),
    )


def blocks_of(protocol: Protocol, wording: Wording) -> tuple[Block, ...]:
    """Gives the stages in order, then the ends, then what can run beside."""
    return (
        *(_stage(protocol, wording, stage) for stage in protocol.stages),
        _aftercare(protocol, wording),
        *(
            Block(id=end, look="end", name=_capital(wording(key)), short=wording(key))
            for end, key in ENDS.items()
            if end != pr.TO_AFTERCARE
        ),
        *(_subflow(protocol, wording, flow) for flow in protocol.subflows),
    )
