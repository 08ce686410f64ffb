"""What changes when an entry of the logbook is corrected."""

from __future__ import annotations

import msgspec

from flows import events as ev
from flows.action_kinds import YES
from flows.case import Call, Case, Entry
from flows.forms import Answer, value_of, values_of

replace = msgspec.structs.replace


def _corrected_calls(case: Case, old: Entry, answers: tuple[Answer, ...]) -> tuple[Call, ...]:
    """Lets a corrected call count as it was meant, when it was the last one to that guardian."""
    if old.what != "ParentCalled":
        return case.calls
    called = value_of(old.answers, "ouder")
    others = tuple(one for one in case.calls if (one.task, one.guardian) != (old.task, called))
    meant = Call(
        task=old.task,
        guardian=value_of(answers, "ouder"),
        outcome=value_of(answers, "uitkomst"),
        second_guardian=value_of(answers, "tweede_ouder") == YES,
    )
    return (*others, meant)


def corrected(case: Case, event: ev.EntryCorrected) -> Case:
    """Puts a new version in the logbook; the old one stays and points at it (R-19)."""
    number = case.sequence + 1
    old = case.entry(event.entry)
    if old is None:
        return case
    log = tuple(
        replace(entry, corrected_by=number) if entry.number == event.entry else entry
        for entry in case.log
    )
    new = replace(
        old,
        number=number,
        at=event.at,
        by=event.by,
        answers=event.answers,
        pupils=values_of(event.answers, "wie") or old.pupils,
        corrects=event.entry,
        corrected_by=0,
        reason=event.reason,
    )
    return replace(case, log=(*log, new), calls=_corrected_calls(case, old, event.answers))
