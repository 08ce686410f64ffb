"""A pupil who goes to another class or coach, in the people of the practice school."""

from __future__ import annotations

import msgspec

from bot.directory import People


class NotOnePupil(Exception):
    """Zo heet niet precies één leerling."""


def enrolled(people: People, name: str, klas: str, coaches: tuple[str, ...]) -> People:
    """Gives the people with one pupil in another class, with other coaches.

    `name` is "Noor Jansen", or "Noor Jansen (3A)" when two are called the same; the class stays
    when `klas` is empty.
    """
    pupils = people.pupils
    found = [
        one for one in pupils.values() if name in (one.full_name, f"{one.full_name} ({one.klas})")
    ]
    if len(found) != 1:
        raise NotOnePupil
    moved = msgspec.structs.replace(found[0], klas=klas or found[0].klas, coaches=coaches)
    return People(tuple({**pupils, moved.id: moved}.values()), people.staff)
