"""Who is let in on Slack: the staff at once, anybody else with one neutral sentence or none."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from adapters.slack.methods import SHORTCUT
from bot.practice_school import fill
from flows import verbs
from flows.presses import Press
from tests.scenarios.block_reading import home_seen, modal_seen
from tests.scenarios.school_program import Place
from tests.scenarios.schools import school_files, school_key
from tests.scenarios.slack_driver import SlackDriver, driven
from tests.scenarios.slack_school import user_of
from tests.slack_stub.elements import buttons_in
from tests.slack_stub.person import Aftermath, SlackPerson, pressed
from tests.slack_stub.users import SlackUser
from tests.slack_stub.workspace import Message

START = datetime.datetime(2026, 11, 23, 10, 0)  # noqa: DTZ001 - in school time
ILSE = "i.brouwer@vlierhof.example"
KARIM = "k.haddad@vlierhof.example"

NO_STAFF = "Dit is alleen voor medewerkers van de school. Klopt dat niet? Vraag het de beheerder."

REFUSED: dict[str, SlackUser] = {
    "unknown e-mail": SlackUser(id="U0ONBEKEND", name="Onbekend", email="x@elders.example"),
    "no e-mail": SlackUser(id="U0ZONDER", name="Zonder"),
    "unconfirmed": SlackUser(id="U0VAAG", name="Vaag", email=ILSE, is_email_confirmed=False),
    "guest": SlackUser(id="U0GAST", name="Gast", email=ILSE, is_restricted=True),
    "guest of one channel": SlackUser(
        id="U0GASTJE", name="G", email=ILSE, is_ultra_restricted=True
    ),
    "invited": SlackUser(id="U0STRAKS", name="Straks", email=ILSE, is_invited_user=True),
    "deactivated": SlackUser(id="U0WEG", name="Weg", email=ILSE, deleted=True),
    "bot": SlackUser(id="U0ROBOT", name="Robot", email=ILSE, is_bot=True),
}
"""Accounts in the workspace that are no colleague's, some with the address of one."""


A_CARD = Message(channel="D0ANDERS", ts="1.000001", text="Melding 7K3Q", sent=[], blocks=[])
A_PRESS = {
    "type": "button",
    "block_id": "b",
    "action_id": "press:1",
    "value": Press(verbs.OPEN_CASE, "7K3Q").encoded(),
}
"""A card of somebody else, and a button of it, as far as Slack tells of them."""


@pytest.fixture
async def driver(tmp_path: Path) -> AsyncIterator[SlackDriver]:
    """Opens the school, with a melding that Karim has a card of."""
    fill(tmp_path, school_key(), school_files)
    place = Place(
        shutil.copytree(tmp_path, tmp_path / "school"), school_key(), school_files(), START
    )
    async with driven(place) as opened:
        yield opened
    assert [] == opened.workspace.faults


def comes_in(driver: SlackDriver, user: SlackUser) -> SlackPerson:
    """Lets somebody be in the workspace."""
    driver.workspace.users[user.id] = user
    return SlackPerson(driver.workspace, user.id, driver.chat.door)


@pytest.mark.parametrize("name", REFUSED)
async def test_who_is_no_colleague_hears_one_sentence(driver: SlackDriver, name: str) -> None:
    """At every way in the same sentence is said, and nothing is shown or posted."""
    one = comes_in(driver, REFUSED[name])

    assert (NO_STAFF,) == (await one.command("pestmelding")).said
    assert (NO_STAFF,) == (await one.command("pestprotocol")).said
    after = await one.shortcut(SHORTCUT)
    assert after.modal is not None
    seen = modal_seen(after.modal)
    assert ("refused", NO_STAFF) == (seen.kind, seen.text)
    await one.open_home()
    assert one.home is not None
    assert NO_STAFF == home_seen(one.home.sent).text
    assert (NO_STAFF,) == (await one.press_kept(A_CARD, A_PRESS)).said
    assert () == one.messages


@pytest.mark.parametrize("way", ["command", "shortcut", "home"])
async def test_somebody_of_another_workspace_hears_nothing(driver: SlackDriver, way: str) -> None:
    """Who shares a channel from another workspace gets no answer at all, whatever their address."""
    user = SlackUser(id="U0BUITEN", name="Buiten", email=ILSE, team_id="T0ANDERS", is_stranger=True)
    one = comes_in(driver, user)
    ways: dict[str, Callable[[], Awaitable[Aftermath]]] = {
        "command": lambda: one.command("pestmelding"),
        "shortcut": lambda: one.shortcut(SHORTCUT),
        "home": one.open_home,
    }

    after = await ways[way]()

    assert (None, (), None, ()) == (after.modal, after.said, one.home, one.messages)


async def test_a_colleague_is_known_at_first_contact(driver: SlackDriver) -> None:
    """Who came into the workspace after the start is let in by the address of the account."""
    moved = SlackUser(id="U0NIEUW", name="Ilse Brouwer", email=ILSE.upper())
    del driver.workspace.users[user_of(ILSE)]
    one = comes_in(driver, moved)

    after = await one.command("pestmelding")

    assert after.modal is not None
    assert "form" == modal_seen(after.modal).kind


async def test_a_button_of_somebody_else_gives_nothing_away(driver: SlackDriver) -> None:
    """A colleague who sends the button of another's card again hears that it is not theirs."""
    await _reported(driver)
    karim, ilse = driver.person(KARIM), driver.person(ILSE)
    await ilse.close()
    message = next(one for one in karim.messages if "Nieuw" in one.text)
    block, button = next(iter(buttons_in(message.blocks)))

    after = await ilse.press_kept(message, pressed(block["block_id"], button))

    assert after.modal is None
    (said,) = after.said
    assert said in driver.school.refusals


async def test_an_account_that_was_closed_gets_nothing_more(driver: SlackDriver) -> None:
    """When a coach's account is closed nothing is posted there, and it can do nothing."""
    driver.workspace.users[user_of(KARIM)].deleted = True
    driver.school.practice.clock.move_to(
        driver.school.practice.clock.now() + datetime.timedelta(minutes=6)
    )

    await _reported(driver)

    karim = driver.person(KARIM)
    assert () == karim.messages
    assert (NO_STAFF,) == (await karim.command("pestmelding")).said


async def test_help_is_a_button_in_home(driver: SlackDriver) -> None:
    """Slack has a /help of its own: what this app does stands behind a button in Home."""
    seen = await driver.typed(ILSE, "help")

    assert "page" == seen.kind
    assert "/pestmelding" in seen.text


async def _reported(driver: SlackDriver) -> None:
    """Lets Ilse report that a pupil of Karim is bullied."""
    answers: tuple[dict[str, tuple[str, ...]], ...] = (
        {"soort": ("geen",)},
        {"gepesten": ("Sanne van den Berg",), "bron": ("zelf_gezien",)},
        {"gezien": ("Dat zag ik.",), "hoe_vaak": ("vaker",), "sinds": ("deze_maand",)},
    )
    await driver.typed(ILSE, "pestmelding")
    for filled in answers:
        one = driver.person(ILSE)
        assert one.modal is not None
        for field, values in filled.items():
            block = next(
                name
                for name in (block["block_id"] for block in one.modal.blocks)
                if name.startswith(f"{field}~~")
            )
            if field == "gepesten":
                (found,) = await one.search(block, values[0])
                await one.fill(block, found["value"])
            else:
                await one.fill(block, *values)
        await one.submit()
    await driver.school.settled()
