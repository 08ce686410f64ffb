"""The manifest from which the app is made in Slack, for one of the two ways of connecting."""

from __future__ import annotations

from pathlib import Path

from bot.public_address import address_of

FILE = Path(__file__).parents[1] / "manifest" / "slack.yaml"

PLACEHOLDER = "https://pestmelding.invalid"
"""What stands for the address of the bot; ".invalid" can belong to nobody (RFC 2606)."""
BY_SOCKET = "socket_mode_enabled: true"
BY_HTTP = "socket_mode_enabled: false"


def over_socket() -> str:
    """Gives the manifest for Socket Mode, in which no address stands."""
    return "".join(line for line in _lines() if PLACEHOLDER not in line)


def over_http(url: str) -> str:
    """Gives the manifest for a bot at this address; raises `NoAddress`."""
    address = address_of(url)
    return "".join(
        line.replace(PLACEHOLDER, address).replace(BY_SOCKET, BY_HTTP) for line in _lines()
    )


def _lines() -> list[str]:
    """Gives the lines of the file, without what is said to who works on it."""
    lines = FILE.read_text(encoding="utf-8").splitlines(keepends=True)
    return [line for line in lines if not line.startswith("#")]
