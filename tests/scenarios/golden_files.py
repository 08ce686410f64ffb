"""What a conversation leaves behind, as a file that can be read and compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from bot.conversation_driver import TIMERS
from flows.cards import Card
from flows.events import (
    BullyingReported,
    Event,
    FollowUpClimbed,
    FollowUpEnded,
    FollowUpStarted,
    LineMerged,
)
from flows.school_moments import SUMMER, WEEK

FOLDER = Path(__file__).parent / "golden"
UPDATE = "PESTMELDING_UPDATE_GOLDEN"
"""An environment variable; set to 1 it writes the golden files anew."""

OF_THE_SCHOOL = (WEEK, SUMMER)
"""The first words of the keys of cards that count over all meldingen: no part of a conversation."""

ANY_ID = b"MELD"
"""What stands for the id of the melding, which is drawn anew each time."""


class Golden(msgspec.Struct):
    """What a conversation leaves behind in the playground."""

    cards: dict[str, list[Card]]
    timers: list[str]


def golden_of(name: str, history: tuple[Event, ...]) -> Golden:
    """Reads a golden file, with the ids that were drawn this time."""
    content = (FOLDER / f"{name}.json").read_bytes()
    told = (event.told if isinstance(event, LineMerged) else event for event in history)
    ids = [event.case_id for event in told if isinstance(event, BullyingReported)]
    for nth, case_id in sorted(enumerate(ids, 1), reverse=True):
        drawn = ANY_ID if nth == 1 else ANY_ID + str(nth).encode()
        content = content.replace(drawn, case_id.encode())
    return msgspec.json.decode(content, type=Golden)


def golden_bytes(cards: Mapping[str, Iterable[Card]], history: tuple[Event, ...]) -> bytes:
    """Gives the final cards of each person, and every timer that ran, for comparing."""
    left = {
        "cards": {
            alias: [
                _without_empty(msgspec.to_builtins(card))
                for card in of_person
                if card.key.partition("/")[0] not in OF_THE_SCHOOL
            ]
            for alias, of_person in cards.items()
        },
        "timers": timer_lines(history),
    }
    content = msgspec.json.format(msgspec.json.encode(left), indent=1) + b"\n"
    for nth, case_id in enumerate(_ids(history), 1):
        drawn = ANY_ID if nth == 1 else ANY_ID + str(nth).encode()
        content = content.replace(case_id.encode(), drawn)
    return content


def _ids(history: tuple[Event, ...]) -> list[str]:
    """Gives the id of the melding, and of those that were put into it."""
    told = (event.told if isinstance(event, LineMerged) else event for event in history)
    return [event.case_id for event in told if isinstance(event, BullyingReported)]


def timer_lines(history: Iterable[Event]) -> list[str]:
    """Writes what the timers did, one line each."""
    return [_timer(event) for event in history if type(event).__name__ in TIMERS]


def _without_empty(card: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in card.items() if value}


def _timer(event: Event) -> str:
    """Writes what a timer did on one line: when, what, who is waited for and until when."""
    at = f"{event.at:%Y-%m-%d %H:%M}"
    match event:
        case FollowUpStarted(key=key, slots=slots, ladder=ladder, due=due):
            return f"{at} start {key} ({', '.join(slots)}; {ladder}) tot {due:%Y-%m-%d %H:%M}"
        case FollowUpClimbed(key=key, rung=rung, due=due):
            return f"{at} trede {rung} {key} tot {due:%Y-%m-%d %H:%M}"
        case FollowUpEnded(key=key):
            return f"{at} einde {key}"
        case _:
            raise AssertionError(event)
