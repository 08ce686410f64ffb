"""Whatever card, form, page or task list there can be, Teams takes it and nothing of it is lost."""

import re
from itertools import starmap

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from adapters.teams.answers import answers_in, people_in
from adapters.teams.card_content import card_content, summary_of
from adapters.teams.form_dialog import form_dialog
from adapters.teams.input_ids import person_choice, person_in
from adapters.teams.page_dialog import page_dialog
from adapters.teams.said_dialog import said_dialog
from adapters.teams.task_list_card import task_list_card
from flows.cards import Card
from flows.forms import Answer, Form, Option, is_shown
from flows.limits import CARD_TITLE, COPY_BLOCK, PAGE_TEXT, PERSON_NAME
from flows.pages import Page
from flows.ports import Say
from flows.task_list import TaskList
from tests.adapters import drawn_models as drawn
from tests.adapters.teams.card_rules import faults_in
from tests.adapters.teams.dialog_reading import as_sent, inputs_in, shown_words, squeezed

EVERY = settings(max_examples=50, suppress_health_check=list(HealthCheck))
NONCE = "n0nce"
MEMBER = f"29:{'x' * 497}"
"""The longest that somebody can be called."""
PAGES = re.compile(r"Bladzijde1van(\d+)(?=Volgendebladzijde)")


@EVERY
@given(drawn.cards)
def test_every_card(card: Card) -> None:
    """It can be posted and replaced, and says all it has."""
    content = card_content(card, NONCE, MEMBER)
    said = (
        *(card.title, *card.paragraphs, *card.items, card.footnote, card.badge),
        *(part for one in card.facts for part in (one.label, one.value)),
        *(one.label for one in card.buttons),
    )
    shown = shown_words(content)

    assert [] == faults_in("message", content)
    assert [] == [one for one in said if squeezed(one) not in shown]
    assert card.title in summary_of(card)


@EVERY
@given(drawn.forms())
def test_every_form(form: Form) -> None:
    """It can be opened, and what stands in it comes back as it was."""
    value = form_dialog(form, NONCE)
    expected: dict[str, tuple[str, ...]] = {}
    for field in form.fields:
        if is_shown(field, tuple(starmap(Answer, expected.items()))) and field.values:
            expected[field.id] = field.values

    assert [] == faults_in("dialog", value)
    assert expected == {one.field: one.values for one in answers_in(as_sent(value))}


@EVERY
@given(drawn.forms())
def test_every_form_shown_again(form: Form) -> None:
    """A form that is shown again keeps what stands in it, people with their names."""
    first = as_sent(form_dialog(form, NONCE))
    bare = tuple(structs.replace(field, options=()) for field in form.fields)
    kept = tuple(
        one if one.kind.startswith("choice") else other
        for one, other in zip(form.fields, bare, strict=True)
    )
    again = form_dialog(
        structs.replace(form, fields=kept), NONCE, answers_in(first), people=people_in(first)
    )

    assert [] == faults_in("dialog", again)
    assert answers_in(first) == answers_in(as_sent(again))
    assert set(people_in(as_sent(again))) <= set(people_in(first))


def _as_long_as_pages_are(page: Page) -> Page:
    """Leaves out what no page has beside as much as people may have typed on it."""
    entries = tuple(
        structs.replace(one, paragraphs=one.paragraphs[:2], facts=one.facts[:8])
        for one in page.entries
    )
    return structs.replace(
        page,
        entries=() if page.copies else entries,
        copies=page.copies[: PAGE_TEXT // COPY_BLOCK],
        facts=page.facts[:10],
        items=page.items[:15],
        actions=page.actions[:10],
    )


@EVERY
@given(drawn.pages.map(_as_long_as_pages_are))
def test_every_page(page: Page) -> None:
    """It can be opened and shows all that was told; texts to copy stand alone and whole."""
    value = page_dialog(page, NONCE)
    content = value["card"]["content"]
    shown = shown_words(content)
    told = (
        *(page.badge, *page.paragraphs, *page.items),
        *(part for one in page.facts for part in (one.label, one.value)),
        *(part for entry in page.entries for one in entry.facts for part in (one.label, one.value)),
        *(part for one in page.entries for part in (one.heading, one.meta, *one.paragraphs)),
        *(one.label for one in page.actions),
    )

    assert [] == faults_in("dialog", value)
    assert [] == [one for one in told if squeezed(one) not in shown]
    assert [part for one in page.copies for part in (one.title, one.body)] == [
        one["value"] for one in inputs_in(content).values()
    ]


@EVERY
@given(drawn.task_lists, st.integers(-1, 20))
def test_every_task_list(tasks: TaskList, page: int) -> None:
    """Every page of it can be posted, and each item stands on one of them."""
    told = PAGES.search(shown_words(task_list_card(tasks, NONCE)))
    many = int(told[1]) if told else 1
    pages = [task_list_card(tasks, NONCE, number) for number in range(1, many + 1)]
    shown = "".join(map(shown_words, pages))
    titles = (item.title for section in tasks.sections for item in section.items)

    assert [] == [
        fault
        for one in (*pages, task_list_card(tasks, NONCE, page))
        for fault in faults_in("message", one)
    ]
    assert [] == [one for one in titles if squeezed(one) not in shown]
    assert pages[-1] == task_list_card(tasks, NONCE, many + 1)


@EVERY
@given(drawn.words(CARD_TITLE), st.sampled_from(("done", "refused")))
def test_every_sentence(text: str, tone: str) -> None:
    """It can be said."""
    value = said_dialog(Say(text, "done" if tone == "done" else "refused"))

    assert [] == faults_in("dialog", value)
    assert squeezed(text) in shown_words(value["card"]["content"])


@EVERY
@given(st.builds(Option, drawn.ids, drawn.words(PERSON_NAME), drawn.words(12)))
def test_every_person(option: Option) -> None:
    """Whoever is found is shown with the class, and is known again by the id."""
    choice = person_choice(option)
    shown = f"{option.label} ({option.hint})"

    assert shown == choice["title"]
    assert "," not in choice["value"]
    assert Option(option.value, shown) == person_in(choice["value"])
