"""The school as the rules see it: a frozen snapshot made for one melding at one moment.

`bot/` builds it from staff, roster and settings. It knows pupils only as p1, p2 … with their
coaches, team and class, and is never stored. `people_for` is the one place where a role slot
becomes people.
"""

from __future__ import annotations

import datetime
from functools import cached_property

import msgspec

from flows.case import Case
from flows.protocol import Protocol
from flows.roster import StaffMember
from flows.school_calendar import SchoolCalendar

REPORTER = "melder"
"""Whoever reported; the id of a melding that was merged stands where a pupil would."""
ANTIPEST = "antipestcoordinator"
LAST_RESORT = "laatste_vangnet"
ADVISER = "raad"
"""Whoever was asked for advice; the number of the request stands where a pupil would."""
ASKER = "steller"
"""Whoever raised a numbered matter; its number stands where a pupil would."""
SECOND_COACH = "andere_coach"
"""The coaches on paper of a pupil that a colleague holds: they need do nothing, but may take over.
"""
DEPUTY_OF = "vervanger/"
"""Before a role: the deputies of whoever fills it, at work or not."""


class Contact(msgspec.Struct, frozen=True):
    """Somebody to call: a name or function and a telephone number, from school.toml."""

    who: str
    phone: str


class Place(msgspec.Struct, frozen=True):
    """Where a pupil of the melding stands in the school now."""

    pupil: str
    coaches: tuple[str, ...] = ()
    team: str = ""
    class_name: str = ""


class School(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Everything the rules may ask about the school."""

    name: str
    staff: tuple[StaffMember, ...]
    places: tuple[Place, ...] = ()
    calendar: SchoolCalendar
    call_when_acute: tuple[Contact, ...] = ()
    call_about_staff: tuple[Contact, ...] = ()
    call_about_home: tuple[Contact, ...] = ()

    @cached_property
    def _by_id(self) -> dict[str, StaffMember]:
        return {member.id: member for member in reversed(self.staff)}

    @cached_property
    def _by_role(self) -> dict[str, tuple[StaffMember, ...]]:
        found: dict[str, list[StaffMember]] = {}
        for member in self.staff:
            for role in dict.fromkeys(member.roles):
                found.setdefault(role, []).append(member)
        return {role: tuple(members) for role, members in found.items()}

    def with_places(self, places: tuple[Place, ...]) -> School:
        """Gives the same school as another melding sees it; the staff is not sorted out again."""
        school = msgspec.structs.replace(self, places=places)
        school.__dict__.update(_by_id=self._by_id, _by_role=self._by_role)
        return school

    def member(self, staff_id: str) -> StaffMember | None:
        """Finds a member of staff; None for somebody who left or never was."""
        return self._by_id.get(staff_id)

    def with_role(self, role: str) -> tuple[StaffMember, ...]:
        """Gives who has a role, in the order of the staff file."""
        return self._by_role.get(role, ())

    def place(self, pupil: str) -> Place:
        """Finds where a pupil stands; an empty place for one who is not in the roster."""
        return next((place for place in self.places if place.pupil == pupil), Place(pupil))

    def today(self, now: datetime.datetime) -> datetime.date:
        """Gives the day it is at school at this moment."""
        return self.calendar.local(now).date()


class Slot(msgspec.Struct, frozen=True, order=True):
    """A role in a melding, and the pupil it is about when the role goes per pupil."""

    role: str
    pupil: str = ""

    def encoded(self) -> str:
        """Gives the text form, such as "begeleider:p2", that follow-ups and outbox keep."""
        return f"{self.role}:{self.pupil}" if self.pupil else self.role


def slot_from(text: str) -> Slot:
    """Reads the text form of a slot."""
    role, _, pupil = text.partition(":")
    return Slot(role, pupil)


def _holders(slot: Slot, case: Case, protocol: Protocol, school: School) -> tuple[str, ...]:
    """Gives who holds a slot on paper, before absence and exclusion."""
    if slot.role == REPORTER:
        report = case.report(slot.pupil or case.id)
        return (report.by,) if report is not None else ()
    if slot.role == ADVISER:
        return tuple(one.to for one in case.matters if str(one.number) == slot.pupil)
    if slot.role == ASKER:
        return tuple(one.by for one in case.matters if str(one.number) == slot.pupil)
    role = protocol.role(slot.role)
    per_pupil = role is not None and role.scope == "leerling"
    coaches = school.place(slot.pupil).coaches if per_pupil else ()
    taken = next((held for held in case.taken if held.slot == slot.encoded()), None)
    if taken is not None and not (taken.as_coach and coaches and taken.by not in coaches):
        return (taken.by,)
    if per_pupil:
        return coaches
    with_role = school.with_role(slot.role)
    if role is None or role.scope == "school":
        return tuple(member.id for member in with_role)
    teams = {school.place(pupil).team for pupil in case.targets} - {""}
    in_team = tuple(member.id for member in with_role if teams & set(member.teams))
    return in_team or tuple(member.id for member in with_role)


def deputies_of(
    holders: tuple[str, ...], case: Case, school: School, today: datetime.date
) -> tuple[str, ...]:
    """Gives the deputies of these people who are at school and not excluded from the melding."""
    members = (school.member(holder) for holder in holders)
    named = (member.deputy for member in members if member is not None)
    return _able(tuple(deputy for deputy in named if deputy), case, school, today)


def _able(
    people: tuple[str, ...], case: Case, school: School, today: datetime.date
) -> tuple[str, ...]:
    """Keeps, once each, who is on staff, at school and not excluded from the melding."""
    able = []
    for person in dict.fromkeys(people):
        member = school.member(person)
        if member is None or member.is_absent(today) or person in case.excluded:
            continue
        able.append(person)
    return tuple(able)


def _in_place_of(holder: str, case: Case, school: School, today: datetime.date) -> tuple[str, ...]:
    """Gives the holder, or the deputy while the holder is absent or excluded."""
    return _able((holder,), case, school, today) or deputies_of((holder,), case, school, today)


def people_for(
    slot: Slot, case: Case, protocol: Protocol, school: School, now: datetime.datetime
) -> tuple[str, ...]:
    """Resolves a slot to people: deputies during absence, else the role's fallback.

    When one of two coaches holds a pupil and is away without a deputy, the other comes first.

    A role's slot never resolves to nobody while the school has a `laatste_vangnet`, whom the
    staff file cannot leave out (architecture §2). The reporter has no deputy and no fallback.
    """
    today = school.today(now)
    if slot.role.startswith(DEPUTY_OF):
        held = Slot(slot.role.removeprefix(DEPUTY_OF), slot.pupil)
        return deputies_of(_holders(held, case, protocol, school), case, school, today)
    if slot.role == SECOND_COACH:
        held_by = people_for(Slot("begeleider", slot.pupil), case, protocol, school, now)
        coaches = _able(school.place(slot.pupil).coaches, case, school, today)
        return tuple(coach for coach in coaches if coach not in held_by)
    holders = _holders(slot, case, protocol, school)
    if slot.role in (REPORTER, ADVISER, ASKER):
        return tuple(
            holder
            for holder in holders
            if school.member(holder) is not None and holder not in case.excluded
        )
    role = protocol.role(slot.role)
    coaches = school.place(slot.pupil).coaches if slot.pupil else ()
    for asked in (holders, coaches):
        present = tuple(
            person for holder in asked for person in _in_place_of(holder, case, school, today)
        )
        if present:
            return tuple(dict.fromkeys(present))
    if role is not None and role.fallback:
        return people_for(Slot(role.fallback), case, protocol, school, now)
    return tuple(holder for holder in holders if holder not in case.excluded)
