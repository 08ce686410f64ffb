"""Buttons under cards that act at once, and what takes the place of the card."""

import pytest

from adapters.teams.activities import nonce_of
from adapters.teams.card_content import card_content
from adapters.teams.presenting import LIST
from adapters.teams.said import IN_A_WINDOW, IN_OWN_CHAT, ONLY_STAFF
from flows.cards import Button, Card
from flows.ports import Pressed, Reply, Say, ShowForm, ShowPage, Who
from tests.adapters.sample_conversation import (
    DONE,
    EXPIRED,
    FORM,
    PAGE,
    TASKS,
    WRONG,
    SampleConversation,
)
from tests.adapters.teams.incoming import activity_samples as sent
from tests.adapters.teams.incoming.our_side import OurSide

ANS = Who("teams", sent.ACCOUNT)
TAKE_UP = "oppakken|7K3Q|"
PICKED_UP = Card("melding", "Melding 7K3Q", "done", paragraphs=("Opgepakt door Anna, 9:12.",))
NOT_YET = Card("melding", "Melding 7K3Q", "action", buttons=(Button("Pak op", TAKE_UP),))
REFUSED = Say("Dit is niet aan jou.", "refused")


async def test_the_card_as_it_is_now(ours: OurSide, bot: SampleConversation) -> None:
    """After a press the card at once says what was done."""
    bot.reply, bot.standing = DONE, PICKED_UP
    card = await ours.in_place(sent.executed(TAKE_UP))

    assert card_content(PICKED_UP, nonce_of("f:aa01"), sent.MEMBER) == card
    assert [TAKE_UP] == [one.value for one in bot.asked if isinstance(one, Pressed)]
    assert [(ANS, f"{sent.PERSONAL}/1763889100000")] == bot.looked_at
    assert [] == ours.calls.made


async def test_no_card_stands_there(ours: OurSide, bot: SampleConversation) -> None:
    """When none stands there any more, it is said what was done."""
    bot.reply = DONE

    assert DONE.text == await ours.sentence(sent.executed(TAKE_UP))


@pytest.mark.parametrize("reply", [DONE, REFUSED])
async def test_a_second_press(ours: OurSide, bot: SampleConversation, reply: Say) -> None:
    """Who presses a button that is done by now sees the card as it is, and no error."""
    bot.reply, bot.standing = reply, PICKED_UP

    assert "Opgepakt door Anna" in str(await ours.in_place(sent.executed(TAKE_UP)))


async def test_a_refusal_that_the_card_does_not_tell(
    ours: OurSide, bot: SampleConversation
) -> None:
    """When the card would ask the same thing again, it is said why it was not done."""
    bot.reply, bot.standing = REFUSED, NOT_YET

    assert REFUSED.text == await ours.sentence(sent.executed(TAKE_UP))


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (ShowForm(FORM), IN_A_WINDOW),
        (ShowPage(PAGE), IN_A_WINDOW),
        (WRONG, WRONG.errors[0].message),
    ],
)
async def test_what_opens_a_dialog(
    ours: OurSide, bot: SampleConversation, reply: Reply, said: str
) -> None:
    """A form or page is not shown in the place of a card, where everybody in a chat sees it."""
    bot.reply = reply

    assert said == await ours.sentence(sent.executed(TAKE_UP))
    bot.standing = PICKED_UP
    assert "Opgepakt" in str(await ours.in_place(sent.executed(TAKE_UP, "f:aa02")))


async def test_the_card_cannot_be_made(ours: OurSide, bot: SampleConversation) -> None:
    """What was done was done; when the card cannot be shown, it is said."""
    bot.reply, bot.standing = DONE, ValueError("x")

    assert DONE.text == await ours.sentence(sent.executed(TAKE_UP))


async def test_a_button_of_another_version(ours: OurSide, bot: SampleConversation) -> None:
    """A button clicked a year later, whose press nobody knows any more, says that it expired."""
    assert EXPIRED.text == await ours.sentence(sent.executed("Zaak openen!"))
    bot.standing = PICKED_UP
    assert "Opgepakt" in str(await ours.in_place(sent.executed("Zaak openen!", "f:aa02")))


async def test_the_tasks_turn_over_in_place(ours: OurSide) -> None:
    """A page of the tasks takes the place of the one before it."""
    card = await ours.in_place(sent.executed("taken||2", nonce=f"{LIST}1"))

    assert {"taken||1", "taken||3"} <= set(str(card).replace("'", " ").split())
    assert f"'nonce': '{LIST}" in str(card)
    assert [] == ours.calls.made


async def test_the_tasks_do_not_replace_a_melding(ours: OurSide, bot: SampleConversation) -> None:
    """Asked for from a card about a melding, they come below it."""
    bot.standing = PICKED_UP

    assert "Opgepakt" in str(await ours.in_place(sent.executed("taken||")))
    (card,) = ours.calls.cards
    assert TASKS.title in str(card)


async def test_a_task_is_done_in_the_list(ours: OurSide, bot: SampleConversation) -> None:
    """A task that is done at once is gone from the list at once."""
    bot.reply = DONE
    card = await ours.in_place(sent.executed(TAKE_UP, nonce=f"{LIST}1"))

    assert TASKS.title in str(card)
    assert [TAKE_UP, "taken||"] == [one.value for one in bot.asked if isinstance(one, Pressed)]
    assert [] == bot.looked_at


@pytest.mark.parametrize("tasks", [DONE, ValueError("x")])
async def test_the_list_cannot_be_made(
    ours: OurSide, bot: SampleConversation, tasks: Say | Exception
) -> None:
    """When the list cannot be shown, it is said what was done."""
    bot.reply, bot.tasks = DONE, tasks

    assert DONE.text == await ours.sentence(sent.executed(TAKE_UP, nonce=f"{LIST}1"))


async def test_a_task_that_is_refused(ours: OurSide, bot: SampleConversation) -> None:
    """A refusal in the list is said."""
    bot.reply = REFUSED

    assert REFUSED.text == await ours.sentence(sent.executed(TAKE_UP, nonce=f"{LIST}1"))


@pytest.mark.parametrize("place", ["group", "channel"])
async def test_a_card_elsewhere(ours: OurSide, bot: SampleConversation, place: str) -> None:
    """A card that was passed on to a group or channel does nothing there, for nobody."""
    put = sent.in_group if place == "group" else sent.in_channel

    assert IN_OWN_CHAT == await ours.sentence(put(sent.executed(TAKE_UP)))
    assert [] == bot.asked


async def test_somebody_without_an_account(ours: OurSide, bot: SampleConversation) -> None:
    """Somebody without an account is refused without asking."""
    nobody = {"from": {"id": sent.MEMBER}}

    assert ONLY_STAFF == await ours.sentence(sent.executed(TAKE_UP) | nobody)
    assert [] == bot.asked
