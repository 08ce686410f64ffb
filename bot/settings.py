"""The settings of one installation, from the environment and from nowhere else.

Rules this file keeps:

- Half a configuration is refused, with the name of what is missing; so is a name nobody knows,
  because a misspelt one would be silently ignored.
- What opens a door (tokens, passwords, the address of a database) is in no `repr`.
- Who tests with stand-ins for Microsoft's sign-in can only point at this machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit

from flows.nearest_word import meant

PREFIX = "PESTMELDING_"
FOR_TESTS = "PESTMELDING_TEST_"
"""Settings of the tests themselves, which the program never reads."""

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 3978
LAST_PORT = 65534
"""One below the last, for the status port comes right after it."""

GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
"""What Microsoft calls an app, a tenant and a secret by, in lower case."""

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})

PURPOSES = {
    "DATABASE_URL": "waar de database staat, bijvoorbeeld sqlite:////srv/pestmelding/school.db",
    "SCHOOL": "het pad naar school.toml",
    "SECRET_KEY_FILE": "het pad naar de schoolsleutel, gemaakt met `pestmelding new-key BESTAND`",
    "HOST": f"het adres om op te luisteren, anders {DEFAULT_HOST}",
    "PORT": f"de poort om op te luisteren, anders {DEFAULT_PORT}",
    "SLACK_BOT_TOKEN": "het token van de app in Slack, begint met xoxb-",
    "SLACK_SIGNING_SECRET": "het geheim waarmee Slack zijn verzoeken ondertekent",
    "SLACK_APP_TOKEN": "het token voor Socket Mode, begint met xapp-",
    "SLACK_API_URL": "een ander adres dan dat van Slack, om mee te testen",
    "TEAMS_APP_ID": "de Application (client) ID van de app in Microsoft Entra",
    "TEAMS_APP_PASSWORD": "het geheim van de app in Microsoft Entra (de Value, niet het Secret ID)",
    "TEAMS_TENANT_ID": "de Directory (tenant) ID van de school in Microsoft Entra",
    "TEAMS_OPENID_URL": "een adres op deze computer in plaats van dat van Microsoft, om te testen",
    "TEAMS_TOKEN_URL": "een adres op deze computer in plaats van dat van Microsoft, om te testen",
}
"""Every setting, without its prefix, and what it is for."""


class EnvironmentRefused(Exception):
    """De instellingen in de omgeving kloppen niet. `lines` zegt per regel wat er moet gebeuren."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))


@dataclass(frozen=True, slots=True)
class Ports:
    """Where the program listens: the public address, and a second port for this machine only."""

    host: str
    public: int
    status: int


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """How to reach Slack: over HTTP with `signing_secret`, or in Socket Mode with `app_token`."""

    bot_token: str = field(repr=False)
    signing_secret: str = field(repr=False)
    app_token: str = field(repr=False)
    api_url: str
    """Empty for Slack's own."""


@dataclass(frozen=True, slots=True)
class TeamsSettings:
    """How to reach Teams. The two addresses are empty for Microsoft's own."""

    app_id: str
    app_password: str = field(repr=False)
    tenant_id: str
    openid_url: str
    token_url: str


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. A text that was not set is empty; `require` refuses that where it matters."""

    database_url: str = field(repr=False)
    school: str
    secret_key_file: str
    host: str
    port: int
    slack: SlackSettings | None
    teams: TeamsSettings | None

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Self:
        """Reads the settings; raises EnvironmentRefused with everything that is wrong."""
        given = {
            name.removeprefix(PREFIX): value.strip()
            for name, value in environment.items()
            if name.startswith(PREFIX) and not name.startswith(FOR_TESTS)
        }
        faults = tuple(_faults(given))
        if faults:
            raise EnvironmentRefused(faults)
        return cls(
            database_url=given.get("DATABASE_URL", ""),
            school=given.get("SCHOOL", ""),
            secret_key_file=given.get("SECRET_KEY_FILE", ""),
            host=given.get("HOST") or DEFAULT_HOST,
            port=int(given.get("PORT") or DEFAULT_PORT),
            slack=_slack(given),
            teams=_teams(given),
        )

    def require(self, *names: str) -> None:
        """Raises EnvironmentRefused when one of these, named without prefix, was not set."""
        missing = [name for name in names if not getattr(self, name.lower())]
        if missing:
            raise EnvironmentRefused(_missing(missing))

    @property
    def platforms(self) -> tuple[str, ...]:
        """The chat platforms of which the settings are there."""
        given = {"slack": self.slack, "teams": self.teams}
        return tuple(name for name, settings in given.items() if settings is not None)

    @property
    def status_port(self) -> int:
        """The second port, for /readyz and /metrics; always on this machine only."""
        return self.port + 1

    @property
    def ports(self) -> Ports:
        """All that there is to listen on."""
        return Ports(self.host, self.port, self.status_port)


def _missing(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield f"{PREFIX}{name} ontbreekt: {PURPOSES[name]}."


def _faults(given: Mapping[str, str]) -> Iterator[str]:
    for name in sorted(given.keys() - PURPOSES.keys()):
        yield f"{PREFIX}{name} is geen instelling van pestmelding.{meant(name, PURPOSES)}"
    port = given.get("PORT") or str(DEFAULT_PORT)
    if not port.isdecimal() or not 1 <= int(port) <= LAST_PORT:
        yield f"{PREFIX}PORT moet een getal van 1 tot en met {LAST_PORT} zijn."
    yield from _half_slack(given)
    yield from _half_teams(given)
    for name in ("TEAMS_OPENID_URL", "TEAMS_TOKEN_URL"):
        if given.get(name) and not _is_on_this_machine(given[name]):
            yield f"{PREFIX}{name} mag alleen naar deze computer wijzen, zoals http://127.0.0.1:4000."
    slack = given.get("SLACK_API_URL")
    if slack and not slack.startswith("https://") and not _is_on_this_machine(slack):
        yield f"{PREFIX}SLACK_API_URL moet met https:// beginnen of naar deze computer wijzen."


def _half_slack(given: Mapping[str, str]) -> Iterator[str]:
    """Slack needs the bot token, with the secret of its HTTP requests or the Socket Mode token."""
    if not _is_begun(given, "SLACK_"):
        return
    if not given.get("SLACK_BOT_TOKEN"):
        yield from _missing(("SLACK_BOT_TOKEN",))
    if not given.get("SLACK_SIGNING_SECRET") and not given.get("SLACK_APP_TOKEN"):
        secret, token = f"{PREFIX}SLACK_SIGNING_SECRET", f"{PREFIX}SLACK_APP_TOKEN"
        yield f"{secret} of {token} ontbreekt: het eerste voor HTTP, het tweede voor Socket Mode."


def _half_teams(given: Mapping[str, str]) -> Iterator[str]:
    if _is_begun(given, "TEAMS_"):
        needed = ("TEAMS_APP_ID", "TEAMS_APP_PASSWORD", "TEAMS_TENANT_ID")
        yield from _missing(name for name in needed if not given.get(name))
    yield from _mistaken_teams(given)


def _mistaken_teams(given: Mapping[str, str]) -> Iterator[str]:
    """What is easily copied from the wrong place in Microsoft Entra."""
    ids = {name: given.get(name, "").lower() for name in ("TEAMS_APP_ID", "TEAMS_TENANT_ID")}
    for name, value in ids.items():
        if value and GUID.fullmatch(value) is None:
            yield (
                f"{PREFIX}{name} klopt niet. Neem {PURPOSES[name]} over:"
                " 32 cijfers en letters, met streepjes."
            )
    app, tenant = ids.values()
    if app and app == tenant:
        both = " en ".join(f"{PREFIX}{name}" for name in ids)
        yield f"{both} zijn hetzelfde. Het zijn twee kenmerken: van de app en van de school."
    if GUID.fullmatch(given.get("TEAMS_APP_PASSWORD", "").lower()):
        yield (
            f"{PREFIX}TEAMS_APP_PASSWORD is het kenmerk van een geheim. Neem de Value over; staat"
            " die er niet meer, maak dan een nieuw geheim."
        )


def _is_begun(given: Mapping[str, str], platform: str) -> bool:
    return any(value and name.startswith(platform) for name, value in given.items())


def _is_on_this_machine(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and parts.hostname in LOOPBACK


def _slack(given: Mapping[str, str]) -> SlackSettings | None:
    if not _is_begun(given, "SLACK_"):
        return None
    return SlackSettings(
        bot_token=given["SLACK_BOT_TOKEN"],
        signing_secret=given.get("SLACK_SIGNING_SECRET", ""),
        app_token=given.get("SLACK_APP_TOKEN", ""),
        api_url=given.get("SLACK_API_URL", ""),
    )


def _teams(given: Mapping[str, str]) -> TeamsSettings | None:
    if not _is_begun(given, "TEAMS_"):
        return None
    return TeamsSettings(
        app_id=given["TEAMS_APP_ID"],
        app_password=given["TEAMS_APP_PASSWORD"],
        tenant_id=given["TEAMS_TENANT_ID"],
        openid_url=given.get("TEAMS_OPENID_URL", ""),
        token_url=given.get("TEAMS_TOKEN_URL", ""),
    )
