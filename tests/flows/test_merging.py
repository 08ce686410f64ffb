"""One melding put into another: who may, what goes along, and what does not."""

import datetime
import typing
from typing import Any

import msgspec
import pytest

from flows import commands as do
from flows import events as ev
from flows.case import Case
from flows.effects import Decision, Refused, SendCard
from flows.event_log import replay
from flows.events import Event, Involved, Member
from flows.forms import Answer, values_of
from flows.merging import Merged, Related, related
from flows.permissions import NO_STANCE, Reader, may_see, stance_of
from flows.rules.merging import COUNTS, NOT_TAKEN, TO_READ
from flows.school import Slot, people_for
from tests.flows.meldingen import (
    ADVICE,
    AGREEMENT,
    INCIDENT,
    SIGHTING,
    TALK,
    agreed_together,
    call,
    closed,
    consent,
    done,
    in_aftercare,
    in_step_one,
    in_step_two,
    report,
    reported,
    talked,
    wish,
)
from tests.flows.small_school import MONDAY, Play
from tests.flows.two_meldingen import HERE, THERE, happen, identities, put_together, renamed, seat

HOUR = datetime.timedelta(hours=1)
TARGET_THERE = Involved("p1", ("gepeste",))
BULLY_THERE = Involved("p2", ("pester",))


def other(*commands: do.Command, by: str = "lies", acute: bool = False) -> Play:
    """A second melding: dirk's pupil is bullied, and bram's pupil bullies."""
    play = seat(Play(), identities(THERE))
    play.now += HOUR
    play.does(report(TARGET_THERE, BULLY_THERE, by=by, acute=acute))
    for command in commands:
        play.does(command)
    return renamed(play, "9XYZ")


def reader(play: Play, person: str, through: str = "") -> Reader:
    """Somebody who looks at a melding."""
    return Reader(person, play.case, play.protocol, play.school, play.now, through)


def lines(case: Case, what: str) -> list[tuple[str, ...]]:
    """The pupils of each line of the logbook of one kind."""
    return [one.pupils for one in case.log if one.what == what]


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


GESPREK = "melding.1.gesprek_gepeste.p1"


def test_what_was_done_with_a_pupil_counts() -> None:
    """A talk, an age, a consent and a call are not asked again of the same pupil."""
    source = other(
        do.Acknowledge(actor="dirk"),
        done("dirk", GESPREK, TALK),
        done("dirk", "melding.1.toestemming.p1", consent("nee")),
    )
    target = talked()
    put_together(source, target)

    assert "melding.1.gesprek_gepeste.p3" in [one.task for one in target.case.done]
    assert "onder-16" == target.case.band("p3")
    assert [("p3", "p1", "nee")] == [
        (one.target, one.perpetrator, one.answer) for one in target.case.consents
    ]
    assert [("p3", "p1")] == lines(target.case, "ConsentRecorded")


def test_the_last_answer_of_a_pupil_counts() -> None:
    """An answer that was given earlier in the other melding is only there to be read."""
    target = in_step_one(answer="nee")
    for later, expected in ((-1, "nee"), (1, "ja")):
        source = seat(Play(), identities(HERE))
        source.now += later * HOUR
        source.does(report(by="lies"))
        source.does(done("bram", GESPREK, TALK))
        source.does(done("bram", "melding.1.toestemming.p1", consent("ja")))
        renamed(source, f"9XY{later + 2}")
        put_together(source, target, there=HERE)

        assert [expected] == [one.answer for one in target.case.consents]


def test_what_is_done_once_for_a_melding_is_done_there_anew() -> None:
    """Agreements are there to be read and numbered on; the action itself is not done."""
    source = renamed(seat(in_step_one(), identities(HERE)), "9XYZ")
    source.does(done("carla", "1.1.gesprek_pester.p2", TALK))
    source.does(done("bram", "1.1.afspraken.", AGREEMENT))
    target = in_step_one()
    target.does(done("carla", "1.1.gesprek_pester.p2", TALK))
    target.does(done("bram", "1.1.afspraken.", AGREEMENT))
    count = [one.task for one in target.case.done].count("1.1.afspraken.")
    put_together(source, target, there=HERE)

    assert count == [one.task for one in target.case.done].count("1.1.afspraken.")
    assert 2 == target.case.agreements
    assert ["1", "2"] == [one.extra for one in target.case.log if one.what == "AgreementMade"]


def with_wish(answer: str, hours: int) -> Play:
    """A melding in step 2 in which the pupil said, and a parent heard, something after a while."""
    play = in_step_two()
    play.now += hours * HOUR
    if answer == "ja":
        agreed_together(play)
    else:
        play.does(done("bram", "2.1.samen_vragen.p1", wish(answer)))
        play.does(do.ReportInfeasible(actor="bram", task="2.1.gesprek_samen.", reason="Wil niet."))
        decision = do.SettleInfeasible(
            actor="anna", number=1, decision="overslaan", explanation="Apart."
        )
        play.does(decision)
        play.does(done("bram", "2.1.afspraken.", AGREEMENT))
    play.does(done("bram", "2.1.bellen.p1", call("voicemail")))
    return play


@pytest.mark.parametrize(("hours", "expected"), [(0, "ja"), (2, "nee")])
def test_the_last_wish_and_the_last_call_count(hours: int, expected: str) -> None:
    """Whichever melding it was told in, what was told last holds."""
    source, target = renamed(with_wish("nee", hours), "9XYZ"), with_wish("ja", 1)
    target.now += HOUR * 5
    put_together(source, target, there=HERE)

    assert [expected] == [one.answer for one in target.case.wishes]
    assert 1 == len(target.case.calls)
    assert 2 == len(lines(target.case, "ParentCalled"))


def test_what_is_open_between_people_goes_along() -> None:
    """A question for advice and a step that does not work wait in the other melding."""
    source = other(
        do.Acknowledge(actor="dirk"),
        do.AskAdvice(actor="dirk", to="tom", answers=ADVICE),
        do.ReportInfeasible(actor="dirk", task=GESPREK, reason="Ziek."),
        do.AddNote(actor="bram", kind="incident", answers=INCIDENT),
    )
    target = reported()
    target.does(do.AskAdvice(actor="bram", to="lies", answers=ADVICE))
    put_together(source, target)

    waits = {one.key for one in target.case.follow_ups}
    assert {"raad/1", "raad/2", "besluit/3", "gebeurd/4"} <= waits
    tasks = [one.task for one in target.case.matters if one.number == 3]
    assert ["melding.1.gesprek_gepeste.p3"] == tasks
    target.does(do.GiveAdvice(actor="tom", number=2, answers=(Answer("antwoord", ("Luister.",)),)))


def test_what_was_settled_is_no_news() -> None:
    """Of what was read or decided before no card tells again; advice can still be read."""
    source = other(
        do.Acknowledge(actor="dirk"),
        do.AskAdvice(actor="bram", to="tom", answers=ADVICE),
        do.GiveAdvice(actor="tom", number=1, answers=(Answer("antwoord", ("Luister.",)),)),
        do.ReportInfeasible(actor="dirk", task=GESPREK, reason="Ziek."),
        do.SettleInfeasible(actor="anna", number=2, decision="overslaan", explanation="Later."),
        do.AddNote(actor="bram", kind="incident", answers=INCIDENT),
        do.SeeNote(actor="dirk", number=3),
    )
    target = reported()
    merged = put_together(source, target)

    assert isinstance(merged, Merged)
    keys = {one.key for one in merged.target.effects if isinstance(one, SendCard)}
    assert "antwoord/1" in keys
    assert not keys & {"antwoord/2", "gebeurd/3"}
    assert [True, True, True] == [bool(one.settled) for one in target.case.matters]
    assert [] == [one for one in target.case.done if one.skipped]


def test_a_corrected_line_stays_corrected() -> None:
    """A correction points at the line it corrects, by its number in the other melding."""
    source = other(do.AddNote(actor="bram", kind="incident", answers=INCIDENT))
    entry = next(one.number for one in source.case.log if one.what == "NoteAdded")
    newer = (*INCIDENT[:-1], Answer("gezien", ("Niet geduwd.",)))
    source.does(do.CorrectEntry(actor="bram", entry=entry, answers=newer, reason="Vergist."))
    target = reported()
    put_together(source, target)

    old, new = (one for one in target.case.log if one.what == "NoteAdded")
    assert (new.number, old.number) == (old.corrected_by, new.corrects)
    assert ("p3",) == values_of(new.answers, "wie")


def test_who_was_kept_out_stays_out() -> None:
    """A colleague who must not see one of the two sees neither; one last person must be left."""
    source = other(do.ExcludePerson(actor="anna", person="carla", reason="Familie."))
    target = reported()
    target.does(do.ExcludePerson(actor="anna", person="tom", reason="Familie."))
    put_together(source, target)

    assert ("tom", "carla") == target.case.excluded
    assert NO_STANCE == stance_of(reader(target, "carla"))
    source = other()
    kept_out = ev.PersonExcluded(at=source.now, by="anna", person="vera", reason="Familie.")
    happen(source, Decision((kept_out,)))
    assert Refused("laatste-vangnet") == put_together(source, reported())
    twice, there = other(), reported()
    for play in (twice, there):
        play.does(do.ExcludePerson(actor="anna", person="tom", reason="Familie."))
    put_together(twice, there)
    assert ("tom",) == there.case.excluded


def test_a_role_that_was_taken_over_goes_along_for_a_new_pupil() -> None:
    """For a pupil whom both have, the arrangement that is there stays."""
    source = other(
        do.TakeOver(actor="anna", slot="begeleider:p1"),
        do.TakeOver(actor="anna", slot="begeleider:p2"),
    )
    target = reported()
    put_together(source, target)

    assert [("begeleider:p3", "anna")] == [(one.slot, one.by) for one in target.case.taken]


def with_group() -> Play:
    """A melding with a support group that talked and was asked how it goes."""
    source, at = other(), MONDAY
    members = (Member("p3", "sympathie"), Member("p2", "pester"))
    stamp: dict[str, Any] = {"at": at, "by": "bram"}
    happened: tuple[Event, ...] = (
        ev.SubflowStarted(flow="steungroep", round=2, **stamp),
        ev.GroupComposed(
            task="steungroep.2.groep.", flow="steungroep", round=2, members=members, **stamp
        ),
        ev.TaskCompleted(
            task="steungroep.2.gesprek.", kind="gesprek_groep", answers=TALK[:2], **stamp
        ),
        ev.QuestionAnswered(key="vraag/steungroep.2.week", kind="peiling", answers=(), **stamp),
        ev.QuestionAnswered(key="vraag/1.1.week", kind="evaluatie", answers=(), **stamp),
        ev.QuestionAnswered(key="nazorg/1", kind="nazorg", answers=(), **stamp),
    )
    happen(source, Decision(happened))
    return source


def test_what_runs_beside_the_stages_goes_on() -> None:
    """A support group goes on as it was, with its members, its round and what was done in it."""
    source, target = with_group(), reported()
    put_together(source, target, there={**THERE, "p3": "r3"})

    assert [("steungroep", 2, MONDAY)] == [
        (one.flow, one.round, one.since) for one in target.case.beside
    ]
    group = (Member("p4", "sympathie"), Member("p1", "pester"))
    assert group == target.case.group("steungroep", 2)
    assert ["steungroep.2.groep.", "steungroep.2.gesprek."] == [
        one.task for one in target.case.done
    ]
    assert ["vraag/steungroep.2.week"] == [one.key for one in target.case.answered]
    assert 3 == len(lines(target.case, "QuestionAnswered"))
    assert () == source.case.beside
    assert ["p1", "p2", "p3"] == [one.pupil for one in target.case.involved]


def test_two_support_groups_are_not_one() -> None:
    """What the other melding had too is ended by a person first; then it can be read there."""
    source, target = with_group(), reported()
    begun = ev.SubflowStarted(at=target.now, by="bram", flow="steungroep", round=1)
    happen(target, Decision((begun,)))
    assert Refused("samenvoegen-ernaast") == put_together(source, target)
    ended = ev.SubflowEnded(at=source.now, by="bram", flow="steungroep")
    happen(source, Decision((ended,)))
    put_together(source, target, there={**THERE, "p3": "r3"})

    assert [1] == [one.round for one in target.case.beside]
    assert () == target.case.groups
    assert [("p4", "p1")] == lines(target.case, "GroupComposed")


def test_a_known_age_stays() -> None:
    """The age that is known in the other melding is not said anew."""
    source = other()
    happen(source, Decision((ev.AgeBandSet(at=source.now, pupil="p2", band="18-plus"),)))
    target = talked()
    put_together(source, target)

    assert "onder-16" == target.case.band("p1")


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
