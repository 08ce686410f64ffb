"""What was recorded in a melding that is put into another: what counts there, and what is read."""

from typing import Any

import pytest

from flows import commands as do
from flows import events as ev
from flows.effects import Decision, Refused, SendCard
from flows.event_parts import Member
from flows.events import Event
from flows.forms import Answer, values_of
from flows.merging import Merged
from flows.permissions import NO_STANCE, stance_of
from tests.flows.meldingen import (
    ADVICE,
    AGREEMENT,
    INCIDENT,
    TALK,
    agreed_together,
    call,
    consent,
    done,
    in_step_one,
    in_step_two,
    report,
    reported,
    talked,
    wish,
)
from tests.flows.small_school import MONDAY, Play
from tests.flows.two_meldingen import (
    GESPREK,
    HERE,
    HOUR,
    THERE,
    happen,
    identities,
    lines,
    other,
    put_together,
    reader,
    renamed,
    seat,
)


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
    merged = put_together(source, target)

    assert ("tom", "carla") == target.case.excluded
    assert isinstance(merged, Merged)
    shown = {(one.slot, one.key) for one in merged.target.effects if isinstance(one, SendCard)}
    assert ("begeleider:p2", "root") in shown
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


def test_a_wrong_pupil_stays_wrong() -> None:
    """Who was chosen wrongly is nobody in the other melding either; the right one is there."""
    source = other(do.Acknowledge(actor="bram"))
    corrected = ev.PupilCorrected(at=source.now, by="anna", pupil="p2", instead="p3")
    happen(source, Decision((corrected,)))
    target = reported()
    put_together(source, target, there={"p1": "r4", "p2": "", "p3": "r3"})

    assert ["p1", "p2", "p3", "p5"] == [one.pupil for one in target.case.involved]
    assert 5 == target.case.numbered
    assert target.case.was_mistaken("p4")
    assert 0 == target.case.mistaken[0].number
    assert "p4" not in [one.pupil for one in target.case.acknowledged]
