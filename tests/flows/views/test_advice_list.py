"""The questions for advice that were put to somebody."""

import datetime

import msgspec

from flows import commands as do
from flows.forms import Answer
from flows.views.advice_list import advice_list
from flows.views.overview_page import ways_in
from tests.flows.small_school import MONDAY, Play
from tests.flows.views import story
from tests.flows.views.dialogs import form, page
from tests.flows.views.many import desk, named, scenes

QUESTION = (Answer("vraag", (story.TYPED,)),)
ADVICE = (Answer("antwoord", (story.TYPED,)),)
TUESDAY = MONDAY + datetime.timedelta(days=1)


def asked(case_id: str = "7K3Q", of: str = "tom", by: str = "bram") -> Play:
    """A coach asked a colleague for advice."""
    play = named(story.taken_up(), case_id)
    play.does(do.AskAdvice(actor=by, to=of, answers=QUESTION))
    return play


def answered(case_id: str = "3B3B", on: datetime.datetime = MONDAY) -> Play:
    """The colleague answered."""
    play = asked(case_id, by="carla")
    play.now = on
    play.does(do.GiveAdvice(actor="tom", number=1, answers=ADVICE))
    return play


def test_without_a_question_it_says_so() -> None:
    """Whoever was asked nothing reads one sentence, and has no way to the list."""
    shown = advice_list(desk("tom"), ())
    assert ("Vragen om raad", ()) == (shown.title, shown.entries)
    assert ("Er wacht geen vraag om raad op je.",) == shown.paragraphs
    assert () == ways_in(desk("tom"), ())


def test_what_waits_comes_first_and_then_what_was_answered() -> None:
    """Each names who asked and when; the question itself is behind its button."""
    later = asked("9H9H", by="carla")
    plays = (answered(), asked(), later)
    shown = advice_list(desk("tom"), scenes(plays, "tom", TUESDAY))
    assert [
        ("Bram vraagt je om raad", "gevraagd ma 23 november", "raad-geven|7K3Q|1"),
        ("Carla vraagt je om raad", "gevraagd ma 23 november", "raad-geven|9H9H|1"),
        ("Carla kreeg raad van je", "beantwoord ma 23 november", "raad-lezen|3B3B|1"),
    ] == [(one.heading, one.meta, one.buttons[0].value) for one in shown.entries]
    assert ["Lees de vragen om raad"] == [
        one.label for one in ways_in(desk("tom"), scenes(plays, "tom"))
    ]


def test_each_button_opens_a_dialog_of_its_own() -> None:
    """A question opens as a form, an answer as a page; both for the adviser only."""
    assert form(asked(), "tom", "raad-geven", "1") is not None
    assert page(answered(), "tom", "raad-lezen", "1") is not None
    assert None is form(asked(), "lies", "raad-geven", "1")


def test_what_was_answered_long_ago_is_gone() -> None:
    """After two weeks an answer is no news."""
    plays = (answered(),)
    on_time, late = (MONDAY + datetime.timedelta(days=days) for days in (14, 15))
    assert 1 == len(advice_list(desk("tom"), scenes(plays, "tom", on_time)).entries)
    assert 0 == len(advice_list(desk("tom"), scenes(plays, "tom", late)).entries)


def test_the_newest_answer_comes_first() -> None:
    """What was just said stands in front."""
    plays = (answered("3B3B"), answered("4C4C", TUESDAY))
    shown = advice_list(desk("tom"), scenes(plays, "tom", TUESDAY))
    assert ["raad-lezen|4C4C|1", "raad-lezen|3B3B|1"] == [
        one.buttons[0].value for one in shown.entries
    ]


def test_nobody_reads_the_questions_of_others() -> None:
    """Neither the asker nor the antipestcoördinator finds them in a list of their own."""
    plays = (asked(),)
    for person in story.EVERYBODY:
        shown = advice_list(desk(person), scenes(plays, person))
        assert (1 if person == "tom" else 0) == len(shown.entries), person


def test_the_list_tells_nothing_of_a_melding() -> None:
    """No number, no stage and nothing that was typed can be read on it."""
    shown = advice_list(desk("tom"), scenes((asked(), answered()), "tom"))
    read = msgspec.json.encode(shown).decode()
    for entry in shown.entries:
        for button in entry.buttons:
            read = read.replace(button.value, "")
    assert not {word for word in ("7K3Q", "3B3B", "stap", story.TYPED) if word in read}


def test_many_questions_have_pages() -> None:
    """Eight on a page."""
    plays = tuple(asked(f"{number}A") for number in range(9))
    shown = advice_list(desk("tom"), scenes(plays, "tom"), "2")
    assert (1, 2, "raad-lijst||1") == (
        len(shown.entries),
        shown.pages,
        shown.previous and shown.previous.value,
    )
