"""The one token with which Teams is called."""

import asyncio
import logging
from collections.abc import AsyncIterator
from urllib.parse import parse_qs

import pytest

from adapters.call_endings import WAIT_AT_MOST
from adapters.teams.access_token import AUTHORITY, EARLY, FAILED_AGAIN, LASTS_AT_MOST, AccessToken
from adapters.teams.app import App
from adapters.teams.outcomes import APP_WAIT, NO_TOKEN, TOKEN_REFUSED
from adapters.teams.session import Session
from flows.ports import NotSent
from tests.adapters.teams.planned_microsoft import Planned, PlannedMicrosoft, as_json
from tests.chat_stub.stub_time import StubTime

LASTS = 3600.0
SECRET = "heel/geheim&id=1"


def _given(token: str, lasts: object = LASTS) -> Planned:
    return as_json({"token_type": "Bearer", "access_token": token, "expires_in": lasts})


@pytest.fixture
def time() -> StubTime:
    """Gives a time that stands still."""
    return StubTime()


@pytest.fixture
async def token(
    microsoft: PlannedMicrosoft, session: Session, time: StubTime
) -> AsyncIterator[AccessToken]:
    """Gives the token, of a server that gives one after the other."""
    microsoft.then("token", *(_given(f"t{number}") for number in range(1, 9)))
    url = microsoft.url
    app = App("app-1", SECRET, "tenant-1", f"{url}/openid", f"{url}/token")
    opened = AccessToken(app, session, time.now)
    yield opened
    await opened.stop()


async def _refusal(token: AccessToken) -> NotSent:
    with pytest.raises(NotSent) as refused:
        await token.get()
    return refused.value


async def test_one_token_for_all(token: AccessToken, microsoft: PlannedMicrosoft) -> None:
    """It is asked for once, however many need it at once and after that."""
    assert {"t1"} == set(await asyncio.gather(*(token.get() for _ in range(50))))
    assert "t1" == await token.get()
    assert 1 == microsoft.count("token")


async def test_what_is_asked(token: AccessToken, microsoft: PlannedMicrosoft) -> None:
    """It is a form for the app alone, in which each value is made safe."""
    await token.get()
    assert {
        "grant_type": ["client_credentials"],
        "client_id": ["app-1"],
        "client_secret": [SECRET],
        "scope": ["https://api.botframework.com/.default"],
    } == parse_qs(microsoft.bodies["token"][0].decode(), strict_parsing=True)


async def test_the_authority_of_the_tenant(session: Session) -> None:
    """Without a stand-in it is asked for at the tenant itself."""
    token = AccessToken(App("app-1", SECRET, "tenant-1"), session, StubTime().now)
    assert AUTHORITY.format(tenant="tenant-1") == token._url  # noqa: SLF001 - no network in tests
    assert "https://login.microsoftonline.com/tenant-1/oauth2/v2.0/token" == token._url  # noqa: SLF001 - as above


async def test_fetched_again_in_time(
    token: AccessToken, microsoft: PlannedMicrosoft, time: StubTime
) -> None:
    """In its last five minutes a new one comes beside what goes on, and nobody waits for that."""
    await token.get()
    time.go_on(LASTS - EARLY - 1)
    assert "t1" == await token.get()
    assert 1 == microsoft.count("token")
    time.go_on(1)
    assert "t1" == await token.get()
    await _settled(token)
    assert "t2" == await token.get()
    assert 2 == microsoft.count("token")


async def test_one_that_has_ended(token: AccessToken, time: StubTime) -> None:
    """It is not used for a second longer."""
    await token.get()
    time.go_on(LASTS)
    assert "t2" == await token.get()


async def test_one_that_is_refused(token: AccessToken, microsoft: PlannedMicrosoft) -> None:
    """Teams does not take it: the next call waits for another, and an old refusal takes nothing."""
    first = await token.get()
    token.refused(first)
    assert "t2" == await token.get()
    token.refused(first)
    assert "t2" == await token.get()
    assert 2 == microsoft.count("token")


async def test_who_stops_waiting_stops_nobody_else(
    token: AccessToken, microsoft: PlannedMicrosoft
) -> None:
    """The first one who asked may go away; the others still get the token."""
    first = asyncio.create_task(token.get())
    await asyncio.sleep(0)
    second = asyncio.create_task(token.get())
    await asyncio.sleep(0)
    first.cancel()
    assert "t1" == await second
    assert 1 == microsoft.count("token")


@pytest.mark.parametrize("status", [400, 401, 403])
async def test_a_secret_that_is_refused(
    token: AccessToken, microsoft: PlannedMicrosoft, time: StubTime, status: int
) -> None:
    """Somebody has to do something: it is said so, and not asked again for five minutes."""
    microsoft.then(
        "token", as_json({"error": "invalid_client", "error_description": SECRET}, status)
    )
    refused = await _refusal(token)
    assert (TOKEN_REFUSED, APP_WAIT) == (refused.code, refused.retry_after)
    time.go_on(APP_WAIT - 1)
    assert (TOKEN_REFUSED, 1.0) == ((again := await _refusal(token)).code, again.retry_after)
    assert 1 == microsoft.count("token")
    time.go_on(1)
    microsoft.then("token", _given("t9"))
    assert "t9" == await token.get()


@pytest.mark.parametrize(
    ("plan", "wait"),
    [
        (as_json({}, 500), FAILED_AGAIN),
        (as_json({}, 429, **{"Retry-After": "40"}), 40.0),
        (as_json({}, 429, **{"Retry-After": "999999"}), WAIT_AT_MOST),
        (as_json({}, 429, **{"Retry-After": "soon"}), FAILED_AGAIN),
        (as_json({}, 302, Location="https://elders.example.org/"), FAILED_AGAIN),
        (Planned(b"<html>later</html>"), FAILED_AGAIN),
        (Planned(b"[" * 100_000), FAILED_AGAIN),
        (as_json([]), FAILED_AGAIN),
        (as_json({}), FAILED_AGAIN),
        (as_json({"access_token": 1}), FAILED_AGAIN),
        (as_json({"access_token": "a\r\nb: c"}), FAILED_AGAIN),
        (as_json({"access_token": ""}), FAILED_AGAIN),
        (as_json({"access_token": "é"}), FAILED_AGAIN),
        (_given("t", "soon"), FAILED_AGAIN),
    ],
    ids=lambda value: (
        f"{value.status} {value.body[:40]!r} {value.headers}"
        if isinstance(value, Planned)
        else str(value)
    ),
)
async def test_no_token_now(
    token: AccessToken, microsoft: PlannedMicrosoft, time: StubTime, plan: Planned, wait: float
) -> None:
    """Nothing is sent for now, and after a while it is asked for again."""
    microsoft.then("token", plan)
    refused = await _refusal(token)
    assert (NO_TOKEN, wait) == (refused.code, refused.retry_after)
    time.go_on(wait)
    microsoft.then("token", _given("t9"))
    assert "t9" == await token.get()


async def test_a_token_server_that_is_away(
    token: AccessToken, microsoft: PlannedMicrosoft, time: StubTime
) -> None:
    """A token that is good still serves, to its last second."""
    await token.get()
    microsoft.then("token", as_json({}, 503))
    time.go_on(LASTS - 1)
    assert "t1" == await token.get()
    await _settled(token)
    assert "t1" == await token.get()
    time.go_on(1)
    assert NO_TOKEN == (await _refusal(token)).code


@pytest.mark.parametrize("lasts", [10, -1, 0])
async def test_one_that_ends_at_once(
    token: AccessToken, microsoft: PlannedMicrosoft, time: StubTime, lasts: int
) -> None:
    """A token that lasts for a moment is used for that moment, and one that ended is none."""
    microsoft.then("token", _given("short", lasts))
    if lasts > 0:
        assert "short" == await token.get()
    else:
        assert NO_TOKEN == (await _refusal(token)).code
    time.go_on(max(lasts, FAILED_AGAIN))
    microsoft.then("token", _given("t9"))
    assert "t9" == await token.get()


async def test_one_that_never_ends(
    token: AccessToken, microsoft: PlannedMicrosoft, time: StubTime
) -> None:
    """It is still fetched anew after a day."""
    microsoft.then("token", _given("t1", 10**9), _given("t2"))
    await token.get()
    time.go_on(LASTS_AT_MOST)
    assert "t2" == await token.get()


async def test_nothing_is_told(
    token: AccessToken, microsoft: PlannedMicrosoft, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither the secret nor a token stands in a log, an exception, or what an object says."""
    caplog.set_level(logging.DEBUG)
    microsoft.then("token", as_json({"error": "x", "error_description": SECRET}, 401))
    refused = await _refusal(token)
    told = f"{caplog.text} {refused!r} {refused.__cause__!r} {refused.__context__!r} {token!r}"
    assert SECRET not in told
    assert "geheim" not in told


async def _settled(token: AccessToken) -> None:
    """Waits until what is being fetched has come, which nobody else has to."""
    await token._under_way.ended(5)  # noqa: SLF001 - only a test wants to wait for it
