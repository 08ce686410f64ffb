"""Whatever card, form, page or task list there can be, Slack takes it and nothing of it is lost."""

from itertools import starmap
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.slack.answers import answers_in
from adapters.slack.block_kit import View
from adapters.slack.card_message import card_message
from adapters.slack.form_view import form_view
from adapters.slack.home_view import ROWS, home_view
from adapters.slack.option import option_of
from adapters.slack.page_view import page_view
from flows.cards import Card
from flows.forms import Answer, Form, Option, is_shown
from flows.limits import PERSON_NAME
from flows.pages import Page
from flows.task_list import TaskList
from tests.adapters import drawn_models as drawn
from tests.adapters.slack.block_rules import faults_in, option_faults

EVERY = settings(max_examples=50, suppress_health_check=list(HealthCheck))
INITIAL = {
    "initial_value": "value",
    "initial_date": "selected_date",
    "initial_option": "selected_option",
    "initial_options": "selected_options",
}
"""Where Slack says what stands in an element, by how it was told to begin."""


def as_sent(view: View) -> View:
    """Gives a modal as Slack sends it back when nobody changed a thing."""
    values = {
        block["block_id"]: {
            block["element"]["action_id"]: {
                "type": block["element"]["type"],
                **{INITIAL[key]: one for key, one in block["element"].items() if key in INITIAL},
            }
        }
        for block in view["blocks"]
        if block["type"] == "input"
    }
    return {**view, "state": {"values": values}}


def shown_words(blocks: object) -> str:
    """Gives all that can be read in blocks, without white space."""
    if isinstance(blocks, dict):
        own = blocks.get("text") if isinstance(blocks.get("text"), str) else ""
        rest = (value for key, value in blocks.items() if key != "value")
        return "".join(
            (*str(own).split(), blocks.get("initial_value", ""), *map(shown_words, rest))
        )
    return "".join(map(shown_words, blocks)) if isinstance(blocks, list) else ""


def squeezed(text: str) -> str:
    """Gives a text without white space."""
    return "".join(text.split())


def unescaped(text: str) -> str:
    """Gives a text as Slack shows it."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


@EVERY
@given(drawn.cards)
def test_every_card(card: Card) -> None:
    """It can be posted and replaced, and says all it has in blocks and in text."""
    message = card_message(card)
    blocks = list(message.blocks)
    said = (card.title, *card.paragraphs, *card.items, *(one.value for one in card.facts))

    assert [] == faults_in("message", {"text": message.text, "blocks": blocks})
    assert [] == [one for one in said if squeezed(one) not in shown_words(blocks)]
    assert squeezed(card.title) in squeezed(unescaped(message.text))


@EVERY
@given(drawn.forms())
def test_every_form(form: Form) -> None:
    """It can be opened, and what stands in it comes back as it was."""
    view = form_view(form)
    expected: dict[str, tuple[str, ...]] = {}
    for field in form.fields:
        if is_shown(field, tuple(starmap(Answer, expected.items()))) and field.values:
            expected[field.id] = field.values

    assert [] == faults_in("modal", view)
    assert expected == {one.field: one.values for one in answers_in(as_sent(view))}


@EVERY
@given(drawn.forms())
def test_every_form_drawn_again(form: Form) -> None:
    """A form that is drawn again with what stands in it keeps that."""
    first = answers_in(as_sent(form_view(form)))
    again = form_view(form, first)

    assert [] == faults_in("modal", again)
    assert first == answers_in(as_sent(again))


@EVERY
@given(drawn.pages)
def test_every_page(page: Page) -> None:
    """It can be opened and shows all that was told."""
    view = page_view(page)
    shown = shown_words(view["blocks"])
    told = (fact.value for entry in page.entries for fact in entry.facts)

    assert [] == faults_in("modal", view)
    assert [] == [one for one in told if squeezed(one) not in shown]
    assert () == answers_in(as_sent(view))


@EVERY
@given(drawn.task_lists, st.integers(-1, 20))
def test_every_task_list(tasks: TaskList, page: int) -> None:
    """Every page of Home can be shown, and each item stands on one of them."""
    rows = sum(max(len(one.items), bool(one.empty)) for one in tasks.sections)
    pages = [home_view(tasks, number) for number in range(1, max(1, -(-rows // ROWS)) + 1)]
    shown = "".join(shown_words(one["blocks"]) for one in pages)
    titles = (item.title for section in tasks.sections for item in section.items)

    assert [] == [
        fault for one in (*pages, home_view(tasks, page)) for fault in faults_in("home", one)
    ]
    assert [] == [one for one in titles if squeezed(one) not in shown]


@EVERY
@given(
    st.lists(st.builds(Option, drawn.ids, drawn.words(PERSON_NAME), drawn.words(12)), max_size=20)
)
def test_every_suggestion(options: list[Option]) -> None:
    """Whoever is found can be offered, the class beside the name."""
    offered: list[dict[str, Any]] = [option_of(one) for one in options]

    assert [] == option_faults(offered)
    assert [f"{one.label} ({one.hint})" for one in options] == [
        one["text"]["text"] for one in offered
    ]
