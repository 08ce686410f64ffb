"""How a melding changes when the wrong pupil was chosen (architecture §5.5).

What was asked of the wrong pupil counts no longer: the right one begins anew. What was written
down stays, marked when it is all about the wrong pupil.
"""

from __future__ import annotations

from collections.abc import Iterator

from flows import events as ev
from flows.case import CLEARING, Case, Done, Entry, Matter, Mistaken
from flows.event_parts import Involved
from flows.evolving.logged import logged, replace, settled
from flows.forms import values_of

SETTLED = "verkeerde-leerling"
"""How a matter about an action for the wrong pupil ends."""

NOT_MARKED = ("BullyingReported", "NoteAdded")
"""Lines that tell what happened; it did happen, if to another pupil."""

_NAMING = ("wie", "aanwezig")
"""Answers that name whom something for the whole melding was about."""


def _pupil_of(task: str) -> str:
    return task.rpartition(".")[2]


def _is_about(entry: Entry, wrong: str) -> bool:
    """Says whether a line is all about the wrong pupil; a consent needs both of its pupils."""
    if entry.what in NOT_MARKED:
        return False
    if entry.what == "ConsentRecorded" and wrong in entry.pupils:
        return True
    return set(entry.pupils) == {wrong} or _pupil_of(entry.task) == wrong


def _log(case: Case, wrong: str) -> Iterator[Entry]:
    for entry in case.log:
        yield replace(entry, mistaken=True) if _is_about(entry, wrong) else entry


def _runs(case: Case, task: str) -> bool:
    """Says whether a task belongs to what goes on now, and so can be done again."""
    now = {f"{case.stage}.{case.round}", *(f"{one.flow}.{one.round}" for one in case.beside)}
    return case.state in ("gemeld", "lopend") and any(task.startswith(f"{one}.") for one in now)


def _counts(case: Case, done: Done, wrong: str) -> bool:
    """Says whether an action stays done: one held with the wrong pupil is held again now.

    Of a step that was left it stays, for the texts about the others still tell of it.
    """
    if _pupil_of(done.task) == wrong:
        return False
    if not _runs(case, done.task):
        return True
    named = [
        {pupil for field in _NAMING for pupil in values_of(entry.answers, field)}
        for entry in case.log
        if entry.task == done.task and entry.answers and not entry.corrected_by
    ]
    return not named or any(wrong not in pupils for pupils in named)


def _matters(case: Case, event: ev.PupilCorrected) -> Iterator[Matter]:
    """Ends what was put forward about the wrong pupil, and asks to put its texts right."""
    for matter in case.matters:
        ends = not matter.settled and bool(matter.task) and _pupil_of(matter.task) == event.pupil
        how = {"settled": SETTLED, "settled_by": event.by, "settled_at": event.at}
        yield replace(matter, **how) if ends else matter
    if event.number:
        yield Matter(number=event.number, kind=CLEARING, by=event.by, at=event.at)


def pupil_corrected(case: Case, event: ev.PupilCorrected) -> Case:
    """Puts the right pupil in the place of the wrong one, with the same parts."""
    wrong = event.pupil
    mistaken = Mistaken(
        pupil=wrong,
        former=event.former,
        pasted=tuple(one for one in case.pasted if one.pupil == wrong),
        number=event.number,
    )
    corrected = replace(
        case,
        involved=tuple(
            Involved(event.instead, one.parts) if one.pupil == wrong else one
            for one in case.involved
        ),
        numbered=case.numbered + 1,
        mistaken=(*case.mistaken, mistaken),
        age_bands=tuple(one for one in case.age_bands if one.pupil != wrong),
        acknowledged=tuple(one for one in case.acknowledged if one.pupil != wrong),
        consents=tuple(one for one in case.consents if wrong not in (one.target, one.perpetrator)),
        wishes=tuple(one for one in case.wishes if one.pupil != wrong),
        overrides=tuple(one for one in case.overrides if one.pupil != wrong),
        done=tuple(one for one in case.done if _counts(case, one, wrong)),
        calls=tuple(one for one in case.calls if _pupil_of(one.task) != wrong),
        reviews=tuple(one for one in case.reviews if one.pupil != wrong),
        pasted=tuple(one for one in case.pasted if one.pupil != wrong),
        groups=tuple(
            replace(one, members=tuple(who for who in one.members if who.pupil != wrong))
            for one in case.groups
        ),
        taken=tuple(one for one in case.taken if one.slot.partition(":")[2] != wrong),
        matters=tuple(_matters(case, event)),
        log=tuple(_log(case, wrong)),
    )
    return logged(corrected, event, pupils=(event.instead,))


def texts_cleared(case: Case, event: ev.TextsCleared) -> Case:
    """Settles that the texts about a wrong pupil were put right."""
    return logged(settled(case, event, "weg"), event)
