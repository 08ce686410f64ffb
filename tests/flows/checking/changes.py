"""Changes of a protocol as it was written, and what is said about them."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from flows.protocol_checks import faults_in
from flows.protocol_shape import shaped
from tests.definitions import STAPPENPLAN, files_of

Written = dict[str, Any]
"""A TOML file as it was read, before it has a shape."""


class Broken(NamedTuple):
    """A change of the shipped protocol, and the line that tells about it."""

    change: Callable[[Written], object]
    said: str


def stage(written: Written, name: str) -> Written:
    """Finds a stage of a protocol as it was written."""
    return next(one for one in written["stages"] if one["id"] == name)


def part(written: Written, name: str, kind: str, part_id: str) -> Written:
    """Finds an action, record, question, transition or notice of a stage."""
    return next(one for one in stage(written, name)[kind] if one["id"] == part_id)


def having(name: str, kind: str, part_id: str, /, **values: object) -> Callable[[Written], object]:
    """Makes a change of a part of a stage."""
    return lambda written: part(written, name, kind, part_id).update(values)


def in_subflow(part_id: str, /, **values: object) -> Callable[[Written], object]:
    """Makes a change of an action of the support group."""

    def change(written: Written) -> None:
        actions = written["subflows"][0]["actions"]
        next(one for one in actions if one["id"] == part_id).update(values)

    return change


def in_list(kind: str, number: int, /, **values: object) -> Callable[[Written], object]:
    """Makes a change of a role, ladder or gate."""
    return lambda written: written[kind][number].update(values)


def in_part(kind: str, /, **values: object) -> Callable[[Written], object]:
    """Makes a change of the intake or the aftercare."""
    return lambda written: written[kind].update(values)


def asked(question: str, /, **values: object) -> Callable[[Written], object]:
    """Makes a change of a question of the report."""

    def change(written: Written) -> None:
        for step in written["intake"]["steps"]:
            for one in step["questions"]:
                if one["id"] == question:
                    one.update(values)

    return change


def unasked(question: str) -> Callable[[Written], object]:
    """Takes a question out of the report."""

    def change(written: Written) -> None:
        for step in written["intake"]["steps"]:
            step["questions"] = [one for one in step["questions"] if one["id"] != question]

    return change


def suggesting(answer: str, transition: str) -> list[dict[str, str]]:
    """What a question suggests, as it is written."""
    return [{"answer": answer, "transition": transition}]


def written_as(folder: Path) -> Written:
    """Reads the data of a protocol, to be broken."""
    return tomllib.loads(files_of(folder).protocol.decode())


def only_told(broken: Broken) -> list[str]:
    """Gives the faults of the broken protocol that begin with the expected line."""
    written = written_as(STAPPENPLAN)
    broken.change(written)
    return [fault for fault in faults_in(shaped(written)) if fault.startswith(broken.said)]
