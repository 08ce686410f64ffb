"""The chat is empty of content: no name, class, story or reporter leaves a dialog.

Every conversation is played with all bytes written down: cards as they are delivered, the stream of
changes, task lists, sentences, refusals, logs, stderr, and the files of the database and the chat.
A leak that is planted in each of these channels is caught, in each form.
"""

from __future__ import annotations

import asyncio
import base64
import logging
import shutil
import sys
from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path
from typing import cast

import pytest

from adapters.playground import guards
from bot import playground_school, protocol_library
from bot.carried_steps import KEY_ID
from bot.conversation import Bot
from bot.conversation_file import Conversation, read_conversation
from bot.conversation_player import Player
from bot.practice_school import fill
from flows.cards import Card
from flows.ports import Reply, Request, Say, ShowTaskList, Who
from flows.task_list import TaskList
from storage.encryption import ENVELOPE_VERSION
from tests.privacy.canaries import Secret, forms_of, found_in
from tests.privacy.conversation_secrets import WORD, secrets_of
from tests.privacy.recording import (
    CHANNELS,
    FILES,
    Record,
    RecordingDriver,
    RecordingSurface,
    every_log_line,
    rows_of,
)
from tests.scenarios.schools import school_files, school_key

CONVERSATIONS = sorted((Path(__file__).parents[1] / "scenarios").glob("*.toml"))
SHORT = next(path for path in CONVERSATIONS if path.stem == "25-thuis")

SPEAKS_TO_ONESELF = ("gesprekken",)
"""A chat greets its owner by name, so the reporter may stand there."""

_shelve = cache(protocol_library.shelve)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Makes the database of the school once; each conversation gets a copy."""
    folder = tmp_path_factory.mktemp("school")
    fill(folder, school_key(), school_files)
    return folder


@pytest.fixture
def folder(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Gives a school of one's own, whose surface writes down what it delivers."""
    monkeypatch.setattr(protocol_library, "shelve", _shelve)
    monkeypatch.setattr(playground_school, "PlaygroundSurface", RecordingSurface)
    return shutil.copytree(filled, tmp_path / "school")


Plant = Callable[[RecordingDriver, str], Awaitable[None]]


async def no_plant(driver: RecordingDriver, text: str) -> None:
    """Plants nothing."""


async def played(
    folder: Path, conversation: Conversation, plant: Plant = no_plant, text: str = ""
) -> Record:
    """Plays a conversation and gives every byte that left a dialog, per channel."""
    driver = RecordingDriver(folder, school_key(), school_files(), conversation)
    RecordingSurface.record = driver.record
    with every_log_line(driver.record):
        await driver.open()
        try:
            async with driver.listening():
                await Player(conversation, driver).play()
                for person in conversation.people.values():
                    await driver.typed(person, "taken")
                    await driver.cards_of(person)
                    await driver.spoil(person, f"{WORD} (2B) Sanne van den Berg")
                await plant(driver, text)
            driver.read_files()
        finally:
            await driver.close()
    driver.read_files()
    return driver.record


def leaks_in(record: Record, secrets: tuple[Secret, ...]) -> dict[str, set[tuple[str, str]]]:
    """Gives what leaked, per channel."""
    leaks = {}
    for channel, content in record.items():
        sought = tuple(
            one for one in secrets if one.kind != "melder" or channel not in SPEAKS_TO_ONESELF
        )
        if hits := found_in(bytes(content), sought):
            leaks[channel] = hits
    return leaks


@pytest.mark.parametrize("path", CONVERSATIONS, ids=lambda path: path.stem)
def test_nothing_leaves_a_dialog(
    path: Path, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """No name, class, story or reporter is found in any byte outside a dialog."""
    conversation = read_conversation(path.read_bytes())

    record = asyncio.run(played(folder, conversation))
    record["stderr"] += capfd.readouterr().err.encode()

    assert {} == leaks_in(record, secrets_of(conversation))


def test_all_channels_are_looked_at(folder: Path) -> None:
    """There is something to look at in each channel, but for what must stay silent."""
    conversation = read_conversation(SHORT.read_bytes())

    record = asyncio.run(played(folder, conversation))

    silent = {"stderr", "pestmelding.db-shm", "pestmelding.db-wal", "chat.db-wal"}
    assert set(CHANNELS) - silent <= {channel for channel, content in record.items() if content}
    assert rows_of(folder / "chat.db") > 0


async def _in_cards(driver: RecordingDriver, text: str) -> None:
    who = Who("playground", next(iter(driver.school.staff_ids.values())))
    surface = RecordingSurface(
        driver.played.chat, driver.played.host.changes.tell, driver.school.clock.now
    )
    await surface.post(who, Card(key="x", title=text), "", "x")


async def _in_stream(driver: RecordingDriver, text: str) -> None:
    driver.played.host.changes.tell(text)


class _Leaking:
    """A bot that gives the same answer to everybody."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply

    async def handle(self, _: Request) -> Reply:
        return self._reply


async def _answered(driver: RecordingDriver, reply: Reply) -> None:
    driver.school.wired.bot = cast("Bot", _Leaking(reply))
    await driver.typed("h.terpstra@vlierhof.example", "taken")


async def _in_tasks(driver: RecordingDriver, text: str) -> None:
    await _answered(driver, ShowTaskList(TaskList(text, ())))


async def _in_sentences(driver: RecordingDriver, text: str) -> None:
    await _answered(driver, Say(text))


async def _in_chats(driver: RecordingDriver, text: str) -> None:
    await _in_cards(driver, text)
    await driver.cards_of(next(iter(driver.school.staff_ids)))


async def _in_problems(driver: RecordingDriver, text: str) -> None:
    sentence = guards.PROBLEMS[400]
    guards.PROBLEMS[400] = text
    try:
        await driver.spoil("h.terpstra@vlierhof.example", "")
    finally:
        guards.PROBLEMS[400] = sentence


async def _in_log(_: RecordingDriver, text: str) -> None:
    try:
        int(text)
    except ValueError:
        logging.getLogger("aiohttp.server").exception("mislukt")


async def _in_stderr(_: RecordingDriver, text: str) -> None:
    sys.stderr.write(text)


async def _in_database(driver: RecordingDriver, text: str) -> None:
    await driver.school.store.run(lambda unit: unit.notes.put("leak", text))


async def _beside_the_database(driver: RecordingDriver, text: str) -> None:
    """SQLite keeps numbers of pages there, so a text must be put behind them from outside."""
    with (driver.folder / "pestmelding.db-shm").open("ab") as file:
        file.write(text.encode())


async def _in_chat_file(driver: RecordingDriver, text: str) -> None:
    await _in_cards(driver, text)


PLANTS: dict[str, Plant] = {
    "kaarten": _in_cards,
    "stroom": _in_stream,
    "taken": _in_tasks,
    "zinnen": _in_sentences,
    "gesprekken": _in_chats,
    "problemen": _in_problems,
    "logboek": _in_log,
    "stderr": _in_stderr,
    "pestmelding.db": _in_database,
    "pestmelding.db-wal": _in_database,
    "pestmelding.db-shm": _beside_the_database,
    "chat.db": _in_chat_file,
    "chat.db-wal": _in_chat_file,
}
"""How something would leak into each channel."""


@pytest.mark.parametrize("channel", PLANTS)
def test_a_planted_leak_is_caught(
    channel: str, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A secret that leaks into a channel is caught there, in each of its forms."""
    secret = Secret("naam", "Sanne van den Berg")
    forms = dict(forms_of(secret))
    text = "\n".join(form.decode() for form in forms.values())
    conversation = read_conversation(SHORT.read_bytes())

    record = asyncio.run(played(folder, conversation, PLANTS[channel], text))
    record["stderr"] += capfd.readouterr().err.encode()

    caught = {form for _, form in found_in(bytes(record[channel]), (secret,))}
    assert set(forms) <= {form.partition(",")[0] for form in caught}


class _Failing:
    """A bot that breaks on whatever it is asked, and quotes it."""

    async def handle(self, request: Request) -> Reply:
        raise ValueError(request)


async def _breaking(driver: RecordingDriver, text: str) -> None:
    driver.school.wired.bot = cast("Bot", _Failing())
    await driver.spoil("h.terpstra@vlierhof.example", text)


def test_an_exception_tells_nothing(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """An exception that quotes what somebody sent is neither shown nor logged."""
    secret = Secret("naam", "Sanne van den Berg")
    conversation = read_conversation(SHORT.read_bytes())

    record = asyncio.run(played(folder, conversation, _breaking, secret.text))
    record["stderr"] += capfd.readouterr().err.encode()

    assert b"playground_request_failed" in record["logboek"]
    assert {} == leaks_in(record, (secret,))


def test_an_opaque_id_is_no_name() -> None:
    """An id in which four letters of a short name stand by chance is no leak; anything else is."""
    kyra = (Secret("naam", "Kyra"),)
    assert set() == found_in(b'"staff_id":"42ot5cmqvbk7"', kyra)
    assert set() == found_in(b'"staff_id":"42okyraqvbk7"', kyra)
    assert {("Kyra", "base64-1"), ("Kyra", "base64-afgekapt-1")} == found_in(b"eGt5cmE=", kyra)
    assert ("Kyra", "voluit, kleine letters") in found_in(b"aaaakyraaaaaa", kyra)
    long = (Secret("naam", "Christiaanse"),)
    assert ("Christiaanse", "voluit, kleine letters") in found_in(b'"van":"christiaanse"', long)


def test_what_is_sealed_is_no_name() -> None:
    """Letters in what is sealed are chance; what is only called sealed is looked into."""
    kyra = (Secret("naam", "Kyra"),)
    prefix = base64.urlsafe_b64encode(ENVELOPE_VERSION + KEY_ID)
    assert set() == found_in(prefix + b"xxkYrAxx", kyra)
    unsealed = base64.urlsafe_b64encode(ENVELOPE_VERSION + KEY_ID + b"over Kyra")
    assert ("Kyra", "voluit") in found_in(unsealed, kyra)
    in_small = base64.urlsafe_b64encode(ENVELOPE_VERSION + KEY_ID + b"over kyra")
    assert ("Kyra", "voluit, kleine letters") in found_in(in_small, kyra)


def test_letters_among_locked_bytes_are_no_name() -> None:
    """In a file four letters in small between two bytes that are none are chance; text is not."""
    kyra = (Secret("naam", "Kyra"),)
    assert set() == found_in(b"\x00\xff\x81kyra\xfe\x01", kyra)
    assert ("Kyra", "voluit") in found_in(b"\x00\xff\x81Kyra\xfe\x01", kyra)
    assert ("Kyra", "voluit, kleine letters") in found_in(b"\x00\xffover kyra\xfe\x01", kyra)
    for text in (b"kyra", b"fout\nkyra\n", b"\x00kyra\x00"):
        assert ("Kyra", "voluit, kleine letters") in found_in(text, kyra)


def test_a_class_is_caught() -> None:
    """A class is caught as people write it, and not in any two characters."""
    secret = (Secret("klas", "2B"),)

    assert {("2B", "klas")} == found_in(b"Sanne (2B)", secret)
    assert {("2B", "klas")} == found_in(b'{"klas":"2B"}', secret)
    assert set() == found_in(b"melding 2B7K", secret)


def test_files_are_those_that_are_written(folder: Path) -> None:
    """The files that are looked at are all that a school in a folder writes."""
    asyncio.run(played(folder, read_conversation(SHORT.read_bytes())))

    assert {path.name for path in folder.iterdir()} <= set(FILES)
