"""What there is to do, worked out from the protocol and what was done."""

import msgspec
import pytest

from flows import commands as do
from flows.event_parts import Involved
from flows.protocol import Protocol, Question, Record
from flows.records import records_of
from flows.school import Slot
from flows.tasks import TaskRef, open_required, questions_of, running, slots_for, task_ref, tasks_of
from tests.flows.meldingen import (
    BOTH_PARTS,
    OTHER_TARGET,
    TALK,
    THIRD,
    closed,
    done,
    in_aftercare,
    in_step_one,
    in_step_two,
    move,
    reported,
    talked,
    wish,
    with_agreements,
)
from tests.flows.small_school import BULLY, TARGET, Play, stappenplan


def standing(play: Play) -> dict[str, str]:
    """Each task with its status."""
    return {one.ref.encoded(): one.status for one in tasks_of(play.case, play.protocol)}


def texts(play: Play) -> dict[str, str]:
    """Each Magister text with its status."""
    records = records_of(play.case, play.protocol)
    return {f"{one.key} {one.pupil}".strip(): one.status for one in records}


@pytest.mark.parametrize("ref", [TaskRef("1", 2, "afspraken"), TaskRef("1", 1, "gesprek", "p2")])
def test_a_task_is_written_and_read_back(ref: TaskRef) -> None:
    """The text form keeps flow, round, action and pupil."""
    assert ref == task_ref(ref.encoded())


@pytest.mark.parametrize("text", ["", "1.1.gesprek", "1.een.gesprek.p2", "1.1.gesprek.p2.p3"])
def test_what_is_no_task_is_none(text: str) -> None:
    """Anything else names no task."""
    assert task_ref(text) is None


def test_the_first_stage_asks_in_its_order() -> None:
    """The talk is open, the consent waits for it, finding out is always possible."""
    assert {
        "melding.1.gesprek_gepeste.p1": "open",
        "melding.1.toestemming.p1": "waiting",
        "melding.1.uitzoeken.": "open",
    } == standing(reported())


def test_a_pupil_waits_for_an_own_talk_only() -> None:
    """Of two bullied pupils the one who was spoken with can be asked."""
    play = reported(TARGET, OTHER_TARGET, BULLY)
    play.does(done("bram", "melding.1.gesprek_gepeste.p1", TALK))

    assert ("open", "waiting") == tuple(
        standing(play)[f"melding.1.toestemming.{pupil}"] for pupil in ("p1", "p3")
    )


def test_work_for_all_waits_for_everybody() -> None:
    """Agreements wait until both pupils who bully were spoken with."""
    play = in_step_one(TARGET, BULLY, answer="nee")

    assert "waiting" == standing(play)["1.1.afspraken."]
    assert "blocked" == standing(play)["1.1.gesprek_pester.p2"]


def test_consent_is_a_task_of_every_step_with_its_talk() -> None:
    """The question of the first stage still counts in step 1, and no longer in step 2."""
    assert "done" == standing(in_step_one())["melding.1.toestemming.p1"]
    assert "melding.1.toestemming.p1" not in standing(in_step_two())


def test_who_is_both_is_asked_in_both_parts() -> None:
    """A pupil in both parts consents to talks with others, never with themselves (X-26)."""
    play = in_step_one(*BOTH_PARTS)

    assert {"p1", "p2"} == {
        one.ref.pupil for one in open_required(play.case, play.protocol) if one.ref.pupil
    }
    assert "done" == standing(play)["melding.1.toestemming.p1"]
    assert "open" == standing(play)["melding.1.toestemming.p2"]


@pytest.mark.parametrize(
    ("answer", "status"), [("ja", "done"), ("nee", "done"), ("nog_vragen", "open")]
)
def test_still_asking_is_no_answer(answer: str, status: str) -> None:
    """A wish is known after a yes or a no."""
    play = in_step_two()
    play.does(done("bram", "2.1.samen_vragen.p1", wish(answer)))

    assert status == standing(play)["2.1.samen_vragen.p1"]


def test_what_needs_a_pupil_who_bullies_falls_away_without() -> None:
    """Unknown bully: no consent, no talk, no joint talk; parents are still called (X-26)."""
    play = talked(TARGET)
    play.does(move("starten", "melding.1"))
    assert {"1.1.afspraken.": "open"} == standing(play)

    play.does(move("verder", "1.1", "Het gaat door."))
    assert {"2.1.afspraken.": "open", "2.1.bellen.p1": "waiting"} == standing(play)


@pytest.mark.parametrize("make", [in_aftercare, closed])
def test_after_the_steps_nothing_runs(make: object) -> None:
    """In aftercare and after closing there are no tasks; Magister texts of before are left."""
    assert callable(make)
    play: Play = make()

    assert () == running(play.case, play.protocol)
    assert {} == standing(play)
    assert {
        "1.1.start p1": "ready",
        "1.1.start p2": "ready",
        "1.1.stap1 p1": "ready",
        "1.1.stap1 p2": "ready",
    } == texts(play)


def test_texts_hang_under_an_item_that_is_made_once() -> None:
    """In a second round the root item is not made again; the text of the round waits."""
    play = with_agreements()
    play.does(do.PasteRecord(actor="bram", record="1.1.start", pupil="p1"))
    play.does(move("herhalen", "1.1", "Het is minder."))

    assert {
        "1.1.start p1": "done",
        "1.1.start p2": "ready",
        "1.1.stap1 p1": "ready",
        "1.1.stap1 p2": "ready",
        "1.2.stap1 p1": "waiting",
        "1.2.stap1 p2": "waiting",
    } == texts(play)


def test_what_was_not_done_in_a_step_has_no_text_later() -> None:
    """Without agreements there is nothing to tell once the step was left."""
    play = in_step_one()
    play.does(move("verder", "1.1", "Het gaat door."))

    assert {"1.1.start p1", "1.1.start p2", "2.1.stap2 p1", "2.1.stap2 p2"} == set(texts(play))


@pytest.mark.parametrize(
    ("by", "pupil", "slots"),
    [
        ("antipestcoordinator", "p2", ("antipestcoordinator",)),
        ("begeleider", "p2", ("begeleider:p2",)),
        ("begeleider", "", ("begeleider:p1",)),
        ("begeleider:gepeste", "", ("begeleider:p1",)),
        ("begeleider:leerling", "", ("begeleider:p1", "begeleider:p2", "begeleider:p3")),
        ("begeleider:pester", "", ("begeleider:p2", "begeleider:p3")),
        ("onbekend", "p1", ("onbekend",)),
    ],
)
def test_a_role_becomes_slots(by: str, pupil: str, slots: tuple[str, ...]) -> None:
    """A pupil's role is asked per pupil; for the whole melding, of all pupils in that part."""
    play = reported(TARGET, BULLY, THIRD)

    assert slots == tuple(one.encoded() for one in slots_for(by, pupil, play.case, play.protocol))


def with_question(start: str) -> Protocol:
    """The protocol with one more question in step 2, counted from an action."""
    protocol = stappenplan()
    question = Question(
        id="later",
        kind="evaluatie",
        after="1 schoolweek",
        start=start,
        to="begeleider:gepeste",
        ladder="gewoon",
        postpone="2 schooldagen",
        bron="eigen",
    )
    stages = (
        *protocol.stages[:2],
        msgspec.structs.replace(protocol.stages[2], questions=(question,)),
    )
    return msgspec.structs.replace(protocol, stages=stages)


@pytest.mark.parametrize(
    ("start", "begun"),
    [("stap", True), ("bellen", False), ("gesprek_gepeste", True), ("gesprek_pester", False)],
)
def test_a_question_counts_from_its_start(start: str, *, begun: bool) -> None:
    """From the stage, an action here, or one of an earlier stage once it was done (X-11)."""
    play = talked(protocol=with_question(start))
    play.does(move("starten", "melding.1", "Haast."))
    play.does(move("verder", "1.1", "Haast."))

    assert [begun] == [one.begins is not None for one in questions_of(play.case, play.protocol)]


def test_a_question_counts_from_the_last_pupil() -> None:
    """An action for several pupils has been done when it was done for all of them."""
    play = with_agreements()
    assert [play.now] == [one.begins for one in questions_of(play.case, play.protocol)]
    assert [False] == [one.answered for one in questions_of(play.case, play.protocol)]
    assert (Slot("begeleider", "p1"),) == questions_of(play.case, play.protocol)[0].slots


def test_a_step_can_use_the_texts_of_another() -> None:
    """Such texts carry the key of the step and round in which they are made again."""
    protocol = stappenplan()
    again = Record(id="opnieuw", each="melding", use="1", bron="eigen")
    stages = (
        *protocol.stages[:2],
        msgspec.structs.replace(protocol.stages[2], records=(again,)),
    )
    play = in_step_one(protocol=msgspec.structs.replace(protocol, stages=stages))
    play.does(move("verder", "1.1", "Haast."))

    assert {"2.1.start p1", "2.1.stap1 p2"} <= set(texts(play))


def test_a_text_for_who_is_only_involved_is_not_made() -> None:
    """Texts are for pupils who are bullied or who bully."""
    play = in_step_one(TARGET, BULLY, Involved("p3", ("betrokken",)))

    assert {"p1", "p2"} == {one.pupil for one in records_of(play.case, play.protocol)}


def test_a_question_for_no_gate_needs_no_answer() -> None:
    """A protocol may ask for consent without a talk that waits for it."""
    protocol = stappenplan()
    stages = tuple(
        msgspec.structs.replace(
            one, actions=tuple(msgspec.structs.replace(action, gate="") for action in one.actions)
        )
        for one in protocol.stages
    )
    play = talked(protocol=msgspec.structs.replace(protocol, gates=(), stages=stages))

    assert "done" == standing(play)["melding.1.toestemming.p1"]


def test_talking_together_waits_for_every_bullied_pupil() -> None:
    """One yes is not enough while the other was not asked; one no is a no."""
    play = in_step_one(TARGET, OTHER_TARGET, BULLY)
    play.does(move("verder", "1.1", "Haast."))
    seen = []
    for actor, pupil, answer in (
        ("bram", "p1", "ja"),
        ("carla", "p3", "ja"),
        ("bram", "p1", "nee"),
    ):
        play.does(done(actor, f"2.1.samen_vragen.{pupil}", wish(answer)))
        seen.append(standing(play)["2.1.gesprek_samen."])

    assert ["waiting", "open", "blocked"] == seen


def test_an_override_makes_a_talk_open() -> None:
    """Also when the pupil said no."""
    play = in_step_one(answer="nee")
    play.does(do.OverrideGate(actor="anna", task="1.1.gesprek_pester.p2", reason="Acuut."))

    assert "open" == standing(play)["1.1.gesprek_pester.p2"]
