"""The walk-throughs of the requirements, played over the wire of the playground.

Between all steps everything is closed and opened again on the same files. What stands in the chats
at the end is compared with a golden file; PESTMELDING_UPDATE_GOLDEN=1 writes it anew.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from pathlib import Path

import pytest

from bot.conversation_file import Conversation, read_conversation
from bot.conversation_player import Player
from tests.scenarios.golden_files import FOLDER, UPDATE, golden_bytes
from tests.scenarios.playground_driver import driven
from tests.scenarios.schools import school_files, school_key

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.toml"))


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
