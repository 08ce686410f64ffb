"""How fast a bot may call in one conversation, by Microsoft's table (docs, rate-limit)."""

from __future__ import annotations

from collections import defaultdict, deque

WINDOWS = ((1.0, 7), (2.0, 8), (30.0, 60), (3600.0, 1800))
"""Seconds, and calls that may come in that time."""


class Windows:
    """Counts calls per conversation, in stub time."""

    def __init__(self, windows: tuple[tuple[float, int], ...] = WINDOWS) -> None:
        self._windows = windows
        self._kept = max(most for _, most in windows)
        self._times: dict[str, deque[float]] = defaultdict(lambda: deque(maxlen=self._kept))

    def allows(self, conversation: str, now: float) -> bool:
        """Says whether one more may come now, and counts it when it may."""
        times = self._times[conversation]
        for seconds, most in self._windows:
            if len(times) >= most and now - times[-most] < seconds:
                return False
        times.append(now)
        return True
