"""A secret that would leak into a channel of Slack is caught there, in each of its forms."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from pathlib import Path

import pytest

from adapters.slack.outcomes import Mistaken
from flows.cards import Button, Card
from flows.forms import Field, Form
from flows.pages import Page
from flows.ports import Say, ShowForm, ShowPage, ShowTaskList, Who
from flows.task_list import TaskList
from tests.privacy.leaking import (
    A_FORM,
    ALL_FORMS,
    ILSE,
    SECRET,
    START,
    Leaking,
    missed_in,
)
from tests.scenarios.school_program import Place
from tests.scenarios.schools import school_files, school_key
from tests.scenarios.slack_driver import SlackDriver, driven
from tests.scenarios.slack_school import user_of

pytestmark = pytest.mark.usefixtures("parsed_once")


@pytest.fixture
async def driver(filled: Path, tmp_path: Path) -> AsyncIterator[SlackDriver]:
    """Opens the school in a Slack that looks for one secret."""
    folder = shutil.copytree(filled, tmp_path / "school")
    place = Place(folder, school_key(), school_files(), START)
    async with driven(place, secrets=(SECRET,)) as opened:
        assert [] == opened.workspace.faults
        yield opened


def _who() -> Who:
    return Who("slack", user_of(ILSE))


async def _in_message(driver: SlackDriver, text: str) -> None:
    await driver.chat.platform.surface.post(_who(), Card("x", "Titel", footnote=text), "", "x")


async def _in_newer_message(driver: SlackDriver, text: str) -> None:
    surface = driver.chat.platform.surface
    placed = await surface.post(_who(), Card("x", "Titel"), "", "x")
    assert [] == driver.workspace.faults
    await surface.replace(_who(), placed, Card("x", "Titel", footnote=text))


async def _in_button_of_message(driver: SlackDriver, text: str) -> None:
    card = Card("x", "Titel", buttons=(Button("Open", text),))
    await driver.chat.platform.surface.post(_who(), card, "", "x")


async def _in_home(driver: SlackDriver, text: str) -> None:
    driver.school.toned.bot = Leaking(ShowTaskList(TaskList(text, ())))
    await driver.person(ILSE).open_home()


async def _below_command(driver: SlackDriver, text: str) -> None:
    driver.school.toned.bot = Leaking(Say(text))
    await driver.person(ILSE).command("pestmelding")


async def _below_button(driver: SlackDriver, text: str) -> None:
    card = Card("x", "Titel", buttons=(Button("Open", A_FORM),))
    await driver.chat.platform.surface.post(_who(), card, "", "x")
    driver.school.toned.bot = Leaking(Say(text))
    await driver.person(ILSE).press_in_message(A_FORM)


async def _carried_by_form(driver: SlackDriver, text: str) -> None:
    field = Field("x", "short_text", "Vraag", max_length=10)
    form = Form(A_FORM, "Titel", (field,), "Verstuur", carried=text)
    driver.school.toned.bot = Leaking(ShowForm(form))
    await driver.person(ILSE).command("pestmelding")


async def _in_name_of_field(driver: SlackDriver, text: str) -> None:
    form = Form(A_FORM, "Titel", (Field(text, "short_text", "Vraag", max_length=10),), "Verstuur")
    driver.school.toned.bot = Leaking(ShowForm(form))
    await driver.person(ILSE).command("pestmelding")


async def _in_button_of_page(driver: SlackDriver, text: str) -> None:
    page = Page("x", "Titel", actions=(Button("Open", text),))
    driver.school.toned.bot = Leaking(ShowPage(page))
    await driver.person(ILSE).command("pestmelding")


PLANTS: dict[str, Callable[[SlackDriver, str], Awaitable[None]]] = {
    "chat.postMessage": _in_message,
    "chat.update": _in_newer_message,
    "value of a button in a message": _in_button_of_message,
    "views.publish": _in_home,
    "answer to a command": _below_command,
    "response_url": _below_button,
    "private_metadata": _carried_by_form,
    "block_id": _in_name_of_field,
    "value of a button in a modal": _in_button_of_page,
}
"""How something would leak into each channel of Slack."""


@pytest.mark.parametrize("channel", PLANTS)
async def test_a_planted_leak_is_caught(channel: str, driver: SlackDriver) -> None:
    """Each form of a secret is noted, wherever it is not shown to one person in a dialog."""
    with suppress(Mistaken):  # what breaks the rules for blocks as well is refused
        await PLANTS[channel](driver, ALL_FORMS)

    assert [] == missed_in(driver.workspace.faults)


async def test_a_dialog_shows_the_secret(driver: SlackDriver) -> None:
    """What is shown to one person in a dialog is no leak."""
    page = Page("x", "Titel", paragraphs=(SECRET.text,))
    driver.school.toned.bot = Leaking(ShowPage(page))

    after = await driver.person(ILSE).command("pestmelding")

    assert after.modal is not None
    assert [] == driver.workspace.faults
