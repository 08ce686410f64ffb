"""How a call to a platform ended that brought no answer, and how long a platform says to wait."""

from __future__ import annotations

import aiohttp

from flows.ports import MaybeSent, NotSent

WAIT_UNSAID = 30.0
"""Seconds to wait when a platform says that it is too much and not for how long."""
WAIT_AT_MOST = 3600.0


def lost_call(lost: Exception) -> NotSent | MaybeSent:
    """Tells a call that never left from one of which nobody knows."""
    if isinstance(lost, (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)):
        return NotSent("not_connected")
    return MaybeSent("timed_out" if isinstance(lost, TimeoutError) else "connection_reset")


def seconds_in(retry_after: str) -> float | None:
    """Reads a Retry-After header; None when it holds no whole number of seconds."""
    if not (retry_after.isascii() and retry_after.isdecimal()):
        return None
    return min(float(retry_after), WAIT_AT_MOST)
