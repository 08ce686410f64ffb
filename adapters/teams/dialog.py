"""What every dialog in Teams is: a title, a size and a card."""

from __future__ import annotations

from typing import Literal

from adapters.teams.adaptive_cards import Json, attachment

Height = Literal["small", "medium", "large"]


def dialog(title: str, content: Json, height: Height) -> Json:
    """Gives the value of a `continue`; a phone shows every dialog over its whole screen."""
    return {"title": title, "height": height, "width": "medium", "card": attachment(content)}
