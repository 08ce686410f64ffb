"""Whether an address is this very computer, where a stand-in for a platform may be served."""

from __future__ import annotations

from ipaddress import ip_address

from yarl import URL


def is_loopback(host: str | None) -> bool:
    """Says whether a host is this computer itself."""
    try:
        return ip_address(host or "").is_loopback
    except ValueError:
        return host == "localhost"


def is_loopback_url(url: str) -> bool:
    """Says whether an address is one of this computer itself, with nothing odd in it."""
    try:
        read = URL(url)
        host = read.host
    except ValueError:  # no address, or a name that is no name
        return False
    return read.scheme in {"http", "https"} and "@" not in read.raw_authority and is_loopback(host)
