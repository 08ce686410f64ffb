"""People who come in and leave: their addresses, the one welcome, and what is dropped."""

import asyncio
import logging

import pytest

from adapters.teams.activities import nonce_of
from adapters.teams.address import Address, address_in
from adapters.teams.card_content import card_content, summary_of
from adapters.teams.welcome import WELCOME, welcome
from flows.ports import Arrived, Say, ShowTaskList, Who
from flows.task_list import Item, Section, TaskList
from tests.adapters.sample_conversation import PAGE, TASKS, SampleConversation
from tests.adapters.teams.incoming import activity_samples as sent
from tests.adapters.teams.incoming.our_side import OurSide

ANS = Who("teams", sent.ACCOUNT)
AT_HOME = Address(sent.SERVICE, sent.PERSONAL, sent.MEMBER, sent.BOT)
SOMEWHERE = Address(sent.SERVICE, "", sent.MEMBER, sent.BOT)


NOTHING_WAITS = TaskList(TASKS.title, (Section("Overzicht", (Item("1 open melding"),)),))


@pytest.fixture(autouse=True)
def nothing_waits(bot: SampleConversation) -> None:
    """Lets nothing wait for who comes in."""
    bot.tasks = ShowTaskList(NOTHING_WAITS)


def kept(ours: OurSide) -> Address | None:
    """Gives the address that is kept of the person of the samples."""
    return address_in(ours.addresses.kept.get(sent.ACCOUNT, ""))


async def test_a_welcome(ours: OurSide, bot: SampleConversation) -> None:
    """Whoever gets the app reads once what it does, who reads along and how to stop."""
    await ours.send(sent.installation())
    ((_, _, body),) = ours.calls.made

    assert [card_content(WELCOME, nonce_of("f:1001"))] == ours.calls.cards
    assert summary_of(WELCOME) == body["summary"]
    assert AT_HOME == kept(ours)
    assert [ANS] == ours.changed
    assert [Arrived(ANS, "hulp||", "f:1001"), Arrived(ANS, "taken||", "f:1001")] == bot.asked


async def test_what_waits_for_who_comes(ours: OurSide, bot: SampleConversation) -> None:
    """Whoever had something to do before the app was there reads so below the welcome."""
    bot.tasks = ShowTaskList(TASKS)
    await asyncio.gather(ours.send(sent.installation()), ours.send(sent.members_added()))
    _, (_, url, body) = ours.calls.made

    assert f"v3/conversations/{sent.PERSONAL.replace(':', '%3A')}/activities" == url
    assert TASKS.title == body["summary"]
    assert "Taak 1" in str(ours.calls.cards[1])


async def test_tasks_that_cannot_be_told(ours: OurSide, bot: SampleConversation) -> None:
    """The welcome is there all the same."""
    bot.tasks = ValueError(sent.CANARY)
    await ours.send(sent.installation())

    assert 1 == len(ours.calls.cards)


async def test_a_welcome_comes_once(ours: OurSide) -> None:
    """Teams tells an installation twice, and again with each update of the app."""
    await asyncio.gather(ours.send(sent.installation()), ours.send(sent.members_added()))
    await ours.send(sent.installation("add-upgrade", "f:1009"))
    await ours.send(sent.members_added(activity_id="f:1010"))

    assert 1 == len(ours.calls.cards)


async def test_no_welcome_for_who_was_here(ours: OurSide) -> None:
    """Whoever used the app in this chat before needs no welcome."""
    await ours.send(sent.message("help"))
    await ours.send(sent.installation())

    assert 1 == len(ours.calls.cards)
    assert [] == ours.changed


async def test_a_welcome_after_a_report_elsewhere(ours: OurSide) -> None:
    """Whoever reported from a group before the app came into their chat still gets one."""
    await ours.send(sent.extension())
    await ours.send(sent.installation())

    assert 1 == len(ours.calls.cards)


@pytest.mark.parametrize("told", [Say("Alleen voor medewerkers.", "refused"), ValueError("x")])
async def test_no_welcome_for_others(
    ours: OurSide, bot: SampleConversation, told: Say | Exception
) -> None:
    """A pupil or guest who gets the app hears nothing, nor does anybody when that is not known."""
    bot.reply = told
    await ours.send(sent.installation())

    assert [] == ours.calls.made


async def test_a_welcome_while_practising(ours: OurSide) -> None:
    """In a practice the welcome says so."""
    assert "OEFENING" == welcome("OEFENING").badge
    assert "" == PAGE.badge


@pytest.mark.parametrize("place", ["group", "channel"])
async def test_no_welcome_elsewhere(ours: OurSide, bot: SampleConversation, place: str) -> None:
    """Nobody is welcomed in a group or a team, and nothing is kept of who is in it."""
    put = sent.in_group if place == "group" else sent.in_channel
    await ours.send(put(sent.installation()))
    await ours.send(put(sent.members_added()))

    assert ([], []) == (ours.calls.made, bot.asked)
    assert set(ours.addresses.kept) <= {sent.CHANNEL}


async def test_taking_the_app_out(ours: OurSide) -> None:
    """Whoever takes the app out is not reached any more, and that is told on."""
    await ours.send(sent.installation())
    await ours.send(sent.installation("remove", "f:1003"))

    assert {} == ours.addresses.kept
    assert [ANS, ANS] == ours.changed


async def test_the_app_comes_back(ours: OurSide) -> None:
    """Whoever gets it again is reached again, and reads the welcome again."""
    for number, action in enumerate(("add", "remove", "add")):
        await ours.send(sent.installation(action, f"f:200{number}"))

    assert AT_HOME == kept(ours)
    assert 2 == len(ours.calls.cards)


async def test_an_app_that_leaves_a_team(ours: OurSide) -> None:
    """An app that is taken out of a team is still in the chats of the people."""
    await ours.send(sent.message("help"))
    await ours.send(sent.in_channel(sent.installation("remove")))

    assert AT_HOME == kept(ours)
    assert [] == ours.changed


async def test_somebody_without_an_account(ours: OurSide) -> None:
    """Of somebody without an account nothing is kept."""
    await ours.send(sent.installation() | {"from": {"id": sent.MEMBER}})
    await ours.send(sent.installation("remove", "f:1003") | {"from": {"id": sent.MEMBER}})

    assert ([], {}, []) == (ours.calls.made, ours.addresses.kept, ours.changed)


IN_PERSON = [
    kind
    for kind, payload in sent.EVERY_KIND.items()
    if payload["conversation"]["conversationType"] == "personal"
    and kind not in {"a removal", "a refresh"}
]
ELSEWHERE = ["the command in a message box", "a form of the command"]


@pytest.mark.parametrize("kind", IN_PERSON)
async def test_the_address_is_kept(ours: OurSide, kind: str) -> None:
    """Everything that somebody does in their own chat tells where they are reached."""
    await ours.send(sent.EVERY_KIND[kind])

    assert AT_HOME == kept(ours)


async def test_the_address_is_renewed(ours: OurSide) -> None:
    """Teams may call us from elsewhere from one day to the next."""
    await ours.send(sent.message("taken"))
    moved = "https://smba.trafficmanager.net/amer/x/"
    await ours.send(sent.message("taken", "2") | {"serviceUrl": moved})

    assert Address(moved, sent.PERSONAL, sent.MEMBER, sent.BOT) == kept(ours)


@pytest.mark.parametrize("kind", ELSEWHERE)
async def test_the_address_from_elsewhere(ours: OurSide, kind: str) -> None:
    """From a group it is only known who somebody is; a chat that was known stays known."""
    await ours.send(sent.EVERY_KIND[kind])
    assert SOMEWHERE == kept(ours)
    await ours.send(sent.message("taken"))
    await ours.send(sent.EVERY_KIND[kind] | {"id": "f:3001"})
    assert AT_HOME == kept(ours)


async def test_the_address_is_known_before_anything_is_asked(
    ours: OurSide, bot: SampleConversation
) -> None:
    """Who somebody is can only be asked at their address, so that is kept first."""
    bot.reply = ValueError("x")
    await ours.send(sent.fetched("open|7K3Q|"))

    assert AT_HOME == kept(ours)


async def test_an_address_that_cannot_be_kept(
    ours: OurSide, bot: SampleConversation, caplog: pytest.LogCaptureFixture
) -> None:
    """When it cannot be kept now, what was asked is still answered."""
    caplog.set_level(logging.INFO)
    ours.addresses.fails = OSError(sent.CANARY)
    await ours.dialog(sent.fetched("open|7K3Q|"))

    assert 1 == len(bot.asked)
    assert ["teams_address_not_kept"] == [record.getMessage() for record in caplog.records]
    assert sent.CANARY not in caplog.text


@pytest.mark.parametrize("action", ["add", "remove"])
async def test_an_installation_that_goes_wrong(
    ours: OurSide, caplog: pytest.LogCaptureFixture, action: str
) -> None:
    """What goes wrong at an installation is noted, and Teams is not troubled with it."""
    ours.addresses.fails = OSError(sent.CANARY)

    assert await ours.send(sent.installation(action)) is None
    assert ["teams_request_failed"] == [record.getMessage().split()[0] for record in caplog.records]
    assert sent.CANARY not in caplog.text
