"""Cards that Teams takes, and faults planted in them that it refuses or that lose something."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from flows.presses import Press
from tests.adapters.teams.card_rules import Kind
from tests.e2e.planting import Change, Json, planted, put, without

DATA: Json = {"press": Press("open", "7K3Q").encoded(), "nonce": "0123456789abcdef"}
SUBMIT: Json = {"type": "Action.Submit", "title": "Pak dit op", "data": DATA}
EXECUTE: Json = {**SUBMIT, "type": "Action.Execute", "verb": "press", "fallback": SUBMIT}
DIALOG: Json = {
    "type": "Action.Submit",
    "title": "Open de melding",
    "data": {**DATA, "msteams": {"type": "task/fetch"}},
}


def _card(body: list[Json], actions: list[Json]) -> Json:
    return {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.5",
        "body": [*body, {"type": "ActionSet", "actions": actions}],
    }


def _input(kind: str, name: str, **more: object) -> Json:
    needed = {"isRequired": True, "errorMessage": "Vul dit in."}
    return {"type": kind, "id": f"{name}~", "label": "Wat zag je?", **needed, **more}


def _choice(value: str) -> Json:
    return {"title": f"Optie {value}", "value": value}


REFRESH: Json = {"type": "Action.Execute", "title": "Bijwerken", "verb": "refresh", "data": {}}
CARD = _card(
    [
        {
            "type": "TextBlock",
            "text": "Nieuw: melding 7K3Q",
            "wrap": True,
            "style": "heading",
            "size": "Large",
            "weight": "Bolder",
        },
        {"type": "FactSet", "facts": [{"title": "Uiterlijk", "value": "maandag 30 november"}]},
        {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": "Een melding."}]},
    ],
    [EXECUTE, DIALOG],
) | {"refresh": {"action": REFRESH, "userIds": ["29:1bSnHZ7Js2STWrgk6"]}}
FORM = _card(
    [
        {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": "Deel 1 van 3"}]},
        _input("Input.Text", "gezien", isMultiline=True, maxLength=2000),
        _input(
            "Input.ChoiceSet",
            "soort",
            style="expanded",
            isMultiSelect=False,
            wrap=True,
            choices=[_choice("a"), _choice("b")],
        ),
        _input(
            "Input.ChoiceSet",
            "wie",
            **{
                "style": "filtered",
                "isMultiSelect": True,
                "placeholder": "Typ een deel van de naam",
                "choices": [],
                "choices.data": {"type": "Data.Query", "dataset": "pupil"},
            },
        ),
        _input("Input.Date", "dag", value="2026-11-23", placeholder="Kies een dag"),
        _input(
            "Input.Toggle",
            "zeker",
            title="Ja",
            valueOn="ja",
            valueOff="nee",
            value="nee",
            wrap=True,
        ),
    ],
    [
        {
            "type": "Action.Submit",
            "title": "Ga verder",
            "style": "positive",
            "data": {
                "form": Press("report").encoded(),
                "carried": "",
                "asked": [],
                "later": [],
                "nonce": "0123456789abcdef",
            },
        }
    ],
)
SOUND: dict[Kind, Json] = {"message": CARD, "dialog": FORM}
"""The cards themselves; `as_sent` gives a dialog as it travels."""


def as_sent(kind: Kind, card: Json) -> Json:
    """Gives a card as `card_rules` takes it."""
    if kind == "message":
        return card
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "content": card}
    return {"title": "Pestmelding", "height": "large", "width": "medium", "card": attachment}


class Planted(NamedTuple):
    """A fault, and where it is planted."""

    what: str
    kind: Kind
    change: Change

    def card(self) -> Json:
        """Gives a sound card with this one fault in it."""
        return planted(SOUND[self.kind], self.change)


def _of_message() -> Iterator[tuple[str, Change]]:
    title, facts, text = (("body", n) for n in range(3))
    buttons, act = ("body", 3, "actions"), ("body", 3, "actions", 0)
    yield "a version that does not exist", put("version", to="1.9")
    yield "a card of another type", put("type", to="Card")
    yield "a key with a typing error", put("boddy", to=[])
    yield "a key of an element with a typing error", put(*title, "warp", to=True)
    yield "a size that does not exist", put(*title, "size", to="Huge")
    yield "a colour that does not exist", put(*title, "color", to="red")
    yield "wrap as a word", put(*title, "wrap", to="yes")
    yield "a text that is none", put(*title, "text", to=7)
    yield "an element that does not exist", put(*title, "type", to="Heading")
    yield "an element of a later version", put(*text, to={"type": "Carousel", "pages": []})
    yield "a badge, which only Teams has", put(*text, to={"type": "Badge", "text": "OEFENING"})
    yield "a fact without a value", without(*facts, "facts", 0, "value")
    yield "a fact with a typing error", put(*facts, "facts", 0, "titel", to="Wie")
    yield "a piece of text of another type", put(*text, "inlines", 0, "type", to="Run")
    yield "seven buttons", put(*buttons, to=[DIALOG] * 7)
    yield "a button that does not exist", put(*act, "type", to="Action.Post")
    yield "a style of a button that does not exist", put(*act, "style", to="primary")
    yield "a fallback that does not exist", put(*act, "fallback", "type", to="Action.Post")
    yield "a verb that is no word", put(*act, "verb", to=7)
    yield "a refresh with a typing error", put("refresh", "userId", to=["29:1bSnHZ7Js2STWrgk6"])
    yield (
        "a refresh by another kind of button",
        put("refresh", "action", "type", to="Action.Submit"),
    )
    yield "a refresh for one who is no text", put("refresh", "userIds", to=[7])


def _of_dialog() -> Iterator[tuple[str, Change]]:
    text, choice, search, day, toggle = (("body", n) for n in range(1, 6))
    yield "a question without an id", without(*text, "id")
    yield "two questions of one id", put(*choice, "id", to="gezien~")
    yield "a needed question without a label", without(*text, "label")
    yield "a needed question without words for when it is empty", without(*text, "errorMessage")
    yield "a length that is no number", put(*text, "maxLength", to="2000")
    yield "a key of a later version", put(*text, "labelPosition", to="above")
    yield "nothing to choose from", put(*choice, "choices", to=[])
    yield "a choice without a value", without(*choice, "choices", 0, "value")
    yield "a style of a choice that does not exist", put(*choice, "style", to="radio")
    yield "a search without a source", without(*search, "choices.data")
    yield "a source with a typing error", put(*search, "choices.data", "datset", to="pupil")
    yield "a source of another type", put(*search, "choices.data", "type", to="Query")
    yield "a day that is none", put(*day, "value", to=20261123)
    yield "a box without words", without(*toggle, "title")
    yield "a box that is on by a word of its own", put(*toggle, "value", to=True)
    yield "a question that is none", put(*text, "type", to="Input.Line")


OF: dict[Kind, Callable[[], Iterator[tuple[str, Change]]]] = {
    "message": _of_message,
    "dialog": _of_dialog,
}
PLANTED = tuple(Planted(what, kind, change) for kind, of in OF.items() for what, change in of())
