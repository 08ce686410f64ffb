"""Whole conversations in a school with a staff channel: what stands there, and what does not.

Whoever is a member of the channel reads all of it, and need not work at the school. So in every
version of every post only this may stand: the id, the stage, a date, and colleagues who must act.
For everybody else nothing changes: their cards and the timers are those of the golden files.
"""

from __future__ import annotations

import asyncio
import logging
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
import pytest

from adapters.playground.surface import PlaygroundSurface
from bot import card_maker, playground_school, protocol_library
from bot.conversation_file import Conversation, read_conversation
from bot.conversation_player import Player
from bot.practice_school import fill
from flows.cards import Card
from flows.ports import Placed, Who
from flows.presses import Press
from flows.staff_channel import BEGINS_AFTER, CHANNEL
from flows.views import channel_cards
from flows.views.scene import Scene
from tests.practice.with_channel import CHANNEL_ID, WithChannel
from tests.privacy.canaries import found_in
from tests.privacy.conversation_secrets import WORD, secrets_of
from tests.privacy.recording import RecordingDriver
from tests.scenarios.golden_files import FOLDER, golden_bytes
from tests.scenarios.schools import school_files, school_key

CONVERSATIONS = Path(__file__).parents[1] / "scenarios"
PLAYED = (
    "01-zelfde-klas",
    "03-geen-toestemming",
    "05-steungroep",
    "06-tot-stap-5",
    "10-eigen-klas",
    "12-allebei",
    "15-twee-meldingen",
    "16-verkeerde-leerling",
    "18-avond-acuut",
    "23-niemand-antwoordt",
    "24-coach-is-ouder",
)

TITLE = re.compile(
    r"Melding [0-9A-Z]{4}: (Zo staat het ervoor|Hier is iets te doen|Deze stap (is klaar|wacht nog"
    r" even)|Samengevoegd)"
)
LABELS = ["Waar zijn we", "Uiterlijk", "Eerstvolgende datum"]
STAGE = re.compile(r"(eerst uitzoeken|stap [1-5]|steungroep|nazorg|gesloten|afgerond: geen pesten)")
AGAIN = re.compile(r", \de keer")
DATE = re.compile(r"(ma|di|wo|do|vr|za|zo) \d{1,2} [a-z]+( 20\d\d)?( \(die dag is voorbij\))?")
MERGED = "Deze melding is samengevoegd met een andere melding. Hier hoeft niets meer."


class ChannelSurface(PlaygroundSurface):
    """Keeps every version of every post in the channel."""

    versions: list[Card]
    posted: list[str]

    async def post(self, who: Who, card: Card, thread_id: str, delivery_id: str) -> Placed:
        """Posts a card."""
        if who.id == CHANNEL:
            self.versions.append(card)
            self.posted.append(f"{card.title[:12]} {card.key}")
        return await super().post(who, card, thread_id, delivery_id)

    async def replace(self, who: Who, placed: Placed, card: Card) -> None:
        """Puts a new version in its place."""
        if who.id == CHANNEL:
            self.versions.append(card)
        await super().replace(who, placed, card)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Makes the database of the school once; each conversation gets a copy."""
    folder = tmp_path_factory.mktemp("school")
    fill(folder, school_key(), school_files)
    return folder


_shelve = cache(protocol_library.shelve)


@pytest.fixture
def folder(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Gives a school of one's own, with a staff channel that is watched."""
    ChannelSurface.versions, ChannelSurface.posted = [], []
    monkeypatch.setattr(protocol_library, "shelve", _shelve)
    monkeypatch.setattr(playground_school, "PlaygroundSurface", ChannelSurface)
    monkeypatch.setattr(playground_school, "SamePlatform", WithChannel)
    return shutil.copytree(filled, tmp_path / "school")


def read(name: str) -> Conversation:
    """Reads a conversation."""
    return read_conversation((CONVERSATIONS / f"{name}.toml").read_bytes())


async def played(folder: Path, conversation: Conversation) -> bytes:
    """Plays a conversation and gives what it leaves with everybody but the channel."""
    files = school_files()
    settings = msgspec.structs.replace(files.settings, staff_channel=CHANNEL_ID)
    driver = RecordingDriver(
        folder, school_key(), msgspec.structs.replace(files, settings=settings), conversation
    )
    await driver.open()
    try:
        await Player(conversation, driver).play()
        cards = {alias: driver.final_cards(email) for alias, email in conversation.people.items()}
        left = golden_bytes(cards, await driver.history())
        await driver.school.travel.to(driver.school.clock.now() + BEGINS_AFTER)
    finally:
        await driver.close()
    return left


def what_is_more(card: Card) -> Iterator[str]:
    """Says what stands on a card that may not."""
    if not TITLE.fullmatch(card.title):
        yield "title"
    if set(card.paragraphs) - {MERGED} or card.items or card.progress or card.footnote:
        yield "words"
    if [one.label for one in card.facts] not in ([], LABELS[:1], LABELS[:2], LABELS[::2]):
        yield "labels"
    stage = AGAIN.sub("", card.facts[0].value) if card.facts else "gesloten"
    if not STAGE.fullmatch(stage) or not all(DATE.fullmatch(one.value) for one in card.facts[1:]):
        yield "values"
    case_id = card.title[8:12]
    if {one.value for one in card.buttons} - {Press("open", case_id).encoded()}:
        yield "buttons"
    names = {one.id: one.name for one in school_files().staff}
    if any(names.get(one.staff_id) != one.name for one in card.mentions):
        yield "mentions"
    if any(one.account != one.staff_id for one in card.mentions):
        yield "accounts"


@pytest.mark.parametrize("name", PLAYED)
def test_a_conversation_with_a_channel(name: str, folder: Path) -> None:
    """The same events and cards for everybody, each post once, and nothing more than may be."""
    conversation = read(name)

    left = asyncio.run(played(folder, conversation))

    versions, posted = ChannelSurface.versions, ChannelSurface.posted
    assert (FOLDER / f"{name}.json").read_bytes() == left
    assert posted
    assert len(set(posted)) == len(posted)
    assert set() == found_in(msgspec.json.encode(versions), secrets_of(conversation))
    assert [] == [(why, one) for one in versions for why in what_is_more(one)]


def test_a_leak_in_the_channel_is_caught(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name, and a word that somebody typed, are found in a post by both looks."""
    conversation = read("01-zelfde-klas")

    def leaking(scene: Scene, key: str) -> Card:
        card = channel_cards.channel_card(scene, key)
        return msgspec.structs.replace(card, footnote=f"Sanne van den Berg {WORD}")

    monkeypatch.setattr(card_maker, "channel_card", leaking)
    asyncio.run(played(folder, conversation))

    found = found_in(msgspec.json.encode(ChannelSurface.versions), secrets_of(conversation))
    assert {"Sanne van den Berg", WORD} <= {text for text, _ in found}
    assert all("words" in what_is_more(one) for one in ChannelSurface.versions)


def test_the_channel_leaves_no_trace_in_the_log(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """No name, class or story, and not which channel it is."""
    caplog.set_level(logging.DEBUG)
    conversation = read("25-thuis")
    asyncio.run(played(folder, conversation))
    logged = caplog.text.encode()
    assert set() == found_in(logged, secrets_of(conversation))
    assert CHANNEL_ID.encode() not in logged
