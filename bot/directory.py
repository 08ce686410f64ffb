"""The school as it is now: staff, roster and settings, read once and again when they change."""

from __future__ import annotations

import datetime
from functools import cached_property

import msgspec

from bot.public_holidays import public_holidays
from bot.school_settings import SchoolSettings
from flows.identity import Identity
from flows.leak_check import LeakIndex
from flows.pupil_search import PupilIndex, StaffIndex
from flows.roster import RosterPupil, StaffMember
from flows.school import Place, School
from flows.school_calendar import SchoolCalendar
from flows.school_holidays import holidays_of, known_until
from storage.units_of_work import UnitOfWork

_pupil = msgspec.json.Decoder(RosterPupil)
_member = msgspec.json.Decoder(StaffMember)
_encoder = msgspec.json.Encoder()

Rows = tuple[tuple[str, bytes], ...]


def calendar_of(settings: SchoolSettings) -> SchoolCalendar:
    """Makes the calendar of a school: its region, the public holidays and its own free days."""
    last = known_until(settings.region)
    first = min(row.first for row in holidays_of(settings.region))
    free = public_holidays(
        range(first.year, last.year + 1), bevrijdingsdag_vrij=settings.liberation_day_is_free
    )
    return SchoolCalendar(
        holidays=(*holidays_of(settings.region), *settings.free_periods),
        free_days=(*free, *settings.study_days),
        known_until=last,
        opens=settings.hours.opens,
        closes=settings.hours.closes,
        asks_at=settings.hours.asks_at,
    )


def never_ending(calendar: SchoolCalendar) -> SchoolCalendar:
    """Gives a calendar that counts every weekday after the last known holiday as a school day.

    A report must never be refused because nobody added the next holidays. The watchdog has said so
    for months by then, and looks at the calendar that does end.
    """
    return msgspec.structs.replace(calendar, known_until=datetime.date.max)


def pupil_rows(pupils: tuple[RosterPupil, ...]) -> Rows:
    """Gives the roster as it is stored."""
    return tuple((pupil.id, _encoder.encode(pupil)) for pupil in pupils)


def staff_rows(staff: tuple[StaffMember, ...]) -> Rows:
    """Gives the staff as they are stored."""
    return tuple((member.id, _encoder.encode(member)) for member in staff)


class People:
    """Everybody in the school at one version of the roster and staff.

    What searching and checking texts need is made ready when it is first asked for.
    """

    def __init__(self, pupils: tuple[RosterPupil, ...], staff: tuple[StaffMember, ...]) -> None:
        self.staff = staff
        self.pupils = {pupil.id: pupil for pupil in pupils}

    @cached_property
    def pupil_index(self) -> PupilIndex:
        """The pupils, to be searched."""
        return PupilIndex.of(self.pupils.values())

    @cached_property
    def staff_index(self) -> StaffIndex:
        """The staff, to be searched."""
        return StaffIndex.of(self.staff)

    @cached_property
    def leak_index(self) -> LeakIndex:
        """The names that may not stand in a text about somebody else."""
        return LeakIndex(self.pupils.values())

    def member(self, staff_id: str) -> StaffMember | None:
        """Finds a member of staff."""
        return next((member for member in self.staff if member.id == staff_id), None)

    def identity(self, pupil: str, roster_id: str) -> Identity | None:
        """Describes a pupil of the roster as p1, p2 … of a melding."""
        found = self.pupils.get(roster_id)
        if found is None:
            return None
        return Identity(
            pupil=pupil,
            roster_id=found.id,
            roepnaam=found.roepnaam,
            tussenvoegsel=found.tussenvoegsel,
            achternaam=found.achternaam,
            class_name=found.klas,
        )


class Directory:
    """Gives the people of the school, and the school as one melding sees it."""

    def __init__(self, settings: SchoolSettings) -> None:
        self.settings = settings
        self.known_calendar = calendar_of(settings)
        self.calendar = never_ending(self.known_calendar)
        self._people: People | None = None
        self._version = (-1, -1)
        self._whole: tuple[People, School] | None = None
        """The school without any melding, and of which people it was made."""

    def people(self, unit: UnitOfWork) -> People:
        """Gives everybody, read again when roster or staff were replaced."""
        version = unit.people_version
        if self._people is None or version != self._version:
            self._people = People(
                tuple(_pupil.decode(row) for row in unit.roster.all()),
                tuple(_member.decode(row) for row in unit.staff.all()),
            )
            self._version = version
        return self._people

    def school(self, people: People, identities: tuple[Identity, ...] = ()) -> School:
        """Makes the snapshot that the rules are given for one melding."""
        places = tuple(_place(one, people) for one in identities)
        return self._whole_school(people).with_places(places)

    def _whole_school(self, people: People) -> School:
        """Gives the school without any melding; the last one is kept as long as nobody changes."""
        whole = self._whole
        if whole is None or whole[0] is not people:
            whole = self._whole = (people, self._school_of(people))
        return whole[1]

    def _school_of(self, people: People) -> School:
        calls = self.settings.calls
        return School(
            name=self.settings.name,
            staff=people.staff,
            calendar=self.calendar,
            call_when_acute=calls.acute,
            call_about_staff=calls.staff,
            call_about_home=calls.home,
        )


def _place(identity: Identity, people: People) -> Place:
    pupil = people.pupils.get(identity.roster_id)
    if pupil is None:
        return Place(identity.pupil)
    return Place(identity.pupil, pupil.coaches, pupil.team, pupil.klas)
