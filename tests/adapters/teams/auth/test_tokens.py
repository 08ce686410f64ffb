"""Every kind of token, with real keys: one is taken, and each other gets a bare 401."""

import json
import logging
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.adapters.teams.auth.our_door import CANARY, OurDoor
from tests.teams_stub.signing import ISSUER, rsa_key
from tests.teams_stub.users import APP_ID, TENANT

EMULATOR = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/"
GOVERNMENT = "https://api.botframework.us"
MINUTE = 60


def _now() -> int:
    return int(time.time())  # noqa: TID251 - a token is good or stale by the clock of the machine


def _part(content: object) -> str:
    return urlsafe_b64encode(json.dumps(content).encode()).rstrip(b"=").decode()


def _unsigned(door: OurDoor, algorithm: str) -> str:
    """Makes a token that says it needs no signature, and has none."""
    headers = {"alg": algorithm, "typ": "JWT", "kid": "key-1"}
    return f"{_part(headers)}.{_part(door.issuer.claims(door.service_url))}."


def _with_public_key(door: OurDoor) -> str:
    """Signs with what everybody can see, as if that were a shared secret."""
    public = rsa_key("key-1").public_key()
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    headers = {"alg": "HS256", "typ": "JWT", "kid": "key-1"}
    signed = f"{_part(headers)}.{_part(door.issuer.claims(door.service_url))}"
    signature = jwt.get_algorithm_by_name("HS256").sign(signed.encode(), pem)
    return f"{signed}.{urlsafe_b64encode(signature).rstrip(b'=').decode()}"


def _altered(door: OurDoor) -> str:
    """Puts other claims under a good signature."""
    headers, _, signature = door.token().split(".")
    claims = door.issuer.claims(door.service_url) | {"exp": _now() + 10 * MINUTE}
    return f"{headers}.{_part(claims)}.{signature}"


def _signed(
    door: OurDoor,
    key: RSAPrivateKey | str | None = None,
    algorithm: str = "RS256",
    headers: dict[str, str] | None = None,
) -> str:
    claims = door.issuer.claims(door.service_url)
    return door.issuer.signed(claims, key=key, algorithm=algorithm, headers=headers)


def _signed_with_number_as_key(door: OurDoor) -> str:
    headers = {"alg": "RS256", "typ": "JWT", "kid": 1}
    signed = f"{_part(headers)}.{_part(door.issuer.claims(door.service_url))}"
    signature = jwt.get_algorithm_by_name("RS256").sign(signed.encode(), rsa_key("key-1"))
    return f"{signed}.{urlsafe_b64encode(signature).rstrip(b'=').decode()}"


Make = Callable[[OurDoor], str]

REFUSED: dict[str, Make] = {
    "no token": lambda _: "",
    "no token at all but words": lambda _: "geen token",
    "garbage": lambda _: "abc",
    "garbage in three parts": lambda _: "abc.def.ghi",
    "unsigned": lambda door: _unsigned(door, "none"),
    "unsigned in capitals": lambda door: _unsigned(door, "NONE"),
    "unsigned that says it is signed": lambda door: _unsigned(door, "RS256"),
    "signed with the public key as a secret": _with_public_key,
    "signed with a secret": lambda door: _signed(door, key="x" * 64, algorithm="HS256"),
    "signed in a way that is not agreed": lambda door: _signed(door, algorithm="RS512"),
    "other claims under the signature": _altered,
    "signed with another key": lambda door: _signed(door, key=rsa_key("stranger")),
    "signed with a key that is not shown": lambda door: _signed(
        door, key=rsa_key("stranger"), headers={"kid": "stranger"}
    ),
    "no key named": lambda door: _signed(door, headers={}),
    "a key named by no text": _signed_with_number_as_key,
    "ended ten minutes ago": lambda door: door.token(exp=_now() - 10 * MINUTE),
    "begins in ten minutes": lambda door: door.token(nbf=_now() + 10 * MINUTE),
    "without end": lambda door: door.token(exp=None),
    "ends at no moment": lambda door: door.token(exp="morgen"),
    "for another app": lambda door: door.token(aud="another-app"),
    "for several apps": lambda door: door.token(aud=[APP_ID, "another-app"]),
    "for no app": lambda door: door.token(aud=None),
    "of another issuer": lambda door: door.token(iss="https://login.example.org"),
    "of no issuer": lambda door: door.token(iss=None),
    "of an issuer that is no text": lambda door: door.token(iss=None, extra=[ISSUER]),
    "of the emulator": lambda door: door.token(iss=EMULATOR, ver="1.0", appid=APP_ID, tid=TENANT),
    "of another bot": lambda door: door.token(iss=EMULATOR, ver="2.0", azp="another-bot"),
    "of another bot in our issuer's name": lambda door: door.token(ver="1.0", appid="another-bot"),
    "of the government cloud": lambda door: door.token(iss=GOVERNMENT),
    "for another service": lambda door: door.token(serviceurl="https://elders.example.org/"),
    "for no service": lambda door: door.token(serviceurl=None),
    "much too long": lambda door: door.token(filler="x" * 5600),
}


TAKEN: dict[str, Make] = {
    "good": lambda door: door.token(),
    "ended four minutes ago, by our clock": lambda door: door.token(exp=_now() - 4 * MINUTE),
    "begins in four minutes, by our clock": lambda door: door.token(nbf=_now() + 4 * MINUTE),
    "for this app in capitals": lambda door: door.token(aud=APP_ID.upper()),
}


@pytest.mark.parametrize("kind", TAKEN)
async def test_a_token_that_is_taken(door: OurDoor, kind: str) -> None:
    """A token of the connector for this app lets an activity through, which is answered 202."""
    assert 202 == await door.status(token=TAKEN[kind](door))
    assert [door.activity()] == door.taken


@pytest.mark.parametrize("kind", REFUSED)
async def test_a_token_that_is_refused(
    door: OurDoor, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Anything else is a bare 401; nothing of it is told, also not in the log."""
    caplog.set_level(logging.DEBUG, "pestmelding")
    token = REFUSED[kind](door)

    assert 401 == await door.status(token=token)
    assert [] == door.taken
    assert CANARY not in caplog.text
    assert not token or token not in caplog.text
    last = [one.getMessage() for one in caplog.records if one.name == "pestmelding.teams"][-1]
    assert "teams_request_not_taken 401" == last


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Basic abc", "bearer {0}", "Bearer {0} {0}", "{0}"]
)
async def test_a_header_that_is_refused(door: OurDoor, header: str) -> None:
    """The token comes as one word behind Bearer, and in no other way."""
    assert 401 == await door.status(Authorization=header.format(door.token()))
    assert [] == door.taken


@pytest.mark.parametrize("endorsements", [(), ("webchat",), ("msteamsx", "directline")])
async def test_a_key_for_another_channel(door: OurDoor, endorsements: tuple[str, ...]) -> None:
    """A key that Microsoft did not give out for Teams signs nothing here."""
    door.issuer.endorsements = endorsements
    assert await door.status() in {401, 503}
    assert [] == door.taken


async def test_what_costs_nothing_is_looked_at_first(door: OurDoor) -> None:
    """No key is fetched for a token that could not be good whatever its signature."""
    for kind in ("garbage", "unsigned", "of the emulator", "for several apps", "without end"):
        await door.status(token=REFUSED[kind](door))
    assert 0 == door.issuer.key_lists
