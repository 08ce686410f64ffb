"""Three ways to work the page: with a mouse, with a finger, with the keyboard alone."""

from typing import Protocol

import pytest
from playwright.sync_api import Locator, Page

TABS_AT_MOST = 400
OPTIONS_AT_MOST = 30
HAS_FOCUS = "element => element === document.activeElement"


class Hands(Protocol):
    """What a visitor does with their hands."""

    def press(self, button: Locator) -> None:
        """Presses a button, or opens what is folded."""

    def choose(self, option: Locator) -> None:
        """Ticks a radio button or a box."""

    def write(self, field: Locator, text: str) -> None:
        """Fills a field with this text alone."""

    def pick(self, field: Locator, typed: str, option: Locator) -> None:
        """Types part of a name and takes it from the list."""


class Mouse:
    """Clicks, and types where it clicked."""

    def press(self, button: Locator) -> None:
        """Clicks."""
        button.click()

    def choose(self, option: Locator) -> None:
        """Clicks the words beside the circle or the box, as people do."""
        option.locator("xpath=following-sibling::label").click()

    def write(self, field: Locator, text: str) -> None:
        """Clicks in the field and fills it."""
        field.click()
        field.fill(text)

    def pick(self, field: Locator, typed: str, option: Locator) -> None:
        """Clicks in the field, types, and clicks the name."""
        field.click()
        field.fill(typed)
        option.click()


class Finger:
    """Taps on a phone."""

    def press(self, button: Locator) -> None:
        """Taps."""
        button.tap()

    def choose(self, option: Locator) -> None:
        """Taps the words beside the circle or the box."""
        option.locator("xpath=following-sibling::label").tap()

    def write(self, field: Locator, text: str) -> None:
        """Taps in the field and fills it."""
        field.tap()
        field.fill(text)

    def pick(self, field: Locator, typed: str, option: Locator) -> None:
        """Taps in the field, types, and taps the name."""
        field.tap()
        field.fill(typed)
        option.tap()


class Keyboard:
    """Uses Tab, the arrows, Enter and Space, and never clicks."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def press(self, button: Locator) -> None:
        """Tabs to the button and presses Enter."""
        self._reach(button)
        self._page.keyboard.press("Enter")

    def choose(self, option: Locator) -> None:
        """Tabs to the box, or to its group and on with the arrows."""
        if option.get_attribute("type") == "checkbox":
            self._reach(option)
            self._page.keyboard.press("Space")
            return
        group = option.locator("xpath=ancestor::fieldset").get_by_role("radio")
        self._reach(group.first)
        self._page.keyboard.press("Space")
        for _ in range(group.count()):
            if option.is_checked():
                return
            self._page.keyboard.press("ArrowDown")
        pytest.fail(f"The arrows do not reach {option}.")

    def write(self, field: Locator, text: str) -> None:
        """Tabs to the field and types."""
        self._reach(field)
        if field.get_attribute("type") == "date":
            self._write_day(field, text)
            return
        self._page.keyboard.press("Control+A")
        self._page.keyboard.type(text)

    def _write_day(self, field: Locator, text: str) -> None:
        """Types the parts of a day in the order in which this browser asks for them."""
        year, month, day = text.split("-")
        for typed in (f"{day}{month}{year}", f"{month}{day}{year}"):
            self._page.keyboard.type(typed)
            if field.input_value() == text:
                return
            self._page.keyboard.press("ArrowLeft")
            self._page.keyboard.press("ArrowLeft")
        pytest.fail(f"This browser does not take the day {text}.")

    def pick(self, field: Locator, typed: str, option: Locator) -> None:
        """Tabs to the field, types, and goes down the list to the name."""
        self._reach(field)
        self._page.keyboard.type(typed)
        option.wait_for()
        for _ in range(OPTIONS_AT_MOST):
            if option.get_attribute("aria-selected") == "true":
                break
            self._page.keyboard.press("ArrowDown")
        self._page.keyboard.press("Enter")

    def _reach(self, target: Locator) -> None:
        target.wait_for()
        for _ in range(TABS_AT_MOST):
            if target.evaluate(HAS_FOCUS):
                return
            self._page.keyboard.press("Tab")
        pytest.fail(f"Tab does not reach {target}.")
