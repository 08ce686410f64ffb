"""How a call to Slack ends, for everything that Slack or the line to it can do."""

import asyncio
import logging
import socket

import pytest
from aiohttp import ClientRequest, ClientSession, ServerDisconnectedError

from adapters.call_endings import WAIT_AT_MOST, WAIT_UNSAID
from adapters.slack.outcomes import APP_WAIT, Mistaken
from adapters.slack.web import WITHIN, Identity, SlackWeb
from flows.ports import Gone, MaybeSent, NotSent, Unreachable
from tests.adapters.slack.planned_slack import (
    RESET_AFTER,
    RESET_BEFORE,
    SILENCE,
    Answer,
    Plan,
    PlannedSlack,
    error,
)

POST = "chat.postMessage"
SECRET = "Sanne wordt geslagen"
AT_ONCE = 0.05
"""Seconds that a test waits for an answer that does not come."""


async def ending(
    web: SlackWeb, method: str = POST, *, within: float = WITHIN, **arguments: object
) -> Exception:
    """Gives how a call ends that does not go well."""
    with pytest.raises((NotSent, MaybeSent, Unreachable, Gone, Mistaken)) as ended:
        await web.call(method, within=within, **arguments)
    return ended.value


async def test_what_is_posted_arrives_as_json(web: SlackWeb, slack: PlannedSlack) -> None:
    """Structures go as JSON with the token of the bot in a header."""
    answer = await web.call(POST, channel="D0ONE", blocks=[{"type": "divider"}])
    assert "D0ONE" == answer["channel"]
    (call,) = slack.calls
    assert {"channel": "D0ONE", "blocks": [{"type": "divider"}]} == call.arguments
    assert "Bearer xoxb-test" == call.headers["authorization"]


async def test_no_address_holds_an_e_mail(web: SlackWeb, slack: PlannedSlack) -> None:
    """What is asked about a person goes in the body, for addresses end up in the log of a proxy."""
    await web.call("users.lookupByEmail", email="i.brouwer@vlierhof.example")
    (call,) = slack.calls
    assert ({"email": "i.brouwer@vlierhof.example"}, "") == (call.arguments, call.query)


async def test_a_connection_is_asked_for_with_the_other_token(
    web: SlackWeb, slack: PlannedSlack
) -> None:
    """Only the token of the app opens a connection, and it stands in no address or body."""
    await web.call("apps.connections.open")
    (call,) = slack.calls
    assert "Bearer xapp-test" == call.headers["authorization"]
    assert ({}, "") == (call.arguments, call.query)


async def test_a_method_that_is_not_listed(web: SlackWeb, slack: PlannedSlack) -> None:
    """It is not called: its scope was not asked for."""
    with pytest.raises(KeyError):
        await web.call("conversations.history", channel="D0ONE")
    assert [] == slack.calls


async def test_all_calls_share_their_connections(web: SlackWeb, slack: PlannedSlack) -> None:
    """Calls one after the other go over one connection."""
    for _ in range(5):
        await web.call(POST, channel="D0ONE")
    assert 1 == slack.connections
    assert [] == web.client.retry_handlers
    assert isinstance(web.client.session, ClientSession)


async def test_who_the_app_is(web: SlackWeb) -> None:
    """Signing in tells the workspace and the bot."""
    assert web.identity is None
    assert Identity("T0SCHOOL", "B0BOT", "U0BOT") == await web.sign_in()
    assert Identity("T0SCHOOL", "B0BOT", "U0BOT") == web.identity


@pytest.mark.parametrize(
    ("plan", "kind", "code"),
    [
        (error("ratelimited"), NotSent, "ratelimited"),
        (Answer(status=429, body=b"slow down", content_type="text/plain"), NotSent, "ratelimited"),
        (error("request_timeout"), NotSent, "request_timeout"),
        (error("a_code_of_next_year"), NotSent, "refused"),
        (Answer({"error": ["a", "list"]}, ok=False), NotSent, "refused"),
        (Answer(status=302, headers=("Location: /elsewhere",)), NotSent, "refused"),
        (Answer(status=403, body=b"<html>", content_type="text/html"), NotSent, "refused"),
        (Answer(status=404, body=b"no", content_type="text/plain"), NotSent, "refused"),
        (error("user_disabled"), Unreachable, "user_disabled"),
        (error("channel_not_found"), Unreachable, "channel_not_found"),
        (error("cannot_dm_bot"), Unreachable, "cannot_dm_bot"),
        (error("is_archived"), Unreachable, "is_archived"),
        (error("msg_too_long"), Mistaken, "msg_too_long"),
        (error("invalid_blocks"), Mistaken, "invalid_blocks"),
        (error("internal_error"), MaybeSent, "internal_error"),
        (Answer(status=500, body=b"{}"), MaybeSent, "server_error"),
        (Answer(status=503, body=b"no", content_type="text/plain"), MaybeSent, "server_error"),
        (Answer(body=b'{"ok": tr'), MaybeSent, "unreadable"),
        (Answer(body=b"[1, 2]"), MaybeSent, "unreadable"),
        (Answer(body=b"{}"), MaybeSent, "unreadable"),
        (Answer(body=b"\xff\xfe{"), MaybeSent, "unreadable"),
        (Answer(body=b"<html>", content_type="text/html"), MaybeSent, "unreadable"),
        (RESET_AFTER, MaybeSent, "connection_reset"),
        (RESET_BEFORE, MaybeSent, "connection_reset"),
    ],
    ids=str,
)
async def test_each_ending_has_its_own_outcome(
    web: SlackWeb, slack: PlannedSlack, plan: Plan, kind: type[Exception], code: str
) -> None:
    """Only what surely did not arrive is called not sent."""
    slack.then(POST, plan)
    ended = await ending(web, channel="D0ONE", text=SECRET)
    assert (kind, code) == (type(ended), getattr(ended, "code", ""))


@pytest.mark.parametrize(
    "code", ["message_not_found", "cant_update_message", "edit_window_closed", "thread_not_found"]
)
async def test_what_is_not_there_any_more(web: SlackWeb, slack: PlannedSlack, code: str) -> None:
    """A message that was removed or is locked can be posted again."""
    slack.then("chat.update", error(code))
    assert isinstance(await ending(web, "chat.update", channel="D0ONE", ts="1.2"), Gone)


async def test_no_answer_at_all(web: SlackWeb, slack: PlannedSlack) -> None:
    """After the given time nobody knows whether it arrived."""
    slack.then(POST, SILENCE)
    ended = await ending(web, within=AT_ONCE, channel="D0ONE")
    assert isinstance(ended, MaybeSent)
    assert "timed_out" == ended.code


async def test_nobody_listens() -> None:
    """A connection that is refused surely sent nothing."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        web = SlackWeb("xoxb-test", f"http://127.0.0.1:{free.getsockname()[1]}/api/")
        await web.start()
        ended = await ending(web)
        await web.stop()
    assert isinstance(ended, NotSent)
    assert "not_connected" == ended.code


async def test_a_connection_that_takes_too_long(
    web: SlackWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While there is no connection yet, surely nothing was sent."""
    monkeypatch.setattr("adapters.slack.web.CONNECT_WITHIN", AT_ONCE)

    async def never(*_: object) -> None:
        await asyncio.Event().wait()

    slow = SlackWeb("xoxb-test", "http://127.0.0.1:9/api/")
    await slow.start()
    assert slow.client.session is not None
    monkeypatch.setattr(slow.client.session.connector, "_create_connection", never)
    ended = await ending(slow)
    await slow.stop()
    assert isinstance(ended, NotSent)
    assert "not_connected" == ended.code


async def test_before_the_start_and_after_the_stop(slack: PlannedSlack) -> None:
    """Nothing is called without the shared session; the SDK would open one of its own."""
    web = SlackWeb("xoxb-test", slack.url)
    assert "not_connected" == getattr(await ending(web), "code", "")
    await web.stop()
    await web.start()
    await web.stop()
    assert "not_connected" == getattr(await ending(web), "code", "")
    assert [] == slack.calls


class Hand:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        """Gives where it stands."""
        return self.at


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        (("Retry-After: 12",), 12.0),
        (("Retry-After: 999999999",), WAIT_AT_MOST),
        (("Retry-After: soon",), WAIT_UNSAID),
        ((), WAIT_UNSAID),
    ],
)
async def test_too_much_holds_the_method_for_everybody(
    slack: PlannedSlack, headers: tuple[str, ...], wait: float
) -> None:
    """Slack is left alone for as long as it asks, with that method and with no other."""
    hand = Hand()
    web = SlackWeb("xoxb-test", slack.url, now=hand)
    await web.start()
    slack.then(POST, Answer(status=429, headers=headers))
    first = await ending(web, channel="D0ONE")
    hand.at += 2
    second = await ending(web, channel="D0TWO")
    await web.call("chat.update", channel="D0ONE", ts="1.2")
    hand.at += wait - 2
    await web.call(POST, channel="D0TWO")
    await web.stop()
    assert [wait, wait - 2] == [getattr(one, "retry_after", None) for one in (first, second)]
    assert 2 == len(slack.called(POST))


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("invalid_auth", "slack-sleutel-geweigerd"),
        ("token_revoked", "slack-sleutel-geweigerd"),
        ("account_inactive", "slack-sleutel-geweigerd"),
        ("not_authed", "slack-sleutel-geweigerd"),
        ("missing_scope", "slack-app-mist-rechten"),
        ("messages_tab_disabled", "slack-app-mist-rechten"),
    ],
)
async def test_an_app_that_is_refused(
    web: SlackWeb, slack: PlannedSlack, code: str, fault: str
) -> None:
    """It is no fault of the person: the card waits, and the operator sees why until it is over."""
    slack.then(POST, error(code))
    ended = await ending(web, channel="D0ONE")
    assert (NotSent, code) == (type(ended), getattr(ended, "code", ""))
    assert APP_WAIT == getattr(ended, "retry_after", None)
    assert (fault,) == web.faults()
    await web.call(POST, channel="D0ONE")
    assert () == web.faults()


async def test_a_permission_that_one_method_lacks(web: SlackWeb, slack: PlannedSlack) -> None:
    """Another method that works does not hide it."""
    slack.then("users.lookupByEmail", error("missing_scope", needed="users:read.email"))
    await ending(web, "users.lookupByEmail", email="i.brouwer@vlierhof.example")
    await web.call(POST, channel="D0ONE")
    assert ("slack-app-mist-rechten",) == web.faults()


async def test_one_token_that_works_says_nothing_of_the_other(
    web: SlackWeb, slack: PlannedSlack
) -> None:
    """The token of the app stays refused when that of the bot is taken."""
    slack.then("apps.connections.open", error("invalid_auth"))
    await ending(web, "apps.connections.open")
    await web.call(POST, channel="D0ONE")
    assert ("slack-sleutel-geweigerd",) == web.faults()


async def test_nothing_of_a_body_gets_out(
    web: SlackWeb, slack: PlannedSlack, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither what was sent nor what was answered stands in an exception or a log line."""
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, "slack_sdk")
    for plan in (
        error("invalid_blocks", errors=[SECRET]),
        error(SECRET),
        Answer(body=b'{"ok": tr'),
    ):
        slack.then(POST, plan)
        ended = await ending(web, channel="D0ONE", text=SECRET)
        seen: BaseException | None = ended
        while seen is not None:
            assert SECRET not in f"{seen} {seen!r}"
            seen = seen.__context__
    assert SECRET not in caplog.text
    assert "xoxb-test" not in caplog.text


async def test_saying_something_to_one_person(web: SlackWeb, slack: PlannedSlack) -> None:
    """It goes to the address that came along, for that person only, and fires no markup."""
    await web.respond(slack.url + "respond", "Bewaard <!channel> & klaar")
    (call,) = slack.calls
    assert {
        "response_type": "ephemeral",
        "replace_original": False,
        "unfurl_links": False,
        "unfurl_media": False,
        "text": "Bewaard &lt;!channel&gt; &amp; klaar",
    } == call.arguments
    assert "authorization" not in call.headers


@pytest.mark.parametrize(
    "address",
    [
        "https://hooks.slack.com.example/commands/1",
        "http://hooks.slack.com/commands/1",
        "https://hooks.slack.com:8443/commands/1",
        "https://somebody@hooks.slack.com/commands/1",
        "https://slack.com/commands/1",
        "http://127.0.0.2:1/commands",
        "file:///etc/passwd",
        "http://[",
        "",
    ],
)
async def test_an_address_that_is_not_of_slack(web: SlackWeb, address: str) -> None:
    """Nothing is sent there, whoever said that it should."""
    with pytest.raises(NotSent):
        await web.respond(address, "Bewaard")


async def test_the_server_in_its_place_counts_only_on_this_computer() -> None:
    """With Slack itself on the other side, an address on this computer is refused."""
    web = SlackWeb("xoxb-test")
    await web.start()
    with pytest.raises(NotSent, match="refused"):
        await web.respond("http://127.0.0.1:1/respond", "Bewaard")
    await web.stop()


async def test_the_address_that_slack_gives(web: SlackWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the one outside this computer that is answered to."""
    asked: list[str] = []

    async def connect(request: ClientRequest, *_: object) -> None:
        asked.append(str(request.url))
        raise ServerDisconnectedError

    assert web.client.session is not None
    monkeypatch.setattr(web.client.session.connector, "_create_connection", connect)
    address = "https://hooks.slack.com/actions/T0SCHOOL/1/abc"
    with pytest.raises(MaybeSent):
        await web.respond(address, "Bewaard")
    assert [address] == asked


@pytest.mark.parametrize(
    ("plan", "kind"),
    [
        (Answer(status=404, body=b"expired_url", content_type="text/plain"), NotSent),
        (Answer(status=302, headers=("Location: /elsewhere",)), NotSent),
        (RESET_AFTER, MaybeSent),
    ],
    ids=str,
)
async def test_an_address_that_has_expired(
    web: SlackWeb, slack: PlannedSlack, plan: Plan, kind: type[Exception]
) -> None:
    """Whoever says something hears that it did not come."""
    slack.then("respond", plan)
    with pytest.raises(kind):
        await web.respond(slack.url + "respond", "Bewaard")
    assert 1 == len(slack.calls)


async def test_a_proxy_of_the_machine_is_not_used_on_this_computer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A setting for the way out does not lead a server on this computer astray."""
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:3128")
    assert SlackWeb("xoxb-test", "http://localhost:1/api/").client.proxy is None
    assert "http://proxy.example:3128" == SlackWeb("xoxb-test").client.proxy
