"""Checks that the index says of each melding what its events say.

The index decides which meldingen are looked after and which are kept long enough, and is not part
of the chain: a melding that somebody closes there would quietly be forgotten, and then erased.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from bot.case_service import standing_of
from flows.event_log import replay
from storage.case_index import IndexRow
from storage.errors import Damaged, WrongKey
from storage.units_of_work import UnitOfWork
from storage.verification import Fault

NO_LIST = "In de lijst van meldingen staat iets dat daar niet hoort."
NO_STORY = "De gebeurtenissen zijn niet te lezen."
OTHERWISE = "De lijst van meldingen zegt iets anders dan de gebeurtenissen."


def index_faults(unit: UnitOfWork) -> Iterator[Fault]:
    """Gives each melding of which the index is not what its events say."""
    try:
        rows = unit.index.all()
    except (msgspec.MsgspecError, TypeError, ValueError):
        yield Fault("", NO_LIST)
        return
    for row in rows:
        try:
            told = _told(unit, row.case_id)
        except (Damaged, WrongKey, msgspec.MsgspecError, LookupError):
            yield Fault(row.case_id, NO_STORY)
            continue
        if told != msgspec.structs.replace(row, held=False):
            yield Fault(row.case_id, OTHERWISE)


def _told(unit: UnitOfWork, case_id: str) -> IndexRow:
    """Gives what the index should say; of a hold no event tells."""
    stored = unit.cases.load(case_id)
    case = replay(tuple(one.payload for one in stored))
    return standing_of(case, stored[-1].recorded_at)
