"""The school of the year: 1,200 pupils in 48 classes, and the colleagues who work there.

Made by counting, without chance. Some coaches have two classes, some classes two coaches, one class
has none; many colleagues work part of the week.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import msgspec

from bot.school_files import SchoolFiles
from flows.roster import MONDAY_TO_FRIDAY, RosterPupil, StaffMember
from flows.school import ANTIPEST, LAST_RESORT
from tests.practice.twelve import settings
from tests.year.canaries import FIRST_NAME, KLAS, REPORTER, SURNAME

YEARS = range(1, 7)
CLASSES_A_YEAR = 8
PUPILS_A_CLASS = 25
COACHES = 45
REPORTERS = 48
TWO_COACHES = frozenset({3, 10, 17, 24, 31, 38})
"""Classes, by place, that have a second coach."""
NO_COACH = 47
"""The class without a coach."""

WEEKS = (
    MONDAY_TO_FRIDAY,
    MONDAY_TO_FRIDAY,
    (1, 2, 4),
    MONDAY_TO_FRIDAY,
    (2, 3, 4, 5),
    (1, 2, 3),
    (3, 4, 5),
)

NAMES = "anne bas cleo dirk els faas gijs hind ida joep kees lot mia nour olaf pim roos sam".split()
ENDS = "berg dal eik hof kamp laan meer oord poel rode stee tuin veen wold zand".split()

_LEADERS = (
    ("antipest", "Marit Waterhoen", (ANTIPEST,), (), "antipest-2", (1, 2, 3, 4)),
    ("antipest-2", "Ruben Grutto", ("docent",), ("team-2",), None, MONDAY_TO_FRIDAY),
    ("rector", "Hanneke Tureluur", ("schoolleiding", LAST_RESORT), (), "conrector", (1, 2, 3, 5)),
    ("conrector", "Sjoerd Kievit", ("schoolleiding",), (), "rector", MONDAY_TO_FRIDAY),
    (
        "teamleider-1",
        "Aisha Oeverloper",
        ("leidinggevende",),
        ("team-1", "team-2", "team-3"),
        "teamleider-2",
        MONDAY_TO_FRIDAY,
    ),
    (
        "teamleider-2",
        "Joris Putter",
        ("leidinggevende",),
        ("team-4", "team-5", "team-6"),
        "teamleider-1",
        (1, 2, 4, 5),
    ),
    ("zorg", "Nadia Sijs", ("zorgcoordinator", "team_sociale_veiligheid"), (), None, (1, 2, 5)),
    ("ict", "Ravi Boomklever", ("ict", "oop"), (), None, MONDAY_TO_FRIDAY),
)
"""Id, name, roles, teams, deputy and working days."""


def _member(
    name: str,
    shown: str,
    roles: tuple[str, ...],
    teams: tuple[str, ...],
    deputy: str | None,
    days: tuple[int, ...],
) -> StaffMember:
    return StaffMember(
        id=name,
        name=shown,
        email=f"{name}@vlierhof.example",
        roles=roles,
        teams=teams,
        working_days=days,
        deputy=deputy,
    )


def coach_of(place: int) -> str:
    """Gives the first coach of the class in this place; the last ones have a second class."""
    return f"coach-{place % COACHES}"


def coaches_of(place: int) -> tuple[str, ...]:
    """Gives the coaches of the class in this place."""
    if place == NO_COACH:
        return ()
    second = (f"coach-{place + 4}",) if place in TWO_COACHES else ()
    return (coach_of(place), *second)


def _staff() -> Iterator[StaffMember]:
    for leader in _LEADERS:
        yield _member(*leader)
    for year in YEARS:
        yield _member(
            f"team-{year}-coordinator",
            f"{NAMES[year].title()} Zanglijster",
            ("docent", "teamcoordinator"),
            (f"team-{year}",),
            f"team-{year % 6 + 1}-coordinator",
            WEEKS[year % len(WEEKS)],
        )
    for place in range(COACHES):
        yield _member(
            f"coach-{place}",
            f"{NAMES[place % len(NAMES)].title()} Vink{ENDS[place % len(ENDS)]}",
            ("docent",),
            (f"team-{place // CLASSES_A_YEAR + 1}",),
            f"coach-{place ^ 1}" if place % 3 and place ^ 1 < COACHES else None,
            WEEKS[place % len(WEEKS)],
        )
    for place in range(REPORTERS):
        yield _member(
            f"docent-{place}",
            f"{NAMES[place % len(NAMES)].title()} {REPORTER}{ENDS[place % len(ENDS)]}",
            ("oop",) if place % 6 == 0 else ("docent",),
            (),
            None,
            WEEKS[place % len(WEEKS)],
        )


def _pupils() -> Iterator[RosterPupil]:
    places = [(year, letter) for year in YEARS for letter in "ABCDEFGH"]
    for place, (year, letter) in enumerate(places):
        for seat in range(PUPILS_A_CLASS):
            number = place * PUPILS_A_CLASS + seat
            first, last = NAMES[number * 5 % len(NAMES)], ENDS[number * 7 % len(ENDS)]
            yield RosterPupil(
                id=f"leerling-{number}",
                leerlingnummer=f"{260001 + number}",
                roepnaam=f"{FIRST_NAME}{first}",
                tussenvoegsel=("", "", "van", "de")[number % 4],
                achternaam=f"{SURNAME}{last}{NAMES[number // 15 % len(NAMES)]}",
                klas=f"{KLAS}{year}{letter}",
                leerjaar=year,
                team=f"team-{year}",
                coaches=coaches_of(place),
            )


def school_of_the_year() -> SchoolFiles:
    """Gives the school as its files say it on the first day."""
    return SchoolFiles(tuple(_pupils()), tuple(_staff()), settings())


class Absence(msgspec.Struct, frozen=True):
    """Somebody is away, as the staff file says it."""

    person: str
    first: datetime.date
    last: datetime.date


class Moved(msgspec.Struct, frozen=True):
    """A pupil goes to another class."""

    pupil: str
    klas: str


def renewed(
    files: SchoolFiles, absences: tuple[Absence, ...], moved: tuple[Moved, ...]
) -> SchoolFiles:
    """Gives the files of the school anew: who is away in this period, who changed class."""
    away = {one.person: one for one in absences}
    to = {one.pupil: one.klas for one in moved}
    in_class = {pupil.klas: pupil for pupil in files.pupils if pupil.id not in to}
    staff = tuple(
        msgspec.structs.replace(
            one,
            absent_from=away[one.id].first if one.id in away else None,
            absent_until=away[one.id].last if one.id in away else None,
        )
        for one in files.staff
    )
    pupils = tuple(
        _in_class(pupil, in_class[to[pupil.id]]) if pupil.id in to else pupil
        for pupil in files.pupils
    )
    return msgspec.structs.replace(files, staff=staff, pupils=pupils)


def _in_class(pupil: RosterPupil, classmate: RosterPupil) -> RosterPupil:
    return msgspec.structs.replace(
        pupil,
        klas=classmate.klas,
        leerjaar=classmate.leerjaar,
        team=classmate.team,
        coaches=classmate.coaches,
    )
