"""One melding put into another: who may, what goes along, and what does not."""

import typing
from collections.abc import Iterator

import msgspec
import pytest

from flows import commands as do
from flows import events as ev
from flows.effects import Decision, Refused, SendCard
from flows.event_log import replay
from flows.event_parts import Involved
from flows.events import Event
from flows.field_specs import FieldSpec
from flows.merging import Merged, Related, related
from flows.permissions import NO_STANCE, may_see, stance_of
from flows.rules.merging import COUNTS, NOT_TAKEN, TO_READ
from flows.school import Slot, people_for
from tests.flows.meldingen import (
    SIGHTING,
    TALK,
    closed,
    done,
    in_aftercare,
    report,
    reported,
)
from tests.flows.small_school import Play
from tests.flows.two_meldingen import (
    GESPREK,
    HERE,
    TARGET_THERE,
    THERE,
    identities,
    lines,
    other,
    put_together,
    reader,
    renamed,
    seat,
)


def test_a_report_goes_along() -> None:
    """The report stands in the other melding as it was told, and this one ends."""
    source, target = other(), reported()
    merged = put_together(source, target)

    assert isinstance(merged, Merged)
    assert ("samengevoegd", ()) == (source.case.state, source.case.follow_ups)
    assert ("7K3Q", "9XYZ") == tuple(one.case_id for one in target.case.reports)
    second = next(one for one in target.case.log if one.what == "LineMerged")
    first = next(one for one in source.case.log if one.what == "BullyingReported")
    assert (first.by, first.at, first.answers) == (second.by, second.at, second.answers)
    assert ("p3", "p1") == second.pupils
    assert target.case == replay(tuple(target.log))
    assert source.case == replay(tuple(source.log))


def test_pupils_keep_one_number() -> None:
    """A pupil of both has the parts of both; a new one gets the next number and a coach."""
    source, target = other(), reported()
    put_together(source, target)

    assert (
        Involved("p1", ("gepeste", "pester")),
        Involved("p2", ("pester",)),
        Involved("p3", ("gepeste",)),
    ) == target.case.involved
    assert 3 == target.case.numbered
    assert target.case.follow_up("melding/p3") is not None


def test_a_described_pupil_is_a_new_one() -> None:
    """Nobody but a person can say whether a pupil who is not in the roster is the same."""
    source, target = other(), reported()
    put_together(source, target, there={"p1": "r1", "p2": ""}, here={"p1": "r1", "p2": ""})

    assert ["p1", "p2", "p3"] == [one.pupil for one in target.case.involved]


def test_who_took_it_up_took_it_up() -> None:
    """A coach need not press again; who was first for a pupil stays first."""
    source, target = other(do.Acknowledge(actor="dirk"), do.Acknowledge(actor="bram")), reported()
    target.does(do.Acknowledge(actor="anna"))
    target.does(do.TakeOver(actor="anna", slot="begeleider:p1"))
    put_together(source, target)

    assert [("p1", "anna"), ("p3", "dirk")] == [
        (one.pupil, one.by) for one in target.case.acknowledged
    ]
    assert [("p1",), ("p3",), ("p1",)] == lines(target.case, "ReportAcknowledged")


def test_acute_goes_along() -> None:
    """What was told as acute is acute in the other melding too, and is sent at once."""
    source, target = other(acute=True), reported()
    merged = put_together(source, target)

    assert isinstance(merged, Merged)
    assert target.case.acute
    assert {None} == {one.not_before for one in merged.target.effects if isinstance(one, SendCard)}


@pytest.mark.parametrize("person", ["vak", "carla", "dirk", "lies", "ict", "onbekend"])
def test_who_may_not_in_both_hears_as_a_stranger(person: str) -> None:
    """A right in one of the two is not enough, whatever state they are in."""
    for target in (reported(), closed()):
        source = other()
        before = (source.case, target.case)

        assert Refused("niet-van-jou") == put_together(source, target, person)
        assert before == (source.case, target.case)


def test_the_coach_of_the_bullied_pupil_may() -> None:
    """Who coaches a bullied pupil in both puts them together."""
    source = seat(Play(), identities({"p1": "r1"}))
    source.does(report(TARGET_THERE, by="lies"))
    source, target = renamed(source, "9XYZ"), reported()

    assert isinstance(put_together(source, target, "bram", there={"p1": "r1"}), Merged)
    assert [one.pupil for one in target.case.involved] == ["p1", "p2"]


def test_a_melding_goes_into_no_other_but_an_open_one() -> None:
    """Not into itself, one that is closed or in aftercare; and what is closed goes nowhere."""
    same = reported()
    reasons = [
        put_together(same, same, here=HERE, there=HERE),
        put_together(other(), closed()),
        put_together(other(), in_aftercare()),
        put_together(renamed(closed(), "9XYZ"), reported(), there=HERE),
    ]

    assert [
        Refused("verlopen"),
        Refused("samenvoegen-gesloten"),
        Refused("samenvoegen-nazorg"),
        Refused("gesloten"),
    ] == reasons


def test_once_more_does_nothing() -> None:
    """A form that was sent twice, or a melding that is there already, changes nothing."""
    source, target = other(), reported()
    again = other()
    put_together(source, target)
    before = target.case

    assert Merged(Decision(), Decision()) == put_together(source, target)
    merged = put_together(again, target)
    assert isinstance(merged, Merged)
    assert Decision() == merged.target
    assert before == target.case


def test_each_side_asks_for_itself() -> None:
    """A right to work in a melding is no right to put it into another one, or to take one in."""
    source, target = other(), reported()
    merged = put_together(source, target)
    assert isinstance(merged, Merged)
    header = next(one for one in merged.target.events if isinstance(one, ev.ReportMerged))
    takes = do.TakeIn(actor="carla", merged=header, lines=())

    assert Refused("niet-van-jou") == target.tries(takes)
    ends = do.MergeInto(actor="carla", into="9XYZ")
    assert Refused("niet-van-jou") == target.tries(ends)
    assert Decision() == target.tries(msgspec.structs.replace(takes, actor="anna"))


def test_a_pupil_who_was_added_goes_along() -> None:
    """The line that says so names the pupil by the number in the other melding."""
    source = other(do.AddPupil(actor="anna", parts=("pester",)))
    target = reported()
    put_together(source, target, there={**THERE, "p3": "r3"})

    assert [("p4",)] == lines(target.case, "PupilAdded")
    assert Involved("p4", ("pester",)) == target.case.involved[-1]


def test_a_chain_keeps_every_report() -> None:
    """What went into a melding that goes into a third is there, known by its own id."""
    first, second, third = other(), renamed(reported(by="tom"), "4ABC"), reported()
    put_together(first, second)
    second.school = third.school
    here = {**HERE, "p3": "r4"}
    put_together(second, third, there=here)

    assert ["7K3Q", "4ABC", "9XYZ"] == [one.case_id for one in third.case.reports]
    assert ["vak", "tom", "lies"] == [one.by for one in third.case.reports]
    assert ("lies",) == people_for(
        Slot("melder", "9XYZ"), third.case, third.protocol, third.school, third.now
    )
    assert [("p1", "p2"), ("p3", "p1")] == lines(third.case, "LineMerged")
    assert [("p3",), ()] == lines(third.case, "ReportMerged")
    assert third.case == replay(tuple(third.log))


def test_another_protocol_keeps_work_apart() -> None:
    """What was done in the words of one protocol cannot be told in those of another."""
    source = other(do.Acknowledge(actor="dirk"))
    target = reported()
    target.case = msgspec.structs.replace(target.case, protocol="ander")

    assert isinstance(put_together(source, target), Merged)
    source = other(do.Acknowledge(actor="dirk"), done("dirk", GESPREK, TALK))
    target = reported()
    target.case = msgspec.structs.replace(target.case, protocol="ander")
    assert Refused("samenvoegen-protocol") == put_together(source, target)


def test_each_reporter_is_only_that() -> None:
    """A reporter sees nothing of the other melding, and adds to it by the id they know."""
    source, target = other(), reported()
    put_together(source, target)

    assert NO_STANCE == stance_of(reader(target, "lies"))
    stance = stance_of(reader(target, "lies", "9XYZ"))
    assert {"reporter"} == stance.ways
    assert not may_see(stance, "facts")
    assert NO_STANCE == stance_of(reader(target, "vak", "9XYZ"))
    note = do.AddNote(actor="lies", kind="waarneming", answers=SIGHTING)
    assert Refused("niet-van-jou") == target.tries(note)
    target.does(msgspec.structs.replace(note, through="9XYZ"))
    assert ("lies", "waarneming") == (target.case.log[-1].by, target.case.log[-1].kind)


def test_only_who_may_open_it_hears_of_another_melding() -> None:
    """Permission is asked of the other melding too, and for putting together of both."""
    source, target = other(), reported()

    def told(person: str) -> tuple[Related, ...]:
        here = (reader(source, person), identities(THERE))
        return related(here, (here, (reader(target, person), identities(HERE))))

    assert {
        "anna": (Related("7K3Q", can_take_in=True),),
        "bram": (Related("7K3Q", can_take_in=False),),
        "dirk": (),
        "lies": (),
        "vak": (),
        "ict": (),
    } == {person: told(person) for person in ("anna", "bram", "dirk", "lies", "vak", "ict")}
    here = (reader(source, "anna"), identities(THERE))
    in_a_group_only = identities({"p1": "r2", "p2": "r3", "p3": "r1"})
    assert () == related(here, ((reader(target, "anna"), in_a_group_only),))
    target = closed()
    assert () == told("anna")


def test_each_kind_of_event_has_its_place() -> None:
    """What goes along, what is only read and what stays behind is said of every kind, once."""
    kinds = set(typing.get_args(Event)) - {ev.LineMerged}

    assert kinds == set(COUNTS) | TO_READ | NOT_TAKEN
    assert len(kinds) == len(COUNTS) + len(TO_READ) + len(NOT_TAKEN)


@pytest.mark.parametrize("change", ["question", "choice", "nothing"])
def test_a_report_is_told_in_the_words_of_the_other_protocol(change: str) -> None:
    """A question or a choice that the other protocol does not have keeps a report apart."""
    source, target = other(), reported()
    target.case = msgspec.structs.replace(target.case, protocol="ander")
    intake = target.protocol.intake
    steps = tuple(
        msgspec.structs.replace(step, questions=tuple(_changed(step.questions, change)))
        for step in intake.steps
    )
    changed = msgspec.structs.replace(intake, steps=steps)
    target.protocol = msgspec.structs.replace(target.protocol, intake=changed)

    assert (change == "nothing") == isinstance(put_together(source, target), Merged)


def _changed(questions: tuple[FieldSpec, ...], change: str) -> Iterator[FieldSpec]:
    for one in questions:
        if one.id != "hoe_vaak" or change == "nothing":
            yield one
        elif change == "choice":
            yield msgspec.structs.replace(one, options=("nooit",))
