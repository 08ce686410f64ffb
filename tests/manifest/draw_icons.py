"""Draws the two icons of the app in Teams: `python -m tests.manifest.draw_icons`.

A speech bubble with a heart: somebody tells something, and somebody cares. In colour on a field of
its own, and as a white outline on nothing, as Teams asks. A shape is a function that says how far
a point lies outside it (below 0: inside); each pixel is the share of its points that lie inside.
"""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "manifest" / "teams"

FIELD = (0x1D, 0x4E, 0x5F)
WHITE = (0xFF, 0xFF, 0xFF)
POINTS = 4
"""Looked at in each direction within a pixel."""

Shape = Callable[[float, float], float]
Pixel = tuple[int, int, int, int]

HEART = 0.7
"""How high the heart is; the bubble is nearly two wide."""

TAIL = ((-0.50, 0.30), (-0.56, 0.98), (0.02, 0.52))
"""The corners of the tail of the bubble."""


def bubble(x: float, y: float) -> float:
    """A round rectangle with a tail below on the left."""
    wide, high, corner = 0.92, 0.68, 0.34
    across = max(abs(x) - wide + corner, 0.0)
    down = max(abs(y + 0.14) - high + corner, 0.0)
    inner = min(max(abs(x) - wide + corner, abs(y + 0.14) - high + corner), 0.0)
    return min(math.hypot(across, down) + inner - corner, _triangle(x, y))


def _triangle(x: float, y: float) -> float:
    """How far a point lies outside the tail."""
    (ax, ay), (bx, by), (cx, cy) = TAIL
    return max(
        _beside(x, y, (bx, by), (ax, ay)),
        _beside(x, y, (cx, cy), (bx, by)),
        _beside(x, y, (ax, ay), (cx, cy)),
    )


def _beside(x: float, y: float, begin: tuple[float, float], end: tuple[float, float]) -> float:
    """How far a point lies to one side of a line."""
    along, down = end[0] - begin[0], end[1] - begin[1]
    return (down * (x - begin[0]) - along * (y - begin[1])) / math.hypot(along, down)


def heart(x: float, y: float) -> float:
    """A heart in the middle of the bubble."""
    side, up = abs(x) / HEART, 0.55 - (y + 0.14) / HEART
    if side + up > 1:
        return (math.hypot(side - 0.25, up - 0.75) - math.sqrt(2) / 4) * HEART
    nearest = max(side + up, 0.0) / 2
    away = min(math.hypot(side, up - 1), math.hypot(side - nearest, up - nearest))
    return math.copysign(away, side - up) * HEART


def in_colour(x: float, y: float) -> Pixel:
    """The bubble in white on the field, with the heart cut out."""
    on_bubble = bubble(x, y) < 0 <= heart(x, y)
    return (*(WHITE if on_bubble else FIELD), 0xFF)


def in_outline(x: float, y: float) -> Pixel:
    """The edge of the bubble and the heart, in white on nothing."""
    is_drawn = -0.14 < bubble(x, y) < 0 or heart(x * 1.1, y * 1.1) < 0
    return (*WHITE, 0xFF if is_drawn else 0)


def drawn(size: int, share: float, paint: Callable[[float, float], Pixel]) -> bytes:
    """Draws a square of this many pixels, of which the bubble takes a share of the width."""
    rows = b"".join(b"\0" + b"".join(_row(size, share, paint, y)) for y in range(size))
    head = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(name, content) for name, content in parts)


def _row(
    size: int, share: float, paint: Callable[[float, float], Pixel], y: int
) -> Iterator[bytes]:
    scale = 2 / (size * share)
    middle = size / 2
    within = [(one + 0.5) / POINTS for one in range(POINTS)]
    for x in range(size):
        seen = [
            paint((x + right - middle) * scale, (y + down - middle) * scale)
            for right in within
            for down in within
        ]
        opaque = sum(pixel[3] for pixel in seen)
        mixed = (sum(pixel[part] * pixel[3] for pixel in seen) for part in range(3))
        colour = [round(one / opaque) if opaque else 0xFF for one in mixed]
        yield bytes((*colour, round(opaque / len(seen))))


def _part(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)


ICONS: dict[str, Callable[[], bytes]] = {
    "color.png": lambda: drawn(192, 0.56, in_colour),
    "outline.png": lambda: drawn(32, 0.94, in_outline),
}
"""What draws each file."""


if __name__ == "__main__":
    for name, draw in ICONS.items():
        (FOLDER / name).write_bytes(draw())
