"""What is typed in the chat with the app, or elsewhere, and what is said back."""

import logging

import msgspec
import pytest

from adapters.teams.chat import ONLY_YOU
from adapters.teams.launch_card import launch_card
from adapters.teams.said import IN_A_WINDOW, IN_OWN_CHAT, ONLY_STAFF
from flows.forms import FieldError
from flows.ports import (
    Gone,
    MaybeSent,
    NotSent,
    Pressed,
    Reply,
    Say,
    ShowFieldErrors,
    ShowForm,
    ShowPage,
    ShowTaskList,
    Typed,
    Unreachable,
    Who,
)
from tests.adapters.sample_conversation import DONE, FORM, PAGE, TASKS, SampleConversation
from tests.adapters.teams.dialog_reading import shown_words
from tests.adapters.teams.incoming import activity_samples as sent
from tests.adapters.teams.incoming.our_side import OurSide

ANS = Who("teams", sent.ACCOUNT)
IN_CHAT = f"v3/conversations/{sent.PERSONAL.replace(':', '%3A')}/activities"


def words_in(card: object) -> str:
    """Gives everything that stands in a card."""
    return str(card)


@pytest.mark.parametrize("typed", ["pestmelding", "/pestmelding", "Pestmelding over iemand"])
async def test_a_word_is_answered_with_a_button(
    ours: OurSide, bot: SampleConversation, typed: str
) -> None:
    """Teams opens no dialog for a word, so it is answered with the button that opens one."""
    bot.reply = ShowForm(FORM)
    activity = sent.message(typed)

    assert await ours.send(activity) is None
    assert [Typed(ANS, "pestmelding", activity["id"])] == bot.asked
    (card,) = ours.calls.cards
    assert "melden||" in words_in(card)
    assert FORM.title not in words_in(card)
    assert [("POST", IN_CHAT)] == [call[:2] for call in ours.calls.made]


async def test_a_word_that_opens_a_page(ours: OurSide) -> None:
    """The protocol stands in a dialog as well, and not in the chat."""
    await ours.send(sent.message("pestprotocol"))
    (card,) = ours.calls.cards

    assert "protocol||" in words_in(card)
    assert PAGE.title not in words_in(card)


@pytest.mark.parametrize(
    "reply",
    [
        ShowForm(msgspec.structs.replace(FORM, badge="OEFENING")),
        ShowPage(msgspec.structs.replace(PAGE, badge="OEFENING")),
    ],
)
async def test_a_word_in_a_practice(ours: OurSide, bot: SampleConversation, reply: Reply) -> None:
    """In a practice each card says that it is one, this one as well."""
    bot.reply = reply
    await ours.send(sent.message("pestmelding"))
    (card,) = ours.calls.cards

    assert "OEFENING" in words_in(card["body"][0])


async def test_the_tasks_stand_in_the_chat(ours: OurSide, bot: SampleConversation) -> None:
    """Tasks tell nothing of a melding, so they stand in the chat as a card."""
    bot.reply = ShowTaskList(TASKS)
    await ours.send(sent.message("taken"))
    (card,) = ours.calls.cards

    assert TASKS.title in words_in(card)
    assert [TASKS.title] == [body["summary"] for _, _, body in ours.calls.made]


@pytest.mark.parametrize("typed", ["help", "hoi", "", "x" * 5000, "pestmeldingen"])
async def test_other_words_get_help(ours: OurSide, bot: SampleConversation, typed: str) -> None:
    """Whatever else is typed is answered with what can be done here, and is not kept."""
    await ours.send(sent.message(typed))
    (card,) = ours.calls.cards

    assert shown_words(launch_card("help", "")) == shown_words(card)
    assert ["help"] == [one.command for one in bot.asked if isinstance(one, Typed)]


async def test_a_refusal_is_said(ours: OurSide, bot: SampleConversation) -> None:
    """Whoever may not use the app reads the sentence of the bot, as plain text."""
    bot.reply = Say("Alleen voor *medewerkers*.", "refused")
    await ours.send(sent.message("taken"))
    expected = {"type": "message", "text": "Alleen voor *medewerkers*.", "textFormat": "plain"}

    assert [("POST", IN_CHAT, expected)] == ours.calls.made


async def test_errors_are_said(ours: OurSide, bot: SampleConversation) -> None:
    """What would stand at a field is said when there is none."""
    bot.reply = ShowFieldErrors((FieldError("a", "Vul dit in."), FieldError("b", "Vul dit in.")))
    await ours.send(sent.message("taken"))

    assert ["Vul dit in."] == ours.calls.lines


async def test_a_message_comes_again(ours: OurSide, bot: SampleConversation) -> None:
    """A message that Teams delivers twice is answered once; the same word later is another one."""
    await ours.send(sent.message("taken"))
    await ours.send(sent.message("taken"))
    ours.time.moment += 3600
    await ours.send(sent.message("taken", "1763889151200"))

    assert 2 == len(bot.asked)
    assert 2 == len(ours.calls.made)


@pytest.mark.parametrize("place", ["group", "channel"])
async def test_elsewhere_it_is_told_where_to_go(
    ours: OurSide, bot: SampleConversation, place: str
) -> None:
    """In a group or channel nothing is asked or told, whoever asks it."""
    put = sent.in_group if place == "group" else sent.in_channel
    await ours.send(put(sent.mentioned("pestmelding")))

    assert [IN_OWN_CHAT] == ours.calls.lines
    assert [] == bot.asked


async def test_elsewhere_only_when_it_is_meant(ours: OurSide, bot: SampleConversation) -> None:
    """What people say to each other is left alone."""
    await ours.send(sent.in_group(sent.message("pestmelding")))

    assert ([], []) == (ours.calls.made, bot.asked)


async def test_what_only_one_person_sees(ours: OurSide) -> None:
    """What only one person sees in a group is answered to that person only."""
    await ours.send(sent.EVERY_KIND["a word only this person sees"])
    ((_, url, body),) = ours.calls.made

    assert url.endswith(ONLY_YOU)
    assert {"id": sent.MEMBER, "isTargeted": True} == body["recipient"]
    assert IN_OWN_CHAT == body["text"]


@pytest.mark.parametrize("kind", ["a word", "a button that posts"])
async def test_somebody_without_an_account(
    ours: OurSide, bot: SampleConversation, kind: str
) -> None:
    """Somebody without an account is refused without asking, and nothing is kept of them."""
    await ours.send(sent.EVERY_KIND[kind] | {"from": {"id": sent.MEMBER}})

    assert [ONLY_STAFF] == ours.calls.lines
    assert ([], {}) == (bot.asked, ours.addresses.kept)


@pytest.mark.parametrize("kind", sent.EVERY_KIND)
async def test_an_app_is_left_alone(ours: OurSide, bot: SampleConversation, kind: str) -> None:
    """What an app sends, ours among them, is not answered."""
    robot = {"from": {"id": sent.BOT, "aadObjectId": sent.ACCOUNT}}
    answer = await ours.send(sent.EVERY_KIND[kind] | robot)

    assert answer is None or answer.body is None
    assert ([], [], {}) == (bot.asked, ours.calls.made, ours.addresses.kept)


@pytest.mark.parametrize("failed", [NotSent("x"), MaybeSent("x"), Unreachable("x"), Gone()])
async def test_an_answer_that_does_not_go(
    ours: OurSide, caplog: pytest.LogCaptureFixture, failed: Exception
) -> None:
    """An answer that cannot be sent is noted; whoever asked can ask again."""
    ours.calls.fails = failed

    assert await ours.send(sent.message("taken")) is None
    assert 1 == len(ours.calls.made)
    assert ["teams_answer_not_sent"] == [record.getMessage() for record in caplog.records]


@pytest.mark.parametrize(
    ("reply", "said"),
    [(DONE, DONE.text), (ShowForm(FORM), IN_A_WINDOW), (ShowPage(PAGE), IN_A_WINDOW)],
)
async def test_a_button_that_posts(
    ours: OurSide, bot: SampleConversation, reply: Reply, said: str
) -> None:
    """An older client posts what a button holds; nothing of a form or page comes in the chat."""
    bot.reply = reply
    activity = sent.posted_press(sent.pressed("oppakken|7K3Q|"))
    await ours.send(activity)

    assert [said] == ours.calls.lines
    assert ["oppakken|7K3Q|"] == [one.value for one in bot.asked if isinstance(one, Pressed)]


async def test_a_button_that_posts_for_the_tasks(ours: OurSide) -> None:
    """It gives the tasks as a card, at the page that was asked for."""
    await ours.send(sent.posted_press(sent.pressed("taken||2")))
    (card,) = ours.calls.cards

    assert "taken||3" in words_in(card)


async def test_a_button_that_posts_twice(ours: OurSide, bot: SampleConversation) -> None:
    """A delivery that comes again does nothing; pressing once more does."""
    press = sent.pressed("oppakken|7K3Q|")
    await ours.send(sent.posted_press(press))
    await ours.send(sent.posted_press(press))
    await ours.send(sent.posted_press(press, "1763889151300"))

    assert 2 == len(bot.asked)


async def test_a_button_that_posts_in_a_group(ours: OurSide, bot: SampleConversation) -> None:
    """A card that was passed on to a group does nothing there."""
    await ours.send(sent.in_group(sent.posted_press(sent.pressed("oppakken|7K3Q|"))))

    assert [IN_OWN_CHAT] == ours.calls.lines
    assert [] == bot.asked


async def test_nothing_typed_is_logged(
    ours: OurSide, bot: SampleConversation, caplog: pytest.LogCaptureFixture
) -> None:
    """What somebody typed, and what they are called, comes in no log."""
    caplog.set_level(logging.DEBUG)
    bot.reply = ValueError(sent.CANARY)
    for activity in sent.EVERY_KIND.values():
        await ours.send(activity)

    assert sent.CANARY not in caplog.text
    assert "Traceback" not in caplog.text
