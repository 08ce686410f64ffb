"""A melding played up to a moment, and what somebody sees of it then.

Everything that people type holds the word in `TYPED`, so that a test can look for it.
"""

from __future__ import annotations

import os
import pathlib
import tomllib

import msgspec

from flows import commands as do
from flows.cards import Card
from flows.desk import standing
from flows.effects import SendCard
from flows.event_parts import Involved
from flows.forms import Answer
from flows.pages import Page
from flows.permissions import Reader
from flows.presses import decoded
from flows.protocol import Protocol
from flows.school import people_for, slot_from
from flows.task_list import TaskList
from flows.views.cards import card_for
from flows.views.scene import Scene
from flows.views.task_list import task_list_for
from flows.wording import Wording
from tests.flows.small_school import BULLY, DEFINITIONS, INTAKE, TARGET, Play

TEXTS = pathlib.Path(__file__).parents[3] / "flows" / "texts"
GOLDEN = pathlib.Path(__file__).parent / "golden"
UPDATE = "PESTMELDING_UPDATE_GOLDEN"

TYPED = "kanarie"
THIRD = Involved("p3", ("pester",))
DAY = Answer("dag", ("2026-11-24",))
TALKED = (DAY, Answer("besproken", (TYPED,)), Answer("leeftijd", ("16-17",)))
STOPPED = (Answer("gesproken", ("ja",)), DAY, Answer("leerling_zegt", ("gestopt",)))
NOT_YET = (Answer("gesproken", ("nog_niet",)),)
EVERYBODY = ("vak", "bram", "carla", "dirk", "anna", "tom", "lies", "rector", "vera", "ict")


def protocol_in(folder: pathlib.Path) -> Protocol:
    """The protocol in a folder, as data."""
    raw = tomllib.loads((folder / "protocol.toml").read_text("utf-8"))
    return msgspec.convert(raw, Protocol)


def words_of(folder: pathlib.Path = DEFINITIONS / "stappenplan-a") -> Wording:
    """All texts of the program with those of one protocol."""
    files = (*sorted(TEXTS.glob("*.ftl")), folder / "texts.nl.ftl")
    return Wording.load([file.read_bytes() for file in files])


WORDING = words_of()


def scene_of(play: Play, person: str, wording: Wording = WORDING) -> Scene:
    """What somebody looks from."""
    reader = Reader(person, play.case, play.protocol, play.school, play.now)
    return Scene(reader, wording)


def seen(play: Play, person: str, key: str) -> Card:
    """The card with this key as somebody sees it now."""
    return card_for(scene_of(play, person), key)


def tasks_seen(play: Play, person: str) -> TaskList:
    """The task list of somebody who has to do with this melding only."""
    return task_list_for((scene_of(play, person),), WORDING)


def said(card: Card) -> str:
    """All that stands on a card, as one text."""
    facts = (f"{fact.label}: {fact.value}" for fact in card.facts)
    progress = (card.progress.label,) if card.progress else ()
    labels = (button.label for button in card.buttons)
    parts = (*facts, *card.paragraphs, *card.items, *progress, *labels, card.footnote)
    return "\n".join((card.title, *parts))


def presses(card: Card) -> list[tuple[str, str]]:
    """The verbs and subjects of the buttons of a card."""
    found = [decoded(button.value) for button in card.buttons]
    return [(press.verb, press.subject) for press in found if press is not None]


def primary(card: Card) -> list[str]:
    """The verb of the main button, if there is one."""
    found = [decoded(button.value) for button in card.buttons if button.style == "primary"]
    return [press.verb for press in found if press is not None]


def cards_sent(play: Play, command: do.Command) -> list[tuple[str, str]]:
    """Lets something happen and gives who got which card."""
    decision = play.does(command)
    return [
        (person, effect.key)
        for effect in decision.effects
        if isinstance(effect, SendCard)
        for person in people_for(
            slot_from(effect.slot), play.case, play.protocol, play.school, play.now
        )
    ]


def on_desks(play: Play) -> list[tuple[str, str]]:
    """Who has which card now."""
    return [
        (person, one.key)
        for one in standing(play.case, play.protocol)
        for person in people_for(one.slot, play.case, play.protocol, play.school, play.now)
    ]


def kept(name: str, shown: Card | TaskList | Page) -> tuple[str, str]:
    """Gives what is kept under this name and what is made now, as JSON for people to read."""
    made = msgspec.json.format(msgspec.json.encode(shown), indent=2).decode() + "\n"
    path = GOLDEN / f"{name}.json"
    if UPDATE in os.environ:
        path.write_text(made, encoding="utf-8")
    return path.read_text(encoding="utf-8"), made


def reported(
    *,
    by: str = "vak",
    acute: bool = False,
    involved: tuple[Involved, ...] = (TARGET, BULLY, THIRD),
) -> Play:
    """A colleague reported what happened; two coaches were told."""
    play = Play()
    answers = tuple(Answer("gezien", (TYPED,)) if one.field == "gezien" else one for one in INTAKE)
    play.does(
        do.ReportBullying(
            actor=by,
            case_id="7K3Q",
            protocol="sha",
            involved=involved,
            answers=answers,
            acute=acute,
        )
    )
    return play


def taken_up(*, acute: bool = False) -> Play:
    """Both coaches took it up."""
    play = reported(acute=acute)
    play.does(do.Acknowledge(actor="bram"))
    play.does(do.Acknowledge(actor="carla"))
    return play


def talked() -> Play:
    """The bullied pupil was spoken to; consent is still to be asked."""
    play = taken_up()
    play.does(do.CompleteTask(actor="bram", task="melding.1.gesprek_gepeste.p1", answers=TALKED))
    return play


def consented(second: str = "nee") -> Play:
    """The bullied pupil said yes about B, and `second` about C."""
    play = talked()
    answers = (DAY, Answer("p2", ("ja",)), Answer("p3", (second,)))
    play.does(do.CompleteTask(actor="bram", task="melding.1.toestemming.p1", answers=answers))
    return play


def step_one(second: str = "nee") -> Play:
    """Step 1 began."""
    play = consented(second)
    play.does(do.MoveOn(actor="bram", transition="starten", here="melding.1", reason=TYPED))
    return play


def agreed() -> Play:
    """The talks of step 1 were held and one agreement was made."""
    play = step_one("ja")
    for pupil in ("p2", "p3"):
        play.does(
            do.CompleteTask(actor="carla", task=f"1.1.gesprek_pester.{pupil}", answers=TALKED)
        )
    agreement = (
        Answer("wat", (TYPED,)),
        Answer("wie", ("p1", "p2")),
        Answer("tot", ("2026-12-01",)),
        Answer("toezicht", (TYPED,)),
        Answer("gevolg", (TYPED,)),
    )
    play.does(do.CompleteTask(actor="bram", task="1.1.afspraken.", answers=agreement))
    return play


def pasted() -> Play:
    """All texts of step 1 stand in Magister; only the question of the week is left."""
    play = agreed()
    for record in ("1.1.start", "1.1.stap1"):
        for coach, pupil in (("bram", "p1"), ("carla", "p2"), ("carla", "p3")):
            play.does(do.PasteRecord(actor=coach, record=record, pupil=pupil))
    return play


def asked() -> Play:
    """A week passed and the question was asked."""
    play = pasted()
    goes_off(play, "vraag/1.1.week")
    return play


def aftercare() -> Play:
    """It stopped, and the aftercare began."""
    play = asked()
    play.does(do.AnswerQuestion(actor="bram", key="vraag/1.1.week", answers=STOPPED))
    play.does(do.MoveOn(actor="bram", transition="afronden", here="1.1", reason=TYPED))
    return play


def goes_off(play: Play, key: str) -> list[tuple[str, str]]:
    """Lets the timer of what waits under this key go off; gives who got which card."""
    waiting = play.case.follow_up(key)
    assert waiting is not None, key
    play.now = max(play.now, waiting.due)
    return cards_sent(play, do.FollowUpDue(actor="", key=key, due=waiting.due))
