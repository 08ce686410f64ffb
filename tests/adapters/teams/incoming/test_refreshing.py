"""Cards that a client asks for anew, as it does when a chat is opened."""

import asyncio
import logging

import pytest

from adapters.teams.card_activity import version_nonce
from adapters.teams.card_content import card_content
from adapters.teams.said import UNCHANGED
from flows.cards import Button, Card
from flows.ports import Say, Who
from tests.adapters.sample_conversation import SampleConversation
from tests.adapters.teams.incoming import activity_samples as sent
from tests.adapters.teams.incoming.our_side import OurSide
from tests.adapters.teams.refresh_rules import refreshed_for

ANS = Who("teams", sent.ACCOUNT)
PLACE = f"{sent.PERSONAL}/1763889100000"
TAKE_UP = "oppakken|7K3Q|"
NOW = Card("melding", "Melding 7K3Q", "done", paragraphs=("Opgepakt door Anna, 9:12.",))


@pytest.mark.parametrize("trigger", ["automatic", "manual"])
async def test_the_card_as_it_is_now(ours: OurSide, bot: SampleConversation, trigger: str) -> None:
    """It takes the place of what stands there and is refreshed again; nothing else is done."""
    bot.standing = NOW
    card = await ours.in_place(sent.refreshed(trigger=trigger))

    assert card_content(NOW, version_nonce(PLACE, NOW), sent.MEMBER) == card
    assert [sent.MEMBER] == refreshed_for(card)
    assert [(ANS, PLACE)] == bot.looked_at
    assert ([], [], {}) == (bot.asked, ours.calls.made, ours.addresses.kept)


async def test_the_same_version_is_the_same_showing(ours: OurSide, bot: SampleConversation) -> None:
    """A card that did not change is answered as it was, however often it is asked for."""
    bot.standing = Card("melding", "Melding 7K3Q", buttons=(Button("Pak op", TAKE_UP),))
    first = await ours.in_place(sent.refreshed())

    assert first == await ours.in_place(sent.refreshed("f:aa12"))


async def test_a_pressed_card_is_refreshed_as_well(ours: OurSide, bot: SampleConversation) -> None:
    """What takes the place of a card after a press is asked for anew like any other."""
    bot.reply, bot.standing = Say("Opgepakt."), NOW

    assert [sent.MEMBER] == refreshed_for(await ours.in_place(sent.executed(TAKE_UP)))


@pytest.mark.parametrize("standing", [None, ValueError("x")])
async def test_nothing_stands_there(
    ours: OurSide, bot: SampleConversation, standing: Exception | None
) -> None:
    """Of somebody else, gone, or not to be made now: the card stays, and nothing is told."""
    bot.standing = standing

    assert UNCHANGED == await ours.sentence(sent.refreshed())


@pytest.mark.parametrize("place", ["group", "channel"])
async def test_a_card_elsewhere(ours: OurSide, bot: SampleConversation, place: str) -> None:
    """A card that was passed on is looked up for nobody."""
    bot.standing = NOW
    put = sent.in_group if place == "group" else sent.in_channel

    assert UNCHANGED == await ours.sentence(put(sent.refreshed()))
    assert [] == bot.looked_at


async def test_somebody_without_an_account(ours: OurSide, bot: SampleConversation) -> None:
    """Nothing is looked up, and nothing is told of what this app is for."""
    bot.standing = NOW
    nobody = {"from": {"id": sent.MEMBER}}

    assert UNCHANGED == await ours.sentence(sent.refreshed() | nobody)
    assert [] == bot.looked_at


async def test_a_refresh_that_does_not_say_of_what(ours: OurSide, bot: SampleConversation) -> None:
    """It is no card of ours, which are all known by their place."""
    await ours.sentence({**sent.refreshed(), "replyToId": None})

    assert [(ANS, f"{sent.PERSONAL}/")] == bot.looked_at


async def test_it_takes_too_long(bot: SampleConversation) -> None:
    """A client that asks by itself is not told to wait: the card stays as it is."""
    going_on = asyncio.Event()

    class Slow(SampleConversation):
        async def card(self, who: Who, message_id: str) -> Card | None:
            await going_on.wait()
            return await super().card(who, message_id)

    ours = OurSide(Slow(), within=0.01)
    assert UNCHANGED == await ours.sentence(sent.refreshed())
    going_on.set()
    await ours.under_way.ended(1.0)


async def test_what_goes_wrong_is_logged(
    ours: OurSide, bot: SampleConversation, caplog: pytest.LogCaptureFixture
) -> None:
    """With a mark and the kind of error, and nothing of the card."""
    bot.standing = ValueError(sent.CANARY)
    with caplog.at_level(logging.INFO):
        await ours.sentence(sent.refreshed())

    (line,) = caplog.records
    assert ("ValueError", False) == (line.__dict__["error"], sent.CANARY in caplog.text)
