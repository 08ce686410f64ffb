"""What there is to do in protocols that are written otherwise than document A."""

import datetime

from msgspec.structs import replace

from flows import commands as do
from flows.protocol import Each, Record, Stage
from flows.records import records_of
from flows.tasks import questions_of, tasks_of
from tests.flows.meldingen import (
    AGREEMENT,
    OTHER_TARGET,
    TALK,
    THIRD,
    agreed_together,
    call,
    consent,
    done,
    in_step_one,
    in_step_two,
    keys,
    move,
    reported,
    talked,
    wish,
    with_agreements,
)
from tests.flows.small_school import BULLY, TARGET, Play, reworked


def standing(play: Play) -> dict[str, str]:
    """Each task with its status."""
    return {one.ref.encoded(): one.status for one in tasks_of(play.case, play.protocol)}


def texts(play: Play) -> dict[str, str]:
    """Each Magister text with its status."""
    records = records_of(play.case, play.protocol)
    return {f"{one.key} {one.pupil}".strip(): one.status for one in records}


def text(name: str, each: Each = "gepeste", after: tuple[str, ...] = ()) -> Record:
    """A text for Magister that comes after some work."""
    return Record(id=name, each=each, title="Pesten", after=after, bron="eigen")


def test_a_talk_together_waits_for_the_wish_alone() -> None:
    """Also in a protocol that does not say that the question comes first (A:119)."""

    def at_any_time(stage: Stage) -> Stage:
        actions = tuple(
            replace(one, after=()) if one.id == "gesprek_samen" else one for one in stage.actions
        )
        return replace(stage, actions=actions)

    play = in_step_one(protocol=reworked(2, at_any_time))
    play.does(move("verder", "1.1", "Het gaat door."))
    seen = [standing(play)["2.1.gesprek_samen."]]
    for answer in ("nog_vragen", "ja", "nee"):
        play.does(done("bram", "2.1.samen_vragen.p1", wish(answer)))
        seen.append(standing(play)["2.1.gesprek_samen."])

    assert ["waiting", "waiting", "open", "blocked"] == seen


def test_a_call_that_informed_a_parent_is_done() -> None:
    """Each pupil's parents on their own: one call does not end another (A:224)."""
    play = agreed_together(in_step_two())
    play.does(done("bram", "2.1.bellen.p1", call("gesproken")))
    play.does(done("carla", "2.1.bellen.p2", call("voicemail")))

    assert ("done", "open") == tuple(standing(play)[f"2.1.bellen.{one}"] for one in ("p1", "p2"))


def test_whoever_is_named_later_is_asked_the_first_talk_once() -> None:
    """Of the first stage only the talk comes late; consent is asked with the talk it is for."""
    play = in_step_one()
    play.does(do.AddPupil(actor="bram", parts=OTHER_TARGET.parts))
    first = [
        one.ref.encoded()
        for one in tasks_of(play.case, play.protocol)
        if one.ref.flow == "melding" and one.ref.pupil == "p3"
    ]
    assert ["melding.1.gesprek_gepeste.p3", "melding.1.toestemming.p3"] == first
    play.does(move("verder", "1.1", "Het gaat door."))

    assert ["melding.1.gesprek_gepeste.p3"] == [one for one in standing(play) if "melding" in one]


def test_a_text_of_the_first_stage_is_left_when_it_was_left() -> None:
    """It keeps its key; what could not be told then is not told later."""
    first = (text("begin"), text("verhaal", after=("gesprek_gepeste",)), text("meer", "pester"))
    last = text("uitgezocht", "melding", after=("uitzoeken",))
    play = reported(protocol=reworked(0, lambda stage: replace(stage, records=(*first, last))))
    assert {
        "melding.1.begin p1": "ready",
        "melding.1.verhaal p1": "waiting",
        "melding.1.meer p2": "ready",
        "melding.1.uitgezocht": "waiting",
    } == texts(play)
    play.does(done("bram", "melding.1.gesprek_gepeste.p1", TALK))
    play.does(move("starten", "melding.1", "Haast."))

    assert {
        "melding.1.begin p1": "ready",
        "melding.1.verhaal p1": "ready",
        "melding.1.meer p2": "ready",
        "1.1.start p1": "ready",
        "1.1.start p2": "ready",
        "1.1.stap1 p1": "waiting",
        "1.1.stap1 p2": "waiting",
    } == texts(play)


def test_a_text_about_one_pupil_waits_for_that_pupil_only() -> None:
    """The text about a call can be made when that call was held, whatever the other coach did."""
    called = reworked(
        2, lambda stage: replace(stage, records=(text("b", "leerling", ("bellen",)),))
    )
    play = in_step_one(protocol=called)
    play.does(move("verder", "1.1", "Het gaat door."))
    agreed_together(play)
    play.does(done("bram", "2.1.bellen.p1", call("gesproken")))

    assert ("ready", "waiting") == tuple(texts(play)[f"2.1.b {one}"] for one in ("p1", "p2"))


def test_a_text_can_wait_for_what_a_pupil_agreed_to() -> None:
    """A text about consent is ready once every question for it was answered."""
    asked = text("wil", after=("toestemming",))
    play = talked(protocol=reworked(0, lambda stage: replace(stage, records=(asked,))))
    seen = [texts(play)["melding.1.wil p1"]]
    for answer in ("nog_vragen", "nee"):
        play.does(done("bram", "melding.1.toestemming.p1", consent(answer)))
        seen.append(texts(play)["melding.1.wil p1"])

    assert ["waiting", "waiting", "ready"] == seen


def test_a_question_of_a_new_round_counts_from_that_round() -> None:
    """The agreements of the first round are not those of the second."""
    play = with_agreements()
    play.does(move("herhalen", "1.1", "Het is minder."))
    assert [None] == [one.begins for one in questions_of(play.case, play.protocol)]
    play.now += datetime.timedelta(days=1)
    play.does(done("carla", "1.2.gesprek_pester.p2", TALK[:2]))
    play.does(done("bram", "1.2.afspraken.", AGREEMENT))

    assert [play.now] == [one.begins for one in questions_of(play.case, play.protocol)]
    assert "vraag/1.2.week" in keys(play)


def test_a_question_about_several_pupils_counts_from_the_last_of_them() -> None:
    """After one of two talks its time does not run yet; after both it runs from the second."""

    def after_the_talks(stage: Stage) -> Stage:
        asked = tuple(replace(one, start="gesprek_pester") for one in stage.questions)
        return replace(stage, questions=asked)

    play = talked(TARGET, BULLY, THIRD, protocol=reworked(1, after_the_talks))
    play.does(done("bram", "melding.1.toestemming.p1", consent("ja", "p2", "p3")))
    play.does(move("starten", "melding.1", "Haast."))
    begun = []
    for pupil in ("p3", "p2"):
        play.now += datetime.timedelta(days=1)
        play.does(done("carla", f"1.1.gesprek_pester.{pupil}", TALK))
        begun += [one.begins for one in questions_of(play.case, play.protocol)]

    assert [None, play.now] == begun
