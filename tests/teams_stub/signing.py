"""Plays Microsoft's key server and token server: signs as the connector does, with real RSA keys.

`Issuer(...).routes()` serves `/openid`, `/keys` and `/token`; `bearer(service_url)` gives the
header under which the connector delivers an activity.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import jwt
import msgspec
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from jwt.algorithms import RSAAlgorithm

from bot.clock import SystemClock

Json = dict[str, Any]

ISSUER = "https://api.botframework.com"
SCOPE = "https://api.botframework.com/.default"

LASTS = 3600
"""Seconds that a token is good for."""


@cache
def rsa_key(name: str, bits: int = 2048) -> RSAPrivateKey:
    """Gives a key by its name: making one takes a tenth of a second, so that is done once."""
    del name
    return generate_private_key(65537, bits)


class Asked(msgspec.Struct, frozen=True):
    """A request for a token to call out with."""

    fields: dict[str, str]
    token: str
    """What was given; empty when it was refused."""


class Issuer:
    """The two servers, and whoever signs with the keys that they show."""

    def __init__(
        self,
        app_id: str,
        app_password: str,
        *,
        now: Callable[[], float] = lambda: SystemClock().now().timestamp(),
    ) -> None:
        self.app_id = app_id
        self._password = app_password
        self._now = now
        self.key_ids: tuple[str, ...] = ("key-1",)
        """The keys that are shown; the last one signs."""
        self.endorsements: tuple[str, ...] = ("msteams",)
        self.key_lists = 0
        """How often the keys were asked for."""
        self.asked: list[Asked] = []
        """Every request for a token."""
        self.refuses = ""
        """The error with which the next tokens are refused; empty when they are not."""
        self.stalled = False
        """Whether no answer comes, from either server, until `go_on`."""
        self._holding = asyncio.Event()
        self._going_on = asyncio.Event()

    # ------------------------------------------------------------ what it signs

    def claims(self, service_url: str) -> Json:
        """Gives what the connector says in a token."""
        now = int(self._now())
        return {
            "iss": ISSUER,
            "aud": self.app_id,
            "nbf": now - 5,
            "exp": now + LASTS,
            "serviceurl": service_url,
        }

    def signed(
        self,
        claims: Json,
        *,
        key: RSAPrivateKey | str | None = None,
        algorithm: str = "RS256",
        headers: Json | None = None,
    ) -> str:
        """Signs claims; with the last key that is shown and its id unless said otherwise."""
        key_id = self.key_ids[-1]
        used = rsa_key(key_id) if key is None else key
        named = {"kid": key_id} if headers is None else headers
        return jwt.encode(claims, used, algorithm, headers=named)

    def bearer(self, service_url: str) -> str:
        """Gives the header under which the connector delivers."""
        return f"Bearer {self.signed(self.claims(service_url))}"

    # ----------------------------------------------------------- what it serves

    def routes(self) -> Iterable[web.RouteDef]:
        """Gives the addresses of both servers."""
        return (
            web.get("/openid", self._openid),
            web.get("/keys", self._keys),
            web.post("/token", self._token),
        )

    async def holding(self) -> None:
        """Returns when somebody is waiting for an answer that does not come."""
        await self._holding.wait()

    def go_on(self) -> None:
        """Answers whoever has been waiting."""
        self.stalled = False
        self._going_on.set()

    def is_handed_out(self, authorization: str) -> bool:
        """Says whether a header holds a token that was given here."""
        tokens = {f"Bearer {one.token}" for one in self.asked if one.token}
        return authorization in tokens

    async def _openid(self, request: web.Request) -> web.Response:
        await self._stall()
        return web.json_response({"issuer": ISSUER, "jwks_uri": f"{request.url.origin()}/keys"})

    async def _keys(self, _: web.Request) -> web.Response:
        self.key_lists += 1
        await self._stall()
        return web.json_response({"keys": [self._shown(key_id) for key_id in self.key_ids]})

    def _shown(self, key_id: str) -> Json:
        shown = RSAAlgorithm.to_jwk(rsa_key(key_id).public_key(), as_dict=True)
        return shown | {"kid": key_id, "use": "sig", "endorsements": list(self.endorsements)}

    async def _token(self, request: web.Request) -> web.Response:
        fields = {name: str(value) for name, value in (await request.post()).items()}
        is_ours = (
            fields.get("grant_type") == "client_credentials"
            and fields.get("client_id") == self.app_id
            and fields.get("client_secret") == self._password
            and fields.get("scope") == SCOPE
        )
        error = self.refuses or ("" if is_ours else "invalid_client")
        token = "" if error else f"token-{len(self.asked) + 1}"
        self.asked.append(Asked(fields, token))
        await self._stall()
        if error:
            return web.json_response({"error": error, "error_description": "geheim"}, status=401)
        given = {"token_type": "Bearer", "expires_in": LASTS, "access_token": token}
        return web.json_response(given)

    async def _stall(self) -> None:
        if self.stalled:
            self._holding.set()
            await self._going_on.wait()
