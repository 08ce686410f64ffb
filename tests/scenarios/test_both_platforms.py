"""One school, one report, and people who are partly in Slack and partly in Teams.

Each is reached where they are, and whoever goes on elsewhere finds what is new there. What stands
is kept true where it stands, and nothing comes twice.
"""

from __future__ import annotations

import asyncio
import shutil
import zlib
from collections import defaultdict
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.conversation_file import Conversation, Step, read_conversation
from bot.conversation_player import Player, Seen
from flows.cards import Card
from tests.privacy.canaries import found_in
from tests.privacy.conversation_secrets import secrets_of
from tests.privacy.recording import Record, every_log_line
from tests.scenarios import test_slack_conversations, test_teams_conversations
from tests.scenarios.both_driver import BothDriver, driven
from tests.scenarios.golden_files import OF_THE_SCHOOL, golden_of, timer_lines
from tests.scenarios.school_program import Place
from tests.scenarios.schools import school_files, school_key
from tests.scenarios.slack_school import user_of
from tests.teams_stub.users import object_id

HERE = Path(__file__).parent
EVERYBODY = frozenset(one.email for one in school_files().staff if one.email)
ONE_OF_TWO = frozenset(sorted(EVERYBODY)[::2])
"""Half of the staff."""

Told = Callable[[Step, Seen | None], Awaitable[None]]
ToldBy = Callable[[BothDriver], Told]


def read(name: str) -> Conversation:
    """Reads a conversation."""
    return read_conversation((HERE / f"{name}.toml").read_bytes())


def nothing_besides(_: BothDriver) -> Told:
    """Lets a conversation go as it is written."""

    async def told(step: Step, seen: Seen | None) -> None:
        """Does nothing."""

    return told


def moving(person: str, *, after: int) -> ToldBy:
    """Lets somebody go on on the other platform after so many steps."""

    def by(driver: BothDriver) -> Told:
        steps = 0

        async def told(_: Step, __: Seen | None) -> None:
            nonlocal steps
            steps += 1
            if steps == after:
                await driver.moves(person)

        return told

    return by


async def plays(
    name: str,
    folder: Path,
    *,
    in_slack: frozenset[str],
    in_teams: frozenset[str],
    with_app: frozenset[str] | None = None,
    before: Callable[[BothDriver], Awaitable[None]] | None = None,
    told_by: ToldBy = nothing_besides,
) -> dict[str, tuple[int, int]]:
    """Plays a conversation and looks at what it leaves; gives how many cards stand where."""
    conversation = read(name)
    place = Place(folder, school_key(), school_files(), conversation.start)
    secrets = secrets_of(conversation)
    record: Record = defaultdict(bytearray)
    with every_log_line(record):
        async with driven(
            place,
            in_slack=in_slack,
            in_teams=in_teams,
            with_app=with_app,
            secrets=secrets,
            seed=zlib.crc32(name.encode()),
        ) as driver:
            if before is not None:
                await before(driver)
            await Player(conversation, driver, told_by(driver)).play()
            counts = await compare(driver, conversation, name)
    assert ([], []) == (driver.slack.workspace.faults, driver.teams.tenant.faults)
    assert set() == found_in(bytes(record["logboek"]), secrets)
    return counts


async def compare(
    driver: BothDriver, conversation: Conversation, name: str
) -> dict[str, tuple[int, int]]:
    """Looks whether every card stands in one of the two chats, as in the playground, and once."""
    history = await driver.history()
    golden = golden_of(name, history)
    assert golden.timers == timer_lines(history)
    of_school = await driver.school.practice.store.read(lambda unit: unit.cards.of_case(""))
    counts = {}
    for alias, cards in golden.cards.items():
        email = conversation.people[alias]
        besides = [
            one
            for one in of_school
            if one.staff_id == driver.school.practice.staff_ids.get(email)
            and one.card_key.partition("/")[0] in OF_THE_SCHOOL
        ]
        counts[alias] = standing(driver, email, cards)
        assert sum(counts[alias]) == len(cards) + len(besides)
    return counts


def standing(driver: BothDriver, email: str, cards: list[Card]) -> tuple[int, int]:
    """Gives how many cards somebody has in Slack and in Teams; all that should be are there."""
    in_slack = driver.slack.workspace.messages_of(user_of(email))
    in_teams = driver.teams.cards_in(driver.teams.tenant.messages_of(object_id(email)))
    not_in_slack = test_slack_conversations.missing_cards(in_slack, cards)
    user = driver.teams.tenant.users.get(object_id(email))
    member = user.mri if user else ""
    nowhere = test_teams_conversations.missing_cards(in_teams, tuple(not_in_slack), member)
    assert [] == [one.title for one in nowhere]
    return len(in_slack), len(in_teams)


@pytest.fixture
def folder(filled: Path, tmp_path: Path) -> Path:
    """Gives a school of one's own."""
    return shutil.copytree(filled, tmp_path / "school")


@pytest.mark.usefixtures("parsed_once")
@pytest.mark.parametrize("name", ["01-zelfde-klas", "02-twee-klassen"])
def test_half_of_the_staff_on_each(name: str, folder: Path) -> None:
    """From the first word to the end each is reached on the one platform where they are."""
    counts = asyncio.run(plays(name, folder, in_slack=EVERYBODY - ONE_OF_TWO, in_teams=ONE_OF_TWO))

    people = read(name).people
    for alias, (in_slack, in_teams) in counts.items():
        assert 0 == (in_slack if people[alias] in ONE_OF_TWO else in_teams)
    assert all(sum(one) for one in zip(*counts.values(), strict=True))


@pytest.mark.usefixtures("parsed_once")
@pytest.mark.parametrize("begins_in", ["slack", "teams"])
def test_somebody_goes_on_elsewhere_halfway(begins_in: str, folder: Path) -> None:
    """What is new comes where they are by then; what stands is kept true, and nothing is twice."""
    name = "01-zelfde-klas"
    karim = frozenset({read(name).people["karim"]})
    counts = asyncio.run(
        plays(
            name,
            folder,
            in_slack=(EVERYBODY - ONE_OF_TWO) | karim,
            in_teams=ONE_OF_TWO | karim,
            with_app=ONE_OF_TWO - karim if begins_in == "slack" else ONE_OF_TWO | karim,
            told_by=moving(*karim, after=45),
        )
    )

    assert all(counts["karim"])


@pytest.mark.usefixtures("parsed_once")
def test_the_app_that_is_put_in_place_moves_nobody(folder: Path) -> None:
    """Who works in Slack stays there when an administrator gives everybody the app in Teams."""
    name = "02-twee-klassen"

    async def before(driver: BothDriver) -> None:
        for email in sorted(read(name).people.values()):
            await driver.typed(email, "taken")
        await driver.gets_app(*sorted(EVERYBODY - ONE_OF_TWO))

    counts = asyncio.run(
        plays(
            name,
            folder,
            in_slack=EVERYBODY,
            in_teams=EVERYBODY,
            with_app=ONE_OF_TWO,
            before=before,
        )
    )

    people = read(name).people
    for alias, (in_slack, in_teams) in counts.items():
        assert 0 == (in_slack if people[alias] in ONE_OF_TWO else in_teams)
