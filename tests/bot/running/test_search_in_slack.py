"""Searching for a pupil in Slack, at a school of 2,500 pupils."""

import pathlib
from itertools import chain

import msgspec
import pytest

from bot.directory import pupil_rows
from flows.roster import RosterPupil
from storage.units_of_work import Store
from tests.practice.running_bot import DATABASE
from tests.practice.served_in_slack import served_in_slack
from tests.practice.twelve import KEY, PUPILS
from tests.slack_stub.elements import fields_in
from tests.slack_stub.person import SlackPerson
from tests.storage.conftest import PredictableBytes

MANY = 2_500
WITHIN = 0.3
"""Seconds in which somebody who types should see names."""

SOUGHT = ("Şeyma", "van der", "Çelik-Müller", "4z"), ("Zoë", "in 't", "Veld", "4y")
TYPED = ("seyma", "celik", "seyma v.d. celik", "muller 4z", "zoe", "veld zoe", "zoe in t veld")


def _pupil(number: int, roepnaam: str, tussenvoegsel: str, achternaam: str) -> RosterPupil:
    return msgspec.structs.replace(
        PUPILS[0],
        id=f"leerling-{number}",
        leerlingnummer=f"nr-{number}",
        roepnaam=roepnaam,
        tussenvoegsel=tussenvoegsel,
        achternaam=achternaam,
        klas=f"{number % 6 + 1}{'abcdefgh'[number % 8]}",
    )


def _roster() -> tuple[RosterPupil, ...]:
    names = ((f"Roepnaam{n % 90}", ("", "van", "de")[n % 3], f"Achternaam{n}") for n in range(MANY))
    sought = (
        msgspec.structs.replace(_pupil(MANY + n, *name), klas=klas)
        for n, (*name, klas) in enumerate(SOUGHT)
    )
    many = (_pupil(n, *name) for n, name in enumerate(names, len(SOUGHT)))
    return tuple(chain(sought, many))[:MANY]


@pytest.fixture
def large(folder: pathlib.Path) -> pathlib.Path:
    """The folder of a school with many pupils."""
    with Store.open(f"sqlite:///{folder / DATABASE}", KEY, PredictableBytes()) as store:
        store.run_now(lambda unit: unit.roster.replace(pupil_rows(_roster())))
    return folder


async def test_pupils_are_found_while_somebody_types(large: pathlib.Path) -> None:
    """Accents and tussenvoegsels do not matter, and the names are there within 300 ms.

    Of seven times, one may be late: a test runs beside all else on its machine.
    """
    async with served_in_slack(large) as served:
        person = served.person("UVAK")
        await person.command("pestmelding")
        await person.fill(_block(person, "soort"), "geen")
        await person.submit()
        block = _block(person, "gepesten")
        served.workspace.patience = WITHIN
        found = [one["value"] for typed in TYPED for one in await person.search(block, typed)]
        late = served.workspace.faults.copy()
        served.workspace.faults.clear()

    seyma, zoe = (f"leerling-{MANY + n}" for n in range(2))
    assert [seyma] * 4 + [zoe] * 3 == found
    assert [] == late[1:]
    assert all("antwoord na" in one for one in late)


def _block(person: SlackPerson, field: str) -> str:
    assert person.modal is not None
    names = (str(block["block_id"]) for block, _ in fields_in(person.modal.blocks))
    return next(name for name in names if name.startswith(f"{field}~~"))
