"""What a client of Teams shows of a card, and what it sends when a button is pressed."""

import re
from typing import Any

from tests.adapters.teams.card_rules import actions_in, elements_in

Json = dict[str, Any]

PUNCTUATION = re.compile(r"\\([!-/:-@\[-`{-~])")


def unescaped(text: str) -> str:
    """Gives a text with Markdown as a client shows it."""
    return PUNCTUATION.sub(r"\1", text)


def squeezed(text: str) -> str:
    """Gives a text without white space."""
    return "".join(text.split())


def shown_words(card: Json) -> str:
    """Gives all that can be read on a card, without white space."""
    words: list[str] = []
    for one in elements_in(card["body"]):
        kind = one["type"]
        words += [unescaped(one["text"])] if kind == "TextBlock" else []
        words += [one["text"]] if kind == "TextRun" else []
        words += [
            one[key] for key in ("label", "value") if kind.startswith("Input.") and key in one
        ]
        words += [unescaped(choice["title"]) for choice in one.get("choices", ())]
        words += [part for fact in one.get("facts", ()) for part in fact.values()]
        words += [one["title"]] if kind.startswith("Action.") else []
    return squeezed("".join(words))


def inputs_in(card: Json) -> dict[str, Json]:
    """Gives every input by its id."""
    return {one["id"]: one for one in elements_in(card) if one["type"].startswith("Input.")}


def buttons_in(card: Json) -> list[str]:
    """Gives the words on the buttons, from top to bottom."""
    return [one["title"] for one in actions_in(card)]


def as_sent(value: Json, **filled: str) -> Json:
    """Gives what Teams sends of a dialog; `filled` are the inputs that somebody changed."""
    card = value["card"]["content"]
    submit = next(one for one in actions_in(card) if "form" in one["data"])
    stands = {name: one.get("value", "") for name, one in inputs_in(card).items()}
    data: Json = {**stands, **filled, **submit["data"]}
    return data
