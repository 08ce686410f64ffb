"""Finds what is wrong with how a card is refreshed, which is the same in every card that is."""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

ACTION: Json = {"type": "Action.Execute", "title": "Bijwerken", "verb": "refresh", "data": {}}
PERSON = "29:"
"""How Teams calls a person, to one app."""


def refresh_faults(card: Json) -> Iterator[str]:
    """Gives a line per fault; a card without a refresh has none."""
    if "refresh" not in card:
        return
    refresh = card["refresh"]
    if not isinstance(refresh, dict) or refresh.keys() != {"action", "userIds"}:
        yield "refresh: other keys than an action and for whom"
        return
    if refresh["action"] != ACTION:
        yield "refresh.action: is another one"
    if not isinstance(refresh["userIds"], list) or len(refresh["userIds"]) != 1:
        yield "refresh.userIds: not one person"
    elif not str(refresh["userIds"][0]).startswith(PERSON):
        yield "refresh.userIds: not what Teams calls a person"


def refreshed_for(card: Json) -> list[str]:
    """Gives for whom a card is refreshed: what Teams calls them."""
    found: list[str] = card.get("refresh", {}).get("userIds", [])
    return found
