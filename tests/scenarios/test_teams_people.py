"""Who is let in on Teams: the staff at once, anybody else with one neutral sentence or none."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import msgspec
import pytest

from bot.conversation_file import Ending, read_conversation
from bot.conversation_player import Player
from flows import verbs
from flows.presses import Press
from tests.scenarios.adaptive_reading import heading_of, words_of
from tests.scenarios.school_program import Place
from tests.scenarios.schools import school_files, school_key
from tests.scenarios.teams_driver import TeamsDriver, driven
from tests.teams_stub.inputs import actions_in
from tests.teams_stub.person import Aftermath, TeamsPerson
from tests.teams_stub.sample_cards import card, executes, fetches, posted
from tests.teams_stub.tenant import Message
from tests.teams_stub.users import ELSEWHERE, TeamsUser, object_id

START = datetime.datetime(2026, 11, 23, 10, 0)  # noqa: DTZ001 - in school time
ILSE = "i.brouwer@vlierhof.example"
KARIM = "k.haddad@vlierhof.example"
FEMKE = "f.degraaf@vlierhof.example"
MARIT = "m.vandongen@vlierhof.example"

NO_STAFF = "Dit is alleen voor medewerkers van de school. Klopt dat niet? Vraag het de beheerder."

OPENS = Press(verbs.OPEN_CASE, "7K3Q").encoded()
ACTS = Press(verbs.TAKE_UP, "7K3Q").encoded()


def stranger(name: str, **more: object) -> TeamsUser:
    """Gives an account that is no colleague's."""
    return TeamsUser(id=object_id(name), name="Een Ander", **more)  # type: ignore[arg-type] # whatever differs


REFUSED: dict[str, TeamsUser] = {
    "unknown e-mail": stranger("onbekend", email="x@elders.example"),
    "no e-mail": stranger("zonder"),
    "pupil of the same tenant": stranger("leerling", email="s.vandenberg@leerling.example"),
    "guest": stranger("gast", email=ILSE, role="guest"),
    "account lent by another tenant": stranger(
        "geleend", email=ILSE, upn="i.brouwer_elders#EXT#@vlierhof.onmicrosoft.example"
    ),
    "let in from another tenant": stranger("buur", email=ILSE, tenant=ELSEWHERE, is_let_in=True),
    "nobody knows who": stranger("naamloos", email=ILSE, is_anonymous=True),
}
"""Accounts in Teams that are no colleague's, some with the address of one."""
pytestmark = pytest.mark.usefixtures("parsed_once")


@pytest.fixture
async def driver(filled: Path, tmp_path: Path) -> AsyncIterator[TeamsDriver]:
    """Opens the school."""
    folder = shutil.copytree(filled, tmp_path / "school")
    place = Place(folder, school_key(), school_files(), START)
    async with driven(place, with_app=(ILSE, KARIM, FEMKE, MARIT)) as opened:
        yield opened


def comes_in(driver: TeamsDriver, user: TeamsUser, *, has_old_client: bool = False) -> TeamsPerson:
    """Lets somebody be in Teams."""
    driver.tenant.users[user.id] = user
    return TeamsPerson(driver.tenant, user.id, driver.chat.door, has_old_client=has_old_client)


def kept_card(one: TeamsPerson) -> Message:
    """Gives a card as somebody else has it, forwarded or made up."""
    content = card(actions=(fetches(OPENS), executes(ACTS)))
    place = one.tenant.chat_with(one.user.id)
    return Message(conversation=place, id="1", sent=posted(content), shown=content)


def heard(after: Aftermath) -> tuple[str, ...]:
    """Gives what somebody is told, wherever that stands."""
    dialog = () if after.dialog is None else (words_of(after.dialog.card),)
    return (*dialog, *after.said, *(one.text or words_of(one.shown or {}) for one in after.posted))


@pytest.mark.parametrize("name", REFUSED)
async def test_who_is_no_colleague_hears_one_sentence(driver: TeamsDriver, name: str) -> None:
    """At every way in the same sentence is said, and nothing is shown or posted besides."""
    one = comes_in(driver, REFUSED[name])
    assert () == heard(await one.install())

    for word in ("pestmelding", "/pestprotocol", "taken", "help", "hallo"):
        assert (NO_STAFF,) == heard(await one.words(word))
    for context in ("compose", "commandbox", "message"):
        assert (NO_STAFF,) == heard(await one.extension(context))
        one.close()
    for action in actions_in(kept_card(one).shown or {}):
        assert (NO_STAFF,) == heard(await one.press_kept(kept_card(one), action))
        one.close()
    old = comes_in(driver, REFUSED[name], has_old_client=True)
    (_, acts) = actions_in(kept_card(one).shown or {})
    assert (NO_STAFF,) == heard(await old.press_kept(kept_card(old), acts))
    assert all(message.text == NO_STAFF for message in one.messages)
    assert [] == driver.tenant.faults


@pytest.mark.parametrize("name", REFUSED)
async def test_who_is_no_colleague_finds_nobody(driver: TeamsDriver, name: str) -> None:
    """A field that searches pupils or colleagues gives nothing to who took the form over."""
    found = []
    one = comes_in(driver, REFUSED[name])
    for dataset in ("pupil", "staff"):
        activity = one.sent.searched(dataset, "an", "")
        ack = await driver.chat.door.send(activity)
        assert ack.body is not None
        found += ack.body["value"]["results"]
    assert [] == found


WAYS: dict[str, Callable[[TeamsPerson], Awaitable[Aftermath]]] = {
    "install": lambda one: one.install(),
    "words": lambda one: one.words("pestmelding"),
    "extension": lambda one: one.extension(),
    "button": lambda one: one.press_kept(kept_card(one), executes(ACTS)),
}


@pytest.mark.parametrize("way", WAYS)
async def test_another_tenant_hears_nothing(driver: TeamsDriver, way: str) -> None:
    """What another tenant sends is refused at the door, however well it is signed."""
    user = stranger("elders", email=ILSE, tenant=ELSEWHERE)
    one = comes_in(driver, user)
    calls = len(driver.tenant.calls)

    after = await WAYS[way](one)

    assert (403, ()) == (after.status, heard(after))
    assert calls == len(driver.tenant.calls)
    assert {"HTTP 403"} == {fault.partition(": ")[2] for fault in driver.tenant.faults}


async def test_a_colleague_is_known_at_first_contact(driver: TeamsDriver) -> None:
    """Who came in after the start is let in by the address of the account, in capitals too."""
    del driver.tenant.users[object_id(ILSE)]
    one = comes_in(driver, TeamsUser(id=object_id("nieuw"), name="Ilse", email=ILSE.upper()))

    after = await one.extension()

    assert after.dialog is not None
    assert NO_STAFF not in words_of(after.dialog.card)
    assert [] == driver.tenant.faults


async def test_a_colleague_is_known_by_what_they_sign_in_with(driver: TeamsDriver) -> None:
    """An account without an address is known by its UPN."""
    del driver.tenant.users[object_id(ILSE)]
    one = comes_in(driver, TeamsUser(id=object_id("nieuw"), name="Ilse", upn=ILSE))

    assert NO_STAFF not in heard(await one.words("taken"))


async def test_a_colleague_is_welcomed_once(driver: TeamsDriver) -> None:
    """However often Teams tells that the app is there, the welcome is posted once."""
    one = driver.person(ILSE)
    before = one.messages

    await one.install()
    await one.install()

    assert before == one.messages
    assert ["Welkom bij deze app"] == [heading_of(message.shown or {}) for message in before]


async def test_a_button_of_somebody_else_gives_nothing_away(driver: TeamsDriver) -> None:
    """A colleague who sends the button of another's card again hears that it is not theirs."""
    await _reported(driver)
    karim, ilse = driver.person(KARIM), driver.person(ILSE)
    message = next(one for one in karim.messages if "Nieuw" in str(one.sent.get("summary")))

    for action in actions_in(message.shown or {}):
        after = await ilse.press_kept(message, action)
        ilse.close()
        assert all("Sanne" not in said for said in heard(after))
        assert heard(after)


async def test_who_takes_the_app_away_gets_nothing_more(driver: TeamsDriver) -> None:
    """Nothing is posted to a coach without the app, and the antipestcoördinator hears who."""
    before = driver.person(KARIM).messages
    await driver.person(KARIM).uninstall()

    await _reported(driver)

    assert before == driver.person(KARIM).messages
    titles = [
        str(one.sent.get("summary"))
        for user in driver.tenant.users
        for one in driver.tenant.messages_of(user)
    ]
    assert any("Een collega is niet te bereiken" in title for title in titles)


async def _reported(driver: TeamsDriver) -> None:
    """Lets Ilse report that a pupil of Karim is bullied."""
    path = Path(__file__).parent / "02-twee-klassen.toml"
    conversation = read_conversation(path.read_bytes())
    ending = Ending(state="gemeld", stage="melding", events=("BullyingReported",))
    reported = msgspec.structs.replace(conversation, steps=conversation.steps[:4], ending=ending)
    await Player(reported, driver).play()
