"""The school holidays of the three Dutch regions, school years 2025/26 to 2029/30.

Facts from rijksoverheid.nl (Regeling vaststelling schoolvakanties 2025-2030). The dates of the
kerst-, mei- and zomervakantie bind every school; those of the herfst- and voorjaarsvakantie are
advice, so a school may have other ones. The extra week that many schools add to the meivakantie
is not in here.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from flows.school_calendar import Period

Region = Literal["noord", "midden", "zuid"]

REGIONS: tuple[Region, ...] = ("noord", "midden", "zuid")
"""The regions in the order of the columns below."""

TABLE = """
herfstvakantie     2025-10-18 2025-10-26   2025-10-18 2025-10-26   2025-10-11 2025-10-19
kerstvakantie      2025-12-20 2026-01-04   2025-12-20 2026-01-04   2025-12-20 2026-01-04
voorjaarsvakantie  2026-02-21 2026-03-01   2026-02-14 2026-02-22   2026-02-14 2026-02-22
meivakantie        2026-04-25 2026-05-03   2026-04-25 2026-05-03   2026-04-25 2026-05-03
zomervakantie      2026-07-04 2026-08-16   2026-07-18 2026-08-30   2026-07-11 2026-08-23

herfstvakantie     2026-10-10 2026-10-18   2026-10-17 2026-10-25   2026-10-17 2026-10-25
kerstvakantie      2026-12-19 2027-01-03   2026-12-19 2027-01-03   2026-12-19 2027-01-03
voorjaarsvakantie  2027-02-20 2027-02-28   2027-02-20 2027-02-28   2027-02-13 2027-02-21
meivakantie        2027-04-24 2027-05-02   2027-04-24 2027-05-02   2027-04-24 2027-05-02
zomervakantie      2027-07-10 2027-08-22   2027-07-17 2027-08-29   2027-07-24 2027-09-05

herfstvakantie     2027-10-16 2027-10-24   2027-10-16 2027-10-24   2027-10-23 2027-10-31
kerstvakantie      2027-12-25 2028-01-09   2027-12-25 2028-01-09   2027-12-25 2028-01-09
voorjaarsvakantie  2028-02-19 2028-02-27   2028-02-26 2028-03-05   2028-02-26 2028-03-05
meivakantie        2028-04-29 2028-05-07   2028-04-29 2028-05-07   2028-04-29 2028-05-07
zomervakantie      2028-07-15 2028-08-27   2028-07-08 2028-08-20   2028-07-22 2028-09-03

herfstvakantie     2028-10-14 2028-10-22   2028-10-21 2028-10-29   2028-10-21 2028-10-29
kerstvakantie      2028-12-23 2029-01-07   2028-12-23 2029-01-07   2028-12-23 2029-01-07
voorjaarsvakantie  2029-02-17 2029-02-25   2029-02-17 2029-02-25   2029-02-10 2029-02-18
meivakantie        2029-04-28 2029-05-06   2029-04-28 2029-05-06   2029-04-28 2029-05-06
zomervakantie      2029-07-21 2029-09-02   2029-07-07 2029-08-19   2029-07-14 2029-08-26

herfstvakantie     2029-10-20 2029-10-28   2029-10-20 2029-10-28   2029-10-13 2029-10-21
kerstvakantie      2029-12-22 2030-01-06   2029-12-22 2030-01-06   2029-12-22 2030-01-06
voorjaarsvakantie  2030-02-16 2030-02-24   2030-02-23 2030-03-03   2030-02-23 2030-03-03
meivakantie        2030-04-27 2030-05-05   2030-04-27 2030-05-05   2030-04-27 2030-05-05
zomervakantie      2030-07-20 2030-09-01   2030-07-13 2030-08-25   2030-07-06 2030-08-18
"""
"""Name, then first and last day in Noord, Midden and Zuid: a Saturday and a Sunday."""


def holidays_of(region: Region) -> tuple[Period, ...]:
    """Give the school holidays of `region`, earliest first."""
    column = 1 + 2 * REGIONS.index(region)
    rows = [line.split() for line in TABLE.splitlines() if line]
    return tuple(
        Period(
            first=date.fromisoformat(row[column]),
            last=date.fromisoformat(row[column + 1]),
            name=row[0],
        )
        for row in rows
    )


def known_until(region: Region) -> date:
    """Give the last day of the last school year of which the holidays are known here."""
    return holidays_of(region)[-1].last
