"""Earlier steps of a form go along sealed: for one person, for two hours, and for nobody else."""

import base64
import datetime

import pytest

from bot.carried_steps import LASTS, CarriedAway, CarriedSteps
from flows.forms import Answer
from storage.encryption import SchoolKey
from tests.storage.conftest import MONDAY, PredictableBytes

ANSWERS = (Answer("gepesten", ("leerling-aukje",)), Answer("soort", ("geen",)))
SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def steps() -> CarriedSteps:
    """Seals with the key of a school."""
    return CarriedSteps(SchoolKey.derive(bytes(32)), PredictableBytes())


def test_the_same_person_finds_the_same_answers(steps: CarriedSteps) -> None:
    """What was answered comes back, and cannot be read on the way."""
    carried = steps.sealed(ANSWERS, "vak", MONDAY)
    assert ANSWERS == steps.opened(carried, "vak", MONDAY + LASTS)
    assert b"aukje" not in base64.urlsafe_b64decode(carried)


def test_a_first_step_carries_nothing(steps: CarriedSteps) -> None:
    """Nothing came before it."""
    assert () == steps.opened("", "vak", MONDAY)


def test_after_two_hours_it_is_worthless(steps: CarriedSteps) -> None:
    """A form that was left open has to be begun again."""
    carried = steps.sealed(ANSWERS, "vak", MONDAY)
    with pytest.raises(CarriedAway):
        steps.opened(carried, "vak", MONDAY + LASTS + SECOND)


def test_it_opens_for_nobody_else(steps: CarriedSteps) -> None:
    """A colleague cannot go on with somebody's form."""
    carried = steps.sealed(ANSWERS, "vak", MONDAY)
    with pytest.raises(CarriedAway):
        steps.opened(carried, "bram", MONDAY)


@pytest.mark.parametrize("carried", ["x", "éé", "AAAA", "A" * 200])
def test_what_was_never_sealed_is_refused(steps: CarriedSteps, carried: str) -> None:
    """Whatever somebody puts in its place."""
    with pytest.raises(CarriedAway):
        steps.opened(carried, "vak", MONDAY)
