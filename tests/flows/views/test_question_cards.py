"""Cards that ask after a while, and the card to choose how to go on."""

import datetime

import msgspec

from flows import commands as do
from flows.forms import Answer
from tests.flows.small_school import SCHOOL, member
from tests.flows.views import story

WEEK = "vraag/1.1.week"


def test_after_a_week_the_coach_is_asked() -> None:
    """The question of the protocol, about whom, with the form behind the main button."""
    card = story.seen(story.asked(), "bram", WEEK)
    assert "Melding 7K3Q: Een week na de afspraken: is het gestopt?" == card.title
    assert "Over: leerling A" in story.said(card)
    assert [("antwoorden", WEEK), ("open", ""), ("waarom", "eigen"), ("raad", "")] == (
        story.presses(card)
    )


def test_only_who_is_asked_sees_the_question() -> None:
    """The coach of another pupil is not asked, before or after the answer."""
    play = story.asked()
    assert "Vervallen" == story.seen(play, "carla", WEEK).title
    play.does(do.AnswerQuestion(actor="bram", key=WEEK, answers=story.STOPPED))
    assert "Vervallen" == story.seen(play, "carla", WEEK).title


def test_an_answered_question_says_by_whom() -> None:
    """Not what was answered: that stands in the melding."""
    play = story.asked()
    play.does(do.AnswerQuestion(actor="bram", key=WEEK, answers=story.STOPPED))
    card = story.seen(play, "bram", WEEK)
    assert ("Beantwoord door Bram, ma 30 november 08:30.",) == card.paragraphs
    assert "done" == card.tone


def test_a_postponed_question_says_when_it_comes_back() -> None:
    """The next time it has a key and a card of its own."""
    play = story.asked()
    play.does(do.AnswerQuestion(actor="bram", key=WEEK, answers=story.NOT_YET))
    card = story.seen(play, "bram", WEEK)
    assert "Je krijgt de vraag opnieuw op wo 2 december." in story.said(card)
    story.goes_off(play, f"{WEEK}.1")
    assert ("antwoorden", f"{WEEK}.1") == story.presses(story.seen(play, "bram", f"{WEEK}.1"))[0]


def test_a_question_that_is_not_needed_any_more_lapses() -> None:
    """The melding went on before it was answered."""
    play = story.asked()
    play.does(do.MoveOn(actor="bram", transition="verder", here="1.1", reason="x"))
    card = story.seen(play, "bram", WEEK)
    assert "withdrawn" == card.tone
    assert "Vervallen: dit hoeft niet meer." in card.paragraphs


def test_before_a_long_holiday_there_is_a_check() -> None:
    """On the last school day before the Christmas holidays."""
    play = story.step_one("ja")
    play.now = datetime.datetime(2026, 12, 14, 9, 0, tzinfo=datetime.UTC)
    for pupil in ("p2", "p3"):
        task = f"1.1.gesprek_pester.{pupil}"
        play.does(do.CompleteTask(actor="carla", task=task, answers=story.TALKED))
    answers = (
        Answer("wat", ("x",)),
        Answer("wie", ("p1",)),
        Answer("tot", ("2027-01-04",)),
        Answer("toezicht", ("x",)),
        Answer("gevolg", ("x",)),
    )
    play.does(do.CompleteTask(actor="bram", task="1.1.afspraken.", answers=answers))
    story.goes_off(play, "vooraf/1.1.week")
    card = story.seen(play, "bram", "vooraf/1.1.week")
    assert "Hoe gaat het, vlak voor de vakantie?" in card.title
    assert ["antwoorden"] == story.primary(card)


def test_after_waiting_it_is_asked_how_it_goes() -> None:
    """Whoever chose to follow it for a while is asked again."""
    play = story.consented()
    play.does(do.MoveOn(actor="bram", transition="volgen", here="melding.1", reason="x"))
    chosen = story.seen(play, "bram", "keuze/melding.1")
    assert "Gekozen: Volg het nog een week, door Bram" in story.said(chosen)
    story.goes_off(play, "volgen/melding.1.1")
    card = story.seen(play, "bram", "volgen/melding.1.1")
    assert ["antwoorden"] == story.primary(card)
    assert ("waarom", "eigen") in story.presses(card)


def test_the_last_question_of_the_aftercare_asks_whether_to_close() -> None:
    """The ones before ask only how it is."""
    play = story.aftercare()
    for nth, words in ((1, "zo gebleven is"), (2, "zo gebleven is"), (3, "dicht kan")):
        key = f"nazorg/1.{nth}"
        story.goes_off(play, key)
        assert words in story.said(story.seen(play, "bram", key))
        play.does(do.AnswerQuestion(actor="bram", key=key, answers=story.STOPPED))
    card = story.seen(play, "bram", "keuze/nazorg.1")
    assert [("sluiten", ""), ("heropenen", "")] == story.presses(card)[:2]
    assert ["sluiten"] == story.primary(card)


def test_the_choice_names_the_stage_and_leaves_it_to_the_coach() -> None:
    """Nothing happens by itself."""
    card = story.seen(story.consented(), "bram", "keuze/melding.1")
    assert "Waar zijn we: eerst uitzoeken\n" in story.said(card)
    assert "Er gebeurt niets vanzelf." in story.said(card)
    assert ("kiezen", "melding.1") == story.presses(card)[0]
    assert "Vervallen" == story.seen(story.consented(), "carla", "keuze/melding.1").title


def test_a_choice_that_was_made_says_which_and_by_whom() -> None:
    """In the words of the protocol, for each stage and round."""
    play = story.asked()
    play.does(do.AnswerQuestion(actor="bram", key=WEEK, answers=story.STOPPED))
    play.does(do.MoveOn(actor="bram", transition="herhalen", here="1.1", reason="x"))
    play.does(do.MoveOn(actor="bram", transition="verder", here="1.2", reason="x"))
    chosen = {
        "keuze/melding.1": "Start het stappenplan met stap 1",
        "keuze/1.1": "Doe stap 1 nog een keer",
        "keuze/1.2": "Ga verder met stap 2",
    }
    for key, words in chosen.items():
        assert f"Gekozen: {words}, door Bram" in story.said(story.seen(play, "bram", key))
    assert "Vervallen" in story.said(story.seen(play, "bram", "keuze/2.1"))


def test_closing_and_opening_again_are_told() -> None:
    """Each aftercare has a choice of its own."""
    play = story.aftercare()
    play.does(do.CloseCase(actor="bram", reason="x"))
    assert "Gekozen: gesloten, door Bram" in story.said(story.seen(play, "bram", "keuze/nazorg.1"))
    again = story.aftercare()
    again.does(do.ReopenCase(actor="bram", reason="x"))
    card = story.seen(again, "bram", "keuze/nazorg.1")
    assert "Gekozen: heropend, door Bram" in story.said(card)


def test_who_may_not_close_sees_no_button_to_close() -> None:
    """Asked as owner of the aftercare, but closing is for other roles in this protocol."""
    play = story.aftercare()
    for nth in (1, 2, 3):
        key = f"nazorg/1.{nth}"
        story.goes_off(play, key)
        play.does(do.AnswerQuestion(actor="bram", key=key, answers=story.STOPPED))
    care = msgspec.structs.replace(play.protocol.aftercare, close_by=("antipestcoordinator",))
    play.protocol = msgspec.structs.replace(play.protocol, aftercare=care)
    assert ("heropenen", "") == story.presses(story.seen(play, "bram", "keuze/nazorg.1"))[0]


def test_a_colleague_who_left_has_no_name() -> None:
    """The outcome stays, by "een oud-collega"."""
    staff = tuple(one for one in SCHOOL.staff if one.id != "bram")
    play = story.talked()
    places = (msgspec.structs.replace(SCHOOL.places[0], coaches=("nieuw",)), *SCHOOL.places[1:])
    play.school = msgspec.structs.replace(SCHOOL, staff=(*staff, member("nieuw")), places=places)
    card = story.seen(play, "nieuw", "actie/melding.1.gesprek_gepeste")
    assert ("Leerling A: gedaan door een oud-collega, ma 23 november 10:00.",) == card.items


def test_unknown_questions_and_choices_say_nothing() -> None:
    """A key that is none gives the neutral card."""
    play = story.asked()
    keys = (
        "vraag/",
        "vraag/9.1.week",
        "vraag/1.1.iets",
        "vooraf/1.1.iets",
        "volgen/9.1.1",
        "keuze/9.1",
    )
    for key in (*keys, "iets/anders", "herinnering/1/iets/anders"):
        assert "Vervallen" == story.seen(play, "bram", key).title
    for key in (WEEK, "keuze/1.1"):
        assert "Vervallen" == story.seen(play, "tom", key).title
