"""What happens in the year whatever the program does: who reports what and when, who is away.

About 9 in 100 pupils: 108 reports. Most come on school days, some in the evening, in a weekend or
in the holidays; some are acute, some online, some about pupils of several classes or about nobody
known, and some tell of the same pupils as a report of a few days before.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from random import Random

import msgspec

from bot.school_files import SchoolFiles
from flows.forms import CHECKED, NOT_IN_LIST
from flows.school_calendar import SchoolCalendar
from tests.privacy.conversation_secrets import WORD
from tests.year.canaries import KLAS
from tests.year.school import COACHES, Absence, Moved

ONE_DAY = datetime.timedelta(days=1)

MOMENTS = (("les", 75), ("avond", 12), ("vrij", 13))
"""When reports come: on a school day, in the evening of one, on another day; in 100."""

BULLIES = (0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3)
ABOUT = (("geen", 90), ("seksueel", 4), ("thuis", 3), ("personeel", 3))
"""What a report is about, in 100; the last kind becomes no melding."""

AGAIN = 0.1
"""How many reports tell of the same pupils as an earlier one."""

NOT_LISTED = 0.06
ACUTE = 0.07
ONLINE = 0.3
BY_A_COACH = 0.2
SEVERAL_CLASSES = 0.25


class Report(msgspec.Struct, frozen=True):
    """A report to come: by whom, when, and what is answered where it matters."""

    at: datetime.datetime
    by: str
    answers: dict[str, tuple[str, ...]]
    becomes_a_melding: bool


class Renewal(msgspec.Struct, frozen=True):
    """The school hands over new files: who is away since, and who changed class."""

    at: datetime.datetime
    absences: tuple[Absence, ...]
    moved: tuple[Moved, ...]


class Plan(msgspec.Struct, frozen=True):
    """All of the year."""

    reports: tuple[Report, ...]
    renewals: tuple[Renewal, ...]
    silent: dict[str, tuple[datetime.date, datetime.date]]
    """Who does not look at any message for weeks, though the school knows of no absence."""
    unreachable: frozenset[str]
    """Who has no account on the chat platform."""


def plan_of(
    files: SchoolFiles,
    calendar: SchoolCalendar,
    days: tuple[datetime.date, ...],
    number: int,
    chance: Random,
) -> Plan:
    """Draws a year for a school: as many reports as `number` within `days`."""
    return Plan(
        reports=tuple(_reports(files, calendar, days, number, chance)),
        renewals=tuple(_renewals(files, calendar, days, chance)),
        silent=dict(_silent(days, chance)),
        unreachable=frozenset({f"coach-{chance.randrange(COACHES)}"}),
    )


def drawn(chance: Random, table: tuple[tuple[str, int], ...]) -> str:
    """Draws one of a table by its weight."""
    return chance.choices([one for one, _ in table], [weight for _, weight in table])[0]


def _moment(
    calendar: SchoolCalendar, days: tuple[datetime.date, ...], chance: Random
) -> datetime.datetime:
    kind = drawn(chance, MOMENTS)
    day = chance.choice([day for day in days if calendar.is_school_day(day) == (kind != "vrij")])
    hour = chance.randrange(17, 23) if kind == "avond" else chance.randrange(8, 17)
    return calendar.moment_of(day, datetime.time(hour, chance.randrange(60)))


def _reports(
    files: SchoolFiles,
    calendar: SchoolCalendar,
    days: tuple[datetime.date, ...],
    number: int,
    chance: Random,
) -> Iterator[Report]:
    reporters = [one.id for one in files.staff if one.id.startswith("docent-")]
    coaches = [one.id for one in files.staff if one.id.startswith("coach-")]
    moments = sorted(_moment(calendar, days, chance) for _ in range(number))
    earlier: list[Report] = []
    for at in moments:
        by = chance.choice(coaches if chance.random() < BY_A_COACH else reporters)
        if len(earlier) > 2 and chance.random() < AGAIN:
            same = chance.choice(earlier[-3:])
            if same.by != by:
                yield msgspec.structs.replace(same, at=at, by=by)
                continue
        about = drawn(chance, ABOUT)
        answers = _situation(files, chance) | {"soort": (about,)}
        report = Report(at, by, answers, about != "personeel")
        if report.becomes_a_melding:
            earlier.append(report)
        yield report


def _situation(files: SchoolFiles, chance: Random) -> dict[str, tuple[str, ...]]:
    target = chance.choice(files.pupils)
    classmates = [one.id for one in files.pupils if one.klas == target.klas and one != target]
    others = [one.id for one in files.pupils if one.leerjaar == target.leerjaar and one != target]
    bullies = [
        chance.choice(others if chance.random() < SEVERAL_CLASSES else classmates)
        for _ in range(chance.choice(BULLIES))
    ]
    if chance.random() < NOT_LISTED:
        bullies.append(f"{NOT_IN_LIST}{WORD} jongen, rood jack")
    targets = [target.id, *chance.sample(classmates, 1)] if chance.random() < 0.1 else [target.id]
    return {
        "gepesten": tuple(targets),
        "pesters": tuple(dict.fromkeys(bullies)),
        "acuut": (CHECKED,) if chance.random() < ACUTE else (),
        "waar": ("online",) if chance.random() < ONLINE else ("les", "gang"),
    }


def _renewals(
    files: SchoolFiles,
    calendar: SchoolCalendar,
    days: tuple[datetime.date, ...],
    chance: Random,
) -> Iterator[Renewal]:
    """Gives new files every four weeks: a handful away, for days or for weeks."""
    people = [one.id for one in files.staff if not one.id.startswith("docent-")]
    klassen = sorted({one.klas for one in files.pupils})
    lasting: tuple[Absence, ...] = ()
    moved: tuple[Moved, ...] = ()
    for day in days[7::28]:
        first = calendar.first_school_day_from(day)
        lasting = tuple(one for one in lasting if one.last >= first)
        fresh = chance.sample(people, 6)
        lasting += tuple(
            Absence(one, first, first + chance.choice((4, 11, 25, 39)) * ONE_DAY)
            for one in fresh
            if one not in {known.person for known in lasting}
        )
        changed = chance.choice(files.pupils)
        year = f"{KLAS}{changed.leerjaar}"
        to = chance.choice([one for one in klassen if one.startswith(year)])
        moved = (*(one for one in moved if one.pupil != changed.id), Moved(changed.id, to))
        yield Renewal(calendar.moment_of(first, datetime.time(7, 45)), lasting, moved)


def _silent(
    days: tuple[datetime.date, ...], chance: Random
) -> Iterator[tuple[str, tuple[datetime.date, datetime.date]]]:
    for place in chance.sample(range(COACHES), 6):
        first = chance.choice(days)
        yield f"coach-{place}", (first, first + chance.choice((14, 21, 35)) * ONE_DAY)
