"""A school in which meldingen run, as the coordinator and the antipestcoördinator see it."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import faults
from tests.e2e.conftest import MakePage, Visit
from tests.e2e.hands import Mouse
from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.e2e

SCREENS = ((360, 740), (1280, 900))


def _look(visitor: Visitor, what: str) -> None:
    """Holds what is shown now at phone width and wide, and keeps pictures of it."""
    for width, height in SCREENS:
        visitor.page.set_viewport_size({"width": width, "height": height})
        visitor.picture(f"{what}-{width}")
        assert [] == faults(visitor.page)


@pytest.fixture
def visitor(lived_in: Path, make_page: MakePage, visit: Visit) -> Visitor:
    """Somebody with a mouse, in that school."""
    assert lived_in.exists()
    return visit(make_page(1280, 900, bypass_csp=True), Mouse())


def test_step_4_as_the_coordinator_sees_it(visitor: Visitor) -> None:
    """The card, the summary on one page, and the work that is the coordinator's."""
    visitor.become("Bram Oosterling")
    visitor.see_card("Pestprotocol stap 4")
    _look(visitor, "chat")
    visitor.press_on_card("Zo staat het ervoor", "Open de melding")
    visitor.see_dialog("Melding ")
    expect(visitor.dialog.get_by_role("heading", name="Afspraak 1")).to_be_visible()
    _look(visitor, "samenvatting")
    visitor.press_in_dialog("Sluit dit venster")
    visitor.press_on_card("Pestprotocol stap 4", "Bekijk de tekst")
    visitor.see_dialog("Tekst voor Magister")
    _look(visitor, "magister")


def test_what_the_antipestcoordinator_sees(visitor: Visitor) -> None:
    """The overview of all meldingen, and what was done per track in one of them."""
    visitor.become("Marit van Dongen")
    visitor.type_command("/taken")
    visitor.hands.press(visitor.page.get_by_role("button", name="Open het overzicht").first)
    visitor.see_dialog("Overzicht")
    _look(visitor, "overzicht")
    visitor.hands.press(visitor.dialog.get_by_role("button", name="Open de melding").first)
    visitor.see_dialog("Melding ")
    _look(visitor, "melding")
    visitor.press_in_dialog("Bekijk per spoor wat er is gedaan")
    visitor.see_dialog("Per spoor")
    _look(visitor, "sporen")
