"""Every button says what it does: its label starts with a verb and fits everywhere."""

import re

import pytest

from flows import limits
from tests.flows.small_school import DEFINITIONS
from tests.flows.views.story import TEXTS

VERBS = frozenset(
    (
        "Beantwoord",
        "Begin",
        "Bekijk",
        "Doe",
        "Draag",
        "Ga",
        "Geef",
        "Heropen",
        "Kies",
        "Kijk",
        "Lees",
        "Leg",
        "Markeer",
        "Meld",
        "Neem",
        "Noteer",
        "Open",
        "Overleg",
        "Pak",
        "Pas",
        "Rond",
        "Sluit",
        "Start",
        "Stop",
        "Verbeter",
        "Verstuur",
        "Vink",
        "Voeg",
        "Volg",
        "Vraag",
        "Vul",
        "Wijzig",
        "Zeg",
    )
)
"""How a label can start; a new one is added here by somebody who read it."""

LABEL = re.compile(
    r"^((?:[a-z]+-)?knop-[\w-]+|actie-[\w-]+-knop|overgang-[\w-]+(?<!-uitleg)"
    r"|pagina-magister-(?:voor|klaar|naar)) = (.+)$",
    re.MULTILINE,
)
"""Texts that become the label of a button, and the ways on, which are chosen like one."""

SUBMIT = "formulier-knop-"

FILES = (*sorted(TEXTS.glob("*.ftl")), DEFINITIONS / "stappenplan-a" / "texts.nl.ftl")
LABELS = tuple(found for file in FILES for found in LABEL.findall(file.read_text("utf-8")))


def test_the_labels_are_found() -> None:
    """Labels of cards, pages, forms, task lists and the protocol are among them."""
    keys = {key for key, _ in LABELS}
    assert keys >= {
        "knop-oppakken",
        "pagina-knop-terug",
        "pagina-magister-voor",
        "formulier-knop-melden",
        "taken-knop-melden",
        "actie-1-afspraken-knop",
        "overgang-1-verder",
    }
    assert "overgang-1-verder-uitleg" not in keys


@pytest.mark.parametrize(("key", "label"), LABELS, ids=[key for key, _ in LABELS])
def test_a_label_starts_with_a_verb_and_fits(key: str, label: str) -> None:
    """It is "Leg het gesprek vast", not "Gesprek gevoerd"."""
    first = re.split(r"[\s:,.]", label, maxsplit=1)[0]
    assert first in VERBS, label
    assert len(label) <= (limits.TITLE if key.startswith(SUBMIT) else limits.BUTTON)
