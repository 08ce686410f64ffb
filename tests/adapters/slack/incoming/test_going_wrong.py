"""What a person, Slack and the log are told when something goes wrong on our side."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from adapters.sentences import EXPIRED, TOO_SLOW, failed, reference_of
from adapters.slack import presenting
from adapters.slack.app import Door, build_app
from adapters.slack.listeners import Listeners
from adapters.slack.presenting import OPENED_WITHIN
from adapters.slack.sheets import Sheet
from adapters.slack.web import Identity
from adapters.under_way import UnderWay
from flows.ports import Reply, Request, Say, ShowPage
from tests.adapters.sample_conversation import PAGE, SampleConversation
from tests.adapters.slack.incoming import payload_samples as sent
from tests.adapters.slack.incoming.our_side import OurSide, our_side_of
from tests.adapters.slack.incoming.vendor import NEVER, TEAM, Vendor

BARE_FORM = sent.form_filled_in("doen|7K3Q|1") | {"state": None, "blocks": None}

LASTS_TRIGGER = 3.0
"""Seconds (docs, surfaces/modals)."""

TOLD = failed(reference_of(sent.TRIGGER))


class Trouble(Exception):
    """Holds what nobody may read."""


@pytest.fixture
def broken(bot: SampleConversation) -> SampleConversation:
    """Gives a bot in which everything goes wrong."""
    trouble = Trouble(sent.CANARY)
    bot.reply = bot.tasks = bot.found = trouble
    return bot


def logged(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str]]:
    """Gives what our side wrote, with the kind of error."""
    return [
        (record.getMessage(), str(record.__dict__.get("error", "")))
        for record in caplog.records
        if record.name == "pestmelding.slack"
    ]


async def test_a_command_goes_wrong(
    ours: OurSide, broken: SampleConversation, caplog: pytest.LogCaptureFixture
) -> None:
    """The person gets a sentence with a mark, the log the same mark and the kind of error."""
    caplog.set_level(logging.DEBUG)
    reference = reference_of(sent.TRIGGER)
    expected = [(f"slack_request_failed {reference}", "Trouble")]

    assert {"response_type": "ephemeral", "text": TOLD} == await ours.send(sent.command())
    assert expected == logged(caplog)
    assert reference in TOLD
    assert sent.CANARY not in caplog.text
    assert "Traceback" not in caplog.text


async def test_a_button_goes_wrong(
    ours: OurSide, broken: SampleConversation, vendor: Vendor
) -> None:
    """A button whispers, replaces its modal, or opens one, as it does otherwise."""
    message = sent.pressed_in_message("open|7K3Q|", f"{vendor.url}/hooks/1")
    modal = sent.pressed_in_view(sent.view("modal", "page"), "open|7K3Q|")
    home = sent.pressed_in_view(sent.view("home", ""), "open|7K3Q|")
    for payload in (message, modal, home, sent.shortcut()):
        assert await ours.send(payload) == ""

    await ours.ended()
    assert [TOLD] == [line["text"] for line in vendor.whispered]
    assert TOLD in str(vendor.made("views.update"))
    assert 2 == len(vendor.made("views.open"))


async def test_a_form_goes_wrong(ours: OurSide, broken: SampleConversation) -> None:
    """A form stays open with all that was typed, and the sentence at its last field."""
    shown = sent.form_filled_in("doen|7K3Q|1", soort="goed", gezien="veel werk")
    answered = await ours.send(sent.submitted(shown))
    block = Sheet("doen|7K3Q|1").block("gezien")
    expected = {block: failed(reference_of(f"V1:{shown['hash']}"))}

    assert {"response_action": "errors", "errors": expected} == answered


async def test_the_rest_goes_wrong(ours: OurSide, broken: SampleConversation) -> None:
    """A search finds nobody; an event is over, for opening Home again asks again."""
    assert {"options": []} == await ours.send(sent.typing("pupil", "vrie"))
    assert await ours.send(sent.home_opened()) == ""


async def test_telling_goes_wrong_too(
    ours: OurSide, broken: SampleConversation, vendor: Vendor, caplog: pytest.LogCaptureFixture
) -> None:
    """When it cannot even be said, Slack has its answer and the log says so twice."""
    refused = {"ok": False, "error": "invalid_arguments"}
    vendor.answers["views.open"] = [refused]

    assert await ours.send(sent.shortcut()) == ""
    assert ["Trouble", "Mistaken"] == [
        error for event, error in logged(caplog) if event.startswith("slack_request_failed")
    ]


async def test_a_whisper_that_does_not_arrive(
    ours: OurSide, bot: SampleConversation, vendor: Vendor, caplog: pytest.LogCaptureFixture
) -> None:
    """A whisper that Slack does not take is noted; what was done, was done."""
    bot.reply = Say("Gedaan.")

    assert await ours.send(sent.pressed_in_message("x||", f"{vendor.url}/nergens")) == ""
    await ours.ended()
    assert [("slack_line_not_shown", "NotSent")] == logged(caplog)


async def test_slack_does_not_answer_in_time(
    ours: OurSide, vendor: Vendor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A call to open a modal is given up in time to say so within the same request."""
    assert OPENED_WITHIN < LASTS_TRIGGER
    monkeypatch.setattr(presenting, "OPENED_WITHIN", 0.01)
    vendor.answers["views.open"] = [NEVER]

    assert {"response_type": "ephemeral", "text": TOO_SLOW} == await ours.send(sent.command())


async def test_a_newer_home_is_not_replaced_by_an_older_one(
    bot: SampleConversation, vendor: Vendor
) -> None:
    """Two task lists of one person are asked for and shown one after the other."""
    slow = SlowConversation()
    async with our_side_of(slow, vendor) as ours:
        first = asyncio.ensure_future(ours.send(sent.home_opened()))
        await slow.begun.wait()
        ours.clock.moment += 1
        second = asyncio.ensure_future(ours.send(sent.home_opened()))
        turned = asyncio.ensure_future(ours.send(sent.typing("pupil", "vrie")))
        await turned
        assert 0 == len(slow.asked)
        slow.may_end.set()
        await asyncio.gather(first, second)

    assert 2 == len(vendor.made("views.publish"))
    assert 1 == slow.most_at_once


async def test_a_mistake_of_ours_is_no_hurry(
    ours: OurSide, bot: SampleConversation, vendor: Vendor
) -> None:
    """A modal that Slack will never take is not said to have taken too long."""
    bot.reply = ShowPage(PAGE)
    vendor.answers["views.open"] = [{"ok": False, "error": "invalid_arguments"}]

    assert {"response_type": "ephemeral", "text": TOLD} == await ours.send(sent.command())


async def test_bolt_itself_goes_wrong(
    ours: OurSide, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever bolt makes of a request, Slack gets a 200 and a person no English."""

    async def dispatch(app: AsyncApp, request: AsyncBoltRequest) -> BoltResponse:
        return BoltResponse(status=404, body={"error": "unhandled request"})

    monkeypatch.setattr(AsyncApp, "async_dispatch", dispatch)
    line = await ours.send(sent.command())

    assert "Dit is niet meer aan de orde" in line["text"]
    assert await ours.send(sent.shortcut()) == ""
    assert [("slack_request_unanswered", "")] * 2 == logged(caplog)


class Hasty(Listeners):
    """Listeners that answer first and go wrong after."""

    def __init__(self) -> None:
        """Needs nothing."""

    def register(self, app: AsyncApp) -> None:
        """Registers one for a command."""

        async def listen(ack: AsyncAck) -> None:
            await ack("Gedaan.")
            raise Trouble(sent.CANARY)

        app.command("/pestmelding")(listen)


async def test_an_error_after_the_answer(caplog: pytest.LogCaptureFixture) -> None:
    """Not even an error behind an answer makes Slack wait three seconds for a 404."""
    caplog.set_level(logging.DEBUG)
    identity = Identity(TEAM, "B1", "UBOT")
    app = build_app(identity, Hasty())
    response = await Door(app, identity, UnderWay()).answer(sent.command())

    assert app.process_before_response
    assert (200, EXPIRED) == (response.status, msgspec.json.decode(response.body)["text"])
    assert sent.CANARY not in caplog.text


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        (sent.command() | {"user_id": ""}, "Dit is niet meer aan de orde"),
        (sent.submitted(sent.view("modal", "form")) | {"user": {}}, "Dit is niet meer aan de orde"),
        (sent.submitted(BARE_FORM), "Dit is niet meer aan de orde"),
        (sent.typing("pupil", "x") | {"value": None}, "options"),
        (sent.pressed_in_message("x||") | {"actions": []}, ""),
        (sent.home_opened() | {"event": "app_home_opened"}, ""),
    ],
)
async def test_keys_are_missing(
    ours: OurSide, bot: SampleConversation, payload: sent.Payload, said: str
) -> None:
    """A request without what it needs is said to have expired, where an answer can say that."""
    answered = await ours.send(payload)

    assert said in str(answered)
    assert bool(said) == bool(answered)
    assert [] == bot.asked


class SlowConversation(SampleConversation):
    """Answers when a test lets it."""

    def __init__(self) -> None:
        super().__init__()
        self.begun = asyncio.Event()
        self.may_end = asyncio.Event()
        self.committed = False
        self.at_once = self.most_at_once = 0

    async def handle(self, request: Request) -> Reply:
        """Waits, and only then keeps what was asked."""
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.begun.set()
        await self.may_end.wait()
        self.at_once -= 1
        self.committed = True
        return await super().handle(request)


async def test_slack_is_answered_after_the_commit(vendor: Vendor) -> None:
    """As long as nothing was kept there is no answer, so that Slack never takes it as done."""
    bot = SlowConversation()
    async with our_side_of(bot, vendor) as ours:
        asked = asyncio.ensure_future(ours.send(sent.command()))
        await bot.begun.wait()
        assert not asked.done()
        bot.may_end.set()

        assert await asked == ""
        assert bot.committed


async def test_what_was_begun_is_ended(vendor: Vendor) -> None:
    """A request of which Slack hung up is carried out all the same, also when the bot stops."""
    bot = SlowConversation()
    async with our_side_of(bot, vendor) as ours:
        asked = asyncio.ensure_future(ours.send(sent.command()))
        await bot.begun.wait()
        asked.cancel()
        stopped = asyncio.ensure_future(ours.platform.stop())
        bot.may_end.set()
        await stopped

    assert bot.committed


ENVIRONMENT = {
    "SLACK_BOT_TOKEN": "xoxb-from-elsewhere",
    "SLACK_APP_TOKEN": "xapp-from-elsewhere",
    "SLACK_SIGNING_SECRET": "from elsewhere",
    "SLACK_CLIENT_ID": "1.2",
    "SLACK_CLIENT_SECRET": "from elsewhere",
    "SLACK_VERIFICATION_TOKEN": "gIkuvaNzQIHg97ATvDxqgjtO",
    "SLACK_SCOPES": "channels:history",
}


async def test_the_environment_changes_nothing(
    bot: SampleConversation, vendor: Vendor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bolt's own variables neither open the door nor close it, nor change who we are."""
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    async with our_side_of(bot, vendor) as ours:
        assert await ours.send(sent.command()) == ""
        assert await ours.send({"ssl_check": "1", "command": "", "token": "gIkuva"}) == ""
        other = {"X-Slack-Signature": "v0=" + "0" * 64}
        body, content_type = sent.body_of(sent.command("/pestprotocol"))
        response = await ours.post(body, content_type, other)
        assert 401 == response.status
        async with ours.session.get(f"{ours.url}/slack/install") as install:
            assert 404 == install.status

    assert 1 == len(bot.asked)
    assert 1 == len(vendor.made("views.open"))


@pytest.fixture
def everything_logged(caplog: pytest.LogCaptureFixture) -> Callable[[], str]:
    """Gives all that anybody wrote, with the root, whose level bolt copies, at DEBUG."""
    caplog.set_level(logging.DEBUG)
    return lambda: caplog.text + " ".join(str(record.__dict__) for record in caplog.records)


async def test_a_debug_log_tells_nothing(
    everything_logged: Callable[[], str], bot: SampleConversation, vendor: Vendor
) -> None:
    """With the log at DEBUG, nothing of any request is written anywhere."""
    async with our_side_of(bot, vendor) as ours:
        answers: list[Any] = []
        for second, payload in enumerate(sent.EVERY_KIND.values()):
            ours.clock.moment += second
            answers.append(await ours.send(payload))
            response = await ours.post(*sent.body_of(payload), {"X-Slack-Signature": "v0=1"})
            assert 401 == response.status

    assert sent.CANARY not in everything_logged()
    assert sent.TRIGGER not in everything_logged()
