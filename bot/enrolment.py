"""A pupil who goes to another class or coach, in the people of the practice school."""

from __future__ import annotations

import msgspec

from bot.directory import People


def enrolled(people: People, name: str, klas: str, coaches: tuple[str, ...]) -> People:
    """Gives the people with one pupil in another class, with other coaches.

    `name` is "Noor Jansen", or "Noor Jansen (3A)" when two are called the same; the class stays
    when `klas` is empty. Raises ValueError when that is not one pupil.
    """
    pupils = people.pupils
    (found,) = (
        one for one in pupils.values() if name in (one.full_name, f"{one.full_name} ({one.klas})")
    )
    moved = msgspec.structs.replace(found, klas=klas or found.klas, coaches=coaches)
    return People(tuple({**pupils, found.id: moved}.values()), people.staff)
