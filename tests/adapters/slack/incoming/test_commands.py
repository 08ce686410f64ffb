"""Slash commands and the shortcut, as they reach the bot, and how its answers are shown."""

import pytest

from adapters.sentences import TOO_SLOW
from adapters.slack.form_view import form_view
from adapters.slack.home_tabs import TASKS_AT_HOME
from adapters.slack.home_view import home_view
from adapters.slack.page_view import page_view
from adapters.slack.said_view import said_view
from flows.ports import (
    Pressed,
    Say,
    ShowForm,
    ShowTaskList,
    Typed,
    Who,
)
from tests.adapters.sample_conversation import (
    DONE,
    FORM,
    PAGE,
    TASKS,
    WRONG,
    SampleConversation,
)
from tests.adapters.sample_conversation import EXPIRED as BOT_EXPIRED
from tests.adapters.slack.incoming import payload_samples as sent
from tests.adapters.slack.incoming.our_side import OurSide
from tests.adapters.slack.incoming.vendor import Vendor

ANS = Who("slack", "U1")


async def test_command_opens_a_form(ours: OurSide, bot: SampleConversation, vendor: Vendor) -> None:
    """A command opens what the bot shows, within the request, and drops the text behind it."""
    bot.reply = ShowForm(FORM)

    assert await ours.send(sent.command()) == ""
    assert [Typed(ANS, "pestmelding", sent.TRIGGER)] == bot.asked
    assert [{"trigger_id": sent.TRIGGER, "view": form_view(FORM)}] == vendor.made("views.open")


async def test_command_opens_a_page(ours: OurSide, vendor: Vendor) -> None:
    """The second command opens a page."""
    assert await ours.send(sent.command("/pestprotocol")) == ""
    assert [page_view(PAGE)] == [made["view"] for made in vendor.made("views.open")]


async def test_command_is_answered_with_a_line(ours: OurSide, bot: SampleConversation) -> None:
    """A sentence stands below the command, for this person only, without a meaning to Slack."""
    bot.reply = Say("Alleen voor <medewerkers> & co.", "refused")
    expected = {
        "response_type": "ephemeral",
        "text": "Alleen voor &lt;medewerkers&gt; &amp; co.",
    }

    assert expected == await ours.send(sent.command())


async def test_command_gives_tasks(ours: OurSide, bot: SampleConversation, vendor: Vendor) -> None:
    """Tasks are put in Home, and the line says so."""
    bot.reply = ShowTaskList(TASKS)
    line = await ours.send(sent.command())

    assert {"response_type": "ephemeral", "text": TASKS_AT_HOME} == line
    assert [{"user_id": "U1", "view": home_view(TASKS)}] == vendor.made("views.publish")


@pytest.mark.parametrize("error", ["expired_trigger_id", "exchanged_trigger_id"])
async def test_command_came_too_late(ours: OurSide, vendor: Vendor, error: str) -> None:
    """When the modal cannot be opened any more, the answer says what to do."""
    vendor.answers["views.open"] = [{"ok": False, "error": error}]
    line = await ours.send(sent.command())

    assert {"response_type": "ephemeral", "text": TOO_SLOW} == line


async def test_an_old_command_expired(ours: OurSide, bot: SampleConversation) -> None:
    """A command of an older version gets the sentence of the bot."""
    line = await ours.send(sent.command("/pesten"))

    assert BOT_EXPIRED.text == line["text"]
    assert [Pressed(ANS, "", sent.TRIGGER)] == bot.asked


async def test_shortcut_opens_the_report(
    ours: OurSide, bot: SampleConversation, vendor: Vendor
) -> None:
    """The global shortcut is the button to report."""
    bot.reply = ShowForm(FORM)

    assert await ours.send(sent.shortcut()) == ""
    assert [Pressed(ANS, "melden||", sent.TRIGGER)] == bot.asked
    assert 1 == len(vendor.made("views.open"))


async def test_shortcut_says_it_in_a_modal(
    ours: OurSide, bot: SampleConversation, vendor: Vendor
) -> None:
    """A shortcut has no line to answer with, so a sentence is a modal."""
    for reply in (DONE, ShowTaskList(TASKS), WRONG):
        bot.reply = reply
        ours.clock.moment += 1
        await ours.send(sent.shortcut())
    shown = [made["view"] for made in vendor.made("views.open")]
    refused = Say("Vul dit in.", "refused")

    assert [said_view(DONE), said_view(Say(TASKS_AT_HOME)), said_view(refused)] == shown


async def test_an_old_shortcut_expired(ours: OurSide, vendor: Vendor) -> None:
    """A shortcut of an older version says so."""
    await ours.send(sent.shortcut("melden"))

    assert [said_view(BOT_EXPIRED)] == [made["view"] for made in vendor.made("views.open")]
