"""A protocol can be printed: complete, on A4, legible, and understood without colour."""

import re
import tomllib
from pathlib import Path
from xml.etree import ElementTree as ET

import msgspec
import pytest

from flows.checking.places import flows_of
from flows.letter_widths import broken, width_of
from flows.protocol import Protocol, Stage
from flows.protocol_file import load
from flows.protocol_shape import shaped
from flows.sheet_blocks import blocks_of
from flows.sheets import BARS, CARD, HEIGHT, INK, MARGIN, PAPER, WIDTH, draw_sheets
from flows.wording import Wording
from tests.definitions import ALL, PHASES, PRIMARY_SCHOOL, STAPPENPLAN, TEXTS, files_of

POINT = 25.4 / 72
"""Millimetres."""
LEAST = 9 * POINT
SVG = "{http://www.w3.org/2000/svg}"


def words_for(folder: Path, *more: bytes) -> Wording:
    """The texts of a protocol with those of drawings."""
    areas = ("diagram", "sheets")
    own = [(TEXTS / f"{area}.nl.ftl").read_bytes() for area in areas]
    return Wording.load([files_of(folder).texts, *own, *more])


def protocol_of(folder: Path) -> Protocol:
    """The protocol in a folder."""
    return load(files_of(folder)).protocol


def root_of(protocol: Protocol, wording: Wording) -> ET.Element:
    """The drawing of a protocol."""
    return ET.fromstring(draw_sheets(protocol, wording))  # noqa: S314 - the project's own drawing


def sheets_of(root: ET.Element) -> list[ET.Element]:
    """The sheets of a drawing."""
    return root.findall(f"{SVG}g")


def told(element: ET.Element) -> str:
    """All words of a drawing or a sheet, without the breaks between lines."""
    return " ".join(text.text or "" for text in element.iter(f"{SVG}text"))


@pytest.mark.parametrize("folder", ALL, ids=lambda folder: folder.name)
def test_sheets_show_all_of_a_protocol(folder: Path) -> None:
    """Stages, owners, actions, texts for Magister, questions, notices and ways stand on paper."""
    protocol, wording = protocol_of(folder), words_for(folder)
    said = told(root_of(protocol, wording))

    for flow in flows_of(protocol):
        expected = [wording(f"actie-{flow.id}-{one.id}") for one in flow.actions]
        expected += [one.title for one in flow.records]
        expected += [wording(f"vraag-{flow.id}-{one.id}") for one in flow.questions]
        expected += [wording(f"stap-{flow.id}").lower()]
        if isinstance(flow, Stage):
            expected += [flow.title]
            expected += [wording(f"overgang-{flow.id}-{one.id}") for one in flow.transitions]
        assert [] == [one for one in expected if one.lower() not in said.lower()]
    assert f"{protocol.id}, versie {protocol.version}" in said
    assert protocol.source in said


@pytest.mark.parametrize("folder", ALL, ids=lambda folder: folder.name)
def test_sheets_are_a4_and_legible(folder: Path) -> None:
    """Everything stands within the margins of its sheet, in letters of nine points or more."""
    root = root_of(protocol_of(folder), words_for(folder))
    sheets = sheets_of(root)

    assert f"{WIDTH}mm" == root.attrib["width"]
    assert f"{HEIGHT * len(sheets)}mm" == root.attrib["height"]
    assert f"0 0 {WIDTH} {HEIGHT * len(sheets)}" == root.attrib["viewBox"]
    for sheet in sheets:
        for text in sheet.iter(f"{SVG}text"):
            size, x = float(text.attrib["font-size"]), float(text.attrib["x"])
            bold = "font-weight" in text.attrib
            wide = width_of(text.text or "", size, bold=bold)
            assert size >= LEAST
            assert x >= MARGIN
            assert x + (0 if "text-anchor" in text.attrib else wide) <= WIDTH - 8
            assert MARGIN < float(text.attrib["y"]) <= HEIGHT - 8
        for box in sheet.iter(f"{SVG}rect"):
            assert float(box.attrib["y"]) + float(box.attrib["height"]) <= HEIGHT - 8


def test_sheets_say_which_they_are_and_what_marks_mean() -> None:
    """Each sheet has the title, its number and the legend."""
    sheets = sheets_of(root_of(protocol_of(PHASES), words_for(PHASES)))

    for number, sheet in enumerate(sheets, start=1):
        said = told(sheet)
        assert f"blad {number} van {len(sheets)}" in said
        assert "Bijlage bij pestprotocol: van melding tot afsluiting" in said
        assert "moet gebeuren" in said
        assert "mag, hoeft niet" in said


def test_every_way_says_where_it_leads() -> None:
    """A way has words for where it leads, also to another sheet; on one sheet there is a line."""
    root = root_of(protocol_of(PHASES), words_for(PHASES))
    first, second, third = sheets_of(root)

    assert "Starten naar: fase 1 Heftig naar: fase 3 (blad 2)" in told(first)
    assert "Herhalen blijft in deze fase Verder naar: fase 4" in told(second)
    assert "Sluiten na de laatste vraag naar: gesloten" in told(third)
    lines = [
        sum("marker-end" in one.attrib for one in sheet.iter(f"{SVG}path"))
        for sheet in (first, second, third)
    ]
    assert [1, 4, 1] == lines


def test_what_a_stage_waits_for_is_told() -> None:
    """A talk that needs consent says so; work without need has an empty square."""
    protocol, wording = protocol_of(STAPPENPLAN), words_for(STAPPENPLAN)
    blocks = {block.id: block for block in blocks_of(protocol, wording)}
    marks = [line.mark for line in blocks["melding"].lines]

    assert ["must", "must", "may"] == marks
    assert (
        "coach, binnen 3 schooldagen, pas na: Toestemming vragen voor de gesprekken"
        == blocks["1"].lines[0].how
    )
    assert "Pestprotocol - Stap 1" == blocks["1"].name


def test_notices_say_when_and_to_whom() -> None:
    """A notice comes at the beginning, when all is done, or after one action."""
    protocol, wording = protocol_of(STAPPENPLAN), words_for(STAPPENPLAN)
    told_of = [
        (line.what, line.how)
        for block in blocks_of(protocol, wording)
        for line in block.lines
        if line.mark == "notice"
    ]

    assert ("Bericht als alles klaar is aan antipestcoördinator", "") in told_of
    assert ("Bericht bij het begin aan teamleider", "") in told_of
    assert (
        "Bericht aan antipestcoördinator na:",
        "Ouders en leerling uitnodigen",
    ) in told_of


def test_subflows_stand_beside() -> None:
    """Work beside the stages has a dashed frame and says who may start it."""
    root = root_of(protocol_of(PHASES), words_for(PHASES))

    assert 1 == len([one for one in root.iter(f"{SVG}rect") if "stroke-dasharray" in one.attrib])
    assert "Daarnaast: steungroep starten mag: mentor, antipestcoordinator" in told(root)


def test_a_stage_that_is_too_high_goes_on_on_the_next_sheet() -> None:
    """A stage with very much work is cut between two actions, and its name comes again."""
    written = tomllib.loads(files_of(PRIMARY_SCHOOL).protocol.decode())
    first = written["stages"][0]["actions"][0]
    more = [{**first, "id": f"{first['id']}{number}", "after": []} for number in range(40)]
    written["stages"][0]["actions"] += more
    stage = written["stages"][0]["id"]
    titles = "\n".join(f"actie-{stage}-{one['id']} = Nog iets doen" for one in more)
    wording = words_for(PRIMARY_SCHOOL, titles.encode())
    sheets = sheets_of(root_of(shaped(written), wording))

    assert 40 == sum(told(sheet).count("Nog iets doen") for sheet in sheets)
    assert "Groep (vervolg)" in told(sheets[1])
    assert max(float(text.attrib["y"]) for sheet in sheets for text in sheet.iter(f"{SVG}text")) < (
        HEIGHT
    )


def test_long_titles_are_broken() -> None:
    """A long name of the document or of a stage goes on on a next line."""
    protocol = protocol_of(PRIMARY_SCHOOL)
    first = msgspec.structs.replace(protocol.stages[0], title="Een heel lange naam " * 7)
    long = msgspec.structs.replace(
        protocol, source="Het protocol " * 9, stages=(first, *protocol.stages[1:])
    )
    sheets = sheets_of(root_of(long, words_for(PRIMARY_SCHOOL)))

    for sheet in sheets:
        for text in sheet.iter(f"{SVG}text"):
            wide = width_of(text.text or "", float(text.attrib["font-size"]), bold=True)
            assert "text-anchor" in text.attrib or wide < WIDTH - MARGIN


def test_words_are_broken_where_they_no_longer_fit() -> None:
    """A line is as long as the box allows; one long word stays whole."""
    assert ("Gesprek met", "de leerling") == broken("Gesprek met de leerling", 25, 4)
    assert ("Onbreekbaarlangwoord",) == broken("Onbreekbaarlangwoord", 5, 4)
    assert () == broken("", 5, 4)
    assert width_of("mm", 3) > width_of("il", 3)
    assert width_of("a", 3, bold=True) > width_of("a", 3)


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_letters_stand_out() -> None:
    """Letters have a contrast of 4.5 or more with what is behind them."""
    for front, back in ((INK, PAPER), (INK, "#fff"), *(("#fff", bar) for bar in BARS.values())):
        light, dark = sorted((_luminance(front), _luminance(back)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_marks_in_texts_are_written_safely() -> None:
    """A text with marks of SVG in it stays a text."""
    protocol = protocol_of(PRIMARY_SCHOOL)
    named = msgspec.structs.replace(protocol, source='<b> & "x"')

    assert '<b> & "x"' in told(root_of(named, words_for(PRIMARY_SCHOOL)))


def test_sheets_bring_nothing_from_outside() -> None:
    """A drawing needs no file beside it, and is the same each time."""
    protocol, wording = protocol_of(STAPPENPLAN), words_for(STAPPENPLAN)
    svg = draw_sheets(protocol, wording)

    assert not [word for word in ("<script", "href", "@import", "<image") if word in svg]
    assert svg == draw_sheets(protocol, wording)
    assert CARD < WIDTH


def test_every_text_of_the_sheets_is_used() -> None:
    """The texts of printed drawings are those that they need."""
    flows = Path(__file__).parents[2] / "flows"
    source = "".join(
        (flows / name).read_text(encoding="utf-8") for name in ("sheets.py", "sheet_blocks.py")
    )
    keys = Wording.load([(TEXTS / "sheets.nl.ftl").read_bytes()]).keys()
    built = re.findall(r'f"([a-z-]+)\{', source)

    assert [] == [
        key
        for key in keys
        if f'"{key}"' not in source and not any(key.startswith(start) for start in built)
    ]
