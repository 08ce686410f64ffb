"""What was filled in in a modal, and where an error stands in it."""

from __future__ import annotations

from typing import Any

from adapters.slack.block_kit import View
from adapters.slack.sheets import COPY, ELSEWHERE, field_in
from flows.forms import NOT_IN_LIST, Answer, FieldError


def answers_in(view: View) -> tuple[Answer, ...]:
    """Gives what was filled in for each field; leaves out what is empty, and texts to copy."""
    filled: dict[str, list[str]] = {}
    for block, elements in view.get("state", {}).get("values", {}).items():
        field, part = field_in(block)
        for action, element in elements.items():
            if action == COPY:
                continue
            values = _values(element)
            if part == ELSEWHERE:
                values = [f"{NOT_IN_LIST}{line}" for line in _lines(values)]
            filled.setdefault(field, []).extend(values)
    return tuple(Answer(field, tuple(values)) for field, values in filled.items() if values)


def errors_by_block(view: View, errors: tuple[FieldError, ...]) -> dict[str, str]:
    """Gives each error at the block of its field; at the last question when the field has none.

    Slack shows an error at a question only. Two that come to stand at one are said together.
    """
    inputs = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    by_field: dict[str, str] = {}
    for block in inputs:
        by_field.setdefault(field_in(block)[0], block)
    found: dict[str, str] = {}
    for error in errors if inputs else ():
        block = by_field.get(error.field, inputs[-1])
        found[block] = f"{found[block]} {error.message}" if block in found else error.message
    return found


def _values(element: dict[str, Any]) -> list[str]:
    """Gives what one element holds, whatever kind it is."""
    chosen = [*(element.get("selected_options") or ()), element.get("selected_option")]
    typed = (element.get("value"), element.get("selected_date"))
    return [
        *(option["value"] for option in chosen if option),
        *(text for text in typed if text),
    ]


def _lines(values: list[str]) -> list[str]:
    return [line.strip() for value in values for line in value.splitlines() if line.strip()]
