"""What stands in the place of a dialog that has no answer yet, so that nothing typed is lost."""

from __future__ import annotations

from adapters.sentences import TOO_SLOW
from adapters.teams.activities import Json
from adapters.teams.page_dialog import page_dialog
from adapters.teams.said import NOT_KEPT, TRY_AGAIN, YOUR_WORDS
from adapters.teams.said_dialog import said_dialog
from flows.cards import Button
from flows.pages import Page
from flows.ports import Say

OURS = frozenset({"press", "form", "carried", "asked", "nonce", "msteams"})
"""What a dialog brings back that nobody filled in."""


def kept_dialog(text: str, filled: Json) -> Json:
    """Shows what was typed in a form that cannot be shown again, with a button to submit it again.

    Submitting the same form twice counts once.
    """
    typed = {key: value for key, value in filled.items() if is_typed(key, value)}
    said = said_dialog(Say(text, "refused"))
    content = said["card"]["content"]
    inputs = [
        {"type": "Input.Text", "id": key, "label": YOUR_WORDS, "value": value, "isMultiline": True}
        for key, value in typed.items()
    ]
    again = {
        "type": "Action.Submit",
        "title": TRY_AGAIN,
        "data": {key: value for key, value in filled.items() if key not in typed},
    }
    whole = {**content, "body": [*content["body"], *inputs], "actions": [again]}
    return {**said, "title": NOT_KEPT, "card": {**said["card"], "content": whole}}


def is_typed(key: str, value: object) -> bool:
    """Says whether something that came back is a text of somebody, and no choice or id."""
    return key not in OURS and isinstance(value, str) and len(value.split()) > 1


def once_more_dialog(press: str, nonce: str) -> Json:
    """Says that it took too long, with the same button again."""
    page = Page(
        id="",
        title=NOT_KEPT,
        paragraphs=(TOO_SLOW,),
        actions=(Button(TRY_AGAIN, press, "primary"),) if press else (),
    )
    return page_dialog(page, nonce)
