"""A secret that would leak into a channel of Teams is caught there, in each of its forms."""

from __future__ import annotations

import datetime
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from pathlib import Path

import pytest

from adapters.teams.outcomes import Mistaken
from bot.practice_school import fill
from flows import verbs
from flows.cards import Button, Card
from flows.forms import Field, Form, Option
from flows.pages import Page
from flows.ports import Reply, Request, Say, Searched, ShowForm, ShowPage, ShowTaskList, Who
from flows.presses import Press
from flows.task_list import TaskList
from tests.privacy.canaries import Secret, forms_of
from tests.scenarios.school_program import Place
from tests.scenarios.schools import school_files, school_key
from tests.scenarios.teams_driver import TeamsDriver, driven
from tests.teams_stub.person import TeamsPerson
from tests.teams_stub.users import object_id

SECRET = Secret("naam", "Sanne van den Berg")
ILSE = "i.brouwer@vlierhof.example"
START = datetime.datetime(2026, 11, 23, 10, 0)  # noqa: DTZ001 - in school time
A_FORM = Press(verbs.REPORT).encoded()
AN_ACT = Press(verbs.TAKE_UP, "7K3Q").encoded()


@pytest.fixture
async def driver(tmp_path: Path) -> AsyncIterator[TeamsDriver]:
    """Opens the school in a Teams that looks for one secret."""
    fill(tmp_path, school_key(), school_files)
    place = Place(tmp_path, school_key(), school_files(), START)
    async with driven(place, secrets=(SECRET,)) as opened:
        assert [] == opened.tenant.faults
        yield opened


class _Leaking:
    """A bot that gives the same answer to everybody, and the same card."""

    def __init__(self, reply: Reply, card: Card | None = None) -> None:
        self._reply = reply
        self._card = card

    async def handle(self, _: Request) -> Reply:
        return self._reply

    async def search(self, _: Searched) -> tuple[Option, ...]:
        return ()

    async def card(self, _: Who, message_id: str) -> Card | None:
        return self._card


def _who() -> Who:
    return Who("teams", object_id(ILSE))


def _ilse(driver: TeamsDriver, *, has_old_client: bool = False) -> TeamsPerson:
    return TeamsPerson(
        driver.tenant, object_id(ILSE), driver.chat.door, has_old_client=has_old_client
    )


async def _in_message(driver: TeamsDriver, text: str) -> None:
    await driver.chat.platform.surface.post(_who(), Card("x", "Titel", footnote=text), "", "x")


async def _in_title(driver: TeamsDriver, text: str) -> None:
    await driver.chat.platform.surface.post(_who(), Card("x", text), "", "x")


async def _in_newer_message(driver: TeamsDriver, text: str) -> None:
    surface = driver.chat.platform.surface
    placed = await surface.post(_who(), Card("x", "Titel"), "", "x")
    assert [] == driver.tenant.faults
    await surface.replace(_who(), placed, Card("x", "Titel", footnote=text))


async def _in_button_of_message(driver: TeamsDriver, text: str) -> None:
    card = Card("x", "Titel", buttons=(Button("Open", text),))
    await driver.chat.platform.surface.post(_who(), card, "", "x")


async def _in_tasks(driver: TeamsDriver, text: str) -> None:
    driver.school.toned.bot = _Leaking(ShowTaskList(TaskList(text, ())))
    await _ilse(driver).words("taken")


async def _after_words(driver: TeamsDriver, text: str) -> None:
    driver.school.toned.bot = _Leaking(Say(text))
    await _ilse(driver).words("help")


async def _acts(driver: TeamsDriver, bot: _Leaking, *, has_old_client: bool = False) -> None:
    card = Card("x", "Titel", buttons=(Button("Pak op", AN_ACT),))
    await driver.chat.platform.surface.post(_who(), card, "", "x")
    driver.school.toned.bot = bot
    await _ilse(driver, has_old_client=has_old_client).press_in_message(AN_ACT)


async def _beside_card(driver: TeamsDriver, text: str) -> None:
    await _acts(driver, _Leaking(Say(text)))


async def _beside_card_of_old_client(driver: TeamsDriver, text: str) -> None:
    await _acts(driver, _Leaking(Say(text)), has_old_client=True)


async def _in_place_of_card(driver: TeamsDriver, text: str) -> None:
    await _acts(driver, _Leaking(Say("Gedaan."), Card("x", "Titel", paragraphs=(text,))))


async def _shown(driver: TeamsDriver, reply: Reply) -> None:
    driver.school.toned.bot = _Leaking(reply)
    await _ilse(driver).extension()


async def _carried_by_form(driver: TeamsDriver, text: str) -> None:
    field = Field("x", "short_text", "Vraag", max_length=10)
    await _shown(driver, ShowForm(Form(A_FORM, "Titel", (field,), "Verstuur", carried=text)))


async def _in_name_of_field(driver: TeamsDriver, text: str) -> None:
    field = Field(text, "short_text", "Vraag", max_length=10)
    await _shown(driver, ShowForm(Form(A_FORM, "Titel", (field,), "Verstuur")))


async def _in_value_of_choice(driver: TeamsDriver, text: str) -> None:
    field = Field("x", "choice", "Vraag", options=(Option(text, "Iets"),))
    await _shown(driver, ShowForm(Form(A_FORM, "Titel", (field,), "Verstuur")))


async def _in_button_of_page(driver: TeamsDriver, text: str) -> None:
    await _shown(driver, ShowPage(Page("x", "Titel", actions=(Button("Open", text),))))


PLANTS: dict[str, Callable[[TeamsDriver, str], Awaitable[None]]] = {
    "message": _in_message,
    "title, and the line of the notification": _in_title,
    "newer message": _in_newer_message,
    "value of a button in a message": _in_button_of_message,
    "task list": _in_tasks,
    "answer to words": _after_words,
    "answer to a button": _beside_card,
    "answer to a button of an old client": _beside_card_of_old_client,
    "card in the answer to a button": _in_place_of_card,
    "carried by a form": _carried_by_form,
    "name of a field": _in_name_of_field,
    "value of a choice": _in_value_of_choice,
    "value of a button in a dialog": _in_button_of_page,
}
"""How something would leak into each channel of Teams."""


@pytest.mark.parametrize("channel", PLANTS)
async def test_a_planted_leak_is_caught(channel: str, driver: TeamsDriver) -> None:
    """Each form of a secret is noted, wherever it is not shown to one person in a dialog."""
    forms = dict(forms_of(SECRET))
    text = "\n".join(form.decode() for form in forms.values())

    with suppress(Mistaken):  # what breaks the rules for cards as well is refused
        await PLANTS[channel](driver, text)

    caught = " ".join(driver.tenant.faults)
    assert [] == [name for name in forms if f"naam lekt ({name}" not in caught]


async def test_a_dialog_shows_the_secret(driver: TeamsDriver) -> None:
    """What is shown to one person in a dialog is no leak."""
    driver.school.toned.bot = _Leaking(ShowPage(Page("x", "Titel", paragraphs=(SECRET.text,))))

    after = await _ilse(driver).extension()

    assert after.dialog is not None
    assert [] == driver.tenant.faults
