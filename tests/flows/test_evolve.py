"""State from events: what each adds, and that it never refuses."""

import datetime
import typing

from flows import events as ev
from flows.case import EMPTY_CASE, EPOCH
from flows.event_parts import Involved
from flows.evolve import STEPS, evolve
from flows.forms import Answer
from tests.flows.meldingen import (
    BOTH_PARTS,
    THIRD,
    agreed_together,
    call,
    day,
    done,
    in_aftercare,
    in_step_two,
    reported,
    talked,
)
from tests.flows.small_school import BULLY, MONDAY, TARGET

ACTED: dict[str, typing.Any] = {"at": MONDAY, "by": "bram"}


def test_every_event_has_its_step() -> None:
    """No kind of event is without a meaning, and no meaning without an event."""
    assert set(typing.get_args(ev.Event)) == set(STEPS)


def test_every_event_counts() -> None:
    """The sequence is the number of events, those that tell nothing included."""
    play = talked()

    assert len(play.log) == play.case.sequence
    ended = evolve(play.case, ev.FollowUpEnded(key="onzin", **ACTED))
    assert play.case.sequence + 1 == ended.sequence


def test_a_line_of_the_logbook_has_the_number_of_its_event() -> None:
    """That is how a correction points at it."""
    play = talked()

    names = [ev_name(payload) for payload in play.log]
    assert [names[one.number - 1] for one in play.case.log] == [one.what for one in play.case.log]


def ev_name(payload: bytes) -> str:
    """The name of the event in these bytes."""
    return payload.decode().split('"')[3]


def test_pupils_have_their_parts() -> None:
    """Who is bullied, who bullies, and both at once (X-26)."""
    play = reported(*BOTH_PARTS, THIRD, Involved("p4", ("betrokken",)))

    assert ("p1", "p2") == play.case.targets
    assert ("p1", "p2", "p3") == play.case.perpetrators
    assert ("p1", "p2", "p3") == play.case.having("leerling")
    assert ("p4",) == play.case.having("betrokken")
    assert ("p1",) == play.case.having("eerste_pester")
    assert ("p2", "p3") == play.case.having("andere_pesters")
    assert () == reported(TARGET).case.having("eerste_pester")


def test_an_empty_case_knows_nothing() -> None:
    """Before the report everything is empty."""
    assert (None, None, None, "") == (
        EMPTY_CASE.follow_up("x"),
        EMPTY_CASE.matter(1),
        EMPTY_CASE.entry(1),
        EMPTY_CASE.band("p1"),
    )
    assert EPOCH == EMPTY_CASE.entered
    assert EMPTY_CASE.is_open


def test_a_stage_was_entered_when_it_was_moved_to() -> None:
    """The first one at the report, a later one at its move."""
    play = talked()
    later = MONDAY + datetime.timedelta(days=2)
    moved = ev.CaseMoved(
        at=later, by="bram", state="lopend", stage="1", round=1, transition="starten"
    )

    assert MONDAY == play.case.entered
    assert later == evolve(play.case, moved).entered
    assert not in_aftercare().case.is_open or "nazorg" == in_aftercare().case.state


def test_an_age_band_can_change() -> None:
    """The last one that was told counts, per pupil."""
    case = talked().case
    case = evolve(case, ev.AgeBandSet(pupil="p2", band="18-plus", **ACTED))
    case = evolve(case, ev.AgeBandSet(pupil="p1", band="16-17", **ACTED))

    assert ("16-17", "18-plus") == (case.band("p1"), case.band("p2"))


def test_the_last_answer_counts_per_pair_gate_and_guardian() -> None:
    """Consent per pair, a wish per pupil, a call per guardian: a new one replaces the old."""
    case = reported(TARGET, BULLY, THIRD).case
    for perpetrator, answer in (("p2", "ja"), ("p3", "ja"), ("p2", "nee")):
        case = evolve(
            case,
            ev.ConsentRecorded(target="p1", perpetrator=perpetrator, answer=answer, **ACTED),
        )
    for pupil, answer in (("p1", "ja"), ("p2", "ja"), ("p1", "nee")):
        case = evolve(case, ev.WishRecorded(gate="samen", pupil=pupil, answer=answer, **ACTED))

    assert [("p3", "ja"), ("p2", "nee")] == [(one.perpetrator, one.answer) for one in case.consents]
    assert [("p2", "ja"), ("p1", "nee")] == [(one.pupil, one.answer) for one in case.wishes]


def test_calls_are_kept_per_guardian_and_task() -> None:
    """A second call to the same guardian replaces the first; the logbook keeps both."""
    play = agreed_together(in_step_two())
    for pupil, guardian, outcome in (
        ("p1", "eerste", "voicemail"),
        ("p1", "tweede", "voicemail"),
        ("p2", "eerste", "voicemail"),
        ("p1", "eerste", "geen_gehoor"),
    ):
        play.does(
            done("anna", f"2.1.bellen.{pupil}", with_age(play.case.band(pupil), outcome, guardian))
        )

    assert [
        ("2.1.bellen.p1", "tweede", "voicemail"),
        ("2.1.bellen.p2", "eerste", "voicemail"),
        ("2.1.bellen.p1", "eerste", "geen_gehoor"),
    ] == [(one.task, one.guardian, one.outcome) for one in play.case.calls]
    assert 4 == sum(one.what == "ParentCalled" for one in play.case.log)


def with_age(band: str, outcome: str, guardian: str) -> tuple[Answer, ...]:
    """A call that tells the age band when it is not known."""
    age = () if band else (Answer("leeftijd", ("onder-16",)),)
    return (*call(outcome, guardian), *age)


def test_a_correction_of_what_is_not_there_adds_nothing() -> None:
    """It never refuses: an entry that is unknown leaves the logbook as it was."""
    case = talked().case
    correction = ev.EntryCorrected(entry=99, answers=(day(),), reason="Zo.", **ACTED)

    after = evolve(case, correction)

    assert case.log == after.log
    assert case.sequence + 1 == after.sequence


def test_settling_what_is_not_there_changes_no_matter() -> None:
    """A decision about an unknown number is a line in the logbook and no more."""
    case = talked().case
    settled = ev.InfeasibleSettled(number=9, decision="overslaan", explanation="Zo.", **ACTED)

    after = evolve(case, settled)

    assert (case.matters, case.done) == (after.matters, after.done)
    assert "overslaan" == after.log[-1].extra


def test_a_follow_up_that_starts_again_replaces_the_old_one() -> None:
    """Under one key one thing waits; a climb moves only that one."""
    case = reported().case
    due = MONDAY + datetime.timedelta(days=1)
    again = ev.FollowUpStarted(
        key="melding/p1", slots=("begeleider:p1",), ladder="acuut", rung=0, due=due, at=MONDAY
    )
    climbed = ev.FollowUpClimbed(key="melding/p1", rung=1, due=due, at=MONDAY)
    after = evolve(evolve(case, again), climbed)

    assert {("melding/p2", "gewoon", 0), ("melding/p1", "acuut", 1)} == {
        (one.key, one.ladder, one.rung) for one in after.follow_ups
    }


def test_the_number_of_agreements_only_grows() -> None:
    """Agreements keep their number, in whatever order they come."""
    case = reported().case
    for number in (1, 3, 2):
        case = evolve(
            case,
            ev.AgreementMade(
                task="1.1.afspraken.", number=number, binds=("p1",), answers=(), **ACTED
            ),
        )

    assert 3 == case.agreements
