"""The main job from the first word to the last check, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.e2e import walk_through_1
from tests.e2e.conftest import MakePage, Visit
from tests.e2e.hands import Finger, Keyboard, Mouse
from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.e2e


def _see_it_is_over(visitor: Visitor) -> None:
    expect(visitor.tasks).to_contain_text("Er wacht niets op jou.")
    visitor.press_on_card("Zo staat het ervoor", "Open de melding")
    visitor.see_dialog("Melding ")
    expect(visitor.dialog).to_contain_text("Gesloten")
    visitor.picture("teruglezen")


def test_the_whole_job_by_mouse(make_page: MakePage, visit: Visit) -> None:
    """From report to closing, with a mouse on a wide screen."""
    visitor = visit(make_page(1280, 900), Mouse())
    walk_through_1.whole(visitor)
    _see_it_is_over(visitor)


def test_the_whole_job_by_keyboard_alone(make_page: MakePage, visit: Visit) -> None:
    """From report to closing without one click."""
    page = make_page(1280, 900)
    visitor = visit(page, Keyboard(page))
    walk_through_1.whole(visitor)
    _see_it_is_over(visitor)


def test_report_and_first_talk_on_a_phone(make_page: MakePage, visit: Visit) -> None:
    """A teacher reports in the corridor and the coach takes it up, on a screen of 360 pixels."""
    visitor = visit(make_page(360, 740), Finger())
    walk_through_1.report(visitor)
    walk_through_1.take_up(visitor)
    walk_through_1.talk_with_target(visitor)
    walk_through_1.start_step_1(visitor)
