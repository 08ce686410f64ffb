"""A conversation in Teams in a school with a staff channel, and who presses the buttons there."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import takewhile
from pathlib import Path

import msgspec
import pytest

from bot.conversation_file import Conversation, Ending, Expected, Pressed, read_conversation
from bot.conversation_player import Player
from flows.staff_channel import BEGINS_AFTER
from tests.privacy.conversation_secrets import secrets_of
from tests.scenarios.adaptive_reading import words_of
from tests.scenarios.golden_files import golden_of
from tests.scenarios.school_program import Place
from tests.scenarios.schools import school_files, school_key
from tests.scenarios.teams_driver import TeamsDriver, driven
from tests.scenarios.test_teams_conversations import compare
from tests.teams_stub.inputs import actions_in, data_of
from tests.teams_stub.person import TeamsPerson
from tests.teams_stub.tenant import Message, Tenant
from tests.teams_stub.users import TeamsUser, object_id

NAME = "01-zelfde-klas"
CONVERSATION = read_conversation((Path(__file__).parent / f"{NAME}.toml").read_bytes())
CHANNEL = Tenant().channel()
KARIM, ILSE, WIM = (CONVERSATION.people[one] for one in ("karim", "ilse", "wim"))

SAID = re.compile(
    r"(OEFENING( · (Te doen|Gedaan))? )?Melding [0-9A-Z]{4}: (Zo staat het ervoor|Hier is iets te"
    r" doen|Deze stap is klaar|Deze stap wacht nog even) (?P<names>.*?) ?Waar zijn we (eerst"
    r" uitzoeken|stap [12]|nazorg|gesloten)(, \de keer)?( (Uiterlijk|Eerstvolgende datum) (ma|di|wo"
    r"|do|vr) \d+ [a-z]+( 20\d\d)?( \(die dag is voorbij\))?)?"
)
"""All that may stand on a card in the channel, buttons apart."""

NOT_YOURS = "Dit is niet (meer) aan jou."
ONLY_STAFF = "Dit is alleen voor medewerkers van de school."


def until_taken_up() -> Conversation:
    """The conversation up to where the coach would take the melding up."""
    steps = takewhile(lambda step: not isinstance(step, Pressed), CONVERSATION.steps)
    asked = tuple(step for step in steps if not isinstance(step, Expected))
    reported = Ending(state="gemeld", stage="melding", events=("BullyingReported",))
    return msgspec.structs.replace(CONVERSATION, steps=asked, ending=reported)


@asynccontextmanager
async def in_channel(folder: Path) -> AsyncIterator[TeamsDriver]:
    """Opens a school in Teams with a staff channel, to which somebody added the app."""
    files = school_files()
    settings = msgspec.structs.replace(files.settings, staff_channel=CHANNEL)
    files = msgspec.structs.replace(files, settings=settings)
    place = Place(folder, school_key(), files, CONVERSATION.start)
    async with driven(place, secrets=secrets_of(CONVERSATION)) as driver:
        assert CHANNEL == driver.tenant.channel(*driver.tenant.users)
        await driver.person(KARIM).add_to(CHANNEL)
        yield driver
    assert [] == driver.tenant.faults


def in_thread(driver: TeamsDriver) -> list[Message]:
    """Gives the messages in the channel; only the first is a post, the others are replies."""
    first, *others = driver.tenant.messages_in(CHANNEL)
    assert ["", *[first.id] * len(others)] == [first.thread, *(one.thread for one in others)]
    return [first, *others]


async def later(driver: TeamsDriver) -> None:
    """Lets the thread begin."""
    practice = driver.school.practice
    await practice.travel.to(practice.clock.now() + BEGINS_AFTER)
    await driver.again()


@pytest.fixture
def folder(filled: Path, tmp_path: Path) -> Path:
    """Gives a school of one's own."""
    return shutil.copytree(filled, tmp_path / "school")


@pytest.mark.usefixtures("parsed_once")
def test_a_conversation_with_a_channel(folder: Path) -> None:
    """A thread in which nothing stands that a member may not read; else all is as without it."""

    async def play() -> None:
        async with in_channel(folder) as driver:
            await Player(CONVERSATION, driver).play()
            await compare(driver, CONVERSATION, golden_of(NAME, await driver.history()))
            posted = in_thread(driver)
            assert all(one.versions > 1 for one in posted[:2])
            names = {one.name for one in school_files().staff}
            for message in posted:
                said = SAID.fullmatch(words_of(message.card or {}))
                assert said is not None, words_of(message.card or {})
                assert names.issuperset(filter(None, said["names"].split(", ")))
            assert set() == {data for one in posted for data in _presses(one)}

    asyncio.run(play())


def _presses(message: Message) -> list[str]:
    return [data_of(action)["press"] for action in actions_in(message.card or {})]


@pytest.mark.usefixtures("parsed_once")
def test_who_presses_in_the_channel(folder: Path) -> None:
    """A coach gets the melding in a dialog; a colleague, a pupil and a guest a neutral sentence."""

    async def play() -> None:
        async with in_channel(folder) as driver:
            await Player(until_taken_up(), driver).play()
            await later(driver)
            root, step = in_thread(driver)
            assert [] == _presses(root)
            (press,) = _presses(step)
            assert re.fullmatch(r"open\|[0-9A-Z]{4}\|", press)
            assert called_in(step) == [object_id(KARIM), object_id(CONVERSATION.people["femke"])]

            opened = await pressed(driver, KARIM, press, step)
            assert "Sanne van den Berg" in opened
            assert NOT_YOURS in await pressed(driver, WIM, press, step)
            assert "Sanne" not in await pressed(driver, ILSE, press, step)
            for stranger in strangers(driver.tenant):
                one = TeamsPerson(driver.tenant, stranger.id, driver.chat.door)
                await one.press_in_message(press, step)
                assert one.dialog is not None
                assert ONLY_STAFF in words_of(one.dialog.card)
            assert [root.place, step.place] == [one.place for one in in_thread(driver)]
            assert [1, 1] == [one.versions for one in in_thread(driver)]

    asyncio.run(play())


def called_in(message: Message) -> list[str]:
    """Gives the accounts that a card calls on."""
    entities = (message.card or {}).get("msteams", {}).get("entities", [])
    return [one["mentioned"]["id"] for one in entities]


async def pressed(driver: TeamsDriver, email: str, press: str, message: Message) -> str:
    """Lets somebody press a button in the channel; gives what their dialog says."""
    one = driver.person(email)
    before = driver.tenant.messages_in(CHANNEL)
    await one.press_in_message(press, message)
    assert before == driver.tenant.messages_in(CHANNEL)
    assert one.dialog is not None
    said = words_of(one.dialog.card, one.dialog.title)
    one.close()
    return said


def strangers(tenant: Tenant) -> tuple[TeamsUser, ...]:
    """Lets a pupil of the school and a guest into the channel."""
    pupil = TeamsUser(id=object_id("leerling@vlierhof.example"), name="Een Leerling")
    guest = TeamsUser(
        id=object_id("gast@elders.example"),
        name="Een Gast",
        upn="gast_elders.example#EXT#@vlierhof.example",
        role="guest",
    )
    for one in (pupil, guest):
        tenant.users[one.id] = one
    return pupil, guest
