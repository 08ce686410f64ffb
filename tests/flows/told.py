"""Meldingen played to the moment that a text for Magister tells about."""

from __future__ import annotations

from flows import commands as do
from flows.forms import Answer
from flows.leak_check import LeakIndex
from flows.logbook import magister_text
from flows.logbook_names import checked_text
from tests.flows.small_school import Play
from tests.flows.views.dialogs import (
    NAMES,
    answers,
    dialog_scene,
)
from tests.flows.views.story import DAY, TALKED, step_one

STEP_1 = "1.1.stap1"
START = "1.1.start"


def pasted_body(play: Play, key: str, pupil: str, names: LeakIndex = NAMES) -> str:
    """The text as it would be pasted."""
    scene = dialog_scene(play, "anna")
    text = magister_text(scene, key, pupil)
    assert text is not None
    return checked_text(scene, text, names).body


def talked_about(besproken: str, wil_zelf: str = "") -> Play:
    """Step 1, with this said in the talk with the second pupil."""
    play = step_one("ja")
    given = {"besproken": besproken, "leeftijd": "onder-16"}
    if wil_zelf:
        given["wil_zelf"] = wil_zelf
    task = "1.1.gesprek_pester.p2"
    play.does(do.CompleteTask(actor="carla", task=task, answers=(DAY, *answers(**given))))
    play.does(do.CompleteTask(actor="carla", task="1.1.gesprek_pester.p3", answers=TALKED))
    agrees(play, "Niet meer duwen", "p1", "p2", more=True)
    agrees(play, "Elkaar groeten", "p2")
    return play


def agrees(play: Play, what: str, *pupils: str, more: bool = False) -> None:
    """Lets the coach of the pupils who bully make an agreement."""
    given = (
        *answers(wat=what, tot="2026-12-04", toezicht="In de pauze kijken", gevolg="Weer praten"),
        Answer("wie", pupils),
        *(answers(nog_een="ja") if more else ()),
    )
    play.does(do.CompleteTask(actor="carla", task="1.1.afspraken.", answers=given))


def step_two() -> Play:
    """Step 2 with the joint talk held and both parents called."""
    play = talked_about("Het ging over de pauze.")
    play.does(do.PasteRecord(actor="bram", record=START, pupil="p1"))
    play.does(do.MoveOn(actor="bram", transition="verder", here="1.1", reason="Nog niet over."))
    wish = (DAY, *answers(wens="ja"))
    play.does(do.CompleteTask(actor="bram", task="2.1.samen_vragen.p1", answers=wish))
    talk = (DAY, Answer("aanwezig", ("p1", "p2", "p3")), *answers(besproken="Over respect."))
    play.does(do.CompleteTask(actor="bram", task="2.1.gesprek_samen.", answers=talk))
    agreement = (
        *answers(wat="Normaal doen", tot="2026-12-11", toezicht="Elke week", gevolg="Ouders erbij"),
        Answer("wie", ("p1", "p2", "p3")),
    )
    play.does(do.CompleteTask(actor="bram", task="2.1.afspraken.", answers=agreement))
    for coach, pupil in (("bram", "p1"), ("carla", "p2"), ("carla", "p3")):
        call = (DAY, *answers(ouder="eerste", tweede_ouder="nee"))
        if pupil == "p3":
            how = answers(uitkomst="niet_bellen", reden="Op verzoek van de leerling")
        else:
            how = answers(uitkomst="gesproken", besproken="Ouder werkt mee")
        play.does(do.CompleteTask(actor=coach, task=f"2.1.bellen.{pupil}", answers=(*call, *how)))
    return play
