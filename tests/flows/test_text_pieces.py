"""Long texts in pieces that fit where they are shown."""

import pytest

from flows.text_pieces import in_pieces, width


@pytest.mark.parametrize(("text", "expected"), [("", 0), ("één", 3), ("🙂", 2), ("a🙂b", 4)])
def test_width(text: str, expected: int) -> None:
    """A browser counts an emoji twice."""
    assert expected == width(text)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("kort", ("kort",)),
        ("een twee", ("een", "twee")),
        ("een\ntwee vier", ("een", "twee", "vier")),
        ("🙂🙂🙂🙂", ("🙂🙂", "🙂🙂")),
        ("ab🙂🙂", ("ab🙂", "🙂")),
        ("🙂 🙂", ("🙂 🙂",)),
    ],
)
def test_pieces(text: str, pieces: tuple[str, ...]) -> None:
    """They break at line ends or spaces, and never within a character."""
    assert pieces == in_pieces(text, 5)[: len(pieces)]
    assert all(width(piece) <= 5 for piece in in_pieces(text, 5))
