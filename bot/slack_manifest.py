"""The manifest from which the app is made in Slack, for one of the two ways of connecting."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

FILE = Path(__file__).parents[1] / "manifest" / "slack.yaml"

PLACEHOLDER = "https://pestmelding.invalid"
"""What stands for the address of the bot; ".invalid" can belong to nobody (RFC 2606)."""
BY_SOCKET = "socket_mode_enabled: true"
BY_HTTP = "socket_mode_enabled: false"

HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?")


class NoAddress(ValueError):
    """Dit is geen adres waar Slack naartoe kan. Schrijf het als https://bot.school.nl."""


def over_socket() -> str:
    """Gives the manifest for Socket Mode, in which no address stands."""
    return "".join(line for line in _lines() if PLACEHOLDER not in line)


def over_http(url: str) -> str:
    """Gives the manifest for a bot at this address; raises `NoAddress`."""
    address = address_of(url)
    return "".join(
        line.replace(PLACEHOLDER, address).replace(BY_SOCKET, BY_HTTP) for line in _lines()
    )


def address_of(url: str) -> str:
    """Gives an address in one way of writing: https, a host, at most a port; else `NoAddress`."""
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        raise NoAddress from None
    is_bare = parts.path in {"", "/"} and not parts.query and not parts.fragment
    is_open = "@" not in parts.netloc and "." in host and HOST.fullmatch(host) is not None
    if parts.scheme != "https" or not is_bare or not is_open:
        raise NoAddress
    return f"https://{host}" if port in {None, 443} else f"https://{host}:{port}"


def _lines() -> list[str]:
    """Gives the lines of the file, without what is said to who works on it."""
    lines = FILE.read_text(encoding="utf-8").splitlines(keepends=True)
    return [line for line in lines if not line.startswith("#")]
