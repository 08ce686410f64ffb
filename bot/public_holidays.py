"""The Dutch public holidays, as plain dates for the school calendar."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import holidays

BEVRIJDINGSDAG = "Bevrijdingsdag"
"""Free once in five years by collective agreement; a school may differ, and so has to say it."""


@lru_cache(maxsize=2)
def public_holidays(years: range, *, bevrijdingsdag_vrij: bool) -> tuple[date, ...]:
    """Give the public holidays in the calendar years `years`, earliest first.

    Goede Vrijdag is one of them. 5 May is so every year if `bevrijdingsdag_vrij`, and otherwise
    only in a year in which another holiday falls on it.
    """
    named = holidays.country_holidays("NL", years=years, language="nl")
    days = {day for day in named if named.get_list(day) != [BEVRIJDINGSDAG]}
    if bevrijdingsdag_vrij:
        days |= {date(year, 5, 5) for year in years}
    return tuple(sorted(days))
