"""What becomes of cards that are larger or stranger than usual: nothing is lost or misread."""

from typing import Any

import pytest
from msgspec import structs

from adapters.teams.adaptive_cards import escaped, plain
from adapters.teams.card_content import card_content, summary_of
from adapters.teams.form_dialog import form_dialog
from adapters.teams.launch_card import LAUNCHES, launch_card, launch_summary
from adapters.teams.page_dialog import page_dialog
from adapters.teams.task_list_card import ROWS, task_list_card
from adapters.ways_in import ALWAYS
from flows import verbs
from flows.cards import Button, Card, Fact, Mention, Progress
from flows.forms import Field, Form, Option
from flows.pages import Entry, Page
from flows.presses import Press, decoded
from flows.task_list import Item, Section, TaskList
from tests.adapters import samples
from tests.adapters.sample_models import CROWDED_TASKS
from tests.adapters.samples import CASE_PAGE, TASKS, press
from tests.adapters.teams.card_rules import actions_in, elements_in, faults_in
from tests.adapters.teams.dialog_reading import buttons_in, inputs_in, shown_words, unescaped

Json = dict[str, Any]
NONCE = "n0nce"

NASTY = (
    "*vet* _schuin_ **beide** ~~weg~~ `code`",
    "[klik hier](http://kwaad.nl) ![plaatje](http://kwaad.nl/x.png)",
    "<at>Noor</at> <b>vet</b> &lt;b&gt; &amp; <!-- weg -->",
    "# Kop",
    "> citaat",
    "- punt",
    "+ punt",
    "* punt",
    "12. punt",
    "3) punt",
    "---",
    "=== onder",
    "| a | b |",
    "{{DATE(2026-11-23T08:00:00Z, LONG)}} {{TIME(2026-11-23T08:00:00Z)}}",
    "a {{{b}}} c",
    "C:\\map\\bestand \\* al ontsnapt",
    "    vier spaties",
    "snake_case_naam en 2*3*4",
    "<https://kwaad.nl> http://kwaad.nl",
)


def titles(card: Json) -> list[str]:
    """Gives what stands in each TextBlock, as it is shown."""
    return [unescaped(one["text"]) for one in elements_in(card) if one["type"] == "TextBlock"]


@pytest.mark.parametrize("text", NASTY)
def test_nasty_texts_are_shown_as_they_stand(text: str) -> None:
    """In a title, fact, list, note or choice; no client reads Markdown or a date in them."""
    card = Card("k", text, "action", (), (Fact(text, text),), (text,), (text,), badge=text)
    page = Page("p||", "Titel", (text,), entries=(Entry(text, text, (Fact("a", text),), (text,)),))
    options = (Option("a", text), Option("b", "B", text), Option("c", "C", text * 9))
    form = Form(
        "melden||",
        "Titel",
        (
            Field("keuze", "choice", text, hint=text, options=options),
            Field("n", "note", text, hint=text),
        ),
        "Verstuur",
    )
    cards = (
        card_content(card, NONCE),
        page_dialog(page, NONCE)["card"]["content"],
        form_dialog(form, NONCE)["card"]["content"],
    )

    assert [] == faults_in("message", cards[0])
    assert [] == faults_in("dialog", page_dialog(page, NONCE))
    assert [] == faults_in("dialog", form_dialog(form, NONCE))
    assert [6, 5, 15] == [shown_words(one).count("".join(text.split())) for one in cards]
    assert [" ".join(text.split())] == titles(cards[0])


def test_words_without_signs_are_not_touched() -> None:
    """A name, a date or brackets stay as they are for who reads the card as text."""
    for text in ("Stap 1 (leerling A): 30 november, 17.00 uur", "Ans d'Oude-Wal", "2026-11-23"):
        assert text == escaped(text)


def test_a_date_is_never_filled_in() -> None:
    """The two braces stand in texts of their own, beside each other."""
    (block,) = plain("op {{DATE(x)}}")

    assert ["op {", "{DATE(x)}}"] == [one["text"] for one in block["inlines"]]
    assert () == plain("  \n ")


def test_a_short_fact_stands_in_a_table() -> None:
    """A long one, one without a value and one with signs have the text below the label."""
    facts = (Fact("A", "kort"), Fact("B", ""), Fact("C", "a" * 201), Fact("D", "*"), Fact("E", "e"))
    kinds = [one["type"] for one in card_content(Card("k", "T", facts=facts), NONCE)["body"]]

    rich = "RichTextBlock"
    assert ["TextBlock", "FactSet", rich, rich, rich, rich, rich, "FactSet"] == kinds


@pytest.mark.parametrize("verb", sorted(verbs.ACTS | {verbs.TASKS}))
def test_what_acts_at_once(verb: str) -> None:
    """It changes the card, and where a client does not know how it still comes back."""
    card = Card("k", "T", buttons=(Button("Doe het", press(verb), "primary"),))
    (action,) = actions_in(card_content(card, NONCE))
    data = {"press": press(verb), "nonce": NONCE}

    assert ("Action.Execute", "press", data) == (action["type"], action["verb"], action["data"])
    assert ("Action.Submit", data) == (action["fallback"]["type"], action["fallback"]["data"])
    assert "positive" == action["style"]


@pytest.mark.parametrize("value", [press(verbs.OPEN_CASE), press("melden"), "geen knop van ons"])
def test_what_opens_a_dialog(value: str) -> None:
    """Also a button that this version does not know: the dialog says that it expired."""
    card = Card("k", "T", buttons=(Button("Open het", value),))
    (action,) = actions_in(card_content(card, NONCE))

    assert "Action.Submit" == action["type"]
    assert {"type": "task/fetch"} == action["data"]["msteams"]
    assert value == action["data"]["press"]


def test_buttons_come_in_rows() -> None:
    """What would be cut off beside others has a row of its own, and can be read by pointing."""
    labels = ("Ja", "Nee", "Weet ik niet", "Ga door met de volgende stap", "n" * 60, "Stop")
    card = Card("k", "T", buttons=tuple(Button(one, press("open")) for one in labels))
    content = card_content(card, NONCE)
    rows = [one for one in content["body"] if one["type"] == "ActionSet"]

    assert list(labels) == buttons_in(content)
    assert [["Ja", "Nee", "Weet ik niet"], [labels[3]], [labels[4]], ["Stop"]] == [
        [one["title"] for one in row["actions"]] for row in rows
    ]
    assert [labels[4]] == [one["tooltip"] for one in actions_in(content) if "tooltip" in one]
    assert [6, 1] == [
        len(row["actions"])
        for row in card_content(Card("k", "T", buttons=(Button("a", press("open")),) * 7), NONCE)[
            "body"
        ]
        if row["type"] == "ActionSet"
    ]


def test_mentions() -> None:
    """Who has an account is called on, the other ones are named; a name has no signs in it."""
    content = card_content(
        Card(
            "k",
            "T",
            mentions=(
                Mention("Ans [de] Oude", "s1", "aad-1"),
                Mention("Bo", "s2"),
                Mention("**", "s3", "aad-3"),
            ),
        ),
        NONCE,
    )
    entities = content["msteams"]["entities"]

    assert "<at>Ans de Oude</at>, <at>collega</at>" == content["body"][1]["text"]
    assert ["<at>Ans de Oude</at>", "<at>collega</at>"] == [one["text"] for one in entities]
    assert {"id": "aad-1", "name": "Ans [de] Oude"} == entities[0]["mentioned"]
    assert "Bo" == content["body"][2]["inlines"][0]["text"]


def test_progress_in_squares_and_in_words() -> None:
    """Of a few parts each is drawn, of many only the words are there."""
    few, many = (
        card_content(structs.replace(samples.STEP_ONE, progress=progress), NONCE)
        for progress in (
            Progress(2, 3, "1 van 3 gedaan"),
            Progress(1, 11, "1 van 3 gedaan"),
        )
    )

    assert "■■□1van3gedaan" in shown_words(few)
    assert "•Afsprakenmaken1van3gedaan" in shown_words(many)


def test_the_line_of_a_notification() -> None:
    """It says what kind of card it is and its title, which are empty of content."""
    assert "OEFENING. Te doen: Nieuwe melding 7K3Q" == summary_of(samples.NEW_REPORT)
    assert "T" == summary_of(Card("k", "T"))


def test_the_main_action_comes_before_the_lines() -> None:
    """Nobody has to read to the bottom to find it; the other ones stand below."""
    content = page_dialog(CASE_PAGE, NONCE)["card"]["content"]

    assert ["Er is iets gebeurd", "Corrigeer", "Vorige", "Volgende", "Neem over"] == buttons_in(
        content
    )
    assert {"none"} == {one["associatedInputs"] for one in actions_in(content)}


def test_many_paragraphs_and_items_stand_together() -> None:
    """Each block costs room; nothing of them is lost."""
    texts = tuple(f"regel {number}" for number in range(60))
    content = card_content(Card("k", "T", paragraphs=texts, items=texts), NONCE)

    assert 3 == len(content["body"])
    assert shown_words(content).endswith("•regel59")


def test_the_list_is_turned_over() -> None:
    """Each page says under which heading its items stand, and where the other pages are."""
    first, last = task_list_card(CROWDED_TASKS, NONCE), task_list_card(CROWDED_TASKS, NONCE, 3)
    turning = [one for one in actions_in(first) if one["title"] == "Volgende bladzijde"]

    assert ROWS == buttons_in(first).count("Noteer een gesprek")
    assert Press(verbs.TASKS, "", "2") == decoded(turning[0]["data"]["press"])
    assert "Action.Execute" == turning[0]["type"]
    assert "Nudoen" in shown_words(first)
    assert "Volgtlater" in shown_words(last)
    assert "Bladzijde3van3" in shown_words(last)
    assert "Vorige bladzijde" in buttons_in(last)
    assert task_list_card(CROWDED_TASKS, NONCE, 9) == last
    assert task_list_card(CROWDED_TASKS, NONCE, 0) == first


def test_long_items_make_shorter_pages() -> None:
    """A page is never larger than Teams takes."""
    button = Button("n" * 75, press("doen", "a" * 120))
    items = tuple(Item("€" * 150, "€" * 60, late=True, button=button) for _ in range(ROWS))
    tasks = TaskList("T" * 150, (Section("K" * 150, items),), (button,) * 3)
    first = task_list_card(tasks, NONCE)

    assert [] == faults_in("message", first)
    assert 1 < shown_words(first).count("Telaat") < ROWS


def test_the_list_always_offers_the_ways_in() -> None:
    """Those that it has already stand there once, and an empty list has nothing else."""
    labels = [one.label for one in ALWAYS]

    assert labels == buttons_in(task_list_card(TaskList("Taken", ()), NONCE))
    assert ["Noteer", *labels] == buttons_in(task_list_card(TASKS, NONCE))


@pytest.mark.parametrize("command", LAUNCHES)
def test_a_command_opens_what_it_names(command: str) -> None:
    """Its own button comes first; whatever else is typed gets the ways in and their names."""
    first = {
        "pestmelding": verbs.REPORT,
        "pestprotocol": verbs.PROTOCOL,
        "taken": verbs.TASKS,
        "help": verbs.REPORT,
    }
    action = next(actions_in(launch_card(command, NONCE)))

    assert Press(first[command]).encoded() == action["data"]["press"]
    assert "positive" == action["style"]
    assert launch_summary(command) in titles(launch_card(command, NONCE))
    assert launch_card("help", NONCE) == launch_card("zomaar wat", NONCE)
    assert launch_summary("help") == launch_summary("zomaar wat")


def test_a_text_that_is_too_long_is_not_bounded() -> None:
    """A client would cut it; the answer is checked when it comes in."""
    field = Field("kort", "short_text", "Kort", max_length=3, values=("twaalf",))
    shown = inputs_in(form_dialog(Form("a||", "T", (field,), "Ja"), NONCE))["kort~"]

    assert "twaalf" == shown["value"]
    assert "maxLength" not in shown
