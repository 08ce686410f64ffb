"""The Home tab, and what else happens in the workspace."""

import pytest

from adapters.slack.home_view import home_view, refused_home
from flows.ports import (
    Pressed,
    Say,
    ShowForm,
    Who,
)
from tests.adapters.sample_conversation import (
    DONE,
    FORM,
    TASKS,
    SampleConversation,
)
from tests.adapters.slack.incoming import payload_samples as sent
from tests.adapters.slack.incoming.our_side import OurSide
from tests.adapters.slack.incoming.vendor import Vendor

ANS = Who("slack", "U1")
HOME = sent.view("home", "")


async def test_turning_a_page_of_home(ours: OurSide, vendor: Vendor) -> None:
    """The button to the second page shows the second page."""
    assert await ours.send(sent.pressed_in_view(HOME, "taken||2")) == ""
    assert [home_view(TASKS, 2)] == [made["view"] for made in vendor.made("views.publish")]
    assert [] == vendor.made("views.open")


async def test_home_is_the_task_list(
    ours: OurSide, bot: SampleConversation, vendor: Vendor
) -> None:
    """Opening Home shows the tasks; a second delivery of the same event shows them again."""
    again = {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}
    await ours.send(sent.home_opened())
    ours.clock.moment += 60
    await ours.send(sent.home_opened(), again)

    assert [{"user_id": "U1", "view": home_view(TASKS)}] * 2 == vendor.made("views.publish")
    assert [Pressed(ANS, "taken||", "Ev08MFMKH6")] * 2 == bot.asked


async def test_home_of_a_stranger(ours: OurSide, bot: SampleConversation, vendor: Vendor) -> None:
    """Home says it when there is nothing to see for somebody."""
    bot.tasks = Say("Dit is alleen voor medewerkers.", "refused")
    await ours.send(sent.home_opened())
    shown = [made["view"] for made in vendor.made("views.publish")]

    assert [refused_home("Dit is alleen voor medewerkers.")] == shown


async def test_the_messages_tab_is_no_home(
    ours: OurSide, bot: SampleConversation, vendor: Vendor
) -> None:
    """Looking at the messages asks for nothing; an odd answer to Home shows nothing."""
    await ours.send(sent.home_opened("messages"))
    bot.tasks = DONE
    bot.tasks = ShowForm(FORM)
    await ours.send(sent.home_opened())

    assert [] == vendor.made("views.publish")


async def test_home_that_cannot_be_published(ours: OurSide, vendor: Vendor) -> None:
    """Slack has its answer when it does not take a Home; opening it again tries again."""
    vendor.answers["views.publish"] = [500]

    assert await ours.send(sent.home_opened()) == ""


async def test_what_is_typed_to_the_bot_is_ignored(
    ours: OurSide, bot: SampleConversation, vendor: Vendor
) -> None:
    """A message to the bot is neither read nor answered."""
    assert await ours.send(sent.EVERY_KIND["message"]) == ""
    assert [] == bot.asked
    assert ["auth.test"] == [method for method, _ in vendor.calls]


async def test_an_account_changed(ours: OurSide, bot: SampleConversation) -> None:
    """Whoever wants to know hears of an account that changed; without anybody it is no matter."""
    heard: list[Who] = []
    await ours.send(sent.EVERY_KIND["user changed"])
    ours.platform.on_changed = heard.append
    ours.clock.moment += 1
    await ours.send(sent.EVERY_KIND["user changed"])

    assert [ANS] == heard


@pytest.mark.parametrize("kind", ["app uninstalled", "tokens revoked"])
async def test_the_app_was_removed(ours: OurSide, kind: str) -> None:
    """An app that was taken out of the workspace is a fault that the operator sees."""
    await ours.send(sent.EVERY_KIND[kind])

    assert ("slack-verwijderd",) == ours.platform.faults()


async def test_a_token_that_is_not_ours_was_revoked(ours: OurSide) -> None:
    """Somebody's own token is no matter of ours."""
    await ours.send(sent.event("tokens_revoked", tokens={"oauth": ["U1"], "bot": []}))

    assert () == ours.platform.faults()


async def test_home_follows_what_somebody_does(
    ours: OurSide, bot: SampleConversation, vendor: Vendor
) -> None:
    """A Home that was opened is drawn again when its owner did something elsewhere."""
    await ours.send(sent.home_opened())
    bot.reply = DONE
    await ours.send(sent.submitted(sent.form_filled_in("doen|7K3Q|1")))
    await ours.send(sent.pressed_in_view(HOME, "oppakken|7K3Q|"))
    await ours.platform.stop()

    assert 3 == len(vendor.made("views.publish"))


async def test_home_that_nobody_opened_is_left_alone(
    ours: OurSide, bot: SampleConversation, vendor: Vendor
) -> None:
    """Whoever never opened Home costs no call."""
    bot.reply = DONE
    await ours.send(sent.submitted(sent.form_filled_in("doen|7K3Q|1")))
    await ours.platform.stop()

    assert [] == vendor.made("views.publish")


async def test_home_that_cannot_be_drawn_again(
    ours: OurSide, bot: SampleConversation, caplog: pytest.LogCaptureFixture
) -> None:
    """A fault while drawing Home again is noted and nothing else."""
    await ours.send(sent.home_opened())
    bot.reply, bot.tasks = DONE, RuntimeError(sent.CANARY)

    await ours.send(sent.submitted(sent.form_filled_in("doen|7K3Q|1")))
    await ours.platform.stop()

    assert "slack_home_not_renewed" in caplog.messages
    assert sent.CANARY not in caplog.text
