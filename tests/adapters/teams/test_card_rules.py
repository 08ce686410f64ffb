"""The rules find each fault that is put into a message or dialog that Teams would take."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from adapters.teams.card_content import card_content
from adapters.teams.form_dialog import form_dialog
from adapters.teams.page_dialog import page_dialog
from tests.adapters.sample_models import CHOICES
from tests.adapters.samples import CALLING, CASE_PAGE, EVERY_FIELD, NEW_REPORT, STEP_ONE
from tests.adapters.teams.card_rules import Kind, elements_in, faults_in

Json = dict[str, Any]
Change = Callable[[Json], object]
NONCE = "n0nce"

SOUND: dict[str, tuple[Kind, Json]] = {
    "card": ("message", card_content(NEW_REPORT, NONCE)),
    "steps": ("message", card_content(STEP_ONE, NONCE)),
    "calling": ("message", card_content(CALLING, NONCE)),
    "own": ("message", card_content(NEW_REPORT, NONCE, "29:1bSnHZ")),
    "form": ("dialog", form_dialog(EVERY_FIELD, NONCE)),
    "choices": ("dialog", form_dialog(CHOICES, NONCE)),
    "page": ("dialog", page_dialog(CASE_PAGE, NONCE)),
}


def of_type(payload: Json, kind: str, number: int = 0) -> Json:
    """Finds an element of a kind."""
    return [one for one in elements_in(payload) if one["type"] == kind][number]


def having(kind: str, /, *, number: int = 0, **values: object) -> Change:
    """Makes a change of an element of a kind."""
    return lambda payload: of_type(payload, kind, number).update(values)


def without(kind: str, key: str, number: int = 0) -> Change:
    """Takes a key out of an element of a kind."""
    return lambda payload: of_type(payload, kind, number).pop(key)


def within(kind: str, key: str, **values: object) -> Change:
    """Makes a change of what an element of a kind holds."""
    return lambda payload: of_type(payload, kind)[key].update(values)


def with_element(element: Json) -> Change:
    """Puts an element at the end of a card."""
    return lambda payload: of_type(payload, "AdaptiveCard")["body"].append(element)


def run(text: str, **more: object) -> Json:
    """A paragraph."""
    return {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": text, **more}]}


SUBMIT: Json = {
    "type": "Action.Submit",
    "title": "a",
    "data": {"press": "open|7K3Q|", "nonce": "n"},
}

FAULTS: dict[str, tuple[str, Change, str]] = {
    "another version": ("card", having("AdaptiveCard", version="1.6"), "not an AdaptiveCard 1.5"),
    "unknown root key": ("card", having("AdaptiveCard", speak="a"), "speak is unknown"),
    "empty body": ("form", having("AdaptiveCard", body=[]), "body: empty"),
    "newer element": ("card", with_element({"type": "Table"}), "Table is unknown"),
    "typing mistake": ("card", having("TextBlock", wrapp=True), "wrapp is unknown"),
    "no wrap": ("card", without("TextBlock", "wrap"), "wrap is not true"),
    "wrap off": ("card", having("TextBlock", wrap=False), "wrap is not true"),
    "wrap as text": ("card", having("TextBlock", wrap="true"), "wrap is not true or false"),
    "title style": ("card", having("TextBlock", style="columnHeader"), "style 'columnHeader'"),
    "no title": ("card", without("TextBlock", "style"), "the first TextBlock is no title"),
    "empty text": ("card", having("TextBlock", text=" "), "empty"),
    "text is a number": ("card", having("TextBlock", text=5), "not a text"),
    "half a character": ("card", having("TextBlock", text="\ud83d"), "half a character"),
    "markdown": ("card", having("TextBlock", text="a *b*"), "not escaped"),
    "markdown behind an escape": ("card", having("TextBlock", text="a \\\\*b"), "not escaped"),
    "a list": ("card", having("TextBlock", text="1. a"), "not escaped"),
    "colour": ("card", having("TextRun", color="Red"), "color 'Red' is unknown"),
    "size": ("card", having("TextBlock", size="Huge"), "size 'Huge' is unknown"),
    "no inlines": ("card", having("RichTextBlock", inlines=[]), "inlines: empty"),
    "no run": ("card", having("TextRun", type="Image"), "Image is unknown"),
    "empty run": ("card", having("TextRun", text=""), "empty"),
    "nothing to read": ("card", with_element(run(" ")), "nothing to read"),
    "a filled-in date": ("card", with_element(run("{{DATE(x)}}")), "a client fills this in"),
    "no facts": ("card", having("FactSet", facts=[]), "facts: empty"),
    "fact without value": ("card", having("FactSet", facts=[{"title": "a"}]), "value is missing"),
    "fact with markdown": (
        "card",
        having("FactSet", facts=[{"title": "a", "value": "[b](c)"}]),
        "not escaped",
    ),
    "container style": ("page", having("Container", style="good"), "style 'good'"),
    "empty container": ("page", having("Container", items=[]), "items: empty"),
    "no actions": ("card", having("ActionSet", actions=[]), "not 1 to 6"),
    "seven actions": ("card", having("ActionSet", actions=[SUBMIT] * 7), "not 1 to 6"),
    "action kind": (
        "card",
        having("ActionSet", actions=[{"type": "Action.OpenUrl"}]),
        "Action.OpenUrl is unknown",
    ),
    "opens nothing": ("card", having("ActionSet", actions=[SUBMIT]), "opens nothing"),
    "action style": ("form", having("Action.Submit", style="primary"), "style: unknown"),
    "action without data": ("form", without("Action.Submit", "data"), "data is missing"),
    "data is a text": ("form", having("Action.Submit", data="a"), "data: is missing"),
    "no press": ("page", within("Action.Submit", "data", press="x"), "not a press"),
    "more data": ("page", within("Action.Submit", "data", name="Noor"), "name is unknown"),
    "no nonce": ("page", within("Action.Submit", "data", nonce=""), "nonce: empty"),
    "msteams": (
        "card",
        lambda payload: [
            one["data"].update(msteams={"type": "x"})
            for one in elements_in(payload)
            if one["type"] == "Action.Submit"
        ],
        "msteams: unknown",
    ),
    "opens over a dialog": (
        "page",
        within("Action.Submit", "data", msteams={"type": "task/fetch"}),
        "does not submit the dialog",
    ),
    "input in a message": (
        "card",
        with_element({"type": "Input.Text", "id": "a~", "label": "a"}),
        "an input in a message",
    ),
    "no label": ("form", without("Input.Text", "label"), "label is missing"),
    "input id": ("form", having("Input.Text", id="press"), "a key of our own"),
    "same id": ("form", having("Input.Text", id="dag~"), "2 times"),
    "no errorMessage": ("form", without("Input.Date", "errorMessage"), "errorMessage is missing"),
    "empty value": ("form", having("Input.Text", value=""), "value: empty"),
    "too long": ("form", having("Input.Text", value="a" * 11), "longer than maxLength"),
    "maxLength": ("form", having("Input.Text", maxLength=0), "maxLength: 0"),
    "no date": ("form", having("Input.Date", value="23-11-2026"), "no date"),
    "toggle": ("form", having("Input.Toggle", value="misschien"), "neither on nor off"),
    "toggle wrap": ("form", having("Input.Toggle", wrap=False), "wrap is not true"),
    "choice style": ("form", having("Input.ChoiceSet", style="radio"), "style: 'radio'"),
    "choices wrap": ("form", having("Input.ChoiceSet", wrap=False), "wrap is not true"),
    "no choices": ("form", having("Input.ChoiceSet", choices=[]), "0, at most 100"),
    "comma": (
        "form",
        having("Input.ChoiceSet", choices=[{"title": "a", "value": "a,b"}]),
        "has a comma",
    ),
    "choice with markdown": (
        "form",
        having("Input.ChoiceSet", choices=[{"title": "_a_", "value": "b"}]),
        "not escaped",
    ),
    "choice twice": (
        "form",
        having("Input.ChoiceSet", choices=[{"title": "a", "value": "b"}] * 2),
        "2 times",
    ),
    "no such choice": ("form", having("Input.ChoiceSet", value="x"), "is no choice"),
    "two of one": ("form", having("Input.ChoiceSet", value="a,b"), "more than one"),
    "no query": ("form", without("Input.ChoiceSet", "choices.data", 3), "choices.data is missing"),
    "another query": (
        "form",
        lambda one: of_type(one, "Input.ChoiceSet", 3)["choices.data"].update(dataset="graph"),
        "choices.data: unknown",
    ),
    "mention of nobody": ("calling", within("AdaptiveCard", "msteams", entities=[]), "not those"),
    "wide card": ("calling", within("AdaptiveCard", "msteams", width="Full"), "width is unknown"),
    "half a refresh": ("own", lambda one: one["refresh"].pop("userIds"), "refresh: other keys"),
    "another refresh": (
        "own",
        lambda one: one["refresh"]["action"].update(verb="press"),
        "refresh.action: is another",
    ),
    "two people": ("own", lambda one: one["refresh"].update(userIds=["29:a", "29:b"]), "not one"),
    "another name": ("own", lambda one: one["refresh"].update(userIds=["a"]), "not what Teams"),
    "a dialog that is refreshed": (
        "form",
        lambda one: of_type(one, "AdaptiveCard").update(refresh={}),
        "card: refresh is unknown",
    ),
    "too large": ("card", with_element(run("a" * 12_000)), "bytes of utf-16-le"),
    "too large for us": ("card", with_element(run("€" * 7000)), "bytes of utf-8"),
    "dialog too large": ("form", with_element(run("a" * 40_000)), "bytes of utf-16-le"),
    "no title of a dialog": ("form", lambda one: one.update(title=""), "title: empty"),
    "long title": ("form", lambda one: one.update(title="a" * 25), "longer than 24"),
    "height": ("form", lambda one: one.update(height="huge"), "height or width"),
    "attachment": ("form", lambda one: one["card"].update(contentType="x"), "no Adaptive Card"),
}


@pytest.mark.parametrize(("sample", "change", "said"), FAULTS.values(), ids=FAULTS)
def test_each_fault_is_found(sample: str, change: Change, said: str) -> None:
    """And what it is put into has none of its own."""
    kind, sound = SOUND[sample]
    payload = copy.deepcopy(sound)
    change(payload)
    found = faults_in(kind, payload)

    assert [] == faults_in(kind, sound)
    assert any(said in fault for fault in found), found


EXECUTES: dict[str, tuple[Change, str]] = {
    "verb": (having("Action.Execute", verb="x"), "'x' is unknown"),
    "no fallback": (having("Action.Execute", fallback="drop"), "no Action.Submit"),
    "another fallback": (
        lambda one: of_type(one, "Action.Execute")["fallback"]["data"].update(nonce="m"),
        "brings back something else",
    ),
    "style of a fallback": (
        lambda one: of_type(one, "Action.Execute")["fallback"].update(style="x"),
        "fallback.style: unknown",
    ),
}


@pytest.mark.parametrize(("change", "said"), EXECUTES.values(), ids=EXECUTES)
def test_each_fault_of_a_button_that_acts_is_found(change: Change, said: str) -> None:
    """It must do the same on a client that does not know it."""
    data = {"press": "oppakken|7K3Q|", "nonce": "n"}
    submit = {"type": "Action.Submit", "title": "a", "data": dict(data)}
    acts = {
        "type": "Action.Execute",
        "title": "a",
        "verb": "press",
        "data": data,
        "fallback": submit,
    }
    payload = copy.deepcopy(SOUND["card"][1])
    of_type(payload, "ActionSet")["actions"] = [acts]
    sound = faults_in("message", payload)
    change(payload)
    found = faults_in("message", payload)

    assert [] == sound
    assert any(said in fault for fault in found), found
