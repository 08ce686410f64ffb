"""A role slot becomes people: absence, deputies, fallbacks and exclusion."""

import datetime

import msgspec
import pytest

from flows import commands as do
from flows.roster import StaffMember
from flows.school import Place, School, Slot, people_for, slot_from
from tests.flows.meldingen import ADVICE, in_step_one, taken_up
from tests.flows.small_school import MONDAY, SCHOOL, Play, member

COACH = Slot("begeleider", "p1")
TODAY = MONDAY.date()
WEEK = datetime.timedelta(days=7)


def school_where(*changed: StaffMember, without: tuple[str, ...] = ()) -> School:
    """The small school, with these colleagues changed and without those."""
    new = {one.id: one for one in changed}
    staff = (new.pop(one.id, one) for one in SCHOOL.staff if one.id not in without)
    return msgspec.structs.replace(SCHOOL, staff=(*staff, *new.values()))


def ill(name: str, since: datetime.date = TODAY, until: datetime.date | None = None) -> StaffMember:
    """A colleague who is absent from a day on."""
    known = SCHOOL.member(name)
    assert known is not None
    return msgspec.structs.replace(known, absent_from=since, absent_until=until)


def people(
    slot: Slot, school: School = SCHOOL, play: Play | None = None, later: int = 0
) -> tuple[str, ...]:
    """Who fills a slot of a melding in step 1."""
    play = play or in_step_one()
    now = play.now + datetime.timedelta(days=later)
    return people_for(slot, play.case, play.protocol, school, now)


@pytest.mark.parametrize(
    ("school", "expected"),
    [
        (SCHOOL, ("bram",)),
        (school_where(ill("bram")), ("dirk",)),
        (school_where(ill("bram"), ill("dirk")), ("anna",)),
        (school_where(without=("bram",)), ("anna",)),
        (school_where(ill("bram"), ill("dirk"), ill("anna")), ("vera",)),
        (school_where(ill("bram"), ill("dirk"), ill("anna"), ill("vera")), ("vera",)),
        (school_where(ill("bram", TODAY - WEEK, TODAY - WEEK)), ("bram",)),
    ],
)
def test_somebody_always_stands_in(school: School, expected: tuple[str, ...]) -> None:
    """The coach, the deputy, the antipestcoördinator, the last resort: never nobody."""
    assert expected == people(COACH, school)


def test_absence_is_looked_up_on_the_day_itself() -> None:
    """A deputy stands in for as long as the absence lasts."""
    school = school_where(ill("bram", TODAY + WEEK))

    assert ("bram",) == people(COACH, school)
    assert ("dirk",) == people(COACH, school, later=7)


def test_one_of_two_coaches_is_enough() -> None:
    """While one coach is there nobody falls back; each one is named once."""
    places = (Place("p1", ("bram", "carla", "bram")), *SCHOOL.places[1:])
    both = msgspec.structs.replace(SCHOOL, places=places)
    staff = tuple(ill("carla") if one.id == "carla" else one for one in SCHOOL.staff)

    assert ("bram", "carla") == people(COACH, both)
    assert ("bram",) == people(COACH, msgspec.structs.replace(both, staff=staff))


def test_a_deputy_who_is_a_coach_too_is_named_once() -> None:
    """Whoever stands in for one coach and is the other gets one card."""
    places = (Place("p1", ("bram", "dirk")),)
    school = msgspec.structs.replace(school_where(ill("bram")), places=places)

    assert ("dirk",) == people(COACH, school)


def test_whoever_was_kept_out_fills_no_slot() -> None:
    """An excluded coach is replaced as if absent, and gets nothing as reporter or adviser."""
    play = taken_up()
    play.does(do.AskAdvice(actor="bram", to="tom", answers=ADVICE))
    for person in ("bram", "tom", "vak"):
        play.does(do.ExcludePerson(actor="anna", person=person, reason="Familie."))

    assert ("dirk",) == people(COACH, play=play)
    for slot in (Slot("melder"), Slot("raad", "1"), Slot("steller", "1")):
        assert () == people(slot, play=play)


def test_deputies_are_a_slot_of_their_own() -> None:
    """A ladder reaches the deputy of a coach who is there but silent."""
    assert ("dirk",) == people(Slot("vervanger/begeleider", "p1"))
    assert () == people(Slot("vervanger/begeleider", "p2"))
    assert () == people(Slot("vervanger/begeleider", "p1"), school_where(without=("bram",)))
    assert () == people(Slot("vervanger/begeleider", "p1"), school_where(ill("dirk")))


def test_the_reporter_and_who_was_asked_are_persons() -> None:
    """Nobody stands in for a reporter, adviser or asker; who left the school is gone."""
    play = taken_up()
    play.does(do.AskAdvice(actor="bram", to="tom", answers=ADVICE))

    assert ("vak",) == people(Slot("melder"), play=play)
    assert ("vak",) == people(Slot("melder"), school_where(ill("vak")), play)
    assert () == people(Slot("melder"), school_where(without=("vak",)), play)
    assert ("tom",) == people(Slot("raad", "1"), play=play)
    assert ("bram",) == people(Slot("steller", "1"), play=play)
    assert () == people(Slot("raad", "2"), play=play)
    assert () == people(Slot("melder"), play=Play())


def test_a_role_of_a_team_is_that_of_the_bullied_pupils() -> None:
    """The team of the bullied pupil counts; without one there, everybody with that role."""
    upper = member("toos", "teamcoordinator", teams=("bovenbouw",))

    assert ("tom",) == people(Slot("teamcoordinator"), school_where(upper))
    moved = tuple(
        msgspec.structs.replace(one, team="kopklas") if one.pupil == "p1" else one
        for one in SCHOOL.places
    )
    elsewhere = msgspec.structs.replace(school_where(upper), places=moved)
    assert ("tom", "toos") == people(Slot("teamcoordinator"), elsewhere)
    nowhere = msgspec.structs.replace(school_where(upper), places=())
    assert ("tom", "toos") == people(Slot("teamcoordinator"), nowhere)
    assert ("anna",) == people(Slot("teamcoordinator"), school_where(without=("tom",)))


def test_a_role_that_the_protocol_does_not_know_is_looked_up_in_the_staff_file() -> None:
    """Who has it on the staff list fills it, without a fallback."""
    assert ("ict",) == people(Slot("ict"))
    assert () == people(Slot("onzin"))


def test_a_slot_that_was_taken_over_has_one_holder() -> None:
    """The last one who took it over answers for it; that person's deputy stands in."""
    play = taken_up()
    play.does(do.TakeOver(actor="anna", slot="begeleider:p1"))

    assert ("anna",) == people(COACH, play=play)
    assert ("carla",) == people(Slot("begeleider", "p2"), play=play)
    assert ("bram",) == people(COACH, school_where(ill("anna")), play)
    assert ("vera",) == people(
        COACH, school_where(ill("anna"), ill("bram"), without=("dirk",)), play
    )


@pytest.mark.parametrize("slot", [COACH, Slot("melder"), Slot("vervanger/begeleider", "p2")])
def test_a_slot_is_written_and_read_back(slot: Slot) -> None:
    """The text form keeps the role and the pupil."""
    assert slot == slot_from(slot.encoded())


def test_whoever_is_not_in_the_roster_stands_nowhere() -> None:
    """A pupil without a place has no coach, team or class."""
    assert Place("p9") == SCHOOL.place("p9")
    assert SCHOOL.member("onbekend") is None


def test_school_of_another_melding_has_the_same_staff() -> None:
    """The same school with other pupils finds the same people, and their coaches there."""
    other = SCHOOL.with_places((Place("p1", ("carla",)),))
    assert SCHOOL.with_role("antipestcoordinator") == other.with_role("antipestcoordinator")
    assert SCHOOL.member("bram") == other.member("bram")
    assert ("carla",) == people(COACH, other)
    assert ("bram",) == people(COACH)
