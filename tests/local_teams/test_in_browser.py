"""Two colleagues at a screen: one reports in Teams, the other takes it up; with pictures."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.e2e.walk_through_1 import BULLY, TARGET
from tests.local_teams.browser_user import BrowserUser, Camera, at_screen, screens
from tests.local_teams.for_page import ForPage
from tests.local_teams.in_local_teams import InLocalTeams, in_local_teams
from tests.teams_stub.inputs import inputs_in, is_searched

pytestmark = pytest.mark.e2e

TEACHER = "t.kuiper@vlierhof.example"
COACH = "i.brouwer@vlierhof.example"
SOMEBODY = "w.steenstra@vlierhof.example"


async def _find(there: InLocalTeams, for_page: ForPage, *names: str) -> None:
    """Lets somebody type these names, so that the page can show them in a list."""
    one = there.person(SOMEBODY)
    await one.extension()
    one.fill("soort~", "geen")
    await one.submit()
    assert one.dialog is not None
    field = next(each["id"] for each in inputs_in(one.dialog.card) if is_searched(each))
    for name in names:
        found = await one.search(field, name)
        for_page.known += [{"title": title, "value": value} for value, title in found]
    one.close()


async def _report(user: BrowserUser) -> None:
    await user.type("pestmelding")
    await user.see_card("Een melding doen")
    await user.picture("pestmelding")
    await user.use_extension("pestmelding")
    await user.see_in_dialog("Deel 1 van 3")
    await user.picture("waar-gaat-het-over")
    await user.choose("Nee, geen van deze")
    await user.press_in_dialog("Ga verder")
    await user.see_in_dialog("Deel 2 van 3")
    await user.press_in_dialog("Ga verder")
    await user.picture("om-wie-gaat-het-fout")
    await user.choose_person("Welke leerling", TARGET)
    await user.choose_person("Wie pest", BULLY)
    await user.choose("Zelf gezien of gehoord")
    await user.picture("om-wie-gaat-het")
    await user.press_in_dialog("Ga verder")
    await user.see_in_dialog("Deel 3 van 3")
    await user.write("Wat heb je gezien of gehoord?", "Jort pakte de tas van Kyra af.")
    await user.choose("Een paar keer")
    await user.picture("wat-gebeurde-er")
    await user.press_in_dialog("Verstuur de melding")
    await user.see_in_dialog("Ilse Brouwer")
    await user.picture("dank-je-wel")
    await user.close()


async def _take_up(user: BrowserUser) -> None:
    await user.see_card("Nieuw")
    await user.picture("coach")
    await user.press_on_card("Nieuw", "Pak dit op")
    await user.see_card("Gesprek met de leerling die gepest wordt")
    await expect(user.card("Zo staat het ervoor")).to_be_visible()
    await user.picture("opgepakt")


async def test_a_report_in_teams(tmp_path: Path, pictures: Path) -> None:
    """A teacher reports in a dialog, and a coach takes it up on a card that changes at once."""
    for_page = ForPage()
    async with in_local_teams(tmp_path, (TEACHER, COACH), drawn=for_page) as there:
        await _find(there, for_page, TARGET, BULLY)
        camera = Camera(pictures)
        async with screens() as browser:
            teacher, coach = [
                await at_screen(browser, camera, there.playgrounds[one].address)
                for one in (TEACHER, COACH)
            ]
            await _report(teacher)
            await _take_up(coach)
            await teacher.see_card("Opgepakt")
            await teacher.picture("melder")
        assert [] == there.tenant.faults
