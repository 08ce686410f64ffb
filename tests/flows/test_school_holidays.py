"""The table of school holidays: its shape, by which a slip of the pen shows."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from flows.school_calendar import Period, school_year_of
from flows.school_holidays import REGIONS, Region, holidays_of, known_until

SCHOOL_YEARS = ("2025/2026", "2026/2027", "2027/2028", "2028/2029", "2029/2030")
DAYS = {
    "herfstvakantie": 9,
    "kerstvakantie": 16,
    "voorjaarsvakantie": 9,
    "meivakantie": 9,
    "zomervakantie": 44,
}

every_region = pytest.mark.parametrize("region", REGIONS)


@every_region
def test_holidays_run_from_saturday_to_sunday(region: Region) -> None:
    """Each holiday begins on a Saturday, ends on a Sunday and has the length of its kind."""
    for holiday in holidays_of(region):
        length = (holiday.last - holiday.first).days + 1
        assert (6, 7) == (holiday.first.isoweekday(), holiday.last.isoweekday()), holiday
        assert DAYS[holiday.name] == length, holiday


@every_region
def test_each_school_year_has_its_five_holidays(region: Region) -> None:
    """Autumn, Christmas, spring, May and summer come once in each of five school years."""
    expected = [(year, name) for year in SCHOOL_YEARS for name in DAYS]

    assert expected == [
        (school_year_of(holiday.first), holiday.name) for holiday in holidays_of(region)
    ]


@every_region
def test_holidays_are_in_order_and_apart(region: Region) -> None:
    """Weeks of school lie between one holiday and the next."""
    for earlier, later in pairwise(holidays_of(region)):
        assert earlier.last + timedelta(weeks=3) < later.first, (earlier, later)


@pytest.mark.parametrize("name", ["kerstvakantie", "meivakantie"])
def test_christmas_and_may_are_the_same_everywhere(name: str) -> None:
    """The whole country has the same kerstvakantie and meivakantie."""
    noord, midden, zuid = (
        [holiday for holiday in holidays_of(region) if holiday.name == name] for region in REGIONS
    )

    assert noord == midden == zuid


@pytest.mark.parametrize(
    ("region", "holiday"),
    [
        ("noord", Period(date(2025, 10, 18), date(2025, 10, 26), "herfstvakantie")),
        ("midden", Period(date(2026, 2, 14), date(2026, 2, 22), "voorjaarsvakantie")),
        ("zuid", Period(date(2027, 2, 13), date(2027, 2, 21), "voorjaarsvakantie")),
        ("noord", Period(date(2027, 7, 10), date(2027, 8, 22), "zomervakantie")),
        ("midden", Period(date(2028, 7, 8), date(2028, 8, 20), "zomervakantie")),
        ("zuid", Period(date(2029, 2, 10), date(2029, 2, 18), "voorjaarsvakantie")),
    ],
)
def test_published_holidays(region: Region, holiday: Period) -> None:
    """Some holidays as the government published them, one from each column at least."""
    assert holiday in holidays_of(region)


@pytest.mark.parametrize(
    ("region", "last"),
    [("noord", date(2030, 9, 1)), ("midden", date(2030, 8, 25)), ("zuid", date(2030, 8, 18))],
)
def test_holidays_are_known_until_the_end_of_summer_2030(region: Region, last: date) -> None:
    """What is known ends with the last summer holiday of the region."""
    assert last == known_until(region)
