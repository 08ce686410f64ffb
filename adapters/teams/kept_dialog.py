"""What stands in the place of a dialog that has no answer yet, so that nothing typed is lost."""

from __future__ import annotations

from adapters.sentences import TOO_SLOW
from adapters.teams.activities import Json
from adapters.teams.adaptive_cards import action_rows, adaptive_card, plain, submit_action
from adapters.teams.dialog import dialog
from adapters.teams.input_ids import (
    AS_IT_IS,
    CHECK,
    COPY,
    ELSEWHERE,
    PEOPLE,
    PERSON,
    SEVERAL,
    field_in,
    person_in,
)
from adapters.teams.page_dialog import page_dialog
from adapters.teams.said import NOT_KEPT, TRY_AGAIN, YOUR_WORDS
from flows.cards import Button
from flows.pages import Page

OURS = frozenset({"form", "carried", "asked", "later", "nonce"})
"""What a form brings back that nobody filled in."""
SHOWN = frozenset({AS_IT_IS, ELSEWHERE})
"""The parts of a question in which somebody may have typed."""
CHOSEN = frozenset({SEVERAL, CHECK, PERSON, PEOPLE})
PERSONS = frozenset({PERSON, PEOPLE})


def kept_dialog(text: str, filled: Json) -> Json:
    """Shows what was filled in in a form that cannot be shown again, with a button to send it.

    What was only chosen travels along with the button. Sending the same form twice counts once.
    """
    typed: list[Json] = []
    data: Json = {}
    for key, value in filled.items():
        _, part = field_in(key) or ("", COPY)
        if key in OURS:
            data[key] = value
        elif isinstance(value, str) and value and part in SHOWN:
            typed.append(_text(key, value))
        elif isinstance(value, str) and value and part in CHOSEN:
            data[key] = _without_names(value) if part in PERSONS else value
    again = action_rows([submit_action(TRY_AGAIN, data)])
    body = (*plain(text, color="Attention", weight="Bolder"), *typed, *again)
    return dialog(NOT_KEPT, adaptive_card(body), "large")


def _text(key: str, value: str) -> Json:
    return {
        "type": "Input.Text",
        "id": key,
        "label": YOUR_WORDS,
        "value": value,
        "isMultiline": True,
        "spacing": "Medium",
    }


def _without_names(value: str) -> str:
    """Leaves the ids of the people who were chosen: no button brings a name along."""
    return ",".join(person_in(one).value for one in value.split(",") if one)


def once_more_dialog(press: str, nonce: str) -> Json:
    """Says that it took too long, with the same button again."""
    page = Page(
        id="",
        title=NOT_KEPT,
        paragraphs=(TOO_SLOW,),
        actions=(Button(TRY_AGAIN, press, "primary"),) if press else (),
    )
    return page_dialog(page, nonce)
