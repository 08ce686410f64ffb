"""The private channel of the staff: one thread per melding, in which everybody sees the steps go.

Rules this file keeps:

- What does not stand in `GOES_THERE` as shown never goes there; a kind of card that is not in the
  table at all is not shown either.
- What passes between two people stays between them: a question for advice and its answer, a
  hand-over, somebody who is kept out, a mistake to be put right, and that somebody was silent.
- What the reporter gets stays with the reporter, and what only informs with who is informed.
"""

from __future__ import annotations

import datetime

from flows.case import CLEARING
from flows.desk import ROOT, TAKEN_UP

CHANNEL = "@kanaal"
"""Stands in a row where a member of staff would; no member of staff is called so."""

TAKING_UP = "oppakken"
"""The step of taking a melding up: for a person a part of the root card, in the channel a reply."""

BEGINS_AFTER = datetime.timedelta(minutes=15)
"""How long after the report a thread begins at the earliest.

A coach who reports has taken it up in that moment; the same step a few minutes later can be
anybody's report. Without a pause the thread would tell who reported.
"""

GOES_THERE: dict[str, bool] = {
    ROOT: True,
    "actie": True,
    "magister": True,
    "vraag": True,
    "vooraf": True,
    "volgen": True,
    "nazorg": True,
    "keuze": True,
    "besluit": True,
    "gebeurd": True,
    TAKEN_UP: False,
    "bericht": False,
    "herinnering": False,
    "raad": False,
    "antwoord": False,
    "overdracht": False,
    "uitgesloten": False,
    "onbereikbaar": False,
    CLEARING: False,
}
"""Whether a card is told of in the channel, by the first word of its key."""


def goes_there(key: str) -> bool:
    """Says whether a card of a melding is told of in the channel."""
    return GOES_THERE.get(key.partition("/")[0], False)


def channel_keys(key: str) -> tuple[str, ...]:
    """Gives the cards in the channel that go with a card of a person, the root in front."""
    if key == ROOT:
        return (ROOT, TAKING_UP)
    return (key,) if goes_there(key) else ()


def begins_at(reported_at: datetime.datetime, then: datetime.datetime) -> datetime.datetime:
    """Gives when a card that a person gets at a moment may stand in the channel."""
    return max(then, reported_at + BEGINS_AFTER)
