"""Every element of the school's protocol is needed: without it a conversation goes otherwise."""

from __future__ import annotations

import asyncio
import copy
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Literal

import msgspec
import pytest

from bot.conversation_file import Conversation, Step, read_conversation
from bot.conversation_player import Otherwise, Player, Seen
from bot.directory import People
from bot.protocol_library import DEFINITIONS, Shelved, read_files, shelve
from flows.protocol_checks import faults_in
from flows.protocol_shape import OtherShape, shaped
from tests.scenarios.golden_files import FOLDER, golden_bytes, timer_lines
from tests.scenarios.memory_school import MemoryDriver, SamePeople
from tests.scenarios.schools import school_files, school_key

TWO_MELDINGEN = "15-twee-meldingen"
"""A conversation about two meldingen; the school in memory keeps one."""

FILES = sorted(path for path in Path(__file__).parent.glob("*.toml") if path.stem != TWO_MELDINGEN)

SURVIVORS: dict[str, str] = {
    "gates[toestemming].override[schoolleiding]": "no card leads the school management to the "
    "button before she takes over; tests/flows hold her right to it",
    "intake.steps[wat].questions[online].shown_if": "a conversation reads what is hidden too; "
    "tests/flows/views and tests/e2e hold it",
    "intake.steps[wat].questions[online].shown_if.values[online]": "as the line above",
    "stages[melding].actions[uitzoeken].by": "without it the role means the same people here",
    "stages[2].actions[gesprek_samen].after": "the gate that it has holds it up just as long",
    "stages[2].actions[gesprek_samen].after[samen_vragen]": "as the line above",
    "stages[3].questions[week].suggests[gestopt]": "tests/flows/test_steps_3_to_5.py holds it",
    "stages[3].questions[week].suggests[minder]": "tests/flows/test_steps_3_to_5.py holds it",
    "stages[4].questions[week].suggests[gestopt]": "tests/flows/test_steps_3_to_5.py holds it",
    "stages[4].questions[week].suggests[minder]": "tests/flows/test_steps_3_to_5.py holds it",
    "stages[5].questions[week].suggests[minder]": "tests/flows/test_steps_3_to_5.py holds it",
    "stages[5].questions[week].suggests[nog_bezig]": "tests/flows/test_steps_3_to_5.py holds it",
    "stages[4].records[stap4].after[maatregel]": "the calls before it wait for the measure too",
    "stages[5].opens_for[teamcoordinator]": "the page was opened for this role at step 4",
    "stages[5].actions[ouders].after": "tests/flows/test_steps_3_to_5.py holds it",
    "stages[5].actions[ouders].after[maatregel]": "tests/flows/test_steps_3_to_5.py holds it",
    "stages[5].records[stap5].required": "tests/flows/test_steps_3_to_5.py holds it",
    "stages[3].transitions[overleg].reason": "tests/flows/test_steps_3_to_5.py holds it",
    "stages[4].transitions[overleg].reason": "tests/flows/test_steps_3_to_5.py holds it",
    "stages[5].transitions[overleg].reason": "tests/flows/test_steps_3_to_5.py holds it",
    "subflows[steungroep].actions[groepsgesprek].after[bespreken]": "counts for the same group "
    "again; tests/flows/test_support_group.py holds it",
}
"""Parts that can be taken away unseen, each with the reason why that is so."""


@cache
def the_protocol() -> Shelved:
    """Gives the protocol of the fictional school."""
    settings = school_files().settings
    return shelve(read_files(DEFINITIONS / settings.protocol), settings.words)


@cache
def everybody() -> SamePeople:
    """Gives the people and the calendar of the school, ready to be asked."""
    files = school_files()
    return SamePeople(files, People(files.pupils, files.staff))


@cache
def conversation(path: Path) -> Conversation:
    """Reads a file once."""
    return read_conversation(path.read_bytes())


class Golden(msgspec.Struct):
    """A golden file, as far as it is read here."""

    timers: list[str]


@cache
def golden(path: Path) -> bytes:
    """Gives the golden file of a conversation."""
    return (FOLDER / f"{path.stem}.json").read_bytes()


@cache
def golden_timers(path: Path) -> list[str]:
    """Gives what the timers must do in a conversation."""
    return msgspec.json.decode(golden(path), type=Golden).timers


async def left_by(path: Path, shelved: Shelved) -> bytes:
    """Plays a conversation on a protocol and gives what it leaves behind.

    Raises `Otherwise` as soon as a timer does something else than the golden file says.
    """
    played = conversation(path)
    driver = MemoryDriver(shelved, school_files(), everybody(), school_key(), played.start)
    compared = 0
    expected = iter(golden_timers(path))

    async def compare(_: Step, __: Seen | None) -> None:
        nonlocal compared
        history = driver.history
        if any(line != next(expected, "") for line in timer_lines(history[compared:])):
            raise Otherwise
        compared = len(history)

    await Player(played, driver, compare).play()
    cards = {alias: driver.final_cards(email) for alias, email in played.people.items()}
    return golden_bytes(cards, driver.history)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
async def test_memory_leaves_the_same(path: Path) -> None:
    """A conversation leaves the same in the school in memory as in the real playground."""
    assert golden(path) == await left_by(path, the_protocol())


Place = tuple[str | int, ...]
"""The way to a part of the file: names of tables and attributes, numbers in lists."""

Fate = Literal["geweigerd", "anders", "zelfde", "overleeft"]
"""What taking a part away does: the loader refuses the protocol, a conversation goes otherwise,
the protocol is the same because the part says what holds anyway, or nothing is seen of it."""


def places(written: object, here: Place = ()) -> Iterator[Place]:
    """Gives the place of every table, attribute and item of a list in the file."""
    parts: Iterable[tuple[str | int, object]] = ()
    if isinstance(written, dict):
        parts = written.items()
    elif isinstance(written, list):
        parts = enumerate(written)
    for name, part in parts:
        yield (*here, name)
        yield from places(part, (*here, name))


def named(place: Place, written: Any) -> str:  # noqa: ANN401 - a TOML file holds anything
    """Writes a place as a reader would point at it: "stages[1].actions[afspraken].due"."""
    words = ""
    for step in place:
        written = written[step]
        if isinstance(step, str):
            words += f".{step}"
        elif isinstance(written, dict):
            words += f"[{written.get('id') or written.get('answer') or step}]"
        else:
            words += f"[{written}]"
    return words.removeprefix(".")


def without(place: Place, written: dict[str, Any]) -> dict[str, Any]:
    """Gives the file without one part."""
    less = copy.deepcopy(written)
    around: Any = less
    for step in place[:-1]:
        around = around[step]
    del around[place[-1]]
    return less


def fate_of(place: Place, written: dict[str, Any]) -> Fate:
    """Says what taking away one part does."""
    try:
        protocol = shaped(without(place, written))
    except OtherShape:
        return "geweigerd"
    if faults_in(protocol):
        return "geweigerd"
    shelved = the_protocol()
    if protocol == shelved.protocol:
        return "zelfde"
    loaded = msgspec.structs.replace(shelved.loaded, protocol=protocol)
    changed = msgspec.structs.replace(shelved, loaded=loaded)
    likely_first = sorted(FILES, key=lambda path: likelihood(path, place, written))
    if any(asyncio.run(goes_otherwise(path, changed)) for path in likely_first):
        return "anders"
    return "overleeft"


TRACKS = "01-vijf-sporen"
"""The conversation that reads what was done per track."""


def likelihood(path: Path, place: Place, written: dict[str, Any]) -> tuple[bool, bool, int]:
    """Orders conversations: those that come to a part of the protocol first, and short ones."""
    about_tracks = "track" in place or "tracks" in place
    comes_there = mark_of(place, written) in golden(path)
    return (about_tracks and path.stem != TRACKS, not comes_there, len(golden(path)))


def mark_of(place: Place, written: dict[str, Any]) -> bytes:
    """Gives what stands in the golden file of a conversation that comes to this part."""
    if place[0] in ("stages", "subflows") and len(place) > 1:
        return f"{written[place[0]][place[1]]['id']}.1.".encode()
    return b"nazorg/1." if place[0] == "aftercare" else b""


async def goes_otherwise(path: Path, shelved: Shelved) -> bool:
    """Says whether a conversation cannot be played, or leaves something else behind."""
    try:
        left = await left_by(path, shelved)
    except Exception:  # noqa: BLE001 - a protocol with a hole in it may break anything
        return True
    return left != golden(path)


@cache
def written_down() -> dict[str, Any]:
    """Reads the school's protocol as it is written."""
    settings = school_files().settings
    content = read_files(DEFINITIONS / settings.protocol).protocol
    return tomllib.loads(content.decode())


def fate_at(place: Place) -> tuple[str, Fate]:
    """Takes away one part, and names it."""
    written = written_down()
    return named(place, written), fate_of(place, written)


@cache
def fates() -> dict[str, Fate]:
    """Takes away each part of the school's protocol in turn, on all processors."""
    with get_context("spawn").Pool() as pool:
        return dict(pool.map(fate_at, places(written_down()), chunksize=8))


def test_every_element_is_needed() -> None:
    """Each part of the protocol is needed, but for those whose reason stands in the table."""
    survivors = {name for name, fate in fates().items() if fate == "overleeft"}

    assert set(SURVIVORS) == survivors


def test_most_elements_are_needed_by_a_conversation() -> None:
    """The loader does not do all the work: a hundred parts only a conversation misses."""
    assert 100 <= sum(fate == "anders" for fate in fates().values())
