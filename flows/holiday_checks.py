"""What a long holiday does to questions: a look just before it, and no two on the day after it.

The look belongs to the last school day before the holiday. On the first one after it the question
itself is near, perhaps with another coach: a check that nobody made by then lapses.
"""

from __future__ import annotations

import datetime

from flows.ladders import Setting
from flows.school_calendar import FEWEST_SCHOOL_DAYS_TO_CHECK, ONE_DAY, Span

CHECK = "vooraf/"
"""How the key of a check begins."""

STAGE_QUESTION = "vraag/"
"""The questions whose check goes by "<flow>.<round>.<question>" alone."""

APART = Span(1, "schoolweken")
"""How long after another question one comes that the holiday drove to the same day."""


def check_key(key: str) -> str:
    """Gives the key of the check before a question: "vooraf/1.1.week", "vooraf/nazorg.1.2"."""
    return CHECK + key.removeprefix(STAGE_QUESTION).replace("/", ".")


def asked_key(key: str) -> str:
    """Gives the key of the question that a check comes before; the reverse of `check_key`."""
    word, _, rest = key.removeprefix(CHECK).partition(".")
    if word in ("nazorg", "volgen"):
        return f"{word}/{rest}"
    return f"{STAGE_QUESTION}{word}.{rest}"


def check_due(setting: Setting, begins: datetime.datetime, after: str) -> datetime.datetime | None:
    """Gives when to look before a holiday at what is due `after` a moment; None for not at all."""
    calendar = setting.school.calendar
    day = calendar.check_before(calendar.local(begins).date(), Span.parse(after))
    if day is None:
        return None
    is_over = setting.school.today(setting.now) >= calendar.first_school_day_from(day + ONE_DAY)
    return None if is_over else calendar.moment_of(day, calendar.asks_at)


def is_asked_just_before(
    setting: Setting, check: datetime.datetime, asked: list[datetime.datetime]
) -> bool:
    """Says whether one of these questions comes so shortly before a check that it is enough."""
    calendar = setting.school.calendar
    day = calendar.local(check).date()
    days = (calendar.local(one).date() for one in asked)
    return any(
        one <= day and calendar.school_days_between(one, day) < FEWEST_SCHOOL_DAYS_TO_CHECK
        for one in days
    )


def spread(
    setting: Setting, begins: datetime.datetime, after: tuple[str, ...]
) -> list[datetime.datetime]:
    """Gives when questions are due that count from one moment, in the order of their terms.

    Two that a holiday drives to its first school day would be asked twice at once: the later one
    comes a school week after the other.
    """
    calendar = setting.school.calendar
    dues: list[datetime.datetime] = []
    for one in after:
        due = calendar.due_moment(begins, Span.parse(one))
        if dues and due <= dues[-1]:
            due = calendar.due_moment(dues[-1], APART)
        dues.append(due)
    return dues
