"""Searching for a pupil in Slack, at a school of 2,500 pupils; how fast is in `make bench`."""

import pathlib

from tests.practice.many_pupils import TYPED, asked_who, store_many_pupils
from tests.practice.served_in_slack import served_in_slack


async def test_pupils_are_found_while_somebody_types(folder: pathlib.Path) -> None:
    """Accents, tussenvoegsels and the order of the words do not matter."""
    store_many_pupils(folder)
    async with served_in_slack(folder) as served:
        person, block = await asked_who(served)
        found = {typed: await person.search(block, typed) for typed in TYPED}

    assert TYPED == {typed: one["value"] for typed, (one,) in found.items()}
