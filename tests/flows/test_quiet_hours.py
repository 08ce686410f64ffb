"""When a card may disturb somebody."""

import datetime

import pytest

from flows.quiet_hours import held_until
from flows.school import Slot
from tests.flows.small_school import SCHOOL

COACH = Slot("begeleider", "p1")
ANTIPEST = Slot("antipestcoordinator")


def at(text: str) -> datetime.datetime:
    """A moment in UTC; the school is an hour ahead in winter."""
    return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("slot", "now", "until"),
    [
        (COACH, "2026-11-23T09:00", None),
        (COACH, "2026-11-23T06:30", None),
        (COACH, "2026-11-23T06:29", "2026-11-23T06:30"),
        (COACH, "2026-11-23T16:00", "2026-11-24T06:30"),
        (COACH, "2026-11-27T20:00", "2026-11-30T06:30"),
        (ANTIPEST, "2026-11-27T20:00", "2026-11-30T06:30"),
        (COACH, "2026-12-21T12:00", "2027-01-04T06:30"),
        (ANTIPEST, "2026-12-21T12:00", "2026-12-22T08:00"),
        (ANTIPEST, "2026-12-24T12:00", "2026-12-28T08:00"),
        (ANTIPEST, "2027-01-03T12:00", "2027-01-04T06:30"),
    ],
)
def test_outside_school_hours_a_card_waits(slot: Slot, now: str, until: str | None) -> None:
    """Until the school opens; in holidays the antipestcoördinator reads on weekdays at nine."""
    expected = None if until is None else at(until)

    assert expected == held_until(slot, urgent=False, school=SCHOOL, now=at(now))


@pytest.mark.parametrize("now", ["2026-11-23T23:00", "2026-12-25T12:00"])
def test_what_is_urgent_never_waits(now: str) -> None:
    """Acute rings at night and in holidays."""
    assert held_until(COACH, urgent=True, school=SCHOOL, now=at(now)) is None
