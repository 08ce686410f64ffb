"""How wide a line of text is in print, so that words are broken before they run out of a box.

Widths are those of Helvetica and the fonts that are cut to the same measure (Arial, Liberation
Sans); letters that are not listed count as wide as most small letters.
"""

from __future__ import annotations

_WIDTHS = {
    0.222: "ijl‘’",
    0.278: "ft.,:;/!I |[]",
    0.333: "r()-“”•",
    0.5: "ckvxyzsJ",
    0.556: "abdeghnopquL0123456789?–_",
    0.611: "FTZ",
    0.667: "ABEKPSVXY&",
    0.722: "CDHNRUw",
    0.778: "GOQ",
    0.833: "mM",
    0.944: "W",
    1.0: "…→",
}
"""In parts of the height of the letter, and the letters that are so wide."""
_OF_LETTER = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_MOST = 0.556
_BOLD = 1.08
"""How much wider a bold letter is."""


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Gives the width of a text in the unit of `size`, the height of its letters."""
    wide = sum(_OF_LETTER.get(letter, _MOST) for letter in text)
    return wide * size * (_BOLD if bold else 1)


def broken(text: str, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """Breaks a text between words into lines that are no wider than `width`, if its words fit."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)
