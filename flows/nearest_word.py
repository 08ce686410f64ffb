"""The known word that somebody probably meant, for "Bedoel je …?" behind a typing mistake."""

from __future__ import annotations

from collections.abc import Iterable


def edits_between(one: str, other: str) -> int:
    """Counts the letters to add, leave out, replace or swap to make one word into the other."""
    rows = [list(range(len(other) + 1))]
    for place, letter in enumerate(one, start=1):
        above, row = rows[-1], [place]
        for column, against in enumerate(other, start=1):
            replaced = above[column - 1] + (letter != against)
            swapped = one[place - 2 : place] == other[column - 2 : column][::-1]
            turned = rows[-2][column - 2] + 1 if min(place, column) > 1 and swapped else replaced
            row.append(min(above[column] + 1, row[-1] + 1, replaced, turned))
        rows.append(row)
    return rows[-1][-1]


def nearest(word: str, known: Iterable[str]) -> str:
    """Gives the known word that differs least, when at most a third of it differs; else ""."""
    distance, found = min(((edits_between(word, one), one) for one in known), default=(0, ""))
    return found if 0 < distance <= max(1, len(word) // 3) else ""


def meant(word: str, known: Iterable[str]) -> str:
    """Gives " Bedoel je ‘…’?", or nothing when no known word is like it."""
    found = nearest(word, known)
    return f" Bedoel je ‘{found}’?" if found else ""


def or_else(word: str, known: Iterable[str]) -> str:
    """Gives the word that was probably meant or, when none is like it, all to choose from."""
    choices = tuple(known)
    found = meant(word, choices)
    return found or (f" Kies uit: {', '.join(choices)}." if choices else "")
