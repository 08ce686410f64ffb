"""Tracks that an action names or that count what nobody can record are told."""

import pytest

from tests.flows.checking.changes import Broken, having, in_list, only_told

TRACKS = (
    Broken(
        having("2", "actions", "bellen", track="ouder"),
        "stap 2, actie bellen, veld track: het spoor ‘ouder’ bestaat niet. Bedoel je ‘ouders’?",
    ),
    Broken(
        in_list("tracks", 0, kinds=["raat", "raad_antwoord"]),
        "spoor school, veld kinds: de soort ‘raat’ bestaat niet. Bedoel je ‘raad’?",
    ),
    Broken(
        in_list("tracks", 2, kinds=["ouder"]),
        "spoor pester, veld kinds: ‘ouder’ telt al op een spoor. Noem elke soort bij één spoor.",
    ),
)


@pytest.mark.parametrize("broken", TRACKS, ids=[broken.said for broken in TRACKS])
def test_tracks(broken: Broken) -> None:
    """A track that is not there, and a kind that cannot count, are told with their place."""
    assert [broken.said] == only_told(broken)
