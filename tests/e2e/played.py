"""Plays conversations in a folder before a browser looks at it: a process of its own.

Give the folder and, for each conversation, its file with the card before which it stops:
"06-tot-stap-5.toml:Pestprotocol stap 4". A file without a card is played to its end. The folder
has the whole fictional school; the clock only goes forward.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import msgspec

from bot.conversation_file import Conversation, Ending, Expected, Pressed, read_conversation
from bot.conversation_player import Player
from bot.demo import START, fictional_school, school_key_in
from bot.practice_school import fill
from tests.scenarios.playground_driver import PlaygroundDriver

SCENARIOS = Path(__file__).parents[1] / "scenarios"


class OneSitting(PlaygroundDriver):
    """Plays without closing everything after each step."""

    expected: Ending

    async def _again(self) -> None:
        """Leaves all open."""

    async def ending(self) -> Ending:
        """Takes any ending: a part has none, and there is more than one melding."""
        return self.expected


def part_of(named: str) -> Conversation:
    """Reads a conversation, as far as it is played."""
    file, _, stop = named.partition(":")
    conversation = read_conversation((SCENARIOS / file).read_bytes())
    acts = tuple(step for step in conversation.steps if not isinstance(step, Expected))
    stops = (n for n, step in enumerate(acts) if isinstance(step, Pressed) and stop in step.card)
    steps = acts[: next(stops)] if stop else acts
    return msgspec.structs.replace(conversation, steps=steps)


async def play(folder: Path, parts: tuple[str, ...]) -> None:
    """Plays them one after the other."""
    key = school_key_in(folder)
    files = fictional_school(key)
    fill(folder, key, lambda: files)
    driver = OneSitting(folder, key, files, START)
    await driver.open()
    try:
        for part in parts:
            conversation = part_of(part)
            now = driver.school.wired.directory.calendar.local(driver.school.clock.now())
            if now.replace(tzinfo=None) < conversation.start:
                await driver.go_to(conversation.start)
            driver.expected = conversation.ending
            await Player(conversation, driver).play()
    finally:
        await driver.close()


if __name__ == "__main__":
    asyncio.run(play(Path(sys.argv[1]), tuple(sys.argv[2:])))
