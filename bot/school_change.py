"""Whose work moves to somebody else, by a new staff file or an absence that begins; telling them.

Rules this file keeps:

- Which slots moved is worked out, and noted, in the transaction that stores the new people. What is
  noted is told afterwards, also after a crash in between.
- A note holds ids of meldingen and slots such as "begeleider:p1"; never a person.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial

import msgspec

from bot.case_service import CaseService
from bot.directory import Directory, People, pupil_rows, staff_rows
from bot.logs import log
from bot.open_case import OpenCase
from flows.commands import SchoolChanged
from flows.desk import standing
from flows.school import School, people_for, slot_from
from storage.errors import Damaged, WrongKey
from storage.units_of_work import Store, UnitOfWork

NOTE = "school_change"
LAST_LOOK = "school_change_last_look"


class Moved(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The slots of one melding that other people fill since a change."""

    case_id: str
    slots: tuple[str, ...]


_moved = msgspec.json.Decoder(tuple[Moved, ...])


def slots_in_use(opened: OpenCase) -> tuple[str, ...]:
    """Gives the slots that have a card or are waited for in a melding."""
    cards = (one.slot.encoded() for one in standing(opened.case, opened.shelved.protocol))
    waiting = (slot for one in opened.case.follow_ups for slot in one.slots)
    return tuple(dict.fromkeys((*cards, *waiting)))


Moment = tuple[School, datetime.datetime]
"""The school as it was or is at a moment."""


def moved_slots(opened: OpenCase, before: Moment, after: Moment) -> tuple[str, ...]:
    """Gives the slots of a melding that other people fill after than before."""
    case, protocol = opened.case, opened.shelved.protocol

    def people(slot: str, at: Moment) -> frozenset[str]:
        return frozenset(people_for(slot_from(slot), case, protocol, *at))

    return tuple(
        slot for slot in slots_in_use(opened) if people(slot, before) != people(slot, after)
    )


def note_change(
    unit: UnitOfWork,
    cases: CaseService,
    directory: Directory,
    after: People,
    now: datetime.datetime,
) -> int:
    """Notes for each open melding which slots move when `after` replaces the people of now.

    To be called before the registers are replaced, in the same transaction; gives how many
    meldingen have something to tell.
    """

    def moved(opened: OpenCase) -> tuple[str, ...]:
        school = directory.school(after, opened.identities)
        return moved_slots(opened, (opened.school, now), (school, now))

    return _note(unit, cases, moved)


def replace_people(
    unit: UnitOfWork,
    cases: CaseService,
    directory: Directory,
    after: People,
    now: datetime.datetime,
) -> int:
    """Stores `after` as the people of the school; gives how many meldingen have something to tell.

    To be told afterwards with `tell_change`.
    """
    moved = note_change(unit, cases, directory, after, now)
    unit.roster.replace(pupil_rows(tuple(after.pupils.values())))
    unit.staff.replace(staff_rows(after.staff))
    return moved


def note_new_day(unit: UnitOfWork, cases: CaseService, now: datetime.datetime) -> int:
    """Notes which slots moved since this was last asked, because an absence began or ended.

    To be called once a day; the first time there is nothing to compare with. Gives how many
    meldingen have something to tell.
    """
    last = unit.notes.get(LAST_LOOK)
    unit.notes.put(LAST_LOOK, now.isoformat())
    if last is None:
        return len(noted(unit))
    then = datetime.datetime.fromisoformat(last)

    def moved(opened: OpenCase) -> tuple[str, ...]:
        return moved_slots(opened, (opened.school, then), (opened.school, now))

    return _note(unit, cases, moved)


def _note(
    unit: UnitOfWork, cases: CaseService, moved: Callable[[OpenCase], tuple[str, ...]]
) -> int:
    """Adds the slots that moved to what is noted; gives of how many meldingen."""
    slots_of = {one.case_id: one.slots for one in noted(unit)}
    for row in unit.index.open():
        opened = cases.load_readable(unit, row.case_id)
        slots = moved(opened) if opened is not None else ()
        together = tuple(dict.fromkeys((*slots_of.get(row.case_id, ()), *slots)))
        if together:
            slots_of[row.case_id] = together
    _write(unit, tuple(Moved(case_id, slots) for case_id, slots in slots_of.items()))
    return len(slots_of)


async def tell_change(store: Store, cases: CaseService) -> int:
    """Tells every melding that was noted; gives how many. Again is harmless.

    One that cannot be read stays noted, and holds up no other.
    """
    waiting = await store.read(noted)
    for one in waiting:
        try:
            await cases.handle(one.case_id, SchoolChanged(actor="", slots=one.slots))
        except (Damaged, WrongKey):
            log.error("case_unreadable", case_id=one.case_id)
            continue
        await store.run(partial(_forget, told=one), named="school change")
    return len(waiting)


def noted(unit: UnitOfWork) -> tuple[Moved, ...]:
    """Gives what moved and was not told yet."""
    return _moved.decode(unit.notes.get(NOTE) or "[]")


def _forget(unit: UnitOfWork, told: Moved) -> None:
    _write(unit, tuple(one for one in noted(unit) if one != told))


def _write(unit: UnitOfWork, moved: tuple[Moved, ...]) -> None:
    if moved:
        unit.notes.put(NOTE, msgspec.json.encode(moved).decode())
    else:
        unit.notes.drop(NOTE)
