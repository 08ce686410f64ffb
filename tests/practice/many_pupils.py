"""A roster as large as a school has: 2,500 pupils, two of them with names that are hard to type."""

import pathlib
from itertools import chain

import msgspec

from bot.directory import pupil_rows
from flows.roster import RosterPupil
from storage.units_of_work import Store
from tests.practice.running_bot import DATABASE
from tests.practice.served_in_slack import Served
from tests.practice.twelve import KEY, PUPILS
from tests.slack_stub.elements import fields_in
from tests.slack_stub.person import SlackPerson
from tests.storage.conftest import PredictableBytes

MANY = 2_500

SOUGHT = ("Şeyma", "van der", "Çelik-Müller", "4z"), ("Zoë", "in 't", "Veld", "4y")
SEYMA, ZOE = (f"leerling-{MANY + n}" for n, _ in enumerate(SOUGHT))
TYPED = {
    "seyma": SEYMA,
    "celik": SEYMA,
    "seyma v.d. celik": SEYMA,
    "muller 4z": SEYMA,
    "zoe": ZOE,
    "veld zoe": ZOE,
    "zoe in t veld": ZOE,
}
"""What somebody types, and who is meant."""


def store_many_pupils(folder: pathlib.Path) -> None:
    """Puts them in the database in a folder, in the place of those that are there."""
    with Store.open(f"sqlite:///{folder / DATABASE}", KEY, PredictableBytes()) as store:
        store.run_now(lambda unit: unit.roster.replace(pupil_rows(_roster())))


async def asked_who(served: Served) -> tuple[SlackPerson, str]:
    """Lets somebody report up to the field that asks for pupils; gives them and its block."""
    person = served.person("UVAK")
    await person.command("pestmelding")
    await person.fill(_block(person, "soort"), "geen")
    await person.submit()
    return person, _block(person, "gepesten")


def _block(person: SlackPerson, field: str) -> str:
    assert person.modal is not None
    names = (str(block["block_id"]) for block, _ in fields_in(person.modal.blocks))
    return next(name for name in names if name.startswith(f"{field}~~"))


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
