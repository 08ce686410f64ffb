"""Long texts in pieces that fit where they are shown."""

from __future__ import annotations


def in_pieces(text: str, limit: int) -> tuple[str, ...]:
    """Splits a text at line ends, or else at spaces, in pieces of at most `limit` characters."""
    pieces: list[str] = []
    left = text
    while len(left) > limit:
        cut = max(left.rfind("\n", 1, limit + 1), 0) or max(left.rfind(" ", 1, limit + 1), 0)
        cut = cut or limit
        pieces.append(left[:cut].rstrip())
        left = left[cut:].lstrip()
    return (*pieces, left)
