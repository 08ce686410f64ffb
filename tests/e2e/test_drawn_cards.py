"""Every card as Teams draws it: light and dark, on a phone and on a screen, with pictures."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.card_schema import Json
from tests.e2e.conftest import SCREENSHOTS
from tests.e2e.golden_cards import golden_cards

pytestmark = pytest.mark.e2e

MODULES = Path(__file__).parent / "node_modules"
LIBRARY = MODULES / "adaptivecards/dist/adaptivecards.min.js"
DESIGNER = MODULES / "adaptivecards-designer"
HERE = Path(__file__).parent

Theme = Literal["light", "dark"]
BEHIND: dict[Theme, str] = {"light": "#F6F6F6", "dark": "#201E1F"}
WIDTHS = {"telefoon": 360, "scherm": 900}
"""CSS pixels."""

OVERFLOWING = """() => [...document.querySelectorAll("[data-card]")]
  .filter((card) => card.scrollWidth > card.clientWidth)
  .map((card) => card.dataset.card)"""


class Drawn(NamedTuple):
    """All cards on one page."""

    page: Page
    folder: Path
    """Where the pictures go."""


@pytest.fixture(params=[(theme, width) for theme in BEHIND for width in WIDTHS], ids="-".join)
def drawn(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Drawn]:
    """All golden cards, drawn."""
    theme, width = request.param
    context = browser.new_context(
        viewport={"width": WIDTHS[width], "height": 900},
        color_scheme=theme,
        locale="nl-NL",
        device_scale_factor=2 if width == "telefoon" else 1,
    )
    page = context.new_page()
    page.set_content(f'<body style="background: {BEHIND[theme]}"></body>')
    page.add_style_tag(path=MODULES / "adaptivecards/dist/adaptivecards.css")
    page.add_style_tag(path=DESIGNER / f"dist/containers/teams-container-{theme}.css")
    page.add_style_tag(path=HERE / "draw_cards.css")
    page.add_script_tag(path=LIBRARY)
    page.add_script_tag(path=HERE / "draw_cards.js")
    teams: Json = json.loads(
        (DESIGNER / f"lib/hostConfigs/microsoft-teams-{theme}.json").read_text()
    )
    page.evaluate("([cards, teams]) => drawCards(cards, teams)", [golden_cards(), teams])
    folder = SCREENSHOTS / "kaarten-in-teams" / f"{theme}-{width}"
    shutil.rmtree(folder, ignore_errors=True)
    yield Drawn(page, folder)
    context.close()


def test_every_card_is_drawn_whole(drawn: Drawn) -> None:
    """No card is wider than its place, and each has something to see."""
    for card in drawn.page.locator("[data-card]").all():
        name = card.get_attribute("data-card")
        card.screenshot(path=drawn.folder / f"{name}.png")
        assert card.inner_text().strip(), name
    assert [] == drawn.page.evaluate(OVERFLOWING)
