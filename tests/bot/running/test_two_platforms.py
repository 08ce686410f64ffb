"""Colleagues on two platforms: each gets cards where they are, and nothing twice."""

import pathlib
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from flows import verbs
from flows.ports import NotSent, Who
from storage.accounts import LinkedAccount
from tests.practice.people import People
from tests.practice.running_bot import RunningBot
from tests.practice.sending import codes, unfinished
from tests.practice.two_platforms import CHANNEL, TwoPlatforms, in_slack, in_teams

STEP = "actie/melding.1.gesprek_gepeste"
DAY = timedelta(days=1)


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
def slack_people(both: RunningBot) -> People:
    """The colleagues, as they use Slack."""
    return People(both, in_slack)


@pytest.fixture
def teams_people(both: RunningBot) -> People:
    """The colleagues, as they use Teams."""
    return People(both, in_teams)


async def whereabouts(accounts: TwoPlatforms, staff_id: str) -> Who | None:
    """Gives where new cards for somebody go."""
    place = await accounts.whereabouts(staff_id)
    return place[1] if place is not None else None


def used(accounts: TwoPlatforms) -> list[LinkedAccount]:
    """Gives the accounts of which it is stored that somebody goes on there."""
    rows = accounts.store.read_now(lambda unit: unit.accounts.all())
    return [row for row in rows if row.used_at is not None]


async def test_cards_go_where_somebody_last_did_something(linked: TwoPlatforms) -> None:
    """Each switch is remembered, also by a program that starts later; other requests write none."""
    assert in_slack("bram") == await whereabouts(linked, "bram")
    for who in (in_teams("bram"), in_slack("bram"), in_teams("bram")):
        linked.passes(timedelta(minutes=1))
        await linked.staff_id(who)
        assert who == await whereabouts(linked, "bram")
    since = {row.platform: row.used_at for row in used(linked)}
    linked.passes(timedelta(minutes=1))
    await linked.staff_id(in_teams("bram"))
    assert since == {row.platform: row.used_at for row in used(linked)}
    again = linked.again()
    await again.open()
    assert in_teams("bram") == await whereabouts(again, "bram")


async def test_getting_the_app_is_no_move(linked: TwoPlatforms) -> None:
    """Who works in Slack stays there when the app in Teams is put in place for everybody."""
    await linked.staff_id(in_slack("bram"))
    assert "bram" == await linked.staff_id(in_teams("bram"), goes_on=False)
    assert in_slack("bram") == await whereabouts(linked, "bram")
    assert "finn" == await linked.staff_id(in_teams("finn"), goes_on=False)
    assert in_teams("finn") == await whereabouts(linked, "finn")


async def test_half_the_staff_elsewhere(
    both: RunningBot, linked: TwoPlatforms, slack_people: People, teams_people: People
) -> None:
    """One melding, reported in Slack and taken up in Teams: each person has each card once."""
    await linked.staff_id(in_teams("bram"))
    case_id = await slack_people.reports()
    await both.due_work.run()
    await teams_people.presses("bram", verbs.TAKE_UP, case_id)
    await both.due_work.run()
    assert ["root", STEP] == linked.teams.keys("aad-bram")
    assert [] == linked.slack.keys("Ubram")
    assert ["root", "opgepakt"] == linked.slack.keys("Uvak")
    assert [] == linked.teams.keys("aad-vak")
    assert 0 == unfinished(both.store)


async def test_somebody_moves_halfway(
    both: RunningBot, linked: TwoPlatforms, slack_people: People, teams_people: People
) -> None:
    """What stands is replaced where it stands; a step goes on its own to where they are now."""
    case_id = await slack_people.reports()
    await both.due_work.run()
    before = linked.slack.messages[linked.slack.message_id("Ubram", "root")].card
    await teams_people.presses("bram", verbs.TAKE_UP, case_id)
    await both.due_work.run()
    step = linked.teams.message_id("aad-bram", STEP)
    assert step == linked.teams.messages[step].thread_id
    assert ["root"] == linked.slack.keys("Ubram")
    assert before != linked.slack.messages[linked.slack.message_id("Ubram", "root")].card
    assert [STEP] == linked.teams.keys("aad-bram")


async def test_nobody_is_reached_where_they_last_were(
    both: RunningBot, linked: TwoPlatforms, slack_people: People
) -> None:
    """Their cards go to the other platform, and nobody is told that they are out of reach."""
    await linked.staff_id(in_teams("bram"))
    linked.teams.blocked.add("aad-bram")
    await slack_people.reports()
    await both.due_work.run()
    assert ["root"] == linked.slack.keys("Ubram")
    assert [] == codes(both.store)


async def test_who_took_the_app_away(
    both: RunningBot, linked: TwoPlatforms, slack_people: People
) -> None:
    """An account that was refused is passed over for one that is not."""
    await linked.staff_id(in_teams("bram"))
    linked.teams_book.refuses("aad-bram")
    linked.forget(in_teams("bram"))
    await slack_people.reports()
    await both.due_work.run()
    assert ["root"] == linked.slack.keys("Ubram")
    assert [] == linked.teams.keys("aad-bram")


async def test_reached_nowhere(
    both: RunningBot, linked: TwoPlatforms, slack_people: People
) -> None:
    """It is told with what was said first, and the antipestcoördinator hears who."""
    await linked.staff_id(in_teams("bram"))
    linked.teams.blocked.add("aad-bram")
    linked.slack.blocked.add("Ubram")
    await slack_people.reports()
    await both.due_work.run()
    assert ["forbidden"] == codes(both.store)
    assert "onbereikbaar/bram" in linked.slack.keys("Uanna")


async def test_a_card_that_cannot_be_reached_any_more(
    both: RunningBot, linked: TwoPlatforms, slack_people: People
) -> None:
    """One that still asks for something is shown where its person can be reached."""
    await linked.staff_id(in_teams("bram"))
    case_id = await slack_people.reports()
    await both.due_work.run()
    linked.teams.blocked.add("aad-bram")
    await slack_people.presses("bram", verbs.TAKE_UP, case_id)
    await both.due_work.run()
    assert ["root", STEP] == linked.slack.keys("Ubram")
    thread = linked.slack.message_id("Ubram", "root")
    assert thread == linked.slack.messages[linked.slack.message_id("Ubram", STEP)].thread_id


async def test_a_card_that_asks_nothing_is_left(
    both: RunningBot, linked: TwoPlatforms, slack_people: People, teams_people: People
) -> None:
    """What is over is not shown again elsewhere, and fails nowhere."""
    case_id = await teams_people.reports("vak")
    await both.due_work.run()
    assert ["root"] == linked.teams.keys("aad-vak")
    await linked.staff_id(in_slack("vak"))
    linked.teams.blocked.add("aad-vak")
    await slack_people.presses("bram", verbs.TAKE_UP, case_id)
    await both.due_work.run()
    assert "root" not in linked.slack.keys("Uvak")
    assert [] == codes(both.store)


async def test_a_platform_that_is_served_no_more(
    both: RunningBot, linked: TwoPlatforms, slack_people: People, teams_people: People
) -> None:
    """Who comes in elsewhere goes on there: what still asks for something is shown there."""
    case_id = await slack_people.reports()
    await both.due_work.run()
    del linked._surfaces["slack"], linked._books["slack"]  # noqa: SLF001 - no longer in school.toml
    await linked.staff_id(in_teams("bram"))
    await teams_people.presses("bram", verbs.TAKE_UP, case_id)
    await both.due_work.run()
    assert ["root", STEP] == linked.teams.keys("aad-bram")


async def test_the_channel(linked: TwoPlatforms) -> None:
    """It is on its own platform, for what is new and for what stands, and nowhere else."""
    place = (linked.teams, CHANNEL)
    assert place == await linked.whereabouts("@kanaal")
    assert place == await linked.standing("@kanaal", "teams")
    assert await linked.whereabouts("@kanaal", frozenset({"teams"})) is None


async def test_one_platform_is_silent(linked: TwoPlatforms) -> None:
    """Who is known on the other one is reached there; who is known nowhere waits."""
    await linked.staff_id(in_teams("finn"))
    linked.slack_book.is_silent = True
    assert in_teams("finn") == await whereabouts(linked, "finn")
    with pytest.raises(NotSent):
        await linked.whereabouts("bram")
    await linked.keep_up()
    linked.slack_book.is_silent = False
    assert in_slack("bram") == await whereabouts(linked, "bram")


async def test_who_got_the_app_before_they_said_a_word(linked: TwoPlatforms) -> None:
    """An address is enough to find out whose it is, on the same day or after an import."""
    await linked.addresses.put("aad-finn", "a1")
    await linked.addresses.put("aad-leerling", "a2")
    assert await whereabouts(linked, "finn") is None
    await linked.keep_up()
    assert in_teams("finn") == await whereabouts(linked, "finn")
    assert 1 == linked.teams_book.asked.count("aad-leerling")
    await linked.keep_up()
    assert 1 == linked.teams_book.asked.count("aad-leerling")
    assert [] == used(linked)


async def test_strangers_are_forgotten(linked: TwoPlatforms) -> None:
    """Where somebody is reached who is not on staff, is kept for a month."""
    await linked.addresses.put("aad-finn", "a1")
    await linked.addresses.put("aad-leerling", "a2")
    await linked.keep_up()
    linked.passes(30 * DAY)
    await linked.keep_up()
    assert ("a1", "") == (
        await linked.addresses.get("aad-finn"),
        await linked.addresses.get("aad-leerling"),
    )


async def test_an_account_that_becomes_a_colleagues(linked: TwoPlatforms) -> None:
    """Who had it goes on elsewhere; who has it now goes on where they were."""
    await linked.staff_id(in_teams("bram"))
    linked.teams_book.gives("aad-bram", "carla@school.example")
    linked.teams_book.refuses("aad-carla")
    linked.forget(in_teams("bram"))
    assert "carla" == await linked.staff_id(in_teams("bram"))
    assert in_slack("bram") == await whereabouts(linked, "bram")
    assert ["carla"] == [row.staff_id for row in used(linked)]


async def test_another_account_on_the_same_platform(linked: TwoPlatforms) -> None:
    """Somebody who gets a new account goes on in that one."""
    await linked.staff_id(in_teams("bram"))
    linked.teams_book.gives("aad-nieuw", "bram@school.example")
    assert "bram" == await linked.staff_id(Who("teams", "aad-nieuw"))
    again = linked.again()
    await again.open()
    assert Who("teams", "aad-nieuw") == await whereabouts(again, "bram")
