"""Going on without one pupil: one slow coach does not freeze the others, and nothing is lost."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from flows import commands as do
from flows.effects import Decision, Refused
from flows.protocol import Record, Stage
from flows.records import records_of
from flows.rules.going_without import holds_up
from flows.tasks import questions_of, task_of
from tests.flows.meldingen import (
    AGREEMENT,
    OTHER_TARGET,
    TALK,
    THIRD,
    consent,
    done,
    in_step_one,
    in_step_two,
    keys,
    move,
    names,
    status,
    taken_up,
    talked,
    updated,
)
from tests.flows.small_school import BULLY, TARGET, Play, reworked

OUTDATED = Refused("verlopen")
SLOW = "1.1.gesprek_pester.p2"
TALK_WITH_OTHER = "melding.1.gesprek_gepeste.p3"


def without(task: str = SLOW, actor: str = "bram", why: str = "Zij is er niet.") -> do.GoOnWithout:
    """Somebody goes on without waiting for this task."""
    return do.GoOnWithout(actor=actor, task=task, reason=why)


def standing(play: Play, task: str) -> str:
    """How a task stands."""
    found = task_of(play.case, play.protocol, task)
    return found.status if found is not None else ""


def test_agreements_need_not_wait_for_a_slow_coach() -> None:
    """What waited goes on; the talk stays open, with its reminders, and its card says so."""
    play = in_step_one()
    before = standing(play, "1.1.afspraken.")
    decision = play.does(without())

    assert ["WentOnWithout"] == names(decision)
    assert ("waiting", "open") == (before, standing(play, "1.1.afspraken."))
    assert ("open", "waits") == (standing(play, SLOW), status(play, SLOW))
    assert "actie/1.1.gesprek_pester" in updated(decision)
    assert Decision() == play.tries(without())
    assert Decision() == play.tries(without(why=""))


def test_the_slow_coach_can_still_tell_it_later() -> None:
    """The talk is recorded when it was held, and changes nothing for the others."""
    play = in_step_one()
    play.does(without())
    play.does(done("bram", "1.1.afspraken.", AGREEMENT))
    asked = play.case.follow_up("vraag/1.1.week")
    play.does(done("carla", SLOW, TALK))

    assert ("done", "done") == (standing(play, SLOW), standing(play, "1.1.afspraken."))
    assert asked == play.case.follow_up("vraag/1.1.week")
    assert Decision() == play.tries(without())


@pytest.mark.parametrize("why", ["", "  "])
def test_a_reason_is_needed(why: str) -> None:
    """The coach of the pupil reads why the others did not wait."""
    assert Refused("reden-nodig") == in_step_one().tries(without(why=why))


def test_only_what_holds_up_others_can_be_left() -> None:
    """Not a task of all, not one that was done, and not one that nothing waits for."""
    play = in_step_one()
    assert Refused("niet-van-jou") == play.tries(without("1.1.afspraken."))
    assert Refused("niet-van-jou") == play.tries(without("1.1.onzin.p2"))
    assert Refused("niet-van-jou") == play.tries(without(actor="carla"))
    play.does(done("carla", SLOW, TALK))
    assert OUTDATED == play.tries(without())
    assert OUTDATED == in_step_two().tries(without("2.1.bellen.p2"))


def test_a_pupil_keeps_the_order_of_own_work() -> None:
    """Consent is asked after the talk with that pupil, whoever goes on without it (A:171-173)."""
    play = taken_up(TARGET, BULLY, OTHER_TARGET)
    play.does(without(TALK_WITH_OTHER))

    assert "waiting" == standing(play, "melding.1.toestemming.p3")


def test_the_steps_begin_without_one_of_two_bullied_pupils() -> None:
    """One talk must have been held; the other one stays open in the next step."""
    play = taken_up(TARGET, BULLY, OTHER_TARGET)
    play.does(without(TALK_WITH_OTHER))
    start = move("starten", "melding.1", "Wij beginnen vast.")
    assert Refused("eerst-gesprek") == play.tries(start)
    play.does(done("bram", "melding.1.gesprek_gepeste.p1", TALK))
    stop = move("geen_pesten", "melding.1", "Het was ruzie.")
    assert Refused("eerst-gesprek") == play.tries(stop)
    play.does(start)

    assert ("open", "waits") == (standing(play, TALK_WITH_OTHER), status(play, TALK_WITH_OTHER))
    play.does(done("carla", TALK_WITH_OTHER, TALK))
    assert "done" == standing(play, TALK_WITH_OTHER)


def test_the_talk_with_the_only_bullied_pupil_is_never_left() -> None:
    """Without it there is nobody to begin the steps for."""
    assert OUTDATED == taken_up().tries(without("melding.1.gesprek_gepeste.p1", actor="anna"))


def test_going_on_without_gives_no_consent() -> None:
    """A talk with a pupil who bullies still waits for every bullied pupil (A:139-141)."""
    play = talked(TARGET, BULLY, OTHER_TARGET)
    play.does(done("bram", "melding.1.toestemming.p1", consent("ja")))
    play.does(move("starten", "melding.1", "Wij beginnen vast."))

    assert "waiting" == standing(play, SLOW)
    play.does(without())
    assert Refused("nog-niet") == play.tries(done("carla", SLOW, TALK))


def test_a_question_that_must_be_asked_first_is_not_left() -> None:
    """Whether a pupil wants to talk together is waited for, whoever is slow (A:119)."""
    play = in_step_two()

    assert OUTDATED == play.tries(without("2.1.samen_vragen.p1", actor="anna"))


def _asks_after_the_talks(stage: Stage) -> Stage:
    """Step 1 without agreements: the question and a text of all count from the talks."""
    question = replace(stage.questions[0], start="gesprek_pester")
    text = Record(
        id="samen", each="melding", title="Pesten", after=("gesprek_pester",), bron="eigen"
    )
    return replace(
        stage, actions=stage.actions[:1], records=(stage.records[0], text), questions=(question,)
    )


def test_a_question_starts_without_the_pupil_who_was_left() -> None:
    """It counts from the last talk or from going on, and a talk that comes later moves nothing."""
    play = talked(TARGET, BULLY, THIRD, protocol=reworked(1, _asks_after_the_talks))
    play.does(done("bram", "melding.1.toestemming.p1", consent("ja", "p2", "p3")))
    play.does(move("starten", "melding.1"))
    play.does(done("carla", "1.1.gesprek_pester.p3", TALK))
    seen = ["vraag/1.1.week" in keys(play)]
    play.does(without())
    seen.append("vraag/1.1.week" in keys(play))
    begins = [one.begins for one in questions_of(play.case, play.protocol)]
    play.does(done("carla", SLOW, TALK))

    assert [False, True] == seen
    assert begins == [one.begins for one in questions_of(play.case, play.protocol)]


def test_a_text_of_all_is_ready_without_the_pupil_who_was_left() -> None:
    """A text that is not about one pupil does not wait for a slow coach either."""
    play = in_step_one(protocol=reworked(1, _asks_after_the_talks))

    def ready() -> list[str]:
        records = records_of(play.case, play.protocol)
        return [one.status for one in records if one.record.id == "samen"]

    before = ready()
    play.does(without())

    assert (["waiting"], ["ready"]) == (before, ready())


def _only(part: str) -> Callable[[Stage], Stage]:
    """Step 1 in which at most one thing waits for the talks."""

    def rework(stage: Stage) -> Stage:
        whole = _asks_after_the_talks(stage)
        return replace(
            whole,
            records=whole.records[1:] if part == "text" else (),
            questions=whole.questions if part == "question" else (),
        )

    return rework


@pytest.mark.parametrize("part", ["text", "question", "nothing"])
def test_what_holds_up_others(part: str) -> None:
    """A text or a question that waits; when nothing does, there is nothing to go on with."""
    play = in_step_one(protocol=reworked(1, _only(part)))
    task = task_of(play.case, play.protocol, SLOW)
    assert task is not None

    assert (part != "nothing") == holds_up(task, play.case, play.protocol)
