"""What waits for whom, until when, and with which ladder."""

import datetime

import pytest
from msgspec.structs import replace

from flows import commands as do
from flows.events import CaseMoved
from flows.evolve import evolve
from flows.forms import Answer
from flows.protocol import Stage
from flows.school import Slot
from flows.waiting import actionable, aftercare_round, card_of, pending_wait, wanted
from tests.flows.meldingen import (
    ADVICE,
    INCIDENT,
    NOT_YET,
    THIRD,
    closed,
    consent,
    done,
    fire,
    in_aftercare,
    in_step_one,
    in_step_two,
    move,
    report,
    reported,
    taken_up,
    talked,
    wish,
    with_agreements,
)
from tests.flows.small_school import BULLY, MONDAY, TARGET, Play, reworked


def waits(play: Play) -> dict[str, str]:
    """What waits, with its ladder, its rung and its due moment in UTC."""
    return {
        one.key: f"{one.ladder} {one.rung} {one.due:%d-%m %H:%M}" for one in play.case.follow_ups
    }


def intents(play: Play) -> dict[str, str]:
    """What would wait if it started now, with why then."""
    wants = wanted(play.case, play.protocol, play.school, play.now)
    return {one.key: one.intent for one in wants}


def test_a_new_report_waits_to_be_taken_up_for_each_pupil() -> None:
    """The ladder begins when the report was seen: at once within school hours (A-33)."""
    assert {
        "melding/p1": "gewoon 0 24-11 07:30",
        "melding/p2": "gewoon 0 24-11 07:30",
    } == waits(reported())
    assert {"melding/p1": "gewoon", "melding/p2": "gewoon"} == intents(reported())


def test_an_evening_report_is_reminded_of_a_working_day_after_it_was_seen() -> None:
    """A report of Friday night is seen on Monday; the reminder comes on Tuesday."""
    play = Play()
    play.now = datetime.datetime(2026, 11, 27, 20, 0, tzinfo=datetime.UTC)
    play.does(report())

    assert "gewoon 0 01-12 07:30" == waits(play)["melding/p1"]


def test_an_acute_report_does_not_wait_for_the_morning() -> None:
    """Half an hour, at any hour."""
    play = Play()
    play.now = datetime.datetime(2026, 11, 27, 20, 0, tzinfo=datetime.UTC)
    play.does(report(acute=True))

    assert "acuut 0 27-11 20:30" == waits(play)["melding/p1"]


def test_work_waits_only_when_it_can_be_done() -> None:
    """A task that waits for another has no due date; one that is stuck has."""
    play = taken_up()
    assert {"taak/melding.1.gesprek_gepeste.p1": "gewoon 0 25-11 07:30"} == waits(play)
    assert {"taak/melding.1.gesprek_gepeste.p1": "2 schooldagen"} == intents(play)

    stuck = in_step_one(answer="nee")
    assert ["1.1.gesprek_pester.p2"] == [
        one.ref.encoded() for one in actionable(stuck.case, stuck.protocol)
    ]
    assert "gewoon 0 26-11 07:30" == waits(stuck)["taak/1.1.gesprek_pester.p2"]


def test_nobody_is_asked_to_work_before_it_was_taken_up() -> None:
    """For a pupil whose coach has not read it there is one question: take it up."""
    play = reported()
    play.does(do.Acknowledge(actor="carla"))

    assert {"melding/p1"} == set(waits(play))


def test_texts_for_magister_wait_when_they_are_ready() -> None:
    """Two school days each, per pupil, until they stand there (A:218)."""
    play = in_step_one()
    assert {
        "magister/1.1.start.p1": "2 schooldagen",
        "magister/1.1.start.p2": "2 schooldagen",
        "taak/1.1.gesprek_pester.p2": "3 schooldagen",
    } == intents(play)
    assert "gewoon 0 25-11 07:30" == waits(play)["magister/1.1.start.p1"]


def test_the_question_counts_from_the_agreements() -> None:
    """Not asked yet, and due a school week after the agreements."""
    play = with_agreements()

    assert "gewoon -1 30-11 07:30" == waits(play)["vraag/1.1.week"]
    assert "1 schoolweek" == intents(play)["vraag/1.1.week"]


def test_a_question_that_was_put_off_waits_two_school_days() -> None:
    """It has a key of its own, and is not asked until then."""
    play = with_agreements()
    fire(play, "vraag/1.1.week")
    play.does(do.AnswerQuestion(actor="bram", key="vraag/1.1.week", answers=NOT_YET))

    assert "gewoon -1 02-12 07:30" == waits(play)["vraag/1.1.week.1"]
    assert "vraag/1.1.week" not in waits(play)


def test_waiting_is_asked_once_more() -> None:
    """Only the choice that was made last counts, until it was answered or the stage was left."""
    play = talked(TARGET)
    assert "" == pending_wait(play.case)
    play.does(move("volgen", "melding.1", "Even kijken."))

    assert "volgen/melding.1.1" == pending_wait(play.case)
    assert "volgen" == intents(play)["volgen/melding.1.1"]
    assert "gewoon -1 30-11 07:30" == waits(play)["volgen/melding.1.1"]
    play.does(move("starten", "melding.1", "Toch."))
    assert "" == pending_wait(play.case)


def test_waiting_ends_with_the_stages() -> None:
    """A melding that is no bullying waits for nothing."""
    play = talked(TARGET)
    play.does(move("volgen", "melding.1", "Even kijken."))
    play.does(move("geen_pesten", "melding.1", "Ruzie."))

    assert ("", {}, {}) == (pending_wait(play.case), waits(play), intents(play))


def test_matters_wait_for_whom_they_concern() -> None:
    """Advice for who was asked, a stuck step for the antipestcoördinator, a note for who leads."""
    play = in_step_one(answer="nee")
    play.does(do.AskAdvice(actor="bram", to="tom", answers=ADVICE))
    play.does(do.ReportInfeasible(actor="carla", task="1.1.gesprek_pester.p2", reason="Nee."))
    play.does(do.AddNote(actor="carla", kind="incident", answers=INCIDENT))
    parent = (*INCIDENT[:2], Answer("besproken", ("Maakt zich zorgen.",)))
    play.does(do.AddNote(actor="carla", kind="ouder", answers=parent))

    assert {
        "raad/1": ("raad:1",),
        "besluit/2": ("antipestcoordinator",),
        "gebeurd/3": ("begeleider:p1",),
    } == {
        one.key: one.slots
        for one in play.case.follow_ups
        if one.key.startswith(("raad", "besluit", "gebeurd"))
    }
    assert "gewoon" == intents(play)["besluit/2"]
    assert "gewoon 0 24-11 07:30" == waits(play)["besluit/2"]


def test_a_choice_waits_when_nothing_else_keeps_a_stage_going() -> None:
    """Magister texts, advice and notes are beside it: they never keep somebody from choosing."""
    play = talked(TARGET)
    assert {"keuze/melding.1": "gewoon 0 24-11 07:30"} == waits(play)
    assert {"keuze/melding.1": "gewoon"} == intents(play)

    play.does(do.AskAdvice(actor="bram", to="tom", answers=ADVICE))
    play.does(do.AddNote(actor="anna", kind="incident", answers=INCIDENT))
    assert {"keuze/melding.1", "raad/1", "gebeurd/2"} >= set(waits(play)) >= {"keuze/melding.1"}


def test_a_stuck_step_keeps_a_stage_going() -> None:
    """While a joint decision is waited for, nobody is asked to choose."""
    play = in_step_two()
    play.does(done("bram", "2.1.samen_vragen.p1", wish("nee")))
    play.does(do.ReportInfeasible(actor="bram", task="2.1.gesprek_samen.", reason="Wil niet."))

    assert "besluit/1" in waits(play)
    assert "keuze/2.1" not in waits(play)


def test_aftercare_waits_for_its_questions() -> None:
    """Not asked yet; counted from the moment aftercare began."""
    play = in_aftercare()

    assert {
        "nazorg/1.1": "gewoon -1 30-11 07:30",
        "nazorg/1.2": "gewoon -1 04-01 07:30",
        "nazorg/1.3": "gewoon -1 18-01 07:30",
    } == {key: value for key, value in waits(play).items() if key.startswith("nazorg")}
    assert "4 schoolweken" == intents(play)["nazorg/1.2"]
    assert (0, 1) == (aftercare_round(in_step_one().case), aftercare_round(play.case))


def test_nothing_waits_in_a_closed_melding() -> None:
    """Closed is closed."""
    assert {} == waits(closed())
    assert {} == intents(closed())


def test_follow_ups_start_when_they_are_made() -> None:
    """Each remembers since when it waits."""
    assert {MONDAY} == {one.started for one in reported().case.follow_ups}


def test_a_stage_that_the_protocol_lost_still_waits_for_somebody() -> None:
    """When a stage is no longer there, whoever is asked in aftercare chooses how to go on."""
    play = in_step_one()
    lost = CaseMoved(at=play.now, state="lopend", stage="9", round=1, transition="verder")
    play.case = evolve(play.case, lost)

    wants = wanted(play.case, play.protocol, play.school, play.now)

    assert (Slot("begeleider", "p1"),) == next(one.slots for one in wants if one.key == "keuze/9.1")


@pytest.mark.parametrize(
    ("key", "card"),
    [
        ("melding/p1", "root"),
        ("taak/1.1.gesprek_pester.p2", "actie/1.1.gesprek_pester"),
        ("taak/1.1.afspraken.", "actie/1.1.afspraken"),
        ("magister/1.1.start.p1", "magister/1.1.start"),
        ("vraag/1.1.week", "vraag/1.1.week"),
        ("keuze/1.1", "keuze/1.1"),
    ],
)
def test_what_waits_is_shown_on_a_card(key: str, card: str) -> None:
    """Tasks and texts of several pupils share one card; the rest has its own."""
    assert card == card_of(key)


@pytest.mark.parametrize(
    ("each", "by", "before"),
    [
        ("melding", "begeleider:gepeste", False),
        ("melding", "antipestcoordinator", True),
        ("gepeste", "antipestcoordinator", False),
    ],
)
def test_work_waits_for_whoever_must_take_it_up(each: str, by: str, *, before: bool) -> None:
    """What is about a pupil waits until the coach knows; what a school role does once need not."""

    def find_out(stage: Stage) -> Stage:
        work = replace(
            stage.actions[-1], each=each, by=by, due="1 schooldag", ladder="gewoon", required=True
        )
        return replace(stage, actions=(*stage.actions[:-1], work))

    play = reported(protocol=reworked(0, find_out))
    task = f"taak/melding.1.uitzoeken.{'p1' if each == 'gepeste' else ''}"
    assert before == (task in waits(play))
    play.does(do.Acknowledge(actor="carla"))
    assert before == (task in waits(play))
    play.does(do.Acknowledge(actor="bram"))
    assert task in waits(play)


def test_one_stuck_step_holds_up_no_other() -> None:
    """While the antipestcoördinator is asked about one talk, the other one still waits."""
    play = talked(TARGET, BULLY, THIRD)
    play.does(done("bram", "melding.1.toestemming.p1", consent("nee", "p2", "p3")))
    play.does(move("starten", "melding.1", "Er is haast bij."))
    play.does(do.ReportInfeasible(actor="carla", task="1.1.gesprek_pester.p2", reason="Nee."))

    assert "taak/1.1.gesprek_pester.p2" not in waits(play)
    assert "taak/1.1.gesprek_pester.p3" in waits(play)


def test_a_matter_waits_whatever_became_of_an_earlier_one() -> None:
    """Advice that was given, or that nobody can give any more, hides nothing that came later."""
    play = taken_up()
    for adviser in ("lies", "tom"):
        play.does(do.AskAdvice(actor="bram", to=adviser, answers=ADVICE))
    play.does(do.AddNote(actor="carla", kind="incident", answers=INCIDENT))
    advice = (Answer("antwoord", ("Begin rustig.",)),)
    play.does(do.GiveAdvice(actor="lies", number=1, answers=advice))
    assert {"raad/2", "gebeurd/3"} <= set(waits(play))
    play.does(do.ExcludePerson(actor="anna", person="tom", reason="Familie."))

    assert {"gebeurd/3"} == {key for key in waits(play) if key.startswith(("raad", "gebeurd"))}


@pytest.mark.parametrize(("ladder", "climbed"), [("", "gewoon"), ("acuut", "acuut")])
def test_a_text_for_magister_climbs_its_ladder_or_the_usual_one(ladder: str, climbed: str) -> None:
    """A protocol may name no ladder for a text; then silence is passed on as for a report."""

    def write(stage: Stage) -> Stage:
        return replace(stage, records=tuple(replace(one, ladder=ladder) for one in stage.records))

    play = in_step_one(protocol=reworked(1, write))

    assert f"{climbed} 0 25-11 07:30" == waits(play)["magister/1.1.start.p1"]


def test_somebody_can_wait_in_a_step() -> None:
    """Choosing "volgen" asks again in any stage that runs, not only after the report."""

    def wait(stage: Stage) -> Stage:
        way = replace(stage.transitions[0], id="volgen", to="volgen", after="1 schoolweek")
        return replace(stage, transitions=(*stage.transitions, way))

    play = in_step_one(protocol=reworked(1, wait))
    play.does(move("volgen", "1.1", "Even kijken."))

    assert "volgen/1.1.1" == pending_wait(play.case)
    assert "volgen/1.1.1" in waits(play)


def test_whoever_owns_a_stage_chooses_how_to_go_on() -> None:
    """The choice goes to the owner of the present stage, whoever is asked in aftercare."""
    owned = reworked(0, lambda stage: replace(stage, owner="antipestcoordinator"))
    play = talked(TARGET, protocol=owned)

    assert [("antipestcoordinator",)] == [
        one.slots for one in play.case.follow_ups if one.key == "keuze/melding.1"
    ]


def test_what_was_begun_goes_on_waiting_in_aftercare() -> None:
    """Texts for Magister, reports not taken up and notes wait on; work of the step does not."""
    play = with_agreements()
    play.does(do.AddPupil(actor="bram", parts=THIRD.parts))
    play.does(do.AddNote(actor="carla", kind="incident", answers=INCIDENT))
    play.does(move("afronden", "1.1", "Het is gestopt."))

    assert {
        "melding/p3",
        "gebeurd/1",
        *(f"magister/1.1.{text}.{pupil}" for text in ("start", "stap1") for pupil in ("p1", "p2")),
        *(f"nazorg/1.{nth}" for nth in (1, 2, 3)),
    } <= set(waits(play))
    assert [] == [key for key in waits(play) if key.startswith(("taak", "vraag"))]
