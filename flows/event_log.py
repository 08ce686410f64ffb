"""Events as bytes and back. Old shapes are brought up to date on reading and never rewritten."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

import msgspec

from flows.case import EMPTY_CASE, Case
from flows.events import Event
from flows.evolve import evolve

Raw = dict[str, object]

UPCASTS: dict[tuple[str, int], Callable[[Raw], Raw]] = {}
"""Per event name and version: how it becomes the next version. Empty while all are version 1."""

_encoder = msgspec.json.Encoder()
_raw = msgspec.json.Decoder(Raw)
_event: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


def written(event: Event) -> bytes:
    """Gives the bytes of an event, to be encrypted and stored."""
    return _encoder.encode(event)


def _upcast(raw: Raw) -> Raw:
    version = raw.get("v", 1)
    step = UPCASTS.get((str(raw.get("type")), version)) if isinstance(version, int) else None
    return raw if step is None else _upcast(step(raw))


def read(payload: bytes) -> Event:
    """Reads one event; raises `msgspec.ValidationError` for bytes that are none of ours."""
    if not UPCASTS:
        return _event.decode(payload)
    event: Event = msgspec.convert(_upcast(_raw.decode(payload)), Event)
    return event


def replay(payloads: tuple[bytes, ...]) -> Case:
    """Makes the state of a melding from all its stored events."""
    return reduce(evolve, map(read, payloads), EMPTY_CASE)
