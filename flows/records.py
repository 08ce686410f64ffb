"""The texts of a melding for Magister or a family: which, for whom, and how each stands.

Worked out from the protocol and what was done, like the tasks beside them; nothing is stored. A
text that could be made in a stage that was left can still be made (A:282-285).
"""

from __future__ import annotations

from typing import Literal

import msgspec

from flows.case import Case
from flows.protocol import Protocol, Record, Stage, Subflow
from flows.school import Slot
from flows.tasks import Running, running, slots_for, waits_for


class RecordTask(msgspec.Struct, frozen=True, kw_only=True):
    """A Magister text for one pupil, and how it stands."""

    key: str
    """"<flow>.<round>.<record>", the same for all pupils."""
    record: Record
    flow: str
    round: int
    pupil: str
    slots: tuple[Slot, ...]
    status: Literal["waiting", "ready", "done"]

    def encoded(self) -> str:
        """Gives how buttons and permissions name it: "<key>.<pupil>"."""
        return f"{self.key}.{self.pupil}"


def _records_in(flow: Stage | Subflow, protocol: Protocol) -> tuple[Record, ...]:
    """Gives the records of a stage, those of another stage that it uses again included."""
    own: list[Record] = []
    for record in flow.records:
        other = protocol.flow(record.use) if record.use else None
        own.extend(other.records if other is not None else (record,))
    return tuple(own)


def gone_by(case: Case, protocol: Protocol, now: tuple[Running, ...]) -> tuple[Running, ...]:
    """Gives the stages and rounds that the melding has left, in order."""
    here = {(one.flow.id, one.round) for one in now}
    first = protocol.stages[0].id
    visited = [(first, 1, case.reported_at), *((m.stage, m.round, m.at) for m in case.moves)]
    turns = {(stage, turn): since for stage, turn, since in visited if (stage, turn) not in here}
    return tuple(
        Running(stage, turn, since)
        for (stage_id, turn), since in turns.items()
        if (stage := protocol.stage(stage_id)) is not None
    )


def _records_now(now: Running, case: Case, protocol: Protocol) -> tuple[RecordTask, ...]:
    """Gives the Magister texts of one round; an item that the rest hangs under is made once."""
    pasted = {(one.record, one.pupil) for one in case.pasted}
    result = []
    for record in _records_in(now.flow, protocol):
        if now.round > 1 and not record.after:
            continue
        key = f"{now.flow.id}.{now.round}.{record.id}"
        for pupil in ("",) if record.each == "melding" else case.having(record.each):
            waits = waits_for(now, record.after, pupil, case, protocol)
            result.append(
                RecordTask(
                    key=key,
                    record=record,
                    flow=now.flow.id,
                    round=now.round,
                    pupil=pupil,
                    slots=slots_for(record.by, pupil, case, protocol),
                    status="done" if (key, pupil) in pasted else "waiting" if waits else "ready",
                )
            )
    return tuple(result)


def records_of(case: Case, protocol: Protocol) -> tuple[RecordTask, ...]:
    """Gives the Magister texts of what runs now, and those of before that can be made."""
    now = running(case, protocol)
    before = (
        record
        for one in gone_by(case, protocol, now)
        for record in _records_now(one, case, protocol)
        if record.status != "waiting"
    )
    return (*before, *(record for one in now for record in _records_now(one, case, protocol)))


def record_of(case: Case, protocol: Protocol, subject: str) -> RecordTask | None:
    """Finds a text by "<key>.<pupil>", whether it can be made yet or not."""
    return next((one for one in records_of(case, protocol) if one.encoded() == subject), None)
