"""Somebody who works in the page of a Playground with a mouse, and keeps pictures of it."""

import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, ViewportSize, async_playwright, expect

from tests.e2e.conftest import FLAGS, WITHIN

SIZE: ViewportSize = {"width": 1280, "height": 900}
TALL: ViewportSize = {"width": 1280, "height": 1400}


class Camera:
    """Keeps pictures, numbered in the order of the story."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)

    async def picture(self, page: Page, what: str) -> None:
        """Keeps what is on a screen now, also what one would have to scroll to."""
        await page.set_viewport_size(TALL)
        path = self._folder / f"{next(self._numbers):02}-{what}.png"
        await page.screenshot(path=path, animations="disabled")
        await page.set_viewport_size(SIZE)


class BrowserUser:
    """A person at a screen."""

    def __init__(self, page: Page, camera: Camera) -> None:
        self._page = page
        self._camera = camera
        self.dialog = page.get_by_role("dialog")

    async def open(self, address: str) -> None:
        """Opens the chat with the app."""
        await self._page.goto(address)
        await self._page.get_by_role("treeitem", name="Personal Chat").click()

    async def type(self, text: str) -> None:
        """Types in the message box and sends it."""
        await self._page.locator("[data-lexical-editor=true]").click()
        await self._page.keyboard.type(text)
        await self._page.get_by_role("button", name="Send Message").click()

    async def use_extension(self, command: str) -> None:
        """Uses a command of the message extension, which the page asks the name of."""
        await self._page.get_by_role("button", name="Trigger Message Extension App").click()
        await self._page.get_by_role("menuitem", name="Action Command").click()
        await self.dialog.get_by_role("textbox", name="Command ID").fill(command)
        await self.press_in_dialog("Create")

    async def see_in_dialog(self, words: str) -> None:
        """Waits until a dialog says something; the page keeps the title of the first one."""
        await expect(self.dialog.get_by_text(words)).to_be_visible()

    async def see_no_dialog(self) -> None:
        """Waits until no dialog is open."""
        await expect(self.dialog).to_have_count(0)

    async def choose(self, option: str) -> None:
        """Chooses an option of a question."""
        await self.dialog.get_by_label(option, exact=True).first.check()

    async def choose_person(self, question: str, name: str) -> None:
        """Ticks a person in the list that stands in the place of a field that searches."""
        named = re.compile(f"^{re.escape(question)}.*{re.escape(name)}")
        await self.dialog.get_by_role("checkbox", name=named).check()

    async def write(self, question: str, text: str) -> None:
        """Fills in a text."""
        await self.dialog.get_by_role("textbox", name=question).fill(text)

    async def close(self) -> None:
        """Closes the dialog."""
        await self.press_in_dialog("Close")
        await self.see_no_dialog()

    async def press_in_dialog(self, button: str) -> None:
        """Presses a button of the dialog."""
        await self.dialog.get_by_role("button", name=button, exact=True).click()

    def card(self, title: str) -> Locator:
        """Finds the newest card with this heading."""
        heading = self._page.get_by_role("heading", name=title)
        return self._page.locator(".ac-adaptiveCard").filter(has=heading).last

    async def see_card(self, title: str) -> None:
        """Waits until a card with this heading is there."""
        await expect(self.card(title)).to_be_visible()

    async def press_on_card(self, title: str, button: str) -> None:
        """Presses a button of a card."""
        await self.card(title).get_by_role("button", name=button, exact=True).click()

    async def picture(self, what: str) -> None:
        """Keeps what is on the screen now."""
        await self._camera.picture(self._page, what)


@asynccontextmanager
async def screens() -> AsyncIterator[Browser]:
    """Opens the Chromium of the machine."""
    expect.set_options(timeout=WITHIN)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=FLAGS
        )
        yield browser
        await browser.close()


async def at_screen(browser: Browser, camera: Camera, address: str) -> BrowserUser:
    """Gives somebody a screen of their own."""
    context = await browser.new_context(viewport=SIZE, locale="nl-NL")
    context.set_default_timeout(WITHIN)
    user = BrowserUser(await context.new_page(), camera)
    await user.open(address)
    return user
