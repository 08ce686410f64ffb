"""Checks of waiting: each span can be read, and each ladder exists and reaches somebody."""

from __future__ import annotations

from collections.abc import Iterator

from flows.checking.places import AFTERCARE, INTAKE, parts_of, unknown
from flows.ladders import NEXT_WORKING_DAY
from flows.protocol import Action, Protocol, Question, Record, Transition
from flows.school import LAST_RESORT
from flows.school_calendar import Span


def _ladders_named(protocol: Protocol) -> Iterator[tuple[str, str]]:
    """Gives each ladder that is named, and where; an empty one is looked at elsewhere."""
    yield INTAKE, protocol.intake.acknowledge_ladder
    yield INTAKE, protocol.intake.acute_ladder
    for place, part in parts_of(protocol):
        if isinstance(part, Question) or (isinstance(part, Action | Record) and part.ladder):
            yield place, part.ladder
    yield AFTERCARE, protocol.aftercare.ladder


def ladders_are_known(protocol: Protocol) -> Iterator[str]:
    """A ladder that is named stands in the list."""
    known = tuple(ladder.id for ladder in protocol.ladders)
    for place, name in _ladders_named(protocol):
        if name not in known:
            yield f"{place}: {unknown('de ladder', name, known)}"


def ladders_reach_somebody(protocol: Protocol) -> Iterator[str]:
    """Each rung asks somebody, and the last one reaches the last resort (architecture §2)."""
    for ladder in protocol.ladders:
        said = f"ladder {ladder.id}"
        for number, rung in enumerate(ladder.rungs, start=1):
            if not rung.to:
                yield f"{said}, trede {number}: noem bij ‘to’ minstens één rol."
        if not ladder.rungs or LAST_RESORT not in ladder.rungs[-1].to:
            yield f"{said}: laat de laatste trede ‘{LAST_RESORT}’ bereiken."


def _spans(protocol: Protocol) -> Iterator[tuple[str, str, str]]:
    """Gives each span with its place and field; one that may be empty only when it is not."""
    for ladder in protocol.ladders:
        for number, rung in enumerate(ladder.rungs, start=1):
            if rung.after != NEXT_WORKING_DAY:
                yield f"ladder {ladder.id}, trede {number}", "after", rung.after
        yield f"ladder {ladder.id}", "repeat", ladder.repeat
    for place, part in parts_of(protocol):
        match part:
            case Action() | Record():
                yield from _spans_of_work(place, part)
            case Question():
                yield place, "after", part.after
                yield place, "postpone", part.postpone
            case Transition() if part.after:
                yield place, "after", part.after
            case _:
                continue
    for after in protocol.aftercare.after:
        yield AFTERCARE, "after", after
    yield AFTERCARE, "postpone", protocol.aftercare.postpone


def _spans_of_work(place: str, part: Action | Record) -> Iterator[tuple[str, str, str]]:
    if part.due:
        yield place, "due", part.due
    if isinstance(part, Action) and part.opens:
        yield place, "opens", part.opens


def spans_are_readable(protocol: Protocol) -> Iterator[str]:
    """A span says how much of what: "3 schooldagen"."""
    for place, field, written in _spans(protocol):
        try:
            Span.parse(written)
        except ValueError as error:
            yield f"{place}, veld {field}: {error}"


def limits_have_a_ladder(protocol: Protocol) -> Iterator[str]:
    """Who must do something before a day is asked again; who need not, is left alone."""
    for place, part in parts_of(protocol):
        if isinstance(part, Action | Record) and bool(part.due) != bool(part.ladder):
            missing, given = ("ladder", "due") if part.due else ("due", "ladder")
            yield f"{place}: bij ‘{given}’ hoort ook ‘{missing}’. Vul beide in, of geen van beide."
        if isinstance(part, Action) and part.opens and not (part.due and part.after):
            yield f"{place}: bij ‘opens’ horen ook ‘after’ en ‘due’: waarna, en tot wanneer."
