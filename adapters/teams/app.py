"""Which app this is for Teams: its id, its secret and the one tenant that it serves."""

from __future__ import annotations

import re

import msgspec

from adapters.loopback import is_loopback_url
from flows.ports import PlatformRefused

ID = re.compile(r"[0-9A-Za-z-]{1,64}")
"""What an app or a tenant is called: a GUID."""

ANYBODY = frozenset({"common", "consumers", "organizations"})
"""Stand for every tenant at once, which this app never serves."""

MISSING = "Voor Teams ontbreekt {name}, of wat daar staat klopt niet."
NOT_HERE = "{name} mag alleen naar deze computer zelf wijzen, bijvoorbeeld http://127.0.0.1:4000."
HALF = (
    "PESTMELDING_TEAMS_OPENID_URL en PESTMELDING_TEAMS_TOKEN_URL horen bij elkaar:"
    " geef ze allebei, of geen van beide."
)


class App(msgspec.Struct, frozen=True):
    """The app. Raises `PlatformRefused` when it is not whole.

    `openid_url` and `token_url` put servers on this very computer in the place of Microsoft's, for
    tests and practice; nothing but this computer is called then.
    """

    app_id: str
    app_password: str
    tenant_id: str
    openid_url: str = ""
    token_url: str = ""

    def __post_init__(self) -> None:
        """Looks whether all is there."""
        named = {
            "PESTMELDING_TEAMS_APP_ID": ID.fullmatch(self.app_id) is not None,
            "PESTMELDING_TEAMS_APP_PASSWORD": bool(self.app_password),
            "PESTMELDING_TEAMS_TENANT_ID": ID.fullmatch(self.tenant_id) is not None
            and self.tenant_id.lower() not in ANYBODY,
        }
        for name, is_good in named.items():
            if not is_good:
                raise PlatformRefused(MISSING.format(name=name))
        urls = {
            "PESTMELDING_TEAMS_OPENID_URL": self.openid_url,
            "PESTMELDING_TEAMS_TOKEN_URL": self.token_url,
        }
        for name, url in urls.items():
            if url and not is_loopback_url(url):
                raise PlatformRefused(NOT_HERE.format(name=name))
        if bool(self.openid_url) != bool(self.token_url):
            raise PlatformRefused(HALF)

    def __repr__(self) -> str:
        """Tells nothing, for it holds the secret."""
        return "App(...)"

    @property
    def is_local(self) -> bool:
        """Whether servers on this computer stand in the place of Microsoft's."""
        return bool(self.openid_url)
