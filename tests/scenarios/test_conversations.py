"""The walk-throughs of the requirements, played over the wire of the playground.

Between all steps everything is closed and opened again on the same files. What stands in the chats
at the end is compared with a golden file; PESTMELDING_UPDATE_GOLDEN=1 writes it anew.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from functools import cache
from pathlib import Path

import pytest

from bot import protocol_library
from bot.conversation_file import Conversation, read_conversation
from bot.conversation_player import Player
from bot.practice_school import fill
from tests.scenarios.golden_files import FOLDER, UPDATE, golden_bytes
from tests.scenarios.playground_driver import driven
from tests.scenarios.schools import school_files, school_key

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.toml"))


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Makes the database of the school once; each conversation gets a copy."""
    folder = tmp_path_factory.mktemp("school")
    fill(folder, school_key(), school_files)
    return folder


@pytest.fixture
def parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reads the same protocol files once: the one thing that is not done again on each opening."""
    monkeypatch.setattr(protocol_library, "shelve", _shelve)


_shelve = cache(protocol_library.shelve)


@pytest.mark.usefixtures("parsed_once")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_conversation(path: Path, filled: Path, tmp_path: Path) -> None:
    """A conversation goes as its file says, with nothing remembered but what is stored."""
    conversation = read_conversation(path.read_bytes())
    folder = shutil.copytree(filled, tmp_path / "school")

    got = asyncio.run(left_in(folder, conversation))

    golden = FOLDER / f"{path.stem}.json"
    if os.environ.get(UPDATE):
        golden.write_bytes(got)
    assert golden.read_bytes() == got


async def left_in(folder: Path, conversation: Conversation) -> bytes:
    """Plays a conversation in the school in a folder and gives what it leaves behind."""
    async with driven(folder, school_key(), school_files(), conversation.start) as driver:
        await Player(conversation, driver).play()
        cards = {alias: driver.final_cards(email) for alias, email in conversation.people.items()}
        return golden_bytes(cards, await driver.history())
