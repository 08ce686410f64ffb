"""Buttons in messages, modals and Home, and how what they give is shown."""

import pytest

from adapters.sentences import TOO_SLOW
from adapters.slack.form_view import form_view
from adapters.slack.home_tabs import TASKS_AT_HOME
from adapters.slack.page_view import page_view
from adapters.slack.said_view import said_view
from flows.ports import (
    Pressed,
    Say,
    ShowForm,
    ShowTaskList,
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
MODAL = sent.view("modal", "page")
HOME = sent.view("home", "")


@pytest.fixture
def hook(vendor: Vendor) -> str:
    """Gives an address to answer to."""
    return f"{vendor.url}/hooks/1"


async def test_button_in_a_message_opens(
    ours: OurSide, bot: SampleConversation, vendor: Vendor, hook: str
) -> None:
    """A button under a card opens a modal."""
    assert await ours.send(sent.pressed_in_message("open|7K3Q|", hook)) == ""
    assert [Pressed(ANS, "open|7K3Q|", sent.TRIGGER)] == bot.asked
    assert [page_view(PAGE)] == [made["view"] for made in vendor.made("views.open")]


async def test_button_in_a_message_says(
    ours: OurSide, bot: SampleConversation, vendor: Vendor, hook: str
) -> None:
    """What a button did at once is whispered to who pressed it."""
    bot.reply = DONE
    await ours.send(sent.pressed_in_message("oppakken|7K3Q|", hook))

    await ours.ended()
    assert [DONE.text] == [line["text"] for line in vendor.whispered]
    assert ["ephemeral"] == [line["response_type"] for line in vendor.whispered]


async def test_a_whisper_that_takes_long_holds_up_no_answer(
    ours: OurSide, bot: SampleConversation, vendor: Vendor, hook: str
) -> None:
    """Slack has its answer before it takes what is whispered, for it waits three seconds."""
    bot.reply = DONE
    vendor.takes_whispers.clear()

    assert await ours.send(sent.pressed_in_message("oppakken|7K3Q|", hook)) == ""
    assert [] == vendor.whispered

    vendor.takes_whispers.set()
    await ours.ended()
    assert [DONE.text] == [line["text"] for line in vendor.whispered]


async def test_button_in_a_message_came_too_late(ours: OurSide, vendor: Vendor, hook: str) -> None:
    """When the modal cannot be opened any more, that is whispered."""
    vendor.answers["views.open"] = [{"ok": False, "error": "expired_trigger_id"}]
    await ours.send(sent.pressed_in_message("open|7K3Q|", hook))

    await ours.ended()
    assert [TOO_SLOW] == [line["text"] for line in vendor.whispered]


async def test_button_without_an_address_to_answer(
    ours: OurSide, bot: SampleConversation, vendor: Vendor
) -> None:
    """Without an address for a whisper a sentence is a modal."""
    bot.reply = DONE
    await ours.send(sent.pressed_in_message("oppakken|7K3Q|"))

    assert [said_view(DONE)] == [made["view"] for made in vendor.made("views.open")]


async def test_an_address_elsewhere_is_not_answered(
    ours: OurSide, bot: SampleConversation, vendor: Vendor
) -> None:
    """A whisper only goes to Slack."""
    bot.reply = DONE

    assert await ours.send(sent.pressed_in_message("x||", "https://example.org/hooks/1")) == ""
    await ours.ended()
    assert [] == vendor.whispered


async def test_button_of_an_older_version(
    ours: OurSide, bot: SampleConversation, vendor: Vendor, hook: str
) -> None:
    """A button that this version does not know is answered by the bot: it expired."""
    payload = sent.pressed_in_message("open|7K3Q|", hook, action_id="zaak_openen")

    assert await ours.send(payload) == ""
    assert [Pressed(ANS, "", sent.TRIGGER)] == bot.asked
    await ours.ended()
    assert [BOT_EXPIRED.text] == [line["text"] for line in vendor.whispered]


async def test_button_in_a_modal_replaces_it(
    ours: OurSide, bot: SampleConversation, vendor: Vendor
) -> None:
    """Whatever a button in a modal gives takes the place of that modal."""
    replies = (ShowForm(FORM), DONE, ShowTaskList(TASKS), WRONG)
    for reply in replies:
        bot.reply = reply
        ours.clock.moment += 1
        assert await ours.send(sent.pressed_in_view(MODAL, "doen|7K3Q|1")) == ""
    made = vendor.made("views.update")

    assert [form_view(FORM), said_view(DONE), said_view(Say(TASKS_AT_HOME))] == [
        update["view"] for update in made[:3]
    ]
    assert {("V1", MODAL["hash"])} == {(update["view_id"], update["hash"]) for update in made}
    assert [] == vendor.made("views.open")


async def test_button_in_a_modal_that_changed(ours: OurSide, vendor: Vendor) -> None:
    """The answer to the last press stands in a modal that two presses wanted to change."""
    vendor.answers["views.update"] = [{"ok": False, "error": "hash_conflict"}]
    await ours.send(sent.pressed_in_view(MODAL, "open|7K3Q|"))

    assert [True, False] == ["hash" in update for update in vendor.made("views.update")]
    assert [] == vendor.made("views.open")


async def test_button_in_a_modal_that_was_closed(ours: OurSide, vendor: Vendor) -> None:
    """Whoever closed the modal meanwhile gets the answer in a new one."""
    vendor.answers["views.update"] = [{"ok": False, "error": "not_found"}] * 2
    await ours.send(sent.pressed_in_view(MODAL, "open|7K3Q|"))

    assert [{"trigger_id": sent.TRIGGER, "view": page_view(PAGE)}] == vendor.made("views.open")


async def test_a_modal_is_not_opened_over_another(ours: OurSide, vendor: Vendor) -> None:
    """When nobody knows whether the modal was replaced, no second one is laid over it."""
    vendor.answers["views.update"] = [500]

    assert await ours.send(sent.pressed_in_view(MODAL, "open|7K3Q|")) == ""
    assert 1 == len(vendor.made("views.update"))
    assert [] == vendor.made("views.open")


async def test_button_in_home_opens(ours: OurSide, bot: SampleConversation, vendor: Vendor) -> None:
    """A button in Home opens a modal, also for a single sentence."""
    await ours.send(sent.pressed_in_view(HOME, "open|7K3Q|"))
    bot.reply = DONE
    ours.clock.moment += 1
    await ours.send(sent.pressed_in_view(HOME, "oppakken|7K3Q|"))
    shown = [made["view"] for made in vendor.made("views.open")]

    assert [page_view(PAGE), said_view(DONE)] == shown
