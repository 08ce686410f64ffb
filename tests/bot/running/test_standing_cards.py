"""The card that stands in a message, as it is now, for whoever it stands with."""

import pathlib
from collections.abc import AsyncIterator

import pytest

from flows import verbs
from flows.ports import Who
from storage.errors import Damaged
from storage.sent_cards import SentCard
from storage.units_of_work import UnitOfWork
from tests.practice.people import People
from tests.practice.running_bot import RunningBot
from tests.practice.twelve import MONDAY
from tests.practice.two_platforms import TwoPlatforms, in_slack, in_teams


@pytest.fixture
async def both(folder: pathlib.Path) -> AsyncIterator[RunningBot]:
    """A bot on two platforms."""
    running = await RunningBot.start(folder, linked=TwoPlatforms)
    yield running
    running.stop()


@pytest.fixture
def linked(both: RunningBot) -> TwoPlatforms:
    """The accounts of its people."""
    accounts = both.accounts
    assert isinstance(accounts, TwoPlatforms)
    return accounts


@pytest.fixture
async def case_id(both: RunningBot, linked: TwoPlatforms) -> str:
    """A melding of which Bram has the card in Teams."""
    await linked.staff_id(in_teams("bram"))
    reported = await People(both, in_slack).reports()
    await both.due_work.run()
    return reported


async def test_as_it_is_now(both: RunningBot, linked: TwoPlatforms, case_id: str) -> None:
    """After a press the card is another one, before anything was sent."""
    message_id = linked.teams.message_id("aad-bram", "root")
    shown = linked.teams.messages[message_id].card
    assert shown == await both.bot.card(in_teams("bram"), message_id)
    await People(both, in_teams).presses("bram", verbs.TAKE_UP, case_id)
    now = await both.bot.card(in_teams("bram"), message_id)
    assert now not in {None, shown}
    await both.due_work.run()
    assert now == linked.teams.messages[message_id].card


async def test_looking_is_no_use(both: RunningBot, linked: TwoPlatforms, case_id: str) -> None:
    """A client that looks by itself changes nothing of where new cards go."""
    await linked.staff_id(in_slack("bram"))
    message_id = linked.teams.message_id("aad-bram", "root")
    assert await both.bot.card(in_teams("bram"), message_id) is not None
    assert (linked.slack, in_slack("bram")) == await linked.whereabouts("bram")


async def test_of_nobody_else(both: RunningBot, linked: TwoPlatforms, case_id: str) -> None:
    """A colleague, a stranger, another platform and another message get none."""
    message_id = linked.teams.message_id("aad-bram", "root")
    for who, message in (
        (in_teams("carla"), message_id),
        (Who("teams", "vreemd"), message_id),
        (in_slack("bram"), message_id),
        (in_teams("bram"), "teams/99"),
    ):
        assert await both.bot.card(who, message) is None


async def test_of_what_is_gone(both: RunningBot, linked: TwoPlatforms, case_id: str) -> None:
    """When the melding was erased there is none; when nobody can say who asks, neither."""
    message_id = linked.teams.message_id("aad-bram", "root")
    linked.teams_book.is_silent = True
    linked.forget(in_teams("bram"))
    assert await both.bot.card(in_teams("bram"), message_id) is None
    linked.teams_book.is_silent = False
    await both.store.run(lambda unit: _lose(unit, case_id, message_id))
    assert await both.bot.card(in_teams("bram"), message_id) is None


def _lose(unit: UnitOfWork, case_id: str, message_id: str) -> None:
    """Erases a melding, and lets its card be known."""
    unit.erasure.erase(case_id, MONDAY, "verzoek")
    unit.cards.put(SentCard(case_id, "bram", "root", message_id, message_id, "d", "teams"))


async def test_of_what_cannot_be_read(
    both: RunningBot, linked: TwoPlatforms, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A damaged melding has no card; it is named in the log and by the watchdog."""
    message_id = linked.teams.message_id("aad-bram", "root")

    def damaged(unit: UnitOfWork, _: str) -> None:
        raise Damaged

    monkeypatch.setattr(both.cases, "load", damaged)
    assert await both.bot.card(in_teams("bram"), message_id) is None


async def test_of_the_school(both: RunningBot, linked: TwoPlatforms) -> None:
    """A card of the school is made as it is now; one of an unknown kind is none."""
    await linked.staff_id(in_teams("anna"))
    cards = [
        SentCard("", "anna", key, key, key, "d", "teams")
        for key in ("waakhond/2026-11-23", "van-vroeger/1")
    ]
    await both.store.run(lambda unit: unit.cards.put_all(cards))
    shown = await both.bot.card(in_teams("anna"), "waakhond/2026-11-23")
    assert shown is not None
    assert shown.key.startswith("waakhond")
    assert await both.bot.card(in_teams("anna"), "van-vroeger/1") is None
