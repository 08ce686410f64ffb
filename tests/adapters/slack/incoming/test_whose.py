"""Whose requests are answered: those of people in our own workspace."""

from typing import Any

import pytest

from tests.adapters.sample_conversation import SampleConversation
from tests.adapters.slack.incoming import payload_samples as sent
from tests.adapters.slack.incoming.our_side import OurSide, our_side_of
from tests.adapters.slack.incoming.vendor import WHO_WE_ARE, Vendor

ELSEWHERE: dict[str, sent.Payload] = {
    "another workspace": {"team": {"id": "T2"}},
    "no workspace": {"team": None},
    "an organisation": {"is_enterprise_install": True},
    "a workspace of an organisation": {"enterprise": {"id": "E1", "name": "Bestuur"}},
    "somebody from elsewhere": {"user": {"id": "U1", "team_id": "T2"}},
    "ourselves": {"user": {"id": "UBOT", "team_id": "T1"}},
    "Slackbot": {"user": {"id": "USLACKBOT"}},
}

SENT_BY_FORM: dict[str, sent.Payload] = {
    "another workspace": {"team_id": "T2"},
    "an organisation": {"is_enterprise_install": "true"},
    "a workspace of an organisation": {"enterprise_id": "E1"},
    "ourselves": {"user_id": "UBOT"},
}

EVENTS: dict[str, sent.Payload] = {
    "another workspace": {"team_id": "T2"},
    "a workspace of an organisation": {"enterprise_id": "E1"},
}

INTERACTIVE = [kind for kind, payload in sent.EVERY_KIND.items() if "team" in payload]
EVENT_KINDS = [kind for kind, payload in sent.EVERY_KIND.items() if "event" in payload]


async def refused(ours: OurSide, bot: SampleConversation, payload: sent.Payload) -> None:
    """Holds that nothing is done, said or called."""
    assert await ours.send(payload) == ""
    assert [] == bot.asked
    assert [] == bot.searched
    assert () == ours.platform.faults()


@pytest.mark.parametrize("whose", ELSEWHERE)
@pytest.mark.parametrize("kind", INTERACTIVE)
async def test_from_elsewhere(
    ours: OurSide, bot: SampleConversation, vendor: Vendor, kind: str, whose: str
) -> None:
    """Every interaction from elsewhere is refused without a word."""
    await refused(ours, bot, sent.EVERY_KIND[kind] | ELSEWHERE[whose])
    assert ["auth.test"] == [method for method, _ in vendor.calls]


@pytest.mark.parametrize("whose", SENT_BY_FORM)
async def test_a_command_from_elsewhere(
    ours: OurSide, bot: SampleConversation, vendor: Vendor, whose: str
) -> None:
    """So is every command, and no answer goes to the address that came with it."""
    answer_to = f"{vendor.url}/hooks/1"
    await refused(ours, bot, sent.command(respond_to=answer_to) | SENT_BY_FORM[whose])
    await ours.ended()
    assert [] == vendor.whispered


@pytest.mark.parametrize("whose", EVENTS)
@pytest.mark.parametrize("kind", EVENT_KINDS)
async def test_an_event_from_elsewhere(
    ours: OurSide, bot: SampleConversation, kind: str, whose: str
) -> None:
    """So is every event: that another workspace removed the app is no fault here."""
    await refused(ours, bot, sent.EVERY_KIND[kind] | EVENTS[whose])


async def test_an_event_of_nobody(ours: OurSide, bot: SampleConversation, vendor: Vendor) -> None:
    """An event that does not say of whom it is shows nothing to anybody."""
    await refused(ours, bot, sent.event("app_home_opened", tab="home"))
    ours.clock.moment += 1
    await refused(ours, bot, sent.event("user_change"))
    assert [] == vendor.made("views.publish")


async def test_our_own_organisation(bot: SampleConversation, vendor: Vendor) -> None:
    """A workspace that is part of an organisation answers its own people."""
    vendor.answers["auth.test"] = [WHO_WE_ARE | {"enterprise_id": "E1"}]
    ours_too: dict[str, Any] = {"enterprise": {"id": "E1", "name": "Bestuur"}}
    async with our_side_of(bot, vendor) as ours:
        await ours.send(sent.shortcut() | ours_too)
        await ours.send(sent.shortcut() | {"enterprise": {"id": "E2"}})

    assert 1 == len(bot.asked)


async def test_slack_is_asked_who_we_are_once(
    ours: OurSide, bot: SampleConversation, vendor: Vendor
) -> None:
    """No request costs a call to ask who we are: that was asked at the start."""
    for second, payload in enumerate(sent.EVERY_KIND.values()):
        ours.clock.moment += second
        await ours.send(payload)

    assert 1 == len(vendor.made("auth.test"))


@pytest.mark.parametrize(
    "payload",
    [
        {"type": "message_action", "callback_id": "pestmelding", "message": {"text": sent.CANARY}},
        {"type": "interactive_message", "callback_id": "x", "actions": [{}]},
        {"type": "workflow_step_edit", "callback_id": "x"},
        {"type": "dialog_suggestion", "callback_id": "x"},
        {"type": "function_executed"},
    ],
)
async def test_what_the_app_never_asked_for(
    ours: OurSide, bot: SampleConversation, payload: sent.Payload
) -> None:
    """A kind of request that is not in the manifest is left alone, not answered with a 404."""
    await refused(ours, bot, payload | {"team": {"id": "T1"}, "user": {"id": "U1"}})
