"""The address of the bot on the internet, in one way of writing."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
HOST = re.compile(rf"(?=.{{1,253}}$)(?:{LABEL}\.)+(?=[a-z]){LABEL}")
"""A name with a certificate: no bare number, which could be anywhere."""


class NoAddress(ValueError):
    """Dit is geen adres op internet. Schrijf het als https://bot.school.nl."""


def address_of(url: str) -> str:
    """Gives an address in one way of writing: https, a host, at most a port; else `NoAddress`."""
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        raise NoAddress from None
    is_bare = parts.path in {"", "/"} and not parts.query and not parts.fragment
    is_open = "@" not in parts.netloc and HOST.fullmatch(host) is not None
    if parts.scheme != "https" or not is_bare or not is_open:
        raise NoAddress
    return f"https://{host}" if port in {None, 443} else f"https://{host}:{port}"


def domain_of(written: str) -> str:
    """Gives the host of an address or of a bare domain; raises `NoAddress`, also for a port."""
    url = written if "://" in written else f"https://{written.strip()}"
    host = address_of(url).removeprefix("https://")
    if ":" in host:
        raise NoAddress
    return host
