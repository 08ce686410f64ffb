"""What a visitor sees of each card, form, page and task list, kept as files."""

import re
from html.parser import HTMLParser

import pytest

from adapters.playground.chat_store import IN_MEMORY, ChatStore
from adapters.playground.hosting import RECOMMENDED, Person
from adapters.playground.html_cards import card_html
from adapters.playground.html_chat import chat_html, people_html
from adapters.playground.html_forms import BLOCKS, form_html
from adapters.playground.html_pages import page_html, task_list_html
from flows.forms import Field, Form
from flows.pages import Page
from flows.ports import Placed
from flows.task_list import TaskList
from tests.adapters import samples
from tests.adapters.playground.golden_files import in_lines, kept
from tests.adapters.playground.sample_host import MONDAY, STEPS

ANS = Person("d1", "Ans Appel", "docent", RECOMMENDED)
BRAM = Person("c1", "Bram <Beuk>", "coach", "Onderbouw")


def chat_of(person: Person) -> str:
    """Shows a chat with a thread, a card that was replaced later, and one on the next day."""
    chat = ChatStore(IN_MEMORY)
    tomorrow = MONDAY + STEPS["schooldag"]
    root = chat.post(person.id, samples.NEW_REPORT, thread_id="", delivery_id="1", at=MONDAY)
    for number, card in enumerate((samples.STEP_ONE, samples.DONE), 2):
        chat.post(person.id, card, thread_id=root.thread_id, delivery_id=str(number), at=MONDAY)
    chat.post(person.id, samples.ACUTE, thread_id="", delivery_id="4", at=tomorrow)
    chat.mark_read(person.id, [root.message_id, "m2"])
    chat.replace(person.id, root, samples.DONE, at=tomorrow)
    chat.replace(person.id, Placed("m2", "m1"), samples.DONE, at=MONDAY + STEPS["uur"])
    shown = chat_html(person, chat.messages(person.id))
    chat.close()
    return shown


SHOWN = {
    **{f"card_{name}": card_html(card, "m1") for name, card in samples.CARDS.items()},
    **{f"form_{name}": form_html(form) for name, form in samples.FORMS.items()},
    **{f"page_{name}": page_html(page) for name, page in samples.PAGES.items()},
    "task_list": task_list_html(samples.TASKS),
    "chat": chat_of(BRAM),
    "chat_empty": chat_html(ANS, ()),
    "people": people_html((ANS, BRAM), {"c1": 2}, "d1"),
    "people_other_is_current": people_html((BRAM,), {}, "c1"),
    "people_recommended_only": people_html((ANS,), {}, ""),
}


class Ids(HTMLParser):
    """Collects the ids of elements, and the ids that other elements point at."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Looks at one element."""
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in {"for", "aria-controls", "aria-describedby", "aria-labelledby"}:
                self.targets.update((value or "").split())


@pytest.mark.parametrize("name", SHOWN)
def test_golden_html(name: str) -> None:
    """Each sample looks as it was kept."""
    made = in_lines(SHOWN[name])

    assert kept(f"{name}.html", made) == made


@pytest.mark.parametrize("name", SHOWN)
def test_nothing_typed_becomes_markup(name: str) -> None:
    """A script, a mention and quotes in a text stay text."""
    assert None is re.search(r"<script|<!channel|<Beuk| on\w+=| style=", SHOWN[name])


@pytest.mark.parametrize("name", SHOWN)
def test_references_lead_somewhere(name: str) -> None:
    """Every id is used once, and whatever points at an id finds it."""
    found = Ids()
    found.feed(SHOWN[name])

    assert len(found.ids) == len(set(found.ids))
    assert set() == found.targets - set(found.ids)


@pytest.mark.parametrize("name", SHOWN)
def test_no_invisible_marks(name: str) -> None:
    """Direction is said in markup; no invisible mark can end up in a copied text."""
    assert None is re.search("[\u2066-\u2069]", SHOWN[name])


def test_badge_is_everywhere() -> None:
    """Every card, form, page and task list shows its badge."""
    with_badge = [name for name in SHOWN if name.startswith(("card", "form", "page", "task"))]

    assert [] == [name for name in with_badge if 'class="badge"' not in SHOWN[name]]


def test_nothing_is_shown_for_what_is_empty() -> None:
    """A form, page or task list without a badge and parts leaves no empty boxes."""
    bare = (
        form_html(Form("a||", "Titel", (), "Bewaar"))
        + page_html(Page("a", "Titel"))
        + task_list_html(TaskList("Titel", ()))
    )

    assert None is re.search(r"<(dl|ul|nav|p class=\"marks\")", bare)


def test_every_kind_of_field_has_a_sample() -> None:
    """The golden files show each kind of field."""
    shown = {field.kind for form in samples.FORMS.values() for field in form.fields}

    assert set(BLOCKS) == shown


def test_text_that_begins_with_a_line_break_keeps_it() -> None:
    """Browsers drop the first line break of a text area, so there is one more."""
    field = Field("lang", "long_text", "Lang", values=("\nb",))

    assert ">\n\nb</textarea>" in form_html(Form("a||", "Titel", (field,), "Bewaar"))
