"""The browser, and visitors of a playground that is started for each test."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.e2e.demo_process import running_demo
from tests.e2e.hands import Hands
from tests.e2e.visitor import Visitor

SCREENSHOTS = Path(__file__).parent / "screenshots"

WITHIN = 10_000
"""Milliseconds that something on the page may take."""

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE_AT_MOST = 600
"""CSS pixels; a narrower screen is one that is touched."""

LIVED = (
    "12-allebei.toml",
    "05-steungroep.toml:Terugkijken met de leerling",
    "06-tot-stap-5.toml:Pestprotocol stap 4",
)
"""What happened there: a melding in aftercare, one with a support group, one in step 4."""
PLAYED_WITHIN = 180
"""Seconds."""

MakePage = Callable[..., Page]
Visit = Callable[[Page, Hands], Visitor]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of the machine, without a window."""
    expect.set_options(timeout=WITHIN)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address of a playground of its own."""
    with running_demo(tmp_path) as address:
        yield address


@pytest.fixture
def lived_in(tmp_path: Path) -> Path:
    """The folder of a school in which several meldingen run."""
    command = (sys.executable, "-m", "tests.e2e.played", tmp_path, *LIVED)
    subprocess.run(command, check=True, timeout=PLAYED_WITHIN)
    return tmp_path


@pytest.fixture
def make_page(browser: Browser, address: str) -> Iterator[MakePage]:
    """Makes an empty window; afterwards the page must have complained about nothing."""
    complaints: list[str] = []
    asked: set[str] = set()

    def make(width: int, height: int, *, bypass_csp: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            has_touch=width <= PHONE_AT_MOST,
            is_mobile=width <= PHONE_AT_MOST,
            locale="nl-NL",
            reduced_motion="reduce",
            bypass_csp=bypass_csp,
        )
        context.set_default_timeout(WITHIN)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: asked.add(request.url))
        return page

    yield make
    for context in browser.contexts:
        context.close()
    assert [] == complaints
    assert [] == [url for url in asked if not url.startswith((f"{address}/", "data:"))]


@pytest.fixture
def pictures(request: pytest.FixtureRequest) -> Path:
    """The folder of the pictures of this test, without those of the last time."""
    folder = SCREENSHOTS / str(request.node.name).removeprefix("test_")
    shutil.rmtree(folder, ignore_errors=True)
    return folder


@pytest.fixture
def visit(address: str, pictures: Path) -> Visit:
    """Lets a visitor with these hands into the playground."""

    def let_in(page: Page, hands: Hands) -> Visitor:
        visitor = Visitor(page, hands, pictures)
        visitor.open(address)
        return visitor

    return let_in
