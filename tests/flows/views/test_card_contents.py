"""What holds for every card: nothing of the story, no lost text, nothing too long."""

import ast
import pathlib
import re

import msgspec
import pytest

from flows import commands as do
from flows import limits
from flows.forms import Answer
from flows.presses import decoded
from flows.text_keys import text_keys
from flows.wording import Wording
from tests.flows.small_school import DEFINITIONS, Play, stappenplan
from tests.flows.views import story

VIEWS = story.TEXTS.parent / "views"
MINE = ("cards", "dates", "task_list")
TOLD_BY = {
    "action_card",
    "action_parts",
    "card_parts",
    "cards",
    "channel_cards",
    "clearing_card",
    "dates",
    "hand_over_cards",
    "hand_over_page",
    "matter_cards",
    "merged_cards",
    "notice_cards",
    "question_cards",
    "record_card",
    "repeated_card",
    "root_card",
    "scene",
    "task_list",
    "waiting_words",
    "whom_to_call",
}
"""The files that speak the texts of `MINE`."""

PREFIXED = {"button": "knop-", "fact": "feit-"}
"""Functions that put something before the key they are given."""


def _moments() -> list[Play]:
    """A melding at every turn, with everything typed that can be."""
    stuck = story.step_one()
    stuck.does(do.ReportInfeasible(actor="carla", task="1.1.gesprek_pester.p3", reason=story.TYPED))
    answers = (Answer("vraag", (story.TYPED,)),)
    stuck.does(do.AskAdvice(actor="carla", to="tom", answers=answers))
    seen = (story.DAY, Answer("gezien", (story.TYPED,)), Answer("duiding", (story.TYPED,)))
    stuck.does(do.AddNote(actor="vak", kind="waarneming", answers=seen))
    return [
        story.reported(acute=True),
        story.taken_up(),
        story.talked(),
        story.consented(),
        stuck,
        story.agreed(),
        story.asked(),
        story.aftercare(),
    ]


def test_no_card_holds_what_somebody_typed() -> None:
    """Every card on every desk, and each as everybody else sees it, at every turn."""
    for play in _moments():
        for key in {key for _, key in story.on_desks(play)}:
            for person in story.EVERYBODY:
                card = story.seen(play, person, key)
                assert story.TYPED not in msgspec.json.encode(card).decode()


def test_no_card_names_the_reporter() -> None:
    """Not even to who knows who reported: that is behind a page."""
    for play in _moments():
        for person, key in story.on_desks(play):
            assert "Vak" not in story.said(story.seen(play, person, key))


def test_everybody_with_a_card_on_the_desk_can_read_it() -> None:
    """What is sent is never the neutral card."""
    for play in _moments():
        for person, key in story.on_desks(play):
            assert "Vervallen" != story.seen(play, person, key).title, (person, key)


def test_every_card_fits_and_every_button_can_come_back() -> None:
    """Within the limits of the strictest platform, one main button at most."""
    for play in _moments():
        for person, key in story.on_desks(play):
            card = story.seen(play, person, key)
            assert len(card.title) <= limits.CARD_TITLE
            assert len(card.buttons) <= limits.CARD_BUTTONS
            assert len(msgspec.json.encode(card)) <= limits.CARD_BYTES
            assert len(story.said(card)) <= limits.CARD_TEXT
            assert 1 >= len(story.primary(card))
            for button in card.buttons:
                assert decoded(button.value) is not None, button.value
                assert len(button.label) <= limits.BUTTON


GOLDEN = [
    ("root_coach_acute", lambda: story.reported(acute=True), "bram", "root"),
    ("root_reporter", story.reported, "vak", "root"),
    ("root_antipest", story.taken_up, "anna", "root"),
    ("action_open", story.taken_up, "bram", "actie/melding.1.gesprek_gepeste"),
    ("action_blocked", story.step_one, "carla", "actie/1.1.gesprek_pester"),
    ("action_done", story.agreed, "bram", "actie/1.1.afspraken"),
    ("choice", story.consented, "bram", "keuze/melding.1"),
    ("magister", story.agreed, "carla", "magister/1.1.stap1"),
    ("question", story.asked, "bram", "vraag/1.1.week"),
    ("withdrawn", story.reported, "tom", "root"),
]


@pytest.mark.parametrize(
    ("name", "moment", "person", "key"), GOLDEN, ids=[one[0] for one in GOLDEN]
)
def test_a_card_is_as_kept(name: str, moment: object, person: str, key: str) -> None:
    """The whole card as JSON, so that any change is seen."""
    assert callable(moment)
    expected, made = story.kept(f"card_{name}", story.seen(moment(), person, key))
    assert expected == made


def _key_of(node: ast.expr) -> set[str]:
    """Gives the pattern of a text key in a call, or of either branch of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {re.escape(node.value)}
    if isinstance(node, ast.IfExp):
        return _key_of(node.body) | _key_of(node.orelse)
    if isinstance(node, ast.JoinedStr):
        parts = (
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z0-9_-]+"
            for part in node.values
        )
        return {"".join(parts)}
    return set()


def _spoken() -> set[str]:
    """Gives the patterns of every text key that these views ask for."""
    found: set[str] = set()
    for file in VIEWS.glob("*.py"):
        if file.stem not in TOLD_BY:
            continue
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args:
                called = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if called in ("say", "wording", "_written", *PREFIXED):
                    at = 1 if called == "_written" else 0
                    prefix = PREFIXED.get(called, "")
                    found |= {prefix + one for one in _key_of(node.args[at])}
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found |= {re.escape(node.value)} if story.WORDING.has(node.value) else set()
    return found


def _own_keys() -> set[str]:
    files = [(story.TEXTS / f"{name}.nl.ftl").read_text("utf-8") for name in MINE]
    return {key for text in files for key in re.findall(r"^([a-z][\w-]*) =", text, re.MULTILINE)}


def test_every_text_is_spoken_somewhere() -> None:
    """No text in these files is left over."""
    patterns = [re.compile(one) for one in _spoken()]
    unused = {key for key in _own_keys() if not any(one.fullmatch(key) for one in patterns)}
    assert set() == unused


def test_every_text_that_is_asked_for_exists() -> None:
    """No view asks for a text that is not there."""
    other = story.words_of(story.TEXTS.parents[1] / "tests" / "definitions" / "fasen-b")
    keys = (*story.WORDING.keys(), *other.keys())
    missing = {one for one in _spoken() if not any(re.fullmatch(one, key) for key in keys)}
    assert set() == missing


def test_the_protocol_has_all_its_texts_within_their_limits() -> None:
    """Exactly the texts that the app asks for, none too long."""
    asked = {one.key: one for one in text_keys(stappenplan())}
    source = (DEFINITIONS / "stappenplan-a" / "texts.nl.ftl").read_bytes()
    words = Wording.load([source])
    own = set(words.keys())
    assert set() == own - asked.keys()
    assert set() == {key for key, one in asked.items() if not one.optional} - own
    too_long = [key for key in own if len(words(key)) > asked[key].limit]
    assert [] == too_long


def test_the_words_for_talks_are_supplied() -> None:
    """Every talk, the consent, the agreements and the calls come with words to use."""
    talks = {
        f"actie-{stage.id}-{action.id}-woorden"
        for stage in stappenplan().stages
        for action in stage.actions
        if action.required
    }
    assert set() == talks - set(story.WORDING.keys())


def test_a_school_that_says_mentor_reads_mentor_everywhere() -> None:
    """A few lines turn the one word into the other, in cards and protocol alike."""
    files = (*sorted(story.TEXTS.glob("*.ftl")), DEFINITIONS / "stappenplan-a" / "texts.nl.ftl")
    words = {"coach": "mentor", "coaches": "mentoren"}
    wording = Wording.load([pathlib.Path(file).read_bytes() for file in files], words)
    spoken = [
        wording(key, **dict.fromkeys(wording.variables(key), "x"))
        for key in (*_own_keys(), *(one.key for one in text_keys(stappenplan())))
        if wording.has(key)
    ]
    assert not [text for text in spoken if "coach" in text.lower()]
