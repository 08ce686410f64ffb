"""What the page does for whoever is in a hurry, on a phone, or without a mouse."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e import walk_through_1
from tests.e2e.conftest import MakePage, Visit
from tests.e2e.hands import Finger, Keyboard, Mouse

pytestmark = pytest.mark.e2e


def test_a_quick_enter_takes_nothing_that_was_not_proposed(
    make_page: MakePage, visit: Visit
) -> None:
    """Enter right after typing sends what was typed, not what the list showed before."""
    page = make_page(1280, 900)
    visitor = visit(page, Keyboard(page))
    field = page.get_by_label("Opdracht", exact=True)
    field.press_sequentially("/")
    expect(page.get_by_role("option", selected=True)).to_contain_text("/pestmelding")
    field.press_sequentially("help")
    page.keyboard.press("Enter")
    visitor.see_dialog("Hulp")


def test_escape_closes_and_the_focus_returns(make_page: MakePage, visit: Visit) -> None:
    """A dialog opened from a card closes with Escape, and the keyboard is back on its button."""
    page = make_page(1280, 900)
    visitor = visit(page, Keyboard(page))
    walk_through_1.report(visitor)
    visitor.press_in_chat("Geef door wat je nog zag")
    visitor.see_dialog("Ik zag nog iets")
    page.keyboard.press("Escape")
    visitor.see_no_dialog()
    expect(visitor.chat.get_by_role("button", name="Geef door wat je nog zag")).to_be_focused()


def test_a_fault_leads_to_its_field(make_page: MakePage, visit: Visit) -> None:
    """The list of faults names each field, and Enter on a line goes there."""
    page = make_page(1280, 900)
    visitor = visit(page, Keyboard(page))
    visitor.type_command("/pestmelding")
    visitor.see_dialog("Waar gaat het over?")
    visitor.submit()
    expect(visitor.dialog.locator(".error-summary")).to_be_focused()
    visitor.press_in_dialog("Is één van deze dingen aan de hand? – Vul dit in.")
    expect(visitor.dialog.get_by_role("radio").first).to_be_focused()


def test_a_note_comes_with_the_answer_it_hangs_on(make_page: MakePage, visit: Visit) -> None:
    """Who ticks "Online" is told to have the messages kept, and nobody else is."""
    page = make_page(1280, 900)
    visitor = visit(page, Mouse())
    walk_through_1.say_who(visitor)
    note = visitor.dialog.get_by_text("Online: bewaar eerst de berichten")
    expect(note).to_be_hidden()
    visitor.choose("Waar gebeurt het?", "Online")
    expect(note).to_be_visible()


def test_the_search_folds_what_it_opened(make_page: MakePage, visit: Visit) -> None:
    """All colleagues unfold while one is searched, and fold again after."""
    page = make_page(1280, 900)
    visit(page, Mouse())
    search = page.get_by_role("searchbox")
    search.fill("aouad")
    expect(page.get_by_role("button", name="Samir Aouad")).to_be_visible()
    search.fill("")
    expect(page.get_by_role("button", name="Samir Aouad")).to_be_hidden()


def test_a_reload_loses_nothing(make_page: MakePage, visit: Visit) -> None:
    """After a reload the visitor is the same colleague, with the same chat."""
    page = make_page(360, 740)
    visitor = visit(page, Finger())
    walk_through_1.report(visitor)
    walk_through_1.take_up(visitor)
    page.reload()
    expect(page.get_by_role("heading", level=2, name=walk_through_1.COACH)).to_be_visible()
    visitor.see_card("Gesprek met de leerling die gepest wordt")


def test_two_windows_see_the_same(make_page: MakePage, visit: Visit) -> None:
    """What a teacher reports in one window comes in by itself in the window of the coach."""
    coach = visit(make_page(1280, 900), Mouse())
    coach.become(walk_through_1.COACH)
    teacher = visit(make_page(1280, 900), Mouse())
    walk_through_1.report(teacher)
    coach.see_card("Nieuw, nog niet door iedereen opgepakt")


class DrawingsHeld:
    """What asks for a drawing, which waits until the test answers it.

    The page may ask again by itself, for it draws anew when something changed.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._is_holding = True
        self.asked: list[Route] = []
        page.route("**/ask/diagram", self._hold)

    def after(self, does: Callable[[], None]) -> None:
        """Does something, and returns when a drawing was asked for since."""
        before = len(self.asked)
        does()
        for _ in range(1000):
            if len(self.asked) > before:
                return
            self._page.wait_for_timeout(10)
        raise AssertionError("Er is niet om een schema gevraagd.")

    def let_go(self) -> None:
        """Lets the server answer these and all that follow."""
        self._is_holding = False
        for route in self.asked:
            route.continue_()

    def _hold(self, route: Route) -> None:
        if self._is_holding:
            self.asked.append(route)
        else:
            route.continue_()


LOSES_DRAWINGS = """() => {
  window.reached = window.fetch;
  window.fetch = (url, ...more) =>
    url.endsWith("/diagram") ? Promise.reject(new TypeError("weg")) : reached(url, ...more);
}"""
"""Breaks each connection over which a drawing is asked, without a line in the console."""
LOSES_NONE = "() => { window.fetch = window.reached; }"


def person_in(route: Route) -> str:
    """Gives for whom a drawing is asked."""
    person: str = json.loads(route.request.post_data or "")["person"]
    return person


def test_the_drawing_is_enlarged_as_soon_as_it_is_there(make_page: MakePage, visit: Visit) -> None:
    """Who presses while the drawing is on its way does not press for nothing."""
    page = make_page(1280, 900)
    visitor = visit(page, Mouse())
    held = DrawingsHeld(page)
    held.after(page.get_by_role("tab", name="Schema").click)
    page.get_by_role("button", name="Vergroot het schema").click()
    visitor.see_no_dialog()
    held.let_go()
    visitor.see_dialog("Schema")
    expect(visitor.dialog.get_by_role("img")).to_be_visible()


def test_a_drawing_that_was_lost_is_asked_for_again(make_page: MakePage, visit: Visit) -> None:
    """Who presses when the drawing could not be had gets it after all."""
    page = make_page(1280, 900)
    visitor = visit(page, Mouse())
    page.evaluate(LOSES_DRAWINGS)
    page.get_by_role("tab", name="Schema").click()
    expect(page.get_by_text("De oefenomgeving antwoordt niet").first).to_be_attached()
    page.wait_for_timeout(500)  # for what the page asks by itself
    page.evaluate(LOSES_NONE)
    page.get_by_role("button", name="Vergroot het schema").click()
    visitor.see_dialog("Schema")
    expect(visitor.dialog.get_by_role("img")).to_be_visible()


def test_a_drawing_that_comes_late_replaces_no_newer_one(make_page: MakePage, visit: Visit) -> None:
    """What was drawn for the colleague before is not shown to the next one."""
    page = make_page(1280, 900)
    visit(page, Mouse())
    held = DrawingsHeld(page)
    held.after(page.get_by_role("tab", name="Schema").click)
    held.after(page.get_by_role("button", name="Karim Haddad").click)
    page.wait_for_timeout(500)  # for what the page asks by itself
    *older, newest = held.asked
    for route in (newest, *reversed(older)):
        drawn = {"title": person_in(route), "description": "", "svg": "<svg/>"}
        with page.expect_response("**/ask/diagram"):
            route.fulfill(json=drawn)
    assert person_in(newest) != person_in(older[0])
    drawing = page.get_by_role("tabpanel", name="Schema").get_by_role("img")
    expect(drawing).to_have_attribute("alt", person_in(newest))
