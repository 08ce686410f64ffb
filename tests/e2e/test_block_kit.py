"""Every payload of ours against the schema of Slack's own types."""

import pytest

from tests.e2e.block_kit_schema import Json, Kind, faults_in
from tests.e2e.planted_faults import PLANTED, SOUND, Planted

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize(("kind", "payload"), SOUND.items(), ids=SOUND)
def test_what_is_sound_passes(kind: Kind, payload: Json) -> None:
    """A payload in which nothing is wrong has no faults."""
    assert [] == faults_in(kind, payload)


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: f"{planted.kind}: {planted.what}")
def test_the_schema_sees_a_planted_fault(planted: Planted) -> None:
    """A fault that Slack refuses, or that loses something, is seen."""
    assert [] != faults_in(planted.kind, planted.payload())
