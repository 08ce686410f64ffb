"""Every page and dialog, looked at by axe-core: no fault at 360 and 1280 pixels, light and dark."""

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import expect

from tests.e2e import walk_through_1
from tests.e2e.axe import faults
from tests.e2e.conftest import MakePage, Visit
from tests.e2e.hands import Mouse
from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.e2e

MANY = 10
WIDE, PHONE = (1280, 900), (360, 740)
SCREENS: tuple[tuple[tuple[int, int], Literal["light", "dark"]], ...] = (
    (PHONE, "light"),
    (PHONE, "dark"),
    (WIDE, "dark"),
    (WIDE, "light"),
)
"""What is looked at; the last is how the test goes on."""

Check = Callable[[str], None]


@pytest.fixture
def visitor(make_page: MakePage, visit: Visit) -> Visitor:
    """Somebody with a mouse, in a window that axe-core may look into."""
    return visit(make_page(1280, 900, bypass_csp=True), Mouse())


@pytest.fixture
def check(visitor: Visitor) -> Check:
    """Holds what is shown now on every screen, and keeps pictures of it."""

    def hold(what: str) -> None:
        for (width, height), scheme in SCREENS:
            visitor.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            visitor.page.set_viewport_size({"width": width, "height": height})
            visitor.picture(f"{what}-{width}-{scheme}")
            assert [] == faults(visitor.page)

    return hold


def _show_on_phone(visitor: Visitor, part: str) -> None:
    """Brings forward a part of the page that stands behind the chat on a phone."""
    for width, height in (PHONE, WIDE):
        visitor.page.set_viewport_size({"width": width, "height": height})
        visitor.show(part)


def test_the_look_itself_sees_a_fault(make_page: MakePage) -> None:
    """A page with a picture without words is not passed."""
    page = make_page(1280, 900, bypass_csp=True)
    page.set_content("<html lang='nl'><title>Fout</title><main><h1>Fout</h1><img src='data:,'>")
    assert ["image-alt"] == [fault.split(":")[0] for fault in faults(page)]


def test_the_page_around_the_chat(visitor: Visitor, check: Check) -> None:
    """The start, the list of commands, everybody unfolded, a refusal, and the three tabs."""
    check("start")
    visitor.page.get_by_label("Opdracht", exact=True).press_sequentially("/")
    expect(visitor.page.get_by_role("option")).to_have_count(4)
    check("opdrachten")
    visitor.type_command("wat is dit")
    expect(visitor.page.locator("#notice")).to_be_visible()
    check("geen-opdracht")
    visitor.page.get_by_text("Andere collega’s").click()
    _show_on_phone(visitor, "Collega’s")
    check("alle-collegas")
    for tab in ("Schema", "Uitleg", "Taken"):
        visitor.page.get_by_role("tab", name=tab).click()
        _show_on_phone(visitor, "Overzicht")
        check(f"tab-{tab.lower()}")


def test_pages_to_read(visitor: Visitor, check: Check) -> None:
    """Help, the protocol, and the enlarged drawing."""
    visitor.type_command("/help")
    visitor.see_dialog("Hulp")
    check("hulp")
    visitor.press_in_dialog("Sluit dit venster")
    visitor.type_command("/pestprotocol")
    visitor.see_dialog("Pestprotocol")
    check("protocol")
    visitor.press_in_dialog("Sluit dit venster")
    visitor.page.get_by_role("tab", name="Schema").click()
    visitor.page.get_by_role("button", name="Vergroot het schema").click()
    visitor.see_dialog("Schema")
    check("schema-vergroot")


def test_the_report(visitor: Visitor, check: Check) -> None:
    """Each step of the report, with faults, with a list open, and who gets it."""
    visitor.type_command("/pestmelding")
    visitor.see_dialog("Waar gaat het over?")
    check("waar-gaat-het-over")
    visitor.choose("Is één van deze dingen", "Er zijn naakt- of seksuele beelden in het spel")
    visitor.submit()
    visitor.see_dialog("Om wie gaat het?")
    check("om-wie-seksueel")
    visitor.submit()
    expect(visitor.dialog.locator(".error-summary")).to_be_visible()
    check("fouten")
    visitor.dialog.get_by_role("combobox").first.fill("kyra")
    expect(visitor.dialog.get_by_role("option").first).to_be_visible()
    check("zoeklijst")
    visitor.page.keyboard.press("Enter")
    visitor.dialog.get_by_role("button", name="Noem iemand buiten de lijst").last.click()
    check("niet-in-de-lijst")
    visitor.choose("Hoe weet je dit?", "Van een leerling")
    visitor.submit()
    visitor.see_dialog("Wat gebeurde er?")
    check("wat-gebeurde-er")
    visitor.write("Wat heb je gezien", "In de pauze ging een foto rond.")
    visitor.choose("Hoe vaak", "Eén keer")
    visitor.submit()
    visitor.see_dialog("Dank je wel")
    check("dank-je-wel")
    visitor.press_in_dialog("Sluit dit venster")
    check("melder")


def test_a_member_of_staff(visitor: Visitor, check: Check) -> None:
    """The page that says whom to call when it is about a member of staff."""
    visitor.type_command("/pestmelding")
    visitor.see_dialog("Waar gaat het over?")
    visitor.choose("Is één van deze dingen", "Het gaat om gedrag van een medewerker van school")
    visitor.submit()
    visitor.see_dialog("Bel het bestuur")
    check("medewerker")


def test_the_work_of_a_coach(visitor: Visitor, check: Check) -> None:
    """The thread, the forms of step 1, the text for Magister and the page of the melding."""
    walk_through_1.report(visitor)
    walk_through_1.take_up(visitor)
    visitor.press_in_chat("Lees waarom")
    visitor.see_dialog("Waarom?")
    check("waarom")
    visitor.press_in_dialog("Sluit dit venster")
    visitor.press_in_chat("Vraag om raad")
    visitor.see_dialog("Vraag om raad")
    check("raad")
    visitor.press_in_dialog("Stop")
    visitor.press_in_chat("Leg het gesprek vast")
    visitor.see_dialog("Gesprek vastleggen")
    visitor.dialog.get_by_text("Woorden die je kunt gebruiken").click()
    check("gesprek")
    visitor.press_in_dialog("Stop")
    walk_through_1.talk_with_target(visitor)
    visitor.see_card("Kies hoe het verder gaat")
    visitor.press_in_chat("Kies hoe het verder gaat")
    visitor.see_dialog("Hoe gaan we verder?")
    check("kiezen")
    visitor.press_in_dialog("Stop")
    walk_through_1.start_step_1(visitor)
    check("draad")
    visitor.press_in_chat("Bekijk de tekst")
    visitor.see_dialog("Tekst voor Magister")
    check("magister-kies")
    visitor.press_in_dialog("Bekijk de tekst voor Kyra Hendriks (1A)")
    visitor.press_in_dialog("Kijk de namen na")
    visitor.see_dialog("Namen nakijken")
    check("namen-nakijken")
    visitor.submit()
    visitor.see_dialog("Melding pesten")
    check("magister")
    visitor.press_in_dialog("Sluit dit venster")
    walk_through_1.talk_with_bully(visitor)
    walk_through_1.look_at_case(visitor)
    visitor.press_on_card("Zo staat het ervoor", "Open de melding")
    visitor.see_dialog("Melding ")
    check("melding")


def test_a_full_chat(visitor: Visitor, check: Check) -> None:
    """A coach with ten meldingen in the chat."""
    for _ in range(MANY):
        walk_through_1.report(visitor)
    visitor.become(walk_through_1.COACH)
    expect(visitor.chat.get_by_role("article")).to_have_count(MANY)
    check("tien-meldingen")
