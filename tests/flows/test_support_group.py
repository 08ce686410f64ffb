"""The support group: composed with the pupil, without blame, and looked back on after a week."""

import msgspec
import pytest

from flows import commands as do
from flows.action_kinds import KINDS
from flows.effects import Decision, Refused
from flows.event_parts import Member
from flows.events import SubflowStarted
from flows.field_specs import Fault
from flows.forms import Answer
from flows.permissions import stance_of
from flows.presses import Press
from flows.school import Place, School
from flows.tasks import task_of
from flows.verbs import BESIDE, DO, STOP_BESIDE
from flows.views.beside_forms import can_begin, can_end
from flows.views.case_page import case_page
from flows.views.forms import form_for
from tests.flows.meldingen import (
    LATER_TALK,
    TALK,
    answered,
    day,
    done,
    fire,
    in_step_one,
    keys,
    move,
    names,
    sent,
)
from tests.flows.small_school import BULLY, SCHOOL, TARGET, Play
from tests.flows.views.dialogs import dialog_scene

PLACES = (*SCHOOL.places, *(Place(f"p{number}", ("dirk",)) for number in range(3, 12)))
WITH_MEMBERS: School = msgspec.structs.replace(SCHOOL, places=PLACES)
"""The small school; the coach of those who sympathise is Dirk."""

KIND = tuple(Member(f"p{number}", "sympathie") for number in range(3, 8))
GROUP = (*KIND, Member("p2", "pester"))
GROUP_TALK = (day(), Answer("besproken", ("De sfeer in de klas.",)))
INTENTION = (Answer("voornemen", ("Elke dag groeten.",)),)
LOOKED_BACK = (
    day("2026-11-30"),
    Answer("hoe_ging_het", ("goed",)),
    Answer("besproken", ("Fijn.",)),
)


def begun() -> Play:
    """A support group was begun in step 1."""
    play = in_step_one(TARGET, BULLY)
    play.school = WITH_MEMBERS
    play.does(do.StartSubflow(actor="bram", flow="steungroep"))
    return play


def composing(
    *members: Member, differs: bool = False, actor: str = "bram", turn: int = 1
) -> do.ComposeGroup:
    """Somebody says who is in the group."""
    task = f"steungroep.{turn}.samenstellen."
    return do.ComposeGroup(actor=actor, task=task, members=members, differs=differs)


def composed() -> Play:
    """The group was talked about with the pupil and composed."""
    play = begun()
    play.does(done("bram", "steungroep.1.bespreken.p1", LATER_TALK))
    play.does(composing(*GROUP))
    return play


def spoken_with() -> Play:
    """The group was spoken with."""
    play = composed()
    play.does(done("bram", "steungroep.1.groepsgesprek.", GROUP_TALK))
    return play


def looked_back() -> Play:
    """A week later everybody was asked how it went."""
    play = spoken_with()
    for task in sorted(one for one in keys(play) if "terug" in one):
        fire(play, task)
    pupils = [f"p{number}" for number in range(2, 8)]
    for pupil in pupils:
        play.does(done("bram", f"steungroep.1.voornemen.{pupil}", INTENTION))
        play.does(done("bram", f"steungroep.1.terug_lid.{pupil}", LOOKED_BACK))
    play.does(done("bram", "steungroep.1.terug_gepeste.p1", LOOKED_BACK))
    return play


def goes_on(chosen: str) -> do.CompleteTask:
    """Somebody chooses what comes after the round."""
    return done("bram", "steungroep.1.vervolg.", (Answer("vervolg", (chosen,)),))


def refusal(play: Play, command: do.Command) -> Refused:
    """Why something does not happen."""
    refused = play.tries(command)
    assert isinstance(refused, Refused), refused
    return refused


def test_the_pupil_is_talked_with_first() -> None:
    """Before the talk about it there is no group to save (A:309-310)."""
    play = begun()
    assert Refused("nog-niet") == refusal(play, composing(*GROUP))
    play.does(done("bram", "steungroep.1.bespreken.p1", LATER_TALK))
    assert ["GroupComposed"] == names(play.does(composing(*GROUP)))
    assert Decision() == play.tries(composing(*GROUP))


def test_the_bullied_pupil_is_never_in_it() -> None:
    """However it is meant, and nobody is in it twice (A:312)."""
    play = begun()
    play.does(done("bram", "steungroep.1.bespreken.p1", LATER_TALK))
    own = composing(*GROUP, Member("p1", "sympathie"), differs=True)
    assert (Fault("sympathie", "gepeste-in-groep"),) == refusal(play, own).faults
    twice = composing(*GROUP, Member("p2", "meeloper"), differs=True)
    assert (Fault("sympathie", "dubbel-in-groep"),) == refusal(play, twice).faults
    assert (Fault("sympathie", "verplicht"),) == refusal(play, composing(differs=True)).faults


@pytest.mark.parametrize(
    "members",
    [
        GROUP[1:],
        (*KIND, *(Member(f"p{n}", "sympathie") for n in range(8, 11)), Member("p2", "pester")),
        (*KIND, Member("p8", "sympathie")),
        tuple(Member(one.pupil, "meeloper") for one in GROUP),
        (*KIND[:3], *(Member(f"p{n}", "meeloper") for n in (6, 7)), Member("p2", "pester")),
    ],
    ids=["five", "nine", "nobody goes along", "nobody sympathises", "three go along"],
)
def test_another_group_is_advice_not_a_wall(members: tuple[Member, ...]) -> None:
    """Six to eight, with one or two who bully or go along; or else on purpose (A:310)."""
    play = begun()
    play.does(done("bram", "steungroep.1.bespreken.p1", LATER_TALK))
    members = renumbered(members)
    assert (Fault("wijkt_af", "groep-wijkt-af"),) == refusal(play, composing(*members)).faults
    assert ["GroupComposed"] == names(play.does(composing(*members, differs=True)))


def renumbered(members: tuple[Member, ...]) -> tuple[Member, ...]:
    """The same group, with numbers that follow each other."""
    new = (f"p{number}" for number in range(3, 20))
    return tuple(
        one if one.pupil == "p2" else msgspec.structs.replace(one, pupil=next(new))
        for one in members
    )


def test_numbers_are_given_in_order() -> None:
    """Somebody who was named in between makes the form outdated; nobody is mixed up."""
    play = begun()
    play.does(done("bram", "steungroep.1.bespreken.p1", LATER_TALK))
    play.does(do.AddPupil(actor="bram", parts=("betrokken",)))
    later = tuple(msgspec.structs.replace(one, pupil=f"p{int(one.pupil[1:]) + 4}") for one in KIND)
    assert Refused("verlopen") == refusal(play, composing(*later, GROUP[-1]))
    assert Refused("verlopen") == refusal(play, done("bram", "steungroep.1.samenstellen.", ()))
    other = msgspec.structs.replace(composing(*GROUP), task="1.1.gesprek_pester.p2")
    assert Refused("verlopen") == refusal(play, other)
    assert Refused("niet-van-jou") == refusal(play, composing(*GROUP, actor="carla"))


def test_coaches_of_members_hear_nothing() -> None:
    """They do not come into the melding; the coach of who bullies sees no more than before."""
    play = begun()
    play.does(done("bram", "steungroep.1.bespreken.p1", LATER_TALK))
    before = stance_of(dialog_scene(play, "carla").reader)
    decision = play.does(composing(*GROUP))
    assert frozenset() == stance_of(dialog_scene(play, "dirk").reader).ways
    assert before == stance_of(dialog_scene(play, "carla").reader)
    slots = {getattr(one, "slot", "") for one in decision.effects}
    assert not {f"begeleider:p{number}" for number in range(2, 12)} & slots
    for pupil, person in (("p3", "dirk"), ("p2", "carla")):
        task = task_of(play.case, play.protocol, f"steungroep.1.voornemen.{pupil}")
        assert task is not None
        assert {"begeleider:p1"} == {slot.encoded() for slot in task.slots}
        assert person not in {
            one for slot in task.slots for one in play.school.place(slot.pupil).coaches
        }


def test_who_leads_sees_the_group_and_others_do_not() -> None:
    """The names stand on the page of who leads, and nowhere else."""
    play = composed()
    leads = case_page(dialog_scene(play, "bram"))
    other = case_page(dialog_scene(play, "carla"))
    assert leads is not None
    assert other is not None
    assert "Steungroep" in {fact.label for fact in leads.facts}
    assert "Steungroep" not in {fact.label for fact in other.facts}
    assert not any("Steungroep" in entry.heading for entry in other.entries)


def test_each_member_has_an_intention() -> None:
    """Asked right after the talk, per member, of who leads the group (A:316-320)."""
    play = composed()
    assert not any("voornemen" in key for key in keys(play))
    decision = play.does(done("bram", "steungroep.1.groepsgesprek.", GROUP_TALK))
    assert {f"taak/steungroep.1.voornemen.p{n}" for n in range(2, 8)} <= keys(play)
    assert ["begeleider:p1"] == sent(decision, "actie/steungroep.1.voornemen")
    assert [] == sent(decision, "actie/steungroep.1.terug_lid")


def test_a_week_later_everybody_is_asked() -> None:
    """On a school day one week after the talk, the pupil and each member apart (A:321-323)."""
    play = spoken_with()
    key = "taak/steungroep.1.terug_lid.p3"
    waits = play.case.follow_up(key)
    assert waits is not None
    assert ("2026-11-30", -1) == (waits.due.date().isoformat(), waits.rung)
    early = done("bram", "steungroep.1.terug_lid.p3", LOOKED_BACK)
    assert Refused("nog-niet") == refusal(play, early)
    decision = fire(play, key)
    assert ["begeleider:p1"] == sent(decision, "actie/steungroep.1.terug_lid")
    assert ["TaskCompleted"] == names(play.does(early))


def test_enough_ends_it() -> None:
    """The group stops, the steps go on."""
    play = looked_back()
    assert ["TaskCompleted", "SubflowEnded"] == names(play.does(goes_on("genoeg")))
    assert not any("steungroep" in key for key in keys(play))
    assert "lopend" == play.case.state


def test_again_with_the_same_group() -> None:
    """Who is in it stands already; the pupil is asked again whether that is good (A:324)."""
    play = looked_back()
    chosen = ["TaskCompleted", "SubflowEnded", "SubflowStarted", "GroupComposed"]
    assert chosen == names(play.does(goes_on("zelfde")))
    assert GROUP == play.case.group("steungroep", 2)
    assert "taak/steungroep.2.bespreken.p1" in keys(play)
    play.does(done("bram", "steungroep.2.bespreken.p1", LATER_TALK))
    assert "taak/steungroep.2.groepsgesprek." in keys(play)


def test_again_with_a_group_that_never_was() -> None:
    """Composing it was left out by a joint decision: then it is asked in the next round."""
    play = looked_back()
    play.case = msgspec.structs.replace(play.case, groups=())
    decision = play.does(goes_on("zelfde"))

    assert ["TaskCompleted", "SubflowEnded", "SubflowStarted"] == names(decision)


def test_again_with_another_group() -> None:
    """Members of the first round keep their numbers; new ones get the next (A:324)."""
    play = looked_back()
    decision = play.does(goes_on("andere"))
    assert ["TaskCompleted", "SubflowEnded", "SubflowStarted"] == names(decision)
    assert any(isinstance(one, SubflowStarted) and one.round == 2 for one in decision.events)
    play.does(done("bram", "steungroep.2.bespreken.p1", LATER_TALK))
    assert () == play.case.group("steungroep", 2)
    new = (*KIND[:2], *(Member(f"p{n}", "sympathie") for n in range(8, 11)), GROUP[-1])
    play.does(composing(*new, turn=2))
    assert new == play.case.group("steungroep", 2)
    assert 10 == play.case.numbered


def test_a_composition_can_change_while_the_round_runs() -> None:
    """A member who leaves has no task any more; the last composition counts."""
    play = spoken_with()
    fewer = (*KIND[1:], Member("p8", "sympathie"), GROUP[-1])
    play.does(composing(*fewer))
    assert "taak/steungroep.1.voornemen.p3" not in keys(play)
    assert "taak/steungroep.1.voornemen.p8" in keys(play)
    form = form_for(dialog_scene(play, "bram"), Press(DO, "7K3Q", "steungroep.1.samenstellen"))
    assert form is not None


def test_the_steps_need_no_reason_for_a_group_that_runs() -> None:
    """Going on to the next step leaves it running; rounding off does ask why (X-15)."""
    play = begun()
    play.does(done("carla", "1.1.gesprek_pester.p2", TALK))
    play.does(
        done(
            "bram",
            "1.1.afspraken.",
            (
                Answer("wat", ("Rust.",)),
                Answer("wie", ("p1",)),
                Answer("tot", ("2026-12-07",)),
                Answer("toezicht", ("Ik.",)),
                Answer("gevolg", ("Praten.",)),
            ),
        )
    )
    fire(play, "vraag/1.1.week")
    play.does(answered(play, "vraag/1.1.week", "nog_bezig"))
    assert Refused("reden-nodig") == refusal(play, move("afronden", "1.1"))
    play.does(move("verder", "1.1"))
    assert "taak/steungroep.1.bespreken.p1" in keys(play)


def test_a_measure_beside_a_group_warns() -> None:
    """Nobody is punished in it: the form of a measure says so, and so does a new group (X-15)."""
    play = in_step_one(TARGET, BULLY)
    for way, here in (("verder", "1.1"), ("verder", "2.1"), ("verder", "3.1")):
        play.does(move(way, here, "Het gaat door."))
    overleg = (day(), Answer("aanwezigen", ("Wij.",)), Answer("besloten", ("Dit.",)))
    play.does(done("tom", "4.1.overleg.", overleg))
    press = Press(DO, "7K3Q", "4.1.maatregel")
    assert not warns(play, "tom", press)
    assert not warns(play, "bram", Press(BESIDE, "7K3Q", "steungroep"))
    play.does(do.StartSubflow(actor="bram", flow="steungroep"))
    assert warns(play, "tom", press)
    play.does(do.EndSubflow(actor="bram", flow="steungroep", reason="Toch niet."))
    play.does(done("tom", "4.1.maatregel.", (day(), Answer("maatregel", ("Een plek.",)))))
    assert warns(play, "bram", Press(BESIDE, "7K3Q", "steungroep"))
    assert KINDS["maatregel"].sanction


def warns(play: Play, person: str, press: Press) -> bool:
    """Says whether a form points at punishment."""
    form = form_for(dialog_scene(play, person), press)
    assert form is not None
    return any("straf" in field.hint for field in form.fields if field.id == "let_op")


def test_it_is_begun_and_ended_with_a_form() -> None:
    """By who may, once, and with a reason while something is open."""
    play = in_step_one(TARGET, BULLY)
    start, stop = Press(BESIDE, "7K3Q", "steungroep"), Press(STOP_BESIDE, "7K3Q", "steungroep")
    assert form_for(dialog_scene(play, "carla"), start) is None
    assert form_for(dialog_scene(play, "vak"), start) is None
    assert form_for(dialog_scene(play, "bram"), stop) is None
    play.does(do.StartSubflow(actor="bram", flow="steungroep"))
    assert form_for(dialog_scene(play, "bram"), start) is None
    form = form_for(dialog_scene(play, "bram"), stop)
    assert form is not None
    assert form.fields[-1].required
    play.does(move("afronden", "1.1", "Het is gestopt."))
    scene = dialog_scene(play, "bram")
    assert ((), ()) == (can_begin(scene), can_end(scene))
