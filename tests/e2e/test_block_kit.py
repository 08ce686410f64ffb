"""Every payload of ours against the schema of Slack's own types."""

import json
from pathlib import Path

import pytest

from tests.adapters.slack import block_rules
from tests.e2e.block_kit_schema import DEFINITIONS, Json, Kind, faults_in
from tests.e2e.planted_faults import PLANTED, SOUND, Planted

pytestmark = pytest.mark.e2e

FOLDER = Path(__file__).parents[1] / "adapters" / "slack" / "golden"
GOLDEN = tuple(sorted(FOLDER.glob("*.json")))
OTHER_KINDS: dict[str, Kind] = {"card": "message", "home": "home"}
"""By how the name of a golden file begins; all others are modals."""


@pytest.mark.parametrize(("kind", "payload"), SOUND.items(), ids=SOUND)
def test_what_is_sound_passes(kind: Kind, payload: Json) -> None:
    """A payload in which nothing is wrong has no faults."""
    assert [] == faults_in(kind, payload)
    assert [] == block_rules.faults_in(kind, payload)


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: f"{planted.kind}: {planted.what}")
def test_a_planted_fault_is_seen(planted: Planted) -> None:
    """A fault that Slack refuses, or that loses something, is seen, by our own rules too."""
    assert [] != faults_in(planted.kind, planted.payload())
    assert [] != block_rules.faults_in(planted.kind, planted.payload())


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_what_is_drawn_is_taken(path: Path) -> None:
    """Every golden payload is one that Slack takes."""
    kind = OTHER_KINDS.get(path.stem.partition("_")[0], "modal")
    assert [] == faults_in(kind, json.loads(path.read_text()))


def test_there_is_something_drawn_of_each_kind() -> None:
    """The golden payloads have messages, modals and Home tabs among them."""
    kinds = {OTHER_KINDS.get(one.stem.partition("_")[0], "modal") for one in GOLDEN}
    assert set(DEFINITIONS) == kinds
