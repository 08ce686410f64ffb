"""Lines of the logbook and settled matters, as every kind of event adds them."""

from __future__ import annotations

from typing import Any

import msgspec

from flows import events as ev
from flows.case import Case, Entry

replace = msgspec.structs.replace


def logged(case: Case, event: ev.Event, **told: Any) -> Case:  # noqa: ANN401 - fields of Entry
    """Adds a line to the logbook; its number is the sequence of the event."""
    entry = Entry(
        number=case.sequence + 1, at=event.at, by=event.by, what=type(event).__name__, **told
    )
    return replace(case, log=(*case.log, entry))


def settled(case: Case, event: ev.Settling, decision: str) -> Case:
    """Writes down who settled a numbered matter, and how."""
    return replace(
        case,
        matters=tuple(
            replace(matter, settled=decision, settled_by=event.by, settled_at=event.at)
            if matter.number == event.number
            else matter
            for matter in case.matters
        ),
    )
