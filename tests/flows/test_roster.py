"""Pupils and staff on a day."""

from datetime import date

import msgspec
import pytest

from flows.roster import RosterPupil, StaffMember

JORIS = StaffMember(
    id="s1",
    name="Joris Wolters",
    email="j.wolters@vlierhof.example",
    roles=("docent",),
    working_days=(1, 2, 4),
    absent_from=date(2026, 11, 16),
    absent_until=date(2026, 12, 18),
)


@pytest.mark.parametrize(
    ("day", "is_absent"),
    [
        (date(2026, 11, 15), False),
        (date(2026, 11, 16), True),
        (date(2026, 12, 18), True),
        (date(2026, 12, 19), False),
    ],
)
def test_an_absence_counts_its_first_and_last_day(day: date, *, is_absent: bool) -> None:
    """The days in the school's file both belong to the absence."""
    assert is_absent == JORIS.is_absent(day)


def test_an_absence_may_be_open_on_either_side() -> None:
    """Somebody who fell ill has no last day yet; somebody who returns needs no first day."""
    ill = msgspec.structs.replace(JORIS, absent_until=None)
    away = msgspec.structs.replace(JORIS, absent_from=None)
    well = msgspec.structs.replace(ill, absent_from=None)
    assert [True, False, False] == [who.is_absent(date(2027, 3, 1)) for who in (ill, away, well)]
    assert [False, True, False] == [who.is_absent(date(2026, 3, 2)) for who in (ill, away, well)]


def test_works_on_own_weekdays_unless_absent() -> None:
    """A part-timer is there on the own days, and on none of them during an absence."""
    days = [date(2026, 11, 9), date(2026, 11, 11), date(2026, 11, 16), date(2026, 12, 22)]
    assert [True, False, False, True] == [JORIS.works_on(day) for day in days]


def test_a_full_name_has_its_tussenvoegsel_when_there_is_one() -> None:
    """Names are written without double spaces, whatever parts they lack."""
    pupil = RosterPupil(
        id="p",
        leerlingnummer="1",
        roepnaam="Sanne",
        tussenvoegsel="van den",
        achternaam="Berg",
        klas="2B",
        leerjaar=2,
        team="team-2",
    )
    unlisted = msgspec.structs.replace(pupil, tussenvoegsel="", achternaam="")
    assert ["Sanne van den Berg", "Sanne"] == [pupil.full_name, unlisted.full_name]
