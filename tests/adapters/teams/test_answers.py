"""What comes back from a dialog, and what is shown when a step is asked again."""

from typing import Any

import pytest

from adapters.teams.answers import answers_in, brings_up, people_in, shown_in
from adapters.teams.form_dialog import form_dialog
from adapters.teams.page_dialog import page_dialog
from flows.forms import Answer, Field, FieldError, Form, Option, ShownIf
from tests.adapters.sample_models import CHOICES, COPIES
from tests.adapters.samples import EVERY_FIELD, REPORT_WHAT, REPORT_WHO
from tests.adapters.teams.card_rules import faults_in
from tests.adapters.teams.dialog_reading import as_sent, inputs_in, shown_words

Json = dict[str, Any]
NONCE = "n0nce"


def content(value: Json) -> Json:
    """Gives the card of a dialog."""
    card: Json = value["card"]["content"]
    return card


def test_who_is_not_in_the_list_comes_behind_who_is() -> None:
    """Each line is somebody; empty lines are nobody."""
    data = {
        "gepest~people": "l1~Noor Voorbeeld (2b),l2~Sem%2C de Sjabloon",
        "gepest~anders": " een jongen uit 3a \n\nzijn broer\n",
    }

    expected = ("l1", "l2", "anders:een jongen uit 3a", "anders:zijn broer")
    assert (Answer("gepest", expected),) == answers_in(data)
    assert (Option("l1", "Noor Voorbeeld (2b)"), Option("l2", "Sem, de Sjabloon")) == people_in(
        data
    )


@pytest.mark.parametrize("ticked", ["ja", "true", "True"])
def test_a_tick(ticked: str) -> None:
    """However a client says that it is there."""
    assert (Answer("acuut", ("ja",)),) == answers_in({"acuut~check": ticked})


@pytest.mark.parametrize("data", [{"acuut~check": one} for one in ("nee", "false", "")])
def test_no_tick(data: Json) -> None:
    """However a client says that it is not."""
    assert () == answers_in(data)


def test_words_that_mean_something_elsewhere() -> None:
    """A comma, or the word for an empty box, is text where text is typed."""
    data = {"kort~": "false", "lang~": "a, b"}

    assert (Answer("kort", ("false",)), Answer("lang", ("a, b",))) == answers_in(data)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"kort~": "", "waar~several": "", "gepest~people": "", "gepest~anders": " \n"},
        {"press": "open|7K3Q|", "form": "melden||", "carried": "x", "nonce": "n", "asked": ["a"]},
        {"msteams": {"type": "task/fetch"}},
        {"kort~": 5, "lang~": None, "dag~": ["2026-11-23"]},
        {"kort~onbekend": "x", "~": "x", "0-titel~copy": "x"},
    ],
)
def test_what_is_no_answer(data: Json) -> None:
    """What is empty, is ours, or has not the shape of an input of ours."""
    assert () == answers_in(data)


def test_texts_to_copy_are_no_answers() -> None:
    """Whatever somebody did to them."""
    filled = dict.fromkeys(inputs_in(content(page_dialog(COPIES, NONCE))), "anders")

    assert 4 == len(filled)
    assert () == answers_in(filled)


def test_what_was_asked() -> None:
    """A dialog says which questions it asked; a note is none."""
    asked = shown_in(as_sent(form_dialog(REPORT_WHO, NONCE)))

    assert frozenset({"gepest", "onbekend", "pest"}) == asked
    assert frozenset() == shown_in({"asked": "gepest"})


def test_an_answer_brings_up_a_question() -> None:
    """Only the answer that it hangs on does; a dialog that cannot say so brings up nothing."""
    value = form_dialog(REPORT_WHAT, NONCE)
    of_parent = as_sent(value, **{"bron~": "ouder"})
    of_pupil = as_sent(value, **{"bron~": "leerling"})

    assert brings_up(of_parent, answers_in(of_parent))
    assert not brings_up(of_pupil, answers_in(of_pupil))
    strange: tuple[object, ...] = ("bron", ["bron"], [["bron"]], [[]], None)
    assert [] == [one for one in strange if brings_up({"later": one}, answers_in(of_parent))]


def test_a_choice_brings_its_questions() -> None:
    """The question is there when the step is shown again, it is said so, and the rest stays."""
    before = as_sent(form_dialog(CHOICES, NONCE), **{"keuze~": "stop", "een~": "o3"})
    value = form_dialog(
        CHOICES, NONCE, answers_in(before), people=people_in(before), asked_before=shown_in(before)
    )
    after = as_sent(value)

    assert "reden~" not in before
    assert "" == after["reden~"]
    assert ("stop", "o3", "o2,o30") == (after["keuze~"], after["een~"], after["meer~several"])
    assert people_in(before) == people_in(after)
    assert "isereenvraagbijgekomen" in shown_words(content(value))
    assert not brings_up(after, answers_in(after))
    again = form_dialog(CHOICES, NONCE, answers_in(after), asked_before=shown_in(after))
    assert "isereenvraagbijgekomen" not in shown_words(content(again))


def test_a_question_behind_a_hidden_one_waits() -> None:
    """What hangs on a question that is not asked is not brought up by anything yet."""
    options = (Option("ja", "Ja"), Option("nee", "Nee"))
    form = Form(
        "melden||",
        "Titel",
        (
            Field("a", "choice", "A", options=options),
            Field("b", "choice", "B", options=options, shown_if=ShownIf("a", ("ja",))),
            Field("c", "short_text", "C", shown_if=ShownIf("b", ("ja",))),
        ),
        "Verstuur",
    )
    first = as_sent(form_dialog(form, NONCE), **{"a~": "ja"})
    second = as_sent(form_dialog(form, NONCE, answers_in(first)), **{"b~": "ja"})
    third = as_sent(form_dialog(form, NONCE, answers_in(second)))

    assert [frozenset("a"), frozenset("ab"), frozenset("abc")] == [
        shown_in(one) for one in (first, second, third)
    ]
    assert [True, True, False] == [
        brings_up(one, answers_in(one)) for one in (first, second, third)
    ]


def test_errors_stand_below_their_questions() -> None:
    """One at the top says where to look, and says itself what no question can show."""
    errors = (FieldError("bron", "Kies hier iets."), FieldError("weg", "Begin opnieuw."))
    value = form_dialog(REPORT_WHAT, NONCE, (Answer("gezien", ("Ik zag iets.",)),), errors)
    body = content(value)["body"]
    places = [number for number, one in enumerate(body) if one.get("id") == "bron~"]

    assert [] == faults_in("dialog", value)
    assert "attention" == body[1]["style"]
    assert "Beginopnieuw." in shown_words({"body": [body[1]]})
    assert "Kieshieriets." == shown_words({"body": [body[places[0] + 1]]})
    assert "Ik zag iets." == as_sent(value)["gezien~"]


def test_only_an_error_without_a_question() -> None:
    """Then nothing is red below, and it is not said."""
    value = form_dialog(REPORT_WHAT, NONCE, (), (FieldError("weg", "Begin opnieuw."),))

    assert "Beginopnieuw." == shown_words({"body": content(value)["body"][1:2]})


def test_what_explains_a_person_stands_at_the_list() -> None:
    """Above the field for who is not in it."""
    body = content(form_dialog(REPORT_WHO, NONCE))["body"]
    names = [one.get("id", one["type"]) for one in body]

    assert ["gepest~people", "RichTextBlock", "gepest~anders"] == names[3:6]


def test_somebody_without_a_name_is_shown_by_id() -> None:
    """Which only happens to who was chosen in another way than from the list."""
    value = form_dialog(EVERY_FIELD, NONCE, (Answer("leerling", ("l9",)),))
    data = as_sent(value)

    assert "l9~l9" == data["leerling~person"]
    assert (Option("l9", "l9"),) == people_in({"leerling~person": "l9"})
