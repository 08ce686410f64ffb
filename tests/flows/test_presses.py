"""What a button or form means, as an opaque text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.presses import SHAPE, Press, decoded


@pytest.mark.parametrize(
    ("press", "text"),
    [
        (Press("doen", "7K3Q", "1.1.gesprek_pester"), "doen|7K3Q|1.1.gesprek_pester"),
        (Press("melden"), "melden||"),
        (Press("antwoord", "7K3Q", "vraag/1.1.week"), "antwoord|7K3Q|vraag/1.1.week"),
    ],
)
def test_a_press_is_written_and_read_back(press: Press, text: str) -> None:
    """A verb, a melding and a subject, of ids only."""
    assert text == press.encoded()
    assert press == decoded(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "doen",
        "doen|7K3Q",
        "doen|7K3Q|a|b",
        "Doen|7K3Q|",
        "|7K3Q|",
        "doen|7k3q|",
        "doen|7K3Q7K3Q9|",
        "doen|7K3Q|Sanne van den Berg",
        "doen|7K3Q|é",
        "doen|7K3Q|\n",
        "doen|7K3Q|x\n",
        f"doen|7K3Q|{'x' * 121}",
        f"{'d' * 33}|7K3Q|",
    ],
)
def test_what_this_program_never_made_is_none(text: str) -> None:
    """Anything else is no press, whoever sent it."""
    assert decoded(text) is None


@given(st.from_regex(SHAPE, fullmatch=True))
def test_what_is_read_is_written_the_same(text: str) -> None:
    """Reading and writing never change a press."""
    press = decoded(text)

    assert press is not None
    assert text == press.encoded()
