"""The parts of a view in which something can be filled in, and the shape of their state.

The shapes are those of `view.state.values` in Slack's block_actions and view_submission payloads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

Element = dict[str, Any]
Block = dict[str, Any]
State = dict[str, dict[str, dict[str, Any]]]
"""What is filled in, by block id and action id."""


def _chosen(name: str, initial: str, empty: object) -> Callable[[Element], dict[str, Any]]:
    return lambda element: {name: element.get(initial, empty)}


def _several(element: Element) -> dict[str, Any]:
    return {"selected_options": list(element.get("initial_options", ()))}


INITIAL: dict[str, Callable[[Element], dict[str, Any]]] = {
    "plain_text_input": _chosen("value", "initial_value", None),
    "static_select": _chosen("selected_option", "initial_option", None),
    "external_select": _chosen("selected_option", "initial_option", None),
    "radio_buttons": _chosen("selected_option", "initial_option", None),
    "multi_static_select": _several,
    "multi_external_select": _several,
    "checkboxes": _several,
    "datepicker": _chosen("selected_date", "initial_date", None),
}
"""What stands in an element that nobody touched."""

SEVERAL = frozenset({"multi_static_select", "multi_external_select", "checkboxes"})
ONE = frozenset({"static_select", "external_select", "radio_buttons"})
SEARCHED = frozenset({"external_select", "multi_external_select"})


def parts_of(block: Block) -> Iterator[Element]:
    """Gives the elements of a block that can be pressed or filled in."""
    if block["type"] == "input":
        yield block["element"]
    elif block["type"] == "actions":
        yield from block["elements"]
    elif block["type"] == "section" and "accessory" in block:
        yield block["accessory"]


def buttons_in(blocks: list[Block]) -> Iterator[tuple[Block, Element]]:
    """Gives every button with the block it stands in."""
    for block in blocks:
        for part in parts_of(block):
            if part["type"] == "button":
                yield block, part


def fields_in(blocks: list[Block]) -> Iterator[tuple[Block, Element]]:
    """Gives everything that can be filled in with the block it stands in."""
    for block in blocks:
        for part in parts_of(block):
            if part["type"] in INITIAL:
                yield block, part


def filled_state(blocks: list[Block], before: State) -> State:
    """Gives the state of a view that takes the place of another one.

    What stands in an element stays when its block and action are called the same, as in the real
    client; a choice that is no longer offered does not.
    """
    state: State = {}
    for block, element in fields_in(blocks):
        kind, action = element["type"], element["action_id"]
        kept = before.get(block["block_id"], {}).get(action)
        if kept is None or kept["type"] != kind or not _is_offered(element, kept):
            kept = {"type": kind, **INITIAL[kind](element)}
        state.setdefault(block["block_id"], {})[action] = kept
    return state


def is_empty(value: dict[str, Any]) -> bool:
    """Says whether nothing is filled in."""
    return not any(filled for name, filled in value.items() if name != "type")


def option_of(element: Element, value: str) -> dict[str, Any] | None:
    """Finds what an element offers under a value."""
    for option in element.get("options", ()):
        if option["value"] == value:
            return dict(option)
    return None


def _is_offered(element: Element, kept: dict[str, Any]) -> bool:
    if element["type"] in SEARCHED or element["type"] not in SEVERAL | ONE:
        return True
    chosen = kept["selected_options"] if element["type"] in SEVERAL else [kept["selected_option"]]
    return all(one is None or option_of(element, one["value"]) is not None for one in chosen)
