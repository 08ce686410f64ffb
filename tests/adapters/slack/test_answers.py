"""What comes back from a modal, and at which question an error stands."""

from typing import Any

import pytest
from msgspec import structs

from adapters.slack.answers import answers_in, errors_by_block
from adapters.slack.block_kit import View
from adapters.slack.form_view import form_view
from adapters.slack.page_view import page_view
from adapters.slack.sheets import Sheet
from flows.forms import Answer, Field, FieldError, Form
from flows.pages import CopyBlock
from tests.adapters.sample_models import BARE_PAGE, CHOICES, COPIES
from tests.adapters.samples import REPORT_WHAT, REPORT_WHO

SHEET = Sheet(REPORT_WHO.id, REPORT_WHO.carried)
TARGET = SHEET.block("gepest")
OTHERS = SHEET.block("gepest", "anders")


def sent(values: dict[str, dict[str, object]]) -> dict[str, object]:
    """Gives a modal as Slack sends it back with these values."""
    return {"state": {"values": values}}


def test_who_is_not_in_the_list_comes_behind_who_is() -> None:
    """Each line is somebody; empty lines are nobody."""
    view = sent(
        {
            TARGET: {"pupil": {"selected_options": [{"value": "l1"}, {"value": "l2"}]}},
            OTHERS: {"answers": {"value": " een jongen uit 3a \n\nzijn broer\n"}},
        }
    )

    expected = ("l1", "l2", "anders:een jongen uit 3a", "anders:zijn broer")
    assert (Answer("gepest", expected),) == answers_in(view)


@pytest.mark.parametrize(
    "element",
    [
        {"value": None},
        {"value": ""},
        {"selected_option": None},
        {"selected_options": []},
        {"selected_date": None},
        {},
    ],
)
def test_what_is_empty_is_no_answer(element: dict[str, object]) -> None:
    """However Slack says that nothing was filled in."""
    assert () == answers_in(sent({TARGET: {"answers": element}}))


@pytest.mark.parametrize("view", [{}, {"state": {}}, sent({})])
def test_a_modal_without_questions_has_no_answers(view: dict[str, object]) -> None:
    """Slack leaves the state out of such a modal."""
    assert () == answers_in(view)


def test_texts_to_copy_are_no_answers() -> None:
    """Whatever somebody did to them."""
    block = next(one for one in page_view(COPIES)["blocks"] if one["type"] == "input")

    assert () == answers_in(sent({block["block_id"]: {"copy": {"value": "anders"}}}))


def test_errors_stand_at_their_questions() -> None:
    """And for people at the field that searches."""
    view = form_view(REPORT_WHO)
    errors = (FieldError("pest", "Kies iemand."), FieldError("gepest", "Vul dit in."))

    assert {SHEET.block("pest"): "Kies iemand.", TARGET: "Vul dit in."} == errors_by_block(
        view, errors
    )


def test_an_error_without_a_question_stands_at_the_last_one() -> None:
    """A question that is not shown, or not there: together with what is wrong with the last one."""
    view = form_view(REPORT_WHAT)
    errors = (
        FieldError("acuut", "Klopt dit?"),
        FieldError("welke_ouder", "Vul dit in."),
        FieldError("weg", "Begin opnieuw."),
    )
    last = Sheet(REPORT_WHAT.id, REPORT_WHAT.carried).block("acuut")

    assert {last: "Klopt dit? Vul dit in. Begin opnieuw."} == errors_by_block(view, errors)


def test_no_errors_where_nothing_is_asked() -> None:
    """Slack has no place for them there."""
    errors = (FieldError("x", "Vul dit in."),)

    assert {} == errors_by_block(page_view(BARE_PAGE), errors)
    assert {} == errors_by_block(
        form_view(Form("a||", "T", (Field("n", "note", "N"),), "Ja")), errors
    )


def test_a_choice_brings_its_questions() -> None:
    """A question that hangs on a choice is there when that was chosen; what stood there stays."""
    before = form_view(CHOICES)
    chosen = (Answer("keuze", ("stop",)), Answer("een", ("o3",)))
    after = form_view(CHOICES, chosen)
    sheet = Sheet(CHOICES.id, CHOICES.carried)

    def asked(view: View, field: str) -> list[Any]:
        return [one for one in view["blocks"] if one.get("block_id") == sheet.block(field)]

    assert [] == asked(before, "reden")
    assert 1 == len(asked(after, "reden"))
    (decides,), (one,), (several,) = (asked(after, name) for name in ("keuze", "een", "meer"))
    assert decides["dispatch_action"] is True
    assert "decides" == decides["element"]["action_id"]
    assert "stop" == decides["element"]["initial_option"]["value"]
    assert "o3" == one["element"]["initial_option"]["value"]
    assert "initial_options" not in several["element"]


def test_texts_of_another_pupil_have_other_names() -> None:
    """Slack would keep the text of the one pupil in the field of the other."""
    copy = COPIES.copies[0]
    other = structs.replace(copy, body=f"{copy.body}!")

    def names(*copies: CopyBlock) -> set[str]:
        view = page_view(structs.replace(COPIES, copies=copies))
        return {one["block_id"] for one in view["blocks"] if one["type"] == "input"}

    assert 2 == len(names(copy))
    assert set() == names(copy) & names(other)
