"""Find pupils and colleagues while somebody types.

Each typed word must begin a different part of the name or, for pupils, be the class: "sanne 2b",
"berg sanne", "v.d. berg". Capitals and accents do not count. A tussenvoegsel that is not quite the
right one does not spoil the search. An index is built once for a roster.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from flows.folded_text import fold
from flows.roster import RosterPupil, StaffMember
from flows.written_names import TUSSENVOEGSEL_WORDS

Person = TypeVar("Person")

_SEPARATORS = re.compile(r"[\s.,/'-]+")
_INSIDE_NAME = re.compile(r"['-]")
_FORGIVEN = TUSSENVOEGSEL_WORDS | {"vd"}
"""Words that may be typed wrongly: what stands before an achternaam is easily mixed up."""

_WRONG_TUSSENVOEGSEL = 3
"""What an unmatched tussenvoegsel costs, against 1 for a word that was typed in part."""


@dataclass(frozen=True, slots=True)
class _Entry(Generic[Person]):
    person: Person
    spellings: tuple[tuple[str, ...], ...]
    """The words of the name, and the same with "D'hondt" and "Anne-Marie" as one word each."""
    first_word: str
    klas: str
    sort_key: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PupilIndex:
    """The pupils of a school, folded for searching."""

    entries: tuple[_Entry[RosterPupil], ...]

    @classmethod
    def of(cls, pupils: Iterable[RosterPupil]) -> "PupilIndex":
        """Fold the names and classes of `pupils`."""
        return cls(tuple(_pupil_entry(pupil) for pupil in pupils))


@dataclass(frozen=True, slots=True)
class StaffIndex:
    """The staff of a school, folded for searching."""

    entries: tuple[_Entry[StaffMember], ...]

    @classmethod
    def of(cls, staff: Iterable[StaffMember]) -> "StaffIndex":
        """Fold the names of `staff`."""
        return cls(tuple(_staff_entry(member) for member in staff))


def search(pupils: PupilIndex, typed: str, limit: int) -> tuple[RosterPupil, ...]:
    """Return at most `limit` pupils who match what was `typed`, the best first.

    Words typed in full go before words typed in part, a roepnaam before an achternaam, then the
    order is that of the alphabet. Nothing typed finds nobody.
    """
    return _best(pupils.entries, typed, limit)


def search_staff(staff: StaffIndex, typed: str, limit: int) -> tuple[StaffMember, ...]:
    """Return at most `limit` colleagues whose name matches what was `typed`, the best first."""
    return _best(staff.entries, typed, limit)


def _pupil_entry(pupil: RosterPupil) -> _Entry[RosterPupil]:
    name = f"{pupil.roepnaam} {pupil.surname}"
    sort_key = (*_words(pupil.achternaam), "", *_words(pupil.roepnaam), "", fold(pupil.klas))
    klas = _SEPARATORS.sub("", fold(pupil.klas))
    first_word = fold(pupil.roepnaam)
    return _Entry(pupil, _spellings(name), first_word, klas, (*sort_key, pupil.id))


def _staff_entry(member: StaffMember) -> _Entry[StaffMember]:
    name = fold(member.name)
    return _Entry(member, _spellings(name), name, "", (name, member.id))


def _spellings(name: str) -> tuple[tuple[str, ...], ...]:
    spellings = (_words(name), _words(_INSIDE_NAME.sub("", fold(name))))
    return tuple(dict.fromkeys(spellings))


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in _SEPARATORS.split(fold(text)) if word)


def _best(entries: Iterable[_Entry[Person]], typed: str, limit: int) -> tuple[Person, ...]:
    words = _words(typed)
    if not words:
        return ()
    longest_first = sorted(words, key=len, reverse=True)
    scored = [
        (min(costs), not entry.first_word.startswith(words[0]), entry.sort_key, entry)
        for entry in entries
        if (costs := tuple(_costs(entry, longest_first)))
    ]
    scored.sort(key=lambda item: item[:3])
    return tuple(entry.person for *_, entry in scored[:limit])


def _costs(entry: _Entry[Person], typed: Iterable[str]) -> Iterator[int]:
    for spelling in entry.spellings:
        cost = _cost(spelling, entry.klas, typed)
        if cost is not None:
            yield cost


def _cost(name: Iterable[str], klas: str, typed: Iterable[str]) -> int | None:
    """How far a name is from what was typed, 0 for everything in full; None for no match."""
    free = list(name)
    is_match = False
    cost = 0
    for word in typed:
        begun = word if word in free else next((w for w in free if w.startswith(word)), None)
        if begun is not None:
            free.remove(begun)
            cost += begun != word
            is_match = True
        elif _is_class(word, klas):
            cost += klas != word
            is_match = True
        elif word in _FORGIVEN:
            cost += _WRONG_TUSSENVOEGSEL
        else:
            return None
    return cost if is_match else None


def _is_class(typed: str, klas: str) -> bool:
    """Whether a typed word is the class or, with its number, a part of it: "2b" for "H2B"."""
    return typed == klas or (typed in klas and any(letter.isdigit() for letter in typed))
