"""Reads protocol.toml into a `Protocol`, and says in Dutch where it has another shape.

Whether the protocol makes sense as a whole is asked in `flows.protocol_checks`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from msgspec import inspect

from flows.nearest_word import meant, or_else
from flows.protocol import Protocol
from flows.protocol_lines import with_lines
from flows.text_bytes import NotUtf8, text_of
from flows.toml_faults import in_dutch

PART_NAMES = {
    "roles": "rol",
    "ladders": "ladder",
    "rungs": "trede",
    "gates": "voorwaarde",
    "tracks": "spoor",
    "intake": "melding",
    "steps": "scherm",
    "stages": "stap",
    "subflows": "deeltraject",
    "actions": "actie",
    "records": "Magister-tekst",
    "questions": "vraag",
    "suggests": "voorstel",
    "transitions": "overgang",
    "notices": "bericht",
    "aftercare": "nazorg",
}
"""What a part of a protocol is called when its place is told."""


class OtherShape(Exception):
    """Dit bestand heeft niet de vorm van een protocol."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


_STEP = re.compile(r"\.(?P<field>\w+)|\[(?P<index>[0-9]+)\]")
_PATH = re.compile(r" - at `\$(?P<path>.*)`$")

_SAID = (
    (r"Object contains unknown field `(.*)`", "het veld ‘{0}’ bestaat niet.{or_else}"),
    (r"Object missing required field `(.*)`", "het veld ‘{0}’ ontbreekt. Vul het in."),
    (r"Invalid enum value '(.*)'", "‘{0}’ kan hier niet.{meant} Kies uit: {choices}."),
    (r"Expected `str.*`, got .*", "zet de waarde tussen aanhalingstekens."),
    (r"Expected `bool`, got .*", "vul true (ja) of false (nee) in, zonder aanhalingstekens."),
    (r"Expected `int`, got .*", "vul een heel getal in, zonder aanhalingstekens."),
    (r"Expected `array`, got .*", "maak er een lijst van, tussen [ en ]."),
    (r"Expected `object.*`, got .*", "maak er een eigen blok van, met namen en waarden."),
    (r".*", "deze waarde wordt niet begrepen."),
)
"""What msgspec says, and how a person reads it."""


def read_shape(content: bytes) -> Protocol:
    """Reads the file; unknown keys are refused. Raises OtherShape with the first fault."""
    try:
        text = text_of(content)
    except NotUtf8 as error:
        raise OtherShape(str(error)) from None
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise OtherShape(in_dutch(str(error), text)) from None
    try:
        return shaped(written)
    except OtherShape as other:
        (fault,) = with_lines((other.fault,), text, PART_NAMES)
        raise OtherShape(fault) from None


def shaped(written: dict[str, Any]) -> Protocol:
    """Makes a protocol of what a TOML file held. Raises OtherShape with the first fault."""
    try:
        return msgspec.convert(written, Protocol)
    except msgspec.ValidationError as error:
        raise OtherShape(_in_dutch(str(error), written)) from None


def _in_dutch(message: str, written: dict[str, Any]) -> str:
    """Turns what msgspec says about `$.stages[2].actions[0]` into a Dutch line."""
    path = _PATH.search(message)
    said = _PATH.sub("", message)
    steps = tuple(
        step["field"] or int(step["index"]) for step in _STEP.finditer(path["path"] if path else "")
    )
    where = ", ".join(_places(steps, written))
    return f"{where}: {_fault(said, steps)}" if where else _fault(said, steps)


def _fault(said: str, steps: tuple[str | int, ...]) -> str:
    known = tuple(_known(steps))
    words, named = next(
        (words, match.groups())
        for pattern, words in _SAID
        if (match := re.fullmatch(pattern, said, re.DOTALL)) is not None
    )
    name = "".join(named)
    choices = ", ".join(known)
    return words.format(
        *named, or_else=or_else(name, known), meant=meant(name, known), choices=choices
    )


def _places(steps: Iterable[str | int], written: dict[str, Any]) -> Iterator[str]:
    """Names each part on the way to a fault by its own id, or else by its number."""
    here: Any = written
    part = ""
    for step in steps:
        here = here[step] if isinstance(step, int) else here.get(step)
        if isinstance(step, str):
            part = PART_NAMES.get(step, f"veld {step}")
            if not isinstance(here, list):
                yield part
        else:
            name = here.get("id") if isinstance(here, dict) else None
            word = str(written.get("stage_word", part)) if part == PART_NAMES["stages"] else part
            yield f"{word} {name if isinstance(name, str) else step + 1}"


def _within(here: inspect.Type, step: str | int) -> inspect.Type:
    """Gives the type of a field of a struct or of an item of a list, None left out."""
    if isinstance(here, inspect.StructType):
        inside = next(field.type for field in here.fields if field.encode_name == step)
    else:
        inside = here.item_type if isinstance(here, inspect.VarTupleType) else here
    if isinstance(inside, inspect.UnionType):
        return next(one for one in inside.types if not isinstance(one, inspect.NoneType))
    return inside


def _known(steps: Iterable[str | int]) -> Iterator[str]:
    """Gives the fields, or the values to choose from, at the place of a fault."""
    here = inspect.type_info(Protocol)
    for step in steps:
        here = _within(here, step)
    if isinstance(here, inspect.StructType):
        yield from (field.encode_name for field in here.fields)
    elif isinstance(here, inspect.LiteralType):
        yield from (str(value) for value in here.values)
