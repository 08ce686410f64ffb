"""Pages around a melding: the last screen of a report, whom to call, advice."""

from __future__ import annotations

import datetime
import re

import pytest

from flows import commands as do
from flows import verbs
from flows.views.pages import (
    about_staff_page,
    confirmation_page,
)
from flows.views.whom_to_call import Warned
from tests.flows.small_school import SCHOOL
from tests.flows.views.dialogs import (
    answers,
    dialog_scene,
    golden,
    offered,
    page,
    read,
)
from tests.flows.views.story import (
    DAY,
    TYPED,
    WORDING,
    agreed,
    reported,
)


def test_confirmation_in_working_hours() -> None:
    """The last screen says who gets it now, by name, and the number; no pupil, no story."""
    shown = confirmation_page(dialog_scene(reported(), "vak"))
    assert shown is not None
    kept, made = golden("page_confirmation", shown)
    assert kept == made
    assert not re.search(rf"Sanne|Daan|fiets|2b|2c|{TYPED}", made)


def test_confirmation_in_quiet_hours() -> None:
    """In the evening it says when colleagues see it, and whom to call when it cannot wait."""
    play = reported()
    play.now = datetime.datetime(2026, 11, 27, 21, 0, tzinfo=datetime.UTC)
    shown = confirmation_page(dialog_scene(play, "vak"))
    assert shown is not None
    assert "Acuut? Bel nu:" in shown.paragraphs[0]
    assert ["Conciërge", "ma 30 november 07:30"] == [fact.label for fact in shown.facts]


@pytest.mark.parametrize("warning", ["seksueel", "thuis"])
def test_confirmation_of_an_acute_report(warning: Warned) -> None:
    """An acute report says that a message is not help; a warning is said once more."""
    shown = confirmation_page(dialog_scene(reported(acute=True), "vak"), warning)
    assert shown is not None
    assert "Een bericht is geen hulp" in shown.paragraphs[0]
    labels = [fact.label for fact in shown.facts]
    assert ("Aandachtsfunctionaris" in labels) == (warning == "thuis")
    assert ("Veilig Thuis" in labels) == (warning == "thuis")
    assert ("Helpwanted" in labels) == (warning == "seksueel")
    assert "Nu" == labels[-1]


def test_confirmation_is_for_the_reporter() -> None:
    """Nobody else gets the last screen of a report."""
    assert None is confirmation_page(dialog_scene(reported(), "anna"))


def test_warnings() -> None:
    """About a member of staff there is only whom to call; nothing is kept (R-13)."""
    staff = about_staff_page(WORDING, SCHOOL, "OEFENING")
    kept, made = golden("page_about_staff", staff)
    assert kept == made
    assert "0900-1113111" in made


def test_advice_is_read_by_the_asker() -> None:
    """The asker reads the question and, once given, the answer; the adviser can answer."""
    play = agreed()
    play.does(do.AskAdvice(actor="bram", to="lies", answers=answers(vraag="Hoe dan?")))
    assert [("raad-geven", "1")] == offered(read(play, "lies", verbs.READ_ADVICE, "1"))
    waiting = read(play, "bram", verbs.READ_ADVICE, "1")
    assert ["Bram vroeg", "Nog geen antwoord van"] == [fact.label for fact in waiting.facts]
    play.does(do.GiveAdvice(actor="lies", number=1, answers=answers(antwoord="Zo.")))
    given = read(play, "bram", verbs.READ_ADVICE, "1")
    assert "Zo." == given.facts[1].value
    assert [] == offered(read(play, "lies", verbs.READ_ADVICE, "1"))
    play.does(do.AddNote(actor="vak", kind="waarneming", answers=(DAY, *answers(gezien="Meer"))))
    assert None is page(play, "bram", verbs.READ_ADVICE, "2")
    assert None is page(play, "bram", verbs.READ_ADVICE, "")


# ---- why, protocol, help
