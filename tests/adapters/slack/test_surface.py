"""Cards in the direct messages of a person."""

import asyncio
from typing import Any

import pytest

from adapters.slack.outcomes import Mistaken
from adapters.slack.surface import SlackSurface
from adapters.slack.web import SlackWeb
from flows.cards import Button, Card, Fact
from flows.ports import Gone, MaybeSent, NotSent, Placed, Unreachable, Who
from tests.adapters.slack.planned_slack import (
    RESET_AFTER,
    Answer,
    Plan,
    PlannedSlack,
    error,
)

BROUWER = Who("slack", "U0BROUWER")
CARD = Card(
    key="root",
    title="Melding 7K3Q",
    facts=(Fact("Uiterlijk", "maandag 30 november"),),
    buttons=(Button("Melding openen", "open 7K3Q"),),
)
PLACED = Placed("D0ONE/1763974700.000001", "D0ONE/1763974700.000001")


@pytest.fixture
def surface(web: SlackWeb) -> SlackSurface:
    """Gives the place where cards are put; nobody has to wait for a turn."""

    async def at_once(_: float) -> None:
        return

    return SlackSurface(web, sleep=at_once)


async def test_a_root_card(surface: SlackSurface, slack: PlannedSlack) -> None:
    """It goes to the channel between the app and the person, without unfurling anything."""
    placed = await surface.post(BROUWER, CARD, "", "7K3Q:1:0")
    assert {"users": "U0BROUWER"} == slack.called("conversations.open")[0].arguments
    (posted,) = slack.called("chat.postMessage")
    sent = dict(posted.arguments)
    text, blocks = sent.pop("text"), sent.pop("blocks")
    assert "7K3Q" in text
    assert isinstance(blocks, list)
    assert sent.pop("client_msg_id")
    assert {"channel": "D0ONE", "unfurl_links": False, "unfurl_media": False} == sent
    assert placed.message_id == placed.thread_id
    assert placed.message_id.startswith("D0ONE/1763974800.")


async def test_a_card_in_a_thread(surface: SlackSurface, slack: PlannedSlack) -> None:
    """It stands under the root card, in the chat of this person."""
    placed = await surface.post(BROUWER, CARD, PLACED.thread_id, "7K3Q:2:0")
    (posted,) = slack.called("chat.postMessage")
    assert "1763974700.000001" == posted.arguments["thread_ts"]
    assert PLACED.thread_id == placed.thread_id != placed.message_id


async def test_a_thread_of_a_former_account(surface: SlackSurface, slack: PlannedSlack) -> None:
    """Nothing is posted in the chat of an account that somebody else may have by now."""
    with pytest.raises(Gone):
        await surface.post(BROUWER, CARD, "D0VROEGER/1763974700.000001", "7K3Q:2:0")
    assert () == tuple(slack.called("chat.postMessage"))


async def test_a_channel_is_opened_once(surface: SlackSurface, slack: PlannedSlack) -> None:
    """It stays the same, so it is remembered."""
    for number in range(3):
        await surface.post(BROUWER, CARD, "", f"7K3Q:{number}:0")
    assert 1 == len(slack.called("conversations.open"))


async def test_a_channel_that_is_gone_is_asked_for_again(
    surface: SlackSurface, slack: PlannedSlack
) -> None:
    """What is remembered is not held against the person for ever."""
    await surface.post(BROUWER, CARD, "", "7K3Q:1:0")
    slack.then("chat.postMessage", error("channel_not_found"))
    with pytest.raises(Unreachable):
        await surface.post(BROUWER, CARD, "", "9XYZ:1:0")
    await surface.post(BROUWER, CARD, "", "8ABC:1:0")
    assert 2 == len(slack.called("conversations.open"))


async def test_the_same_delivery_has_the_same_id(
    surface: SlackSurface, slack: PlannedSlack
) -> None:
    """Should Slack look at it, then a second try is known as the first."""
    for delivery in ("7K3Q:1:0", "7K3Q:1:0", "7K3Q:1:1"):
        await surface.post(BROUWER, CARD, "", delivery)
    first, again, other = (
        one.arguments["client_msg_id"] for one in slack.called("chat.postMessage")
    )
    assert first == again != other
    assert "7K3Q" not in first


@pytest.mark.parametrize("code", ["duplicate_message_not_found", "duplicate_channel_not_found"])
async def test_an_id_that_stands_in_the_way(
    surface: SlackSurface, slack: PlannedSlack, code: str
) -> None:
    """Slack remembers the id and not the message: the card goes without the id."""
    slack.then("chat.postMessage", error(code))
    await surface.post(BROUWER, CARD, "", "7K3Q:1:0")
    first, again = slack.called("chat.postMessage")
    assert "client_msg_id" in first.arguments
    assert "client_msg_id" not in again.arguments


async def test_a_new_version(surface: SlackSurface, slack: PlannedSlack) -> None:
    """It comes in the place of the old one."""
    await surface.replace(BROUWER, PLACED, CARD)
    (call,) = slack.calls
    sent: dict[str, Any] = dict(call.arguments)
    assert {"channel", "ts", "text", "blocks"} == sent.keys()
    assert ("chat.update", "D0ONE", "1763974700.000001") == (
        call.method,
        sent["channel"],
        sent["ts"],
    )


@pytest.mark.parametrize(
    ("plan", "kind"),
    [
        (error("message_not_found"), Gone),
        (error("user_disabled"), Unreachable),
        (error("msg_too_long"), Mistaken),
        (error("ratelimited"), NotSent),
        (RESET_AFTER, MaybeSent),
    ],
    ids=str,
)
async def test_each_ending_of_both(
    surface: SlackSurface, slack: PlannedSlack, plan: Plan, kind: type[Exception]
) -> None:
    """A call for a card ends as the call to Slack does."""
    slack.then("chat.update", plan)
    slack.then("chat.postMessage", plan)
    with pytest.raises(kind):
        await surface.replace(BROUWER, PLACED, CARD)
    with pytest.raises(kind):
        await surface.post(BROUWER, CARD, "", "7K3Q:1:0")


@pytest.mark.parametrize(
    ("plan", "kind", "code"),
    [
        (RESET_AFTER, NotSent, "connection_reset"),
        (Answer(status=500), NotSent, "server_error"),
        (error("ratelimited"), NotSent, "ratelimited"),
        (Answer({"channel": None}), NotSent, "unreadable"),
        (Answer({"channel": {"id": ""}}), NotSent, "unreadable"),
        (error("user_disabled"), Unreachable, "user_disabled"),
        (error("cannot_dm_bot"), Unreachable, "cannot_dm_bot"),
        (error("not_found"), Unreachable, "channel_not_found"),
    ],
    ids=str,
)
async def test_a_channel_that_does_not_open(
    surface: SlackSurface, slack: PlannedSlack, plan: Plan, kind: type[Exception], code: str
) -> None:
    """Whatever became of it, no card was sent yet."""
    slack.then("conversations.open", plan)
    with pytest.raises(kind) as failed:
        await surface.post(BROUWER, CARD, "", "7K3Q:1:0")
    assert code == getattr(failed.value, "code", "")
    assert [] == slack.called("chat.postMessage")


async def test_an_answer_without_the_message(surface: SlackSurface, slack: PlannedSlack) -> None:
    """Slack says yes and not where it stands: it may be there."""
    slack.then("chat.postMessage", Answer({"ts": None}))
    with pytest.raises(MaybeSent):
        await surface.post(BROUWER, CARD, "", "7K3Q:1:0")


@pytest.mark.parametrize("place", ["", "root", "D0ONE/", "/1763974700.000001"])
async def test_what_never_stood_in_slack(
    surface: SlackSurface, slack: PlannedSlack, place: str
) -> None:
    """A card that was shown on another platform is posted anew."""
    with pytest.raises(Gone):
        await surface.replace(BROUWER, Placed(place, place), CARD)
    assert [] == slack.calls


async def test_somebody_of_another_platform(surface: SlackSurface, slack: PlannedSlack) -> None:
    """Slack is no way to them."""
    somebody = Who("playground", "bram")
    with pytest.raises(Unreachable):
        await surface.post(somebody, CARD, "", "7K3Q:1:0")
    with pytest.raises(Unreachable):
        await surface.replace(somebody, PLACED, CARD)
    assert [] == slack.calls


async def test_a_burst_to_one_person_waits_for_its_turn(web: SlackWeb, slack: PlannedSlack) -> None:
    """Three cards go at once; the fourth when a second has passed, and it is sent only then."""
    may_go_on = asyncio.Event()
    waits: asyncio.Queue[float] = asyncio.Queue()

    async def sleep(seconds: float) -> None:
        waits.put_nowait(seconds)
        await may_go_on.wait()

    surface = SlackSurface(web, now=lambda: 100.0, sleep=sleep)
    for number in range(3):
        await surface.post(BROUWER, CARD, "", f"7K3Q:{number}:0")
    fourth = asyncio.ensure_future(surface.post(BROUWER, CARD, "", "7K3Q:3:0"))
    assert 1.0 == await waits.get()
    assert 3 == len(slack.called("chat.postMessage"))
    may_go_on.set()
    await fourth
    assert 4 == len(slack.called("chat.postMessage"))
