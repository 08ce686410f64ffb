"""docs/eigen-protocol.md is followed to the letter, as somebody at school would."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from bot.protocol_library import DEFINITIONS
from tests.bot.conftest import Operator

Capture = pytest.CaptureFixture[str]

PAGE = Path(__file__).parents[2] / "docs" / "eigen-protocol.md"
HEAD = re.compile(r'id = "stappenplan-a"\nversion = "[0-9]+"\n')
STAGE_2 = '[[stages]]\nid = "2"\n'


def blocks(language: str) -> list[str]:
    """Gives what the page says to write in a file, in order."""
    found: list[str] = re.findall(
        rf"^```{language}\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    return found


def changed(path: Path, old: str, new: str) -> None:
    """Changes one place of a file."""
    text = path.read_text("utf-8")
    assert 1 == text.count(old)
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The copy of step 1, with the name of step 2 and the stage of step 3 of the page."""
    folder = tmp_path / "ons-protocol"
    shutil.copytree(DEFINITIONS / "stappenplan-a", folder)
    path = folder / "protocol.toml"
    name, stage = blocks("toml")
    (head,) = HEAD.findall(path.read_text("utf-8"))
    changed(path, head, name)
    changed(path, STAGE_2, f"{stage}\n{STAGE_2}")
    return folder


def test_missing_words_are_those_of_the_page(
    newcomer: Operator, own: Path, capsys: Capture
) -> None:
    """After step 3 the check asks for exactly the texts that step 4 writes."""
    assert 1 == newcomer.gives("check-protocol", str(own))
    asked = re.findall(r"‘(\S+)’ ontbreekt", capsys.readouterr().err)
    (words,) = blocks("ftl")
    written = re.findall(r"^([a-z]\S+) =", words, re.MULTILINE)

    assert sorted(asked) == sorted(written)


def test_the_page_ends_with_a_protocol_that_works(
    newcomer: Operator, own: Path, capsys: Capture
) -> None:
    """After step 4 the check is content, and the drawing has the new step with its ways."""
    (words,) = blocks("ftl")
    texts = own / "texts.nl.ftl"
    texts.write_text(f"{texts.read_text('utf-8')}\n{words}", encoding="utf-8")
    drawing = own.parent / "ons-protocol.svg"

    assert 0 == newcomer.gives("check-protocol", str(own))
    assert "‘ons-protocol’, versie 1, klopt.\nStappen: melding, 1, 1b, 2" in capsys.readouterr().out
    assert 0 == newcomer.gives("draw-protocol", str(own), "--out", str(drawing))
    drawn = drawing.read_text("utf-8")
    for said in ("Stap 1b", "Gesprek met de klas", "naar: stap 1b", "ons-protocol, versie 1"):
        assert said in drawn


def test_the_page_names_what_the_check_says() -> None:
    """Each fault in the table at the end is said in these words by the code."""
    flows = Path(__file__).parents[2] / "flows"
    sources = "".join(path.read_text("utf-8") for path in sorted(flows.rglob("*.py")))
    table = PAGE.read_text("utf-8").partition("## Als er iets niet klopt")[2]
    said = re.findall(r"^\| ([^|]+?) \|", table, re.MULTILINE)[1:]

    assert 8 == len(said)
    for words in said:
        part = max(re.split(r"‘[^’]*’", words), key=len).strip()
        assert part in sources
