"""The keys with which Teams signs: found by their id, kept, and fetched again in time."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest

from adapters.teams.session import Session
from adapters.teams.signing_keys import (
    FAILED_AGAIN,
    FRESH,
    KEPT,
    UNKNOWN_AGAIN,
    UNREACHABLE,
    NoKeys,
    SigningKeys,
    UnknownKey,
)
from tests.adapters.teams.planned_microsoft import (
    Json,
    Planned,
    PlannedMicrosoft,
    as_json,
    shown,
)
from tests.chat_stub.stub_time import StubTime


@pytest.fixture
def time() -> StubTime:
    """Gives a time that stands still."""
    return StubTime()


@pytest.fixture
async def keys(
    microsoft: PlannedMicrosoft, session: Session, time: StubTime
) -> AsyncIterator[SigningKeys]:
    """Gives keys of which two are shown."""
    microsoft.shows(shown("one"), shown("two"))
    opened = SigningKeys(session, time.now, f"{microsoft.url}/openid")
    yield opened
    await opened.stop()


async def _kind(keys: SigningKeys, key_id: str | None) -> type[Exception] | None:
    """Gives how asking for a key ends."""
    try:
        await keys.get(key_id)
    except (NoKeys, UnknownKey) as failed:
        return type(failed)
    return None


async def test_a_key_by_its_id(keys: SigningKeys, microsoft: PlannedMicrosoft) -> None:
    """All keys are fetched at once, when the first is asked for."""
    one, two = await keys.get("one"), await keys.get("two")
    assert ("msteams",) == one.endorsements
    assert one.public_key != two.public_key
    assert ["openid", "keys"] == microsoft.asked


async def test_keys_that_are_fetched_beforehand(
    keys: SigningKeys, microsoft: PlannedMicrosoft
) -> None:
    """Whoever comes first does not have to wait for them to be asked for."""
    keys.begin()
    await keys.get("one")
    assert 1 == microsoft.count("keys")
    assert () == keys.faults()


async def test_a_key_server_that_is_not_reached_is_a_fault(
    keys: SigningKeys, microsoft: PlannedMicrosoft, time: StubTime
) -> None:
    """It is one until there are keys again, which are asked for when somebody looks at it."""
    microsoft.then("openid", as_json({}, 503))
    assert () == keys.faults()
    assert NoKeys is await _kind(keys, "one")
    assert (UNREACHABLE,) == keys.faults()
    assert 1 == microsoft.count("openid")
    microsoft.shows(shown("one"))
    time.go_on(FAILED_AGAIN)
    assert (UNREACHABLE,) == keys.faults()
    await keys.get("one")
    assert 2 == microsoft.count("openid")
    assert () == keys.faults()


async def test_old_keys_let_people_in_without_a_fault(
    keys: SigningKeys, microsoft: PlannedMicrosoft, time: StubTime
) -> None:
    """A key server that is away for an hour is nobody's work, as long as the keys are good."""
    await keys.get("one")
    microsoft.then("openid", as_json({}, 503))
    time.go_on(FRESH + 1)
    await keys.get("one")
    assert NoKeys is await _kind(keys, "three")
    assert () == keys.faults()


async def test_many_ask_at_once(keys: SigningKeys, microsoft: PlannedMicrosoft) -> None:
    """The keys are fetched once."""
    await asyncio.gather(*(keys.get("one") for _ in range(50)))
    assert 1 == microsoft.count("keys")


async def test_who_stops_waiting_stops_nobody_else(
    keys: SigningKeys, microsoft: PlannedMicrosoft
) -> None:
    """The first one who asked may go away; the others still get their key."""
    first = asyncio.create_task(keys.get("one"))
    await asyncio.sleep(0)
    second = asyncio.create_task(keys.get("one"))
    await asyncio.sleep(0)
    first.cancel()
    await second
    assert 1 == microsoft.count("keys")


async def test_a_new_key(keys: SigningKeys, microsoft: PlannedMicrosoft, time: StubTime) -> None:
    """A key that is not known is looked for at once, so that a change of keys is no outage."""
    await keys.get("one")
    time.go_on(UNKNOWN_AGAIN)
    microsoft.shows(shown("three"))
    await keys.get("three")
    assert UnknownKey is await _kind(keys, "one")


async def test_made_up_keys(keys: SigningKeys, microsoft: PlannedMicrosoft, time: StubTime) -> None:
    """Whoever makes up key ids has the key server asked once in five minutes, and no more."""
    for number in range(20):
        assert UnknownKey is await _kind(keys, f"made up {number}")
    assert UnknownKey is await _kind(keys, None)
    assert 1 == microsoft.count("keys")
    time.go_on(UNKNOWN_AGAIN)
    assert UnknownKey is await _kind(keys, "made up")
    assert 2 == microsoft.count("keys")


async def test_old_keys_are_fetched_beside_what_goes_on(
    keys: SigningKeys, microsoft: PlannedMicrosoft, time: StubTime
) -> None:
    """After a day the old keys still serve while the new ones come."""
    await keys.get("one")
    time.go_on(FRESH + 1)
    microsoft.shows(shown("two"))
    await keys.get("one")
    await _settled(keys)
    assert UnknownKey is await _kind(keys, "one")
    assert 2 == microsoft.count("keys")


async def test_a_key_server_that_is_away(
    keys: SigningKeys, microsoft: PlannedMicrosoft, time: StubTime
) -> None:
    """Keys that are known stay good for two days, and not longer."""
    await keys.get("one")
    microsoft.then("keys", as_json({}, 500))
    time.go_on(KEPT)
    await keys.get("one")
    await _settled(keys)
    assert NoKeys is await _kind(keys, "new")
    await keys.get("one")
    time.go_on(1)
    assert NoKeys is await _kind(keys, "one")


async def test_a_key_server_that_was_away(
    keys: SigningKeys, microsoft: PlannedMicrosoft, time: StubTime
) -> None:
    """It is asked again after ten seconds, and not by everybody who comes by until then."""
    microsoft.then("openid", as_json({}, 503))
    for _ in range(5):
        assert NoKeys is await _kind(keys, "one")
    assert 1 == microsoft.count("openid")
    microsoft.shows(shown("one"))
    time.go_on(FAILED_AGAIN)
    await keys.get("one")


ODD: dict[str, Callable[[], object]] = {
    "empty": dict,
    "no object": list,
    "nothing": lambda: None,
    "of no kind": lambda: {"kid": "odd"},
    "a secret": lambda: {"kid": "odd", "kty": "oct", "k": "c2VjcmV0"},
    "of another kind": lambda: shown("odd", kty="EC"),
    "for no channel": lambda: shown("odd", endorsements=[]),
    "for another channel": lambda: shown("odd", endorsements=["webchat"]),
    "for no list of channels": lambda: shown("odd", endorsements="msteams"),
    "without a name": lambda: shown("odd", kid=""),
    "with a number for a name": lambda: shown("odd", kid=1),
    "far too short": lambda: shown("odd", n="AQAB"),
    "too short": lambda: shown("odd", bits=1024),
    "no number": lambda: shown("odd", n="!"),
    "without a number": lambda: shown("odd", n=""),
}


@pytest.mark.parametrize("kind", ODD)
async def test_what_is_no_key_of_teams(
    keys: SigningKeys, microsoft: PlannedMicrosoft, kind: str
) -> None:
    """It is passed over, and the others still serve."""
    microsoft.then("keys", as_json({"keys": [ODD[kind](), shown("one")]}))
    await keys.get("one")
    assert UnknownKey is await _kind(keys, "odd")


def _elsewhere(url: str) -> Planned:
    return as_json({"jwks_uri": url})


@pytest.mark.parametrize(
    "openid",
    [
        Planned(b""),
        Planned(b"<html>later</html>"),
        Planned(b"[" * 100_000),
        as_json([]),
        as_json({}),
        as_json({"jwks_uri": 1}),
        as_json({"jwks_uri": "keys"}),
        as_json({}, 404),
        as_json({}, 302, Location="https://elders.example.org/"),
        _elsewhere("https://elders.example.org/keys"),
        _elsewhere("https://login.botframework.com/keys"),
        _elsewhere("http://[1/keys"),
        _elsewhere("file:///etc/passwd"),
    ],
    ids=lambda plan: f"{plan.status} {plan.body[:40]!r}",
)
async def test_an_odd_document(
    keys: SigningKeys, microsoft: PlannedMicrosoft, openid: Planned
) -> None:
    """It gives no keys, and nothing is fetched from where nobody asked to."""
    microsoft.then("openid", openid)
    assert NoKeys is await _kind(keys, "one")
    assert ["openid"] == microsoft.asked


@pytest.mark.parametrize(
    "listed",
    [
        as_json({"keys": []}),
        as_json({"keys": {}}),
        as_json([]),
        Planned(b"x"),
        as_json({}, 410),
        Planned(b"[" * 2_000_000),
    ],
    ids=lambda plan: f"{plan.status} {plan.body[:20]!r}",
)
async def test_an_odd_list(
    keys: SigningKeys, microsoft: PlannedMicrosoft, time: StubTime, listed: Planned
) -> None:
    """It gives no keys, and takes none of those that are known."""
    microsoft.then("keys", listed)
    assert NoKeys is await _kind(keys, "one")
    microsoft.shows(shown("one"))
    time.go_on(FAILED_AGAIN)
    await keys.get("one")
    time.go_on(FRESH + 1)
    microsoft.then("keys", listed)
    await keys.get("one")
    await _settled(keys)
    await keys.get("one")


@pytest.mark.parametrize(
    ("url", "is_own"),
    [
        ("https://login.botframework.com/v1/.well-known/keys", True),
        ("https://botframework.com/keys", True),
        ("http://login.botframework.com/keys", False),
        ("https://login.botframework.com.example.org/keys", False),
        ("https://loginbotframework.com/keys", False),
        ("http://127.0.0.1:80/keys", False),
        ("https://[1/keys", False),
    ],
)
async def test_where_the_real_keys_come_from(session: Session, url: str, is_own: bool) -> None:  # noqa: FBT001 - a column of the table
    """From Microsoft only, whatever the document says."""
    keys = SigningKeys(session, StubTime().now)
    assert is_own is keys._is_own(url)  # noqa: SLF001 - the network is not there in tests


async def _settled(keys: SigningKeys) -> None:
    """Waits until what is being fetched has come, which nobody else has to."""
    await keys._under_way.ended(5)  # noqa: SLF001 - only a test wants to wait for it


def test_the_shape_of_a_key() -> None:
    """The samples here are keys as Microsoft shows them."""
    sample: Json = shown("one")
    assert {"kty", "n", "e", "kid", "use", "endorsements", "key_ops"} == set(sample)
