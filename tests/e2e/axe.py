"""Asks axe-core what is wrong with the page, on a wide screen and a phone, light and dark."""

from itertools import product
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Page

SCRIPT = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
SCREENS = ((1280, 900), (360, 740))
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

RUN = "() => axe.run(document, { resultTypes: ['violations'] })"


def faults(page: Page) -> list[str]:
    """Gives each rule that is broken, with the elements that break it."""
    if not page.evaluate("() => 'axe' in window"):
        page.add_script_tag(path=SCRIPT)
    found: dict[str, Any] = page.evaluate(RUN)  # JSON from axe-core
    return [
        f"{rule['id']}: {node['html'][:160]} – {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def faults_on_every_screen(page: Page) -> list[str]:
    """Looks at what is shown now at both widths, light and dark; ends wide and light."""
    result = []
    for scheme, (width, height) in product(SCHEMES, SCREENS):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": height})
        result += [f"{width} {scheme} {fault}" for fault in faults(page)]
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size({"width": SCREENS[0][0], "height": SCREENS[0][1]})
    return result
