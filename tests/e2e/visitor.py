"""A visitor of the playground: becomes somebody, types a command, works through the dialogs."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.e2e.hands import Hands

STICKS_OUT = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


class Visitor:
    """Does what a member of staff would do, and keeps a picture of every screen."""

    def __init__(self, page: Page, hands: Hands, pictures: Path) -> None:
        self.page = page
        self.hands = hands
        self.dialog = page.get_by_role("dialog")
        self.chat = page.locator("#messages")
        self.tasks = page.locator("#panel-tasks")
        self._folder = pictures
        self._pictures = 0

    def open(self, address: str) -> None:
        """Opens the playground and waits until somebody's chat is there."""
        self.page.goto(address)
        expect(self.page.locator(".person[aria-current]")).to_have_count(1)
        expect(self.page.locator("#panel-tasks h2")).to_have_count(1)

    def picture(self, what: str) -> None:
        """Keeps what is on the screen now, numbered in the order of the story.

        Nothing on it may stick out sideways, and the bar on top must be there.
        """
        assert self.page.evaluate(STICKS_OUT) is False
        expect(self.page.get_by_role("banner")).to_be_in_viewport(ratio=1)
        expect(self.page.locator(".columns")).to_have_attribute("aria-busy", "false")
        self._pictures += 1
        path = self._folder / f"{self._pictures:02}-{what}.png"
        self.page.screenshot(path=path, animations="disabled")

    def become(self, name: str) -> None:
        """Takes the place of a colleague in the side bar."""
        self.show("Collega’s")
        self.hands.press(self.page.get_by_role("button", name=name).first)
        expect(self.page.get_by_role("heading", level=2, name=name)).to_be_visible()

    def type_command(self, command: str) -> None:
        """Types a command in the message box and sends it."""
        self.hands.write(self.page.get_by_label("Opdracht", exact=True), command)
        self.page.keyboard.press("Enter")

    def press_in_chat(self, button: str) -> None:
        """Presses the newest button of this name in the chat."""
        self.hands.press(self.chat.get_by_role("button", name=button, exact=True).last)

    def see_none_to_press(self, button: str) -> None:
        """Waits until the cards that had this button are rounded off."""
        expect(self.chat.get_by_role("button", name=button, exact=True)).to_have_count(0)

    def press_on_card(self, title: str, button: str) -> None:
        """Presses a button of the card with these words in its title."""
        card = self.chat.get_by_role("article").filter(
            has=self.page.get_by_role("heading", level=4, name=title)
        )
        self.hands.press(card.get_by_role("button", name=button, exact=True))

    def press_in_dialog(self, button: str) -> None:
        """Presses a button of the open form or page."""
        self.hands.press(self.dialog.get_by_role("button", name=button, exact=True))

    def has_in_dialog(self, button: str) -> bool:
        """Says whether the open form or page has this button."""
        return self.dialog.get_by_role("button", name=button, exact=True).is_visible()

    def see_dialog(self, title: str) -> None:
        """Waits until the form or page of this title is open."""
        expect(self.dialog.get_by_role("heading", level=2, name=title)).to_be_visible()

    def see_in_dialog(self, words: str) -> None:
        """Waits until the open form or page says this."""
        expect(self.dialog.locator("dd").filter(has_text=words).first).to_be_visible()

    def see_no_dialog(self) -> None:
        """Waits until the dialog has closed."""
        expect(self.dialog).to_be_hidden()

    def see_card(self, words: str) -> None:
        """Waits until a card with these words in its title is in the chat."""
        title = self.chat.get_by_role("heading", level=4).filter(has_text=words)
        expect(title.last).to_be_visible()

    def choose(self, question: str, option: str) -> None:
        """Answers a question with one of its options."""
        group = self.dialog.locator("fieldset").filter(has_text=question)
        self.hands.choose(group.get_by_label(option, exact=True))

    def tick(self, label: str) -> None:
        """Ticks a box that stands by itself."""
        self.hands.choose(self.dialog.get_by_role("checkbox", name=label))

    def write(self, question: str, text: str) -> None:
        """Fills in a text or a day."""
        self.hands.write(self.dialog.get_by_label(question), text)

    def name_pupil(self, question: str, typed: str, full_name: str) -> None:
        """Finds a pupil by part of the name and takes the one that is meant."""
        field = self.dialog.get_by_role("combobox", name=question)
        option = self.dialog.get_by_role("option").filter(has_text=full_name)
        self.hands.pick(field, typed, option)
        expect(self.dialog.get_by_role("button", name=f"Haal {full_name} (")).to_be_visible()

    def submit(self) -> None:
        """Sends the form."""
        self.hands.press(self.dialog.locator("[type=submit]"))

    def let_pass(self, step: str) -> None:
        """Moves the clock of the school."""
        before = self.page.locator("#clock").inner_text()
        self.hands.press(self.page.get_by_role("button", name=step, exact=True))
        expect(self.page.locator("#clock")).not_to_have_text(before)

    def show(self, part: str) -> None:
        """On a phone the parts of the page stand behind each other."""
        switch: Locator = self.page.get_by_role("navigation", name="Onderdelen")
        if switch.is_visible():
            self.hands.press(switch.get_by_role("button", name=part))
