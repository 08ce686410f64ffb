"""What is wrong with an answer, and what of it is kept."""

import datetime

import pytest

from flows.field_specs import Fault, FieldSpec, check, kept
from flows.forms import NOT_IN_LIST, Answer, ShownIf

TODAY = datetime.date(2026, 11, 23)

TEXT = FieldSpec(id="wat", kind="long_text", max_length=5)
LINE = FieldSpec(id="wat", kind="short_text", max_length=5)
MUST = FieldSpec(id="wat", kind="long_text", required=True)
CHOICE = FieldSpec(id="wat", kind="choice", options=("ja", "nee"))
CHOICES = FieldSpec(id="wat", kind="choices", options=("ja", "nee"))
BOX = FieldSpec(id="wat", kind="checkbox")
DAY = FieldSpec(id="wat", kind="day")
PUPIL = FieldSpec(id="wat", kind="pupil")
PUPILS = FieldSpec(id="wat", kind="pupils", not_in_list=True)
STAFF = FieldSpec(id="wat", kind="staff")
NOTE = FieldSpec(id="wat", kind="note", required=True)


@pytest.mark.parametrize(
    ("spec", "values", "fault"),
    [
        (MUST, (), "verplicht"),
        (MUST, (" \n",), "verplicht"),
        (MUST, ("x",), None),
        (TEXT, (), None),
        (TEXT, ("vijf!",), None),
        (TEXT, ("zes!!!",), "te-lang"),
        (TEXT, ("kort", "zes!!!"), "te-lang"),
        (TEXT, ("a", "b"), "een-antwoord"),
        (MUST, ("\u202e\u2066\x00",), "verplicht"),
        (LINE, ("a", "b"), "een-antwoord"),
        (LINE, ("a", " "), None),
        (CHOICE, ("ja",), None),
        (CHOICE, ("nou",), "onbekende-keuze"),
        (CHOICE, ("ja", "nee"), "een-antwoord"),
        (CHOICES, ("ja", "nee"), None),
        (CHOICES, ("ja", "nou"), "onbekende-keuze"),
        (BOX, ("ja",), None),
        (BOX, ("nee",), "onbekende-keuze"),
        (BOX, ("ja", "ja"), "onbekende-keuze"),
        (DAY, ("2026-11-23",), None),
        (DAY, ("2025-01-01",), None),
        (DAY, ("2027-12-31",), None),
        (DAY, ("2024-12-31",), "datum-ver-weg"),
        (DAY, ("2028-01-01",), "datum-ver-weg"),
        (DAY, ("23-11-2026",), "geen-datum"),
        (DAY, ("2026-02-30",), "geen-datum"),
        (DAY, ("20261123",), "geen-datum"),
        (DAY, ("2026-W48-1",), "geen-datum"),
        (DAY, ("2026-11-23", "2026-11-24"), "een-antwoord"),
        (PUPIL, ("p1", "p2"), "een-antwoord"),
        (PUPIL, (f"{NOT_IN_LIST}iemand",), "onbekende-keuze"),
        (PUPILS, ("p1", f"{NOT_IN_LIST}iemand"), None),
        (STAFF, ("m1", "m2"), "een-antwoord"),
        (NOTE, (), None),
    ],
)
def test_an_answer_fits_its_question(
    spec: FieldSpec, values: tuple[str, ...], fault: str | None
) -> None:
    """Each kind of field takes what it asks, and says what is wrong with anything else."""
    expected = () if fault is None else (Fault("wat", fault),)

    assert expected == check((spec,), (Answer("wat", values),), TODAY)


def test_an_answer_to_no_question_is_a_fault() -> None:
    """What was not asked is not taken in silence; every fault is told at once."""
    answers = (Answer("anders", ("x",)), Answer("wat", ()))

    assert (Fault("anders", "onbekend"), Fault("wat", "verplicht")) == check(
        (NOTE, MUST), answers, TODAY
    )


HANGING = (
    FieldSpec(id="uitkomst", kind="choices", options=("wel", "niet")),
    FieldSpec(id="reden", kind="long_text", required=True, shown_if=ShownIf("uitkomst", ("niet",))),
)


@pytest.mark.parametrize(
    ("chosen", "faults"),
    [(("niet",), ("reden",)), (("wel", "niet"), ("reden",)), (("wel",), ()), ((), ())],
)
def test_a_question_that_is_not_shown_is_not_asked(
    chosen: tuple[str, ...], faults: tuple[str, ...]
) -> None:
    """A field that hangs on a choice counts when one of its choices was made."""
    found = check(HANGING, (Answer("uitkomst", chosen),), TODAY)

    assert faults == tuple(one.field for one in found)


def test_what_was_asked_and_filled_in_is_kept() -> None:
    """Kept in the order asked, without white space around it, and nothing of a hidden field."""
    answers = (
        Answer("reden", ("verstopt",)),
        Answer("uitkomst", ("wel",)),
        Answer("wat", (" zo  dan ", " ")),
        Answer("leeg", (" ",)),
    )
    empty = FieldSpec(id="leeg", kind="short_text")
    note = FieldSpec(id="noot", kind="note")

    assert (Answer("wat", ("zo  dan",)), Answer("uitkomst", ("wel",))) == kept(
        (note, MUST, empty, *HANGING), (*answers, Answer("noot", ("x",)))
    )


@pytest.mark.parametrize(
    ("typed", "legible"),
    [
        ("\u202eom\u202cgekeerd\u2069", "omgekeerd"),
        ("regel\r\nregel\tmet tab", "regel\nregel\tmet tab"),
        ("nul\x00 en bel\x07", "nul en bel"),
        ("half \ud83d", "half"),
        ("\U0001f469\u200d\U0001f467 lacht", "\U0001f469\u200d\U0001f467 lacht"),
        ("قال لي", "قال لي"),
    ],
)
def test_signs_that_nobody_sees_are_not_kept(typed: str, legible: str) -> None:
    """What turns a line around or hides in it would be pasted in Magister; emoji stay whole."""
    assert (Answer("wat", (legible,)),) == kept((MUST,), (Answer("wat", (typed,)),))
