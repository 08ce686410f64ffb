"""Checks of tracks: each one that an action names is there, and counts what can be recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from flows.checking.places import parts_of, unknown
from flows.protocol import Action, Protocol
from flows.tracks import BESIDE_ACTIONS


def tracks_are_known(protocol: Protocol) -> Iterator[str]:
    """A track that an action names stands in the list."""
    known = tuple(track.id for track in protocol.tracks)
    for place, part in parts_of(protocol):
        if isinstance(part, Action) and part.track and part.track not in known:
            yield f"{place}, veld track: {unknown('het spoor', part.track, known)}"


def counted_kinds_are_known(protocol: Protocol) -> Iterator[str]:
    """What counts besides actions can be recorded outside them, and counts on one track."""
    times = Counter(kind for track in protocol.tracks for kind in track.kinds)
    for track in protocol.tracks:
        said = f"spoor {track.id}, veld kinds"
        for kind in track.kinds:
            if kind not in BESIDE_ACTIONS:
                yield f"{said}: {unknown('de soort', kind, BESIDE_ACTIONS)}"
            if times[kind] > 1:
                yield f"{said}: ‘{kind}’ telt al op een spoor. Noem elke soort bij één spoor."
