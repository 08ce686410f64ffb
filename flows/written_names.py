"""In which ways a person's name gets written in a school's texts.

A name is a row of folded words: "Sanne van den Berg" is `("sanne", "van", "den", "berg")`. Spaces,
hyphens, apostrophes and full stops between the words do not count here; the reader of a text
decides which of them may stand inside a name. Nicknames and misspelt names are not guessed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from flows.folded_text import fold
from flows.roster import RosterPupil

NameKind = Literal["volledig", "omgekeerd", "roepnaam", "achternaam"]
Words = tuple[str, ...]

WORD = re.compile(r"[^\W\d_]+")
"""A word in folded text: letters only, so that "roos_2b" holds the word "roos"."""

TUSSENVOEGSEL_WORDS = frozenset(
    "van von de den der het t ter ten te in op aan la le d du da di dos el al ben".split()
)
"""Words in front of a surname that may be left out without anybody wondering who is meant."""

_ALSO_WRITTEN: dict[str, tuple[str, ...]] = {
    "van de": ("van der", "van den"),
    "van der": ("van de", "van den"),
    "van den": ("van de", "van der"),
    "van 't": ("van het",),
    "van het": ("van 't",),
    "in 't": ("in het",),
    "in het": ("in 't",),
    "de": ("den", "der"),
    "den": ("de", "der"),
    "der": ("de", "den"),
}
"""Tussenvoegsels that are taken for one another."""

_TITLES = frozenset("mevrouw mevr mw meneer dhr heer drs dr ir juf meester".split())


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name in its three parts, as they were written."""

    roepnaam: str
    tussenvoegsel: str
    achternaam: str


@dataclass(frozen=True, slots=True)
class WrittenName:
    """One way to write somebody's name."""

    words: Words
    kind: NameKind


def words_in(text: str) -> Words:
    """Return the folded words of `text`."""
    return tuple(WORD.findall(fold(text)))


def parts_of(pupil: RosterPupil) -> NameParts:
    """Return the three parts of a pupil's name."""
    return NameParts(pupil.roepnaam, pupil.tussenvoegsel, pupil.achternaam)


def split_name(name: str) -> NameParts:
    """Split a name that was written as one: of a colleague, or of a pupil who is in no list.

    Titles are dropped. What stands before a tussenvoegsel is the roepnaam; without one it is the
    first word. A single word is taken for a roepnaam.
    """
    written = [part for part in name.split() if fold(part).rstrip(".") not in _TITLES]
    is_tussenvoegsel = [fold(part).strip("'") in TUSSENVOEGSEL_WORDS for part in written]
    first = is_tussenvoegsel.index(True, 1) if True in is_tussenvoegsel[1:] else 1
    last = first
    while last < len(written) - 1 and is_tussenvoegsel[last]:
        last += 1
    return NameParts(
        " ".join(written[:first]), " ".join(written[first:last]), " ".join(written[last:])
    )


def full_names(parts: NameParts) -> Iterator[WrittenName]:
    """Yield the ways to write roepnaam and achternaam together, in both orders."""
    surnames, cores = _surnames(parts), _surname_cores(parts)
    tussenvoegsels = _tussenvoegsels(parts)
    for roepnaam in _roepnamen(parts):
        for surname in surnames:
            whole = roepnaam + surname
            yield WrittenName(whole, "volledig")
            yield WrittenName(("".join(whole),), "volledig")
            yield WrittenName(surname + roepnaam, "omgekeerd")
        for core in cores:
            for tussenvoegsel in tussenvoegsels:
                yield WrittenName(core + roepnaam + tussenvoegsel, "omgekeerd")
                yield WrittenName(core + tussenvoegsel + roepnaam, "omgekeerd")


def single_names(parts: NameParts) -> Iterator[WrittenName]:
    """Yield the ways to write the roepnaam alone, and the achternaam alone or with initials."""
    for words in filter(_is_more_than_initials, _called(parts)):
        yield WrittenName(words, "roepnaam")
    for words in filter(_is_more_than_initials, _surnames(parts)):
        yield WrittenName(words, "achternaam")
        for initials in _initials(parts):
            yield WrittenName(initials + words, "achternaam")


def _is_more_than_initials(words: Words) -> bool:
    return any(len(word) > 1 for word in words)


def _roepnamen(parts: NameParts) -> tuple[Words, ...]:
    words = words_in(parts.roepnaam)
    return _distinct(words, _joined(words))


def _called(parts: NameParts) -> tuple[Words, ...]:
    """The roepnaam, and each part of a double one: an Anne-Marie is called Anne."""
    words = words_in(parts.roepnaam)
    telling = ((word,) for word in words if word not in TUSSENVOEGSEL_WORDS)
    return _distinct(*_roepnamen(parts), *telling)


def _initials(parts: NameParts) -> tuple[Words, ...]:
    letters = tuple(word[0] for word in words_in(parts.roepnaam))
    return _distinct(letters, letters[:1], _joined(letters))


def _surnames(parts: NameParts) -> tuple[Words, ...]:
    together = words_in(f"{parts.tussenvoegsel} {parts.achternaam}")
    cores = _surname_cores(parts)
    forms = (
        tussenvoegsel + core for tussenvoegsel in ((), *_tussenvoegsels(parts)) for core in cores
    )
    return _distinct(_joined(together), *forms)


def _surname_cores(parts: NameParts) -> tuple[Words, ...]:
    """The achternaam, the halves of a double one, and each word that says who is meant."""
    words = words_in(parts.achternaam)
    halves = tuple(words_in(half) for half in fold(parts.achternaam).split("-"))
    telling = ((word,) for word in words if word not in TUSSENVOEGSEL_WORDS)
    return _distinct(words, _joined(words), *halves, *map(_joined, halves), *telling)


def _tussenvoegsels(parts: NameParts) -> tuple[Words, ...]:
    """The tussenvoegsel in full, in initials ("v.d."), as one word ("vd") and as others hear it."""
    written = " ".join(fold(parts.tussenvoegsel).split())
    forms = [words_in(form) for form in (written, *_ALSO_WRITTEN.get(written, ()))]
    initials = tuple(word[0] for word in forms[0])
    return _distinct(*forms, initials, _joined(initials))


def _joined(words: Words) -> Words:
    return ("".join(words),) if words else ()


def _distinct(*forms: Words) -> tuple[Words, ...]:
    return tuple(dict.fromkeys(form for form in forms if form))
