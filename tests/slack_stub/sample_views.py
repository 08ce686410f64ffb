"""Small views and messages by which the local Slack is tested."""

from __future__ import annotations

from typing import Any


def plain(text: str) -> dict[str, Any]:
    """A text without markup."""
    return {"type": "plain_text", "text": text, "emoji": False}


def option(value: str) -> dict[str, Any]:
    """A choice."""
    return {"text": plain(value.upper()), "value": value}


def asked(block_id: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:  # noqa: ANN401 - what a wire holds
    """A field."""
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain("Vraag"),
        "element": {"action_id": "answers", **element},
        **more,
    }


def choice(block_id: str = "keuze", *values: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - what a wire holds
    """A choice between a few."""
    options = [option(one) for one in values or ("een", "twee")]
    return asked(block_id, {"type": "radio_buttons", "options": options}, **more)


def text(block_id: str = "tekst", **more: Any) -> dict[str, Any]:  # noqa: ANN401 - what a wire holds
    """A text to type."""
    return asked(block_id, {"type": "plain_text_input", "max_length": 10}, **more)


def button(value: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - wire JSON
    """A block with one button."""
    pressable = {
        "type": "button",
        "action_id": f"press:{value}",
        "text": plain("Druk"),
        "value": value,
    }
    return {"type": "actions", "block_id": f"knop-{value}", "elements": [{**pressable, **more}]}


def modal(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:  # noqa: ANN401 - wire JSON
    """A modal to submit."""
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain("Formulier"),
        "submit": plain("Verstuur"),
        "close": plain("Sluit"),
        "blocks": list(blocks) or [choice(), text()],
        **more,
    }


def home(*blocks: dict[str, Any]) -> dict[str, Any]:
    """A Home tab."""
    said = {"type": "section", "text": plain("Je taken")}
    return {"type": "home", "blocks": [said, *blocks]}


def message(channel: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - wire JSON
    """The arguments of a message."""
    return {
        "channel": channel,
        "text": "Er staat een stap klaar.",
        "blocks": [{"type": "section", "text": plain("Er staat een stap klaar.")}, button("open")],
        "unfurl_links": False,
        "unfurl_media": False,
        **more,
    }
