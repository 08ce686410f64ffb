"""Earlier steps of a form go along sealed: for one person, for two hours, and for nobody else."""

import base64
import datetime
import hashlib

import pytest

from bot.carried_steps import LASTS, CarriedAway, CarriedSteps, TooMuch
from bot.opaque_ids import opaque_id
from flows.forms import NOT_IN_LIST, Answer
from flows.limits import CARRIED, CARRIED_TEXT
from storage.encryption import DataKey, Place, SchoolKey
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


def nothing_alike(length: int) -> str:
    """Gives a text that hardly gets smaller, in letters that each take four bytes."""
    digests = (hashlib.sha256(str(number).encode()).digest() for number in range(length))
    return "".join(chr(0x10000 + int.from_bytes(digest[:4]) % 0xF0000) for digest in digests)


def test_the_longest_text_of_earlier_steps_fits(steps: CarriedSteps) -> None:
    """All that a protocol may ask before the last step, with ten pupils on either side."""
    pupils = tuple(opaque_id("leerling", str(number), b"sleutel") for number in range(20))
    answers = (
        Answer("gepesten", pupils[:10]),
        Answer("pesters", pupils[10:]),
        Answer("wat", (nothing_alike(CARRIED_TEXT),)),
    )
    carried = steps.sealed(answers, "vak", MONDAY)
    assert answers == steps.opened(carried, "vak", MONDAY)
    assert len(carried) <= CARRIED


def test_many_described_pupils_fit(steps: CarriedSteps) -> None:
    """Ten pupils who are not in the list, each described in a long sentence."""
    described = tuple(
        f"{NOT_IN_LIST}een jongen uit klas {number}B met een rode jas, zit vaak naast het raam en "
        f"komt met de fiets uit de richting van het dorp, samen met {number} anderen"[:150]
        for number in range(10)
    )
    answers = (Answer("gepesten", described),)
    assert len(steps.sealed(answers, "vak", MONDAY)) <= CARRIED


def test_what_is_too_much_is_refused(steps: CarriedSteps) -> None:
    """Nothing is cut off: who reports hears of it while it can still be made shorter."""
    with pytest.raises(TooMuch):
        steps.sealed((Answer("wat", (nothing_alike(1000),)),), "vak", MONDAY)


def test_what_an_older_version_sealed_is_too_old(steps: CarriedSteps) -> None:
    """A form that stood open during an upgrade is begun again."""
    older = SchoolKey.derive(bytes(32)).sign(b"earlier steps of a form")
    key = DataKey(b"carried1", older)
    envelope = key.seal(b"{}", Place("form", "carried", "vak"), PredictableBytes())
    with pytest.raises(CarriedAway):
        steps.opened(base64.urlsafe_b64encode(envelope).decode(), "vak", MONDAY)


@pytest.mark.parametrize("carried", ["x", "éé", "AAAA", "A" * 200])
def test_what_was_never_sealed_is_refused(steps: CarriedSteps, carried: str) -> None:
    """Whatever somebody puts in its place."""
    with pytest.raises(CarriedAway):
        steps.opened(carried, "vak", MONDAY)
