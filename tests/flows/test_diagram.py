"""A protocol can be looked at: the drawing is complete, the same each time, and told in words."""

import os
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from flows.checking.places import flows_of
from flows.diagram import draw
from flows.protocol import DESTINATIONS
from flows.protocol_file import load
from flows.wording import Wording
from tests.definitions import ALL, PHASES, STAPPENPLAN, TEXTS, files_of

GOLDEN = Path(__file__).parent / "golden"
UPDATE = "PESTMELDING_UPDATE_GOLDEN"
"""Set this variable to write the drawings anew."""


def drawing(folder: Path, here: str = "") -> str:
    """Draws the protocol in this folder."""
    files = files_of(folder)
    wording = Wording.load([files.texts, (TEXTS / "diagram.nl.ftl").read_bytes()])
    return draw(load(files).protocol, wording, here)


def pieces(svg: str, tag: str) -> list[ET.Element]:
    """Gives the elements of a drawing with this tag."""
    root = ET.fromstring(svg)  # noqa: S314 - the project's own drawing
    return list(root.iter(f"{{http://www.w3.org/2000/svg}}{tag}"))


@pytest.mark.parametrize("folder", ALL[-2:], ids=lambda folder: folder.name)
def test_golden_drawings(folder: Path) -> None:
    """A drawing changes only when somebody means it to."""
    golden = GOLDEN / f"{folder.name}.svg"
    svg = drawing(folder)
    if UPDATE in os.environ:
        GOLDEN.mkdir(exist_ok=True)
        golden.write_text(svg, encoding="utf-8")

    assert golden.read_text(encoding="utf-8") == svg


@pytest.mark.parametrize("folder", ALL, ids=lambda folder: folder.name)
def test_drawings_show_all_of_a_protocol(folder: Path) -> None:
    """Every stage, action and way on stands in the drawing."""
    files = files_of(folder)
    protocol, wording = load(files).protocol, Wording.load([files.texts])
    said = "".join(
        "".join(piece.text or "" for piece in pieces(drawing(folder), "text")).split()
    ).replace("•", "")

    for flow in flows_of(protocol):
        assert "".join(wording(f"stap-{flow.id}").split()) in said
        for action in flow.actions:
            assert "".join(wording(f"actie-{flow.id}-{action.id}").split()) in said
    for stage in protocol.stages:
        for way in stage.transitions:
            assert "".join(wording(f"overgang-{stage.id}-{way.id}").split()) in said


@pytest.mark.parametrize("folder", ALL, ids=lambda folder: folder.name)
def test_drawings_stay_on_the_page(folder: Path) -> None:
    """Nothing is drawn outside the picture, and every way on ends in an arrow head."""
    svg = drawing(folder)
    height = int(pieces(svg, "svg")[0].attrib["viewBox"].split()[3])
    protocol = load(files_of(folder)).protocol
    ways = sum(len(stage.transitions) for stage in protocol.stages) + 2

    assert ways == svg.count("marker-end")
    assert all(int(text.attrib["y"]) < height for text in pieces(svg, "text"))
    assert all(
        int(frame.attrib["y"]) + int(frame.attrib["height"]) < height
        for frame in pieces(svg, "rect")
    )


@pytest.mark.parametrize("here", ["3", "nazorg"])
def test_present_stage_is_marked(here: str) -> None:
    """The present stage has a thick frame and words; no other has."""
    svg = drawing(PHASES, here)
    thick = [one for one in pieces(svg, "rect") if one.attrib["stroke-width"] == "4"]
    marked = [one.text or "" for one in pieces(svg, "text") if "hier is de" in (one.text or "")]

    assert 1 == len(thick) == len(marked)
    assert {"3": "fase 3", "nazorg": "nazorg"}[here] in marked[0]
    assert "hier is de melding nu" not in drawing(PHASES)


def test_drawings_are_told_in_words() -> None:
    """Who cannot see the drawing hears the same: stages, ways on, and where the melding is."""
    svg = drawing(PHASES, "2")
    told = pieces(svg, "desc")[0].text or ""

    assert "Bijlage bij pestprotocol: van melding tot afsluiting" == pieces(svg, "title")[0].text
    assert "fase 2 (hier is de melding nu). Daarna kan: Afronden (naar nazorg)" in told
    assert "Herhalen (blijft hier)" in told
    assert "daarnaast: steungroep kan ernaast lopen." in told


def test_drawings_bring_nothing_from_outside() -> None:
    """A drawing needs no font, picture, script or style, so it shows under a strict policy."""
    svg = drawing(STAPPENPLAN)

    assert not [word for word in ("<style", "style=", "<script", "href", "@import") if word in svg]
    assert {"none", "currentColor"} == set(re.findall(r'fill="(.*?)"', svg))


def test_marks_in_texts_are_written_safely() -> None:
    """A text with marks of SVG in it stays a text."""
    files = files_of(PHASES)
    texts = files.texts.replace(b"stap-1 = fase 1", b'stap-1 = <b> & "x"')
    wording = Wording.load([texts, (TEXTS / "diagram.nl.ftl").read_bytes()])
    svg = draw(load(files).protocol, wording)

    assert '<b> & "x"' in [one.text for one in pieces(svg, "text")]


def test_every_text_of_the_drawing_is_used() -> None:
    """The texts of drawings are those that drawings need."""
    source = (Path(__file__).parents[2] / "flows" / "diagram.py").read_text(encoding="utf-8")
    keys = Wording.load([(TEXTS / "diagram.nl.ftl").read_bytes()]).keys()

    assert [] == [key for key in keys if f'"{key}"' not in source and f"'{key}'" not in source]
    assert set(DESTINATIONS) >= {"nazorg", "gesloten", "geen_pesten"}
