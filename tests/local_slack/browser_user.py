"""Somebody who works in the page of local-slack with a mouse, and keeps pictures of it."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Locator, Page, ViewportSize, async_playwright, expect

from tests.e2e.conftest import FLAGS, WITHIN
from tests.local_chat.own_network import ADDRESS, LOCAL_SLACK

SHIM = Path(__file__).parent / "page_shim.js"
SIZE: ViewportSize = {"width": 1280, "height": 900}
TALL: ViewportSize = {"width": 1280, "height": 2000}


class BrowserUser:
    """A person at a screen."""

    def __init__(self, page: Page, pictures: Path) -> None:
        self._page = page
        self._folder = pictures
        self._pictures = 0
        self.modal = page.locator(".modal")
        self.home = page.locator(".home")

    async def become(self, name: str) -> None:
        """Takes the place of a colleague."""
        await self._page.locator(".actas select").last.select_option(label=name)

    async def go_to(self, place: str) -> None:
        """Goes to a channel, a chat or Home in the side bar."""
        await self._page.locator(".sidebar-item", has_text=place).first.click()

    async def type(self, text: str) -> None:
        """Types in the message box and sends it."""
        box = self._page.locator(".main textarea").last
        await box.fill(text)
        await box.press("Enter")

    async def see_modal(self, title: str) -> None:
        """Waits until a modal is open."""
        await expect(self.modal.locator(".modal-title")).to_have_text(title)

    async def see_no_modal(self) -> None:
        """Waits until no modal is open."""
        await expect(self.modal).to_have_count(0)

    async def choose(self, question: str, *options: str) -> None:
        """Ticks options of a question.

        After a choice that brings up another question the page forgets what was filled in.
        """
        for option in options:
            await self.question(question).get_by_label(option, exact=True).click()

    async def choose_person(self, question: str, name: str) -> None:
        """Ticks a person in the list that stands in the place of a field that searches."""
        await self.question(question).get_by_label(name).check()

    async def write(self, question: str, text: str) -> None:
        """Fills in a text."""
        await self.question(question).locator("input").fill(text)

    def question(self, label: str) -> Locator:
        """Finds a question of the modal."""
        label_of = self._page.locator(".bk-label", has_text=label)
        return self.modal.locator(".bk-input").filter(has=label_of).first

    async def submit(self) -> None:
        """Submits the modal."""
        await self.modal.locator(".modal-btn.primary").click()

    async def close(self) -> None:
        """Closes the modal."""
        await self.modal.locator(".modal-x").click()
        await self.see_no_modal()

    async def press_in_modal(self, button: str) -> None:
        """Presses a button of the modal."""
        await self.modal.get_by_role("button", name=button, exact=True).first.click()

    def message(self, title: str) -> Locator:
        """Finds the newest message with this heading."""
        return (
            self._page.locator(".msg")
            .filter(has=self._page.locator(".bk-header", has_text=title))
            .last
        )

    async def see_card(self, title: str) -> None:
        """Waits until a card with this heading is there."""
        await expect(self.message(title)).to_be_visible()

    async def press_on_card(self, title: str, button: str) -> None:
        """Presses a button of a card."""
        await self.message(title).get_by_role("button", name=button, exact=True).click()

    async def open_thread(self) -> None:
        """Opens the newest thread."""
        await self._page.locator(".thread-summary").last.click()

    async def picture(self, what: str) -> None:
        """Keeps what is on the screen now, numbered in the order of the story."""
        self._pictures += 1
        path = self._folder / f"{self._pictures:02}-{what}.png"
        await self._page.screenshot(path=path, animations="disabled")

    async def tall_picture(self, what: str) -> None:
        """Keeps all of a modal or list, also what one would have to scroll to."""
        await self._page.set_viewport_size(TALL)
        await self.picture(what)
        await self._page.set_viewport_size(SIZE)


@asynccontextmanager
async def at_screen(pictures: Path) -> AsyncIterator[BrowserUser]:
    """Opens the page in the Chromium of the machine."""
    expect.set_options(timeout=WITHIN)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=FLAGS
        )
        context = await browser.new_context(viewport=SIZE, locale="nl-NL")
        context.set_default_timeout(WITHIN)
        page = await context.new_page()
        await page.add_init_script(path=SHIM)
        await page.goto(f"http://{ADDRESS}:{LOCAL_SLACK}/")
        await expect(page.locator(".actas select")).not_to_be_empty()
        yield BrowserUser(page, pictures)
        await browser.close()
