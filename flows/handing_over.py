"""Which roles of a melding other people fill since it came where it is, read from its logbook.

Nothing is kept for it: a role that moved gives a card until the melding goes on to another stage.
"""

from __future__ import annotations

from flows.case import Case, Entry
from flows.school import Slot, slot_from


def _since_the_last_move(case: Case) -> tuple[Entry, ...]:
    """Gives the lines of the logbook since the melding came to this stage or state."""
    own = tuple(one for one in case.log if not one.source)
    moves = (one.number for one in own if one.what == "CaseMoved")
    last = max(moves, default=0)
    return tuple(one for one in own if one.number > last)


def took_it_up(case: Case, taken: Entry) -> bool:
    """Says whether a slot was only taken by taking up the melding first: nothing came before.

    The line that it was taken up tells the same then.
    """
    pupil = slot_from(taken.extra).pupil
    return any(
        one.what == "ReportAcknowledged"
        and one.pupils == (pupil,)
        and (one.by, one.at) == (taken.by, taken.at)
        and one.number < taken.number
        for one in case.log
    )


def handed_over(case: Case) -> tuple[Slot, ...]:
    """Gives the slots that other people fill now than when the melding came here."""
    slots: list[str] = []
    for entry in _since_the_last_move(case):
        if entry.what == "StaffChanged":
            slots.extend(entry.extra.split())
        elif entry.what == "SlotTaken" and not took_it_up(case, entry):
            slots.append(entry.extra)
    return tuple(slot_from(slot) for slot in dict.fromkeys(slots))


def kept_out(case: Case) -> tuple[int, ...]:
    """Gives the lines of the logbook that tell who takes no part since the melding came here."""
    return tuple(one.number for one in _since_the_last_move(case) if one.what == "PersonExcluded")
