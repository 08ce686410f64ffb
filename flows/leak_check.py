"""Find the names of others in a text about one pupil, for every such text names only that pupil.

Rules this file keeps:

- Privacy goes before elegance: in doubt it is a leak. A person sees each one in the preview and
  confirms or changes the words.
- The pupil whom the text is about may be named. A roepnaam or achternaam that this pupil shares
  with somebody else in the melding is a leak when it stands alone, as nobody can tell who is meant.
- Of others in the melding each part of the name is a leak; of the rest of the school only roepnaam
  and achternaam together, as nearly every word is somebody's name in a school of 1,200.
- Places refer to the text as it was given, whatever its accents, ligatures and invisible signs.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import msgspec

from flows.name_tree import Found, NameTree, readings_of
from flows.roster import RosterPupil, StaffMember
from flows.written_names import full_names, parts_of, single_names, split_name

LeakReason = Literal["in_melding", "medewerker", "in_school"]
"""Whose name it is: a pupil's in the melding, a colleague's, or another pupil's of the school."""

_REASONS: tuple[LeakReason, ...] = ("in_melding", "medewerker", "in_school")
"""Which reason is given when several hold."""

_REPLACEMENTS: dict[LeakReason, str] = {
    "in_melding": "een medeleerling",
    "medewerker": "een medewerker",
    "in_school": "een medeleerling",
}

_START_OF_SENTENCE = re.compile(r"(?:\A|[.!?]\s|\n)\W*\Z")
_SIGNS_BEFORE_SENTENCE = 12
"""How far back a sentence is looked for to begin: past quotes, brackets and bullets."""


SAME_PEOPLE = 16
"""How many sets of people are kept ready between one line of text and the next."""


class Leak(msgspec.Struct, frozen=True):
    """A name that may not stand in the text: `text[start:end]`, which is also `found`.

    `is_possessive` tells that the name has a genitive ("Sanne's"), which belongs to `found`.
    """

    start: int
    end: int
    found: str
    reason: LeakReason
    is_possessive: bool = False


@dataclass(frozen=True, slots=True)
class _Somebody:
    id: str
    reason: LeakReason | None
    """None for the pupil whom the text is about."""


class LeakIndex:
    """The full names of all pupils of the school, made ready once for many texts."""

    def __init__(self, pupils: Iterable[RosterPupil]) -> None:
        self.names: NameTree[_Somebody] = NameTree()
        for pupil in pupils:
            self.names.add(_Somebody(pupil.id, "in_school"), full_names(parts_of(pupil)))


def find_leaks(
    text: str,
    about: RosterPupil,
    in_case: Sequence[RosterPupil],
    rest: LeakIndex,
    withheld_staff: Sequence[StaffMember] = (),
) -> tuple[Leak, ...]:
    """Return the leaks in `text`, in order, never overlapping (A:49, A:285).

    `in_case` are the other pupils of the melding; `about` may be among them. `rest` may hold the
    whole school: `about` and `in_case` are left out by id. `withheld_staff` are colleagues whom the
    text may not name, such as the reporter.
    """
    others = tuple(pupil for pupil in in_case if pupil.id != about.id)
    in_melding = _names_in_melding(about, others, tuple(withheld_staff))
    known = {about.id, *(pupil.id for pupil in others)}
    found = [
        name
        for reading in readings_of(text)
        for name in (
            *reading.find(in_melding),
            *(name for name in reading.find(rest.names) if name.person.id not in known),
        )
    ]
    return tuple(
        Leak(name.start, name.end, text[name.start : name.end], reason, name.is_possessive)
        for name, reason in _chosen(found)
    )


def replacement_words(text: str, leaks: Sequence[Leak]) -> tuple[str, ...]:
    """Return what may stand in the place of each leak; a person confirms or changes it.

    "Een medeleerling" for a pupil and "een medewerker" for a colleague, with a capital where a
    sentence begins. A genitive keeps its place before the noun: "Sanne's jas" becomes "een
    medeleerlings jas", so that no words need to move.
    """
    return tuple(_replacement(text, leak) for leak in leaks)


def replace(text: str, leaks: Sequence[Leak], words: Sequence[str] | None = None) -> str:
    """Return `text` with `words[i]`, or else its own replacement, in the place of `leaks[i]`.

    Raises ValueError when there are not as many words as leaks.
    """
    parts: list[str] = []
    place = 0
    chosen = replacement_words(text, leaks) if words is None else words
    for leak, word in zip(leaks, chosen, strict=True):
        parts += [text[place : leak.start], word]
        place = leak.end
    return "".join([*parts, text[place:]])


@lru_cache(maxsize=SAME_PEOPLE)
def _names_in_melding(
    about: RosterPupil, others: tuple[RosterPupil, ...], withheld_staff: tuple[StaffMember, ...]
) -> NameTree[_Somebody]:
    """Makes the names ready once for all lines of a text."""
    people = [
        (_Somebody(about.id, None), parts_of(about)),
        *((_Somebody(pupil.id, "in_melding"), parts_of(pupil)) for pupil in others),
        *((_Somebody(who.id, "medewerker"), split_name(who.name)) for who in withheld_staff),
    ]
    names: NameTree[_Somebody] = NameTree()
    for somebody, parts in people:
        names.add(somebody, full_names(parts))
        names.add(somebody, single_names(parts))
    return names


def _chosen(found: Sequence[Found[_Somebody]]) -> list[tuple[Found[_Somebody], LeakReason]]:
    """Choose one reading for each place; return the leaks among them in the order of the text."""
    own = [name for name in found if name.person.reason is None]
    own_from: dict[int, list[Found[_Somebody]]] = {}
    for name in own:
        own_from.setdefault(name.start, []).append(name)
    leaks = [
        name
        for name in found
        if name.person.reason is not None
        and not any(_names_subject(mine, name) for mine in own_from.get(name.start, ()))
    ]
    # An own name the other way round would hide "Jansen" in "tegen Jansen, Sanne huilde".
    candidates = [*leaks, *(name for name in own if name.kind != "omgekeerd")]
    taken_places: set[int] = set()
    taken: list[tuple[Found[_Somebody], LeakReason]] = []
    for name in sorted(candidates, key=_order_of_choice):
        places = range(name.start, name.end)
        if taken_places.isdisjoint(places):
            taken_places.update(places)
            if name.person.reason is not None:
                taken.append((name, name.person.reason))
    return sorted(taken, key=lambda chosen: chosen[0].start)


def _names_subject(own: Found[_Somebody], leak: Found[_Somebody]) -> bool:
    """Whether words that are both the pupil's own name and somebody else's are the pupil's own.

    The reading without a stuck s is the likelier one. In an even case only the full name is own,
    and in reverse order only against somebody who is not in the melding.
    """
    if leak.end > own.end or own.word_count != leak.word_count:
        return False
    if own.kind == "omgekeerd":
        return leak.person.reason == "in_school"
    if own.is_exact != leak.is_exact:
        return own.is_exact
    return own.kind == "volledig"


def _order_of_choice(name: Found[_Somebody]) -> tuple[int, int, int, int, int]:
    """The most words first, then the likelier reading, the weightier reason, the longest text."""
    reason = name.person.reason
    likelihood = 2 if name.kind == "omgekeerd" else int(reason is None)
    weight = len(_REASONS) if reason is None else _REASONS.index(reason)
    return (-name.word_count, likelihood, weight, name.start - name.end, name.start)


def _replacement(text: str, leak: Leak) -> str:
    word = _REPLACEMENTS[leak.reason] + ("s" if leak.is_possessive else "")
    if _START_OF_SENTENCE.search(text, max(0, leak.start - _SIGNS_BEFORE_SENTENCE), leak.start):
        return word[0].upper() + word[1:]
    return word
