"""The fictional school that the conversations are played in, made once for all of them."""

from __future__ import annotations

from functools import cache

import msgspec

from bot.demo import fictional_school
from bot.school_files import SchoolFiles
from storage.encryption import SchoolKey

CLASSES = ("1A", "2B", "2D")
"""The classes that the conversations speak of: a smaller roster opens faster."""

SAME_NAME = "Noor Jansen"
"""What two pupils of other classes are called, one in 1C and one in 3A."""

ORDINARY = frozenset({"docent", "oop"})
"""Roles that many have and no protocol speaks of."""


def fixed_bytes(number: int) -> bytes:
    """Gives the same bytes each time, so that the ids of the school are the same in each run."""
    return bytes(range(number))


@cache
def school_key() -> SchoolKey:
    """Gives the key of the school."""
    return SchoolKey.load(SchoolKey.fresh(fixed_bytes).encode())


@cache
def school_files() -> SchoolFiles:
    """Gives the fictional school with the pupils of a few classes and who is needed for them."""
    files = fictional_school(school_key())
    pupils = tuple(
        pupil for pupil in files.pupils if pupil.klas in CLASSES or pupil.full_name == SAME_NAME
    )
    coaches = {coach for pupil in pupils for coach in pupil.coaches}
    needed = {one.id for one in files.staff if one.id in coaches or set(one.roles) - ORDINARY}
    deputies = {one.deputy for one in files.staff if one.id in needed}
    staff = tuple(one for one in files.staff if one.id in needed | deputies)
    return msgspec.structs.replace(files, pupils=pupils, staff=staff)
