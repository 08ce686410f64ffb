"""Putting one melding into another: a decision about two meldingen at once. Pure.

The shell gives both as they are in one transaction, and stores both decisions or neither.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import msgspec

from flows import commands as do
from flows.case import Case
from flows.decide import decide
from flows.effects import Decision, Refused
from flows.events import Event
from flows.identity import Identity
from flows.permissions import Reader, may, may_see, stance_of
from flows.protocol import Protocol
from flows.renumbering import Numbers
from flows.rules.merging import runs_twice, tells_otherwise, written_for
from flows.rules.situation import NOT_YOURS, OUTDATED
from flows.school import School


class Side(msgspec.Struct, frozen=True):
    """One of two meldingen, with the school as it sees it: `target` sees the pupils of both."""

    case: Case
    protocol: Protocol
    school: School


class Merged(msgspec.Struct, frozen=True):
    """What happens in each; empty for what was put together before.

    The cards of `source` are shown anew wherever they stand, whatever its decision says of them.
    """

    source: Decision
    target: Decision


class Related(msgspec.Struct, frozen=True):
    """Another melding that is running with a pupil of this one, for who may open both."""

    case_id: str
    can_take_in: bool
    """Whether the reader may put this melding into it."""


Known = tuple[Reader, tuple[Identity, ...]]
"""A person who looks at a melding, and who its pupils are."""


def related(here: Known, others: Iterable[Known]) -> tuple[Related, ...]:
    """Gives which of these meldingen a person may know of in this one.

    They have a pupil in common who is involved in both: who is only in a support group is not
    given away by another melding.
    """
    reader, _ = here
    if not may_see(stance_of(reader), "facts"):
        return ()
    merges = reader.case.is_open and may(reader, "merge")
    return tuple(
        Related(other.case.id, merges and may(other, "merge"))
        for other, named in others
        if other.case.id != reader.case.id
        and other.case.is_open
        and _involved(here) & _involved((other, named))
        and may_see(stance_of(other), "facts")
    )


def _involved(known: Known) -> set[str]:
    reader, named = known
    pupils = {one.pupil for one in reader.case.involved}
    return {one.roster_id for one in named if one.roster_id and one.pupil in pupils}


def numbers_for(
    source: Case, named: tuple[Identity, ...], target: Case, known: tuple[Identity, ...]
) -> Numbers:
    """Gives the pupils of a melding their numbers in another; one in the roster is the same pupil.

    A pupil who is not in the roster is a new one: nobody but a person can say who that is.
    """
    there = {one.roster_id: one.pupil for one in known if one.roster_id}
    here = {one.pupil: one.roster_id for one in named if one.roster_id}
    pupils: dict[str, str] = {}
    last = target.numbered
    for pupil in (f"p{number}" for number in range(1, source.numbered + 1)):
        same = there.get(here.get(pupil, ""), "")
        last += not same
        pupils[pupil] = same or f"p{last}"
    return Numbers(
        pupils=pupils, last=last, matters=len(target.matters), agreements=target.agreements
    )


def new_identities(
    named: tuple[Identity, ...], known: tuple[Identity, ...], numbers: Numbers
) -> tuple[Identity, ...]:
    """Gives who the pupils are that the other melding does not have yet, by their number there."""
    there = {one.pupil for one in known}
    moved = (msgspec.structs.replace(one, pupil=numbers.pupil(one.pupil)) for one in named)
    return tuple(one for one in moved if one.pupil not in there)


def merge(
    source: Side,
    told: tuple[Event, ...],
    target: Side,
    numbers: Numbers,
    actor: str,
    now: datetime.datetime,
) -> Merged | Refused:
    """Decides whether `source` goes into `target`, for somebody who may do so in both."""
    for side in (source, target):
        if not may(Reader(actor, side.case, side.protocol, side.school, now), "merge"):
            return NOT_YOURS
    if source.case.id == target.case.id:
        return OUTDATED
    if source.case.is_open and tells_otherwise(source.case, target.case, target.protocol):
        return Refused("samenvoegen-protocol")
    if runs_twice(source.case, target.case):
        return Refused("samenvoegen-ernaast")
    ends = do.MergeInto(actor=actor, into=target.case.id)
    ended = decide(source.school, source.protocol, source.case, ends, now)
    if isinstance(ended, Refused) or not ended.events:
        return ended if isinstance(ended, Refused) else Merged(ended, Decision())
    stamp = {"at": now, "by": actor}
    merged, lines = written_for(source.case, told, target.case, numbers, stamp)
    takes = do.TakeIn(actor=actor, merged=merged, lines=lines)
    taken = decide(target.school, target.protocol, target.case, takes, now)
    return taken if isinstance(taken, Refused) else Merged(ended, taken)
