"""The walk-throughs of the requirements, played over the wire of Slack.

They end as in the playground: with the same events, the same timers, and in each chat the same
cards. Nothing that leaves a dialog holds a name, a class, the story or the reporter, and a strict
Slack finds no fault in any call or answer.
"""

from __future__ import annotations

import asyncio
import shutil
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import pytest

from adapters.slack.card_message import card_message
from bot.conversation_file import Conversation, read_conversation
from bot.conversation_player import Player
from flows.cards import Card
from tests.privacy.canaries import found_in
from tests.privacy.conversation_secrets import secrets_of
from tests.privacy.recording import Record, every_log_line
from tests.scenarios.golden_files import OF_THE_SCHOOL, Golden, golden_of, timer_lines
from tests.scenarios.school_program import Place
from tests.scenarios.schools import school_files, school_key
from tests.scenarios.slack_driver import SlackDriver, driven
from tests.scenarios.slack_school import user_of
from tests.slack_stub.workspace import Message

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.toml"))
OVER_A_SOCKET = ("01-zelfde-klas",)
"""Played over Socket Mode besides."""


@pytest.mark.usefixtures("parsed_once")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_conversation(path: Path, filled: Path, tmp_path: Path) -> None:
    """A conversation goes on Slack as its file says, over signed HTTP."""
    conversation = read_conversation(path.read_bytes())
    folder = shutil.copytree(filled, tmp_path / "school")
    asyncio.run(plays(path.stem, conversation, folder))


@pytest.mark.usefixtures("parsed_once")
@pytest.mark.parametrize("name", OVER_A_SOCKET)
def test_conversation_over_a_socket(name: str, filled: Path, tmp_path: Path) -> None:
    """A conversation goes the same over Socket Mode, with a new connection after each step."""
    conversation = read_conversation((HERE / f"{name}.toml").read_bytes())
    folder = shutil.copytree(filled, tmp_path / "school")
    asyncio.run(plays(name, conversation, folder, by_socket=True))


async def plays(
    name: str, conversation: Conversation, folder: Path, *, by_socket: bool = False
) -> None:
    """Plays a conversation in a folder and looks at what it leaves behind."""
    place = Place(folder, school_key(), school_files(), conversation.start)
    seed = zlib.crc32(name.encode())
    secrets = secrets_of(conversation)
    record: Record = defaultdict(bytearray)
    with every_log_line(record):
        async with driven(place, secrets=secrets, by_socket=by_socket, seed=seed) as driver:
            await Player(conversation, driver).play()
            await compare(driver, conversation, golden_of(name, await driver.history()))
    assert [] == driver.workspace.faults
    assert set() == found_in(bytes(record["logboek"]), secrets)


async def compare(driver: SlackDriver, conversation: Conversation, golden: Golden) -> None:
    """Looks whether the timers and the chats are as in the playground, with no card twice."""
    assert golden.timers == timer_lines(await driver.history())
    of_school = await driver.school.practice.store.read(lambda unit: unit.cards.of_case(""))
    for alias, cards in golden.cards.items():
        email = conversation.people[alias]
        messages = driver.workspace.messages_of(user_of(email))
        besides = [
            one
            for one in of_school
            if one.staff_id == driver.school.practice.staff_ids.get(email)
            and one.card_key.partition("/")[0] in OF_THE_SCHOOL
        ]
        assert [] == [one.title for one in missing_cards(messages, cards)]
        assert len(messages) == len(cards) + len(besides)


def missing_cards(messages: tuple[Message, ...], cards: Iterable[Card]) -> Iterator[Card]:
    """Gives each card of the playground that does not stand in Slack as it should."""
    stand = Counter((one.text, msgspec.json.encode(one.sent)) for one in messages)
    for card in cards:
        message = card_message(card)
        key = (message.text, msgspec.json.encode(list(message.blocks)))
        if not stand[key]:
            yield card
        stand[key] -= 1
