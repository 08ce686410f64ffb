"""The ways in that every platform offers."""

from pathlib import Path

import pytest

import flows
from adapters.ways_in import HELP, PROTOCOL, REPORT
from flows.cards import Button

TEXTS = Path(flows.__file__).parent / "texts" / "task_list.nl.ftl"


@pytest.mark.parametrize(
    ("key", "button"),
    [
        ("taken-knop-melden", REPORT),
        ("taken-knop-protocol", PROTOCOL),
        ("taken-knop-hulp", HELP),
    ],
)
def test_one_thing_has_one_name(key: str, button: Button) -> None:
    """A button that the platform adds is called as the task list calls it."""
    lines = TEXTS.read_text(encoding="utf-8").splitlines()
    assert f"{key} = {button.label}" in lines
