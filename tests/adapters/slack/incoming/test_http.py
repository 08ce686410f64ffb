"""What is taken at the address that Slack posts to, and what is refused before it is read."""

import asyncio
import gzip
import logging
from collections.abc import AsyncIterator

import msgspec
import pytest
from aiohttp import StreamReader, web
from aiohttp.base_protocol import BaseProtocol
from aiohttp.test_utils import TestServer, make_mocked_request
from slack_bolt.response import BoltResponse
from slack_sdk.signature import SignatureVerifier

from adapters.http_bodies import BODY_AT_MOST
from adapters.slack.http import PATH, Signatures, SlackRequests
from tests.adapters.sample_conversation import SampleConversation
from tests.adapters.slack.incoming import payload_samples as sent
from tests.adapters.slack.incoming.our_side import OurSide, SetClock
from tests.adapters.slack.incoming.payload_samples import NOW, SECRET, body_of, signature_of
from tests.adapters.slack.incoming.vendor import Vendor

BODY, FORM = body_of(sent.command())
STAMP, SIGNED = "X-Slack-Request-Timestamp", "X-Slack-Signature"


def test_signatures_are_those_of_the_sdk() -> None:
    """What the SDK signs is good, and what is good here is good to the SDK."""
    clock = SetClock()
    verifier = SignatureVerifier(SECRET, clock)
    signature = verifier.generate_signature(timestamp=str(NOW), body=BODY) or ""

    assert Signatures(SECRET, clock).is_good(str(NOW), signature, BODY)
    assert signature_of(BODY, str(NOW)) == signature


@pytest.mark.parametrize(
    "headers",
    [
        {STAMP: ""},
        {STAMP: "abc"},
        {STAMP: "-1795000000"},
        {STAMP: "1795000000.0"},
        {STAMP: "١٧٩٥"},
        {STAMP: "9" * 400},
        {STAMP: str(NOW - 301)},
        {STAMP: str(NOW + 301)},
        {SIGNED: ""},
        {SIGNED: "v0="},
        {SIGNED: "v0=" + "0" * 64},
        {SIGNED: "v1=" + "0" * 64},
        {SIGNED: signature_of(BODY, str(NOW), "another secret")},
        {SIGNED: signature_of(BODY + b"&text=meer", str(NOW))},
        {SIGNED: signature_of(BODY, str(NOW - 1))},
    ],
)
async def test_an_unsigned_request_is_refused(
    ours: OurSide,
    bot: SampleConversation,
    vendor: Vendor,
    headers: dict[str, str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A signature or moment that is missing, odd, wrong or stale is a 401, and nothing is told."""
    caplog.set_level(logging.DEBUG)
    response = await ours.post(BODY, FORM, headers)

    assert (401, b"") == (response.status, await response.read())
    assert [] == bot.asked
    assert ["auth.test"] == [method for method, _ in vendor.calls]
    assert sent.CANARY not in caplog.text
    assert ["slack_request_not_taken 401"] == [
        record.getMessage() for record in caplog.records if record.name.startswith("pestmelding")
    ]


@pytest.mark.parametrize("offset", [-300, 300])
async def test_a_clock_may_differ(ours: OurSide, offset: int) -> None:
    """Five minutes either way is good."""
    stamp = str(NOW + offset)
    response = await ours.post(BODY, FORM, {STAMP: stamp, SIGNED: signature_of(BODY, stamp)})

    assert 200 == response.status


async def test_a_replay_is_not_carried_out(
    ours: OurSide, bot: SampleConversation, vendor: Vendor
) -> None:
    """The same signed request again within five minutes asks nothing and says nothing."""
    headers = {STAMP: str(NOW), SIGNED: signature_of(BODY, str(NOW))}
    await ours.post(BODY, FORM, headers)
    ours.clock.moment += 299
    response = await ours.post(BODY, FORM, headers)

    assert (200, b"") == (response.status, await response.read())
    assert 1 == len(bot.asked)
    assert 1 == len(vendor.made("views.open"))


def test_signatures_are_forgotten_in_the_end() -> None:
    """What is too old to be good is not remembered."""
    clock = SetClock()
    signatures = Signatures(SECRET, clock)
    assert not signatures.is_replay("v0=a")
    clock.moment += 601

    assert not signatures.is_replay("v0=b")
    assert not signatures.is_replay("v0=a")
    assert signatures.is_replay("v0=b")


@pytest.mark.parametrize(
    "body", [b"ssl_check=1&token=x", b"token=x&ssl_check=1", b"a=1&ssl_check=1&b=2"]
)
async def test_slack_looks_at_our_certificate(
    ours: OurSide, bot: SampleConversation, body: bytes
) -> None:
    """Slack's look at the certificate is answered without a signature, and does nothing."""
    response = await ours.post(body, FORM, {STAMP: "", SIGNED: ""})

    assert (200, b"") == (response.status, await response.read())
    assert [] == bot.asked


async def test_slack_asks_whether_the_address_is_ours(ours: OurSide) -> None:
    """The challenge of a signed request comes back."""
    challenge = {"token": "x", "challenge": "3eZbrw1aB", "type": "url_verification"}

    assert {"challenge": "3eZbrw1aB"} == await ours.send(challenge)


async def test_a_challenge_without_a_signature(ours: OurSide) -> None:
    """The challenge of somebody else does not."""
    body = msgspec.json.encode({"challenge": "3eZbrw1aB", "type": "url_verification"})
    response = await ours.post(body, "application/json", {SIGNED: ""})

    assert (401, b"") == (response.status, await response.read())


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "HEAD"])
async def test_only_posts(ours: OurSide, method: str) -> None:
    """Slack only posts."""
    async with ours.session.request(method, f"{ours.url}{PATH}") as response:
        assert 405 == response.status


@pytest.mark.parametrize("content_type", ["", "text/plain", "multipart/form-data; boundary=x"])
async def test_another_kind_of_content(ours: OurSide, content_type: str) -> None:
    """Slack sends forms and JSON, and nothing else."""
    response = await ours.post(BODY, content_type)

    assert 415 == response.status


async def test_a_body_that_says_it_is_too_much(ours: OurSide) -> None:
    """Five megabytes are refused before any of them came in."""
    line = await _told(ours.url, b"Content-Length: 5000000\r\n\r\n")

    assert b"HTTP/1.1 413 Request Entity Too Large\r\n" == line


async def test_a_body_that_turns_out_to_be_too_much(ours: OurSide) -> None:
    """So are those that only show while they come in."""

    async def parts() -> AsyncIterator[bytes]:
        for _ in range(50):
            yield b"x" * 100_000

    headers = {"Content-Type": FORM}
    async with ours.session.post(f"{ours.url}{PATH}", data=parts(), headers=headers) as response:
        assert 413 == response.status


@pytest.mark.parametrize("body", [gzip.compress(BODY), gzip.compress(b"x" * 5_000_000)])
async def test_what_is_packed_is_not_looked_at(ours: OurSide, body: bytes) -> None:
    """Slack packs nothing."""
    response = await ours.post(body, FORM, {"Content-Encoding": "gzip"})

    assert 415 == response.status


async def test_a_body_that_does_not_come(caplog: pytest.LogCaptureFixture) -> None:
    """Who stops halfway is not waited for."""
    requests = SlackRequests(_nobody, SECRET, SetClock(), comes_within=0)
    application = web.Application()
    application.add_routes(requests.routes())
    async with TestServer(application) as server:
        url = f"http://127.0.0.1:{server.port}"
        line = await _told(url, b"Content-Length: 100\r\n\r\nhalf")

    assert b"HTTP/1.1 408 Request Timeout\r\n" == line
    assert ["slack_request_not_taken 408"] == caplog.messages


@pytest.mark.parametrize("error", [web.RequestPayloadError(sent.CANARY), ConnectionResetError()])
async def test_a_body_that_breaks_off(
    error: Exception, caplog: pytest.LogCaptureFixture, payload: StreamReader
) -> None:
    """What is no body, or comes no further, is a 400 and not a 500."""
    payload.set_exception(error)
    headers = {"Content-Type": FORM}
    request = make_mocked_request("POST", PATH, headers=headers, payload=payload)

    answer = await SlackRequests(_nobody, SECRET, SetClock()).take(request)

    assert 400 == answer.status
    assert ["slack_request_not_taken 400"] == caplog.messages


@pytest.fixture
async def payload() -> StreamReader:
    """A body of which half came."""
    protocol = BaseProtocol(asyncio.get_running_loop())
    reader = StreamReader(protocol, 2**16, loop=asyncio.get_running_loop())
    reader.feed_data(b"half")
    return reader


async def _nobody(_: object) -> BoltResponse:
    """Answers what should not have come so far."""
    raise AssertionError


async def _told(url: str, rest: bytes) -> bytes:
    """Gives the first line of what a request is answered."""
    host, port = url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Type: {FORM}\r\n".encode() + rest)
    line = await reader.readline()
    writer.close()
    await writer.wait_closed()
    return line


async def test_the_largest_body_is_taken(ours: OurSide) -> None:
    """A body of the very bound is read."""
    body = BODY + b"&more=" + b"x" * (BODY_AT_MOST - len(BODY) - 6)
    response = await ours.post(body, FORM)

    assert 200 == response.status


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", "application/json"),
        (b"{", "application/json"),
        (b"\xff\xfe", "application/json"),
        (b"[" * 100_000, "application/json"),
        (b"payload=", FORM),
        (b"payload=%7B", FORM),
        (b"payload=%FF", FORM),
        (b"\xff\xfe", FORM),
        (b"&".join(b"a=1" for _ in range(51)), FORM),
        (b"payload=" + b"%5B" * 80_000, FORM),
    ],
)
async def test_a_signed_body_that_is_no_payload(
    ours: OurSide, body: bytes, content_type: str, caplog: pytest.LogCaptureFixture
) -> None:
    """A body that cannot be read is a 400, and is not quoted."""
    response = await ours.post(body, content_type)

    assert (400, b"") == (response.status, await response.read())
    assert ["slack_request_not_taken 400"] == caplog.messages


@pytest.mark.parametrize("body", [b"[]", b"7", b"null", b'"' + sent.CANARY.encode() + b'"', b"{}"])
async def test_a_payload_that_is_nothing(
    ours: OurSide, bot: SampleConversation, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    """JSON that is no request of Slack gets an empty answer."""
    response = await ours.post(body, "application/json")

    assert (200, b"") == (response.status, await response.read())
    assert [] == bot.asked
    assert ["slack_request_unreadable"] == caplog.messages
