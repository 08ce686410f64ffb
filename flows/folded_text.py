"""Text as names are compared: without capitals, accents and marks that nobody sees.

`Folded` remembers for each folded character where it stood, so that a hit can be cut out of the
original text even where one character became two (a ligature) or two became one (a letter with a
combining accent).
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_LETTERS_WITHOUT_ACCENT = {
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ł": "l",
    "ħ": "h",
    "\N{LATIN SMALL LETTER DOTLESS I}": "i",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
}
"""Letters that Unicode does not take apart, and how they are typed on a Dutch keyboard."""

_SIGNS = {
    **dict.fromkeys("\u2018\u2019\u201b\u02bb\u02bc\u02b9\u2032\u00b4`\uff07", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-"),
}
"""The apostrophes and the dashes that word processors and telephones put in."""

_COMBINING = frozenset({"Mn", "Me"})
_INVISIBLE = "Cf"
_FILLERS = "\u115f\u1160\u3164\uffa0"
"""Letters of Hangul that are drawn as nothing."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and, for each of its characters, its place in the original text.

    `starts[i]` and `ends[i]` bound the original characters that became `text[i]`, any combining
    marks after them included.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def fold(text: str) -> str:
    """Return `text` as names are compared: "Zoë D’Hondt" becomes "zoe d'hondt"."""
    return "".join(map(_fold_character, text))


def fold_with_places(text: str, *, invisible: str = "") -> Folded:
    """Fold `text` and keep the place of every character.

    `invisible` stands in for the characters that take no room, such as the soft hyphen and the
    zero-width space: nothing, to read across them, or a space, to read them as the end of a word.
    """
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for place, character in enumerate(text):
        is_invisible = _is_invisible(character)
        replacement = invisible if is_invisible else _fold_character(character)
        if not replacement and not is_invisible and ends:
            ends[-1] = place + 1
        folded.append(replacement)
        starts.extend([place] * len(replacement))
        ends.extend([place + 1] * len(replacement))
    return Folded("".join(folded), tuple(starts), tuple(ends))


def has_invisible(text: str) -> bool:
    """Whether `text` holds a character that takes no room."""
    return not text.isascii() and any(map(_is_invisible, text))


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) == _INVISIBLE or character in _FILLERS


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in _SIGNS:
        return _SIGNS[character]
    parts = unicodedata.normalize("NFKD", character).casefold()
    return "".join(
        _LETTERS_WITHOUT_ACCENT.get(part, part) for part in parts if not _takes_no_room(part)
    )


def _takes_no_room(character: str) -> bool:
    return unicodedata.category(character) in _COMBINING or _is_invisible(character)
