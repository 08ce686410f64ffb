"""Every card of ours against the types and the library of Microsoft."""

import pytest

from tests.adapters.teams import card_rules
from tests.adapters.teams.card_rules import Kind
from tests.e2e.card_schema import Json, faults_in, faults_in_all
from tests.e2e.golden_cards import golden_cards
from tests.e2e.planted_card_faults import PLANTED, SOUND, as_sent

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize(("kind", "card"), SOUND.items(), ids=SOUND)
def test_what_is_sound_passes(kind: Kind, card: Json) -> None:
    """A card in which nothing is wrong has no faults."""
    assert [] == faults_in(card)
    assert [] == card_rules.faults_in(kind, as_sent(kind, card))


def test_a_planted_fault_is_seen() -> None:
    """A fault that Teams refuses, or that loses something, is seen, by our own rules too."""
    cards = [one.card() for one in PLANTED]
    found = zip(PLANTED, cards, faults_in_all(cards), strict=True)
    unseen = [one.what for one, _, faults in found if not faults]
    sent = ((one, as_sent(one.kind, one.card())) for one in PLANTED)
    unseen_by_us = [one.what for one, it in sent if not card_rules.faults_in(one.kind, it)]
    assert ([], []) == (unseen, unseen_by_us)


def test_what_is_drawn_is_taken() -> None:
    """Every golden card is one that Teams takes."""
    cards = golden_cards()
    faults = dict(zip(cards, faults_in_all(list(cards.values())), strict=True))
    assert {} == {name: found for name, found in faults.items() if found}
