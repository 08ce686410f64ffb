"""What the archived SDK does wrong by itself (decision 0016), and what comes of it at our address.

Each test first shows the fault in the SDK as it is, so that a repaired SDK shows up here, and then
what our address does instead.
"""

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import version
from types import SimpleNamespace
from typing import Any

import jwt
import pytest
from botbuilder.core import serializer_helper
from botbuilder.integration.aiohttp import ConfigurationBotFrameworkAuthentication
from botbuilder.schema import Activity
from botframework.connector.auth import (
    AuthenticationConstants,
    PasswordServiceClientCredentialFactory,
)
from botframework.connector.auth.jwt_token_extractor import JwtTokenExtractor, _OpenIdMetadata
from msrest.universal_http.requests import ClientRetryPolicy

from adapters.teams.access_token import AccessToken
from adapters.teams.app import App
from adapters.teams.door import InvokeAnswer
from adapters.teams.outcomes import Mistaken
from adapters.teams.session import Session
from adapters.teams.signing_keys import UNKNOWN_AGAIN, SigningKeys
from tests.adapters.teams.auth.our_door import PASSWORD, OurDoor
from tests.adapters.teams.planned_microsoft import PlannedMicrosoft, as_json
from tests.teams_stub.users import APP_ID, TENANT

STOCK = "https://stock.invalid/openid"
"""Under which the SDK as it is finds the keys of these tests."""


@pytest.fixture
async def stock(door: OurDoor) -> AsyncIterator[ConfigurationBotFrameworkAuthentication]:
    """Gives the checks of the SDK as they are, with the keys that our address has too."""
    session = Session(is_local=True)
    await session.start()
    base_url = door.service_url.removesuffix("/emea/")
    keys = SigningKeys(session, door.time.now, f"{base_url}/openid")
    JwtTokenExtractor.metadataCache[STOCK] = keys
    settings = SimpleNamespace(
        APP_ID=APP_ID,
        APP_PASSWORD=PASSWORD,
        APP_TYPE="SingleTenant",
        APP_TENANTID=TENANT,
        TO_BOT_FROM_CHANNEL_TOKEN_ISSUER=AuthenticationConstants.TO_BOT_FROM_CHANNEL_TOKEN_ISSUER,
        TO_BOT_FROM_CHANNEL_OPENID_METADATA_URL=STOCK,
    )
    yield ConfigurationBotFrameworkAuthentication(settings)
    del JwtTokenExtractor.metadataCache[STOCK]
    await keys.stop()
    await session.stop()


@pytest.mark.parametrize(
    "name", ["botbuilder-core", "botbuilder-integration-aiohttp", "botframework-connector"]
)
def test_the_version_that_this_is_about(name: str) -> None:
    """It is the last one there will be."""
    assert "4.17.1" == version(name)


async def test_1_an_answer_with_a_body(door: OurDoor) -> None:
    """The SDK cannot write the answer to an invoke; here it comes out as it was given."""
    with pytest.raises(AttributeError):
        serializer_helper({"task": {"type": "message"}})

    door.answer = InvokeAnswer(200, {"task": {"type": "message", "value": "Gedaan"}})
    response = await door.post(door.activity(type="invoke", name="task/submit"))
    assert (200, door.answer.body) == (response.status, await response.json())


@contextmanager
def _slow_key_server(seconds: float) -> Iterator[str]:
    """Serves, in a thread of its own, keys that take a while to come."""

    class Slow(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            threading.Event().wait(seconds)
            self.send_response(503)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = HTTPServer(("127.0.0.1", 0), Slow)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/openid"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


async def test_2_keys_that_do_not_come(door: OurDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    """The SDK stops the whole program while it waits for keys; here the rest goes on."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0.001)
            ticks += 1

    ticking = asyncio.create_task(tick())
    await asyncio.sleep(0)
    with _slow_key_server(0.2) as url, pytest.raises(Exception, match="503"):
        await _OpenIdMetadata(url).get("key-1")
    assert 0 == ticks
    ticking.cancel()

    door.issuer.stalled = True
    waiting = asyncio.create_task(door.status())
    for _ in range(20):
        await asyncio.sleep(0.001)
    assert not waiting.done()
    door.issuer.go_on()
    assert 202 == await waiting


async def test_3_a_new_key(door: OurDoor) -> None:
    """The SDK fails on a key it does not know, for as long as a day; we look for it at once."""
    stock = _OpenIdMetadata(STOCK)
    stock.keys = [{"kid": "key-1"}]
    with pytest.raises(IndexError):
        stock._find("key-2")  # noqa: SLF001 - the fault is in there

    assert 202 == await door.status()
    door.time.go_on(UNKNOWN_AGAIN)
    door.issuer.key_ids = ("key-2",)
    assert 202 == await door.status()


async def test_4_tokens_to_call_out(microsoft: PlannedMicrosoft) -> None:
    """The SDK forgets its token with each turn; here many calls share one."""
    factory = PasswordServiceClientCredentialFactory(APP_ID, PASSWORD, TENANT)
    scope = AuthenticationConstants.TO_CHANNEL_FROM_BOT_OAUTH_SCOPE
    login = AuthenticationConstants.TO_CHANNEL_FROM_BOT_LOGIN_URL_PREFIX
    first, second = [
        await factory.create_credentials(APP_ID, scope, login, validate_authority=True)
        for _ in range(2)
    ]
    assert first is not second
    assert (None, None) == (first.app, second.app)

    microsoft.then("token", as_json({"access_token": "t1"}))
    session = Session(is_local=True)
    await session.start()
    app = App(APP_ID, PASSWORD, TENANT, f"{microsoft.url}/openid", f"{microsoft.url}/token")
    token = AccessToken(app, session, asyncio.get_running_loop().time)
    assert ["t1"] * 5 == [await token.get() for _ in range(5)]
    assert 1 == microsoft.count("token")
    await session.stop()


async def test_5_a_bad_token(door: OurDoor, stock: ConfigurationBotFrameworkAuthentication) -> None:
    """The SDK raises whatever it stumbles over, which becomes a 500; here it is a 401."""
    told = Activity(channel_id="msteams", service_url=door.service_url)
    claims = door.issuer.claims(door.service_url)
    for token, kind in (
        ("garbage", jwt.DecodeError),
        (door.token(exp=1), jwt.ExpiredSignatureError),
        (door.issuer.signed(claims, key="x" * 64, algorithm="HS256"), Exception),
    ):
        with pytest.raises(kind) as failed:
            await stock.authenticate_request(told, f"Bearer {token}")
        assert kind is type(failed.value)
        assert 401 == await door.status(token=token)


@pytest.mark.parametrize("left_out", ["channelId", "serviceUrl", "channelData"])
async def test_6_what_is_left_out(
    door: OurDoor, stock: ConfigurationBotFrameworkAuthentication, left_out: str
) -> None:
    """The SDK leaves out a check when that is left out which it is about; here it is refused."""
    activity = door.activity(conversation={"id": "a:1"}, **{left_out: None})
    told = Activity(channel_id=activity.get("channelId"), service_url=activity.get("serviceUrl"))
    checked = await stock.authenticate_request(told, f"Bearer {door.token()}")
    assert checked.claims_identity.is_authenticated

    assert 403 == await door.status(activity)
    assert [] == door.taken


async def test_6_another_tenant(
    door: OurDoor, stock: ConfigurationBotFrameworkAuthentication
) -> None:
    """The SDK serves every tenant, whatever it was set to; here one."""
    activity = door.activity(channelData={"tenant": {"id": "another"}})
    checked = await stock.authenticate_request(
        Activity.deserialize(activity), f"Bearer {door.token()}"
    )
    assert checked.claims_identity.is_authenticated
    assert 403 == await door.status(activity)


async def test_7_what_is_not_read(door: OurDoor) -> None:
    """The SDK does not see which tenant a conversation is of; here the raw activity is read."""
    activity = door.activity()
    assert getattr(Activity.deserialize(activity).conversation, "tenant_id", None) is None

    assert 202 == await door.status(activity)
    assert TENANT == door.taken[0]["conversation"]["tenantId"]


def test_8_calls_that_are_repeated() -> None:
    """The SDK repeats calls without a word, and posts too by an older urllib3; that is not used.

    `test_connector.py` shows that each call is made once.
    """
    policy: Any = ClientRetryPolicy  # ships no types
    repeats = policy().policy
    assert (3, 3, 3) == (repeats.total, repeats.connect, repeats.read)
    assert {"POST", "PUT", "DELETE"} <= set(repeats.method_whitelist)
    assert {408, 502, 503, 504} <= set(repeats.status_forcelist)
    assert 2 <= int(version("urllib3").partition(".")[0])


async def test_9_messages_for_one(door: OurDoor) -> None:
    """The SDK drops that a message was for one person only; here it comes through."""
    activity = door.activity(recipient={"id": "28:bot", "isTargeted": True})
    read: Any = Activity.deserialize(activity)
    assert "isTargeted" not in json.dumps(read.recipient.serialize())

    assert 202 == await door.status(activity)
    assert door.taken[0]["recipient"]["isTargeted"]


def test_a_mistake_of_ours_says_no_more_than_a_code() -> None:
    """Nothing of what was sent is in it."""
    assert "badargument" == str(Mistaken("badargument"))
