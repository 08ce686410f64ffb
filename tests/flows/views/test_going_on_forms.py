"""Forms for going on: answers, the choice of a way, closing and opening again."""

from __future__ import annotations

import pytest

from flows import commands as do
from flows import verbs
from flows.forms import ShownIf
from flows.views.going_on_forms import WAY_FIELD
from tests.flows.views.dialogs import (
    answers,
    field,
    form,
    golden,
    ids,
    opened,
)
from tests.flows.views.story import (
    DAY,
    STOPPED,
    TYPED,
    aftercare,
    agreed,
    asked,
    goes_off,
    pasted,
    taken_up,
)


def test_answer_form() -> None:
    """The question after a week asks what the pupil says."""
    kept, made = golden("form_week", opened(asked(), "bram", verbs.ANSWER, "vraag/1.1.week"))
    assert kept == made
    assert None is form(asked(), "carla", verbs.ANSWER, "vraag/1.1.week")
    assert None is form(asked(), "bram", verbs.ANSWER, "vraag/9.9.week")


def test_choice_proposes_what_the_answer_suggests() -> None:
    """The answer suggests and says why; a person chooses."""
    play = asked()
    play.does(do.AnswerQuestion(actor="bram", key="vraag/1.1.week", answers=STOPPED))
    kept, made = golden("form_choice", opened(play, "bram", verbs.CHOOSE, "1.1"))
    assert kept == made


def test_choice_without_an_answer_proposes_nothing() -> None:
    """Before the question was answered nothing is filled in, and going on early asks why."""
    shown = opened(pasted(), "bram", verbs.CHOOSE, "1.1")
    assert () == field(shown, WAY_FIELD).values
    assert "voorstel" not in ids(shown)
    reason = field(shown, "reden")
    assert reason.required
    assert None is reason.shown_if


def test_answer_that_suggests_nothing_fills_in_nothing() -> None:
    """A pupil who does not want to say it proposes no way."""
    play = asked()
    silent = (DAY, *answers(gesproken="ja", leerling_zegt="wil_niet_zeggen"))
    play.does(do.AnswerQuestion(actor="bram", key="vraag/1.1.week", answers=silent))
    assert () == field(opened(play, "bram", verbs.CHOOSE, "1.1"), WAY_FIELD).values


def test_only_ways_that_need_a_reason_ask_one() -> None:
    """After the question only asking the antipestcoördinator needs a reason."""
    play = asked()
    play.does(do.AnswerQuestion(actor="bram", key="vraag/1.1.week", answers=STOPPED))
    shown = opened(play, "bram", verbs.CHOOSE, "1.1")
    assert ShownIf(WAY_FIELD, ("overleg",)) == field(shown, "reden").shown_if
    options = [
        option.value
        for option in field(opened(play, "anna", verbs.CHOOSE, "1.1"), WAY_FIELD).options
    ]
    assert "overleg" not in options


def test_no_reason_when_no_way_needs_one() -> None:
    """The antipestcoördinator, all questions answered, is asked no reason at all."""
    play = asked()
    play.does(do.AnswerQuestion(actor="bram", key="vraag/1.1.week", answers=STOPPED))
    assert [WAY_FIELD] == [
        one for one in ids(opened(play, "anna", verbs.CHOOSE, "1.1")) if one != "voorstel"
    ]


@pytest.mark.parametrize(
    ("person", "subject"), [("bram", "melding.1"), ("carla", "1.1"), ("vak", "1.1")]
)
def test_choice_is_not_for_everybody_nor_for_ever(person: str, subject: str) -> None:
    """An earlier stage, or somebody who may not: no form."""
    assert None is form(asked(), person, verbs.CHOOSE, subject)


def test_nothing_to_choose_before_the_first_talk() -> None:
    """No way on is possible before the bullied pupil was spoken to."""
    assert None is form(taken_up(), "bram", verbs.CHOOSE, "melding.1")


def test_closing_says_what_is_missing() -> None:
    """Questions or texts that are left are named, and closing then asks why."""
    play = agreed()
    play.does(do.MoveOn(actor="bram", transition="afronden", here="1.1", reason=TYPED))
    shown = opened(play, "bram", verbs.CLOSE)
    assert ["let_op", "let_op_vragen", "let_op_magister", "reden"] == ids(shown)
    for nth in (1, 2, 3):
        goes_off(play, f"nazorg/1.{nth}")
        play.does(do.AnswerQuestion(actor="bram", key=f"nazorg/1.{nth}", answers=STOPPED))
    shown = opened(play, "bram", verbs.CLOSE)
    assert ["let_op", "let_op_magister", "reden"] == ids(shown)
    assert field(shown, "reden").required
    for record in ("1.1.start", "1.1.stap1"):
        for coach, pupil in (("bram", "p1"), ("carla", "p2"), ("carla", "p3")):
            play.does(do.PasteRecord(actor=coach, record=record, pupil=pupil))
    shown = opened(play, "bram", verbs.CLOSE)
    assert ["let_op", "reden"] == ids(shown)
    assert not field(shown, "reden").required


def test_close_and_reopen() -> None:
    """From aftercare it closes, with a reason while questions are left, or opens again."""
    play = aftercare()
    assert field(opened(play, "bram", verbs.CLOSE), "reden").required
    assert opened(play, "bram", verbs.CLOSE) == opened(play, "bram", verbs.CHOOSE, "nazorg.1")
    assert "reden" in ids(opened(play, "bram", verbs.REOPEN))
    assert None is form(play, "bram", verbs.CHOOSE, "1.1")
    assert None is form(play, "vak", verbs.CLOSE)
    assert None is form(play, "vak", verbs.REOPEN)
    assert None is form(asked(), "bram", verbs.CLOSE)
    assert None is form(asked(), "bram", verbs.REOPEN)
