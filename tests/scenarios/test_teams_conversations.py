"""The walk-throughs of the requirements, played over the wire of Teams.

They end as in the playground: with the same events, the same timers, and in each chat the same
cards. Nothing that leaves a dialog holds a name, a class, the story or the reporter, and a strict
Teams finds no fault in any call or answer.
"""

from __future__ import annotations

import asyncio
import shutil
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from adapters.teams.card_activity import card_activity
from bot.conversation_file import Conversation, read_conversation
from bot.conversation_player import Player
from flows.cards import Card
from storage.units_of_work import UnitOfWork
from tests.privacy.canaries import found_in
from tests.privacy.conversation_secrets import secrets_of
from tests.privacy.recording import Record, every_log_line
from tests.scenarios.golden_files import OF_THE_SCHOOL, Golden, golden_of, timer_lines
from tests.scenarios.school_program import Place
from tests.scenarios.schools import school_files, school_key
from tests.scenarios.teams_driver import TeamsDriver, driven
from tests.teams_stub.inputs import Json, actions_in, data_of
from tests.teams_stub.tenant import Message
from tests.teams_stub.users import object_id

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.toml"))


@pytest.mark.usefixtures("parsed_once")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_conversation(path: Path, filled: Path, tmp_path: Path) -> None:
    """A conversation goes on Teams as its file says, over signed activities."""
    conversation = read_conversation(path.read_bytes())
    folder = shutil.copytree(filled, tmp_path / "school")
    asyncio.run(plays(path.stem, conversation, folder))


async def plays(name: str, conversation: Conversation, folder: Path) -> None:
    """Plays a conversation in a folder and looks at what it leaves behind."""
    place = Place(folder, school_key(), school_files(), conversation.start)
    secrets = secrets_of(conversation)
    record: Record = defaultdict(bytearray)
    with every_log_line(record):
        async with driven(place, secrets=secrets, seed=zlib.crc32(name.encode())) as driver:
            await Player(conversation, driver).play()
            await compare(driver, conversation, golden_of(name, await driver.history()))
    assert [] == driver.tenant.faults
    assert set() == found_in(bytes(record["logboek"]), secrets)


async def compare(driver: TeamsDriver, conversation: Conversation, golden: Golden) -> None:
    """Looks whether the timers and the chats are as in the playground, with no card twice."""
    assert golden.timers == timer_lines(await driver.history())
    of_school = await driver.school.practice.store.read(lambda unit: unit.cards.of_case(""))
    roots = await driver.school.practice.store.read(roots_of_steps)
    for alias, cards in golden.cards.items():
        email = conversation.people[alias]
        messages = driver.tenant.messages_of(object_id(email))
        besides = [
            one
            for one in of_school
            if one.staff_id == driver.school.practice.staff_ids.get(email)
            and one.card_key.partition("/")[0] in OF_THE_SCHOOL
        ]
        stand = driver.cards_in(messages)
        member = driver.tenant.users[object_id(email)].mri
        assert [] == [one.title for one in missing_cards(stand, cards, member)]
        assert len(stand) == len(cards) + len(besides)
        counted = {one.message_id for one in besides}
        assert [] == [
            one.place for one in stand if not is_shown_as_sent(one, is_counted=one.place in counted)
        ]
        assert [] == list(untied_cards(messages, roots))


def roots_of_steps(unit: UnitOfWork) -> dict[str, str]:
    """Gives the root of each card that follows one, as messages are named."""
    cases = (row.case_id for row in unit.index.all())
    return {
        card.message_id: card.thread_id
        for case_id in cases
        for card in unit.cards.of_case(case_id)
        if card.message_id != card.thread_id
    }


def untied_cards(messages: tuple[Message, ...], roots: dict[str, str]) -> Iterator[str]:
    """Gives each card that follows another one without a line before it that quotes that one."""
    for line, card in pairwise(messages):
        root = roots.get(card.place)
        if root is not None and f'<quoted messageId="{root.rpartition("/")[2]}"/>' not in line.text:
            yield card.place


def missing_cards(
    messages: tuple[Message, ...], cards: Iterable[Card], member: str
) -> Iterator[Card]:
    """Gives each card of the playground that does not stand in Teams as it should."""
    stand = Counter(
        (one.sent["summary"], msgspec.json.encode(same(one.card), order="sorted"))
        for one in messages
    )
    for card in cards:
        activity = card_activity(card, "x", is_new=True, member=member)
        content = activity["attachments"][0]["content"]
        key = (activity["summary"], msgspec.json.encode(same(content), order="sorted"))
        if not stand[key]:
            yield card
        stand[key] -= 1


def is_shown_as_sent(message: Message, *, is_counted: bool) -> bool:
    """Says whether a card on the screen is as it was last sent.

    One that was asked for anew may know more of when and where, which alone sends no card anew; one
    in which is counted how many meldingen are open, counts those of now.
    """
    shown, sent = same(message.shown), same(message.card)
    if not message.is_refreshed:
        return shown == sent
    return is_counted or outline(shown) == outline(sent)


def outline(card: Json) -> tuple[str, ...]:
    """Gives the titles of a card, and what its buttons ask."""
    titles = (one["text"] for one in card["body"] if one["type"] == "TextBlock")
    return (*titles, *(data_of(one)["press"] for one in actions_in(card)))


def same(card: Json | None) -> Json:
    """Gives a card without what differs each time that it is shown."""
    copied: Json = msgspec.json.decode(msgspec.json.encode(card or {}))
    for action in actions_in(copied):
        for one in (action, action.get("fallback", action)):
            one["data"].pop("nonce", None)
    return copied
