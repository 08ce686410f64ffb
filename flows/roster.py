"""Pupils and staff as the rules see them: values without behaviour beyond a day's look-up.

Rules this file keeps:

- `id` is opaque. Whoever reads the school's files derives it from the leerlingnummer or the e-mail
  address with a secret key, so that neither of the two travels through cards and buttons.
- A coach, a deputy and a team are named by id; a name is looked up when somebody who may see it
  opens a form.
"""

from datetime import date

import msgspec

MONDAY_TO_FRIDAY = (1, 2, 3, 4, 5)
"""ISO weekdays of a person who works every school day."""


class RosterPupil(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pupil in the school's roster.

    `leerlingnummer` is what the school's own systems call the pupil; it is only compared when a
    new roster comes in and is never shown. `tussenvoegsel` is empty when there is none.
    `coaches` holds the staff ids of the pupil's own coaches or, when the school named none for this
    pupil, of the coaches of the class; the first one is asked first.
    """

    id: str
    leerlingnummer: str
    roepnaam: str
    tussenvoegsel: str
    achternaam: str
    klas: str
    leerjaar: int
    team: str
    coaches: tuple[str, ...] = ()

    @property
    def surname(self) -> str:
        """The achternaam with its tussenvoegsel: "van den Berg"."""
        return f"{self.tussenvoegsel} {self.achternaam}".strip()

    @property
    def full_name(self) -> str:
        """The name as people write it: "Sanne van den Berg"."""
        return f"{self.roepnaam} {self.surname}".strip()


class StaffMember(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who works at the school.

    `roles` and `teams` are as the school's personeel.csv writes them. `working_days` are ISO
    weekdays (1 is Monday). `deputy` is the id of the vervanger, or None. The absence counts its
    first and its last day; one end left open has no bound on that side.
    """

    id: str
    name: str
    email: str
    roles: tuple[str, ...]
    teams: tuple[str, ...] = ()
    working_days: tuple[int, ...] = MONDAY_TO_FRIDAY
    deputy: str | None = None
    absent_from: date | None = None
    absent_until: date | None = None

    def is_absent(self, day: date) -> bool:
        """Whether `day` falls in the absence that the school has recorded."""
        if self.absent_from is None and self.absent_until is None:
            return False
        has_begun = self.absent_from is None or self.absent_from <= day
        has_ended = self.absent_until is not None and self.absent_until < day
        return has_begun and not has_ended

    def works_on(self, day: date) -> bool:
        """Whether `day` is one of this person's weekdays and no day of absence."""
        return day.isoweekday() in self.working_days and not self.is_absent(day)


class Roster(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everybody in the school at one moment."""

    pupils: tuple[RosterPupil, ...]
    staff: tuple[StaffMember, ...]
