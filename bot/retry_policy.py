"""When a delivery is tried again, and when it is given up (reliability §4)."""

from __future__ import annotations

import datetime

FIRST_WAIT = datetime.timedelta(seconds=1)
LONGEST_WAIT = datetime.timedelta(minutes=15)
GIVEN_UP_AFTER = datetime.timedelta(hours=24)
"""How long one delivery is tried: about one school day."""

MOST_DOUBTS = 8
"""How often a card is posted again, marked, when no answer came or the program ended meanwhile.

Each time can make one copy more; without a bound a card that ends the program would come for ever.
"""


def wait_after(attempts: int, retry_after: float | None, jitter: float) -> datetime.timedelta:
    """Gives how long to wait: longer each time, never shorter than the platform asks."""
    doubled = min(FIRST_WAIT * (1 << min(attempts, 20)), LONGEST_WAIT)
    spread = doubled * (0.5 + jitter / 2)
    asked = datetime.timedelta(seconds=retry_after or 0)
    return max(spread, asked)


def wait_in_doubt(doubts: int, jitter: float) -> datetime.timedelta:
    """Gives how long to wait before a card goes again: a platform that is down gets an hour."""
    return wait_after(2 * doubts, None, jitter)


def is_hopeless(first_tried: datetime.datetime | None, now: datetime.datetime) -> bool:
    """Says whether a delivery has been tried for so long that it is given up."""
    return first_tried is not None and now - first_tried >= GIVEN_UP_AFTER
