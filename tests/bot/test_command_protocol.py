"""`check-protocol`, `draw-protocol`, `play` and `demo`: what is tried before it is used."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bot.protocol_library import DEFINITIONS
from tests.bot.conftest import Operator

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def protocol(tmp_path: Path) -> Path:
    """A protocol to be changed."""
    folder = tmp_path / "plan"
    shutil.copytree(DEFINITIONS / "stappenplan-a", folder)
    return folder


def test_a_sound_protocol(newcomer: Operator, protocol: Path, capsys: Capture) -> None:
    """A protocol that can be used is told so, with what is in it."""
    assert 0 == newcomer.gives("check-protocol", str(protocol))
    said = capsys.readouterr().out
    assert "klopt.\nStappen: melding, 1, 2, 3, 4, 5." in said


def test_every_fault_is_a_line(newcomer: Operator, protocol: Path, capsys: Capture) -> None:
    """Everything that is wrong is told in one go, each in a Dutch line with its place."""
    path = protocol / "protocol.toml"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace('owner = "begeleider:gepeste"', 'owner = "koning"', 1).replace(
            'ladder = "gewoon"', 'ladder = "wenteltrap"', 1
        ),
        encoding="utf-8",
    )
    assert 1 == newcomer.gives("check-protocol", str(protocol))
    said = capsys.readouterr().err
    assert ("koning" in said, "wenteltrap" in said) == (True, True)
    assert 2 <= len(said.splitlines())


def test_a_broken_text(newcomer: Operator, protocol: Path, capsys: Capture) -> None:
    """A mistake in the texts is told with its line."""
    (protocol / "texts.nl.ftl").write_text("-coach = coach\nrol-begeleider = { $\n")
    assert 1 == newcomer.gives("check-protocol", str(protocol))
    assert "texts.nl.ftl" in capsys.readouterr().err


def test_missing_files(newcomer: Operator, protocol: Path, capsys: Capture) -> None:
    """Each missing file is named, and so is a folder that is not there."""
    (protocol / "bron.md").unlink()
    assert 1 == newcomer.gives("check-protocol", str(protocol))
    assert capsys.readouterr().err.startswith("bron.md: dit bestand ontbreekt in ")
    assert 1 == newcomer.gives("draw-protocol", str(protocol / "weg"))
    assert capsys.readouterr().err.endswith("is er niet.\n")


def test_a_drawing(newcomer: Operator, protocol: Path, capsys: Capture) -> None:
    """The drawing is SVG, shown or in a file."""
    out = protocol / "plan.svg"
    assert 0 == newcomer.gives("draw-protocol", str(protocol))
    shown = capsys.readouterr().out
    assert 0 == newcomer.gives("draw-protocol", str(protocol), "--out", str(out))
    assert f"De tekening staat in {out}." in capsys.readouterr().out
    assert shown.strip() == out.read_text("utf-8").strip()
    assert ET.fromstring(shown).tag.endswith("svg")  # noqa: S314 - our own drawing


def test_a_drawing_without_a_place(newcomer: Operator, protocol: Path, capsys: Capture) -> None:
    """A path that leads nowhere is told."""
    out = protocol / "weg" / "plan.svg"
    assert 1 == newcomer.gives("draw-protocol", str(protocol), "--out", str(out))
    assert "is niet te schrijven" in capsys.readouterr().err


CONVERSATION = """
title = "Ilse vraagt om hulp"
walk_through = 1
start = 2026-11-23T10:00:00
people = { ilse = "i.brouwer@vlierhof.example" }
steps = [
  { do = "typed", who = "ilse", command = "help" },
  { do = "expect", who = "ilse", nothing = false, no_cards = ["Opgepakt"] },
]
ending = {}
"""


def test_a_conversation_is_played(newcomer: Operator, tmp_path: Path, capsys: Capture) -> None:
    """A conversation is shown; when it goes otherwise than written, that is a fault."""
    path = tmp_path / "hulp.toml"
    path.write_text(CONVERSATION)
    assert 0 == newcomer.gives("play", str(path))
    said = capsys.readouterr().out
    assert said.startswith("== Ilse vraagt om hulp\n")
    assert "Ilse Brouwer typt" in said
    path.write_text(CONVERSATION.replace("no_cards", "cards"))
    assert 1 == newcomer.gives("play", str(path))


def test_a_conversation_that_is_not_there(
    newcomer: Operator, tmp_path: Path, capsys: Capture
) -> None:
    """Each missing file is named before anything is played; a broken one counts as a fault."""
    assert 1 == newcomer.gives("play", "weg.toml", "ook-weg.toml")
    assert "weg.toml: dit bestand is er niet.\nook-weg.toml: dit bestand is er niet.\n" == (
        capsys.readouterr().err
    )
    broken = tmp_path / "kapot.toml"
    broken.write_text("dit is [ geen gesprek")
    assert 1 == newcomer.gives("play", str(broken))


def test_a_port_in_use(newcomer: Operator, capsys: Capture) -> None:
    """The playground says that its port is taken, and how to choose another."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        folder = str(newcomer.folder / "demo")
        assert 1 == newcomer.gives("demo", "--folder", folder, "--port", port)
    assert f"Poort {port} is niet te gebruiken" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "value", "line"),
    [
        ("--port", "99999", "Een poort is een getal van 1 tot en met 65535."),
        ("--folder", "/dev/null/demo", "De map /dev/null/demo is niet te maken."),
    ],
)
def test_a_demo_that_cannot_start(
    newcomer: Operator, capsys: Capture, option: str, value: str, line: str
) -> None:
    """What the playground cannot use is told before anything is made."""
    assert 1 == newcomer.gives("demo", option, value)
    assert capsys.readouterr().err.startswith(line)


def test_the_demo_opens_and_closes(newcomer: Operator) -> None:
    """As a real process the playground tells its address, answers, and ends quietly at Ctrl+C."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = str(newcomer.folder / "demo")
    argv = [sys.executable, "-m", "bot", "demo", "--folder", folder, "--port", str(port)]
    with subprocess.Popen(
        argv, env={"PYTHONUNBUFFERED": "1"}, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        assert f"http://127.0.0.1:{port}" in running.stdout.readline()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as page:
            assert 200 == page.status
        running.send_signal(signal.SIGINT)
        assert running.stdout.read().endswith("Tot ziens.\n")
    assert 0 == running.returncode
