"""Names of others in a text for Magister, and the words a person chooses instead."""

from __future__ import annotations

import msgspec
import pytest

from flows import commands as do
from flows import verbs
from flows.field_specs import Fault
from flows.forms import Answer
from flows.identity import Identity
from flows.leak_check import LeakIndex
from flows.limits import FIELDS
from flows.logbook_names import is_clean, leaks_in
from flows.roster import RosterPupil
from flows.views.magister_page import magister_page
from flows.views.names_form import Chosen, chosen_words
from tests.flows.small_school import Play
from tests.flows.told import pasted_body, talked_about
from tests.flows.views.dialogs import (
    NAMES,
    answers,
    dialog_scene,
    field,
    ids,
    offered,
    opened,
    read,
)
from tests.flows.views.story import DAY

STEP_1 = "1.1.stap1"


def test_names_of_others_are_replaced_after_a_look() -> None:
    """The page asks to check first; then the confirmed words stand in the text."""
    play = talked_about("Sanne zei het tegen Daan.", wil_zelf="Sanne's jas teruggeven")
    shown = read(play, "carla", "magister", f"{STEP_1}.p2")
    assert () == shown.copies
    assert [("nakijken", f"{STEP_1}.p2")] == offered(shown)
    asked = opened(play, "carla", verbs.CHECK_NAMES, f"{STEP_1}.p2")
    assert ["let_op", "naam-1", "naam-2"] == ids(asked)
    first = field(asked, "naam-1")
    assert "Wat komt er in de plaats van ‘Sanne’?" == first.label
    assert "Er staat nu: Sanne zei het tegen Daan." == first.hint
    assert ("Een medeleerling",) == first.values
    _reviews(play, "carla", f"{STEP_1}.p2", ("Een klasgenoot", "een klasgenoots"))
    body = read(play, "carla", "magister", f"{STEP_1}.p2").copies[0].body
    assert "Besproken: Een klasgenoot zei het tegen Daan." in body
    assert "een klasgenoots jas teruggeven" in body
    assert "Sanne" not in body


def _reviews(play: Play, who: str, subject: str, words: tuple[str, ...], first: int = 1) -> None:
    given = tuple(Answer(f"naam-{n}", (word,)) for n, word in enumerate(words, first))
    chosen = chosen_words(dialog_scene(play, who), subject, given, NAMES)
    assert isinstance(chosen, Chosen), chosen
    play.does(
        do.ReviewRecord(
            actor=who,
            record=chosen.record,
            pupil=chosen.pupil,
            phrases=chosen.phrases,
            digest=chosen.digest,
        )
    )


def test_a_letter_of_the_chat_is_found_as_a_name() -> None:
    """What the cards call a pupil would tell two parents that they have the same melding."""
    names = LeakIndex(())
    scene = dialog_scene(talked_about("Niets."), "bram")
    typed = "Leerling B en LEERLING A; leerlingen A, B en C; LeerlingB, maar niet leerling X."
    found = leaks_in(scene, typed, "p1", names)

    assert ["Leerling B", "LEERLING A", "leerlingen A, B en C", "LeerlingB"] == [
        one.found for one in found
    ]


def test_a_name_stands_between_whole_words() -> None:
    """Of a long text only some words on either side are shown, none of them cut in two."""
    around = "Het was een drukke dag op het schoolplein. "
    play = talked_about(f"{around * 3}Toen riep\nSanne iets. {around * 3}")
    asked = opened(play, "carla", verbs.CHECK_NAMES, f"{STEP_1}.p2")
    expected = (
        "… drukke dag op het schoolplein. Toen riep Sanne iets. Het was een drukke dag op het …"
    )
    assert f"Er staat nu: {expected}" == field(asked, "naam-1").hint


def test_words_can_be_changed_again() -> None:
    """After the look the words can be chosen anew; each stays that was not asked again."""
    play = talked_about("Sanne riep.")
    _reviews(play, "carla", f"{STEP_1}.p2", ("Iemand",))
    shown = read(play, "carla", "magister", f"{STEP_1}.p2")
    assert [("nakijken", f"{STEP_1}.p2")] == offered(shown)
    _reviews(play, "carla", f"{STEP_1}.p2", ("Een ander",))
    assert "Een ander riep." in pasted_body(play, STEP_1, "p2")


def test_another_text_asks_for_another_look() -> None:
    """After a correction the chosen words no longer count."""
    play = talked_about("Sanne riep.")
    _reviews(play, "carla", f"{STEP_1}.p2", ("Iemand",))
    entry = next(one for one in play.case.log if one.task == "1.1.gesprek_pester.p2")
    new = (DAY, *answers(besproken="Toen riep Sanne.", leeftijd="onder-16"))
    play.does(do.CorrectEntry(actor="carla", entry=entry.number, answers=new, reason="Beter"))
    assert () == read(play, "carla", "magister", f"{STEP_1}.p2").copies


def test_another_name_at_school_asks_for_another_look() -> None:
    """A pupil who came to the school later and stands in the text is found too."""
    play = talked_about("Sanne riep Piet Bakker.")
    _reviews(play, "carla", f"{STEP_1}.p2", ("Iemand",))
    piet = RosterPupil("r9", "9", "Piet", "", "Bakker", "3a", 3, "bovenbouw")
    scene = dialog_scene(play, "carla")
    shown = magister_page(scene, f"{STEP_1}.p2", LeakIndex((piet,)))
    assert shown is not None
    assert () == shown.copies


def test_many_names_are_asked_in_turns() -> None:
    """More names than a form holds: the rest is asked when it opens again."""
    play = talked_about("Sanne. " * 11)
    asked = opened(play, "carla", verbs.CHECK_NAMES, f"{STEP_1}.p2")
    assert FIELDS == len(asked.fields)
    _reviews(play, "carla", f"{STEP_1}.p2", ("Iemand",) * 9)
    rest = opened(play, "carla", verbs.CHECK_NAMES, f"{STEP_1}.p2")
    assert ["let_op", "naam-10", "naam-11"] == ids(rest)
    _reviews(play, "carla", f"{STEP_1}.p2", ("Iemand", "Iemand"), first=10)
    assert "Iemand. " * 10 in read(play, "carla", "magister", f"{STEP_1}.p2").copies[0].body
    _reviews(play, "carla", f"{STEP_1}.p2", ("Een ander",) * 9)
    assert 2 == pasted_body(play, STEP_1, "p2").count("Iemand.")


@pytest.mark.parametrize(
    ("word", "code"),
    [("Sanne J.", "noemt-een-naam"), (" ", "verplicht"), ("x" * 151, "noemt-een-naam")],
)
def test_chosen_words_hold_no_name_themselves(word: str, code: str) -> None:
    """Words that name somebody, or none at all, are a fault at their field."""
    play = talked_about("Sanne riep.")
    scene = dialog_scene(play, "carla")
    given = (Answer("naam-1", (word,)),)
    assert (Fault("naam-1", code),) == chosen_words(scene, f"{STEP_1}.p2", given, NAMES)


def test_reporter_in_the_text_is_found() -> None:
    """The reporter's name that somebody typed is a leak too."""
    play = talked_about("Vak zag het.")
    shown = opened(play, "carla", verbs.CHECK_NAMES, f"{STEP_1}.p2")
    assert ("Een medewerker",) == field(shown, "naam-1").values
    play.case = msgspec.structs.replace(play.case, reporter="")
    assert "Vak zag het." in pasted_body(play, STEP_1, "p2")


def test_small_words_of_a_description_are_no_names() -> None:
    """A pupil "met een rode jas" hides neither our own words nor half of every sentence."""
    play = talked_about("Het ging over een jongen met een jas.")
    coat = Identity("p1", description="jongen met een rode jas")
    scene = msgspec.structs.replace(dialog_scene(play, "carla"), identities=(coat,))
    shown = leaks_in(scene, "Een ander liep met een jas.", "p2", NAMES)

    assert ["jas"] == [one.found for one in shown]
    assert is_clean(scene, "een medeleerling", "p2", NAMES)
