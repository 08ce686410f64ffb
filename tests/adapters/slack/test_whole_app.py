"""All that somebody can open in a melding, drawn for Slack."""

import pathlib
from collections.abc import Callable, Iterator

import pytest

from adapters.slack.block_kit import View
from adapters.slack.card_message import card_message
from adapters.slack.form_view import form_view
from adapters.slack.home_view import home_view
from adapters.slack.page_view import page_view
from flows import commands as do
from flows.cards import Button, Card
from flows.forms import Answer, Form
from flows.limits import LONG_TEXT
from flows.pages import ENTRIES_ON_A_PAGE, Page
from flows.presses import Press, decoded
from flows.views.forms import form_for
from flows.views.help_pages import help_page, protocol_page
from flows.views.pages import page_for
from tests.adapters.slack.block_rules import faults_in
from tests.definitions import ALL
from tests.flows.small_school import Play
from tests.flows.views import story
from tests.flows.views.dialogs import NAMES, dialog_scene, read

MOMENTS: dict[str, Callable[[], Play]] = {
    "reported": story.reported,
    "acute": lambda: story.reported(acute=True),
    "taken_up": story.taken_up,
    "talked": story.talked,
    "consented": story.consented,
    "step_one": story.step_one,
    "agreed": story.agreed,
    "pasted": story.pasted,
    "asked": story.asked,
    "aftercare": story.aftercare,
}
LONGEST = ("woord " * LONG_TEXT)[: LONG_TEXT - 1] + "."


def _cards(play: Play, person: str) -> Iterator[Card]:
    for owner, key in story.on_desks(play):
        if owner == person:
            yield story.seen(play, person, key)


def _buttons(shown: Page) -> tuple[Button, ...]:
    turning = tuple(one for one in (shown.previous, shown.next) if one is not None)
    in_entries = tuple(button for entry in shown.entries for button in entry.buttons)
    return (*shown.actions, *in_entries, *turning)


def _opened(play: Play, person: str) -> Iterator[Form | Page]:
    """Presses every button there is, and every button behind those."""
    scene = dialog_scene(play, person)
    cards = (button for card in _cards(play, person) for button in card.buttons)
    left = [Press("open", play.case.id).encoded(), *(button.value for button in cards)]
    done: set[str] = set()
    while left:
        value = left.pop()
        press = decoded(value)
        if value in done or press is None:
            continue
        done.add(value)
        form = form_for(scene, press, NAMES)
        page = page_for(scene, press, NAMES) if form is None else None
        left += [button.value for button in _buttons(page)] if page is not None else []
        yield from (shown for shown in (form, page) if shown is not None)


def _drawn(shown: Form | Page) -> View:
    return form_view(shown) if isinstance(shown, Form) else page_view(shown)


@pytest.mark.parametrize("moment", MOMENTS)
def test_slack_takes_every_card_form_page_and_home(moment: str) -> None:
    """Whoever opens it, at every turn of a melding."""
    play = MOMENTS[moment]()
    faults = []
    opened = 0
    for person in story.EVERYBODY:
        for card in _cards(play, person):
            message = card_message(card)
            faults += faults_in("message", {"text": message.text, "blocks": list(message.blocks)})
        for shown in _opened(play, person):
            opened += 1
            faults += faults_in("modal", _drawn(shown))
        faults += faults_in("home", home_view(story.tasks_seen(play, person)))

    assert [] == faults
    assert opened > 0


@pytest.mark.parametrize("folder", ALL, ids=lambda folder: folder.name)
def test_slack_takes_the_protocol_and_the_help(folder: pathlib.Path) -> None:
    """Of every school there is a protocol of."""
    wording = story.words_of(folder)
    protocol = protocol_page(story.protocol_in(folder), wording, "OEFENING")
    pages = (protocol, help_page(wording, "OEFENING"))

    assert [] == [fault for page in pages for fault in faults_in("modal", page_view(page))]


def _told(version: int) -> tuple[Answer, ...]:
    """What somebody tells about an incident, at the greatest length."""
    text = f"{version} {LONGEST}"[:LONG_TEXT]
    about = (story.DAY, Answer("wie", ("p1",)))
    return (*about, Answer("gezien", (text,)), Answer("duiding", (text,)))


def _much_told() -> Play:
    """A melding in which three incidents are told and corrected three times each."""
    play = story.agreed()
    for _ in range(3):
        play.does(do.AddNote(actor="bram", kind="incident", answers=_told(0)))
        for version in range(1, 4):
            number = play.case.log[-1].number
            correct = do.CorrectEntry(
                actor="bram", entry=number, answers=_told(version), reason=LONGEST
            )
            play.does(correct)
    return play


def test_a_page_with_long_lines_holds_fewer() -> None:
    """What was typed is all there, on more pages."""
    play = _much_told()
    first = read(play, "bram")
    pages = [read(play, "bram", subject=str(number)) for number in range(1, first.pages + 1)]
    views = [page_view(page) for page in pages]

    assert [] == [fault for view in views for fault in faults_in("modal", view)]
    assert min(len(page.entries) for page in pages[:-1]) < ENTRIES_ON_A_PAGE
    assert sum(len(page.entries) for page in pages) > ENTRIES_ON_A_PAGE
