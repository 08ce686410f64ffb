"""What a new roster changes, for who must say yes to it before it is applied.

Colleagues are shown by name. Pupils are counted per class, so that no list of pupils ends up in a
terminal or a log. A pupil in an open melding is never removed.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

import msgspec

from flows.roster import Roster, RosterPupil, StaffMember


class Difference(msgspec.Struct, frozen=True):
    """The change from the roster in use to a new one.

    `result` is the roster to store. `kept_for_open_cases` counts the pupils who are in no new file
    any more but stay, because a melding about them is open. `lines` tell it in Dutch.
    """

    result: Roster
    pupils_added: int
    pupils_changed: int
    pupils_removed: int
    kept_for_open_cases: int
    staff_added: int
    staff_changed: int
    staff_removed: int
    lines: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change."""
        return not any(
            (
                self.pupils_added,
                self.pupils_changed,
                self.pupils_removed,
                self.staff_added,
                self.staff_changed,
                self.staff_removed,
            )
        )


def difference(old: Roster, new: Roster, pupils_in_open_cases: Collection[str]) -> Difference:
    """Compare two rosters by id; `pupils_in_open_cases` are ids of pupils who must stay."""
    old_pupils = {pupil.id: pupil for pupil in old.pupils}
    new_pupils = {pupil.id: pupil for pupil in new.pupils}
    gone = [pupil for pupil in old.pupils if pupil.id not in new_pupils]
    kept = [pupil for pupil in gone if pupil.id in pupils_in_open_cases]
    removed = [pupil for pupil in gone if pupil.id not in pupils_in_open_cases]
    added = [pupil for pupil in new.pupils if pupil.id not in old_pupils]
    changed = [p for p in new.pupils if p.id in old_pupils and p != old_pupils[p.id]]

    old_staff = {member.id: member for member in old.staff}
    new_staff = {member.id: member for member in new.staff}
    hired = [member for member in new.staff if member.id not in old_staff]
    left = [member for member in old.staff if member.id not in new_staff]
    altered = [m for m in new.staff if m.id in old_staff and m != old_staff[m.id]]
    return Difference(
        result=Roster(
            (*new.pupils, *(_with_present_coaches(p, new_staff) for p in kept)), new.staff
        ),
        pupils_added=len(added),
        pupils_changed=len(changed),
        pupils_removed=len(removed),
        kept_for_open_cases=len(kept),
        staff_added=len(hired),
        staff_changed=len(altered),
        staff_removed=len(left),
        lines=(
            *_lines_about_pupils("Nieuwe leerlingen", added),
            *_lines_about_pupils("Gewijzigde leerlingen", changed),
            *_lines_about_pupils("Vertrokken leerlingen", removed),
            *_lines_about_kept(len(kept)),
            *_lines_about_staff("Nieuw personeel", hired),
            *_lines_about_changed_staff(altered, old_staff),
            *_lines_about_staff("Vertrokken personeel", left),
        ),
    )


def _with_present_coaches(pupil: RosterPupil, staff: Collection[str]) -> RosterPupil:
    present = tuple(coach for coach in pupil.coaches if coach in staff)
    return msgspec.structs.replace(pupil, coaches=present)


def _lines_about_pupils(title: str, pupils: Sequence[RosterPupil]) -> Iterator[str]:
    if pupils:
        counts = Counter(pupil.klas for pupil in pupils)
        per_class = ", ".join(f"{klas} {count}" for klas, count in sorted(counts.items()))
        yield f"{title}: {len(pupils)} ({per_class})."


def _lines_about_kept(count: int) -> Iterator[str]:
    if count:
        yield (
            f"Niet meer in de lijst maar wel bewaard: {count} leerling(en) met een open melding."
            " Ze verdwijnen pas bij een import na het sluiten."
        )


def _lines_about_staff(title: str, members: Iterable[StaffMember]) -> Iterator[str]:
    names = ", ".join(sorted(member.name for member in members))
    if names:
        yield f"{title}: {names}."


_CHANGES: tuple[tuple[str, Callable[[StaffMember], object]], ...] = (
    ("naam", lambda member: member.name),
    ("rol", lambda member: member.roles),
    ("team", lambda member: member.teams),
    ("werkdagen", lambda member: member.working_days),
    ("vervanger", lambda member: member.deputy),
    ("afwezigheid", lambda member: (member.absent_from, member.absent_until)),
)


def _lines_about_changed_staff(
    members: Iterable[StaffMember], old: Mapping[str, StaffMember]
) -> Iterator[str]:
    for member in members:
        before = old[member.id]
        what = [word for word, read in _CHANGES if read(member) != read(before)]
        yield f"Gewijzigd personeel: {member.name} ({', '.join(what)})."
