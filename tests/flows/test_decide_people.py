"""Who takes part in a melding: taking over, being kept out, and changes of staff."""

import msgspec
import pytest

from flows import commands as do
from flows.effects import Decision, Refused
from flows.limits import SHORT_TEXT
from tests.flows.meldingen import (
    TALK,
    closed,
    consent,
    done,
    fire,
    in_aftercare,
    in_step_one,
    move,
    names,
    pasted,
    reported,
    sent,
    stuck,
    taken_up,
    talked,
    updated,
)
from tests.flows.small_school import SCHOOL, Play

NOT_YOURS = Refused("niet-van-jou")
OUTDATED = Refused("verlopen")


def take(slot: str, actor: str) -> do.TakeOver:
    """Somebody takes over a role."""
    return do.TakeOver(actor=actor, slot=slot)


def test_the_antipestcoordinator_takes_over_from_a_coach() -> None:
    """From then on one person answers for it and gets the cards; the coach no longer does."""
    play = talked()
    decision = play.does(take("begeleider:p1", "anna"))

    assert ["SlotTaken"] == names(decision)
    assert ["andere_coach:p1", "begeleider:p1"] == sent(decision, "root")
    assert Decision() == play.tries(take("begeleider:p1", "anna"))
    assert NOT_YOURS == play.tries(done("bram", "melding.1.toestemming.p1", consent("ja")))
    assert isinstance(play.tries(take("begeleider:p2", "anna")), Decision)


def test_a_role_that_is_not_there_cannot_be_taken_over() -> None:
    """Only a role of this protocol, for a pupil of this melding, while it is open."""
    play = talked()

    assert OUTDATED == play.tries(take("begeleider:p9", "anna"))
    assert OUTDATED == play.tries(take("melder", "anna"))
    assert NOT_YOURS == play.tries(take("begeleider:p1", "carla"))
    assert Refused("gesloten") == closed().tries(take("begeleider:p1", "anna"))


def test_whoever_the_ladder_came_to_can_take_over() -> None:
    """The deputy of a silent coach may step in once the ladder came to them, not before."""
    play = taken_up()
    key = "taak/melding.1.gesprek_gepeste.p1"
    assert NOT_YOURS == play.tries(take("begeleider:p1", "dirk"))

    fire(play, key)
    assert NOT_YOURS == play.tries(take("begeleider:p1", "dirk"))
    fire(play, key)
    assert NOT_YOURS == play.tries(take("begeleider:p1", "vera"))
    assert NOT_YOURS == play.tries(take("begeleider:p2", "dirk"))
    fire(play, key)

    assert isinstance(play.tries(take("begeleider:p1", "vera")), Decision)
    play.does(take("begeleider:p1", "dirk"))
    assert isinstance(play.tries(done("dirk", "melding.1.gesprek_gepeste.p1", TALK)), Decision)


def rungs(play: Play, key: str) -> tuple[int, str]:
    """How far a ladder was climbed, and the day of the next rung."""
    follow_up = play.case.follow_up(key)
    assert follow_up is not None
    return follow_up.rung, follow_up.due.date().isoformat()


def test_whoever_takes_over_is_given_time() -> None:
    """The ladder begins anew for who takes over; that of another pupil's coach stays."""
    play = in_step_one()
    talk = "taak/1.1.gesprek_pester.p2"
    for _ in range(3):
        fire(play, talk)
    before = rungs(play, "magister/1.1.start.p1")
    play.does(take("begeleider:p2", "anna"))

    assert (0, "2026-12-03") == rungs(play, talk)
    assert before == rungs(play, "magister/1.1.start.p1")


def test_a_ladder_nobody_climbed_stays_when_somebody_takes_over() -> None:
    """A limit that was set is not moved by another person."""
    play = talked()
    before = rungs(play, "taak/melding.1.toestemming.p1")
    play.does(take("begeleider:p1", "anna"))

    assert before == rungs(play, "taak/melding.1.toestemming.p1")


def exclude(actor: str, person: str, why: str = "Familie.") -> do.ExcludePerson:
    """Somebody is kept out of this melding."""
    return do.ExcludePerson(actor=actor, person=person, reason=why)


def test_whoever_is_involved_otherwise_stands_aside() -> None:
    """Saying "Ik ben betrokken" hands over to the deputy, and from then on one is a stranger."""
    play = talked()
    decision = play.does(exclude("bram", "bram"))

    assert ["PersonExcluded", "StaffChanged"] == names(decision)
    assert "begeleider:p1" in sent(decision, "root")
    assert NOT_YOURS == play.tries(exclude("bram", "bram"))
    assert NOT_YOURS == play.tries(done("bram", "melding.1.toestemming.p1", consent("ja")))
    consented = done("dirk", "melding.1.toestemming.p1", consent("ja"))
    assert isinstance(play.tries(consented), Decision)


@pytest.mark.parametrize(("actor", "may"), [("anna", True), ("rector", True), ("carla", False)])
def test_the_antipestcoordinator_or_schoolleiding_keeps_somebody_out(
    actor: str, *, may: bool
) -> None:
    """A coach does not decide who else is kept out."""
    play = in_step_one(answer="nee")
    play.does(stuck())

    assert may == isinstance(play.tries(exclude(actor, "bram")), Decision)
    play.does(exclude("anna", "bram"))
    assert Decision() == play.tries(exclude("anna", "bram"))


def test_keeping_out_has_its_bounds() -> None:
    """Nobody unknown, no story as a reason, and somebody is always left to answer for it."""
    play = talked()

    assert Refused("niet-op-de-lijst") == play.tries(exclude("anna", "onbekend"))
    assert Refused("te-lang") == play.tries(exclude("anna", "bram", "x" * (SHORT_TEXT + 1)))
    assert isinstance(play.tries(exclude("anna", "bram", "x" * SHORT_TEXT)), Decision)
    assert Refused("laatste-vangnet") == play.tries(exclude("anna", "vera"))


def test_when_staff_change_cards_go_to_who_answers_now() -> None:
    """The program says which roles have other people; cards that stand there go out again."""
    play = talked()
    ill = tuple(
        msgspec.structs.replace(one, absent_from=play.now.date()) if one.id == "bram" else one
        for one in SCHOOL.staff
    )
    play.school = msgspec.structs.replace(SCHOOL, staff=ill)
    changed = do.SchoolChanged(actor="", slots=("begeleider:p1",))

    decision = play.does(changed)

    assert ["StaffChanged"] == names(decision)
    assert ["begeleider:p1"] == sent(decision, "root")
    assert ["begeleider:p1"] == sent(decision, "actie/melding.1.toestemming")
    assert "root" in updated(decision)
    assert Decision() == play.tries(msgspec.structs.replace(changed, slots=()))


def test_only_the_program_says_that_staff_changed() -> None:
    """Nobody presses that, and a closed melding has no cards to renew."""
    changed = do.SchoolChanged(actor="anna", slots=("begeleider:p1",))

    assert NOT_YOURS == talked().tries(changed)
    assert Decision() == closed().tries(msgspec.structs.replace(changed, actor=""))


STRANGERS = ("vera", "ict", "lies", "onbekend")


@pytest.mark.parametrize("stranger", STRANGERS)
@pytest.mark.parametrize("make", [reported, talked, in_step_one, in_aftercare, closed])
def test_strangers_hear_the_same_whatever_they_try(stranger: str, make: object) -> None:
    """Whoever has no part in it cannot find out how a melding stands (architecture §5.3)."""
    assert callable(make)
    play: Play = make()
    tries = (
        do.Acknowledge(actor=stranger),
        done(stranger, "melding.1.gesprek_gepeste.p1", TALK),
        done(stranger, "onzin", TALK),
        move("starten", "melding.1", actor=stranger),
        do.CloseCase(actor=stranger),
        do.ReopenCase(actor=stranger, reason="Toch."),
        do.AnswerQuestion(actor=stranger, key="vraag/1.1.week", answers=()),
        do.CorrectEntry(actor=stranger, entry=1, answers=(), reason=""),
        do.AddNote(actor=stranger, kind="onzin", answers=()),
        do.StartSubflow(actor=stranger, flow="steungroep"),
        exclude(stranger, stranger),
        pasted(stranger, "1.1.start", "p1"),
        stuck(actor=stranger),
    )

    assert {NOT_YOURS} == {play.tries(command) for command in tries}
