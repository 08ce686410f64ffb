"""A second melding of the same situation, and what must hold when it is put into the first."""

from typing import Any

import msgspec
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from flows.case import Case, Entry
from flows.desk import reporter_slot
from flows.effects import Decision, Refused
from flows.event_log import read, written
from flows.event_parts import Involved
from flows.evolve import evolve
from flows.logbook import REPORTS
from flows.merging import Merged, Side, merge
from flows.permissions import Reader, Stance, may, stance_of
from flows.renumbering import Numbers
from flows.rules.situation import NOT_YOURS, Situation
from flows.school import people_for
from flows.views.case_looks import look_of, seen_entries
from flows.views.scene import Scene
from tests.flows.machine.offers import Choose, next_steps, report
from tests.flows.machine.timers import Timers
from tests.flows.small_school import Play
from tests.flows.views.story import WORDING

WORKERS = ("bram", "carla", "dirk", "anna")

SECOND_IDS = ("9XYZ", "4ABC")
"""Ids of other meldingen of the same situation."""


class Second(msgspec.Struct, frozen=True):
    """Another melding, and how its pupils are named in the first."""

    play: Play
    numbers: Numbers


def _numbers(case: Case, shared: tuple[str, ...], named: int) -> Numbers:
    """Says which pupils of the first melding the first of the second are; others are new."""
    last = case.numbered
    pupils = {}
    for nth in range(named):
        same = shared[nth] if nth < len(shared) else ""
        last += not same
        pupils[f"p{nth + 1}"] = same or f"p{last}"
    return Numbers(pupils=pupils, last=last, matters=len(case.matters), agreements=case.agreements)


def second_melding(
    first: Play, case_id: str, reporter: str, shared: tuple[str, ...], steps: int, choose: Choose
) -> Second:
    """Plays another melding in the same school for a while, by the same coaches."""
    numbers = _numbers(first.case, shared, 2)
    places = tuple(
        msgspec.structs.replace(first.school.place(there), pupil=here)
        for here, there in numbers.pupils.items()
    )
    other = Play(first.protocol, msgspec.structs.replace(first.school, places=places))
    other.now = first.now
    situation = Situation(other.school, other.protocol, other.case, reporter, other.now)
    involved = (Involved("p1", ("gepeste",)), Involved("p2", ("pester",)))
    other.does(msgspec.structs.replace(report(situation, involved, choose), case_id=case_id))
    for _ in range(steps):
        _takes_a_step(other, choose)
    return Second(other, _numbers(first.case, shared, other.case.numbered))


def _takes_a_step(other: Play, choose: Choose) -> None:
    for offer in next_steps(other.case, other.protocol, other.school, other.now):
        command = offer(choose)
        for actor in WORKERS:
            signed = msgspec.structs.replace(command, actor=actor)
            decision = other.tries(signed)
            if isinstance(decision, Decision) and decision.events:
                other.does(signed)
                return


def _decided(second: Second, target: Play, actor: str) -> Merged | Refused:
    source = second.play
    return merge(
        Side(source.case, source.protocol, source.school),
        tuple(map(read, source.log)),
        Side(target.case, target.protocol, target.school),
        second.numbers,
        actor,
        target.now,
    )


def put_together(second: Second, target: Play, actor: str, people: tuple[str, ...]) -> Merged:
    """Lets somebody put the second melding into the first, when they may in both."""
    source, was, began = second.play, target.case, second.play.case
    before = {person: _lines_seen(source, person) for person in people}
    reads = {person: _stance(target, person).ways for person in people}
    is_allowed = all(
        may(Reader(actor, one.case, one.protocol, one.school, target.now), "merge")
        for one in (source, target)
    )
    merged = _decided(second, target, actor)
    if isinstance(merged, Refused):
        assert (merged == NOT_YOURS) == (not is_allowed)
        return Merged(Decision(), Decision())
    assert is_allowed
    _happens(target, merged.target)
    _happens(source, merged.source)
    assert () == source.case.follow_ups
    first_line = len(was.log) + 1
    there = target.case.log[first_line : first_line + len(began.log)]
    assert [] == _lost(began, there)
    for person in people:
        assert [] == _newly_read(target, person, began, before[person], there)
        others = _stance(target, person).ways - reads[person]
        assert "reporter" not in others
    return merged


def _happens(play: Play, decision: Decision) -> None:
    """Lets what was decided happen, through bytes."""
    for event in decision.events:
        play.log.append(written(event))
        play.case = evolve(play.case, read(play.log[-1]))


def _reader(play: Play, person: str) -> Reader:
    return Reader(person, play.case, play.protocol, play.school, play.now)


def _stance(play: Play, person: str) -> Stance:
    return stance_of(_reader(play, person))


def _lines_seen(play: Play, person: str) -> set[int]:
    """Gives the lines of the logbook that somebody may read, by number."""
    scene = Scene(_reader(play, person), WORDING)
    return {one.entry.number for one in seen_entries(scene, _stance(play, person))}


def _lost(source: Case, there: tuple[Entry, ...]) -> list[str]:
    """Gives what was recorded in a melding and does not stand in the one it went into."""
    return [
        old.what
        for old, new in zip(source.log, there, strict=True)
        if (old.by, old.at, len(old.answers)) != (new.by, new.at, len(new.answers))
    ]


def _newly_read(
    target: Play, person: str, source: Case, before: set[int], there: tuple[Entry, ...]
) -> list[str]:
    """Gives the lines that somebody reads now, did not read before and may not.

    Whoever leads there reads all. Another coach reads no more than of own pupils, and the facts
    that every coach of a melding knows: what is private of a pupil stays unseen by other coaches.
    """
    stance = _stance(target, person)
    if {"coach_of_target", "antipest"} & stance.ways:
        return []
    own = set(stance.pupils)
    now = _lines_seen(target, person)
    return [
        old.what
        for old, new in zip(source.log, there, strict=True)
        if new.number in now
        and old.number not in before
        and look_of(new) != "facts"
        and not own & set(new.pupils)
    ]


def out_of_reach(play: Play) -> list[str]:
    """Gives each report whose reporter is not reached by its own id, or that is no report."""
    case = play.case
    told = [one for one in case.log if one.what in REPORTS and not one.corrects]
    wrong = [] if len(told) == len(case.reports) else ["niet even veel"]
    for one in case.reports:
        slot = reporter_slot(case, one)
        reached = people_for(slot, case, play.protocol, play.school, play.now)
        if reached != (() if one.by in case.excluded else (one.by,)):
            wrong.append(one.case_id)
    return wrong


class SecondMeldingen(RuleBasedStateMachine):
    """The part of the machine in which the same situation is reported again, and put together."""

    def __init__(self) -> None:
        super().__init__()
        self.play = Play()
        self.timers = Timers()

    def keeps(self, decision: Decision) -> None:
        """Carries out what a decision says about keys."""
        raise NotImplementedError

    @precondition(lambda self: len(self.play.case.reports) <= len(SECOND_IDS))
    @rule(
        data=st.data(),
        actor=st.sampled_from((*WORKERS, "carla", "vak", "tom", "rector", "ict", "onbekend")),
        reporter=st.sampled_from(("vak", "bram", "tom", "lies")),
        steps=st.integers(0, 6),
        shared=st.integers(0, 2),
    )
    def another_melding_is_put_into_it(
        self, data: st.DataObject, actor: str, reporter: str, steps: int, shared: int
    ) -> None:
        """Somebody reports the same, work begins, and somebody puts it into this melding."""

        def choose(options: tuple[Any, ...]) -> Any:  # noqa: ANN401 - whatever is offered
            return data.draw(st.sampled_from(options))

        case = self.play.case
        case_id = SECOND_IDS[len(case.reports) - 1]
        there = tuple(one.pupil for one in case.involved)[:shared]
        second = second_melding(self.play, case_id, reporter, there, steps, choose)
        people = tuple(one.id for one in self.play.school.staff)
        merged = put_together(second, self.play, actor, people)
        self.timers.carry_out(merged.target.effects)
        self.keeps(merged.target)

    @invariant()
    def each_report_has_its_reporter(self) -> None:
        """Whoever reported, here or in a melding that was put into it, is reached by the own id."""
        assert [] == out_of_reach(self.play)
