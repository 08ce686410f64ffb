"""The parts of a card in which something can be filled in or pressed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]
State = dict[str, str]
"""What is filled in, by the id of the input, as the client sends it."""

TEXT, CHOICE, DAY, TOGGLE = "Input.Text", "Input.ChoiceSet", "Input.Date", "Input.Toggle"
INPUTS = frozenset({TEXT, CHOICE, DAY, TOGGLE})

HOLDS = ("body", "items", "columns", "actions", "inlines")
"""The keys under which one element holds others."""

PRESSED = frozenset({"Action.Submit", "Action.Execute"})


def elements_in(card: Json) -> Iterator[Json]:
    """Gives every element and action of a card, from top to bottom, however deep."""
    for name in HOLDS:
        for one in card.get(name, ()):
            if isinstance(one, dict):
                yield one
                yield from elements_in(one)


def inputs_in(card: Json) -> tuple[Json, ...]:
    """Gives everything that can be filled in."""
    return tuple(one for one in elements_in(card) if one.get("type") in INPUTS)


def actions_in(card: Json) -> tuple[Json, ...]:
    """Gives everything that can be pressed."""
    return tuple(one for one in elements_in(card) if one.get("type") in PRESSED)


def input_of(card: Json, name: str) -> Json | None:
    """Finds an input by its id."""
    return next((one for one in inputs_in(card) if one["id"] == name), None)


def data_of(action: Json) -> Json:
    """Gives what an action brings back."""
    data: Json = action.get("data", {})
    return data


def begun(card: Json) -> State:
    """Gives what stands in the inputs before anybody touches them."""
    return {one["id"]: _begun(one) for one in inputs_in(card)}


def _begun(element: Json) -> str:
    value = str(element.get("value", ""))
    return value or (_off(element) if element["type"] == TOGGLE else "")


def _off(element: Json) -> str:
    return str(element.get("valueOff", "false"))


def is_searched(element: Json) -> bool:
    """Says whether its choices come from the app."""
    return "choices.data" in element


def offered(element: Json) -> tuple[str, ...]:
    """Gives the values that a field offers by itself."""
    return tuple(one["value"] for one in element.get("choices", ()))


def filled(element: Json, values: tuple[str, ...]) -> str:
    """Gives what the client sends for these values."""
    if element["type"] == TOGGLE:
        return str(element.get("valueOn", "true")) if values else _off(element)
    if element["type"] == CHOICE and element.get("isMultiSelect", False):
        return ",".join(values)
    (value,) = values or ("",)
    return value


def values_in(element: Json, sent: str) -> tuple[str, ...]:
    """Gives the values of a field from what the client sends; none when it is empty."""
    if element["type"] == TOGGLE:
        return ("ja",) if sent != _off(element) else ()
    if element["type"] == CHOICE and element.get("isMultiSelect", False):
        return tuple(filter(None, sent.split(",")))
    return (sent,) if sent else ()


def unfit(card: Json, state: State) -> tuple[str, ...]:
    """Gives the inputs for which the client holds a card back."""
    return tuple(one["id"] for one in inputs_in(card) if not _fits(one, state[one["id"]]))


def _fits(element: Json, sent: str) -> bool:
    if not values_in(element, sent):
        return not element.get("isRequired", False)
    longest = element.get("maxLength", 0)
    return not longest or len(sent) <= longest
