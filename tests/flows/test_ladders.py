"""When somebody is asked again, and who is asked then."""

import datetime

import msgspec
import pytest

from flows.ladders import Setting, asked_on, next_rung_due, on_working_day, rung_at, wait_before
from flows.protocol import Ladder, Rung
from flows.school import School, Slot
from tests.flows.meldingen import taken_up
from tests.flows.small_school import MONDAY, SCHOOL, stappenplan

COACH = Slot("begeleider", "p1")
OTHER = Slot("begeleider", "p2")
USUAL = stappenplan().ladder("gewoon")
ACUTE = stappenplan().ladder("acuut")


def school_where(name: str, *weekdays: int) -> School:
    """The small school, where this colleague works on these days."""
    staff = tuple(
        msgspec.structs.replace(one, working_days=weekdays) if one.id == name else one
        for one in SCHOOL.staff
    )
    return msgspec.structs.replace(SCHOOL, staff=staff)


def due(
    ladder: Ladder, climbed: int, school: School = SCHOOL, since: datetime.datetime = MONDAY
) -> str:
    """When the next rung is climbed for the coach of the bullied pupil, in UTC."""
    play = taken_up()
    setting = Setting(play.case, play.protocol, school, since)
    moment = next_rung_due(ladder, climbed, (COACH,), setting, since)
    return moment.strftime("%d-%m %H:%M")


@pytest.mark.parametrize(
    ("ladder", "climbed", "expected"),
    [
        (USUAL, 0, "24-11 07:30"),
        (USUAL, 1, "25-11 07:30"),
        (USUAL, 2, "25-11 07:30"),
        (USUAL, 3, "30-11 07:30"),
        (USUAL, 9, "30-11 07:30"),
        (ACUTE, 0, "23-11 09:30"),
        (ACUTE, 1, "23-11 09:30"),
        (ACUTE, 2, "24-11 07:30"),
    ],
)
def test_each_rung_has_its_wait_and_the_last_one_repeats(
    ladder: Ladder, climbed: int, expected: str
) -> None:
    """A reminder on the next working day, then school days; acute counts minutes."""
    assert expected == due(ladder, climbed)


@pytest.mark.parametrize(
    ("weekdays", "expected"), [((1, 2), "24-11 07:30"), ((4,), "26-11 07:30"), ((), "24-11 07:30")]
)
def test_a_reminder_comes_on_a_day_that_the_person_works(
    weekdays: tuple[int, ...], expected: str
) -> None:
    """Somebody who works on Thursdays is reminded on Thursday."""
    assert expected == due(USUAL, 0, school_where("bram", *weekdays))


def test_working_days_never_move_a_later_rung() -> None:
    """Passing it on does not wait for the one who was silent."""
    assert "25-11 07:30" == due(USUAL, 1, school_where("bram", 5))


def test_a_reminder_counts_from_tomorrow_at_school() -> None:
    """At half past midnight at school it is another day already, though not yet in UTC."""
    night = datetime.datetime(2026, 11, 23, 23, 30, tzinfo=datetime.UTC)

    assert "25-11 07:30" == due(USUAL, 0, since=night)


def test_the_first_of_several_who_works_counts() -> None:
    """With two coaches it is the day of whoever is there first; without anybody a school day."""
    play = taken_up()
    setting = Setting(play.case, play.protocol, school_where("bram", 5), play.now)
    tuesday = datetime.date(2026, 11, 24)
    saturday = datetime.date(2026, 11, 28)

    assert datetime.date(2026, 11, 27) == on_working_day(tuesday, (COACH,), setting)
    assert tuesday == on_working_day(tuesday, (COACH, OTHER), setting)
    assert tuesday == on_working_day(tuesday, (), setting)
    assert datetime.date(2026, 11, 30) == on_working_day(saturday, (), setting)


def test_the_last_rung_comes_back_for_ever() -> None:
    """However often it was climbed, there is a rung and a wait."""
    assert (USUAL.rungs[0], USUAL.rungs[2], USUAL.rungs[2]) == tuple(
        rung_at(USUAL, climbed) for climbed in (0, 2, 7)
    )
    assert ("werkdag", "2 schooldagen", "5 schooldagen", "5 schooldagen") == tuple(
        wait_before(USUAL, climbed) for climbed in (0, 1, 3, 7)
    )


def test_a_rung_names_who_was_asked_their_deputies_and_roles() -> None:
    """Each is reached once."""
    rung = Rung(after="werkdag", to=("zelf", "vervanger", "antipestcoordinator", "zelf"))

    assert (
        COACH,
        OTHER,
        Slot("vervanger/begeleider", "p1"),
        Slot("vervanger/begeleider", "p2"),
        Slot("antipestcoordinator"),
    ) == asked_on(rung, (COACH, OTHER))
