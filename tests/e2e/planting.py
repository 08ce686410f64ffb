"""Changes to a payload that is sound, each of which plants one fault in it."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

Json = dict[str, Any]
Change = Callable[[Json], object]


def planted(sound: Json, change: Change) -> Json:
    """Gives a sound payload with this one fault in it."""
    payload = deepcopy(sound)
    change(payload)
    return payload


def _at(payload: Json, path: tuple[str | int, ...]) -> Any:  # noqa: ANN401 - wire JSON
    place: Any = payload
    for step in path:
        place = place[step]
    return place


def put(*path: str | int, to: object) -> Change:
    """Puts a value somewhere in a payload."""

    def change(payload: Json) -> None:
        _at(payload, path[:-1])[path[-1]] = to

    return change


def without(*path: str | int) -> Change:
    """Takes something out of a payload."""

    def change(payload: Json) -> None:
        del _at(payload, path[:-1])[path[-1]]

    return change
