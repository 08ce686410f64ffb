"""The keys with which Microsoft signs what Teams delivers: fetched aside, kept, and refreshed.

Rules this file keeps:

- Nothing waits on the key server that can be told without it, and nothing waits longer than a few
  seconds. What is being fetched is fetched once, however many ask for it.
- A key that is not known yet is looked for at once, but not more often than each five minutes:
  whoever makes up key ids cannot have us knock at the key server all day.
- Only a key that is meant for Teams is a key here.
"""

from __future__ import annotations

import asyncio
import logging
import math

import msgspec
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt import PyJWTError
from jwt.algorithms import RSAAlgorithm
from yarl import URL

from adapters.loopback import is_loopback_url
from adapters.pacing import Now
from adapters.teams.entries import CHANNEL
from adapters.teams.session import Session
from adapters.under_way import UnderWay
from flows.ports import MaybeSent, NotSent

LOG = logging.getLogger("pestmelding.teams")

OPENID = "https://login.botframework.com/v1/.well-known/openidconfiguration"
"""Where Microsoft says where its keys are."""
KEYS_HOST = ".botframework.com"
"""How the host of the keys ends; they are fetched from nowhere else."""

UNREACHABLE = "teams-controle-onbereikbaar"
"""Fault: nobody can be let in, for there are no keys and they cannot be fetched."""

FETCH_WITHIN = 5.0
"""Seconds for each of the two documents."""
FRESH = 24 * 3600.0
"""Seconds after which keys are fetched again, beside what goes on."""
KEPT = 2 * FRESH
"""Seconds that keys are good for when they cannot be fetched again."""
UNKNOWN_AGAIN = 300.0
"""Seconds between looking for keys that nobody knows."""
FAILED_AGAIN = 10.0
"""Seconds before a key server that did not answer is asked again."""
BITS_AT_LEAST = 2048


class UnknownKey(Exception):
    """Met deze sleutel ondertekent Teams niet."""


class NoKeys(Exception):
    """De sleutels van Teams zijn nu niet op te halen."""


class Key(msgspec.Struct, frozen=True):
    """A key, in the shape in which the checks of a token take it."""

    public_key: RSAPublicKey
    endorsements: tuple[str, ...]
    """The channels that it may sign for."""


class _Document(msgspec.Struct):
    jwks_uri: str


class _Listed(msgspec.Struct):
    kty: str = ""
    kid: str = ""
    n: str = ""
    e: str = ""
    endorsements: tuple[str, ...] = ()


class _List(msgspec.Struct):
    keys: tuple[msgspec.Raw, ...]


class SigningKeys:
    """Gives a key by its id. `openid_url` is another key server, for which it must be loopback."""

    def __init__(self, session: Session, now: Now, openid_url: str = "") -> None:
        self._session = session
        self._now = now
        self._url = openid_url or OPENID
        self._keys: dict[str, Key] = {}
        self._fetched_at: float | None = None
        self._not_before = -math.inf
        """When the key server may be asked again for a key that nobody knows."""
        self._has_failed = False
        self._fetching: asyncio.Future[None] | None = None
        self._under_way = UnderWay()

    async def get(self, key_id: str | None) -> Key:
        """Gives a key; raises `UnknownKey`, or `NoKeys` when there is nothing to look in."""
        age = self._age()
        key = self._known(key_id, age)
        if key is not None:
            if age > FRESH:
                self._begin()
            return key
        self._begin()
        if self._fetching is not None:
            await asyncio.shield(self._fetching)
            key = self._known(key_id, self._age())
        if key is not None:
            return key
        raise NoKeys if self._has_failed else UnknownKey

    def begin(self) -> None:
        """Begins to fetch the keys, so that the first who comes need not wait for them."""
        self._begin()

    def faults(self) -> tuple[str, ...]:
        """Gives the code of what the operator has to put right; asks again when it was wrong."""
        if not self._has_failed or self._age() <= KEPT:
            return ()
        self._begin()
        return (UNREACHABLE,)

    async def stop(self) -> None:
        """Lets go of what is being fetched."""
        await self._under_way.ended(0)

    def _age(self) -> float:
        """Gives for how many seconds the keys have been here; without end when there are none."""
        return math.inf if self._fetched_at is None else self._now() - self._fetched_at

    def _known(self, key_id: str | None, age: float) -> Key | None:
        return None if key_id is None or age > KEPT else self._keys.get(key_id)

    def _begin(self) -> None:
        """Begins to fetch the keys, when nobody does that now or did so just before."""
        if self._fetching is None and self._now() >= self._not_before:
            self._fetching = self._under_way.begin(self._fetched())

    async def _fetched(self) -> None:
        try:
            self._keys = await self._read()
        except (NotSent, MaybeSent, ValueError) as failed:  # what cannot be read is a ValueError
            LOG.warning("teams_keys_not_fetched", extra={"error": type(failed).__name__})
            self._has_failed = True
            self._not_before = self._now() + FAILED_AGAIN
        else:
            self._has_failed = False
            self._fetched_at = self._now()
            self._not_before = self._fetched_at + UNKNOWN_AGAIN
        finally:
            self._fetching = None

    async def _read(self) -> dict[str, Key]:
        """Fetches the two documents; raises ValueError for what is not to be trusted or read."""
        document = msgspec.json.decode(await self._body(self._url), type=_Document)
        if not self._is_own(document.jwks_uri):
            raise ValueError("keys elsewhere")
        listed = msgspec.json.decode(await self._body(document.jwks_uri), type=_List)
        keys = dict(filter(None, map(_key_in, listed.keys)))
        if not keys:
            raise ValueError("no keys")
        return keys

    async def _body(self, url: str) -> bytes:
        answer = await self._session.ask("GET", url, within=FETCH_WITHIN)
        if answer.status != 200:  # noqa: PLR2004 - the one status that brings a document
            raise ValueError("no document")
        return answer.body

    def _is_own(self, url: str) -> bool:
        """Whether keys may come from there: Microsoft, or this computer when we asked it."""
        if is_loopback_url(self._url):
            return is_loopback_url(url)
        try:
            read = URL(url)
        except ValueError:
            return False
        return read.scheme == "https" and f".{read.host}".endswith(KEYS_HOST)


def _key_in(listed: msgspec.Raw) -> tuple[str, Key] | None:
    """Reads one key of the list; None when it is none for Teams."""
    try:
        read = msgspec.json.decode(listed, type=_Listed)
        if read.kty != "RSA" or not read.kid or CHANNEL not in read.endorsements:
            return None
        public_key = RSAAlgorithm.from_jwk({"kty": "RSA", "n": read.n, "e": read.e})
    except (msgspec.MsgspecError, PyJWTError, ValueError):
        return None
    if not isinstance(public_key, RSAPublicKey) or public_key.key_size < BITS_AT_LEAST:
        return None
    return read.kid, Key(public_key, read.endorsements)
