"""The public holidays that the school calendar is given."""

from __future__ import annotations

from datetime import date

from bot.public_holidays import public_holidays


def test_public_holidays_of_a_year() -> None:
    """Goede Vrijdag is a holiday and 5 May is none, unless the school says so."""
    expected = (
        date(2027, 1, 1),
        date(2027, 3, 26),
        date(2027, 3, 28),
        date(2027, 3, 29),
        date(2027, 4, 27),
        date(2027, 5, 6),
        date(2027, 5, 16),
        date(2027, 5, 17),
        date(2027, 12, 25),
        date(2027, 12, 26),
    )

    assert expected == public_holidays(range(2027, 2028), bevrijdingsdag_vrij=False)


def test_bevrijdingsdag_is_free_if_the_school_says_so() -> None:
    """The setting adds 5 May in every year, and nothing else."""
    years = range(2026, 2031)
    without = public_holidays(years, bevrijdingsdag_vrij=False)
    free = public_holidays(years, bevrijdingsdag_vrij=True)

    assert {date(year, 5, 5) for year in years} == set(free) - set(without)
    assert set(without) < set(free)
    assert sorted(free) == list(free)


def test_bevrijdingsdag_is_not_free_by_itself_in_a_fifth_year() -> None:
    """In 2025 and 2030, when many employers give the day off, the school's setting holds too."""
    days = public_holidays(range(2025, 2031), bevrijdingsdag_vrij=False)

    assert date(2025, 5, 5) not in days
    assert date(2030, 5, 5) not in days


def test_a_holiday_that_falls_on_bevrijdingsdag_stays() -> None:
    """Hemelvaartsdag is free also when it falls on 5 May, as it did in 2016."""
    assert date(2016, 5, 5) in public_holidays(range(2016, 2017), bevrijdingsdag_vrij=False)


def test_only_the_years_asked_for() -> None:
    """The holidays are of the years asked for; no years have none."""
    days = public_holidays(range(2025, 2031), bevrijdingsdag_vrij=True)

    assert set(range(2025, 2031)) == {day.year for day in days}
    assert () == public_holidays(range(2025, 2025), bevrijdingsdag_vrij=True)
