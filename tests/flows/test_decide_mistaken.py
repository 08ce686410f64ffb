"""A pupil who was chosen wrongly: the right one begins anew, what the wrong one said is void."""

import msgspec
import pytest

from flows import commands as do
from flows.case import Group
from flows.effects import Decision, DestroyKey, Refused, SendCard
from flows.event_log import replay
from flows.event_parts import Involved, Member
from flows.events import PupilCorrected
from flows.permissions import NO_STANCE, Reader, stance_of
from flows.school import Place
from tests.flows.meldingen import (
    AGREEMENT,
    BOTH_PARTS,
    INCIDENT,
    TALK,
    agreed_together,
    closed,
    consent,
    done,
    fire,
    in_aftercare,
    in_step_one,
    in_step_two,
    keys,
    names,
    reported,
    sent,
    status,
    stuck,
    taken_up,
    talked,
    updated,
    wish,
    with_agreements,
)
from tests.flows.small_school import BULLY, SCHOOL, Play, member

NOT_YOURS = Refused("niet-van-jou")
OUTDATED = Refused("verlopen")
EVA = msgspec.structs.replace(
    SCHOOL,
    staff=(*SCHOOL.staff, member("eva")),
    places=(*SCHOOL.places[:2], Place("p3", ("eva",), "bovenbouw", "4a")),
)
"""The school with another coach, whose pupil is the next who comes into the melding."""


def correct(pupil: str, actor: str = "anna") -> do.CorrectPupil:
    """Somebody puts the right pupil in the place of this one."""
    return do.CorrectPupil(actor=actor, pupil=pupil)


def destroyed(decision: Decision) -> list[str]:
    """The pupils whose key a decision destroys."""
    return [one.pupil for one in decision.effects if isinstance(one, DestroyKey)]


def without_stance(play: Play, person: str) -> bool:
    """Whether somebody is a stranger to a melding."""
    reader = Reader(person, play.case, play.protocol, play.school, play.now)
    return stance_of(reader) == NO_STANCE


def of(play: Play) -> Play:
    """The same melding, in the school where p3 has a coach of their own."""
    play.school = EVA
    return play


def test_the_right_pupil_takes_the_place() -> None:
    """Same parts, same place, a new number; the coach hears of it as of a new report."""
    play = of(taken_up())
    decision = play.does(correct("p1"))

    assert ["PupilCorrected"] == names(decision)
    assert (Involved("p3", ("gepeste",)), BULLY) == play.case.involved
    assert "p4" == play.case.next_pupil
    assert ["begeleider:p3"] == sent(decision, "root")
    assert "melding/p3" in keys(play)
    assert ["p1"] == destroyed(decision)
    assert play.case == replay(tuple(play.log))


def test_the_part_of_the_wrong_coach_ends() -> None:
    """Nothing waits for that coach any more, and all cards are shown anew."""
    play = of(taken_up())
    before = {"root", "actie/melding.1.gesprek_gepeste", "opgepakt"}
    decision = play.does(correct("p1"))

    assert before <= updated(decision)
    assert without_stance(play, "bram")
    assert not [one for one in play.case.follow_ups if "begeleider:p1" in one.slots]
    event = decision.events[0]
    assert isinstance(event, PupilCorrected)
    assert ("bram",) == event.former
    assert NOT_YOURS == play.tries(done("bram", "melding.1.gesprek_gepeste.p1", TALK))


def test_both_who_stand_in_and_who_is_ill_are_former() -> None:
    """The coach on paper and the deputy both hear why it is over; who was kept out does not."""
    play = of(taken_up())
    ill = tuple(
        msgspec.structs.replace(one, absent_from=play.now.date()) if one.id == "bram" else one
        for one in EVA.staff
    )
    play.school = msgspec.structs.replace(EVA, staff=ill)
    play.does(correct("p1"))
    assert ("dirk", "bram") == play.case.mistaken[0].former

    play = of(taken_up())
    play.does(do.ExcludePerson(actor="anna", person="bram", reason="Familie."))
    play.does(correct("p1"))
    assert ("dirk",) == play.case.mistaken[0].former


def test_the_wrong_coach_can_say_so_too() -> None:
    """The coach who reads that it is another pupil leads, and stands outside from then on."""
    play = of(taken_up())
    play.does(correct("p1", "bram"))

    assert NOT_YOURS == play.tries(correct("p1", "bram"))
    assert Decision() == play.tries(correct("p1"))


def test_a_second_coach_of_another_pupil_may_take_over_and_no_more() -> None:
    """Whoever says that their own pupil was the wrong one has no part left, but stands beside."""
    places = (Place("p1", ("dirk",)), Place("p2", ("carla", "dirk")), Place("p3", ("bram",)))
    play = reported(school=msgspec.structs.replace(SCHOOL, places=places))
    play.does(do.Acknowledge(actor="carla"))
    play.does(correct("p1", "dirk"))
    reader = Reader("dirk", play.case, play.protocol, play.school, play.now)

    assert (frozenset(), ("p2",)) == (stance_of(reader).ways, stance_of(reader).beside)
    assert NOT_YOURS == play.tries(correct("p1", "dirk"))
    assert isinstance(play.tries(do.TakeOver(actor="dirk", slot="begeleider:p2")), Decision)


def test_whoever_coaches_the_right_pupil_has_taken_it_up() -> None:
    """A coach of both the wrong and the right pupil need not be told of an own press."""
    play = taken_up()
    places = (*SCHOOL.places[:2], Place("p3", ("bram",)))
    play.school = msgspec.structs.replace(SCHOOL, places=places)
    decision = play.does(correct("p1", "bram"))

    assert ["PupilCorrected", "ReportAcknowledged"] == names(decision)
    assert "melding/p3" not in keys(play)


def test_only_who_leads_corrects() -> None:
    """Not the reporter, not the coach of another pupil, and only a pupil of this melding."""
    play = taken_up()

    assert NOT_YOURS == play.tries(correct("p1", "carla"))
    assert NOT_YOURS == play.tries(correct("p1", "vak"))
    assert OUTDATED == play.tries(correct("p9"))


@pytest.mark.parametrize("make", [reported, in_aftercare, closed])
def test_a_wrong_name_goes_whenever_it_is_found(make: object) -> None:
    """Open, in aftercare or closed: for as long as the melding is kept."""
    assert callable(make)
    play = of(make())
    decision = play.does(correct("p1"))

    assert ["p1"] == destroyed(decision)
    assert ["begeleider:p3"] == sent(decision, "root")
    assert "root" in updated(decision)


def test_after_closing_nothing_waits() -> None:
    """The right coach can read it and open it again; nobody is asked to act."""
    play = of(closed())
    play.does(correct("p1"))

    assert () == play.case.follow_ups
    assert () == play.case.acknowledged[1:]
    assert isinstance(play.tries(do.ReopenCase(actor="eva", reason="Toch.")), Decision)


def test_of_a_melding_that_is_gone_nothing_is_corrected() -> None:
    """What was withdrawn or merged keeps no pupil of its own."""
    play = taken_up()
    play.case = msgspec.structs.replace(play.case, state="samengevoegd")

    assert Refused("gesloten") == play.tries(correct("p1"))


def test_what_was_asked_of_the_wrong_pupil_counts_no_longer() -> None:
    """The right pupil is spoken with and asked anew, also in a later step."""
    play = of(in_step_one())
    play.does(done("carla", "1.1.gesprek_pester.p2", TALK))
    play.does(correct("p1"))

    assert () == play.case.consents
    assert "" == play.case.band("p1")
    play.does(do.Acknowledge(actor="eva"))
    assert "waits" == status(play, "melding.1.gesprek_gepeste.p3")
    assert {"p2"} == {one.task.rpartition(".")[2] for one in play.case.done}


def test_consent_is_asked_anew_for_another_pupil_who_bullies() -> None:
    """A yes was about somebody else; the talk waits for a new one (A:139-141)."""
    play = of(in_step_one())
    play.does(correct("p2"))
    play.does(do.Acknowledge(actor="eva"))
    talk = done("eva", "1.1.gesprek_pester.p3", TALK)

    assert Refused("nog-niet") == play.tries(talk)
    play.does(done("bram", "melding.1.toestemming.p1", consent("ja", "p3")))
    assert isinstance(play.tries(talk), Decision)


def test_a_talk_that_went_on_without_consent_is_closed_again() -> None:
    """An opened gate, a taken role and what was put forward were for the wrong pupil."""
    play = of(in_step_one(answer="nee"))
    play.does(stuck())
    play.does(do.TakeOver(actor="anna", slot="begeleider:p2"))
    assert "besluit/1" in keys(play)
    decision = play.does(correct("p2"))

    assert "besluit/1" in updated(decision)
    assert "besluit/1" not in keys(play)
    assert ("verkeerde-leerling", "anna") == (
        play.case.matters[0].settled,
        play.case.matters[0].settled_by,
    )
    assert () == play.case.taken
    assert ("anna", "carla") == play.case.mistaken[0].former

    play = of(in_step_one(answer="nee"))
    play.does(do.OverrideGate(actor="anna", task="1.1.gesprek_pester.p2", reason="Veiligheid."))
    play.does(correct("p2"))
    assert () == play.case.overrides


def test_what_was_decided_before_stays_decided() -> None:
    """A matter that was settled, or is about another pupil, is left as it is."""
    play = of(in_step_one(answer="nee"))
    play.does(stuck())
    settle = do.SettleInfeasible(actor="anna", number=1, decision="aanpassen", explanation="Zo.")
    play.does(settle)
    play.does(stuck("1.1.afspraken.", "bram"))
    play.does(correct("p2"))

    assert ["aanpassen", ""] == [one.settled for one in play.case.matters]


def test_a_joint_talk_with_the_wrong_pupil_is_held_again() -> None:
    """The right pupil was not there; wishes of the wrong pupil do not count either.

    Of the step before nothing is asked again: the texts about the others still tell of it.
    """
    play = of(agreed_together(in_step_two()))
    play.does(correct("p1"))
    play.does(do.Acknowledge(actor="eva"))

    done_now = {one.task for one in play.case.done}
    assert not {"2.1.gesprek_samen.", "2.1.afspraken."} & done_now
    assert "1.1.afspraken." in done_now
    assert () == play.case.wishes
    assert "waits" == status(play, "2.1.samen_vragen.p3")
    play.does(done("eva", "2.1.samen_vragen.p3", wish("nee")))


def test_what_others_agreed_stays_done() -> None:
    """An agreement in which the wrong pupil had no part still counts."""
    play = of(with_agreements())
    others = tuple(
        msgspec.structs.replace(one, values=("p2",)) if one.field == "wie" else one
        for one in AGREEMENT
    )
    play.does(done("bram", "1.1.afspraken.", others))
    play.does(correct("p1"))

    assert "1.1.afspraken." in {one.task for one in play.case.done}


def test_lines_about_the_wrong_pupil_are_marked() -> None:
    """What is all about that pupil; not the report, what happened, or what binds others too."""
    play = of(with_agreements())
    play.does(do.AddNote(actor="bram", kind="incident", answers=INCIDENT))
    play.does(correct("p1"))
    marked = [one.what for one in play.case.log if one.mistaken]

    assert ["ReportAcknowledged", "TaskCompleted", "ConsentRecorded"] == marked
    talk = next(one.number for one in play.case.log if one.mistaken and one.kind == "gesprek")
    change = do.CorrectEntry(actor="anna", entry=talk, answers=TALK[:1], reason="Zo.")
    assert NOT_YOURS == play.tries(change)


def test_a_pupil_in_both_parts_is_corrected_in_both() -> None:
    """Who was bullied and bullied according to the melding is replaced in one go (X-26)."""
    play = of(in_step_one(*BOTH_PARTS))
    play.does(correct("p2", "bram"))

    assert Involved("p3", ("gepeste", "pester")) == play.case.involved[1]
    assert () == play.case.consents


def test_the_right_pupil_can_be_wrong_as_well() -> None:
    """Twice corrected leaves two old numbers, each key destroyed once."""
    play = of(talked())
    first = play.does(correct("p1"))
    second = play.does(correct("p3"))

    assert (["p1"], ["p3"]) == (destroyed(first), destroyed(second))
    assert (Involved("p4", ("gepeste",)), BULLY) == play.case.involved
    assert Decision() == play.tries(correct("p1"))


def test_an_acute_melding_comes_to_the_right_coach_at_once() -> None:
    """Quiet hours do not hold it up."""
    for acute in (True, False):
        play = of(reported(acute=acute))
        play.now = play.now.replace(hour=22)
        decision = play.does(correct("p1"))
        sends = [one for one in decision.effects if isinstance(one, SendCard)]

        assert acute != any(one.not_before for one in sends)


def test_a_wrong_pupil_leaves_the_support_group() -> None:
    """The others stay in it; the number that is gone cannot be put in it again."""
    play = of(in_step_one())
    play.does(do.StartSubflow(actor="bram", flow="steungroep"))
    members = (Member("p2", "pester"), Member("p3", "sympathie"))
    play.case = msgspec.structs.replace(
        play.case, numbered=3, groups=(Group(flow="steungroep", round=1, members=members),)
    )
    play.does(correct("p2"))

    assert members[1:] == play.case.group("steungroep", 1)
    assert ("p1", "p3", "p4") == play.case.named


def test_a_reminder_of_the_wrong_pupil_is_over() -> None:
    """Whom a ladder came to has no part in it any more."""
    play = of(taken_up())
    key = "taak/melding.1.gesprek_gepeste.p1"
    for _ in range(3):
        fire(play, key)
    assert not without_stance(play, "dirk")
    play.does(correct("p1"))

    assert without_stance(play, "dirk")


def test_others_stay_as_they_were() -> None:
    """Coaches of the other pupils keep their work and their limits."""
    play = of(in_step_one())
    before = play.case.follow_up("magister/1.1.start.p2")
    play.does(correct("p1"))

    assert before == play.case.follow_up("magister/1.1.start.p2")


def test_what_a_step_that_was_left_told_of_another_pupil_can_still_be_told() -> None:
    """The text of step 1 about the pupil who bullies does not get lost."""
    play = of(in_step_two())
    assert "magister/1.1.stap1.p2" in keys(play)
    play.does(correct("p1"))

    assert "magister/1.1.stap1.p2" in keys(play)
