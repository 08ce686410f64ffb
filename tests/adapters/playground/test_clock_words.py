"""Moments in Dutch words."""

from datetime import UTC, datetime

import pytest

from adapters.playground.clock_words import day_in_words, moment_in_words, time_in_words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 11, 23, 7, 30, tzinfo=UTC), "ma 23 november 2026, 08:30"),
        (datetime(2026, 7, 1, 6, 5, tzinfo=UTC), "wo 1 juli 2026, 08:05"),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), "vr 1 januari 2027, 00:00"),
    ],
)
def test_moments_are_told_in_school_time(moment: datetime, words: str) -> None:
    """A moment is told as the clock in the school shows it, in summer and in winter."""
    assert words == moment_in_words(moment)


def test_day_and_time() -> None:
    """A day is written in full, a time in four digits."""
    moment = datetime(2027, 3, 7, 8, 0, tzinfo=UTC)

    assert "zondag 7 maart 2027" == day_in_words(moment)
    assert "09:00" == time_in_words(moment)
