"""Where this side may call: the address that came with an activity is not simply believed."""

from __future__ import annotations

from urllib.parse import quote

from yarl import URL

from adapters.loopback import is_loopback_url

HOST = "smba.trafficmanager.net"
"""Where Teams is called, everywhere but in the government clouds of the United States. The whole
name: under the last two parts of it anybody can have a name of their own."""

EVERYWHERE = f"https://{HOST}/teams"
"""Where Teams is called for a place of which no address was told (docs, proactive messages)."""

LENGTH = 300
"""Characters of an address, at most."""


def is_service_url(url: str, *, is_local: bool) -> bool:
    """Says whether this is where Teams is called; `is_local` when a stand-in on this computer is.

    The one is never mixed with the other: our token for Teams goes nowhere else.
    """
    if len(url) > LENGTH or "?" in url or "#" in url:
        return False
    return is_callable(url, is_local=is_local)


def is_callable(url: str, *, is_local: bool) -> bool:
    """Says whether an address is one behind a service URL, or such a URL itself."""
    if is_local:
        return is_loopback_url(url)
    try:
        read = URL(url)
        place = (read.scheme, read.host, read.port)
    except ValueError:  # no address, or a name that is no name
        return False
    return "@" not in read.raw_authority and place == ("https", HOST, 443)


def conversations_url(service_url: str, *path: str) -> str:
    """Gives the address of the conversations, or of what is in one, with each id made safe."""
    steps = "/".join(quote(step, safe="") for step in ("v3", "conversations", *path))
    return f"{service_url.rstrip('/')}/{steps}"
