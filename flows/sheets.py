"""Draws a protocol on sheets of A4, to print and hang up: one SVG with the sheets below each other.

Every measure is in millimetres and no letter is smaller than nine points. Marks and words carry
each meaning, colour only helps: a way on is a line and also says where it leads, on which sheet.
The same protocol always gives the same text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from flows.letter_widths import broken, width_of
from flows.protocol import Protocol
from flows.sheet_blocks import MARKS, Block, Line, Look, Mark, Way, blocks_of
from flows.wording import Wording

WIDTH, HEIGHT = 210, 297
"""A4, upright."""
MARGIN = 12.0
TEXT = 3.3
"""Height of the letters: 9.4 points."""
HEADING = 4.2
TITLE = 6.0
LEAD = 4.6
"""From one line of text to the next."""
HEAD = 8.0
"""Height of the bar with the name of a block, when the name fits on one line."""
HEAD_LEAD = 5.4
"""From one line of a name to the next."""
GAP = 7.0
"""White between two blocks, with room for an arrow."""
CARD = 108.0
"""Width of a block."""
INDENT = 8.0
"""From the edge of a block to its words, past the mark."""
LABEL_X = MARGIN + CARD + 7
LABEL = 57.0
"""Width of the words of a way on."""
LANE_X = LABEL_X + LABEL + 2
LANE = 2.4
"""Between two lanes; all ways to one block share a lane."""
LANES = 6
TOP = 28.0
"""Where the blocks of a sheet begin, below a title of one line."""
TITLE_LEAD = 7.5
"""From one line of the title to the next."""
BOTTOM = HEIGHT - 25.0
"""Where they end, above the legend."""

INK, PAPER = "#1a1a1a", "#f3f6fa"
BARS: dict[Look, str] = {"stage": "#1f4e79", "end": "#3d3d3d", "beside": "#5b3a8c"}
"""The colour behind the white name of a block; each has a contrast of more than seven."""

OPENING = (
    f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}mm" height="{{height}}mm" '
    f'viewBox="0 0 {WIDTH} {{height}}" lang="nl" fill="{INK}" '
    "font-family=\"Helvetica, Arial, 'Liberation Sans', sans-serif\">"
)
PRINT = "<style>@page{size:A4;margin:0}</style>"
"""Lets a browser print one sheet of the drawing on each page."""
ARROW_HEAD = (
    '<defs><marker id="pijl" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" '
    f'markerHeight="6" orient="auto"><path d="M0 0L8 4L0 8z" fill="{INK}"/></marker></defs>'
)

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


class Placed(NamedTuple):
    """A block on a sheet, and the height at which it begins there."""

    block: Block
    sheet: int
    top: float


def _line_height(line: Line) -> float:
    return LEAD * (len(_what(line)) + len(_how(line)))


def _what(line: Line) -> tuple[str, ...]:
    return broken(line.what, CARD - INDENT - 3, TEXT, bold=True)


def _how(line: Line) -> tuple[str, ...]:
    return broken(line.how, CARD - INDENT - 3, TEXT)


def _way_height(way: Way) -> float:
    return LEAD * (len(broken(way.label, LABEL, TEXT, bold=True)) + 1) + 1


def _owner(block: Block) -> tuple[str, ...]:
    return broken(block.owner, CARD - 6, TEXT)


def _name(block: Block) -> tuple[str, ...]:
    return broken(block.name, CARD - 6, HEADING, bold=True)


def _head(block: Block) -> float:
    return HEAD + HEAD_LEAD * (len(_name(block)) - 1)


def height_of(block: Block) -> float:
    """Gives the room that a block needs, for its lines and for the ways beside it."""
    owner = LEAD * len(_owner(block))
    lines = sum(_line_height(line) + 1 for line in block.lines)
    ways = sum(_way_height(way) for way in block.ways)
    return _head(block) + max(owner + lines + (2 if owner + lines else 0), ways)


def _parts(block: Block, room: float, wording: Wording) -> Iterator[Block]:
    """Gives a block that is too high for a sheet in parts; the first has the ways on."""
    part = msgspec.structs.replace(block, lines=())
    for line in block.lines:
        longer = msgspec.structs.replace(part, lines=(*part.lines, line))
        if part.lines and height_of(longer) > room:
            yield part
            name = wording("vel-vervolg", naam=block.name)
            longer = msgspec.structs.replace(block, name=name, owner="", lines=(line,), ways=())
        part = longer
    yield part


def place(blocks: tuple[Block, ...], begin: float, wording: Wording) -> tuple[Placed, ...]:
    """Puts each block on a sheet, below the one before it where it fits."""
    placed: list[Placed] = []
    sheet, top = 0, begin
    for block in blocks:
        for part in _parts(block, BOTTOM - begin, wording):
            height = height_of(part)
            if top + height > BOTTOM and top > begin:
                sheet, top = sheet + 1, begin
            placed.append(Placed(part, sheet, top))
            top += height + GAP
    return tuple(placed)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _text(x: float, y: float, words: str, *, size: float = TEXT, look: str = "") -> str:
    return (
        f'<text x="{_number(x)}" y="{_number(y)}" font-size="{size}"{look}>'
        f"{words.translate(_ESCAPES)}</text>"
    )


_BOLD = ' font-weight="bold"'
_WHITE = ' font-weight="bold" fill="#fff"'
_RIGHT = ' text-anchor="end"'


def _mark(mark: Mark, x: float, y: float) -> str:
    """Draws the sign before a line, whose letters stand on height `y`."""
    left, top = _number(x), _number(y - 2.7)
    square = f'<rect x="{left}" y="{top}" width="2.8" height="2.8" stroke="{INK}"'
    if mark == "must":
        return f'{square} fill="{INK}" stroke-width="0.4"/>'
    if mark == "may":
        return f'{square} fill="none" stroke-width="0.4"/>'
    letter = {"text": "M", "question": "?", "notice": "!"}[mark]
    centre = f'cx="{_number(x + 1.4)}" cy="{_number(y - 1.3)}" r="2.1"'
    words = _text(x + 1.4, y - 0.1, letter, look=_BOLD + ' text-anchor="middle"')
    return f'<circle {centre} fill="#fff" stroke="{INK}" stroke-width="0.3"/>{words}'


def _card(placed: Placed) -> Iterator[str]:
    """Draws a block with what stands in it."""
    block, _, top = placed
    colour = BARS[block.look]
    dashes = ' stroke-dasharray="2 1.4"' if block.look == "beside" else ""
    box = f'x="{_number(MARGIN)}" y="{_number(top)}" width="{_number(CARD)}" rx="1.5"'
    yield (
        f'<rect {box} height="{_number(height_of(block))}" fill="{PAPER}" stroke="{colour}" '
        f'stroke-width="0.5"{dashes}/>'
    )
    yield f'<rect {box} height="{_number(_head(block))}" fill="{colour}"/>'
    for number, words in enumerate(_name(block)):
        y = top + 5.5 + HEAD_LEAD * number
        yield _text(MARGIN + 3, y, words, size=HEADING, look=_WHITE)
    y = top + _head(block)
    for words in _owner(block):
        y += LEAD
        yield _text(MARGIN + 3, y, words, look=' font-style="italic"')
    for line in block.lines:
        y += 1
        yield _mark(line.mark, MARGIN + 3, y + LEAD)
        for words in _what(line):
            y += LEAD
            yield _text(MARGIN + INDENT, y, words, look=_BOLD)
        for words in _how(line):
            y += LEAD
            yield _text(MARGIN + INDENT, y, words)


def _path(path: str) -> str:
    return (
        f'<path d="{path}" fill="none" stroke="{INK}" stroke-width="0.4" marker-end="url(#pijl)"/>'
    )


def _lane(to: Placed, sheet: tuple[Placed, ...]) -> float:
    return LANE_X + LANE * (sheet.index(to) % LANES)


def _leads_to(way: Way, here: Placed, placed: tuple[Placed, ...]) -> Placed | None:
    """Gives where a way leads, when it leads away from here."""
    found = next((one for one in placed if one.block.id == way.to), None)
    return None if found == here else found


def _where(here: Placed, to: Placed | None, protocol: Protocol, wording: Wording) -> str:
    if to is None:
        return wording("vel-blijft", stap=protocol.stage_word)
    if to.sheet == here.sheet:
        return wording("vel-naar", doel=to.block.short)
    return wording("vel-naar-blad", doel=to.block.short, nummer=str(to.sheet + 1))


def _ways(
    here: Placed, placed: tuple[Placed, ...], protocol: Protocol, wording: Wording
) -> Iterator[str]:
    """Draws the ways on beside a block: a line to where it leads, and the same in words."""
    edge = MARGIN + CARD
    sheet = tuple(one for one in placed if one.sheet == here.sheet)
    y = here.top + _head(here.block)
    for way in here.block.ways:
        to = _leads_to(way, here, placed)
        begin = _number(y + LEAD - TEXT / 3)
        yield f'<path d="M{_number(edge)} {begin}h5" stroke="{INK}" stroke-width="0.4"/>'
        for words in broken(way.label, LABEL, TEXT, bold=True):
            y += LEAD
            yield _text(LABEL_X, y, words, look=_BOLD)
        y += LEAD
        where = _where(here, to, protocol, wording)
        yield _text(LABEL_X, y, where)
        if to is not None and to.sheet == here.sheet:
            out = f"M{_number(LABEL_X + width_of(where, TEXT) + 2)} {_number(y - TEXT / 3)}"
            lane, end = _number(_lane(to, sheet)), _number(to.top + HEAD / 2)
            yield _path(f"{out}H{lane}V{end}H{_number(edge + 0.6)}")
        y += 1


def _legend(wording: Wording) -> Iterator[str]:
    y = HEIGHT - 14.0
    yield (
        f'<path d="M{_number(MARGIN)} {_number(y - 7)}H{_number(WIDTH - MARGIN)}" '
        f'stroke="{INK}" stroke-width="0.3"/>'
    )
    yield _text(MARGIN, y - 2, wording("vel-legenda"), look=_BOLD)
    step = (WIDTH - 2 * MARGIN) / len(MARKS)
    for number, mark in enumerate(MARKS):
        x = MARGIN + step * number
        yield _mark(mark, x, y + 4)
        yield _text(x + 5, y + 4, wording(f"vel-teken-{mark}"))


def _title(protocol: Protocol, wording: Wording) -> tuple[str, ...]:
    words = wording("tekening-titel", bron=protocol.source)
    return broken(words, WIDTH - 2 * MARGIN, TITLE, bold=True)


def _top(protocol: Protocol, wording: Wording) -> float:
    return TOP + TITLE_LEAD * (len(_title(protocol, wording)) - 1)


def _sheet(
    number: int, placed: tuple[Placed, ...], protocol: Protocol, wording: Wording
) -> Iterator[str]:
    yield f'<g transform="translate(0 {HEIGHT * number})">'
    for line, words in enumerate(_title(protocol, wording)):
        yield _text(MARGIN, 17 + TITLE_LEAD * line, words, size=TITLE, look=_BOLD)
    below = _top(protocol, wording) - 4.5
    yield _text(MARGIN, below, wording("vel-kop", naam=protocol.id, versie=protocol.version))
    page = wording("vel-blad", nummer=str(number + 1), aantal=str(placed[-1].sheet + 1))
    yield _text(WIDTH - MARGIN, below, page, look=_RIGHT)
    yield _text(LABEL_X, below, wording("vel-wegen"), look=_BOLD)
    for one in placed:
        if one.sheet == number:
            yield from _card(one)
            yield from _ways(one, placed, protocol, wording)
    yield from _legend(wording)
    yield "</g>"


def draw_sheets(protocol: Protocol, wording: Wording) -> str:
    """Draws a protocol that passed its checks on as many sheets as it needs."""
    placed = place(blocks_of(protocol, wording), _top(protocol, wording), wording)
    sheets = placed[-1].sheet + 1
    title = " ".join(_title(protocol, wording)).translate(_ESCAPES)
    lines = [
        OPENING.format(height=HEIGHT * sheets),
        f"<title>{title}</title>",
        PRINT,
        ARROW_HEAD,
        f'<rect width="{WIDTH}" height="{HEIGHT * sheets}" fill="#fff"/>',
    ]
    for number in range(sheets):
        lines += _sheet(number, placed, protocol, wording)
    return "\n".join([*lines, "</svg>", ""])
