"""Two coaches of one pupil: the first who takes it up does it, the other can take over."""

import datetime

import pytest
from msgspec.structs import replace

from flows import commands as do
from flows.effects import Decision, Refused
from flows.events import SlotTaken
from flows.permissions import NO_STANCE, Reader, stance_of
from flows.roster import StaffMember
from flows.school import Place, School, Slot, people_for
from flows.views.case_looks import seen_entries
from tests.flows.meldingen import TALK, done, names, report, reported, sent
from tests.flows.small_school import SCHOOL, STAFF, Play, member
from tests.flows.views.story import scene_of

NOT_YOURS = Refused("niet-van-jou")
SLOT = "begeleider:p1"
TALK_WITH_TARGET = "melding.1.gesprek_gepeste.p1"


def school_of(*coaches: str, staff: tuple[StaffMember, ...] = (*STAFF, member("eva"))) -> School:
    """The small school, where these people coach the bullied pupil."""
    places = (Place("p1", coaches, "onderbouw", "2b"), *SCHOOL.places[1:])
    return replace(SCHOOL, staff=staff, places=places)


TWO = school_of("bram", "eva")


def away(*people: str, school: School = TWO) -> School:
    """The same school, with these people absent from the first day on."""
    since = datetime.date(2026, 11, 23)
    staff = (replace(one, absent_from=since) if one.id in people else one for one in school.staff)
    return replace(school, staff=tuple(staff))


def told(school: School = TWO) -> Play:
    """A melding that both coaches of the bullied pupil were told of."""
    return reported(school=school)


def taken(by: str = "bram", school: School = TWO) -> Play:
    """A melding that one of the two took up first."""
    play = told(school)
    play.does(do.Acknowledge(actor=by))
    return play


def who(play: Play, school: School | None = None) -> tuple[str, ...]:
    """Who answers for the bullied pupil now."""
    slot = Slot("begeleider", "p1")
    return people_for(slot, play.case, play.protocol, school or play.school, play.now)


def ways(play: Play, person: str) -> frozenset[str]:
    """How somebody stands to it."""
    return stance_of(Reader(person, play.case, play.protocol, play.school, play.now)).ways


def test_the_first_press_takes_the_pupil() -> None:
    """Before, both are asked; after, one has the work and the other no part."""
    play = told()
    before = who(play)
    decision = play.does(do.Acknowledge(actor="bram"))

    assert ["ReportAcknowledged", "SlotTaken"] == names(decision)
    assert (("bram", "eva"), ("bram",)) == (before, who(play))
    assert frozenset() == ways(play, "eva")
    assert NOT_YOURS == play.tries(done("eva", TALK_WITH_TARGET, TALK))
    assert Decision() == play.tries(do.Acknowledge(actor="bram"))


def test_work_that_takes_it_up_takes_the_pupil_too() -> None:
    """Recording a talk is as good as a press, and so is a report by one of the two."""
    play = told()
    play.does(done("eva", TALK_WITH_TARGET, TALK))
    own = reported(by="eva", school=TWO)

    assert [("eva",), ("eva",)] == [who(play), who(own)]


def test_one_coach_takes_nothing() -> None:
    """There is nobody to keep it from."""
    play = reported()

    assert ["ReportAcknowledged"] == names(play.does(do.Acknowledge(actor="bram")))


def test_the_antipestcoordinator_leaves_both_coaches_their_part() -> None:
    """Who steps in for once is no coach of the pupil."""
    play = told()
    play.does(done("anna", TALK_WITH_TARGET, TALK))

    assert ("bram", "eva") == who(play)


def test_the_other_coach_can_take_over() -> None:
    """Then the cards go to the other coach, and the first one can have it back."""
    play = taken()
    decision = play.does(do.TakeOver(actor="eva", slot=SLOT))

    assert ["SlotTaken"] == names(decision)
    assert [SLOT] == sent(decision, "root")
    assert ("eva",) == who(play)
    assert Decision() == play.tries(do.TakeOver(actor="eva", slot=SLOT))
    play.does(do.TakeOver(actor="bram", slot=SLOT))
    assert ("bram",) == who(play)


@pytest.mark.parametrize(("actor", "coach"), [("eva", "eva"), ("anna", "")])
def test_who_takes_over_is_the_coach_or_stands_in(actor: str, coach: str) -> None:
    """A coach on paper is the coach from then on; anybody else stands in for one."""
    (event,) = taken().does(do.TakeOver(actor=actor, slot=SLOT)).events

    assert isinstance(event, SlotTaken)
    assert coach == event.coach


def test_the_other_coach_takes_over_own_pupils_only() -> None:
    """A second coach has no say about another pupil, and none when kept out or away."""
    play = taken()
    assert NOT_YOURS == play.tries(do.TakeOver(actor="eva", slot="begeleider:p2"))
    play.school = away("eva")
    assert NOT_YOURS == play.tries(do.TakeOver(actor="eva", slot=SLOT))
    play.school = TWO
    play.does(do.ExcludePerson(actor="anna", person="eva", reason="Familie."))
    assert NOT_YOURS == play.tries(do.TakeOver(actor="eva", slot=SLOT))
    assert NO_STANCE == stance_of(Reader("eva", play.case, play.protocol, play.school, play.now))


def test_a_deputy_takes_it_up_for_who_is_away() -> None:
    """It is the absent coach's, and the deputy has it only during the absence."""
    play = told(away("bram"))
    play.does(do.Acknowledge(actor="dirk"))

    assert (("dirk",), ("bram",)) == (who(play), who(play, TWO))


@pytest.mark.parametrize(
    ("absent", "expected"),
    [
        (("bram",), ("dirk",)),
        (("bram", "dirk"), ("eva",)),
        (("bram", "dirk", "eva"), ("anna",)),
    ],
)
def test_who_comes_when_the_first_coach_is_away(
    absent: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    """The deputy, then the other coach, then the fallback of the role."""
    assert expected == who(taken(), away(*absent))


@pytest.mark.parametrize(
    ("coaches", "expected"),
    [(("eva", "carla"), ("eva", "carla")), (("bram", "carla"), ("bram",)), ((), ("bram",))],
)
def test_who_is_no_longer_the_coach_lets_go(
    coaches: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    """The pupil has other coaches on paper: then they answer, as long as there are any."""
    assert expected == who(taken(), school_of(*coaches))


def test_taking_over_as_antipestcoordinator_is_for_good() -> None:
    """Who took over without being the coach keeps it whoever is the coach on paper."""
    play = taken()
    play.does(do.TakeOver(actor="anna", slot=SLOT))

    assert ("anna",) == who(play, school_of("eva", "carla"))


def beside(play: Play, school: School | None = None) -> tuple[str, ...]:
    """Who gets the card that a colleague does it."""
    slot = Slot("andere_coach", "p1")
    return people_for(slot, play.case, play.protocol, school or play.school, play.now)


def test_the_other_coach_gets_a_card_also_when_the_first_one_reported() -> None:
    """Then there was no card before; nobody else gets one, and not who is away or does it."""
    play = Play(school=TWO)
    decision = play.does(report(by="bram"))

    assert ["andere_coach:p1"] == [one for one in sent(decision, "root") if "andere" in one]
    assert ("eva",) == beside(play)
    assert () == beside(play, away("eva"))
    assert ("bram",) == beside(taken("eva"))


def test_the_logbook_tells_once_who_took_it_up_and_who_was_kept_out() -> None:
    """What follows from it is no line of its own."""
    play = taken()
    play.does(do.ExcludePerson(actor="bram", person="bram", reason="Familie."))
    scene = scene_of(play, "anna")
    told = [one.entry.what for one in seen_entries(scene, stance_of(scene.reader))]

    assert ["BullyingReported", "ReportAcknowledged", "PersonExcluded"] == told
