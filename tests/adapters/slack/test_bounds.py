"""What becomes of models that are larger than usual: nothing is cut off, and the order holds."""

from typing import Any

from adapters.slack.block_kit import VIEW_BLOCKS, View
from adapters.slack.card_message import MORE, TEXT, card_message
from adapters.slack.home_view import home_view
from adapters.slack.option import option_of
from adapters.slack.page_view import page_view
from adapters.ways_in import ALWAYS
from flows.cards import Button, Card, Fact
from flows.forms import Option
from flows.pages import Entry, Page
from flows.task_list import Item, Section, TaskList
from tests.adapters.sample_models import CROWDED_TASKS
from tests.adapters.samples import CASE_PAGE, TASKS, press
from tests.adapters.slack.block_rules import faults_in


def labels(view: View) -> list[str]:
    """Gives the words on all buttons, from top to bottom."""
    found: list[Any] = []
    for block in view["blocks"]:
        found += block.get("elements", ()) if block["type"] == "actions" else ()
        found += [block["accessory"]] if "accessory" in block else []
    return [one["text"]["text"] for one in found]


def headings(view: View) -> list[str]:
    """Gives the headings, from top to bottom."""
    return [one["text"]["text"] for one in view["blocks"] if one["type"] == "header"]


def test_a_page_with_many_parts_is_drawn_closer() -> None:
    """Eight lines with many answers each: all of them stand there, and Slack takes it."""
    facts = tuple(Fact(f"Vraag {number}", "antwoord " * 30) for number in range(10))
    entries = tuple(Entry(f"Regel {number}", "maandag", facts) for number in range(8))
    view = page_view(Page("p||", "Veel", entries=entries))
    texts = str(view["blocks"])

    assert [] == faults_in("modal", view)
    assert len(view["blocks"]) <= VIEW_BLOCKS
    assert 80 == texts.count("antwoord antwoord") // 15


def test_the_main_action_comes_before_the_lines() -> None:
    """Nobody has to read to the bottom to find it; the other ones stand below."""
    assert ["Er is iets gebeurd", "Corrigeer", "Vorige", "Volgende", "Neem over"] == labels(
        page_view(CASE_PAGE)
    )


def test_the_text_of_a_card_ends_at_a_whole_line() -> None:
    """A text that would be too long says where the rest is."""
    card = Card("k", "Titel", paragraphs=tuple(f"{number} " + "a" * 900 for number in range(6)))
    message = card_message(card)

    assert len(message.text) <= TEXT
    assert ["Titel", "0", "1", "2", "3"] == [
        one.split()[0] for one in message.text.split("\n")[:-1]
    ]
    assert message.text.endswith(f"\n{MORE}")


def test_a_long_heading_is_shown_whole() -> None:
    """As text, for a heading has no room for it."""
    tasks = TaskList("Taken", (Section("Kop " * 50, (Item("Eén"),)),))
    view = home_view(tasks)

    assert [] == faults_in("home", view)
    assert ["Taken"] == headings(view)
    assert ("Kop " * 50).strip() in str(view["blocks"])


def test_home_always_offers_the_ways_in() -> None:
    """Those that the list has already stand there once."""
    of_list = Button("Meld iets", ALWAYS[0].value, "primary")
    mine = TaskList("Taken", (), (of_list, Button("Overzicht", press("overzicht"))))

    assert [one.label for one in ALWAYS] == labels(home_view(TaskList("Taken", ())))
    assert ["Meld iets", "Overzicht", ALWAYS[1].label, ALWAYS[2].label] == labels(home_view(mine))
    assert labels(home_view(TASKS))[:1] == ["Meld pesten"]


def test_home_is_turned_over() -> None:
    """Each page says under which heading its items stand, and where the other pages are."""
    first, second = home_view(CROWDED_TASKS), home_view(CROWDED_TASKS, 2)

    assert ["Taken", "Nu doen"] == headings(first)
    assert ["Taken", "Nu doen", "Volgt later", "Door jou gemeld"] == headings(second)
    assert "Volgende bladzijde" == labels(first)[-1]
    assert "Vorige bladzijde" == labels(second)[-1]
    assert home_view(CROWDED_TASKS, 9) == second
    assert home_view(CROWDED_TASKS, 0) == first


def test_a_name_is_offered_with_its_class() -> None:
    """Two pupils of one name stay apart once they are chosen; a long name has it below."""
    short, long = Option("l1", "Noor Voorbeeld", "2b"), Option("l2", "N" * 74, "2b")

    assert "Noor Voorbeeld (2b)" == option_of(short)["text"]["text"]
    assert "2b" == option_of(long)["description"]["text"]
    assert "Ans" == option_of(Option("s1", "Ans"))["text"]["text"]
