"""The command line as a whole: help, mistakes, and what nobody expected."""

from __future__ import annotations

import logging
import re
import subprocess
import sys

import pytest

from bot.__main__ import COMMANDS, main
from bot.command_line import parsed
from tests.bot.conftest import CASE, Operator


def test_help_lists_every_command(newcomer: Operator, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever types nothing, or --help, sees every command in Dutch."""
    assert 0 == newcomer.gives()
    shown = capsys.readouterr().out
    assert [] == [one.name for one in COMMANDS if f"  {one.name} " not in shown]
    assert 0 == newcomer.gives("--help")
    assert shown == capsys.readouterr().out
    assert re.search(r"\b(usage|options|show|help message)\b", shown) is None


@pytest.mark.parametrize("command", [one.name for one in COMMANDS])
def test_each_command_explains_itself(
    command: str, newcomer: Operator, capsys: pytest.CaptureFixture[str]
) -> None:
    """The help of a command is Dutch too."""
    assert 0 == newcomer.gives(command, "--help")
    shown = capsys.readouterr().out
    assert shown.startswith(f"Zo gebruik je het: pestmelding {command}")
    assert re.search(r"\b(usage|options|positional|show)\b", shown) is None


def test_version(newcomer: Operator, capsys: pytest.CaptureFixture[str]) -> None:
    """--version tells the version."""
    assert 0 == newcomer.gives("--version")
    assert re.fullmatch(r"pestmelding \d+\.\d+\.\d+\n", capsys.readouterr().out)


@pytest.mark.parametrize(
    ("argv", "line"),
    [
        (("inport",), "‘inport’ is geen opdracht. Bedoel je ‘import’?"),
        (("--vers",), "Dit hoort hier niet bij: --vers."),
        (("erase",), "Dit ontbreekt nog: KENMERK, --reason."),
        (("erase", "7K3Q", "--reason"), "Achter --reason hoort nog iets te staan."),
        (("demo", "--port", "acht"), "--port: ‘acht’ is geen getal."),
        (("migrate", "nu"), "Dit hoort hier niet bij: nu."),
        (("verify", "--record=ja"), "Deze opdracht klopt niet."),
    ],
)
def test_a_mistake_is_told_in_dutch(
    argv: tuple[str, ...],
    line: str,
    newcomer: Operator,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A mistake gives exit code 2, one line that says what it is, and where the help is."""
    assert 2 == newcomer.gives(*argv)
    said = capsys.readouterr().err.splitlines()
    assert line == said[0]
    assert said[1].startswith("Uitleg: pestmelding")


def test_a_reason_is_one_of_the_list(
    newcomer: Operator, capsys: pytest.CaptureFixture[str]
) -> None:
    """A reason in free words could name somebody, so it is refused."""
    assert 2 == newcomer.gives("erase", CASE, "--reason", "omdat het moet")
    said = capsys.readouterr().err
    assert said.startswith("--reason: ‘omdat het moet’ kan hier niet. Kies uit: ")
    assert "bewaartermijn" in said


def test_nothing_typed_is_no_command() -> None:
    """After the help there is nothing left to do."""
    assert parsed(COMMANDS, ()) is None


def test_an_unexpected_error_has_a_reference_and_no_words(
    operator: Operator, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """What nobody expected gives a reference; neither screen nor log has the words of the error."""
    operator.reports()

    def breaks(question: str) -> str:
        del question
        raise RuntimeError("Kanariepiet")

    operator.answer = breaks
    with caplog.at_level(logging.ERROR, "pestmelding"):
        assert 1 == operator.gives("erase", CASE, "--reason", "verzoek")
    shown = capsys.readouterr()
    reference = shown.err.split()[-1].rstrip(".")
    assert re.fullmatch(r"[0-9a-f]{8}", reference)
    assert reference in caplog.text
    assert "RuntimeError" in caplog.text
    assert "Kanariepiet" not in shown.out + shown.err + caplog.text
    assert "Traceback" not in shown.err


def test_stopping_is_quiet(operator: Operator, capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl+C stops a command without a traceback."""
    operator.reports()

    def stops(question: str) -> str:
        del question
        raise KeyboardInterrupt

    operator.answer = stops
    assert 1 == operator.gives("erase", CASE, "--reason", "verzoek")
    assert "Afgebroken.\n" == capsys.readouterr().err


def test_a_real_process(newcomer: Operator) -> None:
    """`python -m bot` makes a key, makes the database and checks it."""
    said = ""
    for argv in (("new-key", str(newcomer.key_file)), ("migrate",), ("verify",)):
        ended = subprocess.run(
            [sys.executable, "-m", "bot", *argv],
            env=newcomer.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (0, "") == (ended.returncode, ended.stderr)
        said = ended.stdout
    assert said.endswith("Alles klopt.\n")


def test_a_real_process_that_is_refused(newcomer: Operator) -> None:
    """A refusal is one line on stderr, with exit code 2 when a setting is missing."""
    ended = subprocess.run(
        [sys.executable, "-m", "bot", "migrate"],
        env={},
        capture_output=True,
        text=True,
        check=False,
    )
    assert 2 == ended.returncode
    assert ended.stderr.startswith("PESTMELDING_DATABASE_URL ontbreekt: waar de database staat")
    assert 1 == len(ended.stderr.splitlines())


def test_without_surroundings_it_looks_around_itself(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The installed command takes its words from the shell, and sends its log to stderr."""
    root = logging.getLogger()
    before = (root.level, root.handlers[:])
    monkeypatch.setattr(root, "handlers", [])
    monkeypatch.setattr(sys, "argv", ["pestmelding", "--version"])
    try:
        assert 0 == main()
        assert 1 == len(root.handlers)
    finally:
        root.setLevel(before[0])
    assert capsys.readouterr().out.startswith("pestmelding ")
