"""Draws a protocol as SVG: its stages with their actions, and every way on.

A picture of its own: no fonts, styles or pictures from elsewhere, and no style sheet, so that it
shows under a strict content security policy. Lines and letters take the colour of the page, and
the present stage is marked by a thick frame and words, so that no meaning hangs on a colour. What
it shows is also told in words, for who cannot see it. The same protocol always gives the same text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flows import protocol as pr
from flows.protocol import Protocol, Stage, Subflow
from flows.wording import Wording

WIDTH = 800
"""Pixels; printed on A4 a letter is about three millimetres high."""
MARGIN = 16
LINE = 20
"""Height of a line of text."""
GAP = 28
"""White space between two boxes."""
BOX_WIDTH = 340
BOX_LETTERS = 42
"""Characters that fit on a line within a box."""
LABEL_X = MARGIN + BOX_WIDTH + 40
LABEL_LETTERS = 34
"""Characters that fit on a line of the label of a way on."""
LANE_X = 650
LANE_WIDTH = 12
"""The ways to one box share a lane, so that lines that lie on each other lead to one place."""
LANES = 11

ENDS = {
    pr.TO_AFTERCARE: "tekening-nazorg",
    pr.TO_CLOSED: "tekening-gesloten",
    pr.TO_NOT_BULLYING: "tekening-geen-pesten",
}
"""Where a melding can end, in the order of the drawing, and what it is called."""
STAYS = (pr.HERE_AGAIN, pr.WAIT_AND_ASK, pr.CONSULT)
"""Destinations where a melding stays in its stage."""

OPENING = (
    '<svg xmlns="http://www.w3.org/2000/svg" class="protocol" role="img" '
    'aria-labelledby="tekening-titel tekening-uitleg" viewBox="0 0 {width} {height}" '
    'font-family="sans-serif" font-size="14">'
)
ARROW_HEAD = (
    '<defs><marker id="pijl" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" '
    'markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" fill="currentColor"/></marker></defs>'
)

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


@dataclass(frozen=True, slots=True)
class _Way:
    """A line from a box: its words, and the box it leads to; "" stays where it is."""

    label: str
    to: str


@dataclass(frozen=True, slots=True)
class _Box:
    """A frame with a heading, lines in it, and the ways on from it."""

    id: str
    heading: str
    lines: tuple[str, ...] = ()
    ways: tuple[_Way, ...] = ()
    dashed: bool = False

    @property
    def height(self) -> int:
        """Gives the room that the lines and the labels beside the box need."""
        labels = sum(len(wrapped(way.label, LABEL_LETTERS)) for way in self.ways)
        return LINE * (2 + max(len(self.lines), labels)) + LINE // 2


def wrapped(text: str, letters: int) -> tuple[str, ...]:
    """Breaks a text between words into lines of at most so many characters, if its words fit."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)


def _work(flow: Stage | Subflow, wording: Wording) -> tuple[str, ...]:
    """Gives the actions of a flow as lines with a dot in front."""
    lines: list[str] = []
    for action in flow.actions:
        first, *more = wrapped(wording(f"actie-{flow.id}-{action.id}"), BOX_LETTERS)
        lines += [f"• {first}", *(f"  {line}" for line in more)]
    return tuple(lines)


def _boxes(protocol: Protocol, wording: Wording) -> Iterator[_Box]:
    """Gives all boxes from top to bottom."""
    for stage in protocol.stages:
        ways = tuple(
            _Way(wording(f"overgang-{stage.id}-{one.id}"), "" if one.to in STAYS else one.to)
            for one in stage.transitions
        )
        yield _Box(stage.id, wording(f"stap-{stage.id}"), _work(stage, wording), ways)
    for end, key in ENDS.items():
        ways = ()
        if end == pr.TO_AFTERCARE:
            ways = (
                _Way(wording("tekening-sluiten"), pr.TO_CLOSED),
                _Way(wording("tekening-heropenen"), protocol.aftercare.reopen_to),
            )
        yield _Box(end, wording(key), ways=ways)
    for flow in protocol.subflows:
        heading = f"{wording('tekening-naast')}: {wording(f'stap-{flow.id}')}"
        yield _Box(flow.id, heading, _work(flow, wording), dashed=True)


def _text(x: int, y: int, words: str, *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x}" y="{y}"{weight} xml:space="preserve">{words.translate(_ESCAPES)}</text>'


def _frame(box: _Box, top: int, mark: str) -> Iterator[str]:
    """Draws a box with its text; `mark` says that the melding is here, or is empty."""
    style = f'stroke-width="{4 if mark else 1}"'
    if box.dashed:
        style += ' stroke-dasharray="6 4"'
    yield (
        f'<rect x="{MARGIN}" y="{top}" width="{BOX_WIDTH}" height="{box.height}" rx="6" '
        f'fill="none" stroke="currentColor" {style}/>'
    )
    heading = f"{box.heading} – {mark}" if mark else box.heading
    yield _text(MARGIN + 12, top + LINE, heading, bold=True)
    for number, line in enumerate(box.lines):
        yield _text(MARGIN + 12, top + LINE * (number + 2), line)


def _line(path: str) -> str:
    return f'<path d="{path}" fill="none" stroke="currentColor" marker-end="url(#pijl)"/>'


def _arrow(way: _Way, y: int, tops: dict[str, int]) -> Iterator[str]:
    """Draws a way on with its label, beginning at height `y`."""
    edge = MARGIN + BOX_WIDTH
    if way.to:
        after = (
            LABEL_X + 8 + round(7.2 * max(len(line) for line in wrapped(way.label, LABEL_LETTERS)))
        )
        turn = LANE_X + LANE_WIDTH * (list(tops).index(way.to) % LANES)
        end = tops[way.to] + LINE // 2
        yield f'<path d="M{edge} {y}H{LABEL_X - 6}" fill="none" stroke="currentColor"/>'
        yield _line(f"M{min(after, LANE_X - 4)} {y}H{turn}V{end}H{edge + 2}")
    else:
        yield _line(f"M{edge} {y}H{edge + 26}V{y - 12}H{edge + 2}")
    for number, line in enumerate(wrapped(way.label, LABEL_LETTERS)):
        yield _text(LABEL_X, y + 5 + LINE * number, line)


def _ways(boxes: tuple[_Box, ...], tops: dict[str, int]) -> Iterator[str]:
    """Draws every way on."""
    for box in boxes:
        y = tops[box.id] + 2 * LINE
        for way in box.ways:
            yield from _arrow(way, y, tops)
            y += LINE * len(wrapped(way.label, LABEL_LETTERS))


def _told(boxes: tuple[_Box, ...], here: str, wording: Wording) -> Iterator[str]:
    """Tells in words what the drawing shows."""
    headings = {box.id: box.heading for box in boxes}
    for box in boxes:
        mark = f" ({wording('tekening-hier')})" if box.id == here else ""
        ways = "; ".join(
            wording("tekening-weg", keuze=way.label, doel=headings[way.to])
            if way.to
            else wording("tekening-weg-terug", keuze=way.label)
            for way in box.ways
        )
        if ways:
            yield wording("tekening-stap", stap=f"{box.heading}{mark}", wegen=ways)
        elif box.dashed:
            yield wording("tekening-ernaast", naam=box.heading)


def draw(protocol: Protocol, wording: Wording, here: str = "") -> str:
    """Draws a protocol that passed its checks; `here` is the present stage, an end, or empty."""
    boxes = tuple(_boxes(protocol, wording))
    tops: dict[str, int] = {}
    bottom = MARGIN
    for box in boxes:
        tops[box.id] = bottom
        bottom += box.height + GAP
    title = wording("tekening-titel", bron=protocol.source)
    told = " ".join(_told(boxes, here, wording))
    lines = [
        OPENING.format(width=WIDTH, height=bottom),
        f'<title id="tekening-titel">{title.translate(_ESCAPES)}</title>',
        f'<desc id="tekening-uitleg">{told.translate(_ESCAPES)}</desc>',
        ARROW_HEAD,
        '<g fill="currentColor">',
    ]
    for box in boxes:
        lines += _frame(box, tops[box.id], wording("tekening-hier") if box.id == here else "")
    lines += [*_ways(boxes, tops), "</g>", "</svg>", ""]
    return "\n".join(lines)
