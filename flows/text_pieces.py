"""How long a text is for a chat platform, and long texts in pieces that fit.

Platforms count as JavaScript does: an emoji is two characters and more.
"""

from __future__ import annotations

from itertools import accumulate


def width(text: str) -> int:
    """Gives the length of a text as a browser counts it, in units of UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _room(text: str, limit: int) -> int:
    """Gives how many characters from the start of a wider text are at most `limit` wide."""
    if width(text[:limit]) <= limit:
        return limit
    taken = accumulate(map(width, text))
    return next(place for place, so_far in enumerate(taken) if so_far > limit)


def in_pieces(text: str, limit: int) -> tuple[str, ...]:
    """Splits a text at line ends, or else at spaces, in pieces that are at most `limit` wide."""
    pieces: list[str] = []
    left = text
    while width(left) > limit:
        room = _room(left, limit)
        cut = max(left.rfind("\n", 1, room + 1), 0) or max(left.rfind(" ", 1, room + 1), 0)
        cut = cut or room
        pieces.append(left[:cut].rstrip())
        left = left[cut:].lstrip()
    return (*pieces, left)
