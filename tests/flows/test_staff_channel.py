"""Which cards are told of in the staff channel, and when."""

import datetime
from itertools import chain

import pytest

from bot.watchdog import CARD_KEY
from flows.staff_channel import BEGINS_AFTER, GOES_THERE, begins_at, channel_keys, goes_there
from flows.views import cards, channel_cards, school_cards
from tests.flows.small_school import MONDAY

BETWEEN_TWO = (
    "opgepakt",
    "raad/1",
    "antwoord/1",
    "overdracht/begeleider:p1",
    "uitgesloten/4",
    "onbereikbaar/bram",
    "opruimen/1",
    "bericht/4.1.start",
    "herinnering/0/actie/1.1.afspraken",
)
"""What is confidential, or only informs."""

OF_ALL = (
    "actie/1.1.afspraken",
    "magister/1.1.stap1",
    "vraag/1.1.week",
    "vooraf/1.1.week",
    "volgen/1.1.1",
    "nazorg/1.1",
    "keuze/1.1",
    "besluit/1",
    "gebeurd/1",
)
"""Steps that somebody must do."""


def test_every_kind_of_card_was_decided_about() -> None:
    """Exactly the kinds that there are stand in the table: a new one has to be put in it."""
    assert {*cards.BUILDERS, cards.REMINDER} == GOES_THERE.keys()


@pytest.mark.parametrize("key", BETWEEN_TWO)
def test_what_passes_between_two_people_stays_there(key: str) -> None:
    """It has no card in the channel."""
    assert () == channel_keys(key)


@pytest.mark.parametrize("key", OF_ALL)
def test_a_step_is_told_of_under_its_own_key(key: str) -> None:
    """One card, whoever has it too."""
    assert (key,) == channel_keys(key)


def test_the_two_lists_are_all_there_is() -> None:
    """No kind of card is left out of the tests above."""
    tried = {key.partition("/")[0] for key in chain(BETWEEN_TWO, OF_ALL)}
    assert GOES_THERE.keys() - {"root"} == tried


def test_the_root_brings_the_step_of_taking_up() -> None:
    """A person takes up on the root card itself; the channel's holds nothing to do."""
    assert ("root", "oppakken") == channel_keys("root")


@pytest.mark.parametrize("key", [CARD_KEY, *school_cards.BUILDERS, "verzonnen/1", ""])
def test_what_is_in_no_table_does_not_go_there(key: str) -> None:
    """Cards of the school, and whatever comes later."""
    assert not goes_there(key)


def test_what_goes_there_can_be_made() -> None:
    """Each kind that is shown has a builder, and no other kind has."""
    shown = {word for word, is_shown in GOES_THERE.items() if is_shown}
    assert shown - {"root"} == channel_cards.STEPS.keys() - {"oppakken"}


@pytest.mark.parametrize(("after", "waits"), [(0, 15), (14, 15), (15, 15), (90, 90)])
def test_a_thread_begins_a_while_after_the_report(after: int, waits: int) -> None:
    """So that nobody sees whether the coach reported or was quick to take it up."""
    minute = datetime.timedelta(minutes=1)
    assert minute * 15 == BEGINS_AFTER
    assert MONDAY + minute * waits == begins_at(MONDAY, MONDAY + minute * after)
