"""Two colleagues at a screen: one reports in Slack, the other takes it up; with pictures."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from flows.forms import Answer
from tests.e2e.walk_through_1 import BULLY, COACH, TARGET, TEACHER, UNDER_16
from tests.local_slack.browser_user import BrowserUser, at_screen
from tests.local_slack.driver import LocalSlackDriver
from tests.local_slack.for_page import ForPage
from tests.local_slack.in_local_slack import InLocalSlack, in_local_slack

pytestmark = pytest.mark.e2e

SOMEBODY = "w.steenstra@vlierhof.example"


async def _find(there: InLocalSlack, for_page: ForPage, *names: str) -> None:
    """Lets somebody type these names, so that the page can show them in a list."""
    driver = LocalSlackDriver(there.folder, there.page, there.go_between, there.clock)
    first = await driver.typed(SOMEBODY, "pestmelding")
    geen = (Answer("soort", ("geen",)),)
    await driver.submitted(SOMEBODY, first.form, geen, first.carried)
    for name in names:
        await driver.search(SOMEBODY, "pupil", name)
    for_page.known = list(driver.found.values())
    await there.page.act("view_close", "USOMEBODY")


async def _report(user: BrowserUser) -> None:
    await user.become(TEACHER)
    await user.go_to("algemeen")
    await user.type("/pestmelding")
    await user.see_modal("Waar gaat het over?")
    await user.tall_picture("waar-gaat-het-over")
    await user.choose("Is één van deze dingen aan de hand?", "Nee, geen van deze")
    await user.submit()
    await user.see_modal("Om wie gaat het?")
    await user.submit()
    await expect(user.modal.locator(".modal-error").first).to_be_visible()
    await user.tall_picture("om-wie-gaat-het-fout")
    await user.choose_person("Welke leerling", TARGET)
    await user.choose_person("Wie pest", BULLY)
    await user.choose("Hoe weet je dit?", "Zelf gezien of gehoord")
    await user.tall_picture("om-wie-gaat-het")
    await user.submit()
    await user.see_modal("Wat gebeurde er?")
    await user.choose("Waar gebeurt het?", "Online")
    await expect(user.modal).to_contain_text("Vraag de leerling de berichten te bewaren")
    await user.write("Wat heb je gezien of gehoord?", "Jort pakte de tas van Kyra af.")
    await user.choose("Hoe vaak gebeurt het?", "Een paar keer")
    await user.tall_picture("wat-gebeurde-er")
    await user.submit()
    await user.see_modal("Dank je wel")
    await user.picture("dank-je-wel")
    await user.close()
    await user.go_to(TEACHER)
    await user.see_card("Je melding is binnen")
    await user.picture("melder")


async def _take_up(user: BrowserUser) -> None:
    await user.become(COACH)
    await user.go_to(COACH)
    await user.see_card("Nieuw")
    await user.picture("coach")
    await user.press_on_card("Nieuw", "Pak dit op")
    await user.open_thread()
    await user.see_card("Gesprek met de leerling die gepest wordt")
    await user.picture("opgepakt")


async def _talk(user: BrowserUser) -> None:
    await user.press_on_card("Gesprek met de leerling die gepest wordt", "Leg het gesprek vast")
    await user.see_modal("Gesprek vastleggen")
    await user.choose("Hoe oud is de leerling?", UNDER_16)
    await user.write("Wat is er besproken?", "Kyra vertelt dat dit al twee weken zo gaat.")
    await user.tall_picture("gesprek")
    await user.submit()
    await user.see_modal("Toestemming")
    await user.choose("Vindt de leerling een gesprek goed", "Ja")
    await user.tall_picture("toestemming")
    await user.submit()
    await user.see_card("Kies hoe het verder gaat")
    await user.picture("gesprek-vastgelegd")


async def _read_back(user: BrowserUser) -> None:
    await user.close()
    await user.press_on_card("Zo staat het ervoor", "Open de melding")
    await expect(user.modal).to_contain_text("Kyra vertelt dat dit al twee weken zo gaat.")
    await user.tall_picture("melding")
    await user.press_in_modal("Kies hoe het verder gaat")
    await user.see_modal("Hoe gaan we verder?")
    await user.tall_picture("kiezen")
    await user.choose("Wat kies je?", "Start het stappenplan met stap 1")
    await user.submit()
    await user.see_card("Gesprek met de leerling die volgens de melding pest")
    await user.tall_picture("stap-1")
    await user.close()
    await user.go_to("Pestmelding")
    await expect(user.home).to_contain_text("Gesprek met")
    await user.picture("home")


async def test_a_report_at_a_screen(tmp_path: Path, pictures: Path) -> None:
    """A teacher reports, a coach takes it up, talks with the pupil, and reads it back."""
    for_page = ForPage()
    async with in_local_slack(tmp_path, "events", drawn=for_page) as there:
        await _find(there, for_page, TARGET, BULLY)
        async with at_screen(pictures) as user:
            await _report(user)
            await _take_up(user)
            await _talk(user)
            await _read_back(user)
        assert [] == there.go_between.strict.faults
